//! The command line as a whole: its commands, and how it is parsed.

use std::env;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use commsease_status::{Language, Status};

use crate::args::{self, example, program_name};
use crate::output::{self, escape};
use crate::{
    annotate, check, completions, diff, explain, export, list, new, reference, scan, search,
};

/// Explain status codes, their causes, and how to fix them
#[derive(Parser)]
#[command(after_long_help = after_long_help::<S>())]
pub(crate) struct Arguments<S: Status> {
    /// When to use color
    #[arg(
        long,
        global = true,
        display_order = 900,
        value_name = "WHEN",
        value_enum,
        default_value_t = Color::Auto
    )]
    pub(crate) color: Color,
    /// Language of the texts [default: that of the locale]
    #[arg(
        long,
        global = true,
        display_order = 890,
        value_name = "LANGUAGE",
        value_parser = args::languages::<S>(),
        hide = S::languages().len() == 1
    )]
    pub(crate) language: Option<Language<S>>,
    #[command(subcommand)]
    pub(crate) command: Command<S>,
}

/// A command and its arguments.
#[derive(Subcommand)]
pub(crate) enum Command<S: Status> {
    /// Explain a code, name, or response body
    Explain(explain::Args<S>),
    /// List codes
    List(list::Args<S>),
    /// Search codes by keyword
    Search(search::Args),
    /// Summarize the status codes found in log files
    Scan(scan::Args<S>),
    /// Add the status codes found in each line to it
    Annotate(annotate::Args),
    /// Print the reference of all codes
    Reference(reference::Args),
    /// Export texts for the end users of an app
    Export(export::Args<S>),
    /// Check a code table for errors
    Check(check::Args),
    /// Compare two versions of a code table
    Diff(diff::Args),
    /// Print a template for a new code
    New(new::Args<S>),
    /// Generate shell completions
    Completions(completions::Args),
}

/// When to use color.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes this the choice for all output of the program.
    pub(crate) fn write_global(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// Returns the value of `--color` for help and usage errors, which leave nothing parsed.
pub(crate) fn color_before_parsing() -> Color {
    let mut arguments = env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--color") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(String::from),
            None => None,
        };
        if let Some(color) = value.and_then(|value| Color::from_str(&value, false).ok()) {
            return color;
        }
    }
    Color::Auto
}

/// Parses the arguments of the program.
pub(crate) fn parse<S: Status>(version: &'static str) -> Result<Arguments<S>, clap::Error> {
    let matches = definition::<S>(version)
        .try_get_matches()
        .map_err(|error| {
            // It quotes arguments, which can contain anything.
            let escaped = env::args_os().map(|argument| escape(&argument.to_string_lossy()).into());
            let escaped = escaped.collect::<Vec<String>>();
            let error_with_escapes = definition::<S>(version).try_get_matches_from(escaped).err();
            // Without it, the arguments are not UTF-8, and the error quotes none.
            error_with_escapes.unwrap_or(error)
        })?;
    Arguments::from_arg_matches(&matches)
}

/// Returns the definition of the command line, named after the file of the program.
pub(crate) fn definition<S: Status>(version: &'static str) -> clap::Command {
    let name = program_name();
    Arguments::<S>::command()
        .name(name.clone())
        .bin_name(name)
        .version(version)
        .term_width(output::width())
}

fn after_long_help<S: Status>() -> String {
    let name = program_name();
    let (code, message) = example::<S>();
    format!(
        "\
Examples:
  {name} explain {code} {message:?}
  {name} explain '{{\"code\":{code},\"desc\":{message:?}}}'
  {name} scan app.log

Exit status:
  0  The code is known, or the command succeeded
  1  The code is unknown, nothing was found, or a check failed
  2  The arguments or the input cannot be used

Environment:
  COLUMNS   The width of the output [default: that of the terminal, or 100]
  NO_COLOR  No color, if it is set
  LANG      The language of the texts, unless `LC_ALL` or `LC_MESSAGES` is set"
    )
}

//! The arguments of the program, except those of each command.

use std::cmp::Reverse;
use std::env;
use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use commsease_status::{Cause, Status, Vocabulary};

use crate::output::{self, escape, wrapped_to};
use crate::{check, completions, diff, explain, list, new, reference, scan, search};

/// Explain status codes, their causes, and how to fix them
#[derive(Parser)]
#[command(version, after_long_help = after_long_help::<S>())]
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
    /// Print the reference of all codes
    Reference(reference::Args),
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
pub(crate) fn parse<S: Status>() -> Result<Arguments<S>, clap::Error> {
    let matches = command::<S>().try_get_matches().map_err(|error| {
        // It quotes arguments, which can contain anything.
        let escaped = env::args_os().map(|argument| escape(&argument.to_string_lossy()).into());
        let escaped = escaped.collect::<Vec<String>>();
        let error_with_escapes = command::<S>().try_get_matches_from(escaped).err();
        // Without it, the arguments are not UTF-8, and the error quotes none.
        error_with_escapes.unwrap_or(error)
    })?;
    Arguments::from_arg_matches(&matches)
}

/// Returns the definition of the command line, named after the file of the program.
pub(crate) fn command<S: Status>() -> clap::Command {
    let name = program_name();
    Arguments::<S>::command()
        .name(name.clone())
        .bin_name(name)
        .term_width(output::width())
}

/// Returns the file name of the program.
pub(crate) fn program_name() -> String {
    let path = env::args_os().next().unwrap_or_default();
    let name = Path::new(&path).file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    let name = name.strip_suffix(env::consts::EXE_SUFFIX).unwrap_or(&name);
    if name.is_empty() {
        String::from("commsease-status")
    } else {
        String::from(name)
    }
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
  NO_COLOR  No color, if it is set"
    )
}

/// Returns a code, and an error message that identifies one of its causes if there is any.
pub(crate) fn example<S: Status>() -> (i32, &'static str) {
    let pattern = |cause: &'static Cause<S>| {
        let mut patterns = cause.patterns().iter().copied();
        patterns.find(|pattern| !pattern.contains(['{', '"', '\'']))
    };
    let pairs = S::all().iter().flat_map(|status| {
        let patterns = status.causes().iter().filter_map(pattern);
        patterns.map(|pattern| (status.code(), pattern))
    });
    let without_cause = || S::all().first().map(|status| status.code());
    // The code with the most causes shows best what a message is good for.
    let causes = |code| S::from_code(code).map_or(0, |status| status.causes().len());
    pairs
        .min_by_key(|&(code, _)| Reverse(causes(code)))
        .unwrap_or_else(|| (without_cause().unwrap_or_default(), "message"))
}

/// Returns a parser of the ids of a vocabulary.
pub(crate) fn ids<V: Vocabulary>() -> ValueParser {
    if is_undeclared::<V>() {
        return ValueParser::new(|_: &str| Err::<V, _>("the table declares no such values"));
    }
    one_of(
        V::ALL
            .iter()
            .map(|value| (*value, value.id(), value.summary())),
    )
}

/// Returns a parser of the ids of some values, given with each value, its id, and its help.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    values: impl Iterator<Item = (T, &'static str, &'static str)>,
) -> ValueParser {
    let values: Vec<_> = values.collect();
    let possible = values
        .iter()
        .map(|(_, id, help)| PossibleValue::new(*id).help(*help));
    let parser = PossibleValuesParser::new(possible);
    ValueParser::new(parser.try_map(move |parsed| {
        let found = values.iter().find(|(_, id, _)| *id == parsed);
        found.map(|(value, ..)| *value).ok_or("unknown id")
    }))
}

/// Returns `true` if the table does not declare a vocabulary, so that its options are hidden.
pub(crate) fn is_undeclared<V: Vocabulary>() -> bool {
    V::ALL.is_empty()
}

/// The number of columns by which clap indents the long help of an option.
const HELP_INDENT: usize = 10;

/// Returns the long help of an option for an id: the short help and all possible values.
pub(crate) fn long_help<V: Vocabulary>(help: &str) -> String {
    let width = V::ALL.iter().map(|value| value.id().len()).max();
    let width = width.unwrap_or_default() + "- : ".len();
    let values = V::ALL.iter().map(|value| {
        let first = format!("{:width$}", format!("- {}:", value.id()));
        wrapped_to(
            output::width().saturating_sub(HELP_INDENT),
            &first,
            width,
            value.summary(),
        )
    });
    let values: Vec<String> = values.collect();
    format!("{help}\n\nPossible values:\n{}", values.join("\n"))
}

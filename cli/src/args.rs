//! The arguments.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use commsease_status::{Area, Category, Platform};

/// Explains the status codes of the CommsEase (NetEase Yunxin) IM service, offline
#[derive(Parser)]
#[command(version, name = "commsease-status")]
pub(crate) struct Arguments {
    /// How to print
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Another table than the built-in one, in TOML
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) table: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// For issues and pages
    Markdown,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Say what a code means, what happened and what to do
    Explain(Explain),
    /// List the codes
    List(List),
    /// Find codes by words in names, summaries, causes, fixes, server texts and SDK identifiers
    Search(Search),
    /// Count the codes and causes in logs, and say what to do about them
    Scan(Scan),
    /// Print the reference page of all codes, in Markdown
    Reference,
    /// Check a table of codes as the build does, without a build
    Check {
        /// The table, or `-` for standard input
        #[arg(default_value = "codes.toml")]
        file: String,
    },
    /// Print an entry for a new code, to fill in
    New {
        /// The number
        #[arg(allow_negative_numbers = true)]
        code: i32,
        /// The name that it shall have in Rust, like `InvalidParameter`
        name: String,
    },
    /// Print a script that completes commands in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Args)]
pub(crate) struct Explain {
    /// A number, a name, an SDK identifier, a response body, or `-` for a body on standard input
    #[arg(allow_negative_numbers = true)]
    pub(crate) what: String,
    /// The text that came with the number
    pub(crate) text: Option<String>,
    /// The platform that the code is from
    #[arg(long, value_name = "PLATFORM", value_parser = words(Platform::ALL, Platform::id))]
    pub(crate) platform: Option<String>,
}

#[derive(Args)]
pub(crate) struct List {
    /// Only numbers of this form, like 4xx or 1094xx
    #[arg(value_name = "NUMBERS")]
    pub(crate) numbers: Option<String>,
    /// Only codes of this category
    #[arg(long, value_parser = words(Category::ALL, Category::id))]
    pub(crate) category: Option<String>,
    /// Only codes of this area, or with a cause of it
    #[arg(long, value_parser = words(Area::ALL, Area::id))]
    pub(crate) area: Option<String>,
    /// Only codes that mean something else on this platform
    #[arg(long, value_parser = words(Platform::ALL, Platform::id))]
    pub(crate) platform: Option<String>,
}

#[derive(Args)]
pub(crate) struct Search {
    /// The words: all of them must occur
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Scan {
    /// Logs of any size, plain or gzip; standard input if there are none, or for `-`
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print entries of `codes.toml`, to be filled in, for unknown numbers and for texts that no cause claims
    #[arg(long)]
    pub(crate) stubs: bool,
    /// Exit with status 1 if a code of this category came; may be given several times
    #[arg(long, value_name = "CATEGORY", value_parser = ids(Category::ALL, Category::id))]
    pub(crate) fail_on: Vec<String>,
}

/// The words of a vocabulary of the built-in table as possible values.
fn ids<W: Copy>(words: &[W], id: fn(W) -> &'static str) -> PossibleValuesParser {
    PossibleValuesParser::new(words.iter().map(|&word| id(word)))
}

/// A word of a vocabulary: help and completion offer those of the built-in table, and the table that is used says which
/// there are.
#[derive(Clone)]
struct Words(Vec<&'static str>);

fn words<W: Copy>(words: &[W], id: fn(W) -> &'static str) -> Words {
    Words(words.iter().map(|&word| id(word)).collect())
}

impl TypedValueParser for Words {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(
            self.0.iter().map(|word| PossibleValue::new(*word)),
        ))
    }
}

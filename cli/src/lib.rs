//! The command-line tool `commsease-status`, for any generated enum of status codes.
//!
//! The binary of this crate explains the codes of CommsEase. To get the same tool for your own
//! codes, generate an enum as described in
//! [Your own codes](commsease_status::your_own_codes), and call [`run`].

mod annotate;
mod args;
mod check;
mod command_line;
mod completions;
mod diff;
mod explain;
mod export;
mod files;
mod format;
mod list;
mod new;
mod output;
mod record;
mod reference;
mod scan;
mod search;

use std::io::{self, Write};
use std::process::ExitCode;

use commsease_status::Status;

use self::command_line::Command;
use self::output::{Failed, Pipe};

/// Runs the command-line tool for the codes of `S`, with the arguments of the program. `version` is
/// what `--version` prints: `env!("CARGO_PKG_VERSION")` is that of the package of the program.
///
/// The exit status is 0 if the code is known, 1 if it is unknown or if a check failed, and 2 if the
/// arguments or the input cannot be used. Errors are printed to standard error.
///
/// # Examples
///
/// A complete tool:
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use commsease_status::StatusCode;
///
/// fn main() -> ExitCode {
///     commsease_status_cli::run::<StatusCode>(env!("CARGO_PKG_VERSION"))
/// }
/// ```
#[must_use]
pub fn run<S: Status>(version: &'static str) -> ExitCode {
    let status = try_run::<S>(version).unwrap_or_else(|failed| {
        failed.print();
        failed.status()
    });
    status.into()
}

/// Runs one command and returns its exit status.
fn try_run<S: Status>(version: &'static str) -> Result<u8, Failed> {
    let arguments = match command_line::parse::<S>(version) {
        Ok(arguments) => arguments,
        Err(error) => {
            command_line::color_before_parsing().write_global();
            return output::print_clap_message(&error);
        }
    };
    arguments.color.write_global();
    let language = arguments
        .language
        .unwrap_or_else(args::language_of_environment);
    // Without the buffer, every line would be a system call. It is not locked, because `annotate`
    // writes from several threads.
    let mut out = io::BufWriter::new(Pipe::new(anstream::AutoStream::auto(io::stdout())));
    let status = match &arguments.command {
        Command::Explain(args) => explain::run(args, language, &mut out),
        Command::List(args) => list::run(args, language, &mut out),
        Command::Search(args) => search::run(args, language, &mut out),
        Command::Scan(args) => scan::run(args, language, &mut out),
        Command::Annotate(args) => annotate::run(args, language),
        Command::Reference(args) => reference::run(args, language, &mut out),
        Command::Export(args) => export::run(args, arguments.language, &mut out),
        Command::Check(args) => check::run(args, &mut out),
        Command::Diff(args) => diff::run(args, &mut out),
        Command::New(args) => new::run(args, &mut out),
        Command::Completions(args) => {
            completions::run(args, command_line::definition::<S>(version), &mut out)
        }
    }?;
    out.flush()?;
    Ok(status)
}

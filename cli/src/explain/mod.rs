//! `explain`: what a code, a name, or a response means.

mod text;

use std::io::{self, Read, Write};

use commsease_status::{Diagnosis, Language, Status};
use commsease_status_explain::{Answer, NoAnswer, Subjects, markdown};

use crate::args;
use crate::format::Format;
use crate::output::{Failed, write_json};

#[derive(clap::Args)]
#[command(after_long_help = after_long_help::<S>())]
pub(crate) struct Args<S: Status> {
    /// Code, variant name, SDK identifier, response body, or any text (`-` reads from stdin)
    #[arg(value_name = "CODE|NAME|BODY", allow_negative_numbers = true)]
    what: String,
    /// Error message that came with the code
    #[arg(value_name = "MESSAGE", allow_negative_numbers = true)]
    message: Vec<String>,
    /// Use the meaning of the code on this platform
    #[arg(
        long,
        value_parser = args::ids::<S::Platform>(),
        hide = args::is_undeclared::<S::Platform>(),
        hide_possible_values = true,
        long_help = args::long_help::<S::Platform>("Use the meaning of the code on this platform")
    )]
    platform: Option<S::Platform>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn after_long_help<S: Status>() -> String {
    let name = args::program_name();
    let (code, message) = args::example::<S>();
    format!(
        "\
Names and identifiers are not case-sensitive. Several words make one message. A text of one or \
more lines is searched for responses, as `scan` does; the most telling one comes first. Without any, \
the answer can be a guess, and a note says so.

Examples:
  {name} explain {code} {message}
  {name} explain '{{\"code\":{code},\"desc\":{message:?}}}'
  curl ... | {name} explain - --format json

Exit status:
  0  The code is known
  1  The code is unknown
  2  The arguments or the input cannot be used"
    )
}

/// Prints the answers, and returns exit status 1 if the table does not have the first code.
pub(crate) fn run<S: Status>(
    args: &Args<S>,
    language: Language<S>,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let what = match args.what.trim() {
        "-" => read_stdin()?,
        what => String::from(what),
    };
    let message = (!args.message.is_empty()).then(|| args.message.join(" "));
    let subjects = Subjects::<S>::find(what.trim(), message.as_deref())
        .map_err(|error| failed::<S>(&error.in_language(language)))?;
    print(&subjects.answer(args.platform, language), args.format, out)
}

/// Returns the error for a text without an answer, and says what to do.
fn failed<S: Status>(error: &NoAnswer) -> Failed {
    let message = error.to_string();
    let tip = match error {
        NoAnswer::Reserved { .. } => None,
        NoAnswer::UnknownName { similar, .. } => {
            similar.map(|name| format!("a similar name exists: `{name}`"))
        }
        NoAnswer::NoResponse { number } => Some(tip::<S>(*number)),
        _ => return Failed::Input(message),
    };
    Failed::Unknown { message, tip }
}

/// Returns the command to use for a text in which no response was found.
fn tip<S: Status>(number: Option<i32>) -> String {
    let name = args::program_name();
    let (code, message) = args::example::<S>();
    match number {
        Some(number) => {
            format!("the text contains {number}, which is a code: {name} explain {number}")
        }
        None => format!("give the code and the message: {name} explain {code} {message:?}"),
    }
}

/// Prints the text for a code without an error message.
pub(crate) fn print_code<S: Status>(
    status: S,
    language: Language<S>,
    out: &mut impl Write,
) -> Result<(), Failed> {
    let diagnosis = Diagnosis::<S>::new(status.code(), None).in_language(language);
    text::print(&Answer::new(&diagnosis, None), out)
}

fn print(answer: &Answer<'_>, format: Format, out: &mut impl Write) -> Result<u8, Failed> {
    match format {
        Format::Text => text::print(answer, out)?,
        Format::Json => write_json(answer, out)?,
        Format::Markdown => markdown::print(answer, out)?,
    }
    Ok(u8::from(!answer.is_known()))
}

fn read_stdin() -> Result<String, Failed> {
    let mut bytes = Vec::new();
    io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Failed::Input(format!("failed to read standard input: {error}")))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failed::Input(format!("standard input is not valid UTF-8 (byte {at})"))
    })
}

//! `explain`: what a code, a name, or a response means.

mod answer;
mod markdown;
mod sentence;
mod text;

use std::io::{self, Read, Write};

use commsease_status::{Diagnosis, Response, Status};
use commsease_status_logs::{Finding, search};

use self::answer::Answer;
use crate::format::Format;
use crate::output::{Failed, write_json};
use crate::record::Reserved;
use crate::{args, body};

/// A longer word is not a misspelled name.
const MAX_NAME_LEN: usize = 64;
/// The similarity of two names, from 0 to 1, from which one is suggested for the other.
const MIN_SIMILARITY: f64 = 0.7;

#[derive(clap::Args)]
#[command(after_long_help = after_long_help::<S>())]
pub(crate) struct Args<S: Status> {
    /// Code, variant name, SDK identifier, or response body (`-` reads from stdin)
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
Names and identifiers are not case-sensitive. Several words make one message. A line of a log is \
searched for a response, as `scan` does.

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

/// What is to be explained.
enum Subject<S: Status> {
    Response(Response<S>),
    Code {
        code: i32,
        /// The platform of an SDK identifier.
        platform: Option<S::Platform>,
        message: Option<String>,
    },
}

/// Prints the answer and returns exit status 1 if the table does not have the code.
pub(crate) fn run<S: Status>(args: &Args<S>, out: &mut impl Write) -> Result<u8, Failed> {
    let what = match args.what.trim() {
        "-" => read_stdin()?,
        what => String::from(what),
    };
    let message = (!args.message.is_empty()).then(|| args.message.join(" "));
    match subject::<S>(what.trim(), message.as_deref())? {
        Subject::Response(response) => {
            let mut answer = Answer::new(&response.diagnosis(), args.platform);
            let items = response.failed_items().iter();
            answer.failed_items = items
                .map(|item| Answer::new(&item.diagnosis(), args.platform))
                .collect();
            print(&answer, args.format, out)
        }
        Subject::Code {
            code,
            platform,
            message,
        } => {
            let diagnosis = Diagnosis::<S>::new(code, message.as_deref());
            let platform = args.platform.or(platform);
            print(&Answer::new(&diagnosis, platform), args.format, out)
        }
    }
}

/// Prints the text for a code without an error message.
pub(crate) fn print_code<S: Status>(code: i32, out: &mut impl Write) -> Result<(), Failed> {
    text::print(&Answer::new(&Diagnosis::<S>::new(code, None), None), out)
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

/// Returns what the arguments refer to: a response, a log line that contains one, or a code or name,
/// which a message can follow.
fn subject<S: Status>(what: &str, message: Option<&str>) -> Result<Subject<S>, Failed> {
    if what.is_empty() {
        let message = "expected a code, a name, or a response body, found nothing";
        return Err(Failed::Input(String::from(message)));
    }
    let whole = what.starts_with('{').then(|| body::parse(what));
    let error = match (whole, message) {
        (Some(Ok(response)), None) => return Ok(Subject::Response(response)),
        (Some(Ok(_)), Some(message)) => {
            return Err(Failed::Input(format!(
                "unexpected argument '{message}': the response body already contains the message"
            )));
        }
        (Some(Err(error)), _) => Some(error),
        (None, _) => None,
    };
    // A message can look like a response, and the first word of a line like a code.
    if message.is_none() || !is_known::<S>(what) {
        let line = joined(Some(what), message).unwrap_or_default();
        let response = body::find(&line).map(Subject::Response);
        if let Some(subject) = response.or_else(|| in_line(&line)) {
            return Ok(subject);
        }
    }
    if let Some(error) = error {
        return Err(Failed::Input(format!("invalid response body: {error}")));
    }
    let (word, rest) = match what.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, Some(rest.trim_start())),
        None => (what, None),
    };
    let (code, platform) = code_of::<S>(word)?;
    Ok(Subject::Code {
        code,
        platform,
        message: joined(rest, message),
    })
}

fn is_known<S: Status>(word: &str) -> bool {
    code_of::<S>(word).is_ok_and(|(code, _)| S::from_code(code).is_some())
}

/// Returns the texts with a space between them, or the only one.
fn joined(first: Option<&str>, second: Option<&str>) -> Option<String> {
    let texts: Vec<&str> = [first, second].into_iter().flatten().collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// Returns the first response that `scan` finds in a line.
fn in_line<S: Status>(line: &str) -> Option<Subject<S>> {
    let mut found = None;
    search(line.as_bytes(), |_, finding| {
        let (code, message) = match finding {
            Finding::Response { code, message } => (code, message),
            Finding::CodeAlone(code) if S::from_code(code).is_some() => (code, None),
            _ => return,
        };
        found.get_or_insert_with(|| Subject::Code {
            code,
            platform: None,
            message: message.map(String::from),
        });
    });
    found
}

/// Returns the code that a number, a name, or an SDK identifier refers to. An identifier that only
/// one platform uses, with a meaning of its own, implies the platform.
fn code_of<S: Status>(word: &str) -> Result<(i32, Option<S::Platform>), Failed> {
    let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let code = word.parse().map_err(|_| {
            Failed::Input(format!("invalid code `{word}`: must be a 32-bit integer"))
        })?;
        return Ok((code, None));
    }
    let Some(status) = S::from_name(word).or_else(|| find_ignoring_case(word)) else {
        if let Some(reserved) = Reserved::of_name::<S>(word) {
            return reserved.code.map(|code| (code, None)).ok_or_else(|| {
                let message = format!("name `{word}` is reserved: {}", reserved.note);
                Failed::Unknown { message, tip: None }
            });
        }
        let tip = similar_name::<S>(word);
        return Err(Failed::Unknown {
            message: format!("unknown code name or SDK identifier `{word}`"),
            tip: tip.map(|name| format!("a similar name exists: `{name}`")),
        });
    };
    let mut meanings = status.meanings().iter();
    let meaning = meanings.find(|meaning| {
        let mut names = meaning.sdk_names().iter();
        names.any(|name| name.eq_ignore_ascii_case(word))
    });
    Ok((status.code(), meaning.map(|meaning| meaning.platform())))
}

fn find_ignoring_case<S: Status>(word: &str) -> Option<S> {
    S::all().iter().copied().find(|status| {
        let is_word = |name: &str| name.eq_ignore_ascii_case(word);
        is_word(status.name()) || status.sdk_names().iter().any(|name| is_word(name))
    })
}

/// Returns the name or SDK identifier that a word is most likely a misspelling of.
fn similar_name<S: Status>(word: &str) -> Option<&'static str> {
    if word.len() > MAX_NAME_LEN {
        return None;
    }
    let word = word.to_lowercase();
    // Of equally similar ones, the last is suggested: the name rather than an identifier.
    let names = S::all().iter().flat_map(|status| {
        let names = status.sdk_names().iter().copied();
        names.chain([status.name()])
    });
    let similarity =
        |name: &str| strsim::normalized_damerau_levenshtein(&word, &name.to_lowercase());
    names
        .map(|name| (similarity(name), name))
        .filter(|&(similarity, _)| similarity >= MIN_SIMILARITY)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, name)| name)
}

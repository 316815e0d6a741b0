//! `new`: a template for a new code.

use std::fmt::Write as _;
use std::io::Write;
use std::ops::RangeInclusive;

use commsease_status::{CodeRange, Language, Status, Vocabulary};

use crate::args;
use crate::output::Failed;
use crate::record::Reserved;

#[derive(clap::Args)]
#[command(
    allow_missing_positional = true,
    after_long_help = "\
Append the template to a code table, fill it in, and check it with `check`. The template has only the
keys that the table declares.

Exit status:
  0  The template was printed
  2  The arguments cannot be used, or the code or the name is taken or reserved"
)]
pub(crate) struct Args<S: Status> {
    /// Numeric code, or a range for its next free code [default: the code after the last one]
    #[arg(allow_negative_numbers = true, value_parser = place::<S>)]
    code: Option<Place<S>>,
    /// Variant name, such as `InvalidParameter`
    #[arg(value_parser = variant_name)]
    name: String,
}

/// Where the new code is.
#[derive(Clone, Copy)]
enum Place<S: Status> {
    Code(i32),
    Range(&'static CodeRange<S>),
}

fn place<S: Status>(text: &str) -> Result<Place<S>, &'static str> {
    if let Ok(code) = text.parse() {
        return Ok(Place::Code(code));
    }
    let mut ranges = S::ranges().iter();
    let range = ranges.find(|range| range.name().eq_ignore_ascii_case(text));
    range
        .map(Place::Range)
        .ok_or("expected a 32-bit integer, or the name of a range of the table")
}

fn variant_name(name: &str) -> Result<String, &'static str> {
    let is_valid = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name != "Self";
    if is_valid {
        Ok(String::from(name))
    } else {
        Err("expected an ASCII name in UpperCamelCase, such as `InvalidParameter`")
    }
}

/// Prints an entry for the table of `S`. Empty values are errors until they are filled in.
pub(crate) fn run<S: Status>(args: &Args<S>, out: &mut impl Write) -> Result<u8, Failed> {
    let code = match args.code {
        Some(Place::Code(code)) => Some(code),
        Some(Place::Range(range)) => {
            next_free::<S>(range.first()..=range.last(), |code| range.contains(code))
        }
        None => next_free::<S>(i32::MIN..=i32::MAX, |_| true),
    };
    let code = code.ok_or_else(|| Failed::Input(String::from("the range has no free code")))?;
    check_unused::<S>(code, &args.name)?;
    let code = code_keys::<S>(code, &args.name);
    let cause = cause_keys::<S>();
    write!(
        out,
        "{code}\n# For each documented cause:\n# [[code.cause]]\n{cause}"
    )?;
    Ok(0)
}

fn is_free<S: Status>(code: i32) -> bool {
    S::from_code(code).is_none() && Reserved::of_code(code, Language::<S>::ENGLISH).is_none()
}

/// Returns the first free code after the last one that is taken or, failing that, the first one.
fn next_free<S: Status>(
    codes: RangeInclusive<i32>,
    is_in_range: impl Fn(i32) -> bool,
) -> Option<i32> {
    let (first, last) = codes.into_inner();
    let taken = S::all().iter().map(|status| status.code());
    let last_taken = taken.filter(|&code| is_in_range(code)).max();
    let start = last_taken.unwrap_or(first);
    let mut codes = (start..=last).chain(first..start);
    codes.find(|&code| is_in_range(code) && is_free::<S>(code))
}

/// Returns an error if the table has or reserves the code or the name.
fn check_unused<S: Status>(code: i32, name: &str) -> Result<(), Failed> {
    let reserved = Reserved::of_code(code, Language::<S>::ENGLISH);
    let reserved = reserved.map(|it| format!("code {code} is reserved: {}", it.note));
    let taken = S::from_code(code).map(Status::name);
    let taken = taken.map(|taken| format!("code {code} is already taken by `{taken}`"));
    if let Some(message) = taken.or(reserved) {
        let free = (code..=i32::MAX).find(|&code| is_free::<S>(code));
        let tip = free.map(|free| format!("the next free code is {free}"));
        return Err(Failed::Taken { message, tip });
    }
    // Names that differ only in case would be files of the same name in the documentation.
    let mut codes = S::all().iter();
    let taken = codes.find(|status| status.name().eq_ignore_ascii_case(name));
    let taken = taken.map(|it| format!("name `{name}` is already taken by code {}", it.code()));
    let reserved = Reserved::of_name::<S>(name, Language::ENGLISH);
    let reserved = reserved.map(|it| format!("name `{name}` is reserved: {}", it.note));
    match taken.or(reserved) {
        Some(message) => Err(Failed::Taken { message, tip: None }),
        None => Ok(()),
    }
}

fn code_keys<S: Status>(code: i32, name: &str) -> String {
    let mut keys = format!(
        "[[code]]\ncode = {code}\nname = \"{name}\"\nsummary = \"\" # the meaning, in one sentence\n"
    );
    keys.push_str(&translations::<S>(&["summary"]));
    keys.push_str(&id_key::<S::Category>("category"));
    keys.push_str(&id_key::<S::Area>("area"));
    keys.push_str(
        "\
outcome = \"failure\" # or \"success\", \"partial\"
retry = \"\" # \"never\", \"after-fix\", \"backoff\", or \"outcome-unknown\"
",
    );
    if S::all().iter().any(|status| !status.sdk_names().is_empty()) {
        keys.push_str("sdk = [] # SDK identifiers, such as \"RES_EPARAM\"\n");
    }
    keys.push_str(&sources_key::<S::Source>());
    keys
}

/// Returns the keys of a cause as comments.
fn cause_keys<S: Status>() -> String {
    let keys = format!(
        "\
id = \"\" # unique within this code, such as \"room-closed\"
description = \"\" # what happened
fix = \"\" # what to do about it
{}fix_by = \"\" # \"caller\", \"admin\", \"end-user\", or \"service\"
{}patterns = [] # error messages of this cause; {{name}} stands for one word
samples = [] # an error message for each pattern with a placeholder
{}",
        translations::<S>(&["description", "fix"]),
        id_key::<S::Area>("area"),
        sources_key::<S::Source>()
    );
    keys.lines().fold(String::new(), |mut comments, line| {
        let _ = writeln!(comments, "# {line}");
        comments
    })
}

/// Returns the keys of the other languages of the table, with empty texts.
pub(crate) fn translations<S: Status>(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| format!("{text} = \"\"")).collect();
    let texts = texts.join(", ");
    let mut keys = String::new();
    for language in S::languages().iter().skip(1) {
        let _ = writeln!(keys, "{language} = {{ {texts} }}");
    }
    keys
}

/// Returns a key for an id, or nothing if the table does not declare the vocabulary.
fn id_key<V: Vocabulary>(key: &str) -> String {
    if args::is_undeclared::<V>() {
        return String::new();
    }
    format!("{key} = \"\" # an id declared as [{key}.<id>]\n")
}

fn sources_key<V: Vocabulary>() -> String {
    if args::is_undeclared::<V>() {
        return String::new();
    }
    String::from("sources = [] # ids declared as [source.<id>]\n")
}

//! The words for what serde reports.

use std::ops::Range;

use toml::de::DeValue;
use toml::value::Datetime;

use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::schema::LANGUAGE;
use crate::generator::syntax::ARRAYS_OF_TABLES;

/// Returns the header of a table, as written in a file. In a path, `[]` stands for an element.
pub(super) fn header(path: &str) -> String {
    if let Some((entry, language)) = path.split_once(&format!(".{LANGUAGE}.")) {
        return format!("`{language}` of {}", header(entry));
    }
    match (path.replace("[]", ""), path.ends_with("[]")) {
        (keys, true) => format!("`[[{keys}]]`"),
        (keys, false) if keys.is_empty() => String::from("the file"),
        (keys, false) => format!("`[{keys}]`"),
    }
}

/// Returns the header of the entries that have a key which another entry has in its place.
pub(super) fn owner(path: &str, key: &str) -> Option<&'static str> {
    const KEYS_OF_CAUSES: [&str; 5] = ["fix_by", "patterns", "except", "hints", "samples"];
    match path {
        "" => {
            let nested = |it: &&str| it.split_once('.').is_some_and(|(_, inner)| inner == key);
            ARRAYS_OF_TABLES.into_iter().find(nested)
        }
        "code[]" if KEYS_OF_CAUSES.contains(&key) => Some("code.cause"),
        _ => None,
    }
}

/// Reports a value of another type than serde expects.
pub(super) fn type_mismatch(
    path: &str,
    expected: &str,
    value: &DeValue<'_>,
    span: Range<usize>,
) -> Diagnostic {
    let keys = path.replace("[]", "");
    let key = keys.rsplit('.').next().unwrap_or(&keys);
    let is_of_tables = ARRAYS_OF_TABLES.contains(&keys.as_str());
    let is_inline = key == "deprecated" || path.contains(LANGUAGE);
    let (name, expected) = match expected {
        "a sequence" | "a table" if is_of_tables => (keys.as_str(), "an array of tables"),
        "a table" if !is_inline => (keys.as_str(), "a table"),
        "a sequence" | "i64" if key == "see_also" => (key, "an array of integers"),
        "i64" => (key, "an integer"),
        "a sequence" => (key, "an array of strings"),
        "a string" if path.ends_with("[]") => (key, "an array of strings"),
        "a TOML datetime" => (key, "a date"),
        other => (key, other),
    };
    if expected.ends_with(" integer") && value.is_integer() {
        return Diagnostic::error(format!("`{key}` is out of range"), span)
            .label("does not fit in a 64-bit integer")
            .help("use an integer between -2147483648 and 2147483647");
    }
    let mismatch = Diagnostic::error(format!("`{}` must be {expected}", escape(name)), span);
    let mismatch = mismatch.label(format!("found {}", type_name(value)));
    match type_help(&keys, key, expected, value) {
        Some(help) => mismatch.help(help),
        None => mismatch,
    }
}

pub(crate) const DATE_HELP: &str = "use a date such as `2026-01-31`";

/// The keys of strings that can be numbers.
const QUOTABLE: [&str; 7] = [
    "doc", "title", "suffix", "keywords", "patterns", "hints", "samples",
];

/// Returns what to use instead of a value of the wrong type, if that would be valid.
fn type_help(path: &str, key: &str, expected: &str, value: &DeValue<'_>) -> Option<String> {
    Some(match (expected, value) {
        ("an array of tables", _) => format!("use double brackets: `[[{path}]]`"),
        ("a table", _) if key == "deprecated" => String::from(
            "use an inline table: `deprecated = { since = \"1.2.0\", note = \"...\" }`",
        ),
        ("a table", _) if path.contains(LANGUAGE) => {
            format!("use an inline table: `{key} = {{ summary = \"...\" }}`")
        }
        ("a table", _) => format!("define it as a table: `[{path}]`"),
        ("an integer" | "an array of integers", DeValue::String(text)) => {
            let is_word =
                !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control());
            match text.parse::<i64>() {
                Ok(number) => format!("remove the quotes: `{number}`"),
                Err(_) if key == "code" && is_word => format!(
                    "use a number, and list the string as an identifier: `sdk = [\"{}\"]`",
                    escape(text)
                ),
                Err(_) => return None,
            }
        }
        ("a date", value) => match value
            .as_str()
            .and_then(|text| text.parse::<Datetime>().ok()?.date)
        {
            Some(date) => format!("remove the quotes: `{date}`"),
            None => String::from(DATE_HELP),
        },
        ("an array of strings", DeValue::String(text)) => {
            format!("wrap it in an array: `[\"{}\"]`", escape(text))
        }
        ("an array of integers", DeValue::Integer(number)) => {
            format!("wrap it in an array: `[{number}]`")
        }
        (_, DeValue::Integer(number)) if QUOTABLE.contains(&key) => {
            format!("add quotes: `\"{number}\"`")
        }
        _ => return None,
    })
}

/// Returns the name that TOML has for the type of a value.
fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a datetime",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

/// Returns what to do about a key that every entry of its kind needs.
pub(super) fn missing_help(path: &str, key: &str) -> &'static str {
    match (path, key) {
        ("enum", "name") => "add the name of the enum: `name = \"AppCode\"`",
        ("enum", "doc") => "add the enum's documentation: `doc = \"...\"`",
        ("range[]", "from") => "add the first code of the range: `from = 20000`",
        ("range[]", "to") => "add the last code of the range: `to = 20099`",
        (path, "name") if path.starts_with("language.") => {
            "add the name of the language, in the language: `name = \"中文\"`"
        }
        ("range[]", "name") => "add a name in UpperCamelCase: `name = \"AppCallback\"`",
        (_, "title") => "add the document title: `title = \"...\"`",
        (_, "code") => "add the numeric code: `code = 414`",
        (_, "name") => "add the name of the Rust variant: `name = \"InvalidParameter\"`",
        (_, "summary") => "describe it in one sentence: `summary = \"...\"`",
        (_, "platform") => "use an id declared as `[platform.<id>]`: `platform = \"...\"`",
        (_, "since") => "add the version that deprecates it: `since = \"1.2.0\"`",
        (_, "note") => "add the reason: `note = \"...\"`",
        ("log[]", "id") => "add a unique id: `id = \"ios-error\"`",
        (_, "samples") => {
            "add a line: `samples = [{ line = \"...\", code = 414, message = \"...\" }]`"
        }
        (_, "pattern") => "add how the error is printed: `pattern = \"... {code} {message...}\"`",
        (_, "line") => "add the line as it is printed: `line = \"...\"`",
        (_, "id") => "add an id that is unique within this code: `id = \"room-closed\"`",
        (_, "description") => "describe what happened: `description = \"...\"`",
        (_, "fix") => "describe how to fix it: `fix = \"...\"`",
        (_, "fix_by") => {
            "add who applies the fix: `fix_by = \"caller\"` (or `\"admin\"`, `\"end-user\"`, \
             `\"service\"`)"
        }
        _ => "add it",
    }
}

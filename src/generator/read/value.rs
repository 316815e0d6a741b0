//! Single values.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::generator::diagnostic::{Diagnostic, escape};
use crate::shared::escape::must_escape;

/// A value that is absent, or that was reported because it cannot be used, is `None`.
pub(crate) type Field<T> = Option<Spanned<T>>;

/// What is known of the whole file.
pub(crate) struct Context {
    /// The spans of invisible characters, which were reported.
    pub(crate) invisible: Vec<Range<usize>>,
    /// The vocabularies that the file declares.
    pub(crate) declared: HashSet<&'static str>,
    /// The ids of the categories, and whether each gives the `retry` of its codes.
    pub(crate) gives_retry: HashMap<String, bool>,
}

/// A type of values, with its name in TOML.
pub(crate) trait Value: Sized {
    const EXPECTED: &'static str;
    const EXPECTED_ARRAY: &'static str;

    /// Returns the value, or what is wrong with it and what to do. `None` if it has another type.
    fn from_toml(value: &DeValue<'_>) -> Option<Result<Self, (String, String)>>;
}

impl Value for String {
    const EXPECTED: &'static str = "a string";
    const EXPECTED_ARRAY: &'static str = "an array of strings";

    fn from_toml(value: &DeValue<'_>) -> Option<Result<Self, (String, String)>> {
        let text = value.as_str()?;
        // The line endings of multi-line strings differ between platforms.
        let text = text.replace("\r\n", "\n");
        let control = text.chars().find(|&c| must_escape(c) && c != '\n');
        Some(match control {
            Some(c) => {
                let problem = format!("contains control character U+{:04X}", u32::from(c));
                Err((problem, String::from("remove it")))
            }
            None => Ok(text),
        })
    }
}

impl Value for i64 {
    const EXPECTED: &'static str = "an integer";
    const EXPECTED_ARRAY: &'static str = "an array of integers";

    fn from_toml(value: &DeValue<'_>) -> Option<Result<Self, (String, String)>> {
        let integer = value.as_integer()?;
        let parsed = Self::from_str_radix(integer.as_str(), integer.radix());
        parsed.ok().map(Ok)
    }
}

/// A date without a time, as written.
pub(crate) struct Date(pub(crate) String);

impl Value for Date {
    const EXPECTED: &'static str = "a date";
    const EXPECTED_ARRAY: &'static str = "an array of dates";

    fn from_toml(value: &DeValue<'_>) -> Option<Result<Self, (String, String)>> {
        let datetime = value.as_datetime()?;
        Some(match (datetime.date, datetime.time) {
            (Some(date), None) => Ok(Self(date.to_string())),
            (Some(date), Some(_)) => {
                let help = format!("use only the date: `{date}`");
                Err((String::from("includes a time"), help))
            }
            (None, _) => Err((String::from("must be a date"), String::from(DATE_HELP))),
        })
    }
}

const DATE_HELP: &str = "use a date such as `2026-01-31`";

/// Converts the value of a key, or reports why that fails.
pub(crate) fn convert<T: Value>(
    key: &str,
    expected: &str,
    value: &Spanned<DeValue<'_>>,
    context: &Context,
    diagnostics: &mut Vec<Diagnostic>,
) -> Field<T> {
    let span = value.span();
    match T::from_toml(value.get_ref()) {
        Some(Ok(converted)) => return Some(Spanned::new(span, converted)),
        Some(Err((problem, help))) => {
            // An invisible character was reported where it is; this one is an escape sequence.
            let invisible = &context.invisible;
            let next = invisible.partition_point(|it| it.start < span.start);
            if invisible.get(next).is_none_or(|it| it.start >= span.end) {
                let error = Diagnostic::error(format!("`{key}` {problem}"), span);
                diagnostics.push(error.help(help));
            }
        }
        None => diagnostics.push(type_mismatch(key, expected, value.get_ref(), span)),
    }
    None
}

/// Reports a value of the wrong type.
pub(crate) fn type_mismatch(
    key: &str,
    expected: &str,
    value: &DeValue<'_>,
    span: Range<usize>,
) -> Diagnostic {
    let found = type_name(value);
    if found == expected {
        return Diagnostic::error(format!("`{key}` is out of range"), span)
            .label("does not fit in a 64-bit integer")
            .help("use an integer between -2147483648 and 2147483647");
    }
    let mismatch = Diagnostic::error(format!("`{}` must be {expected}", escape(key)), span);
    let mismatch = mismatch.label(format!("found {found}"));
    match type_help(key, expected, value) {
        Some(help) => mismatch.help(help),
        None => mismatch,
    }
}

/// The keys of strings that can be numbers.
const QUOTABLE: [&str; 7] = [
    "doc", "title", "suffix", "keywords", "patterns", "hints", "samples",
];

/// Returns what to use instead of a value of the wrong type, if that would be valid.
fn type_help(key: &str, expected: &str, value: &DeValue<'_>) -> Option<String> {
    let expects_integer = [i64::EXPECTED, i64::EXPECTED_ARRAY].contains(&expected);
    match value {
        DeValue::String(text) if expects_integer => match text.parse::<i64>() {
            Ok(number) => Some(format!("remove the quotes: `{number}`")),
            Err(_) if key == "code" && is_identifier(text) => Some(format!(
                "use a number, and list the string as an identifier: `sdk = [\"{}\"]`",
                escape(text)
            )),
            Err(_) => None,
        },
        DeValue::String(text) if expected == Date::EXPECTED => {
            let parsed = text.parse().map(DeValue::Datetime).ok();
            let date = parsed.and_then(|it| it.as_datetime()?.date);
            let unquoted = date.map(|date| format!("remove the quotes: `{date}`"));
            Some(unquoted.unwrap_or_else(|| String::from(DATE_HELP)))
        }
        _ if expected == Date::EXPECTED => Some(String::from(DATE_HELP)),
        DeValue::String(text) if expected == String::EXPECTED_ARRAY => {
            Some(format!("wrap it in an array: `[\"{}\"]`", escape(text)))
        }
        DeValue::Integer(number) if expected == i64::EXPECTED_ARRAY => {
            Some(format!("wrap it in an array: `[{number}]`"))
        }
        DeValue::Integer(number) if QUOTABLE.contains(&key) => {
            Some(format!("add quotes: `\"{number}\"`"))
        }
        _ => None,
    }
}

/// Returns whether a string can be listed as an SDK identifier.
fn is_identifier(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Returns the name that TOML has for the type of a value.
fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => String::EXPECTED,
        DeValue::Integer(_) => i64::EXPECTED,
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a datetime",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

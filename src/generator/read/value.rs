//! Single values.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};
use toml::value::Datetime;

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
pub(crate) trait Value: for<'de> Deserialize<'de> {
    const EXPECTED: &'static str;
    const EXPECTED_ARRAY: &'static str;

    /// Removes differences between platforms.
    fn normalize(self) -> Self {
        self
    }

    /// Returns what is wrong with the value of `key`, if anything.
    fn validate(&self, _key: &str) -> Result<(), (String, String)> {
        Ok(())
    }
}

impl Value for String {
    const EXPECTED: &'static str = "a string";
    const EXPECTED_ARRAY: &'static str = "an array of strings";

    /// Normalizes the line endings of multi-line strings.
    fn normalize(self) -> Self {
        if self.contains('\r') {
            self.replace("\r\n", "\n")
        } else {
            self
        }
    }

    fn validate(&self, key: &str) -> Result<(), (String, String)> {
        let is_control = |c: char| must_escape(c) && c != '\n';
        match self.chars().find(|&c| is_control(c)) {
            Some(c) => {
                let code = u32::from(c);
                let message = format!("`{key}` contains control character U+{code:04X}");
                Err((message, String::from("remove it")))
            }
            None => Ok(()),
        }
    }
}

impl Value for i64 {
    const EXPECTED: &'static str = "an integer";
    const EXPECTED_ARRAY: &'static str = "an array of integers";
}

impl Value for Datetime {
    const EXPECTED: &'static str = "a date";
    const EXPECTED_ARRAY: &'static str = "an array of dates";

    fn validate(&self, key: &str) -> Result<(), (String, String)> {
        match (self.date, self.time) {
            (Some(_), None) => Ok(()),
            (Some(date), Some(_)) => {
                let help = format!("use only the date: `{date}`");
                Err((format!("`{key}` includes a time"), help))
            }
            (None, _) => Err((format!("`{key}` must be a date"), String::from(DATE_HELP))),
        }
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
    // Most strings are borrowed from the file, so this copies little.
    let deserializer = ValueDeserializer::from(value.clone());
    let Ok(converted) = T::deserialize(deserializer).map(T::normalize) else {
        diagnostics.push(type_mismatch(key, expected, value.get_ref(), span));
        return None;
    };
    if let Err((message, help)) = converted.validate(key) {
        // An invisible character was reported where it is; this one is an escape sequence.
        let next = context
            .invisible
            .partition_point(|it| it.start < span.start);
        if context
            .invisible
            .get(next)
            .is_none_or(|it| it.start >= span.end)
        {
            diagnostics.push(Diagnostic::error(message, span).help(help));
        }
        return None;
    }
    Some(Spanned::new(span, converted))
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
        DeValue::String(text) if expected == Datetime::EXPECTED => {
            let date = text.parse::<Datetime>().ok().and_then(|it| it.date);
            let unquoted = date.map(|date| format!("remove the quotes: `{date}`"));
            Some(unquoted.unwrap_or_else(|| String::from(DATE_HELP)))
        }
        _ if expected == Datetime::EXPECTED => Some(String::from(DATE_HELP)),
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

//! A single error in the syntax of a section.

use std::ops::Range;

use toml::de::Error;

use super::first_definition;
use super::mistake::help_after_value;
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::render::floor_char_boundary;

/// Where an error is.
pub(crate) struct Place<'t> {
    text: &'t str,
    /// The start of the section.
    section: usize,
    pub(super) span: Range<usize>,
    pub(super) content: &'t str,
    /// The line before the span.
    pub(super) before: &'t str,
    /// The line from the start of the span on, without trailing whitespace.
    pub(super) after: &'t str,
}

impl<'t> Place<'t> {
    pub(crate) fn new(text: &'t str, section: usize, error: &Error) -> Self {
        let span = error.span().unwrap_or(text.len()..text.len());
        let start = floor_char_boundary(text, span.start + section);
        let end = floor_char_boundary(text, span.end + section).max(start);
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let after = text[start..].lines().next().unwrap_or_default();
        Self {
            text,
            section,
            span: start..end,
            content: &text[start..end],
            before: &text[line..start],
            after: after.trim_end_matches([' ', '\t', '\r']),
        }
    }

    pub(super) fn line(&self) -> String {
        [self.before, self.after].concat()
    }

    /// Returns an error about a part of the text from the start of the span on.
    pub(super) fn error(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let start = self.span.start;
        Diagnostic::error(message, start + range.start..start + range.end)
    }
}

/// Describes an error in the words of the toml crate.
pub(crate) fn describe(place: &Place<'_>, message: &str) -> Diagnostic {
    let (message, expected) = message
        .split_once(", expected ")
        .unwrap_or((message, "nothing"));
    let diagnostic = place.error(0..place.content.len(), escape(message));
    let diagnostic = match (first_definition_of(place), expected) {
        (Some(first), _) => {
            return diagnostic
                .label("redefined here")
                .secondary(first, "first defined here")
                .help("remove one of them");
        }
        (None, "nothing") => diagnostic,
        (None, expected) => diagnostic.label(format!("expected {}", escape(expected))),
    };
    match help_by_words(place, message).or_else(|| help(place)) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// Returns what to do about an error in the words of the toml crate.
fn help_by_words(place: &Place<'_>, message: &str) -> Option<String> {
    let token = place.after.split([' ', '\t', ',', ']', '}', '#']).next()?;
    match message {
        "unexpected leading zero" => {
            let number: u64 = token.parse().ok()?;
            Some(format!("remove the leading zeros: `{number}`"))
        }
        "integers with a radix cannot be signed" => {
            let (sign, number) = match token.strip_prefix('-') {
                Some(number) => ("-", number),
                None => ("", token.trim_start_matches('+')),
            };
            let radix = match number.get(..2)? {
                "0x" => 16,
                "0o" => 8,
                _ => 2,
            };
            let number = u64::from_str_radix(&number[2..].replace('_', ""), radix).ok()?;
            Some(format!("use the decimal number: `{sign}{number}`"))
        }
        "unexpected key or value" if place.before.contains('=') => {
            Some(String::from(help_after_value(place.after)))
        }
        "invalid basic string" => string_over_lines(place, '"'),
        "invalid literal string" => string_over_lines(place, '\''),
        _ => None,
    }
}

/// Returns what to do about a string that a later line ends.
fn string_over_lines(place: &Place<'_>, quote: char) -> Option<String> {
    let is_other = |line: &str| {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        let is_key = key.is_some_and(|it| !it.contains(char::is_whitespace));
        line.trim().is_empty() || line.starts_with('[') || is_key
    };
    let mut rest = place.text[place.span.end..].lines().skip(1);
    let last = rest.find(|line| line.contains(quote) || is_other(line))?;
    if is_other(last) {
        return None;
    }
    Some(match place.before.split('=').next().map(str::trim) {
        Some("doc") => String::from("begin and end a text of several lines with `\"\"\"`"),
        _ => String::from("write the string on one line"),
    })
}

/// Returns what to do about a line that is not a key and a value.
fn help(place: &Place<'_>) -> Option<String> {
    let line = place.line();
    if place.before.trim_end().ends_with('=') && place.after.is_empty() {
        return Some(String::from("add a value after the `=`"));
    }
    if line.contains(['=', '[', ']']) {
        return None;
    }
    let is_sentence = line.split_whitespace().count() > 2 && !line.contains(['"', '\'']);
    if is_sentence || line.trim_start().starts_with("//") {
        return Some(String::from("start a comment with `#`"));
    }
    let key = place.before.trim().split([' ', '\t', ':']).next()?;
    (!key.is_empty()).then(|| format!("write `{} = <value>`", escape(key)))
}

/// Returns the span of the first definition of the key that is the error.
fn first_definition_of(place: &Place<'_>) -> Option<Range<usize>> {
    let section = &place.text[place.section..place.span.start];
    let is_key = place.before.trim().is_empty() && place.line().contains('=');
    let first = first_definition(section, place.content).filter(|_| is_key)?;
    Some(place.section + first.start..place.section + first.end)
}

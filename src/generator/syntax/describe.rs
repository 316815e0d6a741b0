//! A single error in the syntax of a section.

use std::ops::Range;

use toml::de::Error;

use super::first_definition;
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
    match help(place) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
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

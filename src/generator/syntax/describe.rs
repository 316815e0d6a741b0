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
    span: Range<usize>,
    content: &'t str,
    /// The line before the span.
    before: &'t str,
    /// The line from the start of the span on, without trailing whitespace.
    after: &'t str,
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

    fn line(&self) -> String {
        [self.before, self.after].concat()
    }

    /// Returns an error about a part of the text from the start of the span on.
    fn error(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let start = self.span.start;
        Diagnostic::error(message, start + range.start..start + range.end)
    }
}

/// Describes an error in the words of the toml crate, with help for the most common mistakes.
pub(crate) fn describe(place: &Place<'_>, message: &str) -> Diagnostic {
    if let Some(diagnostic) = merge_conflict(place).or_else(|| unusual_character(place)) {
        return diagnostic;
    }
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

/// Returns what to do about a mistake that the text around it shows.
fn help(place: &Place<'_>) -> Option<String> {
    let before = place.before.trim();
    let is_word = place
        .content
        .starts_with(|c: char| c.is_alphabetic() || is_curly_quote(c));
    let unquoted = escape(place.content.trim_matches(is_curly_quote));
    match before.strip_suffix('=') {
        Some(_) if is_word && !place.after.contains('=') => {
            Some(format!("add quotes: `\"{unquoted}\"`"))
        }
        Some(_) if place.after.is_empty() => Some(String::from("add a value after the `=`")),
        None if !before.is_empty() && !place.line().contains(['=', '[', ']']) => {
            let key = before.split([' ', '\t', ':']).next().unwrap_or_default();
            Some(format!("write `{} = <value>`", escape(key)))
        }
        _ => None,
    }
}

fn is_curly_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’')
}

/// Returns the span of the first definition of the key that is the error.
fn first_definition_of(place: &Place<'_>) -> Option<Range<usize>> {
    let section = &place.text[place.section..place.span.start];
    let is_key = place.before.trim().is_empty() && place.line().contains('=');
    let first = first_definition(section, place.content).filter(|_| is_key)?;
    Some(place.section + first.start..place.section + first.end)
}

fn merge_conflict(place: &Place<'_>) -> Option<Diagnostic> {
    let start = place.span.start - place.before.len();
    let is_marker = |it: &&&str| place.text[start..].starts_with(**it);
    let marker = ["<<<<<<<", "=======", ">>>>>>>"];
    let marker = marker.iter().find(is_marker)?;
    let marker = Diagnostic::error("merge conflict marker", start..start + marker.len());
    Some(marker.help("resolve the conflict, and remove its markers"))
}

/// Reports control characters, and characters that look like spaces.
fn unusual_character(place: &Place<'_>) -> Option<Diagnostic> {
    let next = place.after.chars().next();
    if let Some(c) = next.filter(|c| c.is_control() && *c != '\t') {
        let message = format!(
            "control character U+{:04X} is not allowed here",
            u32::from(c)
        );
        return Some(place.error(0..c.len_utf8(), message).help("remove it"));
    }
    let is_space = |&(_, c): &(usize, char)| c.is_whitespace() && !c.is_ascii();
    let mut chars = place.content.char_indices();
    let (at, c) = [chars.next(), chars.next_back()]
        .into_iter()
        .flatten()
        .find(is_space)?;
    let message = format!("character U+{:04X} is not allowed here", u32::from(c));
    let error = place.error(at..at + c.len_utf8(), message);
    Some(
        error
            .label("looks like a space")
            .help("replace it with a space"),
    )
}

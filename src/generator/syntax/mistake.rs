//! Common mistakes for which the words of the toml crate would mislead.

use std::ops::Range;

use super::describe::Place;
use crate::generator::diagnostic::{Diagnostic, escape};

/// Reports a common mistake, if the text around an error shows one.
pub(crate) fn find(place: &Place<'_>) -> Option<Diagnostic> {
    conflict_marker(place)
        .or_else(|| unusual_character(place))
        .or_else(|| second_key(place))
        .or_else(|| separator(place))
        .or_else(|| quote_in_string(place))
        .or_else(|| text_after_number(place))
        .or_else(|| unquoted_string(place))
}

/// Reports what is left of a merge conflict.
fn conflict_marker(place: &Place<'_>) -> Option<Diagnostic> {
    let line = place.line();
    let marker = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let marker = marker.iter().find(|marker| line.starts_with(**marker))?;
    let start = place.span.start - place.before.len();
    Some(merge_conflict(start..start + marker.len()))
}

/// Reports the start of each merge conflict.
pub(crate) fn merge_conflicts(text: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") {
            diagnostics.push(merge_conflict(at..at + 7));
        }
        at += line.len();
    }
    diagnostics
}

fn merge_conflict(marker: Range<usize>) -> Diagnostic {
    let conflict = Diagnostic::error("merge conflict marker", marker);
    conflict.help("resolve the conflict, and remove its markers")
}

/// Reports control characters, and characters that look like others.
fn unusual_character(place: &Place<'_>) -> Option<Diagnostic> {
    let next = place.after.chars().next();
    if let Some(c) = next.filter(|c| c.is_control() && *c != '\t') {
        let message = format!("control {}", not_allowed(c));
        return Some(place.error(0..c.len_utf8(), message).help("remove it"));
    }
    let is_space = |c: char| c.is_whitespace() && !c.is_ascii();
    let mut chars = place.content.char_indices();
    let ends = [next.map(|c| (0, c)), chars.next_back()];
    let mut ends = ends.into_iter().flatten();
    let (at, c) = ends.find(|&(at, c)| is_space(c) || (at == 0 && matches!(c, '，' | '＝')))?;
    let other = match c {
        '，' => "a comma",
        '＝' => "`=`",
        _ => "a space",
    };
    let error = place.error(at..at + c.len_utf8(), not_allowed(c));
    let error = error.label(format!("looks like {other}"));
    Some(error.help(format!("replace it with {other}")))
}

fn not_allowed(c: char) -> String {
    format!("character U+{:04X} is not allowed here", u32::from(c))
}

/// Reports a key after a value or a table header on the same line.
fn second_key(place: &Place<'_>) -> Option<Diagnostic> {
    let before = place.before.trim();
    let (start, _) = place
        .after
        .split_once('=')
        .filter(|_| !before.contains('{'))?;
    let start = start.trim_end();
    let key = start.rsplit(|c| !is_key_char(c)).next()?;
    let at = start.len() - key.len();
    let value = start[..at].trim_end();
    let unseparated = value.trim_end_matches([',', ';']);
    let is_after_value = if before.ends_with('=') {
        starts_with_number(unseparated) && !unseparated.contains(char::is_whitespace)
    } else {
        unseparated.is_empty() && (before.contains('=') || before.starts_with('['))
    };
    if key.is_empty() || !is_after_value {
        return None;
    }
    let message = format!("unexpected key `{key}` on this line");
    let error = place.error(at..at + key.len(), message);
    Some(error.help(match &value[unseparated.len()..] {
        "" => format!("move `{key}` to a line of its own"),
        separator => format!("replace the `{separator}` with a line break"),
    }))
}

/// Reports a comma or a semicolon after a value.
fn separator(place: &Place<'_>) -> Option<Diagnostic> {
    let value = place.after.strip_suffix([',', ';'])?;
    let is_after_value = value.is_empty() && place.before.contains('=');
    if !(is_after_value || starts_with_number(value)) {
        return None;
    }
    let separator = &place.after[value.len()..];
    let message = format!("unexpected `{separator}` after a value");
    let error = place.error(value.len()..place.after.len(), message);
    Some(error.help("remove it"))
}

/// Reports a comment without `#` after a number, and any text after one that must be a number.
fn text_after_number(place: &Place<'_>) -> Option<Diagnostic> {
    let key = place.before.trim_end().strip_suffix('=')?.trim();
    let (number, text) = place.after.split_once(char::is_whitespace)?;
    let text = text.trim_start();
    let is_number = number.parse::<i64>().is_ok();
    let is_mistake = text.starts_with("//") || matches!(key, "code" | "from" | "to");
    if !is_number || !is_mistake {
        return None;
    }
    let start = place.after.len() - text.len();
    let error = place.error(start..place.after.len(), "unexpected text after a value");
    Some(error.help(help_after_value(text)))
}

/// Returns what to do about text after a value.
pub(super) fn help_after_value(text: &str) -> &'static str {
    if text.starts_with("//") {
        "start a comment with `#`"
    } else {
        "remove it, or start a comment with `#`"
    }
}

fn is_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

fn starts_with_number(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'))
}

/// Reports a quote that ends a string before its last one, as in `"say "hello""`.
fn quote_in_string(place: &Place<'_>) -> Option<Diagnostic> {
    let is_in_string =
        place.before.ends_with('"') && place.after.starts_with(char::is_alphanumeric);
    let quote = place.span.start.checked_sub(1).filter(|_| is_in_string)?;
    let error = Diagnostic::error("unescaped quote in a string", quote..quote + 1);
    let error = error.label("ends the string");
    Some(error.help(if place.before.ends_with(r#""{""#) {
        "use only the error message of the response"
    } else {
        "put the string in single quotes, or escape the quotes inside it: `\\\"`"
    }))
}

/// Reports a string without quotes, or with quotes of another script. The toml crate takes some for a
/// boolean or a float.
fn unquoted_string(place: &Place<'_>) -> Option<Diagnostic> {
    let text = place.content;
    let starts_as_text = text.starts_with(|c: char| c.is_alphabetic() || is_quote(c));
    let has_words = text.contains(' ') && text.contains(char::is_alphabetic);
    let is_value = place.before.trim_end().ends_with('=') && !place.after.contains('=');
    if !is_value || !(starts_as_text || has_words) {
        return None;
    }
    let text = text.trim_matches(is_quote);
    let quote = if text.contains('"') { '\'' } else { '"' };
    let error = place.error(0..place.content.len(), "string values must be quoted");
    Some(error.help(format!("add quotes: `{quote}{}{quote}`", escape(text))))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」')
}

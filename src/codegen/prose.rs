//! Prose from the table as documentation: what Markdown would take for markup is escaped, but for code spans.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use super::literal;

/// Documentation of several lines.
pub(super) fn doc<L: AsRef<str>>(lines: impl IntoIterator<Item = L>) -> TokenStream {
    let text = literal::indented(lines);
    quote!(#[doc = #text])
}

/// A sentence as Markdown that shows it as it is. Balanced backticks make code of what is between them.
pub(super) fn markdown(text: &str) -> Cow<'_, str> {
    if !text.contains('`') {
        return escape(text);
    }
    let pieces: Vec<&str> = text.split('`').collect();
    let balanced = pieces.len() % 2 == 1
        && pieces
            .iter()
            .skip(1)
            .step_by(2)
            .all(|code| !code.trim().is_empty());
    if !balanced {
        return escape(text);
    }
    let piece = |(i, piece): (usize, &&'_ str)| {
        if i % 2 == 1 {
            format!("`{piece}`")
        } else {
            escape(piece).into_owned()
        }
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// A text of several lines as Markdown, line by line; blank lines part paragraphs.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.trim_matches('\n')
        .lines()
        .map(|line| at_line_start(&markdown(line.trim())))
        .collect()
}

/// Any text as a code span.
pub(super) fn code(text: &str) -> String {
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// Several as code spans with commas between them.
pub(super) fn codes<T: AsRef<str>>(texts: &[T]) -> String {
    let spans: Vec<String> = texts.iter().map(|text| code(text.as_ref())).collect();
    spans.join(", ")
}

fn escape(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(is_markup) && !text.contains("://") {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let is_link = c == ':' && rest.as_str().starts_with("//");
        if is_link || u8::try_from(c).is_ok_and(is_markup) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    Cow::Owned(escaped)
}

fn is_markup(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'#' | b'|' | b'~' | b'&'
    )
}

/// Escapes what is markup only where a line begins: lists and underlines of headings.
fn at_line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let marks = if digits == 0 {
        ['-', '+', '='].as_slice()
    } else {
        ['.', ')'].as_slice()
    };
    if rest.starts_with(marks) {
        format!("{number}\\{rest}")
    } else {
        String::from(line)
    }
}

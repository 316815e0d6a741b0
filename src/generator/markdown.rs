//! Prose as Markdown: everything except code spans is escaped.

use std::borrow::Cow;

/// Converts a sentence to Markdown that shows it as it is. Balanced backticks make code spans.
pub(crate) fn escape_prose(text: &str) -> Cow<'_, str> {
    if !text.contains('`') {
        return escape(text);
    }
    let parts: Vec<&str> = text.split('`').collect();
    let mut spans = parts.iter().skip(1).step_by(2);
    if parts.len() % 2 == 0 || spans.any(|code| code.trim().is_empty()) {
        return escape(text);
    }
    let part = |(index, part): (usize, &&str)| match index % 2 {
        0 => escape(part).into_owned(),
        _ => format!("`{part}`"),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Converts text of several lines to Markdown, line by line. Blank lines separate paragraphs.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let lines = text.trim_matches('\n').lines();
    lines.map(|line| escape_line_start(&escape_prose(line.trim())))
}

/// Returns any text as a code span.
pub(crate) fn code_span(text: &str) -> String {
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// Returns texts as code spans, separated by commas.
pub(crate) fn code_spans(texts: &[String]) -> String {
    let spans: Vec<String> = texts.iter().map(|text| code_span(text)).collect();
    spans.join(", ")
}

fn escape(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(is_markup) && !text.contains("://") && !text.contains("--") {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let is_link = c == ':' && rest.as_str().starts_with("//");
        // rustdoc would turn two hyphens into a dash, and straight quotes into curly ones.
        let is_dash = c == '-' && (rest.as_str().starts_with('-') || escaped.ends_with('-'));
        if is_link || is_dash || u8::try_from(c).is_ok_and(is_markup) {
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

/// Escapes what is markup only at the start of a line: lists and underlines of headings.
fn escape_line_start(line: &str) -> String {
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

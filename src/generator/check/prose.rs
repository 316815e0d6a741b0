//! Prose: the few rules that keep it even, and what must not get into generated code.

use crate::generator::diagnostic::Diagnostic;
use crate::generator::schema::Text;
use crate::generator::sink::Sink;

/// Checks one sentence on one line.
pub(crate) fn sentence(key: &str, text: Text, sink: &mut Sink) -> String {
    let span = text.span();
    let text = sentences(key, text, sink);
    let mut next = text.split(". ").skip(1);
    if next.any(|next| next.starts_with(char::is_uppercase)) {
        let message = format!("`{key}` contains more than one sentence");
        let help = "shorten it to one sentence";
        sink.push(Diagnostic::error(message, span).help(help));
    }
    text
}

/// Checks sentences on one line.
pub(crate) fn sentences(key: &str, text: Text, sink: &mut Sink) -> String {
    let span = text.span();
    let text = line(key, text, sink);
    if !text.is_empty() && !text.ends_with(['.', '!', '?', '。', '！', '？']) {
        let message = format!("missing period at the end of `{key}`");
        let is_chinese = text.ends_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let help = if is_chinese { "add `。`" } else { "add `.`" };
        sink.push(Diagnostic::error(message, span).help(help));
    }
    text
}

/// Checks a few words on one line.
pub(crate) fn line(key: &str, text: Text, sink: &mut Sink) -> String {
    check(key, text, false, sink)
}

/// Checks text of several lines.
pub(crate) fn paragraphs(key: &str, text: Text, sink: &mut Sink) -> String {
    check(key, text, true, sink)
}

/// Returns the text, or reports what is wrong with it and returns nothing.
fn check(key: &str, text: Text, lines: bool, sink: &mut Sink) -> String {
    match prose_error(text.get_ref(), lines) {
        Some((problem, help)) => {
            sink.push(Diagnostic::error(format!("`{key}` {problem}"), text.span()).help(help));
            String::new()
        }
        None => text.into_inner(),
    }
}

/// Warns of a summary that has no significant word beyond those of the name.
pub(crate) fn warn_if_redundant(name: &Text, summary: &Text, sink: &mut Sink) {
    let name = name.get_ref().to_lowercase();
    let text = summary.get_ref().to_lowercase();
    let is_known = |word: &str| name.contains(word);
    if (1..3).contains(&text.split_whitespace().count()) && significant_words(&text).all(is_known) {
        let warning = Diagnostic::warning("`summary` only restates the name", summary.span());
        sink.push(warning.help("describe what the code means"));
    }
}

/// Returns the words of a lowercase sentence, without those that any sentence can have.
fn significant_words(text: &str) -> impl Iterator<Item = &str> {
    const STOP_WORDS: [&str; 14] = [
        "the", "a", "an", "is", "are", "was", "has", "of", "in", "on", "to", "for", "this", "that",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty() && !STOP_WORDS.contains(word))
}

/// Returns what is wrong with a text of any kind, and what to do about it.
pub(crate) fn prose_error(text: &str, lines: bool) -> Option<(&'static str, &'static str)> {
    let body = if lines { text.trim_matches('\n') } else { text };
    match body.trim() {
        "" => Some(("is empty", "add the text")),
        trimmed if trimmed != body => Some(("has leading or trailing whitespace", "trim it")),
        trimmed if !lines && trimmed.contains('\n') => Some((
            "contains a line break",
            "replace the line break with a space",
        )),
        _ => None,
    }
}

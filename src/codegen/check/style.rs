//! Prose: what keeps it even, and what must not get into generated code.

use toml::Spanned;

use super::super::error::Diagnostic;
use super::super::read::Maybe;

/// One sentence on one line.
pub(super) fn sentence(
    key: &str,
    text: Maybe<String>,
    found: &mut Vec<Diagnostic>,
) -> Maybe<String> {
    let text = legal(key, text, false, found)?;
    ends(key, &text, found)?;
    let mut words = text.get_ref().split(". ").skip(1);
    if words.any(|next| next.starts_with(char::is_uppercase)) {
        found.push(
            Diagnostic::error(format!("`{key}` must be one sentence"), text.span())
                .label("this is more"),
        );
        return None;
    }
    Some(text)
}

/// Sentences on one line.
pub(super) fn sentences(
    key: &str,
    text: Maybe<String>,
    found: &mut Vec<Diagnostic>,
) -> Option<String> {
    let text = legal(key, text, false, found)?;
    ends(key, &text, found)?;
    Some(text.into_inner())
}

/// A few words on one line.
pub(super) fn line(key: &str, text: Maybe<String>, found: &mut Vec<Diagnostic>) -> Option<String> {
    legal(key, text, false, found).map(Spanned::into_inner)
}

/// A text of several lines.
pub(super) fn document(
    key: &str,
    text: Maybe<String>,
    found: &mut Vec<Diagnostic>,
) -> Option<String> {
    legal(key, text, true, found).map(Spanned::into_inner)
}

/// Reports a summary that has no word beyond those of the name.
pub(super) fn says_more(
    name: &Spanned<String>,
    summary: &Spanned<String>,
    found: &mut Vec<Diagnostic>,
) {
    let name = name.get_ref().to_lowercase();
    if words_that_tell(&summary.get_ref().to_lowercase()).all(|word| name.contains(word)) {
        let mistake = Diagnostic::error("`summary` only repeats the name", summary.span());
        found.push(mistake.help("say who or what it is about"));
    }
}

/// The words of a sentence in lower case, without those that any sentence may have.
pub(super) fn words_that_tell(text: &str) -> impl Iterator<Item = &str> {
    const FILLERS: &[&str] = &[
        "the", "a", "an", "is", "are", "was", "has", "of", "in", "on", "to", "for", "this", "that",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty() && !FILLERS.contains(word))
}

fn legal(
    key: &str,
    text: Maybe<String>,
    lines: bool,
    found: &mut Vec<Diagnostic>,
) -> Maybe<String> {
    let text = text?;
    match illegal(text.get_ref(), lines) {
        Some(reason) => {
            found.push(Diagnostic::error(format!("`{key}` {reason}"), text.span()));
            None
        }
        None => Some(text),
    }
}

/// What is wrong with a text, whatever it is for.
pub(super) fn illegal(text: &str, lines: bool) -> Option<&'static str> {
    let body = if lines { text.trim_matches('\n') } else { text };
    match body.trim() {
        "" => Some("is blank"),
        _ if !lines && body.contains('\n') => Some("must be on one line"),
        trimmed if trimmed != body => Some("begins or ends with a blank"),
        _ => None,
    }
}

fn ends(key: &str, text: &Spanned<String>, found: &mut Vec<Diagnostic>) -> Option<()> {
    if text.get_ref().ends_with(['.', '!', '?', '。', '！', '？']) {
        return Some(());
    }
    let mistake = Diagnostic::error(format!("`{key}` must end with a full stop"), text.span());
    found.push(mistake.help("write it as a sentence, with `.` at its end"));
    None
}

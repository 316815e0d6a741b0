//! Codes by keyword.

use std::borrow::Cow;
use std::iter;
use std::mem;

use commsease_status::{Cause, Status, Vocabulary};

use crate::record::id;

/// How well an entry matches, from the best to the worst.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The code, a name, or a text is what was searched for.
    Exact,
    /// One text has all keywords as whole words.
    Words,
    /// One text has all keywords at the start of words.
    Starts,
    /// The keywords are in different texts.
    Apart,
}

/// Returns the codes that match all keywords of a text, the best first.
///
/// ```
/// use commsease_status::StatusCode;
/// use commsease_status_explain::search;
///
/// let found: Vec<StatusCode> = search("whole chat room muted");
/// assert_eq!(found[0], StatusCode::ChatRoomAllMuted);
/// ```
#[must_use]
pub fn search<S: Status>(text: &str) -> Vec<S> {
    let keywords: Vec<&str> = text.split_whitespace().collect();
    let ranked = |status: &S| Some((rank(*status, &keywords, text.trim())?, *status));
    let mut found: Vec<((Rank, bool), S)> = S::all().iter().filter_map(ranked).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, status)| status).collect()
}

/// Returns how well a code matches, and whether that is by what its causes, meanings, and the like
/// say, which comes after what the code itself says.
fn rank<S: Status>(status: S, keywords: &[&str], text: &str) -> Option<(Rank, bool)> {
    let (own, others) = (own_texts(status), texts(status));
    let has_all = |it: &str, is_whole| keywords.iter().all(|word| contains(it, word, is_whole));
    for rank in [Rank::Exact, Rank::Words, Rank::Starts] {
        let matches = |it: &Cow<'_, str>| match rank {
            Rank::Exact => it.eq_ignore_ascii_case(text),
            rank => has_all(it, rank == Rank::Words),
        };
        if own.iter().any(matches) {
            return Some((rank, false));
        } else if others.iter().any(matches) {
            return Some((rank, true));
        }
    }
    let mut all = keywords.iter();
    let is_in_one = |word: &&str| {
        own.iter()
            .chain(&others)
            .any(|it| contains(it, word, false))
    };
    all.all(is_in_one).then_some((Rank::Apart, true))
}

/// Returns whether a text has a keyword at the start of a word, or as a whole word.
fn contains(text: &str, keyword: &str, is_whole: bool) -> bool {
    let Some(first) = keyword.chars().find(|c| c.is_alphanumeric()) else {
        return false;
    };
    let mut before = ' ';
    text.char_indices().any(|(at, c)| {
        let before = mem::replace(&mut before, c);
        let rest = &text[at..];
        c.eq_ignore_ascii_case(&first)
            && starts_word(before, rest)
            && after(rest, keyword)
                .is_some_and(|(last, rest)| !is_whole || rest.is_empty() || starts_word(last, rest))
    })
}

/// Returns the last character of a keyword that a text starts with, and the text after it. Only letters
/// and digits count.
fn after<'t>(text: &'t str, keyword: &str) -> Option<(char, &'t str)> {
    let mut chars = text.chars();
    let mut last = None;
    for wanted in keyword.chars().filter(|c| c.is_alphanumeric()) {
        let c = chars.find(|c| c.is_alphanumeric())?;
        if !c.eq_ignore_ascii_case(&wanted) {
            return None;
        }
        last = Some(c);
    }
    Some((last?, chars.as_str()))
}

/// Returns whether a word starts at a character: after a space or punctuation, at a capital letter,
/// and anywhere in a script without spaces.
fn starts_word(before: char, text: &str) -> bool {
    let mut chars = text.chars();
    let (c, next) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    let is_capital = c.is_uppercase() && (!before.is_uppercase() || next.is_lowercase());
    !before.is_alphanumeric()
        || !c.is_alphanumeric()
        || !c.is_ascii()
        || is_capital
        || c.is_ascii_digit() != before.is_ascii_digit()
}

/// Returns the code, its name, and its summaries.
fn own_texts<S: Status>(status: S) -> Vec<Cow<'static, str>> {
    let summaries = S::languages().iter().map(|it| status.summary_in(*it));
    let texts = iter::once(status.name()).chain(summaries);
    let code = Cow::Owned(status.code().to_string());
    iter::once(code).chain(texts.map(Cow::Borrowed)).collect()
}

/// Returns every other text and identifier of a code.
fn texts<S: Status>(status: S) -> Vec<Cow<'static, str>> {
    let mut texts = Vec::from_iter(id(status.category()));
    texts.extend(id(status.area()));
    texts.extend(status.sdk_names());
    texts.extend(status.shared_sdk_names());
    texts.extend(status.keywords());
    texts.extend(status.texts());
    let meanings = status.meanings().iter();
    texts.extend(meanings.map(|meaning| meaning.platform().id()));
    texts.extend(status.causes().iter().flat_map(cause_texts));
    for language in S::languages() {
        let meanings = status.meanings().iter();
        texts.extend(meanings.map(|it| it.summary_in(*language)));
        let causes = status.causes().iter();
        texts.extend(causes.flat_map(|it| [it.description_in(*language), it.fix_in(*language)]));
        texts.extend(status.deprecation().map(|it| it.note_in(*language)));
        texts.extend(status.user_message_in(*language));
    }
    texts.into_iter().map(Cow::Borrowed).collect()
}

fn cause_texts<S: Status>(cause: &Cause<S>) -> Vec<&'static str> {
    let mut texts = vec![cause.id()];
    texts.extend(id(cause.area()));
    texts.extend([cause.patterns(), cause.hints(), cause.samples()].concat());
    texts
}

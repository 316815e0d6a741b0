//! How an error message is compared with a pattern.
//!
//! Both are normalized first: surrounding whitespace and quotes and any final punctuation are
//! removed, ASCII case is ignored, and a run of whitespace counts as one space. In a pattern,
//! `{name}` is a placeholder for one word and `{name...}` for any text; neither matches nothing.
//! Whitespace next to a placeholder also matches a colon, unless the pattern has one after it.

use core::mem;

/// Characters that are removed from both ends of a message, besides whitespace.
const QUOTES: [char; 7] = [
    '"', '\'', '`', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}',
];
/// Characters that are removed from the end of a message.
const FINAL_PUNCTUATION: [char; 6] = ['.', '!', ',', ';', ':', '\u{3002}'];

/// Removes surrounding whitespace and quotes and final punctuation.
pub(crate) fn trim(message: &str) -> &str {
    let is_surrounding = |c: char| c.is_ascii_whitespace() || QUOTES.contains(&c);
    let is_final = |c: char| is_surrounding(c) || FINAL_PUNCTUATION.contains(&c);
    message
        .trim_start_matches(is_surrounding)
        .trim_end_matches(is_final)
}

/// Yields the characters of a message as they are compared with a pattern without placeholders.
#[cfg_attr(
    not(feature = "codegen"),
    allow(dead_code, reason = "only the generator uses it")
)]
pub(crate) fn normalize(message: &str) -> impl Iterator<Item = char> {
    let mut after_space = false;
    trim(message).chars().filter_map(move |c| {
        let is_space = c.is_ascii_whitespace();
        let is_repeated = mem::replace(&mut after_space, is_space) && is_space;
        let folded = if is_space {
            ' '
        } else {
            c.to_ascii_lowercase()
        };
        (!is_repeated).then_some(folded)
    })
}

/// Returns whether `message`, which must be trimmed, matches `pattern`, which must be normalized.
#[inline]
pub(crate) fn matches_trimmed(pattern: &str, message: &str) -> bool {
    // Most messages differ from a pattern in the last or first byte.
    can_end(pattern.as_bytes().last(), message)
        && can_start(pattern.as_bytes().first(), message)
        && match_from(
            split_placeholder(pattern),
            message,
            Before::Start,
            &mut |_, _| {},
        ) == Progress::Matched
}

/// Returns whether `message` matches `pattern`, which must be normalized.
pub(crate) fn matches(pattern: &str, message: &str) -> bool {
    matches_trimmed(pattern, trim(message))
}

/// Returns the part of `message` that the placeholder `name` of `pattern` captured.
pub(crate) fn capture<'m>(pattern: &str, message: &'m str, name: &str) -> Option<&'m str> {
    let mut captured = None;
    let pattern = split_placeholder(pattern);
    let progress = match_from(
        pattern,
        trim(message),
        Before::Start,
        &mut |placeholder, text| {
            if placeholder == name {
                captured = Some(text);
            }
        },
    );
    let separators = |c: char| c.is_ascii_whitespace() || c == ':';
    captured
        .filter(|_| progress == Progress::Matched)
        .map(|text| text.trim_matches(separators))
        .filter(|text| !text.is_empty())
}

/// A placeholder of a pattern.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Placeholder<'p> {
    /// The name between the braces, without dots.
    pub(crate) name: &'p str,
    /// Whether it stands for one word, not for any text.
    pub(crate) is_word: bool,
}

/// A pattern that is split at its first placeholder.
pub(crate) type SplitPattern<'p> = (&'p str, Option<(Placeholder<'p>, &'p str)>);

/// Splits a pattern at its first placeholder: the literal text before it, the placeholder, and the
/// pattern after it.
pub(crate) fn split_placeholder(pattern: &str) -> SplitPattern<'_> {
    let Some((literal, inside)) = pattern.split_once('{') else {
        return (pattern, None);
    };
    let Some((inside, rest)) = inside.split_once('}') else {
        return (pattern, None);
    };
    let any = inside.strip_suffix("...");
    let placeholder = Placeholder {
        name: any.unwrap_or(inside),
        is_word: any.is_none(),
    };
    (literal, Some((placeholder, rest)))
}

/// Yields the placeholders of a pattern.
pub(crate) fn placeholders(pattern: &str) -> impl Iterator<Item = Placeholder<'_>> {
    let mut rest = pattern;
    core::iter::from_fn(move || {
        let (placeholder, after) = split_placeholder(rest).1?;
        rest = after;
        Some(placeholder)
    })
}

/// How far an attempt to match came, which decides what is worth another attempt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress<'m> {
    Matched,
    /// The literal text did not match here.
    Mismatch,
    /// The literal text matched up to this rest, but no word at the start of the rest did. A later
    /// start in the same word cannot help, because the word would end at the same places.
    Stuck(&'m str),
    /// A placeholder for any text tried everything: no placeholder before it can help.
    Exhausted,
}

/// What comes before the literal text that a pattern begins with.
#[derive(Clone, Copy)]
enum Before<'m> {
    Start,
    /// A placeholder, and the rest where the word after the literal text was stuck.
    Placeholder(Option<&'m str>),
}

/// Matches a pattern, from the literal text that it begins with, against all of a message.
fn match_from<'m>(
    (literal, placeholder): SplitPattern<'_>,
    message: &'m str,
    before: Before<'m>,
    captured: &mut dyn FnMut(&str, &'m str),
) -> Progress<'m> {
    let after_placeholder = matches!(before, Before::Placeholder(_));
    let Some(rest) = strip_literal(literal, message, after_placeholder, placeholder.is_some())
    else {
        return Progress::Mismatch;
    };
    match (placeholder, before) {
        (Some(_), Before::Placeholder(Some(stuck))) if is_in_first_word(rest, stuck) => {
            Progress::Stuck(rest)
        }
        (Some((placeholder, pattern)), _) => {
            match_placeholder(placeholder, pattern, rest, captured)
        }
        (None, _) if rest.is_empty() => Progress::Matched,
        (None, _) => Progress::Mismatch,
    }
}

/// Returns whether `rest`, an end of `message`, starts in the first word of `message`.
fn is_in_first_word(rest: &str, message: &str) -> bool {
    let between = message.get(..message.len().saturating_sub(rest.len()));
    between.is_some_and(|between| !between.contains(|c: char| c.is_ascii_whitespace()))
}

/// Matches a placeholder with as little text as possible, and the pattern after it.
fn match_placeholder<'m>(
    placeholder: Placeholder<'_>,
    pattern: &str,
    message: &'m str,
    captured: &mut dyn FnMut(&str, &'m str),
) -> Progress<'m> {
    let Placeholder { name, is_word } = placeholder;
    if pattern.is_empty() && !is_word && !message.is_empty() {
        captured(name, message);
        return Progress::Matched;
    }
    let split = split_placeholder(pattern);
    let mut stuck = None;
    for (start, c) in message.char_indices() {
        if is_word && c.is_ascii_whitespace() {
            break;
        }
        let Some((text, rest)) = message.split_at_checked(start + c.len_utf8()) else {
            continue;
        };
        // A run of whitespace counts as one space, so it cannot be split.
        let splits_run =
            c.is_ascii_whitespace() && rest.starts_with(|c: char| c.is_ascii_whitespace());
        if splits_run || !can_start(pattern.as_bytes().first(), rest) {
            continue;
        }
        match match_from(split, rest, Before::Placeholder(stuck), captured) {
            Progress::Matched => {
                captured(name, text);
                return Progress::Matched;
            }
            Progress::Exhausted => return Progress::Exhausted,
            Progress::Stuck(rest) => stuck = Some(rest),
            Progress::Mismatch => {}
        }
    }
    if is_word {
        Progress::Stuck(message)
    } else {
        Progress::Exhausted
    }
}

/// Returns `false` if a message cannot match a pattern with the given first byte.
fn can_start(first: Option<&u8>, message: &str) -> bool {
    match (first, message.as_bytes().first()) {
        (None, next) => next.is_none(),
        (Some(b'{'), next) => next.is_some(),
        (Some(b' '), next) => next.is_some_and(|next| next.is_ascii_whitespace() || *next == b':'),
        (Some(first), next) => next.is_some_and(|next| next.to_ascii_lowercase() == *first),
    }
}

/// Returns `false` if a message cannot match a pattern with the given last byte.
fn can_end(last: Option<&u8>, message: &str) -> bool {
    match (last, message.as_bytes().last()) {
        (Some(b'}'), last) => last.is_some(),
        (pattern, last) => pattern.copied() == last.map(u8::to_ascii_lowercase),
    }
}

/// Removes normalized literal text from the start of a message.
fn strip_literal<'m>(
    literal: &str,
    message: &'m str,
    after_placeholder: bool,
    before_placeholder: bool,
) -> Option<&'m str> {
    let mut rest = message.as_bytes();
    for (at, wanted) in literal.bytes().enumerate() {
        rest = if wanted == b' ' {
            let after = &literal.as_bytes()[at + 1..];
            let colon = (at == 0 && after_placeholder && !after.starts_with(b":"))
                || (after.is_empty() && before_placeholder);
            let trimmed = rest.trim_ascii_start();
            let after_colon = trimmed.strip_prefix(b":").filter(|_| colon);
            let trimmed = after_colon.map_or(trimmed, <[u8]>::trim_ascii_start);
            (trimmed.len() < rest.len()).then_some(trimmed)?
        } else {
            let (byte, after) = rest.split_first()?;
            (byte.to_ascii_lowercase() == wanted).then_some(after)?
        };
    }
    message.get(message.len() - rest.len()..)
}

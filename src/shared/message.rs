//! How an error message is compared with a pattern, and which pattern of several it selects.
//!
//! Both are compared as `text` says. In a pattern, `{name}` is a placeholder for one word,
//! `{name...}` for any text, `{name:number}` for ASCII digits, and `{name:id}` for an account ID.
//! None of them matches nothing, or only what is around a captured text. Whitespace next to a
//! placeholder also matches a colon, unless the pattern has one after it.

use core::mem;

use super::text::{
    IGNORED, first, is_around, is_space, last, normalize, skip_whitespace, split_first, trim,
    trim_end, trim_start,
};

/// No account ID is longer, and no number is either.
const MAX_LEN: usize = 32;

/// Returns the first of the patterns, in order of precedence, that a message matches. `except` returns
/// the words that the placeholders of a pattern never stand for.
pub(crate) fn select<'p, P>(
    patterns: impl IntoIterator<Item = P>,
    text: impl Fn(&P) -> &'p str,
    except: impl Fn(&P) -> &'p [&'p str],
    message: &str,
) -> Option<P> {
    let message = trim(message);
    let (first, last) = (first(message), last(message));
    patterns.into_iter().find(|candidate| {
        let pattern = text(candidate);
        // Most messages differ from a pattern in the last or first character.
        can_end(pattern, last)
            && can_start(pattern, first)
            && matches_trimmed(pattern, message, except(candidate))
    })
}

/// Returns whether `message` matches `pattern`, which must be normalized.
pub(crate) fn matches(pattern: &str, message: &str) -> bool {
    matches_trimmed(pattern, trim(message), &[])
}

fn matches_trimmed(pattern: &str, message: &str, except: &[&str]) -> bool {
    // Most messages that match are spelled as the pattern, except for case.
    if pattern.eq_ignore_ascii_case(message) && !pattern.contains('{') {
        return true;
    }
    let mut is_excepted = false;
    match_pattern(pattern, message, &mut |_, text| {
        is_excepted |= is_word_of(except, text);
    }) && !is_excepted
}

/// Returns whether a captured text is one of the words, or begins with one of them.
fn is_word_of(words: &[&str], captured: &str) -> bool {
    let first = captured.split_whitespace().next().unwrap_or_default();
    let is_same =
        |word: &&str| word.eq_ignore_ascii_case(captured) || word.eq_ignore_ascii_case(first);
    words.iter().any(is_same)
}

/// Returns the part of `message` that the placeholder `name` of `pattern` captured.
pub(crate) fn capture<'m>(pattern: &str, message: &'m str, name: &str) -> Option<&'m str> {
    let mut captured = None;
    let is_match = match_pattern(pattern, trim(message), &mut |placeholder, text| {
        if placeholder == name {
            captured = Some(text);
        }
    });
    captured.filter(|_| is_match)
}

/// What a placeholder stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Word,
    Any,
    /// ASCII digits.
    Number,
    /// An account ID.
    Id,
}

impl Kind {
    /// The kinds that have a name, which follows the name of the placeholder and a colon.
    pub(crate) const NAMED: [(&'static str, Self); 2] =
        [("number", Self::Number), ("id", Self::Id)];

    /// Returns what the placeholder stands for, and its name.
    fn split(inside: &str) -> (Self, &str) {
        let named = |(kind, value)| {
            let name = inside.strip_suffix(kind)?.strip_suffix(':')?;
            Some((value, name))
        };
        let any = inside.strip_suffix("...").map(|name| (Self::Any, name));
        any.or_else(|| Self::NAMED.into_iter().find_map(named))
            .unwrap_or((Self::Word, inside))
    }

    /// Returns whether the placeholder stands for all characters of a set that follow each other,
    /// not for as few as possible.
    pub(crate) const fn is_run(self) -> bool {
        matches!(self, Self::Number | Self::Id)
    }

    /// Returns whether the text can begin with this, which is neither whitespace nor ignored.
    fn allows(self, text: &str) -> bool {
        text.bytes().next().is_some_and(|byte| match self {
            Self::Word | Self::Any => true,
            Self::Number => byte.is_ascii_digit(),
            Self::Id => byte.is_ascii_alphanumeric() || b"_@.-".contains(&byte),
        })
    }
}

/// A placeholder of a pattern.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Placeholder<'p> {
    /// The name between the braces, without dots and without the kind.
    pub(crate) name: &'p str,
    pub(crate) kind: Kind,
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
    let (kind, name) = Kind::split(inside);
    (literal, Some((Placeholder { name, kind }, rest)))
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

/// Returns the form of a valid pattern in which it is compared.
#[cfg_attr(
    not(feature = "codegen"),
    allow(dead_code, reason = "only the generator uses it")
)]
pub(crate) fn normalize_pattern<S: Default + Extend<char>>(written: &str) -> S {
    let mut normalized = S::default();
    let mut rest = written;
    loop {
        let (literal, placeholder) = split_placeholder(rest);
        let after = placeholder.map_or("", |(_, after)| after);
        let braces = rest.get(literal.len()..rest.len() - after.len());
        let is_first = rest.len() == written.len();
        let literal = if is_first {
            trim_start(literal)
        } else {
            literal
        };
        let literal = if placeholder.is_none() {
            trim_end(literal)
        } else {
            literal
        };
        normalized.extend(normalize(literal));
        normalized.extend(braces.unwrap_or_default().chars());
        if placeholder.is_none() {
            return normalized;
        }
        rest = after;
    }
}

/// How far an attempt to match came, which decides what is worth another attempt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress<'m> {
    Matched,
    /// The literal text did not match here, or no number or account ID follows it.
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

/// Matches a pattern against all of a trimmed message.
fn match_pattern<'m>(
    pattern: &str,
    message: &'m str,
    captured: &mut dyn FnMut(&str, &'m str),
) -> bool {
    let pattern = split_placeholder(pattern);
    match_from(pattern, message, Before::Start, captured) == Progress::Matched
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
fn is_in_first_word(rest: &str, mut message: &str) -> bool {
    while message.len() > rest.len() {
        match split_first(message) {
            Some((c, after)) if c != ' ' => message = after,
            _ => return false,
        }
    }
    true
}

/// Matches a placeholder with as little text as possible, and the pattern after it.
fn match_placeholder<'m>(
    Placeholder { name, kind }: Placeholder<'_>,
    pattern: &str,
    message: &'m str,
    captured: &mut dyn FnMut(&str, &'m str),
) -> Progress<'m> {
    let split = split_placeholder(pattern);
    let mut stuck = None;
    // The text without what is around it.
    let mut start = None;
    let mut end = message;
    let mut rest = message;
    while let Some((c, after)) = split_first(rest) {
        let here = mem::replace(&mut rest, after);
        if c == ' ' && kind != Kind::Any {
            break;
        }
        if !is_around(c) && c != ':' {
            let continues_run = start.is_none() || end.len() == here.len();
            if !kind.allows(here) || (kind.is_run() && !continues_run) {
                break;
            }
            start.get_or_insert(here);
            end = rest;
        }
        let text = start.and_then(|start| start.get(..start.len() - end.len()));
        let len = text.map_or(0, str::len);
        if kind.is_run() && (message.len() - rest.len() > 2 * MAX_LEN || len > MAX_LEN) {
            break;
        }
        // No end within a run of whitespace is better than both of its ends.
        let splits_space = is_space(c) && first(rest).is_some_and(is_space);
        let splits_run = kind.is_run() && end.len() == rest.len() && kind.allows(rest);
        if len == 0 || splits_space || splits_run || !can_start(pattern, first(rest)) {
            continue;
        }
        match match_from(split, rest, Before::Placeholder(stuck), captured) {
            Progress::Matched => {
                captured(name, text.unwrap_or_default());
                return Progress::Matched;
            }
            Progress::Exhausted => return Progress::Exhausted,
            Progress::Stuck(rest) => stuck = Some(rest),
            Progress::Mismatch => {}
        }
    }
    match kind {
        Kind::Word => Progress::Stuck(message),
        Kind::Any => Progress::Exhausted,
        Kind::Number | Kind::Id => Progress::Mismatch,
    }
}

/// Returns `false` if a message with this first character cannot match a pattern.
#[inline]
fn can_start(pattern: &str, first: Option<char>) -> bool {
    match (pattern.as_bytes().first(), first) {
        (None, None) | (Some(b'{'), Some(_)) => true,
        (None, Some(_)) | (Some(_), None) => false,
        (Some(b' '), Some(c)) => matches!(c, ' ' | ':' | IGNORED),
        (Some(b'/'), Some(c)) => matches!(c, '/' | ' ' | IGNORED),
        (Some(wanted), Some(c)) => c == char::from(*wanted) || !c.is_ascii() || c == IGNORED,
    }
}

/// Returns `false` if a message with this last character cannot match a pattern.
#[inline]
fn can_end(pattern: &str, last: Option<char>) -> bool {
    match (pattern.as_bytes().last(), last) {
        (None, None) | (Some(b'}'), Some(_)) => true,
        (None, Some(_)) | (Some(_), None) => false,
        (Some(wanted), Some(c)) => c == char::from(*wanted) || !c.is_ascii(),
    }
}

/// Removes normalized literal text from the start of a message.
fn strip_literal<'m>(
    literal: &str,
    mut rest: &'m str,
    after_placeholder: bool,
    before_placeholder: bool,
) -> Option<&'m str> {
    let mut left = literal;
    loop {
        (left, rest) = strip_alike(left, rest);
        let mut chars = left.chars();
        let Some(wanted) = chars.next() else {
            return Some(rest);
        };
        let after = chars.as_str();
        rest = match wanted {
            ' ' => {
                let is_first = left.len() == literal.len();
                let colon = (is_first && after_placeholder && !after.starts_with(':'))
                    || (after.is_empty() && before_placeholder);
                strip_space(rest, colon)?
            }
            '/' => skip_whitespace(strip_char('/', skip_whitespace(rest).1)?).1,
            ',' => skip_whitespace(strip_char(',', rest)?).1,
            _ => strip_char(wanted, rest)?,
        };
        left = after;
    }
}

/// Removes what both begin with, as far as it is spelled alike, which is most of a message.
#[inline]
fn strip_alike<'l, 'm>(literal: &'l str, message: &'m str) -> (&'l str, &'m str) {
    let is_alike = |(wanted, byte): &(u8, u8)| {
        wanted.is_ascii() && *wanted != b'&' && *wanted == byte.to_ascii_lowercase()
    };
    let pairs = literal.bytes().zip(message.bytes());
    let mut len = pairs.take_while(is_alike).count();
    // More whitespace can follow.
    if len > 0 && matches!(literal.as_bytes().get(len - 1), Some(b' ' | b'/' | b',')) {
        len -= 1;
    }
    match (literal.get(len..), message.get(len..)) {
        (Some(literal), Some(message)) => (literal, message),
        _ => (literal, message),
    }
}

#[inline]
fn strip_char(wanted: char, mut text: &str) -> Option<&str> {
    loop {
        let (c, rest) = split_first(text)?;
        match c {
            _ if c == wanted => return Some(rest),
            IGNORED => text = rest,
            _ => return None,
        }
    }
}

/// Removes whitespace, or a colon with or without it.
fn strip_space(text: &str, colon: bool) -> Option<&str> {
    let (found, rest) = skip_whitespace(text);
    match split_first(rest) {
        Some((':', after)) if colon => Some(skip_whitespace(after).1),
        _ => found.then_some(rest),
    }
}

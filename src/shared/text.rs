//! The characters of an error message as they are compared.
//!
//! Servers, formats, and logs change how a message is written, not what it says:
//!
//! - All whitespace is alike, and a run of it counts as one space. Next to a slash and after a comma
//!   it is ignored.
//! - ASCII case and full-width forms are folded. An ellipsis counts as a period.
//! - Quotes, backslashes, and invisible characters are ignored.
//! - Escapes of JSON, HTML, and C count as the character that they stand for.
//! - Whitespace and brackets at both ends are removed, and punctuation at the end.

use core::iter;
use core::ops::RangeInclusive;

use super::escape::is_format_control;

/// What characters that are ignored are folded to.
pub(crate) const IGNORED: char = '\0';

/// No escape is longer, in bytes.
const MAX_ESCAPE_LEN: usize = 8;
/// The escapes of HTML that name a character, without the semicolon.
const ENTITIES: [(&str, char); 6] = [
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
];

/// Splits off the first character, folded.
#[inline]
pub(crate) fn split_first(text: &str) -> Option<(char, &str)> {
    match *text.as_bytes().first()? {
        b'\\' | b'&' | 0x80.. => split_rare(text),
        byte => Some((fold(char::from(byte)), text.get(1..)?)),
    }
}

/// Returns the first character, folded.
#[inline]
pub(crate) fn first(text: &str) -> Option<char> {
    split_first(text).map(|(c, _)| c)
}

/// Returns the last character, folded.
pub(crate) fn last(text: &str) -> Option<char> {
    let escape = split_last_escape(text).map(|(_, c)| c);
    escape.or_else(|| text.chars().next_back().map(fold))
}

#[cold]
fn split_rare(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    let (c, rest) = match (chars.next()?, chars.as_str()) {
        ('\\', rest) => json_escape(rest),
        ('&', rest) => html_escape(rest),
        _ => None,
    }
    .unwrap_or((text.chars().next()?, chars.as_str()));
    Some((fold(c), rest))
}

/// Reads an escape after its backslash. One that only marks its character needs no reading, because
/// the backslash is ignored.
fn json_escape(text: &str) -> Option<(char, &str)> {
    match text.as_bytes().first()? {
        b'n' | b'r' | b't' => Some((' ', text.get(1..)?)),
        b'u' => split_number(text.get(1..)?, 16, 4..=4),
        _ => None,
    }
}

/// Reads an escape after its ampersand. At the end of a message, the semicolon can be lost.
fn html_escape(text: &str) -> Option<(char, &str)> {
    let named = |(name, c): (&str, char)| Some((c, text.strip_prefix(name)?));
    let (c, rest) = match (text.strip_prefix("#x"), text.strip_prefix('#')) {
        (Some(hex), _) => split_number(hex, 16, 1..=4)?,
        (None, Some(decimal)) => split_number(decimal, 10, 1..=5)?,
        (None, None) => ENTITIES.into_iter().find_map(named)?,
    };
    let rest = rest
        .strip_prefix(';')
        .or(Some(rest).filter(|rest| rest.is_empty()))?;
    Some((c, rest))
}

/// Splits off the number of a character.
fn split_number(text: &str, radix: u32, len: RangeInclusive<usize>) -> Option<(char, &str)> {
    let is_digit = |byte: &u8| char::from(*byte).is_digit(radix);
    let digits = text.bytes().take(*len.end()).take_while(is_digit).count();
    let (digits, rest) = text.split_at_checked(Some(digits).filter(|it| len.contains(it))?)?;
    Some((
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)?,
        rest,
    ))
}

/// Returns what stands for a character where messages are compared.
#[inline]
fn fold(c: char) -> char {
    match c {
        '"' | '\'' | '`' | '\\' => IGNORED,
        '\t'..='\r' => ' ',
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        _ => fold_rare(c),
    }
}

fn fold_rare(c: char) -> char {
    match c {
        // Quotes.
        '\u{ab}'
        | '\u{bb}'
        | '\u{2018}'..='\u{201f}'
        | '\u{2039}'
        | '\u{203a}'
        | '\u{300a}'..='\u{300f}'
        | '\u{301d}'..='\u{301f}' => IGNORED,
        '\u{3002}' | '\u{2026}' => '.',
        '\u{3001}' => ',',
        '\u{3008}' | '\u{3010}' | '\u{3014}' => '(',
        '\u{3009}' | '\u{3011}' | '\u{3015}' => ')',
        // The full-width forms are in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).map_or(c, fold),
        _ if c.is_whitespace() => ' ',
        _ if is_format_control(c) => IGNORED,
        _ => c,
    }
}

/// Returns whether a character, folded, can be left out next to a space.
pub(crate) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | IGNORED)
}

/// Returns whether a character, folded, is removed from both ends of a message.
pub(crate) fn is_around(c: char) -> bool {
    is_space(c) || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>')
}

fn is_final(c: char) -> bool {
    is_around(c) || matches!(c, '.' | '!' | ',' | ';' | ':')
}

/// Removes what is around a message: whitespace, quotes, brackets, and final punctuation.
pub(crate) fn trim(message: &str) -> &str {
    trim_end(trim_start(message))
}

pub(crate) fn trim_start(mut text: &str) -> &str {
    while let Some((_, rest)) = split_first(text).filter(|(c, _)| is_around(*c)) {
        text = rest;
    }
    text
}

pub(crate) fn trim_end(mut text: &str) -> &str {
    loop {
        text = text.trim_end_matches(|c| is_final(fold(c)));
        match split_last_escape(text) {
            Some((before, c)) if is_final(c) => text = before,
            _ => return text,
        }
    }
}

/// Splits off the last character, folded, if it is written as an escape.
fn split_last_escape(text: &str) -> Option<(&str, char)> {
    let is_escape = |byte: &u8| matches!(byte, b'\\' | b'&');
    let bytes = text.as_bytes();
    let last = bytes.last_chunk::<MAX_ESCAPE_LEN>();
    // Compiled to a comparison of all of them at once.
    if last.is_some_and(|last| {
        !last
            .iter()
            .fold(false, |found, byte| found | is_escape(byte))
    }) {
        return None;
    }
    let start = bytes.iter().rposition(is_escape)?;
    let (before, escape) = text.split_at_checked(start)?;
    let (c, rest) = split_first(escape)?;
    rest.is_empty().then_some((before, c))
}

/// Removes ignored characters and whitespace from the start. Returns whether there was whitespace.
#[inline]
pub(crate) fn skip_whitespace(mut text: &str) -> (bool, &str) {
    let mut found = false;
    while let Some((c, rest)) = split_first(text).filter(|(c, _)| is_space(*c)) {
        found |= c == ' ';
        text = rest;
    }
    (found, text)
}

/// Returns whether two messages are alike.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    normalize_message(one).eq(normalize_message(other))
}

/// Yields the characters of a message as they are compared.
pub fn normalize_message(message: &str) -> impl Iterator<Item = char> {
    normalize(trim(message))
}

/// Yields the characters of a text as they are compared.
pub(crate) fn normalize(mut text: &str) -> impl Iterator<Item = char> {
    let mut before = IGNORED;
    iter::from_fn(move || {
        loop {
            let (c, mut rest) = split_first(text)?;
            let mut is_left_out = c == IGNORED;
            if c == ' ' {
                (_, rest) = skip_whitespace(rest);
                is_left_out = matches!(before, '/' | ',') || first(rest) == Some('/');
            }
            text = rest;
            if !is_left_out {
                before = c;
                return Some(c);
            }
        }
    })
}

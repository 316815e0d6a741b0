//! Keys that can hold a status code, and their values.

use std::ops::Range;

use super::text::{Token, is_identifier, skip_spaces, string, string_at_quote};

/// The keys that can hold a status code. An earlier one takes precedence in the same body.
const CODE_KEYS: [&[u8]; 5] = [b"code", b"errCode", b"errcode", b"errorCode", b"error_code"];
/// The length of the longest key, and of an escaped line break before it.
const MAX_WORD_LEN: usize = 11;
/// Words before a code that say that it is from elsewhere.
const OTHER_CODES: [&str; 3] = ["exit", "http", "http status"];

/// A key with a code.
#[derive(Debug)]
pub(super) struct CodeKey {
    pub(super) code: i32,
    /// The number of digits of the code.
    pub(super) digits: usize,
    /// The position in the list of keys: the lower one takes precedence.
    pub(super) rank: usize,
    pub(super) key: Token,
    /// The end of the code.
    pub(super) end: usize,
}

impl CodeKey {
    /// Reads the key whose last letters, `ode`, are at `at`, and its value.
    pub(super) fn at(text: &[u8], at: usize) -> Option<Self> {
        let end = at + b"ode".len();
        let is_end = !text.get(end).is_some_and(|&byte| is_identifier(byte));
        let start = is_end.then(|| word_start(text, end))?;
        let rank = rank(&text[start..end])?;
        let key = key(text, start..end)?;
        Self::of_key(text, key, rank)
    }

    /// Reads the value of a key.
    pub(super) fn of_key(text: &[u8], key: Token, rank: usize) -> Option<Self> {
        let value = skip_separator(text, skip_spaces(text, key.end))?;
        let (code, digits, end) = integer(text, skip_spaces(text, value))?;
        Some(Self {
            code,
            digits,
            rank,
            key,
            end,
        })
    }

    /// Returns the same key for a part of the text.
    pub(super) fn relative_to(self, start: usize) -> Self {
        Self {
            key: Token {
                quotes: self.key.quotes,
                start: self.key.start - start,
                content: self.key.content.start - start..self.key.content.end - start,
                end: self.key.end - start,
            },
            end: self.end - start,
            ..self
        }
    }

    /// Returns `true` if the words before an unquoted key say that it is not a status code of the
    /// service: `exit code: 1`, `HTTP code: 404`.
    pub(super) fn is_other(&self, text: &[u8]) -> bool {
        let before = text[..self.key.start].trim_ascii_end();
        OTHER_CODES.iter().any(|words| {
            let start = before.len().checked_sub(words.len());
            start.is_some_and(|start| {
                let is_start = start == 0 || !is_identifier(before[start - 1]);
                is_start && before[start..].eq_ignore_ascii_case(words.as_bytes())
            })
        })
    }
}

/// Returns the precedence of a key, if it can hold a code.
pub(super) fn rank(word: &[u8]) -> Option<usize> {
    CODE_KEYS.iter().position(|key| *key == word)
}

/// Skips the separator between key and value.
pub(super) fn skip_separator(text: &[u8], at: usize) -> Option<usize> {
    matches!(text.get(at), Some(b':' | b'=')).then_some(at + 1)
}

/// Returns the start of the word that ends at `end`. An escaped line break before it is not a part.
fn word_start(text: &[u8], end: usize) -> usize {
    let letters = text[..end].iter().rev().take(MAX_WORD_LEN + 1);
    let start = end - letters.take_while(|&&byte| is_identifier(byte)).count();
    let is_escape =
        start > 0 && text[start - 1] == b'\\' && matches!(text[start], b'n' | b't' | b'r');
    start + usize::from(is_escape)
}

/// Returns the token of the word, with its quotes, if it can be a key.
fn key(text: &[u8], word: Range<usize>) -> Option<Token> {
    let Some(before) = word.start.checked_sub(1) else {
        return Some(Token::unquoted(word));
    };
    match text[before] {
        b'"' | b'\'' => {
            let quoted = string_at_quote(text, before, None).filter(|it| it.content == word);
            // The word can also be the first one of a string.
            quoted.or_else(|| Some(Token::unquoted(word)))
        }
        b'{' | b'(' | b'[' | b',' | b';' | b'|' | b'.' | b'<' | b'>' | b':' => {
            Some(Token::unquoted(word))
        }
        // An escaped line break, or a character such as a Chinese one.
        b'n' | b't' | b'r' | 0x80.. => Some(Token::unquoted(word)),
        byte => byte.is_ascii_whitespace().then(|| Token::unquoted(word)),
    }
}

/// Reads an integer, as a number or a string: the value, its number of digits, and its end.
fn integer(text: &[u8], at: usize) -> Option<(i32, usize, usize)> {
    if let Some(string) = string(text, at, None) {
        let content = text[string.content.clone()].trim_ascii();
        let digits = content.strip_prefix(b"-").unwrap_or(content);
        return Some((parse(content)?, digits.len(), string.end));
    }
    let rest = text.get(at..).unwrap_or_default();
    let digits = rest.strip_prefix(b"-").unwrap_or(rest).iter();
    let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
    let sign = usize::from(rest.starts_with(b"-"));
    let number = &rest[..sign + digits];
    let after = &rest[number.len()..];
    (!continues_number(after)).then_some(())?;
    Some((parse(number)?, digits, at + number.len()))
}

fn parse(number: &[u8]) -> Option<i32> {
    std::str::from_utf8(number).ok()?.parse().ok()
}

/// Returns `true` if the text after digits shows that they are not an integer, but a part of a time,
/// a version, or a word.
fn continues_number(after: &[u8]) -> bool {
    match after {
        [byte, ..] if is_identifier(*byte) || *byte == b'%' => true,
        [b'.' | b':' | b'/' | b'+', next, ..] => next.is_ascii_digit(),
        [b'-', next, ..] => next.is_ascii_alphanumeric(),
        _ => false,
    }
}

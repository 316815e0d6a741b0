//! Quotes, spaces, and escapes, however often a text is escaped.
//!
//! A body in a JSON string has escaped quotes, `\"`; one in a string in a string has `\\\"`. Quotes
//! of level `n` have `2^n - 1` backslashes before them, and quotes within such a string are of a
//! higher level, so the level of a quote is known without reading the text before it.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2_iter, memrchr2_iter};

/// The character with which colors of a terminal begin.
pub(super) const ESCAPE: u8 = 0x1b;
/// The length of the longest color, with several parameters.
const MAX_COLOR_LEN: usize = 16;

/// The quotes around a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Double quotes of a level.
    Double(u32),
    Single,
    None,
}

/// A string, or a text without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) quotes: Quotes,
    /// The start, which is that of the backslashes that belong to the opening quote.
    pub(super) start: usize,
    /// What is between the quotes.
    pub(super) content: Range<usize>,
    /// The end, which is after the closing quote.
    pub(super) end: usize,
}

impl Token {
    pub(super) fn unquoted(content: Range<usize>) -> Self {
        Self {
            quotes: Quotes::None,
            start: content.start,
            end: content.end,
            content,
        }
    }

    /// Returns the level of double quotes.
    pub(super) fn level(&self) -> Option<u32> {
        match self.quotes {
            Quotes::Double(level) => Some(level),
            Quotes::Single | Quotes::None => None,
        }
    }
}

/// Returns `true` for the bytes of identifiers.
pub(super) fn is_identifier(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
}

/// Returns the length of a color of a terminal at the start of a text, such as `ESC [1;31m`.
pub(super) fn color_len(text: &[u8]) -> Option<usize> {
    let parameters = text.strip_prefix(b"\x1b[")?;
    let is_parameter = |byte: &&u8| byte.is_ascii_digit() || **byte == b';';
    let len = parameters.iter().take_while(is_parameter).count();
    matches!(parameters.get(len), Some(b'm' | b'K')).then_some(len + 3)
}

/// Returns the end of the color of a terminal that begins shortly before a place, if there is one.
#[must_use]
pub fn color_end(text: &[u8], at: usize) -> Option<usize> {
    let min = at.saturating_sub(MAX_COLOR_LEN);
    let start = min + text[min..at].iter().rposition(|&byte| byte == ESCAPE)?;
    Some(start + color_len(&text[start..])?)
}

/// Returns the length of the identifier at the start of a text.
pub(super) fn identifier_len(text: &[u8]) -> usize {
    text.iter().take_while(|&&byte| is_identifier(byte)).count()
}

/// Returns the level of the double quote at `quote`.
pub(super) fn quote_level(text: &[u8], quote: usize) -> u32 {
    backslashes_before(text, quote).trailing_ones()
}

fn backslashes_before(text: &[u8], at: usize) -> usize {
    let before = text[..at].iter().rev();
    before.take_while(|&&byte| byte == b'\\').count()
}

fn backslashes_from(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default().iter();
    rest.take_while(|&&byte| byte == b'\\').count()
}

/// Returns the number of backslashes that belong to a double quote.
fn backslashes(level: u32) -> usize {
    (1_usize << level.min(usize::BITS - 1)) - 1
}

/// Skips spaces, tabs, and escaped tabs and line breaks.
pub(super) fn skip_spaces(text: &[u8], at: usize) -> usize {
    skip(text, at, |byte| matches!(byte, b' ' | b'\t'))
}

/// Skips whitespace, escaped or not.
pub(super) fn skip_whitespace(text: &[u8], at: usize) -> usize {
    skip(text, at, |byte| byte.is_ascii_whitespace())
}

fn skip(text: &[u8], mut at: usize, is_space: fn(u8) -> bool) -> usize {
    while let Some(&byte) = text.get(at) {
        at = if is_space(byte) {
            at + 1
        } else {
            let escaped = at + backslashes_from(text, at);
            match text.get(escaped) {
                Some(b'n' | b't' | b'r') if escaped > at => escaped + 1,
                _ => break,
            }
        };
    }
    at
}

/// Returns the last byte before `at` that is not whitespace, escaped or not.
pub(super) fn significant_byte_before(text: &[u8], mut at: usize) -> Option<u8> {
    loop {
        match text[..at] {
            [.., b'\\', b'n' | b't' | b'r'] => at -= 2 + backslashes_before(text, at - 2),
            [.., byte] if byte.is_ascii_whitespace() => at -= 1,
            [.., byte] => return Some(byte),
            [] => return None,
        }
    }
}

/// Reads the string that starts at `at`, and ends on the same line. In a body whose double quotes
/// are of a higher level, a single quote in a single-quoted string has more backslashes.
pub(super) fn string(text: &[u8], at: usize, level: Option<u32>) -> Option<Token> {
    string_at_quote(text, at + backslashes_from(text, at), level)
}

/// Reads the string whose opening quote is at `quote`.
pub(super) fn string_at_quote(text: &[u8], quote: usize, level: Option<u32>) -> Option<Token> {
    let (quotes, close, own) = match text.get(quote)? {
        b'"' => {
            let level = quote_level(text, quote);
            let close = closing_double(text, quote)?;
            (Quotes::Double(level), close, backslashes(level))
        }
        b'\'' => (Quotes::Single, closing_single(text, quote, level)?, 0),
        _ => return None,
    };
    Some(Token {
        quotes,
        start: quote - own,
        content: quote + 1..close - own,
        end: close + 1,
    })
}

/// Returns the place of the quote that closes the string opened at `open`.
pub(super) fn closing_double(text: &[u8], open: usize) -> Option<usize> {
    let after = open + 1;
    let candidates = memchr2_iter(b'"', b'\n', &text[after..]).map(|at| after + at);
    counterpart(text, open, candidates)
}

/// Returns the place of the quote that opens the string closed at `close`.
pub(super) fn opening_double(text: &[u8], close: usize) -> Option<usize> {
    counterpart(text, close, memrchr2_iter(b'"', b'\n', &text[..close]))
}

/// Returns the first of the quotes that has the same level as `quote`. A line break or a quote of a
/// lower level ends the string that both would be in.
fn counterpart(
    text: &[u8],
    quote: usize,
    mut candidates: impl Iterator<Item = usize>,
) -> Option<usize> {
    let own = Some(quote_level(text, quote));
    // `None`, for a line break, is less than any level.
    let level = |at: usize| (text[at] == b'"').then(|| quote_level(text, at));
    let found = candidates.find(|&at| level(at) <= own)?;
    (level(found) == own).then_some(found)
}

/// Returns the place of the single quote that closes the string opened at `open`, unless the quote
/// at `open` is an apostrophe.
pub(super) fn closing_single(text: &[u8], open: usize, level: Option<u32>) -> Option<usize> {
    if is_escaped(text, open, level) || !opens_single(text, open) {
        return None;
    }
    let after = open + 1;
    let mut candidates = memchr2_iter(b'\'', b'\n', &text[after..]).map(|at| after + at);
    let close = candidates.find(|&at| !is_escaped(text, at, level) && may_close(text, at))?;
    (text[close] == b'\'').then_some(close)
}

/// Returns `false` if the single quote at `at` has backslashes before it and does not end a value:
/// then they escape it, in a text that is itself escaped.
fn may_close(text: &[u8], at: usize) -> bool {
    text[at] != b'\'' || backslashes_before(text, at) == 0 || ends_value(text, at)
}

fn ends_value(text: &[u8], quote: usize) -> bool {
    let after = text.get(skip_whitespace(text, quote + 1));
    matches!(
        after,
        None | Some(b',' | b';' | b':' | b'=' | b'}' | b')' | b']')
    )
}

/// Returns the place of the single quote that opens the string closed at `close`, unless the quote
/// at `close` is an apostrophe.
pub(super) fn opening_single(text: &[u8], close: usize, level: Option<u32>) -> Option<usize> {
    if is_escaped(text, close, level) || !ends_value(text, close) {
        return None;
    }
    let mut candidates = memrchr2_iter(b'\'', b'\n', &text[..close]);
    let may_open = |at: usize| {
        text[at] != b'\'' || backslashes_before(text, at) == 0 || opens_single(text, at)
    };
    let open = candidates.find(|&at| !is_escaped(text, at, level) && may_open(at))?;
    (text[open] == b'\'' && opens_single(text, open)).then_some(open)
}

fn opens_single(text: &[u8], quote: usize) -> bool {
    let before = significant_byte_before(text, quote);
    matches!(
        before,
        None | Some(b'{' | b'[' | b'(' | b',' | b';' | b':' | b'=')
    )
}

/// Returns `true` if the single quote at `at` has a backslash of its own. In a text that is escaped
/// once more, that backslash is doubled.
fn is_escaped(text: &[u8], at: usize, level: Option<u32>) -> bool {
    let level = level.unwrap_or(0).min(usize::BITS - 1);
    text[at] == b'\'' && (backslashes_before(text, at) >> level) % 2 == 1
}

/// Removes escapes, as often as given. Invalid escapes remain as they are.
pub(super) fn unescape(text: &[u8], times: u32) -> Cow<'_, [u8]> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..times {
        if memchr(b'\\', &text).is_none() {
            break;
        }
        text = Cow::Owned(unescape_once(&text));
    }
    text
}

fn unescape_once(text: &[u8]) -> Vec<u8> {
    let mut unescaped = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'\\', rest) {
        unescaped.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = escape(rest).unwrap_or(('\\', 1));
        unescaped.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        rest = &rest[length..];
    }
    unescaped.extend_from_slice(rest);
    unescaped
}

/// Reads the escape at the start of a text: the character and the length.
fn escape(text: &[u8]) -> Option<(char, usize)> {
    let c = match text.get(1)? {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        &byte @ (b'"' | b'\'' | b'\\' | b'/') => char::from(byte),
        b'u' => return unicode_escape(text),
        _ => return None,
    };
    Some((c, 2))
}

fn unicode_escape(text: &[u8]) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let first = unit(0)?;
    let pair = [first, unit(6).unwrap_or_default()];
    match char::decode_utf16(pair).next()? {
        Ok(c) => Some((c, 6 * c.len_utf16())),
        Err(_) => Some((char::REPLACEMENT_CHARACTER, 6)),
    }
}

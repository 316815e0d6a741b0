//! Keys that can hold a status code, and their values.

use std::ops::Range;

use commsease_status::ResponseForm;

use super::text::{Quotes, Token, color_end, is_identifier, skip_spaces, string, string_at_quote};

/// The minimum length of an identifier without quotes, which also has a capital or an underscore.
const MIN_NAME_LEN: usize = 4;

/// A quote, as some programs write it after a backslash.
const QUOTE: &[u8] = b"u0022";

/// A key with a code.
#[derive(Clone, Debug)]
pub(super) struct CodeKey {
    /// The position in the list of keys: the lower one takes precedence.
    pub(super) rank: usize,
    pub(super) key: Token,
    pub(super) value: Value,
}

/// A code in a text.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) code: i32,
    /// The number of digits, or of letters of an identifier.
    pub(super) digits: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What keys are, and what identifiers stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) form: ResponseForm,
    /// Returns the code of an SDK identifier.
    pub(super) resolve: fn(&str) -> Option<i32>,
    /// The length of the longest key of a code.
    pub(super) max_len: usize,
}

impl Words {
    /// Returns the precedence of a key, if it can hold a code.
    pub(super) fn rank(&self, word: &[u8]) -> Option<usize> {
        position(self.form.codes, word)
    }

    /// Returns the precedence of a key, if it can hold an error message.
    pub(super) fn message_rank(&self, word: &[u8]) -> Option<usize> {
        position(self.form.messages, word)
    }

    /// Returns the key of a code that a place is in.
    pub(super) fn key_around(
        &self,
        text: &[u8],
        at: Range<usize>,
    ) -> Option<(usize, Range<usize>)> {
        let after = text[at.end..].iter().take(self.max_len);
        let end = at.end + after.take_while(|&&byte| is_identifier(byte)).count();
        let before = text[..at.start]
            .iter()
            .rev()
            .take(self.max_len + QUOTE.len());
        let start = at.start - before.take_while(|&&byte| is_identifier(byte)).count();
        // An escaped line break or quote before the key is not a part of it.
        let is_escape = start > 0 && text[start - 1] == b'\\';
        let escape = match text[start] {
            b'n' | b't' | b'r' if is_escape => 1,
            b'u' if is_escape && text[start..].starts_with(QUOTE) => QUOTE.len(),
            _ => 0,
        };
        // Nor is a color of a terminal.
        let can_be_color = start > 0 && matches!(text[start - 1], b'[' | b';');
        let color = can_be_color.then(|| color_end(text, start)).flatten();
        let color = color.filter(|color| (start..=at.start).contains(color));
        let word = color.unwrap_or(start + escape)..end;
        if word.is_empty() {
            return None;
        }
        Some((self.rank(&text[word.clone()])?, word))
    }

    /// Reads the key that a place is in, and its code.
    pub(super) fn code_key(&self, text: &[u8], at: Range<usize>) -> Option<CodeKey> {
        let (rank, word) = self.key_around(text, at)?;
        let key = key(text, word)?;
        self.code_of(text, key, rank)
    }

    /// Reads the code of a key.
    pub(super) fn code_of(&self, text: &[u8], key: Token, rank: usize) -> Option<CodeKey> {
        let at = skip_separator(text, &key)?;
        let value = value(text, skip_arrow(text, at), self.resolve)?;
        Some(CodeKey { rank, key, value })
    }
}

fn position(keys: &[&str], word: &[u8]) -> Option<usize> {
    // Most words differ from a key in the length or the first byte.
    let is_near = |key: &[u8]| key.len() == word.len() && key.first() == word.first();
    let is_word = |key: &[u8]| is_near(key) && key == word;
    keys.iter().position(|key| is_word(key.as_bytes()))
}

/// Skips the separator between key and value, and the spaces around it.
pub(super) fn skip_separator(text: &[u8], key: &Token) -> Option<usize> {
    let at = skip_spaces(text, key.end);
    let is_symbol = key.start > 0 && text[key.start - 1] == b':';
    if text.get(at..)?.starts_with(b"=>") {
        // Only after these: `code => 414` is an expression.
        let can_be = is_symbol || key.quotes != Quotes::None;
        return can_be.then(|| skip_spaces(text, at + 2));
    }
    Some(skip_spaces(text, at + separator_len(&text[at..])?))
}

/// Returns the length of a colon or an equals sign at the start of a text.
pub(super) fn separator_len(text: &[u8]) -> Option<usize> {
    let is_full_width =
        text.starts_with("\u{ff1a}".as_bytes()) || text.starts_with("\u{ff1d}".as_bytes());
    match text.first() {
        Some(b':' | b'=') => Some(1),
        _ => is_full_width.then_some(3),
    }
}

/// Skips an arrow: `code= ->414`.
pub(super) fn skip_arrow(text: &[u8], at: usize) -> usize {
    let arrow = text[at..].starts_with(b"->");
    if arrow { skip_spaces(text, at + 2) } else { at }
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

/// Reads a code, as a number, a string, or an SDK identifier.
pub(super) fn value(text: &[u8], at: usize, resolve: fn(&str) -> Option<i32>) -> Option<Value> {
    if let Some(string) = string(text, at, None) {
        let content = text[string.content.clone()].trim_ascii();
        let digits = content.strip_prefix(b"-").unwrap_or(content);
        return Some(Value {
            code: parse(content).or_else(|| identifier(content, resolve))?,
            digits: digits.len(),
            start: string.content.start,
            end: string.end,
        });
    }
    let rest = text.get(at..).unwrap_or_default();
    if let Some(value) = hex(rest, at, resolve) {
        return Some(value);
    }
    let count =
        |rest: &[u8], is_part: fn(u8) -> bool| rest.iter().take_while(|&&it| is_part(it)).count();
    let sign = usize::from(rest.starts_with(b"-"));
    let digits = count(&rest[sign..], |byte| byte.is_ascii_digit());
    let number = &rest[..sign + digits];
    if digits == 0 {
        let name = &rest[..count(rest, |byte| is_identifier(byte) || byte == b'.')];
        let end = at + name.len();
        let is_name = |byte: &u8| byte.is_ascii_uppercase() || *byte == b'_';
        let is_word = name.len() < MIN_NAME_LEN || !name.iter().any(is_name);
        let code = identifier(name, resolve).filter(|_| !is_word)?;
        return Some(Value {
            code,
            digits: name.len(),
            start: at,
            end,
        });
    }
    let mut len = number.len();
    // A float without a fraction.
    if rest[len..].starts_with(b".0") {
        len += 1 + count(&rest[len + 1..], |byte| byte == b'0');
    }
    (!continues_number(&rest[len..])).then_some(())?;
    Some(Value {
        code: parse(number)?,
        digits,
        start: at,
        end: at + len,
    })
}

/// Reads a hexadecimal number. It is a code only in a table that writes its codes so.
fn hex(rest: &[u8], at: usize, resolve: fn(&str) -> Option<i32>) -> Option<Value> {
    let digits = rest.strip_prefix(b"0x").or(rest.strip_prefix(b"0X"))?;
    let count = digits
        .iter()
        .take_while(|it| it.is_ascii_hexdigit())
        .count();
    let len = count + 2;
    Some(Value {
        code: resolve(std::str::from_utf8(&rest[..len]).ok()?)?,
        digits: len,
        start: at,
        end: at + len,
    })
}

/// Reads the digits at a place, whatever is after them.
pub(super) fn number(text: &[u8], at: usize) -> Option<Value> {
    let rest = text.get(at..)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    Some(Value {
        code: parse(&rest[..digits])?,
        digits,
        start: at,
        end: at + digits,
    })
}

fn parse(number: &[u8]) -> Option<i32> {
    std::str::from_utf8(number).ok()?.parse().ok()
}

/// Returns the code of an identifier, which its type can come before: `NIMResultCode.forbidden`.
fn identifier(name: &[u8], resolve: fn(&str) -> Option<i32>) -> Option<i32> {
    let name = std::str::from_utf8(name).ok()?.trim_end_matches('.');
    resolve(name).or_else(|| resolve(name.rsplit_once('.')?.1))
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

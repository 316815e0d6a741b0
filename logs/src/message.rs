//! Error messages: of a key in a body, and in plain text.

use std::ops::Range;

use memchr::{memmem, memrchr};

use super::body::comma_len;
use super::key::{Value, Words, skip_separator};
use super::label::starts_word;
use super::text::{Token, identifier_len, skip_spaces, skip_whitespace, string, string_at_quote};

/// The key of the details of an error of version 10, and that of a text in them.
pub(super) const DETAIL: &[u8] = b"detail";
const REASON: &[u8] = b"reason";
/// Unquoted values that are not messages.
const NO_MESSAGES: [&[u8]; 8] = [
    b"",
    b"null",
    b"(null)",
    b"nil",
    b"None",
    b"undefined",
    b"true",
    b"false",
];

/// The maximum distance from a code at which a message before it begins.
const MAX_BEFORE_LEN: usize = 256;

/// The maximum length of a message without quotes, which bounds the time for hostile text.
pub(super) const MAX_PLAIN_LEN: usize = 4096;

/// An error message in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) content: Range<usize>,
    /// The number of times that it is escaped; 0 without quotes.
    pub(super) escapes: u32,
}

impl Message {
    pub(super) fn is_blank(&self, text: &[u8]) -> bool {
        let Range { start, end } = self.content;
        match self.escapes {
            0 => text[start..end].trim_ascii().is_empty(),
            _ => skip_whitespace(&text[..end], start) == end,
        }
    }
}

/// The message whose key takes precedence among those that are not blank.
#[derive(Default)]
pub(super) struct BestMessage {
    best: Option<(bool, usize, Message)>,
    /// The last message, if it has no quotes.
    open: Option<(bool, usize, Message)>,
}

impl BestMessage {
    pub(super) fn add(&mut self, text: &[u8], rank: usize, message: Option<Message>) {
        let Some(message) = message else { return };
        let is_open = message.escapes == 0;
        let added = Some((message.is_blank(text), rank, message));
        if is_open {
            self.open = added;
        } else {
            self.choose(added);
        }
    }

    /// Adds more text to the last message.
    pub(super) fn extend(&mut self, text: &[u8], end: usize) {
        if let Some((_, _, message)) = &mut self.open {
            message.content = trim(text, message.content.start..end);
        }
    }

    /// Ends the last message.
    pub(super) fn end(&mut self) {
        let open = self.open.take();
        self.choose(open);
    }

    fn choose(&mut self, added: Option<(bool, usize, Message)>) {
        // Of blank ones, the last is kept.
        let order = |it: &(bool, usize, Message)| (it.0, if it.0 { !it.1 } else { it.1 });
        let is_better = match (&self.best, &added) {
            (Some(best), Some(added)) => order(added) < order(best),
            (best, _) => best.is_none(),
        };
        if is_better {
            self.best = added;
        }
    }

    pub(super) fn into_best(self) -> Option<Message> {
        self.best.map(|(_, _, message)| message)
    }
}

/// Returns the message that follows a code directly: `code=403, desc=forbidden`.
pub(super) fn following_message(text: &[u8], words: &Words, code: &Value) -> Option<Message> {
    let mut end = code.end;
    loop {
        let mut at = skip_whitespace(text, end);
        if let Some(len) = text.get(at..).and_then(comma_len) {
            at = skip_whitespace(text, at + len);
        }
        at = skip_bullet(text, at);
        let key = string(text, at, None).or_else(|| message_key(text, words, at))?;
        let is_message = words.message_rank(&text[key.content.clone()]).is_some();
        let value = value_start(text, &key).filter(|_| is_message)?;
        let quoted = string(text, value, None);
        end = quoted.map_or_else(|| plain_end(text, value), |it| it.end);
        let found = message(text, &key, value..end, None);
        // An empty `desc` does not hide `msg`.
        if found.as_ref().is_some_and(|it| !it.is_blank(text)) {
            return found;
        }
    }
}

/// Returns the message before a code in plain text: `错误信息：bad http headers，错误码：414`. What is
/// before `after` belongs to other codes.
pub(super) fn preceding_message(
    text: &[u8],
    words: &Words,
    code: usize,
    after: usize,
) -> Option<Message> {
    let min = after.max(code.saturating_sub(MAX_BEFORE_LEN));
    let line = memrchr(b'\n', text.get(min..code)?).map_or(min, |newline| min + newline + 1);
    let mut end = code;
    while let Some(len) = separator_before(&text[line..end]) {
        end -= len;
    }
    let before = &text[line..end];
    let values = words.form.messages.iter().filter_map(|key| {
        let start = line + memmem::rfind(before, key.as_bytes())?;
        let key = Token::unquoted(start..start + key.len());
        starts_word(text, start).then(|| value_start(text, &key))?
    });
    let value = values.max().filter(|value| *value < end)?;
    match string(text, value, None) {
        Some(string) if string.end == end => message(text, &string, value..end, None),
        Some(_) => None,
        None => {
            let content = trim(text, value..end);
            let is_text = !text[content.clone()]
                .iter()
                .any(|byte| b"={}[]\"".contains(byte));
            let escapes = 0;
            is_text.then_some(Message { content, escapes })
        }
    }
}

/// Returns the length of the space or the separator at the end of a text.
fn separator_before(text: &[u8]) -> Option<usize> {
    let mut full_width = ["\u{ff0c}", "\u{ff1b}", "\u{ff08}"].iter();
    match text.last()? {
        b' ' | b'\t' | b',' | b';' | b'(' => Some(1),
        _ => full_width
            .any(|it| text.ends_with(it.as_bytes()))
            .then_some(3),
    }
}

/// Returns the key of a message in plain text, which its object can come before: `error.message`.
fn message_key(text: &[u8], words: &Words, at: usize) -> Option<Token> {
    let mut start = at;
    while let Some(word) = word(text, start) {
        if text.get(word.end) != Some(&b'.') {
            return Some(word);
        }
        start = word.end + 1;
    }
    // A key such as a Chinese one.
    let mut keys = words.form.messages.iter();
    let key = keys.find(|key| text[at..].starts_with(key.as_bytes()))?;
    Some(Token::unquoted(at..at + key.len()))
}

fn skip_bullet(text: &[u8], at: usize) -> usize {
    let bullet = "\u{2022}".as_bytes();
    let is_bullet = text.get(at..).is_some_and(|rest| rest.starts_with(bullet));
    if is_bullet {
        skip_spaces(text, at + bullet.len())
    } else {
        at
    }
}

/// Returns the text under `reason` in the value of `detail`.
pub(super) fn reason(text: &[u8], value: Range<usize>, level: Option<u32>) -> Option<Message> {
    if !matches!(text.get(value.start), Some(b'{' | b'(')) {
        return None;
    }
    let start = value.start + memmem::find(&text[value.clone()], REASON)?;
    let quoted = text[start - 1] == b'"' || text[start - 1] == b'\'';
    let key = if quoted {
        string_at_quote(text, start - 1, level)?
    } else {
        Token::unquoted(start..start + REASON.len())
    };
    let is_key = key.content == (start..start + REASON.len());
    let start = value_start(text, &key).filter(|_| is_key)?;
    let end = plain_end(text, start).min(value.end);
    message(text, &key, start..end, level)
}

/// Returns the end of the text in which a message that starts at `start` must end.
pub(super) fn near_end(text: &[u8], start: usize) -> usize {
    let end = text.len().min(start + MAX_PLAIN_LEN);
    // Characters are not cut.
    let is_inside = |at: &usize| text.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
    (start..=end).rev().find(|at| !is_inside(at)).unwrap_or(end)
}

/// Returns the end of a value in plain text.
fn plain_end(text: &[u8], start: usize) -> usize {
    let mut depth = 0_usize;
    let is_object = matches!(text.get(start), Some(b'{' | b'[' | b'('));
    let end = near_end(text, start);
    for (at, byte) in text[..end].iter().enumerate().skip(start) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' if depth > 0 => depth -= 1,
            b'\n' => return at,
            _ if is_object && depth > 0 => {}
            b'}' | b')' | b']' | b',' | b';' | b'"' | b'\\' => return at,
            _ => {}
        }
    }
    end
}

/// Returns the message of a key and its value, if it is one.
pub(super) fn message(
    text: &[u8],
    key: &Token,
    value: Range<usize>,
    level: Option<u32>,
) -> Option<Message> {
    if let Some(string) = string(text, value.start, level) {
        let own = string.level().or(level);
        let content = string.content;
        let escapes = 1 + own.unwrap_or_else(|| level_of_single(&text[content.clone()]));
        return Some(Message { content, escapes });
    }
    let content = trim(text, value);
    let unquoted = &text[content.clone()];
    let is_number = unquoted.iter().all(|byte| byte.is_ascii_digit());
    let is_object = unquoted.starts_with(b"{") || unquoted.starts_with(b"[");
    let is_text = !is_number && !NO_MESSAGES.contains(&unquoted) && !is_object;
    // In JSON, only strings are text.
    let is_json = key.level().is_some();
    let escapes = 0;
    (is_text && !is_json).then_some(Message { content, escapes })
}

/// Returns how often a single-quoted string in which a quote is escaped is itself escaped.
fn level_of_single(content: &[u8]) -> u32 {
    let quote = memchr::memchr(b'\'', content).unwrap_or_default();
    let backslashes = content[..quote].iter().rev();
    let backslashes = backslashes.take_while(|&&byte| byte == b'\\').count();
    if backslashes == 0 {
        0
    } else {
        backslashes.trailing_zeros()
    }
}

pub(super) fn trim(text: &[u8], range: Range<usize>) -> Range<usize> {
    let start = range.end - text[range.clone()].trim_ascii_start().len();
    start..start + text[start..range.end].trim_ascii_end().len()
}

/// Reads the word that starts at `at`.
pub(super) fn word(text: &[u8], at: usize) -> Option<Token> {
    let end = at + identifier_len(text.get(at..)?);
    (end > at).then_some(Token::unquoted(at..end))
}

/// Returns the start of the value of a key.
pub(super) fn value_start(text: &[u8], key: &Token) -> Option<usize> {
    Some(skip_whitespace(text, skip_separator(text, key)?))
}

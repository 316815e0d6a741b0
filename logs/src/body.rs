//! The body around a code: where it begins and ends, and its error message.
//!
//! A body is the innermost pair of brackets around a key, in JSON, as `{ code: 414, desc: 'x' }`,
//! as `Response(code=414, desc=x)`, and so on. It is read from the key outward, so text before and
//! after it does not matter.

use std::cmp::Ordering;
use std::ops::Range;

use super::key::{self, CodeKey};
use super::text::{
    Quotes, Token, closing_double, closing_single, is_identifier, opening_double, opening_single,
    quote_level, skip_spaces, skip_whitespace, string,
};

/// The number of times that all of a text can be read.
const EFFORT: usize = 16;
/// The number of bytes that can be read of any text, however short it is.
const MIN_EFFORT: usize = 4096;
/// The maximum nesting of brackets in a body.
const MAX_DEPTH: usize = 128;
/// The keys that can hold an error message. An earlier one takes precedence.
const MESSAGE_KEYS: [&[u8]; 6] = [
    b"desc",
    b"msg",
    b"errmsg",
    b"errMsg",
    b"error_msg",
    b"message",
];
/// Unquoted values that are not messages.
const NO_MESSAGES: [&[u8]; 7] = [
    b"",
    b"null",
    b"nil",
    b"None",
    b"undefined",
    b"true",
    b"false",
];

/// A reader of the bodies in a text.
#[derive(Default)]
pub(super) struct Reader<'t> {
    pub(super) text: &'t [u8],
    /// The number of bytes that can still be read, which bounds the time for hostile text.
    effort: usize,
    /// The end of the text in which no bracket is open for an unquoted key.
    plain_end: usize,
}

/// The result of reading the body of a key.
#[derive(Debug)]
pub(super) enum Found {
    /// The body of the key.
    Body(Option<Message>),
    /// A body in which another key takes precedence.
    Other,
    /// No body.
    None,
}

/// An error message in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) content: Range<usize>,
    /// The number of times that it is escaped; 0 without quotes.
    pub(super) escapes: u32,
}

impl Message {
    fn is_blank(&self, text: &[u8]) -> bool {
        text[self.content.clone()].trim_ascii().is_empty()
    }
}

/// The reason why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// Brackets are nested too deeply.
    TooDeep,
    /// It would have taken too long.
    GaveUp,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            effort: MIN_EFFORT + EFFORT * text.len(),
            plain_end: 0,
        }
    }

    /// Reads the body around a key.
    pub(super) fn body(&mut self, code: &CodeKey) -> Result<Found, Unread> {
        match self.opening_bracket(code)? {
            Some(open) => self.members(open, code),
            None => Ok(Found::None),
        }
    }

    /// Returns the place of the bracket that opens the body.
    fn opening_bracket(&mut self, code: &CodeKey) -> Result<Option<usize>, Unread> {
        let text = self.text;
        let is_unquoted = code.key.quotes == Quotes::None;
        let start = if is_unquoted { self.plain_end } else { 0 };
        let mut level = code.key.level();
        let mut nested = Brackets::default();
        let mut at = code.key.start;
        while at > start {
            let before = at;
            at -= 1;
            match text[at] {
                byte @ (b'}' | b')' | b']') => nested.push(byte)?,
                byte @ (b'{' | b'(' | b'[') if !nested.pop(byte) => return Ok(Some(at)),
                b'"' => match self.level_order(at, &mut level) {
                    // The start of the string that the body is in.
                    Ordering::Less => return Ok(None),
                    Ordering::Equal => at = opening_double(text, at).unwrap_or(at),
                    Ordering::Greater => {}
                },
                b'\'' => at = opening_single(text, at, level).unwrap_or(at),
                _ => {}
            }
            self.spend(before - at)?;
        }
        if is_unquoted {
            self.plain_end = code.key.start;
        }
        Ok(None)
    }

    /// Reads the members of the body that a bracket opens.
    fn members(&mut self, open: usize, code: &CodeKey) -> Result<Found, Unread> {
        let text = self.text;
        let mut level = code.key.level();
        let mut members = Members::default();
        let mut at = open + 1;
        loop {
            let key = self.key(skip_whitespace(text, at), &mut level);
            let key = key.and_then(|key| Some((value_start(text, key.end)?, key)));
            let start = key.as_ref().map_or(at, |(value, _)| *value);
            self.spend(start - at)?;
            let end = self.member_end(text[open], start, &mut level)?;
            match key {
                Some((_, key)) if key.start == code.key.start => members.is_own = true,
                Some((_, key)) => members.add(text, &key, start..end, level),
                None => members.continue_message(text, end),
            }
            match text.get(end) {
                Some(b',' | b';') => at = end + 1,
                closing => {
                    members.is_closed = closing.is_some_and(|&byte| byte != b'"');
                    return Ok(members.found(text, code));
                }
            }
        }
    }

    /// Reads the key of a member. The first double quotes determine the level of all others.
    fn key(&self, at: usize, level: &mut Option<u32>) -> Option<Token> {
        let key = string(self.text, at, *level).or_else(|| word(self.text, at))?;
        let own = key.level();
        (own.is_none() || *level.get_or_insert(own?) == own?).then_some(key)
    }

    /// Returns the end of a member of a body with this opening bracket.
    fn member_end(
        &mut self,
        open: u8,
        start: usize,
        level: &mut Option<u32>,
    ) -> Result<usize, Unread> {
        let text = self.text;
        let mut nested = Brackets::default();
        nested.push(open)?;
        let mut at = start;
        while let Some(&byte) = text.get(at) {
            let before = at;
            match byte {
                b',' | b';' if nested.len == 1 => break,
                b'{' | b'(' | b'[' => nested.push(byte)?,
                b'}' | b')' | b']' => {
                    nested.pop(byte);
                    if nested.len == 0 {
                        break;
                    }
                }
                b'"' => match self.level_order(at, level) {
                    // The end of the string that the body is in.
                    Ordering::Less => break,
                    Ordering::Equal => at = closing_double(text, at).unwrap_or(at),
                    Ordering::Greater => {}
                },
                b'\'' => at = closing_single(text, at, *level).unwrap_or(at),
                _ => {}
            }
            at += 1;
            self.spend(at - before)?;
        }
        Ok(at)
    }

    /// Compares the level of a quote with that of the body, which it determines if it is the first.
    fn level_order(&self, quote: usize, level: &mut Option<u32>) -> Ordering {
        let found = quote_level(self.text, quote);
        found.cmp(level.get_or_insert(found))
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Unread> {
        self.effort = self.effort.saturating_sub(bytes);
        (self.effort > 0).then_some(()).ok_or(Unread::GaveUp)
    }
}

/// Returns the message that follows a code directly: `code=403, desc=forbidden`.
pub(super) fn following_message(text: &[u8], code: &CodeKey) -> Option<Message> {
    let mut end = code.end;
    loop {
        let mut at = skip_whitespace(text, end);
        if matches!(text.get(at), Some(b',' | b';')) {
            at = skip_whitespace(text, at + 1);
        }
        let key = string(text, at, None).or_else(|| word(text, at))?;
        let is_message = MESSAGE_KEYS.contains(&&text[key.content.clone()]);
        let value = value_start(text, key.end).filter(|_| is_message)?;
        let quoted = string(text, value, None);
        end = quoted.map_or_else(|| plain_end(text, value), |it| it.end);
        let found = message(text, &key, value..end, None);
        // An empty `desc` does not hide `msg`.
        if found.as_ref().is_some_and(|it| !it.is_blank(text)) {
            return found;
        }
    }
}

/// Returns the end of a value in plain text.
fn plain_end(text: &[u8], start: usize) -> usize {
    let mut depth = 0_usize;
    let rest = text[start..].iter();
    let is_end = |byte: &u8| match byte {
        b'{' | b'(' | b'[' => {
            depth += 1;
            false
        }
        b'}' | b')' | b']' if depth > 0 => {
            depth -= 1;
            false
        }
        b'}' | b')' | b']' | b',' | b';' | b'"' | b'\\' | b'\n' => true,
        _ => false,
    };
    start + rest.clone().position(is_end).unwrap_or(rest.len())
}

/// Returns the message of a key and its value, if it is one.
fn message(text: &[u8], key: &Token, value: Range<usize>, level: Option<u32>) -> Option<Message> {
    if let Some(string) = string(text, value.start, level) {
        let escapes = 1 + string.level().or(level).unwrap_or(0);
        let content = string.content;
        return Some(Message { content, escapes });
    }
    let content = trim(text, value);
    let unquoted = &text[content.clone()];
    let is_number = unquoted.iter().all(|byte| byte.is_ascii_digit());
    let is_text = !is_number && !NO_MESSAGES.contains(&unquoted) && !unquoted.starts_with(b"{");
    // In JSON, only strings are text.
    let is_json = key.level().is_some();
    let escapes = 0;
    (is_text && !is_json).then_some(Message { content, escapes })
}

fn trim(text: &[u8], range: Range<usize>) -> Range<usize> {
    let start = range.end - text[range.clone()].trim_ascii_start().len();
    start..start + text[start..range.end].trim_ascii_end().len()
}

/// Reads the word that starts at `at`.
fn word(text: &[u8], at: usize) -> Option<Token> {
    let rest = text.get(at..)?.iter();
    let end = at + rest.take_while(|&&byte| is_identifier(byte)).count();
    (end > at).then_some(Token::unquoted(at..end))
}

/// Returns the start of the value of a key that ends at `end`.
fn value_start(text: &[u8], end: usize) -> Option<usize> {
    let separator = key::skip_separator(text, skip_spaces(text, end))?;
    Some(skip_whitespace(text, separator))
}

/// The members of a body, as far as they matter.
#[derive(Default)]
struct Members {
    /// Whether the code is a member, and not within one.
    is_own: bool,
    is_closed: bool,
    /// The lowest rank of the other codes.
    rank: Option<usize>,
    messages: [Option<Message>; MESSAGE_KEYS.len()],
    /// The message of the last member, if it has no quotes.
    unquoted: Option<usize>,
}

impl Members {
    fn add(&mut self, text: &[u8], key: &Token, value: Range<usize>, level: Option<u32>) {
        self.unquoted = None;
        let name = &text[key.content.clone()];
        if let Some(index) = MESSAGE_KEYS.iter().position(|it| *it == name) {
            let slot = &mut self.messages[index];
            if slot.is_none() {
                *slot = message(text, key, value, level);
                let is_unquoted = slot.as_ref().is_some_and(|it| it.escapes == 0);
                self.unquoted = is_unquoted.then_some(index);
            }
        } else if let Some(rank) = key::rank(name) {
            let is_code = CodeKey::of_key(text, key.clone(), rank).is_some();
            let rank = is_code.then_some(rank);
            self.rank = [self.rank, rank].into_iter().flatten().min();
        }
    }

    /// A member without a key is the rest of a message with a comma: `desc=no, thanks`.
    fn continue_message(&mut self, text: &[u8], end: usize) {
        let message = self
            .unquoted
            .and_then(|index| self.messages[index].as_mut());
        if let Some(message) = message {
            message.content = trim(text, message.content.start..end);
        }
    }

    fn found(self, text: &[u8], code: &CodeKey) -> Found {
        match self.rank {
            _ if !self.is_own => Found::None,
            Some(other) if other < code.rank => Found::Other,
            // It is not known which of the codes a message belongs to.
            Some(other) if other == code.rank => Found::None,
            _ => match first_message(text, self.messages) {
                None if !self.is_closed => Found::None,
                message => Found::Body(message),
            },
        }
    }
}

/// Returns the first message that is not blank or, failing that, any.
fn first_message(
    text: &[u8],
    messages: impl IntoIterator<Item = Option<Message>>,
) -> Option<Message> {
    let messages = messages.into_iter().flatten();
    messages.reduce(|first, next| if first.is_blank(text) { next } else { first })
}

/// The brackets that are open, from either end.
struct Brackets {
    open: [u8; MAX_DEPTH],
    len: usize,
}

impl Default for Brackets {
    fn default() -> Self {
        Self {
            open: [0; MAX_DEPTH],
            len: 0,
        }
    }
}

impl Brackets {
    fn push(&mut self, bracket: u8) -> Result<(), Unread> {
        let slot = self.open.get_mut(self.len).ok_or(Unread::TooDeep)?;
        *slot = bracket;
        self.len += 1;
        Ok(())
    }

    /// Removes the counterpart of a bracket, and all that are left open within it. Returns `false`
    /// if there is none.
    fn pop(&mut self, bracket: u8) -> bool {
        let counterpart = match bracket {
            b'{' => b'}',
            b'}' => b'{',
            b'(' => b')',
            b')' => b'(',
            b'[' => b']',
            _ => b'[',
        };
        let found = self.open[..self.len]
            .iter()
            .rposition(|it| *it == counterpart);
        self.len = found.unwrap_or(self.len);
        found.is_some()
    }
}

//! The body around a code: where it begins and ends, and its error message.
//!
//! A body is the innermost pair of brackets around a key, in JSON, as `{ code: 414, desc: 'x' }`,
//! as `Response(code=414, desc=x)`, and so on. It is read from the key outward, so text before and
//! after it does not matter.

use std::cmp::Ordering;
use std::mem;
use std::ops::Range;

use super::key::{CodeKey, Words};
use super::message::{BestMessage, DETAIL, Message, message, reason, value_start, word};
use super::text::{
    Quotes, Token, closing_double, closing_single, opening_double, opening_single, quote_level,
    skip_whitespace, string,
};

/// The number of times that all of a text can be read.
const EFFORT: usize = 16;
/// The number of bytes that can be read of any text, however short it is.
const MIN_EFFORT: usize = 4096;
/// The maximum nesting of brackets in a body.
const MAX_DEPTH: usize = 128;
/// A reader of the bodies in a text.
pub(super) struct Reader<'t> {
    text: &'t [u8],
    words: &'t Words,
    /// The number of bytes that can still be read, which bounds the time for hostile text.
    effort: usize,
    /// The end of the text in which no bracket is open for an unquoted key.
    plain_end: usize,
}

/// The result of reading the body of a key.
#[derive(Debug)]
pub(super) enum Found {
    /// The body of the key.
    Body {
        message: Option<Message>,
        /// The text under `detail.reason`.
        reason: Option<Message>,
        span: Range<usize>,
    },
    /// A body with two codes, so that it is not known which of them its message belongs to.
    Ambiguous(Range<usize>),
    /// A body in which another key takes precedence.
    Other,
    /// No body.
    None,
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
    pub(super) fn new(text: &'t [u8], words: &'t Words) -> Self {
        Self {
            text,
            words,
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
            let key = key.and_then(|key| Some((value_start(text, &key)?, key)));
            let start = key.as_ref().map_or(at, |(value, _)| *value);
            self.spend(start - at)?;
            let end = self.member_end(text[open], start, &mut level)?;
            match key {
                Some((_, key)) if key.start == code.key.start => {
                    members.message.end();
                    members.is_own = true;
                }
                Some((_, key)) => {
                    members.add((text, self.words), (&key, code), start..end, level);
                }
                // The rest of a message with a comma: `desc=no, thanks`.
                None if text[at..end].trim_ascii().is_empty() => {}
                None => members.message.extend(text, end),
            }
            if let Some(len) = comma_len(&text[end..]) {
                at = end + len;
                continue;
            }
            let closing = text.get(end).filter(|&&byte| byte != b'"');
            members.is_closed = closing.is_some();
            let end = end + usize::from(members.is_closed);
            return Ok(members.found(code, open..end));
        }
    }

    /// Reads the key of a member. The first double quotes determine the level of all others.
    fn key(&self, at: usize, level: &mut Option<u32>) -> Option<Token> {
        // A symbol of Ruby: `{:code=>414}`.
        let symbol = at + usize::from(self.text.get(at) == Some(&b':'));
        let key = string(self.text, at, *level).or_else(|| word(self.text, symbol))?;
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
                b',' | b';' | 0xef if nested.len == 1 && comma_len(&text[at..]).is_some() => break,
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

/// Returns the length of a separator of members at the start of a text.
pub(super) fn comma_len(text: &[u8]) -> Option<usize> {
    let is_full_width = ["\u{ff0c}", "\u{ff1b}"].map(|comma| text.starts_with(comma.as_bytes()));
    match text.first() {
        Some(b',' | b';') => Some(1),
        _ => is_full_width.contains(&true).then_some(3),
    }
}

/// The members of a body, as far as they matter.
#[derive(Default)]
struct Members {
    /// Whether the code is a member, and not within one.
    is_own: bool,
    is_closed: bool,
    /// The lowest rank of the other codes.
    rank: Option<usize>,
    message: BestMessage,
    reason: Option<Message>,
}

impl Members {
    fn add(
        &mut self,
        (text, words): (&[u8], &Words),
        (key, code): (&Token, &CodeKey),
        value: Range<usize>,
        level: Option<u32>,
    ) {
        self.message.end();
        // Keys of one body are all quoted in the same way.
        if mem::discriminant(&key.quotes) != mem::discriminant(&code.key.quotes) {
            return;
        }
        let name = &text[key.content.clone()];
        if let Some(rank) = words.message_rank(name) {
            self.message
                .add(text, rank, message(text, key, value, level));
        } else if let Some(rank) = words.rank(name) {
            let is_code = words.code_of(text, key.clone(), rank).is_some();
            let rank = is_code.then_some(rank);
            self.rank = [self.rank, rank].into_iter().flatten().min();
        } else if name == DETAIL {
            self.reason = reason(text, value, level);
        }
    }

    fn found(mut self, code: &CodeKey, span: Range<usize>) -> Found {
        self.message.end();
        match self.rank {
            _ if !self.is_own => Found::None,
            Some(other) if other < code.rank => Found::Other,
            Some(other) if other == code.rank => Found::Ambiguous(span),
            _ => match self.message.into_best() {
                None if !self.is_closed => Found::None,
                message => Found::Body {
                    message,
                    reason: self.reason,
                    span,
                },
            },
        }
    }
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

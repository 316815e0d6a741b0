//! How an SDK prints an error: literal text with placeholders, matched anywhere in a text.
//!
//! A space in a pattern is any whitespace, also between lines. A quote can be escaped, as it is in a
//! string. `{code}` is a number or an SDK identifier, `{name}` a word, `{name...}` any text of a
//! line; the text of `{message...}` is the error message.

use std::ops::Range;

use commsease_status::{LogForm, Schema};

use super::key::{Value, number, value};
use super::message::MAX_PLAIN_LEN;
use super::text::{quote_level, skip_whitespace};

/// A form that a program prints errors in.
#[derive(Debug)]
pub(super) struct Log<P> {
    pub(super) id: &'static str,
    pub(super) platform: Option<P>,
    /// The text without whitespace that the form begins with.
    pub(super) first_word: &'static str,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
enum Piece {
    Literal(&'static str),
    Code,
    Message,
    Word,
    Any,
}

/// What a form matched.
#[derive(Clone, Debug)]
pub(super) struct Matched {
    pub(super) code: Option<Value>,
    pub(super) message: Option<Range<usize>>,
    /// The level of the quotes around the message.
    pub(super) level: u32,
    pub(super) span: Range<usize>,
}

impl<P: Copy> Log<P> {
    pub(super) fn new<S: Schema<Platform = P>>(form: &LogForm<S>) -> Self {
        let first_word = form.pattern.split([' ', '{']).next();
        Self {
            id: form.id,
            platform: form.platform,
            first_word: first_word.unwrap_or_default(),
            pieces: pieces(form.pattern),
        }
    }

    /// Matches the form with the text at a place.
    pub(super) fn match_at(
        &self,
        text: &[u8],
        start: usize,
        resolve: fn(&str) -> Option<i32>,
    ) -> Option<Matched> {
        let mut matched = Matched {
            code: None,
            message: None,
            level: 0,
            span: start..start,
        };
        let mut at = start;
        let mut pieces = self.pieces.iter();
        while let Some(piece) = pieces.next() {
            let next = match pieces.as_slice().first() {
                Some(Piece::Literal(literal)) => Some(*literal),
                _ => None,
            };
            at = match piece {
                Piece::Literal(literal) => strip(text, at, literal)?,
                Piece::Code => {
                    let is_glued = match pieces.as_slice().first() {
                        Some(Piece::Literal(next)) => next.starts_with(char::is_alphanumeric),
                        next => next.is_some(),
                    };
                    let code = if is_glued {
                        number(text, at)?
                    } else {
                        value(text, at, resolve)?
                    };
                    let end = code.end;
                    matched.code = Some(code);
                    end
                }
                Piece::Word | Piece::Any | Piece::Message => {
                    let end = end_of_text(text, at, next, matches!(piece, Piece::Word))?;
                    if matches!(piece, Piece::Message) {
                        let quote = at.checked_sub(1).filter(|&at| text[at] == b'"');
                        matched.level = quote.map_or(0, |quote| quote_level(text, quote));
                        matched.message = Some(at..end);
                    }
                    end
                }
            };
        }
        matched.span.end = at;
        Some(matched)
    }
}

fn pieces(pattern: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some((literal, inside, after)) = rest.split_once('{').and_then(|(literal, rest)| {
        let (inside, after) = rest.split_once('}')?;
        Some((literal, inside, after))
    }) {
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        pieces.push(match inside {
            "code" => Piece::Code,
            "message..." => Piece::Message,
            name if name.ends_with("...") => Piece::Any,
            _ => Piece::Word,
        });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

/// Returns the end of literal text at a place.
fn strip(text: &[u8], mut at: usize, literal: &str) -> Option<usize> {
    let mut after_space = false;
    for byte in literal.bytes() {
        if byte == b' ' {
            let end = skip_whitespace(text, at);
            if end == at && !after_space {
                return None;
            }
            (at, after_space) = (end, true);
            continue;
        }
        after_space = false;
        if matches!(byte, b'"' | b'\'') {
            at += text
                .get(at..)?
                .iter()
                .take_while(|&&it| it == b'\\')
                .count();
        }
        (*text.get(at)? == byte).then_some(())?;
        at += 1;
    }
    Some(at)
}

/// Returns the end of the text before a literal or, without one, of the line or the string.
fn end_of_text(text: &[u8], start: usize, next: Option<&str>, is_word: bool) -> Option<usize> {
    let own = start.checked_sub(1).filter(|&quote| text[quote] == b'"');
    let own = own.map(|quote| quote_level(text, quote));
    let end = text.len().min(start + MAX_PLAIN_LEN);
    for at in start..=end {
        let byte = text.get(at).copied();
        let is_end = match next {
            Some(literal) if at > start => {
                let is_same_level = own.is_none()
                    || !literal.starts_with('"')
                    || text[at..]
                        .iter()
                        .position(|&it| it == b'"')
                        .is_some_and(|quote| Some(quote_level(text, at + quote)) == own);
                is_same_level && strip(text, at, literal).is_some()
            }
            Some(_) => false,
            None => ends_text(text, at),
        };
        if is_end {
            return (at > start).then_some(at);
        }
        let ends_word = is_word && byte.is_some_and(|byte| byte.is_ascii_whitespace());
        if ends_word || matches!(byte, None | Some(b'\n')) {
            break;
        }
    }
    None
}

/// Returns `true` at the end of a line, escaped or not, and at a quote that ends a string.
fn ends_text(text: &[u8], at: usize) -> bool {
    match text[at..] {
        [] | [b'\n', ..] | [b'\r', b'\n', ..] | [b'\\', b'n' | b'r', ..] => true,
        [b'"', ..] | [b'\\', b'"', ..] => {
            let quote = if text[at] == b'"' { at } else { at + 1 };
            let after = text.get(skip_whitespace(text, quote + 1));
            matches!(after, None | Some(b',' | b'}' | b']' | b')'))
        }
        _ => false,
    }
}

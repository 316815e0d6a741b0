//! The ends of a text: nearly all texts that are not the same differ in their first or their last eight bytes.

use crate::hash::mix;
use crate::text::{EACH, folded, lowercase};

/// The first and the last eight bytes of a text, in the form in which texts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Ends {
    pub(crate) head: u64,
    pub(crate) tail: u64,
}

impl Ends {
    /// A hash of a row and of a text with these ends.
    pub(crate) const fn hash(self, row: usize) -> u64 {
        mix(mix(self.head, row as u64), self.tail)
    }
}

/// The ends of the core of a text.
pub(crate) const fn ends(text: &[u8]) -> Ends {
    let (head, tail) = match (text.first_chunk(), text.last_chunk()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => (0, 0),
    };
    let is_plain = text.len() >= 8 && !has_odd_blank(head) && !has_odd_blank(tail);
    let (head, tail) = if is_plain {
        (lowercase(head), lowercase(tail))
    } else {
        (folded_head(text), folded_tail(text))
    };
    Ends { head, tail }
}

/// The first eight bytes of a text when it is folded, the first one lowest; zeros behind a shorter text.
const fn folded_head(text: &[u8]) -> u64 {
    let (mut word, mut at, mut text) = (0, 0, text);
    while let ([byte, rest @ ..], true) = (text, at < 64) {
        word |= (folded(*byte) as u64) << at;
        text = if byte.is_ascii_whitespace() {
            rest.trim_ascii_start()
        } else {
            rest
        };
        at += 8;
    }
    word
}

/// The last eight bytes of a text when it is folded, the last one highest; zeros before a shorter text.
const fn folded_tail(text: &[u8]) -> u64 {
    let (mut word, mut at, mut text) = (0, 64, text);
    while let ([rest @ .., byte], true) = (text, at > 0) {
        at -= 8;
        word |= (folded(*byte) as u64) << at;
        text = if byte.is_ascii_whitespace() {
            rest.trim_ascii_end()
        } else {
            rest
        };
    }
    word
}

/// Whether there is a blank in eight bytes that is not a single space; now and then it says so without need.
const fn has_odd_blank(word: u64) -> bool {
    let ascii = word & (0x7f * EACH);
    let from_space = ascii + (0x80 - b' ' as u64) * EACH;
    let above_space = ascii + (0x7f - b' ' as u64) * EACH;
    let spaces = from_space & !above_space & !word & (0x80 * EACH);
    let controls = !from_space & !word & (0x80 * EACH);
    controls | (spaces & (spaces << 8)) != 0
}

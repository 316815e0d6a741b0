//! A quick look at a text before it is compared: nearly all texts that do not fit a pattern differ from it in their
//! first or their last eight bytes.

use crate::text::{EACH, captured_in_core, first_hole, folded, lowercase, strip_words};

/// The first and the last eight bytes of a text, in the form in which texts are compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    head: u64,
    tail: u64,
    /// Which bits of the two a text must have; none where a hole is.
    head_mask: u64,
    tail_mask: u64,
}

impl Ends {
    /// The ends of a pattern, up to the first hole and from the last one.
    pub(crate) const fn of_pattern(pattern: &str) -> Self {
        let pattern = pattern.as_bytes();
        let (first, hole) = first_hole(pattern);
        let mut last = first;
        let mut rest = hole;
        while let Some((_, after)) = rest {
            (last, rest) = first_hole(after);
        }
        match hole {
            None => ends(pattern),
            Some(_) => Self {
                head: ends(first).head,
                tail: ends(last).tail,
                head_mask: lowest(first.len()),
                tail_mask: lowest(last.len()).reverse_bits(),
            },
        }
    }

    /// Whether a text with these ends may fit a pattern with those.
    pub(crate) const fn may_fit(self, text: Self) -> bool {
        ((self.head ^ text.head) & self.head_mask) | ((self.tail ^ text.tail) & self.tail_mask) == 0
    }
}

/// The bits of so many bytes, eight at most.
const fn lowest(bytes: usize) -> u64 {
    match bytes {
        0..8 => (1 << (8 * bytes)) - 1,
        _ => u64::MAX,
    }
}

/// The ends of the core of a text.
pub(crate) const fn ends(text: &[u8]) -> Ends {
    let (head, tail) = match (text.first_chunk(), text.last_chunk()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => (0, 0),
    };
    let is_plain = text.len() >= 8 && !has_odd_blank(head) && !has_odd_blank(tail);
    let (head, tail) =
        if is_plain { (lowercase(head), lowercase(tail)) } else { (folded_head(text), folded_tail(text)) };
    Ends { head, tail, head_mask: u64::MAX, tail_mask: u64::MAX }
}

/// The first eight bytes of a text when it is folded, the first one lowest; zeros behind a shorter text.
const fn folded_head(text: &[u8]) -> u64 {
    let (mut word, mut at, mut text) = (0, 0, text);
    while let ([byte, rest @ ..], true) = (text, at < 64) {
        word |= (folded(*byte) as u64) << at;
        text = if byte.is_ascii_whitespace() { rest.trim_ascii_start() } else { rest };
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
        text = if byte.is_ascii_whitespace() { rest.trim_ascii_end() } else { rest };
    }
    word
}

/// Whether the core of a text fits a pattern.
///
/// Most texts come as the table has them, and are compared by the word.
pub(crate) const fn fits_core(pattern: &[u8], text: &[u8]) -> bool {
    is_lowercase_of(pattern, text) || captured_in_core(pattern, text, b"").is_some()
}

/// Whether a text of the same length is a pattern but for ASCII case.
const fn is_lowercase_of(pattern: &[u8], text: &[u8]) -> bool {
    if pattern.len() != text.len() {
        return false;
    }
    let (Some(pattern_tail), Some(text_tail)) = (pattern.last_chunk(), text.last_chunk()) else { return false };
    if lowercase(u64::from_le_bytes(*text_tail)) != u64::from_le_bytes(*pattern_tail) {
        return false;
    }
    // What is shorter than a word is in the last one, which has been compared.
    let (rest, _) = strip_words(pattern, text);
    rest.len() < 8
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

#[cfg(test)]
mod tests {
    extern crate std;

    use std::string::{String, ToString};
    use std::vec::Vec;

    use super::{Ends, ends, fits_core};
    use crate::text::{captured, core, fits};

    /// The rules, word for word: fold everything first, then look for the parts.
    fn fits_by_the_rules(pattern: &str, text: &str) -> bool {
        let text = text.trim_ascii();
        let text = text.strip_suffix('.').unwrap_or(text);
        let folded = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        let mut parts = pattern.split('{').map(|part| part.split_once('}').map_or(part, |(_, literal)| literal));
        let first = parts.next().unwrap_or_default();
        let Some(mut rest) = folded.strip_prefix(first).map(ToString::to_string) else { return false };
        let mut parts = parts.peekable();
        if parts.peek().is_none() {
            return rest.is_empty();
        }
        while let Some(part) = parts.next() {
            let from = rest.chars().next().map_or(1, char::len_utf8);
            let Some(behind) = rest.get(from..) else { return false };
            if parts.peek().is_none() {
                return behind.ends_with(part);
            }
            let Some(at) = behind.find(part) else { return false };
            rest = String::from(&behind[at + part.len()..]);
        }
        true
    }

    /// Texts that fit a pattern or nearly do: every hole filled, then some pieces replaced.
    fn variations(pattern: &str) -> Vec<String> {
        let fillings = ["x", "b", "a b", " ", "not register", "tail", "é", ""];
        let edits = [
            (" ", "  "),
            (" ", " \t\n"),
            (" ", ""),
            ("a", "A"),
            ("e", ""),
            ("", "."),
            ("", " . "),
            ("", "x"),
            ("c", "b c c"),
        ];
        let mut variations = Vec::new();
        for filling in fillings {
            let parts = pattern.split('{').map(|part| part.split_once('}').map_or(part, |(_, literal)| literal));
            let filled = parts.collect::<Vec<_>>().join(filling);
            for (from, to) in edits {
                for (from_too, to_too) in edits {
                    let edit = |text: String, from: &str, to: &str| {
                        if from.is_empty() { text + to } else { text.replacen(from, to, 2) }
                    };
                    variations.push(edit(edit(filled.clone(), from, to), from_too, to_too));
                }
            }
        }
        variations
    }

    #[test]
    fn texts_fit_by_the_rules_however_they_are_compared() {
        let patterns = [
            "check roomid",
            "a",
            "a b",
            "ab cd efgh ijkl mnop",
            "check {x}",
            "{x} not register",
            "a{x}b",
            "{x} b {y} c",
            "duplicate{x}",
            "long enough a head {x} long enough a tail",
            "{x}.",
            "ä{x}ö",
        ];
        let mut fitting = 0;
        for pattern in patterns {
            for text in variations(pattern) {
                let wanted = fits_by_the_rules(pattern, &text);
                assert_eq!(fits(pattern, &text), wanted, "{pattern:?} and {text:?}");
                assert_eq!(fits_core(pattern.as_bytes(), core(&text)), wanted, "{pattern:?} and {text:?}");
                if wanted {
                    fitting += 1;
                    assert!(Ends::of_pattern(pattern).may_fit(ends(core(&text))), "{pattern:?} and {text:?}");
                }
            }
        }
        assert!(fitting > 1000, "{fitting}");
        assert_eq!(captured("{x} not register", "Tom  not register.", "x"), Some(b"Tom".as_slice()));
    }
}

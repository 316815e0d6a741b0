//! How a server's text is compared with the texts of the table: when the samples are checked and when a response is
//! diagnosed.
//!
//! ASCII case does not matter, a run of blanks is one blank, outer blanks and one final full stop are not there. What
//! is compared with is a *pattern*: a text of the table with all of that already done, in which `{name}` stands for
//! anything that is not empty.

/// The part of a text that is compared.
pub(crate) const fn core(text: &str) -> &[u8] {
    let trimmed = text.as_bytes().trim_ascii();
    match trimmed {
        [head @ .., b'.'] => head.trim_ascii_end(),
        _ => trimmed,
    }
}

/// Whether a text fits a pattern.
#[allow(
    dead_code,
    reason = "the default library has no generator, and compiled tables have the core at hand"
)]
pub(crate) const fn fits(pattern: &str, text: &str) -> bool {
    fits_core(pattern.as_bytes(), core(text))
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
    let (Some(pattern_tail), Some(text_tail)) = (pattern.last_chunk(), text.last_chunk()) else {
        return false;
    };
    if lowercase(u64::from_le_bytes(*text_tail)) != u64::from_le_bytes(*pattern_tail) {
        return false;
    }
    // What is shorter than a word is in the last one, which has been compared.
    let (rest, _) = strip_words(pattern, text);
    rest.len() < 8
}

/// What stands in the core of a text at `{name}`, or nothing at all if the text does not fit the pattern. It is empty
/// if the pattern has no such name.
///
/// The text is gone through once for each literal part: the first place where a part fits is as good as any later one,
/// as a `{name}` takes whatever comes.
pub(crate) const fn captured_in_core<'t>(
    pattern: &[u8],
    text: &'t [u8],
    name: &[u8],
) -> Option<&'t [u8]> {
    let (literal, mut hole) = first_hole(pattern);
    let Some(mut rest) = strip(literal, text) else {
        return None;
    };
    let mut found: &[u8] = &[];
    while let Some((hole_name, after)) = hole {
        let (literal, next_hole) = first_hole(after);
        let place = if next_hole.is_some() {
            find(literal, rest)
        } else {
            find_last(literal, rest)
        };
        let Some((before, behind)) = place else {
            return None;
        };
        if equal(hole_name, name) {
            found = before.trim_ascii();
        }
        rest = behind;
        hole = next_hole;
    }
    if rest.is_empty() { Some(found) } else { None }
}

/// A byte as it is compared.
pub(crate) const fn folded(byte: u8) -> u8 {
    if byte.is_ascii_whitespace() {
        b' '
    } else {
        byte.to_ascii_lowercase()
    }
}

/// A hole: its name, and the pattern behind it.
type Hole<'p> = Option<(&'p [u8], &'p [u8])>;

/// The literal part before the first `{name}`, and the hole.
pub(crate) const fn first_hole(pattern: &[u8]) -> (&[u8], Hole<'_>) {
    let Some((literal, inside)) = cut(pattern, b'{') else {
        return (pattern, None);
    };
    match cut(inside, b'}') {
        Some(hole) => (literal, Some(hole)),
        None => (pattern, None),
    }
}

/// What stands before and behind the first such byte.
const fn cut(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let mut i = 0;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        if has(u64::from_le_bytes(*word), at) {
            break;
        }
        (i, rest) = (i + 8, after);
    }
    while i < bytes.len() {
        if bytes[i] == at {
            let (before, from) = bytes.split_at(i);
            let (_, behind) = from.split_at(1);
            return Some((before, behind));
        }
        i += 1;
    }
    None
}

/// Whether there is such a byte among eight.
const fn has(word: u64, byte: u8) -> bool {
    let zero_where_it_is = word ^ (EACH * byte as u64);
    zero_where_it_is.wrapping_sub(EACH) & !zero_where_it_is & (0x80 * EACH) != 0
}

/// What is left of a text that begins with a literal part.
const fn strip<'t>(literal: &[u8], text: &'t [u8]) -> Option<&'t [u8]> {
    let (mut literal, mut text) = strip_words(literal, text);
    while let [wanted, literal_rest @ ..] = literal {
        let [byte, rest @ ..] = text else { return None };
        if folded(*byte) != *wanted {
            return None;
        }
        text = if *wanted == b' ' {
            rest.trim_ascii_start()
        } else {
            rest
        };
        literal = literal_rest;
    }
    Some(text)
}

/// Leaves out what a literal part and a text begin with, eight bytes at a time, as far as they are the same but for
/// ASCII case.
pub(crate) const fn strip_words<'l, 't>(literal: &'l [u8], text: &'t [u8]) -> (&'l [u8], &'t [u8]) {
    let (mut literal, mut text) = (literal, text);
    while let (Some((wanted, literal_rest)), Some((word, text_rest))) = (
        literal.split_first_chunk::<8>(),
        text.split_first_chunk::<8>(),
    ) {
        if lowercase(u64::from_le_bytes(*word)) != u64::from_le_bytes(*wanted) {
            break;
        }
        // A blank at the end of the word stands for all blanks behind it.
        text = if wanted[7] == b' ' {
            text_rest.trim_ascii_start()
        } else {
            text_rest
        };
        literal = literal_rest;
    }
    (literal, text)
}

/// A one in each byte.
pub(crate) const EACH: u64 = 0x0101_0101_0101_0101;

/// Eight bytes with the ASCII capitals among them in lower case.
pub(crate) const fn lowercase(word: u64) -> u64 {
    let ascii = word & (0x7f * EACH);
    // Each byte's top bit says whether its other bits are at least `A`, or above `Z`: no sum overflows into the next.
    let from_a = ascii + (0x80 - b'A' as u64) * EACH;
    let above_z = ascii + (0x7f - b'Z' as u64) * EACH;
    let is_capital = from_a & !above_z & !word & (0x80 * EACH);
    word | (is_capital >> 2)
}

/// The first place of a literal part behind at least one byte: what stands before it and behind it.
const fn find<'t>(literal: &[u8], text: &'t [u8]) -> Option<(&'t [u8], &'t [u8])> {
    let [first, ..] = literal else { return None };
    let mut at = 1;
    while at < text.len() {
        if folded(text[at]) == *first && !is_within_blanks(text, at) {
            let (before, from) = text.split_at(at);
            if let Some(behind) = strip(literal, from) {
                return Some((before, behind));
            }
        }
        at += 1;
    }
    None
}

/// The first place of the last literal part, which must end the text, behind at least one byte.
const fn find_last<'t>(literal: &[u8], text: &'t [u8]) -> Option<(&'t [u8], &'t [u8])> {
    let [first, ..] = literal else {
        return if text.is_empty() {
            None
        } else {
            Some((text, &[]))
        };
    };
    // Most texts end as the pattern is spelt.
    if literal.len() < text.len() {
        let at = text.len() - literal.len();
        let (before, from) = text.split_at(at);
        if is_lowercase_of(literal, from) && !is_within_blanks(text, at) {
            return Some((before, &[]));
        }
    }
    // No literal part is longer than what it fits.
    let mut at = 1;
    while at + literal.len() <= text.len() {
        if folded(text[at]) == *first && !is_within_blanks(text, at) {
            let (before, from) = text.split_at(at);
            if let Some([]) = strip(literal, from) {
                return Some((before, &[]));
            }
        }
        at += 1;
    }
    None
}

/// Whether a blank follows another one, with which it is one blank.
const fn is_within_blanks(text: &[u8], at: usize) -> bool {
    text[at].is_ascii_whitespace() && text[at - 1].is_ascii_whitespace()
}

/// Whether two byte strings are the same: `==` is not const.
pub(crate) const fn equal(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let (mut left, mut right) = (left, right);
    if let (Some(one), Some(other)) = (left.last_chunk(), right.last_chunk()) {
        // What is shorter than a word behind all whole words has been compared with this one.
        let mut is_same = u64::from_le_bytes(*one) == u64::from_le_bytes(*other);
        while let (Some((one, left_rest)), Some((other, right_rest))) = (
            left.split_first_chunk::<8>(),
            right.split_first_chunk::<8>(),
        ) {
            is_same &= u64::from_le_bytes(*one) == u64::from_le_bytes(*other);
            (left, right) = (left_rest, right_rest);
        }
        return is_same;
    }
    while let ([one, left_rest @ ..], [other, right_rest @ ..]) = (left, right) {
        if *one != *other {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    true
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::string::{String, ToString};
    use std::vec::Vec;

    use super::{captured_in_core, core, first_hole, fits};
    use crate::ends::ends;
    use crate::table::Pattern;

    /// The rules, word for word: fold everything first, then look for the parts.
    fn fits_by_the_rules(pattern: &str, text: &str) -> bool {
        let text = text.trim_ascii();
        let text = text.strip_suffix('.').unwrap_or(text);
        let folded = text
            .split_ascii_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_ascii_lowercase();
        let mut parts = pattern
            .split('{')
            .map(|part| part.split_once('}').map_or(part, |(_, literal)| literal));
        let first = parts.next().unwrap_or_default();
        let Some(mut rest) = folded.strip_prefix(first).map(ToString::to_string) else {
            return false;
        };
        let mut parts = parts.peekable();
        if parts.peek().is_none() {
            return rest.is_empty();
        }
        while let Some(part) = parts.next() {
            let from = rest.chars().next().map_or(1, char::len_utf8);
            let Some(behind) = rest.get(from..) else {
                return false;
            };
            if parts.peek().is_none() {
                return behind.ends_with(part);
            }
            let Some(at) = behind.find(part) else {
                return false;
            };
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
            let parts = pattern
                .split('{')
                .map(|part| part.split_once('}').map_or(part, |(_, literal)| literal));
            let filled = parts.collect::<Vec<_>>().join(filling);
            for (from, to) in edits {
                for (from_too, to_too) in edits {
                    let edit = |text: String, from: &str, to: &str| {
                        if from.is_empty() {
                            text + to
                        } else {
                            text.replacen(from, to, 2)
                        }
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
            "a{x} b",
            "a b{x}c d",
            "check the a b{x}c d of it",
            "a b c d e f{x} b",
        ];
        let mut fitting = 0;
        for text in patterns {
            let pattern = pattern(text);
            for said in variations(text) {
                let wanted = fits_by_the_rules(text, &said);
                assert_eq!(fits(text, &said), wanted, "{text:?} and {said:?}");
                let found = captured_in_core(text.as_bytes(), core(&said), b"");
                assert_eq!(found.is_some(), wanted, "{text:?} and {said:?}");
                if wanted {
                    fitting += 1;
                    let ends = ends(core(&said));
                    assert!(pattern.may_fit(ends), "{text:?} and {said:?}");
                    let is_found = pattern
                        .is_hashed
                        .then(|| ends == crate::ends::ends(text.as_bytes()));
                    assert_ne!(is_found, Some(false), "{text:?} and {said:?}");
                }
            }
        }
        assert!(fitting > 1000, "{fitting}");
        assert_eq!(
            captured_in_core(b"{x} not register", b"Tom  not register", b"x"),
            Some(b"Tom".as_slice())
        );
    }

    /// A pattern as the generator writes it.
    fn pattern(text: &'static str) -> Pattern {
        let head = first_hole(text.as_bytes()).0.len();
        let tail = text
            .rsplit_once('}')
            .map_or(text.len(), |(_, tail)| tail.len());
        let size = |bytes| u16::try_from(bytes).unwrap();
        Pattern {
            text,
            cause: 0,
            head: size(head),
            tail: size(tail),
            is_hashed: !text.contains('{'),
        }
    }
}

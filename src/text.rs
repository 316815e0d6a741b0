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

/// Whether a text fits a pattern. The generator asks; compiled tables ask by way of the ends of the text.
#[allow(dead_code, reason = "the default library has no generator")]
pub(crate) const fn fits(pattern: &str, text: &str) -> bool {
    captured(pattern, text, "").is_some()
}

/// What stands in a text at `{name}`, or nothing at all if the text does not fit the pattern. It is empty if the
/// pattern has no such name.
pub(crate) const fn captured<'t>(pattern: &str, text: &'t str, name: &str) -> Option<&'t [u8]> {
    captured_in_core(pattern.as_bytes(), core(text), name.as_bytes())
}

/// What [`captured`] says, of the core of a text.
///
/// The text is gone through once for each literal part: the first place where a part fits is as good as any later one,
/// as a `{name}` takes whatever comes.
pub(crate) const fn captured_in_core<'t>(pattern: &[u8], text: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let (literal, mut hole) = first_hole(pattern);
    let Some(mut rest) = strip(literal, text) else { return None };
    let mut found: &[u8] = &[];
    while let Some((hole_name, after)) = hole {
        let (literal, next_hole) = first_hole(after);
        let place = if next_hole.is_some() { find(literal, rest) } else { find_last(literal, rest) };
        let Some((before, behind)) = place else { return None };
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
    if byte.is_ascii_whitespace() { b' ' } else { byte.to_ascii_lowercase() }
}

/// A hole: its name, and the pattern behind it.
type Hole<'p> = Option<(&'p [u8], &'p [u8])>;

/// The literal part before the first `{name}`, and the hole.
pub(crate) const fn first_hole(pattern: &[u8]) -> (&[u8], Hole<'_>) {
    let Some((literal, inside)) = cut(pattern, b'{') else { return (pattern, None) };
    match cut(inside, b'}') {
        Some(hole) => (literal, Some(hole)),
        None => (pattern, None),
    }
}

/// What stands before and behind the first such byte.
const fn cut(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let mut i = 0;
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

/// What is left of a text that begins with a literal part.
const fn strip<'t>(literal: &[u8], text: &'t [u8]) -> Option<&'t [u8]> {
    let (mut literal, mut text) = strip_words(literal, text);
    while let [wanted, literal_rest @ ..] = literal {
        let [byte, rest @ ..] = text else { return None };
        if folded(*byte) != *wanted {
            return None;
        }
        text = if *wanted == b' ' { rest.trim_ascii_start() } else { rest };
        literal = literal_rest;
    }
    Some(text)
}

/// Leaves out what a literal part and a text begin with, eight bytes at a time, as far as they are the same but for
/// ASCII case.
pub(crate) const fn strip_words<'l, 't>(literal: &'l [u8], text: &'t [u8]) -> (&'l [u8], &'t [u8]) {
    let (mut literal, mut text) = (literal, text);
    while let (Some((wanted, literal_rest)), Some((word, text_rest))) =
        (literal.split_first_chunk::<8>(), text.split_first_chunk::<8>())
    {
        if lowercase(u64::from_le_bytes(*word)) != u64::from_le_bytes(*wanted) {
            break;
        }
        // A blank at the end of the word stands for all blanks behind it.
        text = if wanted[7] == b' ' { text_rest.trim_ascii_start() } else { text_rest };
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
        if folded(text[at]) == *first {
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
        return if text.is_empty() { None } else { Some((text, &[])) };
    };
    // No literal part is longer than what it fits.
    let mut at = 1;
    while at + literal.len() <= text.len() {
        if folded(text[at]) == *first {
            let (before, from) = text.split_at(at);
            if let Some([]) = strip(literal, from) {
                return Some((before, &[]));
            }
        }
        at += 1;
    }
    None
}

/// Whether two byte strings are the same: `==` is not const.
pub(crate) const fn equal(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let (mut left, mut right) = (left, right);
    while let (Some((one, left_rest)), Some((other, right_rest))) =
        (left.split_first_chunk::<8>(), right.split_first_chunk::<8>())
    {
        if u64::from_le_bytes(*one) != u64::from_le_bytes(*other) {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    while let ([one, left_rest @ ..], [other, right_rest @ ..]) = (left, right) {
        if *one != *other {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    true
}

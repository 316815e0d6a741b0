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
pub(crate) const fn fits(pattern: &str, text: &str) -> bool {
    captured(pattern, text, "").is_some()
}

/// What stands in a text at `{name}`, or nothing at all if the text does not fit the pattern. It is empty if the
/// pattern has no such name.
///
/// The text is gone through once for each literal part: the first place where a part fits is as good as any later one,
/// as a `{name}` takes whatever comes.
pub(crate) const fn captured<'t>(pattern: &str, text: &'t str, name: &str) -> Option<&'t [u8]> {
    let text = core(text);
    let (literal, mut hole) = first_hole(pattern.as_bytes());
    let Some(mut rest) = strip(literal, text) else { return None };
    let mut found: &[u8] = &[];
    while let Some((hole_name, after)) = hole {
        let (literal, next_hole) = first_hole(after);
        let Some((before, behind)) = find(literal, rest, next_hole.is_none()) else { return None };
        if equal(hole_name, name.as_bytes()) {
            found = before.trim_ascii();
        }
        rest = behind;
        hole = next_hole;
    }
    if rest.is_empty() { Some(found) } else { None }
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
    let (mut literal, mut text) = (literal, text);
    while let [wanted, literal_rest @ ..] = literal {
        let (byte, text_rest) = match text {
            [] => return None,
            [blank, rest @ ..] if blank.is_ascii_whitespace() => (b' ', rest.trim_ascii_start()),
            [byte, rest @ ..] => (byte.to_ascii_lowercase(), rest),
        };
        if byte != *wanted {
            return None;
        }
        (literal, text) = (literal_rest, text_rest);
    }
    Some(text)
}

/// The first place of a literal part behind at least one byte: what stands before it and behind it. The last part of a
/// pattern must end the text.
const fn find<'t>(literal: &[u8], text: &'t [u8], last: bool) -> Option<(&'t [u8], &'t [u8])> {
    if last && literal.is_empty() {
        return if text.is_empty() { None } else { Some((text, &[])) };
    }
    let mut at = 1;
    while at < text.len() {
        let (before, from) = text.split_at(at);
        if let Some(behind) = strip(literal, from) {
            if !last || behind.is_empty() {
                return Some((before, behind));
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
    let mut i = 0;
    while i < left.len() {
        if left[i] != right[i] {
            return false;
        }
        i += 1;
    }
    true
}

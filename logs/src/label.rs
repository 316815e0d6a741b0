//! Codes in plain text, after a word that says so: `登录失败: 302`, `Error: 192003 - disconnected`.

use std::ops::Range;

use memchr::memmem;

use super::body::comma_len;
use super::key::{Value, Words, separator_len, skip_arrow, value};
use super::message::{Message, following_message, near_end, trim};
use super::other::has_own_text;
use super::text::{identifier_len, is_identifier, skip_spaces};

/// The number of digits from which a code tells enough not to be a count.
pub(super) const MIN_DIGITS_TELLING: usize = 6;

/// Full-width parentheses.
const OPEN: &str = "\u{ff08}";
const CLOSE: &str = "\u{ff09}";
/// The number of bytes before a label in which another count can be.
const MAX_COUNT_LEN: usize = 32;
/// What counts beside that of failures begin with.
const SUCCESSES: [&str; 5] = ["succe", "Succe", "ok=", "passed", "成功"];
/// Chinese words for what is counted. Others begin in the same way, so they end the clause.
const COUNTERS: [&str; 7] = ["个", "条", "次", "人", "秒", "名", "项"];

/// A code after a label, and the message after it.
#[derive(Clone, Debug)]
pub(super) struct Labeled {
    pub(super) value: Value,
    pub(super) message: Option<Message>,
}

/// Reads the code after a label. Without `strict`, no separator needs to be between them.
pub(super) fn labeled(
    text: &[u8],
    words: &Words,
    label: Range<usize>,
    strict: bool,
) -> Option<Labeled> {
    let is_start = starts_word(text, label.start);
    let at = skip_spaces(text, label.end);
    let separator = text.get(at..).and_then(separator_len);
    let at = match separator {
        Some(len) => skip_arrow(text, skip_spaces(text, at + len)),
        None if strict => return None,
        None => at,
    };
    let value = value(text, at, words.resolve).filter(|_| is_start)?;
    let is_other = words.is_other(text, label.start, label.end) || has_own_text(&text[value.end..]);
    let is_telling = value.digits >= MIN_DIGITS_TELLING;
    if is_other || (strict && !is_telling && is_count(text, &label, &value)) {
        return None;
    }
    let message = following_message(text, words, &value).or_else(|| rest_of_line(text, &value));
    Some(Labeled { value, message })
}

/// Returns `true` if a label or a form is not the end of another word. A capital starts a word.
pub(super) fn starts_word(text: &[u8], start: usize) -> bool {
    let first = text[start];
    let before = start.checked_sub(1).map(|at| text[at]);
    match before {
        // In a URL.
        Some(b'?' | b'&') => false,
        Some(before) if first.is_ascii_uppercase() => !before.is_ascii_uppercase(),
        Some(before) => !is_identifier(first) || !is_identifier(before),
        None => true,
    }
}

/// Returns `true` if the number may be a count: one of several numbers, or followed by what is
/// counted. After a word for a code, it is none.
fn is_count(text: &[u8], label: &Range<usize>, value: &Value) -> bool {
    let is_code = text[label.clone()].ends_with("码".as_bytes());
    !is_code && (is_listed(&text[..label.start]) || is_counted(&text[value.end..]))
}

/// Returns `true` if another count is before the label: `success=86 failed=414`, `成功：500，失败：408`.
fn is_listed(before: &[u8]) -> bool {
    let before = before[before.len().saturating_sub(MAX_COUNT_LEN)..].trim_ascii_end();
    if let Some((b',' | b';' | b'|' | b'/', before)) = before.split_last() {
        return before
            .trim_ascii_end()
            .last()
            .is_some_and(u8::is_ascii_digit);
    }
    let mut full_width = ["\u{ff0c}", "\u{ff1b}", "\u{3001}"].iter();
    let listed = full_width.find_map(|it| before.strip_suffix(it.as_bytes()));
    let word = before.iter().rposition(u8::is_ascii_whitespace);
    let word = &before[word.map_or(0, |space| space + 1)..];
    let mut successes = SUCCESSES.iter();
    let is_success = successes.any(|it| word.starts_with(it.as_bytes()));
    let Some(pair) = listed.or_else(|| is_success.then_some(word)) else {
        return false;
    };
    let digits = pair
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let key = pair[..pair.len() - digits].trim_ascii_end();
    digits > 0
        && (key.ends_with(b":") || key.ends_with(b"=") || key.ends_with("\u{ff1a}".as_bytes()))
}

/// Returns `true` if a text begins with what is counted, or with another count.
fn is_counted(after: &[u8]) -> bool {
    let rest = after.trim_ascii_start();
    let is_apart = rest.len() < after.len();
    let ends_clause = |rest: &[u8]| {
        let next = rest.first();
        next.is_none_or(|byte| !byte.is_ascii_alphanumeric() && byte.is_ascii())
            || comma_len(rest).is_some()
    };
    let mut counters = COUNTERS.iter();
    if counters.any(|it| rest.strip_prefix(it.as_bytes()).is_some_and(ends_clause)) {
        return true;
    }
    // Whether a text begins with a key, and its value with a digit.
    let key = |text: &[u8]| {
        let text = text.trim_ascii_start();
        let len = identifier_len(text);
        let value = text[len..].trim_ascii_start();
        let value = value[separator_len(value).filter(|_| len > 0)?..].trim_ascii_start();
        Some(value.first().is_some_and(u8::is_ascii_digit))
    };
    match comma_len(rest) {
        Some(len) => key(&rest[len..]) == Some(true),
        // `error: 302 account=abc`
        None => is_apart && identifier_len(rest) > 0 && key(rest) != Some(false),
    }
}

/// Returns the text after a code, if it can be its message.
pub(super) fn rest_of_line(text: &[u8], value: &Value) -> Option<Message> {
    let after = &text[value.end..];
    let separators = |at: usize| {
        let rest = &after[at..];
        let len = comma_len(rest).or_else(|| separator_len(rest));
        let is_open = rest.starts_with(OPEN.as_bytes());
        let len = len.or_else(|| is_open.then_some(OPEN.len()));
        len.or_else(|| matches!(rest.first(), Some(b' ' | b'-' | b']')).then_some(1))
    };
    let mut start = 0;
    while let Some(len) = separators(start) {
        start += len;
    }
    let rest = &after[start..near_end(after, start)];
    let mut open = 0_usize;
    let end = rest.iter().position(|byte| match byte {
        b'(' | b'[' | b'{' => {
            open += 1;
            false
        }
        b')' | b']' | b'}' if open > 0 => {
            open -= 1;
            false
        }
        _ => b")]}\n\"\\".contains(byte),
    });
    let rest = &rest[..end.unwrap_or(rest.len())];
    // `错误码：414（bad http headers）`
    let closed =
        memmem::find(rest, CLOSE.as_bytes()).filter(|_| after[..start].ends_with(OPEN.as_bytes()));
    let rest = &rest[..closed.unwrap_or(rest.len())];
    let is_text = rest
        .first()
        .is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    let is_message = start > 0 && is_text && !rest.contains(&b'=');
    let start = value.end + start;
    is_message.then(|| Message {
        content: trim(text, start..start + rest.len()),
        escapes: 0,
    })
}

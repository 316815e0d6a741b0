//! Finds status codes in log lines, and the error messages that came with them.
//!
//! Everything begins at a key such as `code`. The search reads from there outward, so text
//! before a body cannot hide it. A text without such a key costs one substring search.

mod body;
mod key;
#[cfg(test)]
mod tests;
mod text;

use std::borrow::Cow;
use std::mem;

use memchr::{memchr, memchr_iter, memmem, memrchr};

use self::body::{Found, Message, Reader, Unread, following_message};
use self::key::CodeKey;
use self::text::{Quotes, unescape};

/// The length up to which several lines are read as one.
pub const MAX_RECORD_LEN: usize = 1 << 16;
/// The minimum number of digits of a code in plain text, such as `code: 415`.
const MIN_DIGITS_ALONE: usize = 3;

/// Something found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding<'t> {
    /// A code, and the error message that came with it.
    Response {
        /// The code.
        code: i32,
        /// The error message, without escapes.
        message: Option<Cow<'t, str>>,
    },
    /// A code in plain text. Whether it is a status code depends on the table.
    CodeAlone(i32),
    /// A message with bytes that are not UTF-8, which have been replaced.
    InvalidUtf8,
    /// A body that was left out because it is nested too deeply.
    TooDeep,
    /// Bodies that were not read, because it would have taken too long.
    GaveUp,
}

/// Reports what is found in each line, counted from 0.
pub fn search(block: &[u8], mut report: impl FnMut(u64, Finding<'_>)) {
    let block = &*unescape_quotes(block);
    let mut lines = LineCounter::default();
    let mut record = Record::default();
    for at in memmem::find_iter(block, b"ode") {
        if !matches!(at.checked_sub(1).map(|at| block[at]), Some(b'c' | b'C')) {
            continue;
        }
        let Some(code) = CodeKey::at(block, at) else {
            continue;
        };
        if code.key.start >= record.end {
            record.report_alone(&mut report);
            record = Record::around(block, code.key.start, record.end);
        }
        let line = lines.line(block, code.key.start);
        record.add(code, line, &mut report);
    }
    record.report_alone(&mut report);
}

/// Replaces the quotes that some programs write as `\u0022`.
fn unescape_quotes(block: &[u8]) -> Cow<'_, [u8]> {
    const QUOTE: &[u8] = b"u0022";
    let mut replaced = Vec::new();
    let mut copied = 0;
    for at in memmem::find_iter(block, b"\\u0022") {
        let before = block[copied..=at].iter().rev();
        let backslashes = before.take_while(|&&byte| byte == b'\\').count();
        replaced.extend_from_slice(&block[copied..=at]);
        // What is escaped once more has twice as many backslashes, and a quote one more than that.
        replaced.resize(replaced.len() + backslashes - 1, b'\\');
        replaced.push(b'"');
        copied = at + 1 + QUOTE.len();
    }
    if copied == 0 {
        return Cow::Borrowed(block);
    }
    replaced.extend_from_slice(&block[copied..]);
    Cow::Owned(replaced)
}

/// Counts lines.
#[derive(Default)]
struct LineCounter {
    at: usize,
    line: u64,
}

impl LineCounter {
    /// Returns the line of a place, which must not be before the previous one.
    fn line(&mut self, block: &[u8], at: usize) -> u64 {
        self.line += memchr_iter(b'\n', &block[self.at..at]).count() as u64;
        self.at = at;
        self.line
    }
}

/// Lines that can have a body in common, and what was found in them.
#[derive(Default)]
struct Record<'b> {
    start: usize,
    end: usize,
    reader: Reader<'b>,
    gave_up: bool,
    /// The codes of the responses.
    codes: Vec<i32>,
    /// The codes in plain text, and their lines.
    alone: Vec<(i32, u64)>,
}

impl<'b> Record<'b> {
    /// Returns the record of the line that a place is in. The previous record ends at `min`.
    fn around(block: &'b [u8], at: usize, min: usize) -> Self {
        let mut start = memrchr(b'\n', &block[..at]).map_or(0, |newline| newline + 1);
        let mut end = memchr(b'\n', &block[at..]).map_or(block.len(), |newline| at + newline);
        while start > min + 1 && end - start < MAX_RECORD_LEN && is_continued(block, start - 1) {
            start = memrchr(b'\n', &block[..start - 1]).map_or(0, |newline| newline + 1);
        }
        while end < block.len() && end - start < MAX_RECORD_LEN && is_continued(block, end) {
            let next = end + 1;
            end = memchr(b'\n', &block[next..]).map_or(block.len(), |newline| next + newline);
        }
        Self {
            start,
            end,
            reader: Reader::new(&block[start..end]),
            ..Self::default()
        }
    }

    /// Reports the code of a key, unless its body counts otherwise.
    fn add(&mut self, code: CodeKey, line: u64, report: &mut impl FnMut(u64, Finding<'_>)) {
        let code = code.relative_to(self.start);
        let text = self.reader.text;
        let body = match self.reader.body(&code) {
            Ok(Found::Other) => return,
            Ok(body) => body,
            Err(Unread::TooDeep) => return report(line, Finding::TooDeep),
            Err(Unread::GaveUp) => {
                if !mem::replace(&mut self.gave_up, true) {
                    report(line, Finding::GaveUp);
                }
                Found::None
            }
        };
        let is_response = matches!(body, Found::Body(_)) || code.key.quotes != Quotes::None;
        let message = match body {
            Found::Body(Some(message)) => Some(message),
            _ => following_message(text, &code),
        };
        if let Some(message) = message {
            let (message, is_utf8) = decode(text, &message);
            if !is_utf8 {
                report(line, Finding::InvalidUtf8);
            }
            self.add_response(code.code, Some(message), line, report);
        } else if is_response {
            self.add_response(code.code, None, line, report);
        } else if code.digits >= MIN_DIGITS_ALONE && !code.is_other(text) {
            self.alone.push((code.code, line));
        }
    }

    fn add_response(
        &mut self,
        code: i32,
        message: Option<Cow<'_, str>>,
        line: u64,
        report: &mut impl FnMut(u64, Finding<'_>),
    ) {
        self.codes.push(code);
        report(line, Finding::Response { code, message });
    }

    /// Reports the codes in plain text, each once, unless a response has the same code: a message
    /// such as `login failed, code: 415` often comes with the body that it is from.
    fn report_alone(&mut self, report: &mut impl FnMut(u64, Finding<'_>)) {
        self.alone.sort_unstable();
        self.alone.dedup_by_key(|(code, _)| *code);
        if !self.alone.is_empty() {
            self.codes.sort_unstable();
        }
        for &(code, line) in &self.alone {
            if self.codes.binary_search(&code).is_err() {
                report(line, Finding::CodeAlone(code));
            }
        }
    }
}

/// Returns `true` if the line that ends at `newline` and the next one can have a body in common: the
/// next one closes a bracket, or it is indented and a value is expected.
pub fn is_continued(block: &[u8], newline: usize) -> bool {
    let next = &block[newline + 1..];
    let first = next.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
    if matches!(first, Some(b'}' | b')' | b']')) {
        return true;
    }
    let is_indented = matches!(next.first(), Some(b' ' | b'\t'));
    let before = block[..newline].iter().rev();
    let last = before
        .copied()
        .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    is_indented && matches!(last, Some(b',' | b';' | b'{' | b'(' | b'['))
}

/// Returns a message, and whether it is UTF-8.
fn decode<'t>(text: &'t [u8], message: &Message) -> (Cow<'t, str>, bool) {
    match unescape(&text[message.content.clone()], message.escapes) {
        Cow::Borrowed(bytes) => {
            let message = String::from_utf8_lossy(bytes);
            let is_utf8 = matches!(message, Cow::Borrowed(_));
            (message, is_utf8)
        }
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(message) => (Cow::Owned(message), true),
            Err(error) => {
                let message = String::from_utf8_lossy(error.as_bytes()).into_owned();
                (Cow::Owned(message), false)
            }
        },
    }
}

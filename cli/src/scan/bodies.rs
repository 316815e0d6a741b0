//! Finds the response bodies in a log: lines that are one, and lines with one inside, be it escaped in a JSON string.
//!
//! Most lines have no `code` and are passed over at the speed of memory; what looks like a body goes through the parser.

use std::borrow::Cow;

use commsease_status::Response;
use memchr::{memchr, memchr_iter, memmem, memrchr};

/// How many times a line may be read while a body is looked for in it: keeps hostile lines from taking forever.
const EFFORT: usize = 16;
/// How deeply a body may be escaped: a JSON string in a JSON string in a JSON string.
const DEPTH: u8 = 3;

/// What is found in a line.
pub(crate) enum Finding<'f> {
    /// A response.
    Response(&'f Response<'f>),
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// So many things that look like bodies and are none that the rest was left unread.
    Tangled,
}

/// Tells what is found in each line, counted from 0.
pub(crate) fn each(lines: &[u8], mut tell: impl FnMut(u64, &Finding<'_>)) {
    let code = memmem::Finder::new("code");
    let (mut at, mut line, mut counted) = (0, 0, 0);
    while let Some(found) = code.find(&lines[at..]).map(|found| at + found) {
        at = found + "code".len();
        if !is_key(lines, found) {
            continue;
        }
        let start =
            memrchr(b'\n', &lines[counted..found]).map_or(counted, |newline| counted + newline + 1);
        let end = memchr(b'\n', &lines[found..]).map_or(lines.len(), |newline| found + newline);
        line += memchr_iter(b'\n', &lines[counted..start]).count() as u64;
        search_line(&lines[start..end], &mut |finding| tell(line, finding));
        (at, counted) = (end, start);
    }
}

/// Whether the word `code` at a place is the key of something, as `"code":`, `\"code\":`, `'code':` or `code:`.
fn is_key(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].last().copied().unwrap_or(b' ');
    let behind = &bytes[at + "code".len()..];
    let behind = behind
        .iter()
        .find(|byte| !matches!(byte, b'"' | b'\'' | b'\\' | b' ' | b'\t'));
    matches!(before, b'"' | b'\'' | b'{' | b',' | b' ' | b'\t' | b'\n') && behind == Some(&b':')
}

fn search_line(line: &[u8], tell: &mut dyn FnMut(&Finding<'_>)) {
    let text = String::from_utf8_lossy(line);
    if let Cow::Owned(_) = text {
        tell(&Finding::NotUtf8);
    }
    let mut search = Search {
        effort: EFFORT * (text.len() + 1),
        tell,
    };
    search.text(&text, 0);
    if search.effort == 0 {
        tell(&Finding::Tangled);
    }
}

/// Looks for bodies until the effort is used up.
struct Search<'s> {
    effort: usize,
    tell: &'s mut dyn FnMut(&Finding<'_>),
}

impl Search<'_> {
    /// Tries every `{` before the last `code`, from left to right and not again inside of a body: the outermost object
    /// that is a response counts.
    fn text(&mut self, text: &str, depth: u8) {
        let last = memmem::rfind(text.as_bytes(), b"code").unwrap_or(0);
        let mut at = 0;
        while let Some(open) = text
            .get(at..last)
            .and_then(|rest| Some(at + memchr(b'{', rest.as_bytes())?))
        {
            if self.effort == 0 {
                return;
            }
            let behind = text[open + 1..].trim_ascii_start().bytes().next();
            let end = match behind {
                Some(b'"') => self.json(text, open),
                Some(b'\\') if depth < DEPTH => self.escaped(text, open, depth),
                Some(b'\'' | b'_' | b'a'..=b'z' | b'A'..=b'Z') => self.json5(text, open),
                _ => None,
            };
            at = end.unwrap_or(open + 1);
        }
    }

    /// The end of a body in JSON.
    fn json(&mut self, text: &str, open: usize) -> Option<usize> {
        let text = &text[open..];
        let mut bodies = serde_json::Deserializer::from_str(text).into_iter::<Response<'_>>();
        match bodies.next()? {
            Ok(response) => {
                (self.tell)(&Finding::Response(&response));
                Some(open + bodies.byte_offset())
            }
            Err(error) => {
                self.spend(if error.line() == 1 {
                    error.column()
                } else {
                    text.len()
                });
                None
            }
        }
    }

    /// The end of a body with unquoted or single-quoted keys, as programs print objects.
    fn json5(&mut self, text: &str, open: usize) -> Option<usize> {
        // One of the next few braces is the one that closes it.
        for close in memchr_iter(b'}', &text.as_bytes()[open..])
            .take(3)
            .map(|close| open + close)
        {
            let body = &text[open..=close];
            self.spend(body.len());
            if let Some(Ok(response)) = body
                .contains("code")
                .then(|| json5::from_str::<Response<'_>>(body))
            {
                (self.tell)(&Finding::Response(&response));
                return Some(close + 1);
            }
        }
        None
    }

    /// The end of a JSON string with a body in it. Some log lines have only a piece of such a string.
    fn escaped(&mut self, text: &str, open: usize, depth: u8) -> Option<usize> {
        let start = quotes(&text[..open]).last();
        let end = quotes(&text[open..])
            .next()
            .map_or(text.len(), |quote| open + quote);
        let piece = &text[start.map_or(open, |quote| quote + 1)..end];
        self.spend(text.len());
        let inner: String = serde_json::from_str(&format!("\"{piece}\"")).ok()?;
        self.text(&inner, depth + 1);
        Some(end)
    }

    fn spend(&mut self, effort: usize) {
        self.effort = self.effort.saturating_sub(effort.max(1));
    }
}

/// The places of the quotes that no backslash precedes.
fn quotes(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr_iter(b'"', bytes).filter(move |&quote| quote == 0 || bytes[quote - 1] != b'\\')
}

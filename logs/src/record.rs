//! Lines that can have a response in common, and what is found in them.

use std::borrow::Cow;
use std::ops::Range;

use commsease_status::Status;
use memchr::{memchr, memrchr};

use super::body::{Found, Reader, Unread};
use super::finder::{Finder, Hit};
use super::key::{CodeKey, Value};
use super::label::labeled;
use super::message::{
    Message, following_message, near_end, preceding_message, reason, value_start, word,
};
use super::pattern::{Log, Matched};
use super::rewrite::Rewritten;
use super::text::{Quotes, identifier_len, skip_whitespace, unescape};
use super::{Finding, Form, Problem, Response};

/// The length up to which several lines are read as one.
pub const MAX_RECORD_LEN: usize = 1 << 16;
/// The minimum number of digits of a code in plain text, such as `code: 415`.
const MIN_DIGITS_ALONE: usize = 3;

/// Returns the record of the line that a place is in. The previous record ends at `min`.
pub(super) fn around(block: &[u8], at: usize, min: usize) -> Range<usize> {
    let mut start = memrchr(b'\n', &block[..at]).map_or(0, |newline| newline + 1);
    let mut end = memchr(b'\n', &block[at..]).map_or(block.len(), |newline| at + newline);
    while start > min + 1 && end - start < MAX_RECORD_LEN && is_continued(block, start - 1) {
        start = memrchr(b'\n', &block[..start - 1]).map_or(0, |newline| newline + 1);
    }
    while end < block.len() && end - start < MAX_RECORD_LEN && is_continued(block, end) {
        let next = end + 1;
        end = memchr(b'\n', &block[next..]).map_or(block.len(), |newline| next + newline);
    }
    start..end
}

/// Returns `true` if the line that ends at `newline` and the next one can have a response in common:
/// the next one closes a bracket, or it is indented and a value, a member, or an element is expected.
#[must_use]
pub fn is_continued(block: &[u8], newline: usize) -> bool {
    let next = &block[newline + 1..];
    let indent = next.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
    let indent = indent.count();
    let first = &next[indent..];
    // Most lines are not indented, and begin with something else.
    if indent == 0 && !matches!(first.first(), Some(b'}' | b')' | b']' | b'(' | b'<' | 0xe2)) {
        return false;
    }
    if matches!(first.first(), Some(b'}' | b')' | b']')) || first.starts_with("\u{2022}".as_bytes())
    {
        return true;
    }
    let before = block[..newline].iter().rev();
    let last = before
        .copied()
        .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    match last {
        Some(b'>') if first.starts_with(b"</") => true,
        _ if indent == 0 => first.starts_with(b"(\n") && last == Some(b'y'),
        Some(b',' | b';' | b'{' | b'(' | b'[') => true,
        Some(b'>') => first.starts_with(b"<"),
        _ => is_member(first),
    }
}

/// Returns `true` if a line begins as a member does: `code: 414`, `[code] => 414`.
fn is_member(line: &[u8]) -> bool {
    let is_bracketed = line.starts_with(b"[");
    let line = line.strip_prefix(b"[").unwrap_or(line);
    let key = identifier_len(line);
    let end: &[u8] = if is_bracketed { b"] =>" } else { b": " };
    key > 0 && line[key..].starts_with(end)
}

/// What a log matched, and the place of the body that follows.
type BeforeBody<'f, P> = (usize, Option<&'f Log<P>>, Matched);

/// A record, while it is read.
pub(super) struct Record<'r, 'f, S: Status, R> {
    finder: &'f Finder<S>,
    text: &'r [u8],
    rewritten: &'r Rewritten<'r>,
    /// The place of the record in the text.
    start: usize,
    /// What logs matched, in order.
    logs: Vec<Range<usize>>,
    /// What logs matched that a body follows, by the place of the body, until it is read.
    before_body: Vec<BeforeBody<'f, S::Platform>>,
    /// The end of what was read of codes in plain text.
    read: usize,
    /// The codes of the responses.
    codes: Vec<i32>,
    /// Where codes are that were read.
    values: Vec<usize>,
    /// The codes in plain text.
    alone: Vec<(Value, Option<Message>)>,
    gave_up: bool,
    report: R,
}

impl<'r, 'f, S: Status, R: FnMut(Finding<'_, S::Platform>)> Record<'r, 'f, S, R> {
    pub(super) fn new(
        finder: &'f Finder<S>,
        rewritten: &'r Rewritten<'r>,
        start: usize,
        report: R,
    ) -> Self {
        Self {
            finder,
            text: &rewritten.text,
            rewritten,
            start,
            logs: Vec::new(),
            before_body: Vec::new(),
            read: 0,
            codes: Vec::new(),
            values: Vec::new(),
            alone: Vec::new(),
            gave_up: false,
            report,
        }
    }

    /// Reports what is found: first what SDKs print, then bodies, then codes in plain text.
    pub(super) fn read(&mut self, hits: &[Hit]) {
        let finder = self.finder;
        let texts: Vec<_> = hits.iter().filter_map(|hit| self.log(hit)).collect();
        let mut reader = Reader::new(self.text, &finder.words);
        for hit in hits {
            let Some(key) = finder.words.code_key(self.text, hit.range.clone()) else {
                continue;
            };
            let start = key.value.start;
            // Several of the texts that are searched for can be in one key.
            if self.values.last() != Some(&start) && !self.is_in_log(start) {
                self.code(&mut reader, key);
            }
        }
        for (_, log, matched) in std::mem::take(&mut self.before_body) {
            if let Some(log) = log {
                self.log_message(log, &matched, matched.code.clone());
            }
        }
        self.read = 0;
        for hit in hits {
            self.label(hit);
        }
        self.alone();
        for (log, matched) in texts {
            if self.codes.is_empty() {
                self.log_message(log, &matched, None);
            }
        }
    }

    /// Reports what an SDK prints, or returns it if it has no code.
    fn log(&mut self, hit: &Hit) -> Option<(&'f Log<S::Platform>, Matched)> {
        let finder = self.finder;
        for (log, start) in finder.logs(self.text, hit) {
            if self.is_in_log(start) {
                return None;
            }
            let Some(matched) = log.match_at(self.text, start, finder.words.resolve) else {
                continue;
            };
            let Some(code) = matched.code.clone() else {
                return Some((log, matched));
            };
            self.logs.push(matched.span.clone());
            let after = skip_whitespace(self.text, matched.span.end);
            if matched.message.is_none() && self.text.get(after) == Some(&b'{') {
                self.before_body.push((after, Some(log), matched));
            } else {
                self.log_message(log, &matched, Some(code));
            }
        }
        None
    }

    fn log_message(&mut self, log: &Log<S::Platform>, matched: &Matched, code: Option<Value>) {
        let Log { id, platform, .. } = *log;
        let message = matched.message.clone().map(|content| Message {
            content,
            escapes: matched.level,
        });
        let message = message.filter(|it| &self.text[it.content.clone()] != b"(null)");
        let details = skip_whitespace(self.text, matched.span.end);
        let details =
            word(self.text, details).filter(|key| &self.text[key.content.clone()] == b"detail");
        let details = details.and_then(|key| value_start(self.text, &key));
        let reason =
            details.and_then(|start| reason(self.text, start..near_end(self.text, start), None));
        let span = code
            .as_ref()
            .map_or(matched.span.clone(), |code| code.start..code.end);
        let code = code.map(|code| code.code);
        self.response(
            (code, Form::Log(id), platform),
            span,
            None,
            (message, reason),
        );
    }

    fn is_in_log(&self, at: usize) -> bool {
        let index = self.logs.partition_point(|log| log.end <= at);
        self.logs.get(index).is_some_and(|log| log.start <= at)
    }

    /// Reports the code of a key, unless its body counts otherwise.
    fn code(&mut self, reader: &mut Reader<'_>, key: CodeKey) {
        let words = &self.finder.words;
        let read = reader.body(&key);
        let CodeKey { key, value, .. } = key;
        self.values.push(value.start);
        let mut is_response = key.quotes != Quotes::None;
        let (mut span, mut form, mut found) = (None, Form::Body, (None, None));
        match read {
            Ok(Found::Other) => return,
            Ok(Found::Body {
                message,
                reason,
                span: body,
            }) => {
                if words.is_close_event(self.text, body.start, value.code) {
                    return;
                }
                // Otherwise, a body in a message would be that of the code.
                let is_complete = message.is_some() || is_response;
                (is_response, span, found) = (true, Some(body), (message, reason));
                if !is_complete {
                    found.0 = following_message(self.text, words, &value);
                }
            }
            Ok(Found::Ambiguous(body)) => (span, form) = (Some(body), Form::TwoCodes),
            Err(Unread::TooDeep) => return self.problem(Problem::TooDeep, value.start),
            read @ (Ok(Found::None) | Err(Unread::GaveUp)) => {
                if read.is_err() && !std::mem::replace(&mut self.gave_up, true) {
                    self.problem(Problem::GaveUp, value.start);
                }
                found.0 = following_message(self.text, words, &value);
                form = if is_response { Form::Body } else { Form::Text };
            }
        }
        let before = std::mem::replace(&mut self.read, value.end);
        if let Some(message) = &found.0 {
            self.read = self.read.max(message.content.end);
        }
        let is_alone = !is_response && found.0.is_none();
        if !is_alone {
            let log = span.as_ref().and_then(|body| self.log_before(body, &value));
            let form = log.map_or(form, |log| Form::Log(log.id));
            self.response(
                (Some(value.code), form, log.and_then(|log| log.platform)),
                value.start..value.end,
                span,
                found,
            );
        } else if value.digits >= MIN_DIGITS_ALONE && !words.is_other(self.text, key.start, key.end)
        {
            let message = preceding_message(self.text, words, key.start, before);
            self.alone.push((value, message));
        }
    }

    /// Returns the log before a body that is of the same error.
    fn log_before(&mut self, body: &Range<usize>, code: &Value) -> Option<&'f Log<S::Platform>> {
        let index = self
            .before_body
            .binary_search_by_key(&body.start, |it| it.0);
        let (_, log, matched) = &mut self.before_body[index.ok()?];
        let is_same = matched.code.as_ref().is_some_and(|it| it.code == code.code);
        log.take_if(|_| is_same)
    }

    /// Reads the code after a label.
    fn label(&mut self, hit: &Hit) {
        let words = &self.finder.words;
        for label in self.finder.labels(self.text, hit) {
            let start_of_label = label.start;
            let Some(found) = labeled(self.text, words, label, true) else {
                continue;
            };
            let start = found.value.start;
            let is_new = self.values.binary_search(&start).is_err() && !self.is_in_log(start);
            if is_new && found.value.digits >= MIN_DIGITS_ALONE {
                let before = || preceding_message(self.text, words, start_of_label, self.read);
                self.alone
                    .push((found.value, found.message.or_else(before)));
            }
        }
    }

    /// Reports the known codes in plain text, each once, unless a response has the same code: a
    /// message such as `login failed, code: 415` often comes with the body that it is from.
    fn alone(&mut self) {
        let mut alone = std::mem::take(&mut self.alone);
        // Of several, the first with a message.
        alone.sort_by_key(|(value, message)| (value.code, message.is_none(), value.start));
        alone.dedup_by_key(|(value, _)| value.code);
        for (value, message) in alone {
            let is_known = S::from_code(value.code).is_some();
            if is_known && !self.codes.contains(&value.code) {
                let span = value.start..value.end;
                self.response(
                    (Some(value.code), Form::Text, None),
                    span,
                    None,
                    (message, None),
                );
            }
        }
    }

    fn response(
        &mut self,
        (code, form, platform): (Option<i32>, Form, Option<S::Platform>),
        span: Range<usize>,
        body: Option<Range<usize>>,
        (message, reason): (Option<Message>, Option<Message>),
    ) {
        self.codes
            .extend(code.filter(|_| form != Form::Text || message.is_some()));
        let decode = |message: Message| decode(self.text, &message);
        let (message, reason) = (message.map(decode), reason.map(decode));
        let is_utf8 = message.as_ref().is_none_or(|(_, is_utf8)| *is_utf8);
        if !is_utf8 {
            self.problem(Problem::InvalidUtf8, span.start);
        }
        let of_text = || self.finder.texts().code(&message.as_ref()?.0);
        let code = code.or_else(of_text);
        let place = |at: Range<usize>| {
            let original = |at| self.start + self.rewritten.original(at);
            original(at.start)..original(at.end)
        };
        (self.report)(Finding::Response(Response {
            code,
            message: message.map(|(text, _)| text),
            reason: reason.map(|(text, _)| text),
            platform,
            form,
            span: place(span),
            body: body.map(place),
        }));
    }

    fn problem(&mut self, problem: Problem, at: usize) {
        let at = self.start + self.rewritten.original(at);
        (self.report)(Finding::Problem(problem, at));
    }
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

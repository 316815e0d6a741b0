//! What may be a response in a text in which none is certain.

use std::ops::Range;

use commsease_status::{Code, Diagnosis, Status, Vocabulary};

use super::finder::{Finder, hex};
use super::key::{Value, value};
use super::label::{MIN_DIGITS_TELLING, labeled, rest_of_line};
use super::message::Message;
use super::other::has_own_text;
use super::text::is_identifier;
use super::{Form, Response};

/// A text with more words is not about its only number, unless a message of it follows.
const MAX_WORDS: usize = 4;
/// The minimum number of digits of a number that may be a code.
const MIN_DIGITS: usize = 3;

impl<S: Status> Finder<S> {
    /// Returns what may be a response: a message that only one code has, an SDK identifier, a known
    /// code after a word such as `error` or at the start of a line, the only number of a short text,
    /// or a code in a range after a word such as `code`.
    #[must_use]
    pub fn guess(&self, text: &str) -> Option<Response<'static, S::Platform>> {
        if let Some(code) = self.texts().code(text) {
            return Some(Response {
                code: Some(code),
                message: Some(String::from(text).into()),
                reason: None,
                platform: None,
                form: Form::Guess,
                span: 0..text.len(),
                body: None,
            });
        }
        let bytes = text.as_bytes();
        let (value, message) = self
            .identifier(text)
            .or_else(|| self.after_label(bytes))
            .or_else(|| self.at_line_start(text))
            .or_else(|| self.only_number(text))
            .or_else(|| self.unknown(bytes))?;
        let message = message.map(|it| String::from_utf8_lossy(&bytes[it.content]).into_owned());
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let platform = |word: &str| S::Platform::ALL.iter().copied().find(|it| it.id() == word);
        Some(Response {
            code: Some(value.code),
            message: message.map(Into::into),
            reason: None,
            platform: words.find_map(platform),
            form: Form::Guess,
            span: value.start..value.end,
            body: None,
        })
    }

    /// Returns the known codes in a text, wherever they are, and nothing that is certain of them.
    pub fn numbers(&self, text: &str) -> impl Iterator<Item = i32> {
        words(text).filter_map(move |word| Some(self.number(text.as_bytes(), word.start)?.code))
    }

    /// Removes what programs write before a message: its key, the code, the name of an exception.
    #[must_use]
    pub fn strip_prefixes<'t>(&self, code: i32, text: &'t str) -> &'t str {
        const SEPARATORS: [char; 8] = [':', '=', '-', ',', ']', ')', '\u{ff1a}', ' '];
        let is_before = |word: &str| {
            let is_error = ["Error", "Exception", "error", "HTTP"]
                .iter()
                .any(|it| word.ends_with(it));
            is_error
                || word.parse() == Ok(code)
                || self.words.message_rank(word.as_bytes()).is_some()
        };
        let mut rest = text.trim_start_matches(['[', '(']);
        while let Some(end) = rest.find(SEPARATORS) {
            let after = rest[end..].trim_start_matches(SEPARATORS);
            if !is_before(&rest[..end]) || after.is_empty() {
                break;
            }
            rest = after;
        }
        if rest.len() < text.trim_start_matches(['[', '(']).len() {
            rest
        } else {
            text
        }
    }

    fn identifier(&self, text: &str) -> Option<(Value, Option<Message>)> {
        let value = |word: Range<usize>| {
            let is_number = text[word.clone()].starts_with(|c: char| c.is_ascii_digit());
            let value = value(text.as_bytes(), word.start, self.words.resolve);
            value.filter(|value| !is_number && value.end == word.end)
        };
        let value = words(text).find_map(value)?;
        let message = rest_of_line(text.as_bytes(), &value);
        Some((value, message))
    }

    fn after_label(&self, text: &[u8]) -> Option<(Value, Option<Message>)> {
        self.hits(text).find_map(|hit| {
            let found = self
                .labels(text, &hit)
                .find_map(|it| labeled(text, &self.words, it, false))?;
            let is_known = S::from_code(found.value.code).is_some();
            (is_known && found.value.digits >= MIN_DIGITS).then_some((found.value, found.message))
        })
    }

    /// Reads a code of which the table only has the range.
    fn unknown(&self, text: &[u8]) -> Option<(Value, Option<Message>)> {
        let is_new = |value: &Value| {
            let code = Code::<S>::from(value.code);
            let is_known = code.status().is_some() || code.range().is_none();
            value.digits >= MIN_DIGITS_TELLING && !is_known
        };
        self.hits(text).find_map(|hit| {
            let key = self.words.code_key(text, hit.range.clone());
            let key = key.filter(|it| !self.words.is_other(text, it.key.start, it.key.end));
            let labeled = || {
                let mut labels = self.labels(text, &hit);
                labels.find_map(|it| labeled(text, &self.words, it, false))
            };
            let value = key.map(|it| it.value).or_else(|| Some(labeled()?.value));
            let value = value.filter(is_new)?;
            let message = rest_of_line(text, &value);
            Some((value, message))
        })
    }

    fn at_line_start(&self, text: &str) -> Option<(Value, Option<Message>)> {
        let mut start = 0;
        text.split_inclusive('\n').find_map(|line| {
            let indent = line.len() - line.trim_start_matches([' ', '\t', '[', '(']).len();
            let value = self.number(text.as_bytes(), start + indent);
            start += line.len();
            let value = value?;
            let message = rest_of_line(text.as_bytes(), &value);
            Some((value, message))
        })
    }

    fn only_number(&self, text: &str) -> Option<(Value, Option<Message>)> {
        let is_short = text.split_whitespace().nth(MAX_WORDS).is_none();
        let has_number = |word: &Range<usize>| {
            let digits = text[word.clone()].bytes().take_while(u8::is_ascii_digit);
            digits.count() >= MIN_DIGITS
        };
        let mut numbers = words(text).filter(has_number);
        let number = numbers
            .next()
            .filter(|_| numbers.next().is_none() && !text.contains('{'))?;
        let value = self.number(text.as_bytes(), number.start)?;
        let message = rest_of_line(text.as_bytes(), &value);
        let proves = |message: &Message| {
            let message = text.get(message.content.clone());
            Diagnosis::<S>::new(value.code, message).cause().is_some()
        };
        (is_short || message.as_ref().is_some_and(proves)).then_some((value, message))
    }

    /// Reads a known code that nothing says is from elsewhere.
    fn number(&self, text: &[u8], at: usize) -> Option<Value> {
        let value = value(text, at, hex::<S>)?;
        // The word before it can be its key: `exit code: 403`.
        let before = &text[..at];
        let end = before
            .iter()
            .rposition(|&byte| is_identifier(byte))
            .map_or(0, |last| last + 1);
        let key = before[..end]
            .iter()
            .rposition(|&byte| !is_identifier(byte))
            .map_or(0, |last| last + 1);
        let key = self.words.rank(&before[key..end]).map_or(at, |_| key);
        let is_other = has_own_text(&text[value.end..]) || self.words.is_other(text, key, at);
        let is_known = value.digits >= MIN_DIGITS && S::from_code(value.code).is_some();
        (is_known && !is_other).then_some(value)
    }
}

/// Returns the places of words, which can have dots.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |byte: u8| is_identifier(byte) || byte == b'.';
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text.as_bytes()[at..];
        let start = at + rest.iter().position(|&byte| is_identifier(byte))?;
        let len = text.as_bytes()[start..]
            .iter()
            .take_while(|&&byte| is_part(byte))
            .count();
        at = start + len;
        Some(start..start + text[start..at].trim_end_matches('.').len())
    })
}

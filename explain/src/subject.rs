//! What the arguments refer to: a code or a name, or the responses in a pasted text.

use std::cmp::Reverse;
use std::mem;
use std::ops::Range;

use commsease_status::__private::normalize_message;
#[cfg(feature = "json")]
use commsease_status::Response;
use commsease_status::{Diagnosis, Evidence, Outcome, Status};
use commsease_status_logs::{Finder, Form};

use crate::name::{self, Named};
use crate::{NoAnswer, Note};

/// The member of a batch that lists its failed items.
const FAILED_ITEMS: &str = "failed_list";

/// Shorter texts can be a part of anything.
const MIN_MESSAGE_LEN: usize = 8;
/// More lines are not read as one.
const MAX_LINES: usize = 6;

/// What is to be explained.
#[derive(Clone, Debug)]
pub(crate) struct Subject<S: Status> {
    pub(crate) code: i32,
    pub(crate) platform: Option<S::Platform>,
    pub(crate) message: Option<String>,
    /// The text under `detail.reason`.
    pub(crate) reason: Option<String>,
    /// The failed items of a batch.
    pub(crate) items: Vec<Self>,
    /// What the reader must know about the answer.
    pub(crate) notes: Vec<Note>,
    form: Form,
    /// The place of the body.
    body: Option<Range<usize>>,
}

impl<S: Status> Subject<S> {
    fn new(code: i32, message: Option<String>) -> Self {
        Self {
            code,
            platform: None,
            message,
            reason: None,
            items: Vec::new(),
            notes: Vec::new(),
            form: Form::Text,
            body: None,
        }
    }

    fn found(found: commsease_status_logs::Response<'_, S::Platform>) -> Option<Self> {
        let mut subject = Self::new(found.code?, found.message.map(String::from));
        (subject.form, subject.body) = (found.form, found.body);
        (subject.platform, subject.reason) = (found.platform, found.reason.map(String::from));
        if subject.form == Form::TwoCodes {
            subject.notes.push(Note::TwoCodes);
        }
        Some(subject)
    }

    fn named(named: &Named<S>, message: Option<String>) -> Self {
        let mut subject = Self::new(named.code, message);
        subject.platform = named.platform;
        subject.notes.extend(named.exact.map(Note::OtherCase));
        subject
    }

    /// Takes a message of a cause that is anywhere in the text, as messages are compared, if the code
    /// came without one.
    fn find_message(&mut self, text: &str) {
        let Some(status) = S::from_code(self.code).filter(|_| self.message.is_none()) else {
            return;
        };
        let patterns = status.causes().iter().flat_map(|cause| cause.patterns());
        let is_in_text = |pattern: &&&str| {
            let pattern = normalized(pattern);
            pattern.len() >= MIN_MESSAGE_LEN && contains(text, &pattern)
        };
        let longest = patterns
            .filter(is_in_text)
            .max_by_key(|pattern| pattern.len());
        if let Some(message) = longest {
            self.message = Some(String::from(*message));
            self.notes.push(Note::InText(message));
        }
    }

    /// Diagnoses the message or, if that proves nothing, the reason.
    pub(crate) fn diagnosis(&self) -> Diagnosis<'_, S> {
        let of_message = Diagnosis::new(self.code, self.message.as_deref());
        if self.reason.is_some() && of_message.cause().is_none() {
            let of_reason = Diagnosis::new(self.code, self.reason.as_deref());
            if of_reason.cause().is_some() || self.message.is_none() {
                return of_reason;
            }
        }
        of_message
    }

    /// Returns how much the response tells: whether a cause is proven, the code known, and so on.
    fn telling(&self) -> (bool, bool, bool, bool, bool) {
        let diagnosis = self.diagnosis();
        let is_known = diagnosis.status().is_some();
        let is_failure = diagnosis.outcome() == Some(Outcome::Failure);
        (
            diagnosis.evidence() >= Evidence::Pattern,
            is_known && is_failure,
            is_known,
            diagnosis.message().is_some_and(|it| !it.trim().is_empty()),
            self.form != Form::Text,
        )
    }

    fn contains(&self, other: &Self) -> bool {
        let bodies = self.body.as_ref().zip(other.body.as_ref());
        bodies.is_some_and(|(it, other)| {
            it != other && it.start <= other.start && other.end <= it.end
        })
    }
}

/// Returns what the arguments refer to, the most telling first.
pub(crate) fn subjects<S: Status>(
    what: &str,
    message: Option<&str>,
) -> Result<Vec<Subject<S>>, NoAnswer> {
    if what.is_empty() {
        return Err(NoAnswer::Empty);
    }
    let finder = Finder::of_table();
    // A message can look like a response, and the first word of a line like a code.
    if let Some(message) = message {
        let named = name::code_of::<S>(what);
        if let Some(named) = named.ok().filter(|it| S::from_code(it.code).is_some()) {
            let message = message_in(&finder, named.code, message);
            return Ok(vec![Subject::named(&named, Some(message))]);
        }
    }
    let text = joined(Some(what), message).unwrap_or_default();
    let mut found = in_lines(&finder, &text);
    if let [only] = &mut *found {
        only.find_message(&normalized(&text));
    }
    if let Some(message) = message.filter(|_| is_body(what, &found)) {
        return Err(NoAnswer::ExtraMessage(String::from(message)));
    }
    if !found.is_empty() {
        return Ok(found);
    }
    // A body can have a string in place of a code.
    let mut quoted = what.split(['"', '\'']).skip(1);
    if let Some(error) = quoted.find_map(name::without_code::<S>) {
        return Err(error);
    }
    if let Some(error) = body_error::<S>(what) {
        return Err(NoAnswer::InvalidBody(error));
    }
    let (word, rest) = match what.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, Some(rest.trim_start())),
        None => (what, None),
    };
    let rest = joined(rest, message);
    let named = name::code_of(word);
    let by_name = |named| by_name(&finder, named, word, rest.as_deref());
    if let Some(subject) = named.as_ref().ok().and_then(by_name) {
        return Ok(vec![subject]);
    }
    let guess = guess(&finder, &text).or_else(|| with_message(&finder, &text));
    guess.ok_or_else(|| match named {
        Err(error) if name::can_be_name(&text) => error,
        _ => NoAnswer::NoResponse {
            number: finder.numbers(&text).next(),
        },
    })
}

/// Returns what a name and the text after it refer to.
fn by_name<S: Status>(
    finder: &Finder<S>,
    named: &Named<S>,
    word: &str,
    rest: Option<&str>,
) -> Option<Subject<S>> {
    let Some(rest) = rest else {
        return Some(Subject::named(named, None));
    };
    let message = message_in(finder, named.code, rest);
    let diagnosis = Diagnosis::<S>::new(named.code, Some(&message));
    // The first word of a sentence can be the same as a name: `invalid token`.
    let is_name = name::is_unmistakable(word) || diagnosis.cause().is_some();
    is_name.then(|| Subject::named(named, Some(message)))
}

/// Returns the texts with a space between them, or the only one.
fn joined(first: Option<&str>, second: Option<&str>) -> Option<String> {
    let texts: Vec<&str> = [first, second].into_iter().flatten().collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// Returns the responses in a text. A few lines that are all members, such as `code: 414`, are one
/// body.
fn in_lines<S: Status>(finder: &Finder<S>, text: &str) -> Vec<Subject<S>> {
    let found = in_text(finder, text);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let is_few = (2..=MAX_LINES).contains(&lines.len());
    if !is_few || found.len() > 1 || !lines.iter().all(|line| is_member(line)) {
        return found;
    }
    let joined = in_text(finder, &lines.join(", "));
    let telling = |found: &[Subject<S>]| found.first().map(Subject::telling);
    if telling(&joined) > telling(&found) {
        joined
    } else {
        found
    }
}

/// Returns whether a line is a member, or a bracket around members.
fn is_member(line: &str) -> bool {
    let key = line.split([':', '=', '\u{ff1a}']).next().unwrap_or(line);
    let is_bracket = line.ends_with(['{', '[', '(', '}', ']', ')']);
    is_bracket || (key.len() < line.len() && !key.trim_end().contains(char::is_whitespace))
}

/// Returns the different responses in a text, the most telling first.
fn in_text<S: Status>(finder: &Finder<S>, text: &str) -> Vec<Subject<S>> {
    let mut found: Vec<Subject<S>> = Vec::new();
    for response in finder.find(text).into_iter().filter_map(Subject::found) {
        let is_same = |it: &Subject<S>| {
            (it.code, &it.message, &it.reason)
                == (response.code, &response.message, &response.reason)
        };
        if !found.iter().any(is_same) {
            found.push(response);
        }
    }
    let mut found = with_items(found, text);
    // Of equally telling ones, the inner response comes before its wrapper.
    let depth = |it: &Subject<S>| found.iter().filter(|outer| outer.contains(it)).count();
    let depths: Vec<usize> = found.iter().map(depth).collect();
    let mut sorted: Vec<_> = mem::take(&mut found).into_iter().zip(depths).collect();
    sorted.sort_by_key(|(it, depth)| Reverse((it.telling(), *depth)));
    sorted.into_iter().map(|(it, _)| it).collect()
}

/// Makes the failed items of a batch a part of it.
fn with_items<S: Status>(found: Vec<Subject<S>>, text: &str) -> Vec<Subject<S>> {
    let mut all: Vec<Subject<S>> = Vec::new();
    for item in found {
        let is_batch = |it: &&mut Subject<S>| {
            let starts = it.body.as_ref().zip(item.body.as_ref());
            let between = starts.and_then(|(it, item)| text.get(it.start..item.start));
            it.contains(&item) && between.is_some_and(|it| it.contains(FAILED_ITEMS))
        };
        match all.iter_mut().find(is_batch) {
            Some(batch) => batch.items.push(item),
            None => all.push(item),
        }
    }
    all
}

fn is_body<S: Status>(what: &str, found: &[Subject<S>]) -> bool {
    let mut bodies = found.iter().filter_map(|it| it.body.as_ref());
    bodies.any(|body| *body == (0..what.len()))
}

/// Returns why a text that looks like a body is none.
#[cfg(feature = "json")]
fn body_error<S: Status>(what: &str) -> Option<String> {
    let error = what
        .starts_with('{')
        .then(|| serde_json::from_str::<Response<S>>(what).err());
    Some(error??.to_string())
}

#[cfg(not(feature = "json"))]
fn body_error<S: Status>(_: &str) -> Option<String> {
    None
}

fn guess<S: Status>(finder: &Finder<S>, text: &str) -> Option<Vec<Subject<S>>> {
    let response = finder.guess(text)?;
    let is_number =
        text[response.span.clone()].starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let mut subject = Subject::found(response)?;
    let note = if is_number {
        Note::Guess
    } else {
        Note::Implied
    };
    subject.notes.push(note(subject.code));
    if subject.diagnosis().cause().is_none() {
        let own = subject.message.take();
        subject.find_message(&normalized(text));
        subject.message = subject.message.or(own);
    }
    Some(vec![subject])
}

/// Returns the only known code in a text that has one of its messages, too.
fn with_message<S: Status>(finder: &Finder<S>, text: &str) -> Option<Vec<Subject<S>>> {
    let normalized = normalized(text);
    let mut codes = Vec::new();
    for code in finder.numbers(text) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    let mut found = codes.into_iter().filter_map(|code| {
        let mut subject = Subject::new(code, None);
        subject.notes.push(Note::Guess(code));
        subject.find_message(&normalized);
        subject.message.is_some().then_some(subject)
    });
    let first = found.next()?;
    found.next().is_none().then(|| vec![first])
}

fn normalized(text: &str) -> String {
    normalize_message(text).collect()
}

/// Returns whether a text has another in it that is not a part of a word.
fn contains(text: &str, part: &str) -> bool {
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
    text.match_indices(part).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + part.len()..]);
        is_apart(before.chars().next_back()) && is_apart(after.chars().next())
    })
}

/// Returns the message in a text that came with a code: without the body, the key, the code, or the
/// exception that it is in.
fn message_in<S: Status>(finder: &Finder<S>, code: i32, text: &str) -> String {
    let is_proven = |text: &str| Diagnosis::<S>::new(code, Some(text)).cause().is_some();
    if is_proven(text) {
        return String::from(text);
    }
    // In brackets, the members of plain text are those of a body.
    for text in [String::from(text), format!("({text})")] {
        let mut found = finder.find(&text).into_iter();
        let found = found.find_map(|it| it.message.filter(|_| it.code == Some(code)));
        if let Some(message) = found {
            return message.into_owned();
        }
    }
    let stripped = finder.strip_prefixes(code, text);
    if is_proven(stripped) {
        return String::from(stripped);
    }
    // The text can be encoded as in an URL or a form.
    let form = format!("code={code}&{}={text}", S::response_form().messages()[0]);
    let decoded = finder.find(&form).into_iter().find_map(|it| it.message);
    match decoded.filter(|message| is_proven(message)) {
        Some(message) => message.into_owned(),
        None => String::from(text),
    }
}

//! One search for everything that a response can begin with.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use commsease_status::{LogForm, Notation, ResponseForm, Status};

use super::key::Words;
use super::label::starts_word;
use super::pattern::Log;
use super::record::{Record, around};
use super::rewrite::Rewritten;
#[cfg(not(target_arch = "wasm32"))]
use super::search::Search;
#[cfg(target_arch = "wasm32")]
use super::small_search::Search;
use super::text::{is_identifier, skip_spaces};
use super::texts::Texts;
use super::{Finding, Response};

/// The distance from a key or a label at which a digit makes it worth reading.
const MAX_DISTANCE: usize = 64;

/// Finds responses in texts.
#[derive(Debug)]
pub struct Finder<S: Status> {
    search: Search,
    /// What can be at each of the texts that are searched for.
    anchors: Vec<Anchor>,
    pub(super) words: Words,
    logs: Vec<Log<S::Platform>>,
    texts: OnceLock<Texts>,
}

/// What can be at a text that is searched for, and how far before it that begins.
#[derive(Debug, Default)]
struct Anchor {
    text: &'static str,
    /// The maximum number of bytes after it in a key of a code, if it is in any.
    keys: Option<usize>,
    labels: Vec<(usize, &'static str)>,
    logs: Vec<(usize, usize)>,
}

/// A place where a response can be.
pub(super) struct Hit {
    pub(super) range: Range<usize>,
    anchor: usize,
}

impl Hit {
    /// Makes the place one in the text that starts at `start`.
    fn move_by(&mut self, start: usize) {
        self.range = self.range.start - start..self.range.end - start;
    }
}

impl<S: Status> Finder<S> {
    /// Creates a finder of the responses that the table describes.
    #[must_use]
    pub fn of_table() -> Self {
        Self::new(&S::response_form(), S::log_forms())
    }

    /// Creates a finder of responses of this form, and of what SDKs print.
    ///
    /// # Panics
    ///
    /// Panics if the forms are larger than any table.
    #[must_use]
    pub fn new(form: &ResponseForm, logs: &[LogForm<S>]) -> Self {
        let logs: Vec<Log<_>> = logs.iter().map(Log::new).collect();
        let anchors = anchors(form, &logs);
        let words = Words {
            form: *form,
            resolve: resolve::<S>,
            max_len: form.codes.iter().map(|key| key.len()).max().unwrap_or(0),
        };
        Self {
            search: Search::new(anchors.iter().map(|anchor| anchor.text)),
            anchors,
            words,
            logs,
            texts: OnceLock::new(),
        }
    }

    /// Returns the messages of only one code, which most texts do not need.
    pub(super) fn texts(&self) -> &Texts {
        self.texts.get_or_init(Texts::new::<S>)
    }

    /// Reports the responses in a text, record by record.
    pub fn search(&self, text: &[u8], mut report: impl FnMut(Finding<'_, S::Platform>)) {
        let mut hits = self.hits(text).peekable();
        let mut in_record: Vec<Hit> = Vec::new();
        let mut end = 0;
        while let Some(hit) = hits.next() {
            let start = hit.range.start;
            let is_worth_reading = self.is_worth_reading(text, &hit);
            in_record.push(hit);
            if !is_worth_reading {
                continue;
            }
            let record = around(text, start, end);
            end = record.end;
            in_record.extend(std::iter::from_fn(|| {
                hits.next_if(|hit| hit.range.start < end)
            }));
            in_record.retain(|hit| hit.range.start >= record.start);
            let rewritten = Rewritten::new(&text[record.clone()], &self.words);
            match rewritten.text {
                Cow::Borrowed(_) => in_record
                    .iter_mut()
                    .for_each(|hit| hit.move_by(record.start)),
                Cow::Owned(ref text) => in_record = self.hits(text).collect(),
            }
            Record::new(self, &rewritten, record.start, &mut report).read(&in_record);
            in_record.clear();
        }
    }

    /// Returns the responses in a text, in their order.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Response<'static, S::Platform>> {
        let mut found = Vec::new();
        self.search(text.as_bytes(), |finding| {
            if let Finding::Response(response) = finding {
                found.push(response.into_owned());
            }
        });
        found.sort_by_key(|response| response.span.start);
        found
    }

    pub(super) fn hits<'f>(&'f self, text: &'f [u8]) -> impl Iterator<Item = Hit> + use<'f, S> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (anchor, range) = self.search.find(text, at)?;
            at = range.end;
            Some(Hit { range, anchor })
        })
    }

    /// Returns `false` for most places that only look like a key.
    fn is_worth_reading(&self, text: &[u8], hit: &Hit) -> bool {
        let has_value = |end: usize| {
            let near = &text[end..text.len().min(end + MAX_DISTANCE)];
            // A number, an identifier, or a string.
            let can_start = |byte: &u8| byte.is_ascii_uppercase() || b"_\"'".contains(byte);
            near.iter()
                .any(|byte| byte.is_ascii_digit() || can_start(byte))
        };
        let is_key = |rest: usize| {
            let next = text.get(hit.range.end);
            let is_longer = rest == 0 && next.is_some_and(|&byte| is_identifier(byte));
            let key = || self.words.key_around(text, hit.range.clone());
            !is_longer && key().is_some_and(|(_, key)| has_value(key.end))
        };
        let is_label = |label: Range<usize>| {
            let at = skip_spaces(text, label.end);
            let next = text.get(at);
            next.is_some_and(|byte| matches!(byte, b':' | b'=' | 0x80..)) && has_value(at)
        };
        let keys = self.anchors[hit.anchor].keys;
        keys.is_some_and(is_key)
            || self.labels(text, hit).any(is_label)
            || self.logs(text, hit).next().is_some()
    }

    /// Returns the labels that are at a place.
    pub(super) fn labels(&self, text: &[u8], hit: &Hit) -> impl Iterator<Item = Range<usize>> {
        let labels = self.anchors[hit.anchor].labels.iter();
        labels.filter_map(|(offset, label)| {
            let start = hit.range.start.checked_sub(*offset)?;
            let is_label = starts_with(&text[start..], label);
            is_label.then(|| start..start + label.len())
        })
    }

    /// Returns the logs that can begin at a place, and where.
    pub(super) fn logs(
        &self,
        text: &[u8],
        hit: &Hit,
    ) -> impl Iterator<Item = (&Log<S::Platform>, usize)> {
        let logs = self.anchors[hit.anchor].logs.iter();
        logs.filter_map(|(offset, log)| {
            let log = &self.logs[*log];
            let start = hit.range.start.checked_sub(*offset)?;
            let is_log = starts_with(&text[start..], log.first_word);
            (is_log && starts_word(text, start)).then_some((log, start))
        })
    }
}

/// Compares the first bytes first, which tell most texts apart.
fn starts_with(text: &[u8], start: &str) -> bool {
    text.first() == start.as_bytes().first() && text.starts_with(start.as_bytes())
}

/// Returns the texts to search for, none of which is a part of another.
fn anchors<P: Copy>(form: &ResponseForm, logs: &[Log<P>]) -> Vec<Anchor> {
    // Without the first letter, which can be a capital.
    let tail = |word: &'static str| match word.len() {
        4.. if word.is_ascii() => &word[1..],
        _ => word,
    };
    let keys = form.codes.iter().map(|key| tail(key));
    let labels = form.labels.iter().map(|label| tail(label));
    let logs_first = logs.iter().map(|log| log.first_word);
    let mut texts: Vec<&str> = keys.chain(labels).chain(logs_first).collect();
    texts.sort_by_key(|text| text.len());
    let mut anchors: Vec<Anchor> = Vec::new();
    for text in texts {
        if !text.is_empty() && !anchors.iter().any(|anchor| text.contains(anchor.text)) {
            anchors.push(Anchor {
                text,
                ..Anchor::default()
            });
        }
    }
    for anchor in &mut anchors {
        let rest = |key: &&str| Some(key.len() - key.find(anchor.text)? - anchor.text.len());
        anchor.keys = form.codes.iter().filter_map(rest).max();
        let at = |text: &str| text.find(anchor.text);
        let labels = form.labels.iter();
        anchor.labels = labels
            .filter_map(|label| Some((at(label)?, *label)))
            .collect();
        let logs = logs.iter().enumerate();
        anchor.logs = logs
            .filter_map(|(index, log)| Some((at(log.first_word)?, index)))
            .collect();
    }
    anchors
}

/// Returns the code of a hexadecimal number, in a table whose codes are written so.
pub(super) fn hex<S: Status>(name: &str) -> Option<i32> {
    let is_hex = S::notation() == Notation::Hex && name.starts_with('0');
    is_hex.then(|| Notation::Hex.parse(name)).flatten()
}

/// Returns the code of an SDK identifier, or of a hexadecimal number.
fn resolve<S: Status>(name: &str) -> Option<i32> {
    if let Some(code) = hex::<S>(name) {
        return Some(code);
    }
    // Other programs have words such as `Forbidden` for their own codes.
    let status = S::from_name(name).filter(|status| status.name() != name)?;
    Some(status.code())
}

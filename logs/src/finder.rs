//! One search for everything that a response can begin with.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use commsease_status::{LogForm, ResponseForm, Status};

use super::key::Words;
use super::pattern::Log;
use super::record::{Record, around};
use super::rewrite::Rewritten;
use super::text::skip_spaces;
use super::{Finding, Response};

/// The distance from a key or a label at which a digit makes it worth reading.
const MAX_DISTANCE: usize = 64;

/// Finds responses in texts.
#[derive(Debug)]
pub struct Finder<S: Status> {
    search: AhoCorasick,
    /// What can be at each of the texts that are searched for.
    anchors: Vec<Anchor>,
    pub(super) words: Words,
    pub(super) logs: Vec<Log<S::Platform>>,
}

/// What can be at a text that is searched for, and how far before it that begins.
#[derive(Debug, Default)]
struct Anchor {
    text: &'static str,
    has_keys: bool,
    labels: Vec<(usize, &'static str)>,
    logs: Vec<(usize, usize)>,
}

/// A place where a response can be.
pub(super) struct Hit<'f> {
    pub(super) range: Range<usize>,
    anchor: &'f Anchor,
    text: &'f [u8],
}

impl<S: Status> Finder<S> {
    /// Creates a finder of responses of this form, and of what SDKs print.
    ///
    /// # Panics
    ///
    /// Panics if the forms are larger than any table.
    #[must_use]
    pub fn new(form: &ResponseForm, logs: &[LogForm<S>]) -> Self {
        let logs: Vec<Log<_>> = logs.iter().map(Log::new).collect();
        let anchors = anchors(form, &logs);
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(anchors.iter().map(|anchor| anchor.text))
            .expect("a table has fewer than 2^31 patterns");
        let words = Words {
            form: *form,
            resolve: resolve::<S>,
            max_len: form.codes.iter().map(|key| key.len()).max().unwrap_or(0),
        };
        Self {
            search,
            anchors,
            words,
            logs,
        }
    }

    /// Reports the responses in a text, record by record.
    pub fn search(&self, text: &[u8], mut report: impl FnMut(Finding<'_, S::Platform>)) {
        let mut end = 0;
        for hit in self.hits(text) {
            if (hit.range.start >= end || end == 0) && self.is_worth_reading(&hit) {
                let record = around(text, hit.range.start, end);
                end = record.end;
                let rewritten = Rewritten::new(&text[record.clone()], &self.words);
                Record::new(self, &rewritten, record.start, &mut report).read();
            }
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

    pub(super) fn hits<'f>(&'f self, text: &'f [u8]) -> impl Iterator<Item = Hit<'f>> {
        self.search.find_iter(text).map(move |found| Hit {
            range: found.range(),
            anchor: &self.anchors[found.pattern().as_usize()],
            text,
        })
    }

    fn is_worth_reading(&self, hit: &Hit<'_>) -> bool {
        let has_value = |end: usize| {
            let near = &hit.text[end..hit.text.len().min(end + MAX_DISTANCE)];
            near.iter().any(u8::is_ascii_digit) || near.iter().any(u8::is_ascii_uppercase)
        };
        let is_key = || {
            let (_, key) = self.words.key_around(hit.text, hit.range.clone())?;
            has_value(key.end).then_some(())
        };
        let is_label = |label: Range<usize>| {
            let at = skip_spaces(hit.text, label.end);
            let rest = &hit.text[at..];
            rest.first()
                .is_some_and(|byte| matches!(byte, b':' | b'=' | 0x80..))
                && has_value(at)
        };
        (hit.anchor.has_keys && is_key().is_some())
            || hit.labels().any(is_label)
            || hit.logs().next().is_some()
    }
}

impl Hit<'_> {
    /// Returns the labels that are at the place.
    pub(super) fn labels(&self) -> impl Iterator<Item = Range<usize>> {
        self.anchor.labels.iter().filter_map(|(offset, label)| {
            let start = self.range.start.checked_sub(*offset)?;
            let is_label = self.text[start..].starts_with(label.as_bytes());
            is_label.then(|| start..start + label.len())
        })
    }

    /// Returns the logs that can begin at the place, and where.
    pub(super) fn logs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.anchor
            .logs
            .iter()
            .filter_map(|(offset, log)| Some((*log, self.range.start.checked_sub(*offset)?)))
    }
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
    let logs_first = logs.iter().map(Log::first_word);
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
        anchor.has_keys = form.codes.iter().any(|key| key.contains(anchor.text));
        let at = |text: &str| text.find(anchor.text);
        let labels = form.labels.iter();
        anchor.labels = labels
            .filter_map(|label| Some((at(label)?, *label)))
            .collect();
        let logs = logs.iter().enumerate();
        anchor.logs = logs
            .filter_map(|(index, log)| Some((at(log.first_word())?, index)))
            .collect();
    }
    anchors
}

/// Returns the code of an SDK identifier.
fn resolve<S: Status>(name: &str) -> Option<i32> {
    // Other programs have words such as `Forbidden` for their own codes.
    let status = S::from_name(name).filter(|status| status.name() != name)?;
    Some(status.code())
}

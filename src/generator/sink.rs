//! Where diagnostics go while a table is read and checked.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::generator::diagnostic::Diagnostic;
use crate::generator::suggest;

/// No file is that large, so spans from here on are those of placeholders.
const PLACEHOLDERS: usize = usize::MAX / 2;

/// Collects diagnostics, except those about placeholders.
///
/// A value that cannot be used is reported once and replaced by a placeholder, so that no later check
/// has to expect that it is missing. Nothing more is reported about it: a diagnostic is dropped if
/// one of its labels is a placeholder. So a check is safe if its labels point to every value that its
/// message depends on, and if it reports that something is absent only where no placeholder may be it.
/// `tests/mistakes.rs` tries every mistake of one value.
pub(crate) struct Sink {
    diagnostics: Vec<Diagnostic>,
    /// The keys that are missing in each entry, by the place of the entry.
    missing: BTreeMap<usize, MissingKeys>,
    /// The places of entries whose missing keys say nothing new.
    forgotten: HashSet<usize>,
    placeholders: usize,
    suggestions: suggest::Budget,
}

struct MissingKeys {
    header: String,
    span: Range<usize>,
    /// The keys, and what to do about each.
    keys: Vec<(String, String)>,
}

impl Sink {
    pub(crate) fn new(source: &str) -> Self {
        Self {
            diagnostics: Vec::new(),
            missing: BTreeMap::new(),
            forgotten: HashSet::new(),
            placeholders: 0,
            suggestions: suggest::Budget::new(source),
        }
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let secondary = diagnostic.secondary.as_ref();
        if !is_placeholder(&diagnostic.primary.span)
            && secondary.is_none_or(|label| !is_placeholder(&label.span))
        {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Adds a key that an entry needs, and what to do about it. `header` is that of the entry.
    pub(crate) fn push_missing(
        &mut self,
        header: &str,
        span: &Range<usize>,
        key: &str,
        help: impl Into<String>,
    ) {
        let entry = self
            .missing
            .entry(span.start)
            .or_insert_with(|| MissingKeys {
                header: String::from(header),
                span: span.clone(),
                keys: Vec::new(),
            });
        entry.keys.push((String::from(key), help.into()));
    }

    /// Reports no missing keys of an entry that must be removed.
    pub(crate) fn forget_missing(&mut self, entry: &Range<usize>) {
        self.forgotten.insert(entry.start);
    }

    /// Returns the span of a new placeholder.
    pub(crate) fn placeholder(&mut self) -> Range<usize> {
        self.placeholders += 1;
        let at = PLACEHOLDERS + self.placeholders;
        at..at
    }

    /// Returns the candidate that `word` is most likely a misspelling of, as long as it does not take
    /// too much time.
    pub(crate) fn closest<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        suggest::closest(word, candidates, &mut self.suggestions)
    }

    /// Returns whether nothing was reported.
    pub(crate) fn is_empty(&self) -> bool {
        self.diagnostics.is_empty() && self.missing.is_empty()
    }

    /// Returns what was reported, with one error for all missing keys of an entry.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        for missing in std::mem::take(&mut self.missing).into_values() {
            let MissingKeys {
                header,
                span,
                mut keys,
            } = missing;
            if self.forgotten.contains(&span.start) {
                continue;
            }
            // The keys that serde misses come before those that `check` does. `code` leads its entry.
            keys.sort_by_key(|(key, _)| key != "code");
            let (keys, help): (Vec<_>, Vec<_>) = keys.into_iter().unzip();
            let plural = if keys.len() == 1 { "" } else { "s" };
            let message = format!("missing required key{plural} {} in {header}", list(&keys));
            self.push(Diagnostic::error(message, span).help(help.join("\n")));
        }
        self.diagnostics
    }
}

impl Extend<Diagnostic> for Sink {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        diagnostics.into_iter().for_each(|it| self.push(it));
    }
}

/// Returns whether a span is that of a placeholder.
pub(crate) fn is_placeholder(span: &Range<usize>) -> bool {
    span.start >= PLACEHOLDERS
}

/// Returns keys as an enumeration: `a`, `a` and `b`, or `a`, `b`, and `c`.
pub(crate) fn list(keys: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = keys
        .iter()
        .map(|key| format!("`{}`", key.as_ref()))
        .collect();
    match quoted.as_slice() {
        [one, other] => format!("{one} and {other}"),
        [rest @ .., last] if !rest.is_empty() => format!("{}, and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

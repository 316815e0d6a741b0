//! A search for several texts at once.

use std::ops::Range;

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, Input, MatchKind, Span};

/// A search for several texts at once.
#[derive(Debug)]
pub(super) enum Search {
    /// With the instructions of the processor for this, if it has them.
    Packed(Searcher),
    Automaton(AhoCorasick),
}

impl Search {
    pub(super) fn new(texts: impl Iterator<Item = &'static str> + Clone) -> Self {
        let packed = packed::Config::new()
            .match_kind(packed::MatchKind::LeftmostLongest)
            .builder()
            .extend(texts.clone())
            .build();
        packed.map_or_else(
            || {
                let automaton = AhoCorasick::builder()
                    .match_kind(MatchKind::LeftmostLongest)
                    .build(texts);
                Self::Automaton(automaton.expect("a table has fewer than 2^31 texts"))
            },
            Self::Packed,
        )
    }

    /// Returns the first of the texts from `start` on, and its place.
    pub(super) fn find(&self, text: &[u8], start: usize) -> Option<(usize, Range<usize>)> {
        let span = Span::from(start..text.len());
        let found = match self {
            Self::Packed(search) => search.find_in(text, span),
            Self::Automaton(search) => search.find(Input::new(text).span(span)),
        }?;
        Some((found.pattern().as_usize(), found.range()))
    }
}

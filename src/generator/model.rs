//! A checked table: what `emit` needs, with nothing left to decide.
//!
//! Names are valid Rust, references are resolved to variants, and prose is as it was written.

use crate::shared::keywords::{FixBy, Outcome, Retry};

pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) doc: String,
    /// Whether the table extends the library's own one.
    pub(crate) extends: bool,
    pub(crate) categories: Vec<Term>,
    pub(crate) areas: Vec<Term>,
    pub(crate) platforms: Vec<Term>,
    pub(crate) sources: Vec<Term>,
    /// The narrowest first.
    pub(crate) ranges: Vec<CodeRange>,
    pub(crate) reserved: Vec<Reserved>,
    /// At least one, sorted by code.
    pub(crate) codes: Vec<Code>,
}

/// A value of a vocabulary.
pub(crate) struct Term {
    pub(crate) id: String,
    pub(crate) variant: String,
    /// The summary, or the title of a source.
    pub(crate) summary: String,
    pub(crate) parent: Option<String>,
    pub(crate) succeeds: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) advice: Option<String>,
}

/// `[[range]]`
pub(crate) struct CodeRange {
    pub(crate) first: i32,
    pub(crate) last: i32,
    pub(crate) suffix: Option<String>,
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) category: Option<String>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) retry: Option<Retry>,
}

/// `[[reserved]]`: a code, a name, or both
pub(crate) struct Reserved {
    pub(crate) code: Option<i32>,
    pub(crate) name: Option<String>,
    pub(crate) note: String,
}

/// `[[code]]`
pub(crate) struct Code {
    pub(crate) code: i32,
    pub(crate) variant: String,
    pub(crate) summary: String,
    /// `None` if the table does not declare categories.
    pub(crate) category: Option<String>,
    /// `None` if the table does not declare areas.
    pub(crate) area: Option<String>,
    pub(crate) outcome: Outcome,
    pub(crate) retry: Retry,
    pub(crate) sdk: Vec<String>,
    pub(crate) shared_sdk: Vec<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) see_also: Vec<(i32, String)>,
    pub(crate) sources: Vec<String>,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) meanings: Vec<Meaning>,
    pub(crate) causes: Vec<Cause>,
    pub(crate) patterns: Patterns,
}

/// `deprecated` of a code
pub(crate) struct Deprecated {
    pub(crate) since: String,
    pub(crate) note: String,
    pub(crate) replaced_by: Option<(i32, String)>,
}

/// `[[code.meaning]]`
pub(crate) struct Meaning {
    pub(crate) platform: String,
    pub(crate) summary: String,
    pub(crate) category: Option<String>,
    pub(crate) outcome: Outcome,
    pub(crate) retry: Retry,
    pub(crate) sdk: Vec<String>,
    pub(crate) sources: Vec<String>,
}

/// `[[code.cause]]`
pub(crate) struct Cause {
    pub(crate) id: String,
    pub(crate) description: String,
    pub(crate) fix: String,
    pub(crate) fix_by: FixBy,
    pub(crate) retry: Retry,
    pub(crate) area: Option<String>,
    pub(crate) patterns: Vec<String>,
    pub(crate) hints: Vec<String>,
    pub(crate) samples: Vec<String>,
    pub(crate) sources: Vec<String>,
}

/// The normalized patterns of all causes of a code.
#[derive(Default)]
pub(crate) struct Patterns {
    /// First those without placeholders, then the most specific.
    pub(crate) selecting: Vec<Pattern>,
    pub(crate) hints: Vec<Pattern>,
}

pub(crate) struct Pattern {
    pub(crate) text: String,
    /// The index of the cause in its code.
    pub(crate) cause: u32,
}

impl Table {
    /// Returns the vocabularies, with the names of their enums.
    pub(crate) fn vocabularies(&self) -> [(&'static str, &[Term]); 4] {
        [
            ("Category", &self.categories),
            ("Area", &self.areas),
            ("Platform", &self.platforms),
            ("Source", &self.sources),
        ]
    }
}

impl Code {
    /// Returns all SDK identifiers that resolve to the code: its own, then those of its meanings.
    pub(crate) fn all_sdk(&self) -> impl Iterator<Item = &String> {
        self.sdk
            .iter()
            .chain(self.meanings.iter().flat_map(|meaning| &meaning.sdk))
    }
}

impl CodeRange {
    /// Returns the number of codes that the range covers: the narrower range is more specific.
    pub(crate) fn width(&self) -> u64 {
        let span = u64::from(self.last.abs_diff(self.first)) + 1;
        match &self.suffix {
            // A suffix that is too long was reported, and ranges are sorted all the same.
            Some(suffix) => {
                let digits = u32::try_from(suffix.len()).unwrap_or(u32::MAX);
                span / 10_u64.saturating_pow(digits) + 1
            }
            None => span,
        }
    }
}

/// The table that other tables can extend.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Base {
    /// The path of the enum, as written for the key `extends`.
    pub(crate) path: &'static str,
    /// Returns the name of the variant for a code that an extending table cannot define.
    pub(crate) name_of: fn(i32) -> Option<&'static str>,
    /// The codes that an extending table can define.
    pub(crate) free: &'static str,
}

//! What lies between the checks and the output: a table in which everything is legal.
//!
//! No field is absent, no word undeclared, no name one that Rust would refuse: whoever holds a [`Table`] can write it
//! out without asking anything.

use proc_macro2::Ident;

/// A table that has been checked.
pub(super) struct Table {
    pub(super) name: Ident,
    pub(super) doc: String,
    /// The module of the enum as its users write it; examples need it.
    pub(super) path: Option<String>,
    /// Whether the numbers that it lacks are those of this library's own table.
    pub(super) extends: bool,
    pub(super) categories: Vec<Word>,
    pub(super) areas: Vec<Word>,
    pub(super) platforms: Vec<Word>,
    pub(super) sources: Vec<Word>,
    pub(super) ranges: Vec<NumberRange>,
    /// At least one, in the order of their numbers.
    pub(super) codes: Vec<Code>,
}

/// A word of a closed vocabulary.
pub(super) struct Word {
    pub(super) id: String,
    pub(super) variant: Ident,
    pub(super) summary: String,
    /// The wider word, of a platform.
    pub(super) within: Option<Ident>,
    /// The day, of a source.
    pub(super) date: Option<String>,
}

/// `[[range]]`
pub(super) struct NumberRange {
    pub(super) from: i32,
    pub(super) to: i32,
    /// The digits that a number of the range ends with.
    pub(super) ending: Option<String>,
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) category: Option<Ident>,
    pub(super) outcome: Option<Ident>,
    pub(super) retry: Option<Ident>,
}

/// `[[code]]`
pub(super) struct Code {
    pub(super) number: i32,
    pub(super) variant: Ident,
    pub(super) summary: String,
    pub(super) category: Ident,
    pub(super) area: Ident,
    pub(super) outcome: Ident,
    pub(super) retry: Ident,
    pub(super) sdk: Vec<String>,
    pub(super) shared_sdk: Vec<String>,
    pub(super) see_also: Vec<Ident>,
    pub(super) sources: Vec<Ident>,
    pub(super) deprecated: Option<Deprecated>,
    pub(super) senses: Vec<Sense>,
    pub(super) causes: Vec<Cause>,
    /// The patterns of all causes; of several that fit a text, the first one counts.
    pub(super) patterns: Vec<Pattern>,
}

/// `deprecated` of a code
pub(super) struct Deprecated {
    pub(super) since: String,
    pub(super) note: String,
    pub(super) replaced_by: Option<Ident>,
}

/// `[[code.sense]]`
pub(super) struct Sense {
    pub(super) platform: Ident,
    pub(super) summary: String,
    pub(super) category: Ident,
    pub(super) outcome: Ident,
    pub(super) retry: Ident,
    pub(super) sdk: Vec<String>,
    pub(super) sources: Vec<Ident>,
}

/// `[[code.cause]]`
pub(super) struct Cause {
    pub(super) id: String,
    pub(super) when: String,
    pub(super) fix: String,
    pub(super) fixer: Ident,
    pub(super) retry: Ident,
    pub(super) area: Ident,
    pub(super) texts: Vec<String>,
    pub(super) samples: Vec<String>,
    pub(super) sources: Vec<Ident>,
}

/// A text of a cause in the form in which it is compared: see [`text`](mod@crate::text).
pub(super) struct Pattern {
    pub(super) text: String,
    /// The index of the cause in its code.
    pub(super) cause: usize,
}

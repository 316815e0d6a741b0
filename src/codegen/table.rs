//! What lies between the checks and the output: a table in which everything is legal.
//!
//! No field is absent, no word undeclared, no name one that Rust would refuse: whoever holds a [`Table`] can write it
//! out without asking anything.

use proc_macro2::Ident;

use crate::text::first_hole;

/// A table that has been checked.
pub(crate) struct Table {
    pub(crate) name: Ident,
    pub(crate) doc: String,
    /// The module of the enum as its users write it; examples need it.
    pub(crate) path: Option<String>,
    /// Whether the numbers that it lacks are those of this library's own table.
    pub(crate) extends: bool,
    pub(crate) categories: Vec<Word>,
    pub(crate) areas: Vec<Word>,
    pub(crate) platforms: Vec<Word>,
    pub(crate) sources: Vec<Word>,
    pub(crate) ranges: Vec<NumberRange>,
    /// At least one, in the order of their numbers.
    pub(crate) codes: Vec<Code>,
}

/// A word of a closed vocabulary.
pub(crate) struct Word {
    pub(crate) id: String,
    pub(crate) variant: Ident,
    pub(crate) summary: String,
    /// The wider word, of a platform.
    pub(crate) within: Option<Ident>,
    /// The day, of a source.
    pub(crate) date: Option<String>,
}

/// `[[range]]`
pub(crate) struct NumberRange {
    pub(crate) from: i32,
    pub(crate) to: i32,
    /// The digits that a number of the range ends with.
    pub(crate) ending: Option<String>,
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) category: Option<Ident>,
    pub(crate) outcome: Option<Ident>,
    pub(crate) retry: Option<Ident>,
}

/// `[[code]]`
pub(crate) struct Code {
    pub(crate) number: i32,
    pub(crate) variant: Ident,
    pub(crate) summary: String,
    pub(crate) category: Ident,
    pub(crate) area: Ident,
    pub(crate) outcome: Ident,
    pub(crate) retry: Ident,
    pub(crate) sdk: Vec<String>,
    pub(crate) shared_sdk: Vec<String>,
    pub(crate) see_also: Vec<Ident>,
    pub(crate) sources: Vec<Ident>,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) senses: Vec<Sense>,
    pub(crate) causes: Vec<Cause>,
    /// The patterns of all causes; of several that fit a text, the first one counts.
    pub(crate) patterns: Vec<Pattern>,
}

/// `deprecated` of a code
pub(crate) struct Deprecated {
    pub(crate) since: String,
    pub(crate) note: String,
    pub(crate) replaced_by: Option<Ident>,
}

/// `[[code.sense]]`
pub(crate) struct Sense {
    pub(crate) platform: Ident,
    pub(crate) summary: String,
    pub(crate) category: Ident,
    pub(crate) outcome: Ident,
    pub(crate) retry: Ident,
    pub(crate) sdk: Vec<String>,
    pub(crate) sources: Vec<Ident>,
}

/// `[[code.cause]]`
pub(crate) struct Cause {
    pub(crate) id: String,
    pub(crate) when: String,
    pub(crate) fix: String,
    pub(crate) fixer: Ident,
    pub(crate) retry: Ident,
    pub(crate) area: Ident,
    pub(crate) texts: Vec<String>,
    pub(crate) samples: Vec<String>,
    pub(crate) sources: Vec<Ident>,
}

/// A text of a cause in the form in which it is compared: see `text`.
pub(crate) struct Pattern {
    pub(crate) text: String,
    /// The index of the cause in its code.
    pub(crate) cause: usize,
}

impl Pattern {
    /// Whether a part of it varies.
    pub(crate) fn has_hole(&self) -> bool {
        first_hole(self.text.as_bytes()).1.is_some()
    }

    /// How many bytes stand before the first hole, and behind the last one.
    pub(crate) fn ends(&self) -> (usize, usize) {
        let (head, mut hole) = first_hole(self.text.as_bytes());
        let mut tail = head.len();
        while let Some((_, behind)) = hole {
            let (literal, next) = first_hole(behind);
            (tail, hole) = (literal.len(), next);
        }
        (head.len(), tail)
    }
}

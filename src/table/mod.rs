//! What generated code is made of: static data, and how a code or a name finds its row in it.
//!
//! A table has a row for each code. Names and summaries are arrays of their own, so that a program
//! that only prints names does not contain prose. Nothing here allocates, and no look-up can panic.
//!
//! The shape of the data is also what rustc compiles fastest: it resolves each enum value in a
//! static by a linear search of the discriminants, and promotes every nested `&[..]` to its own
//! constant. So values of the enum occur in one place only, and lists are [`Slice`]s.
//!
//! The types are public because generated code names them in any crate; they change together with
//! the generator and are exempt from semver guarantees.

mod cause;
mod index;
mod ints;
mod language;
mod meaning;
mod names;
mod range;
mod reserved;
mod response;
mod slice;

pub use self::cause::Cause;
pub use self::index::{CodeIndex, get_clamped};
pub use self::ints::PackedInts;
pub(crate) use self::language::user_message;
pub use self::language::{Language, Text, Texts};
pub use self::meaning::Meaning;
pub use self::names::NameIndex;
pub use self::range::CodeRange;
pub use self::reserved::Reserved;
pub use self::response::{LogForm, ResponseForm};
pub use self::slice::Slice;
pub use crate::shared::keywords::{FixBy, Notation, Outcome, Retry};
use crate::vocabulary::Schema;
pub use crate::vocabulary::Undeclared;

/// Everything that is known of an enum's codes, except the values of the enum.
#[derive(Debug)]
pub struct Table<S: Schema> {
    /// How people write the codes.
    pub notation: Notation,
    /// From a code to its row.
    pub index: CodeIndex,
    /// The name of each row.
    pub names: &'static [&'static str],
    /// The summary of each row.
    pub summaries: &'static [&'static str],
    /// The facts of each row.
    pub entries: &'static [Entry<S>],
    /// What entries share with each other. The first is that of a code without an entry.
    pub details: &'static [Details],
    /// The `see_also` lists of all entries.
    pub see_also: &'static [i32],
    /// The meanings of all entries.
    pub meanings: &'static [Meaning<S>],
    /// The causes of all entries.
    pub causes: &'static [Cause<S>],
    /// The patterns of all causes.
    pub patterns: &'static [Pattern],
    /// What a response looks like.
    pub response: ResponseForm,
    /// How SDKs print errors.
    pub logs: &'static [LogForm<S>],
    /// The ranges, the narrowest first.
    pub ranges: &'static [CodeRange<S>],
    /// The reserved codes and names.
    pub reserved: &'static [Reserved],
}

/// What every code has besides its name and summary.
#[derive(Clone, Copy, Debug)]
pub struct Entry<S: Schema> {
    /// `category`
    pub category: S::Category,
    /// `area`
    pub area: S::Area,
    /// `outcome`
    pub outcome: Outcome,
    /// `retry`
    pub retry: Retry,
    /// `sdk` of the code and its meanings
    pub sdk_names: Slice,
    /// The index of its [`Details`].
    pub details: u32,
}

/// What only some codes have. Most have no more than sources, and share that with others, so there
/// are fewer details than entries.
#[derive(Clone, Copy, Debug)]
pub struct Details {
    /// `deprecated`
    pub deprecation: Option<&'static Deprecation>,
    /// `shared_sdk`
    pub shared_sdk_names: Slice,
    /// `texts`
    pub texts: Slice,
    /// `advice`
    pub advice: Option<Text>,
    /// `user`
    pub user: Option<Text>,
    /// `keywords`
    pub keywords: Slice,
    /// `see_also`
    pub see_also: Slice,
    /// `sources`
    pub sources: Slice,
    /// `[[code.meaning]]`
    pub meanings: Slice,
    /// `[[code.cause]]`
    pub causes: Slice,
    /// Patterns that select a cause: first those without placeholders, then the most specific.
    pub patterns: Slice,
    /// Patterns that suggest a cause and select none.
    pub hints: Slice,
}

impl Details {
    /// The details of a code that is not found. Generated code has only what differs from them.
    pub const NONE: Self = Self {
        deprecation: None,
        shared_sdk_names: Slice::EMPTY,
        texts: Slice::EMPTY,
        advice: None,
        user: None,
        keywords: Slice::EMPTY,
        see_also: Slice::EMPTY,
        sources: Slice::EMPTY,
        meanings: Slice::EMPTY,
        causes: Slice::EMPTY,
        patterns: Slice::EMPTY,
        hints: Slice::EMPTY,
    };
}

/// A normalized error message pattern.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// The normalized text.
    pub text: &'static str,
    /// The index of the cause among those of its code.
    pub cause: u32,
}

/// Why a code is deprecated.
///
/// # Examples
///
/// ```
/// use commsease_status::{Deprecation, StatusCode};
///
/// let deprecation: Option<&Deprecation> = StatusCode::InvalidParameter.deprecation();
/// assert_eq!(deprecation, None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Deprecation {
    #[doc(hidden)]
    pub since: &'static str,
    #[doc(hidden)]
    pub note: Text,
    #[doc(hidden)]
    pub replaced_by: Option<i32>,
}

impl Deprecation {
    /// Returns the version that deprecated the code.
    #[must_use]
    pub const fn since(&self) -> &'static str {
        self.since
    }

    /// Returns the reason.
    #[must_use]
    pub const fn note(&self) -> &'static str {
        self.note.0
    }

    /// Returns the reason in a language.
    #[must_use]
    pub const fn note_in<S: Schema>(&self, language: Language<S>) -> &'static str {
        self.note.of(language)
    }

    /// Returns the code to use instead, if any.
    #[must_use]
    pub const fn replaced_by(&self) -> Option<i32> {
        self.replaced_by
    }
}

impl<S: Schema> Table<S> {
    /// Returns the entry of a code, if the table has it.
    #[inline]
    #[must_use]
    pub const fn find(&self, code: i32) -> Option<&'static Entry<S>> {
        let row = self.index.row(code);
        if row < self.entries.len() {
            Some(&self.entries[row])
        } else {
            None
        }
    }

    /// Returns the entry of a code that is known to be in the table.
    #[inline]
    #[must_use]
    pub const fn entry(&self, code: i32) -> &'static Entry<S> {
        match self.find(code) {
            Some(entry) => entry,
            None => &self.entries[0],
        }
    }

    /// Returns the details of a code; none if the table does not have it.
    #[inline]
    #[must_use]
    pub const fn details(&self, code: i32) -> &'static Details {
        match self.find(code) {
            Some(entry) if (entry.details as usize) < self.details.len() => {
                &self.details[entry.details as usize]
            }
            _ => &self.details[0],
        }
    }
}

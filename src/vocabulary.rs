//! The vocabularies of a table: its categories, areas, platforms, and sources.

use core::fmt;
use core::hash::Hash;

/// A trait implemented by the enums generated for a table's categories, areas, platforms, and
/// sources.
///
/// # Examples
///
/// ```
/// use commsease_status::{Category, Vocabulary};
///
/// assert_eq!(Vocabulary::id(Category::NotFound), "not-found");
/// assert!(<Category as Vocabulary>::ALL.contains(&Category::NotFound));
/// ```
pub trait Vocabulary:
    Copy + Eq + Ord + Hash + fmt::Debug + fmt::Display + Send + Sync + 'static
{
    /// All values, in the order of the table. Empty if the table does not declare this vocabulary.
    const ALL: &'static [Self];

    /// Returns the id as written in the table, such as `"not-found"`. Ids are stable and suitable
    /// as metric labels.
    fn id(self) -> &'static str;

    /// Returns what the value stands for.
    fn summary(self) -> &'static str;

    /// Returns the parent, if any. Only platforms have parents.
    fn parent(self) -> Option<Self> {
        None
    }

    /// Returns the older platform that this one succeeds, if any.
    fn succeeds(self) -> Option<Self> {
        None
    }

    /// Returns the date of the source document, such as `2026-01-31`, if known.
    fn date(self) -> Option<&'static str> {
        None
    }

    /// Returns what to do about a failure of this category when no cause is known, if the table
    /// says so. Only categories have advice.
    fn advice(self) -> Option<&'static str> {
        None
    }
}

/// The only value of a vocabulary that a table does not declare.
///
/// # Examples
///
/// ```
/// use commsease_status::{Undeclared, Vocabulary};
///
/// assert_eq!(Undeclared.id(), "undeclared");
/// assert!(Undeclared::ALL.is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Undeclared;

impl Vocabulary for Undeclared {
    const ALL: &'static [Self] = &[];

    fn id(self) -> &'static str {
        "undeclared"
    }

    fn summary(self) -> &'static str {
        "The table does not declare this vocabulary."
    }
}

/// Formats the [`id`](Vocabulary::id).
impl fmt::Display for Undeclared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// A trait for the types of a table's vocabularies, which [`Status`](crate::Status) extends.
pub trait Schema: Copy + Eq + Ord + Hash + Send + Sync + 'static {
    /// The categories that the table declares, or [`Undeclared`].
    type Category: Vocabulary;
    /// The areas that the table declares, or [`Undeclared`].
    type Area: Vocabulary;
    /// The platforms that the table declares, or [`Undeclared`].
    type Platform: Vocabulary;
    /// The sources that the table declares, or [`Undeclared`].
    type Source: Vocabulary;

    /// The SDK identifiers of all codes, code by code.
    #[doc(hidden)]
    const SDK_NAMES: &'static [&'static str];

    /// All other lists of strings of entries and causes.
    #[doc(hidden)]
    const STRINGS: &'static [&'static str];

    /// The lists of sources of entries, meanings, and causes.
    #[doc(hidden)]
    const SOURCES: &'static [Self::Source];
}

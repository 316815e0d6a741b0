//! The vocabularies of a table: its categories, areas, platforms, and sources.

use core::fmt;
use core::hash::Hash;

use crate::table::Language;

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

    /// Returns the value with the given [`id`](Self::id), or `None` if there is none.
    ///
    /// ```
    /// use commsease_status::{Area, Vocabulary};
    ///
    /// fn parse<V: Vocabulary>(id: &str) -> Option<V> {
    ///     V::from_id(id)
    /// }
    /// assert_eq!(parse("sms"), Some(Area::Sms));
    /// assert_eq!(parse::<Area>("fax"), None);
    /// ```
    #[must_use]
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.id() == id)
    }

    /// Returns what the value stands for.
    fn summary(self) -> &'static str;

    /// Returns what the value stands for, in a language of the same table.
    fn summary_in<S: Schema>(self, _language: Language<S>) -> &'static str {
        self.summary()
    }

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

    /// Returns the [`advice`](Self::advice) in a language of the same table.
    fn advice_in<S: Schema>(self, _language: Language<S>) -> Option<&'static str> {
        None
    }

    /// Returns what an app can show to its end user about a failure of this category, in a language of
    /// the same table. Only categories have such texts.
    fn user_message_in<S: Schema>(self, _language: Language<S>) -> Option<&'static str> {
        None
    }
}

/// Defines the enum of a vocabulary.
#[doc(hidden)]
#[macro_export]
macro_rules! __vocabulary {
    ($(#[$attribute:meta])* pub enum $Name:ident of $Status:ident { $(
        $(#[$variant_attribute:meta])*
        $Variant:ident = $id:literal, $summary:tt
        $(, parent = $Parent:ident)? $(, succeeds = $Older:ident)?
        $(, date = $date:literal)? $(, advice = $advice:tt)? $(, user = $user:tt)?;
    )* }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $Name { $($(#[$variant_attribute])* $Variant,)* }

        #[allow(clippy::unicode_not_nfc, reason = "ids and prose are data")]
        impl $Name {
            /// All values, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),*];

            /// Returns the id as written in the table. Ids are stable and suitable as metric labels.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$Variant => $id,)* }
            }

            /// Returns what the value stands for.
            pub const fn summary(self) -> &'static str {
                self.summary_in($crate::Language::ENGLISH)
            }

            /// Returns what the value stands for, in a language.
            pub const fn summary_in(self, language: $crate::Language<$Status>) -> &'static str {
                self.summaries().of(language)
            }

            const fn summaries(self) -> $crate::__private::Text {
                match self { $(Self::$Variant => $crate::__private::Text $summary,)* }
            }

            const fn all_advice(self) -> ::core::option::Option<$crate::__private::Text> {
                match self { $(Self::$Variant => $crate::__option!($($crate::__private::Text $advice)?),)* }
            }

            const fn user_messages(self) -> ::core::option::Option<$crate::__private::Text> {
                match self { $(Self::$Variant => $crate::__option!($($crate::__private::Text $user)?),)* }
            }
        }

        #[allow(clippy::unicode_not_nfc, reason = "prose is data")]
        impl $crate::Vocabulary for $Name {
            const ALL: &'static [Self] = Self::ALL;

            fn id(self) -> &'static str {
                self.id()
            }

            fn summary(self) -> &'static str {
                self.summary()
            }

            fn summary_in<S: $crate::Schema>(self, language: $crate::Language<S>) -> &'static str {
                self.summaries().of(language)
            }

            fn parent(self) -> ::core::option::Option<Self> {
                match self { $(Self::$Variant => $crate::__option!($(Self::$Parent)?),)* }
            }

            fn succeeds(self) -> ::core::option::Option<Self> {
                match self { $(Self::$Variant => $crate::__option!($(Self::$Older)?),)* }
            }

            fn date(self) -> ::core::option::Option<&'static str> {
                match self { $(Self::$Variant => $crate::__option!($($date)?),)* }
            }

            fn advice(self) -> ::core::option::Option<&'static str> {
                self.all_advice().map(|it| it.0)
            }

            fn advice_in<S: $crate::Schema>(
                self,
                language: $crate::Language<S>,
            ) -> ::core::option::Option<&'static str> {
                self.all_advice().map(|it| it.of(language))
            }

            fn user_message_in<S: $crate::Schema>(
                self,
                language: $crate::Language<S>,
            ) -> ::core::option::Option<&'static str> {
                self.user_messages().map(|it| it.of(language))
            }
        }

        /// Formats the [`id`](Self::id).
        impl ::core::fmt::Display for $Name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.id())
            }
        }

        $crate::__serialize_as_id!($Name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __option {
    () => {
        ::core::option::Option::None
    };
    ($value:expr) => {
        ::core::option::Option::Some($value)
    };
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

    fn from_id(id: &str) -> Option<Self> {
        Some(Self).filter(|value| value.id() == id)
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

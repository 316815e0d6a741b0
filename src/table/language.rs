//! The languages of a table, and its texts in each.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use crate::StatusCode;
use crate::shared::keywords::Outcome;
use crate::vocabulary::{Schema, Vocabulary};

/// A language that the texts of a table are in.
///
/// Every table is in English. Each language that it declares is a constant of its enum, such as
/// [`StatusCode::ZH`]. A program contains only the languages that it names.
///
/// # Examples
///
/// ```
/// use commsease_status::{Language, Status, StatusCode};
///
/// let status = StatusCode::RateLimited;
/// assert_eq!(status.summary_in(Language::ENGLISH), status.summary());
/// assert_ne!(status.summary_in(StatusCode::ZH), status.summary());
///
/// let ids: Vec<&str> = StatusCode::languages().iter().map(|it| it.id()).collect();
/// assert!(ids.starts_with(&["en", "zh"]));
/// ```
#[derive(Clone, Copy)]
pub struct Language<S: Schema = StatusCode> {
    texts: &'static Texts,
    table: PhantomData<S>,
}

/// The texts of a table in one language. English ones are beside what they describe.
#[derive(Debug)]
pub struct Texts {
    /// The id of the language.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The summary of each code; empty for English.
    pub summaries: &'static [&'static str],
    /// All other texts; empty for English.
    pub others: &'static [&'static str],
}

/// A text in English, and its place among those of other languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text(pub &'static str, pub u32);

impl Text {
    /// Returns the text in a language.
    #[must_use]
    pub const fn of<S: Schema>(self, language: Language<S>) -> &'static str {
        let (others, at) = (language.texts.others, self.1 as usize);
        if at < others.len() {
            others[at]
        } else {
            self.0
        }
    }
}

/// Returns what an app can show to its end user: the own text of an entry or, if it is a failure, that
/// of its category. An empty text means that there is nothing to show.
pub(crate) fn user_message<S: Schema>(
    own: Option<Text>,
    outcome: Outcome,
    category: S::Category,
    language: Language<S>,
) -> Option<&'static str> {
    match (outcome, own) {
        (Outcome::Success, _) | (Outcome::Partial, None) => None,
        (_, Some(own)) => Some(own.of(language)).filter(|it| !it.is_empty()),
        (Outcome::Failure, None) => category.user_message_in(language),
    }
}

static ENGLISH: Texts = Texts {
    id: "en",
    name: "English",
    summaries: &[],
    others: &[],
};

impl<S: Schema> Language<S> {
    /// The language of every table.
    pub const ENGLISH: Self = Self::new(&ENGLISH);

    #[doc(hidden)]
    #[must_use]
    pub const fn new(texts: &'static Texts) -> Self {
        Self {
            texts,
            table: PhantomData,
        }
    }

    /// Returns the id, such as `"zh"`: a language tag of BCP 47 in lowercase.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.texts.id
    }

    /// Returns the name of the language, in the language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.texts.name
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn summaries(self) -> &'static [&'static str] {
        self.texts.summaries
    }
}

impl<S: Schema> Default for Language<S> {
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl<S: Schema> PartialEq for Language<S> {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl<S: Schema> Eq for Language<S> {}

impl<S: Schema> Hash for Language<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl<S: Schema> fmt::Debug for Language<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.id())
    }
}

/// Formats the [`id`](Language::id).
impl<S: Schema> fmt::Display for Language<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

//! Meanings of a code that differ by platform.

use core::fmt;

use super::language::{Language, Text, user_message};
use super::slice::Slice;
use crate::StatusCode;
use crate::shared::keywords::{Outcome, Retry};
use crate::vocabulary::Schema;

/// What a code means on a platform that redefines it.
///
/// # Examples
///
/// ```
/// use commsease_status::{Platform, StatusCode};
///
/// let meaning = StatusCode::NotOnline.meaning_on(Platform::Ios).unwrap();
/// assert_eq!(meaning.platform(), Platform::Ios);
/// assert_ne!(meaning.summary(), StatusCode::NotOnline.summary());
/// ```
#[derive(Clone, Copy)]
pub struct Meaning<S: Schema = StatusCode> {
    #[doc(hidden)]
    pub platform: S::Platform,
    #[doc(hidden)]
    pub summary: Text,
    #[doc(hidden)]
    pub user: Option<Text>,
    #[doc(hidden)]
    pub category: S::Category,
    #[doc(hidden)]
    pub outcome: Outcome,
    #[doc(hidden)]
    pub retry: Retry,
    #[doc(hidden)]
    pub sdk_names: Slice,
    #[doc(hidden)]
    pub sources: Slice,
}

impl<S: Schema> Meaning<S> {
    /// Returns the platform that redefines the code.
    pub const fn platform(&self) -> S::Platform {
        self.platform
    }

    /// Returns what the code means there, in one sentence.
    pub const fn summary(&self) -> &'static str {
        self.summary.0
    }

    /// Returns what the code means there, in a language.
    pub const fn summary_in(&self, language: Language<S>) -> &'static str {
        self.summary.of(language)
    }

    /// Returns what an app can show to its end user, in a language: the text of the meaning or, if it
    /// is a failure, that of its category.
    pub fn user_message_in(&self, language: Language<S>) -> Option<&'static str> {
        user_message(self.user, self.outcome, self.category, language)
    }

    /// Returns the category of the code there.
    pub const fn category(&self) -> S::Category {
        self.category
    }

    /// Returns the outcome of a request that is answered with the code there.
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Returns the retry advice for the code there.
    pub const fn retry(&self) -> Retry {
        self.retry
    }

    /// Returns the identifiers of the code in the platform's SDK.
    pub const fn sdk_names(&self) -> &'static [&'static str] {
        self.sdk_names.of(S::SDK_NAMES)
    }

    /// Returns the sources that document the meaning.
    pub const fn sources(&self) -> &'static [S::Source] {
        self.sources.of(S::SOURCES)
    }
}

impl<S: Schema> fmt::Debug for Meaning<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meaning")
            .field("platform", &self.platform)
            .field("summary", &self.summary())
            .field("user", &self.user)
            .field("category", &self.category)
            .field("outcome", &self.outcome)
            .field("retry", &self.retry)
            .field("sdk_names", &self.sdk_names())
            .field("sources", &self.sources())
            .finish()
    }
}

//! Ranges of codes.

use super::language::{Language, Text};
use crate::StatusCode;
use crate::shared::keywords::{Outcome, Retry};
use crate::vocabulary::Schema;

/// A range of codes that share a meaning.
///
/// # Examples
///
/// ```
/// use commsease_status::{Code, CodeRange};
///
/// let range: &CodeRange = Code::new(20042).range().unwrap();
/// assert_eq!(range.name(), "AppCallback");
/// assert!(range.contains(20099) && !range.contains(20100));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CodeRange<S: Schema = StatusCode> {
    #[doc(hidden)]
    pub first: i32,
    #[doc(hidden)]
    pub last: i32,
    #[doc(hidden)]
    pub suffix: Option<&'static str>,
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub summary: Text,
    #[doc(hidden)]
    pub category: Option<S::Category>,
    #[doc(hidden)]
    pub outcome: Option<Outcome>,
    #[doc(hidden)]
    pub retry: Option<Retry>,
}

impl<S: Schema> CodeRange<S> {
    /// Returns the first code of the range.
    pub const fn first(&self) -> i32 {
        self.first
    }

    /// Returns the last code of the range.
    pub const fn last(&self) -> i32 {
        self.last
    }

    /// Returns the digits that every code of the range ends with, if any.
    pub const fn suffix(&self) -> Option<&'static str> {
        self.suffix
    }

    /// Returns the name of the range.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns what the codes mean, in one sentence.
    pub const fn summary(&self) -> &'static str {
        self.summary.0
    }

    /// Returns what the codes mean, in a language.
    pub const fn summary_in(&self, language: Language<S>) -> &'static str {
        self.summary.of(language)
    }

    /// Returns the category that the codes share, if any.
    pub const fn category(&self) -> Option<S::Category> {
        self.category
    }

    /// Returns the outcome that the codes share, if any.
    pub const fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// Returns the retry advice that the codes share, if any.
    pub const fn retry(&self) -> Option<Retry> {
        self.retry
    }

    /// Returns `true` if the range contains `code`.
    pub const fn contains(&self, code: i32) -> bool {
        let is_between = self.first <= code && code <= self.last;
        match self.suffix {
            Some(suffix) => is_between && has_decimal_suffix(code, suffix),
            None => is_between,
        }
    }
}

const fn has_decimal_suffix(code: i32, suffix: &str) -> bool {
    let mut digits = suffix.as_bytes();
    let mut rest = code.unsigned_abs();
    while let [before @ .., digit] = digits {
        if rest % 10 != (*digit - b'0') as u32 {
            return false;
        }
        rest /= 10;
        digits = before;
    }
    true
}

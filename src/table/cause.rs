//! The documented causes of a code.

use core::fmt;

use super::language::{Language, Text};
use super::slice::Slice;
use crate::StatusCode;
use crate::shared::keywords::{FixBy, Retry};
use crate::vocabulary::Schema;

/// A documented cause of a code, and how to fix it.
///
/// # Examples
///
/// ```
/// use commsease_status::{Area, StatusCode};
///
/// let causes = StatusCode::InvalidParameter.causes();
/// let cause = causes.iter().find(|cause| cause.id() == "chat-room-closed").unwrap();
/// assert_eq!(cause.patterns(), ["check roomid"]);
/// assert_eq!(cause.area(), Area::ChatRoom);
/// assert!(cause.fix().contains("`roomid`"));
/// ```
#[derive(Clone, Copy)]
pub struct Cause<S: Schema = StatusCode> {
    #[doc(hidden)]
    pub id: &'static str,
    #[doc(hidden)]
    pub description: Text,
    #[doc(hidden)]
    pub fix: Text,
    #[doc(hidden)]
    pub user: Option<Text>,
    #[doc(hidden)]
    pub fix_by: FixBy,
    #[doc(hidden)]
    pub retry: Retry,
    #[doc(hidden)]
    pub area: S::Area,
    #[doc(hidden)]
    pub platform: Option<S::Platform>,
    #[doc(hidden)]
    pub patterns: Slice,
    #[doc(hidden)]
    pub except: Slice,
    #[doc(hidden)]
    pub hints: Slice,
    #[doc(hidden)]
    pub samples: Slice,
    #[doc(hidden)]
    pub sources: Slice,
}

impl<S: Schema> Cause<S> {
    /// Returns the id, which is unique within its code. Ids are stable: `414/chat-room-closed` is
    /// suitable as a metric label.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Returns what happened, in one or more sentences. `{name}` stands for the text that a
    /// placeholder of a pattern captures;
    /// [`Diagnosis::description`](crate::Diagnosis::description) fills it in.
    pub const fn description(&self) -> &'static str {
        self.description.0
    }

    /// Returns what happened, in a language.
    pub const fn description_in(&self, language: Language<S>) -> &'static str {
        self.description.of(language)
    }

    /// Returns how to fix it, in one or more sentences. Placeholders are those of
    /// [`description`](Self::description); [`Diagnosis::fix`](crate::Diagnosis::fix) fills them in.
    pub const fn fix(&self) -> &'static str {
        self.fix.0
    }

    /// Returns how to fix it, in a language.
    pub const fn fix_in(&self, language: Language<S>) -> &'static str {
        self.fix.of(language)
    }

    /// Returns what an app can show to its end user about this cause, in a language. Returns `None` if
    /// that is the text of the code, and an empty text if there is nothing to show.
    pub const fn user_message_in(&self, language: Language<S>) -> Option<&'static str> {
        match self.user {
            Some(text) => Some(text.of(language)),
            None => None,
        }
    }

    /// Returns who needs to apply the fix.
    pub const fn fix_by(&self) -> FixBy {
        self.fix_by
    }

    /// Returns the retry advice for this cause.
    pub const fn retry(&self) -> Retry {
        self.retry
    }

    /// Returns the part of the service that the cause belongs to.
    pub const fn area(&self) -> S::Area {
        self.area
    }

    /// Returns the platform that the cause occurs on, or `None` if it can occur on any.
    pub const fn platform(&self) -> Option<S::Platform> {
        self.platform
    }

    /// Returns words that placeholders of the patterns do not stand for. A message with one of them
    /// only suggests the cause.
    pub const fn except(&self) -> &'static [&'static str] {
        self.except.of(S::STRINGS)
    }

    /// Returns the error message patterns that identify this cause. `{name}` is a placeholder for
    /// one word, `{name...}` for any text.
    pub const fn patterns(&self) -> &'static [&'static str] {
        self.patterns.of(S::STRINGS)
    }

    /// Returns the error message patterns that suggest this cause without proving it.
    pub const fn hints(&self) -> &'static [&'static str] {
        self.hints.of(S::STRINGS)
    }

    /// Returns error messages that the patterns with placeholders were checked with.
    pub const fn samples(&self) -> &'static [&'static str] {
        self.samples.of(S::STRINGS)
    }

    /// Returns the sources that document the cause.
    pub const fn sources(&self) -> &'static [S::Source] {
        self.sources.of(S::SOURCES)
    }
}

impl<S: Schema> fmt::Debug for Cause<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cause")
            .field("id", &self.id)
            .field("description", &self.description())
            .field("fix", &self.fix())
            .field("user", &self.user)
            .field("fix_by", &self.fix_by)
            .field("retry", &self.retry)
            .field("area", &self.area)
            .field("platform", &self.platform)
            .field("patterns", &self.patterns())
            .field("except", &self.except())
            .field("hints", &self.hints())
            .field("samples", &self.samples())
            .field("sources", &self.sources())
            .finish()
    }
}

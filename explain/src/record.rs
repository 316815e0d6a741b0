//! What a table says, in the form that JSON output has.

use commsease_status::{CodeRange, Language, Outcome, Retry, Schema, Status, Vocabulary};
use serde::Serialize;

use crate::Number;

/// Returns the id of a value, or `None` if the table does not declare its vocabulary.
#[must_use]
pub fn id<V: Vocabulary>(value: V) -> Option<&'static str> {
    (!V::ALL.is_empty()).then(|| value.id())
}

/// Returns the ids of values.
#[must_use]
pub fn ids<V: Vocabulary>(values: &[V]) -> Vec<&'static str> {
    values.iter().map(|value| value.id()).collect()
}

/// A range of codes.
#[derive(Clone, Debug, Serialize)]
pub struct Range {
    /// The name.
    pub name: &'static str,
    /// The first code.
    pub first: Number,
    /// The last code.
    pub last: Number,
    /// The last digits of its codes, if not all codes are in it.
    pub suffix: Option<&'static str>,
    /// What its codes mean.
    pub summary: &'static str,
    /// The category of its codes, if they have one.
    pub category: Option<&'static str>,
    /// The outcome of the request, if it is known.
    pub outcome: Option<Outcome>,
    /// When to retry the request, if it is known.
    pub retry: Option<Retry>,
}

impl Range {
    /// Returns the range in a language.
    #[must_use]
    pub fn new<S: Status>(range: &CodeRange<S>, language: Language<S>) -> Self {
        Self {
            name: range.name(),
            first: Number::new::<S>(range.first()),
            last: Number::new::<S>(range.last()),
            suffix: range.suffix(),
            summary: range.summary_in(language),
            category: range.category().and_then(id),
            outcome: range.outcome(),
            retry: range.retry(),
        }
    }

    /// Returns the codes of the range, such as `109000–109999`, or `*421` for those with a suffix.
    #[must_use]
    pub fn codes(&self) -> String {
        match self.suffix {
            Some(suffix) => format!("*{suffix}"),
            None => format!("{}\u{2013}{}", self.first, self.last),
        }
    }
}

/// What a code means on a platform.
#[derive(Clone, Debug, Serialize)]
pub struct Meaning {
    /// The platform.
    pub platform: &'static str,
    /// What the code means there.
    pub summary: &'static str,
    /// What an app can show to its end user.
    pub user_message: Option<&'static str>,
    /// The category of the code there.
    pub category: Option<&'static str>,
    /// The outcome of the request.
    pub outcome: Outcome,
    /// When to retry the request.
    pub retry: Retry,
    /// The identifiers in the platform's SDK.
    pub sdk_names: &'static [&'static str],
    /// The sources that document the meaning.
    pub sources: Vec<&'static str>,
}

impl Meaning {
    /// Returns the meaning in a language.
    #[must_use]
    pub fn new<S: Schema>(meaning: &commsease_status::Meaning<S>, language: Language<S>) -> Self {
        Self {
            platform: meaning.platform().id(),
            summary: meaning.summary_in(language),
            user_message: meaning.user_message_in(language),
            category: id(meaning.category()),
            outcome: meaning.outcome(),
            retry: meaning.retry(),
            sdk_names: meaning.sdk_names(),
            sources: ids(meaning.sources()),
        }
    }
}

/// Why a code is deprecated.
#[derive(Clone, Debug, Serialize)]
pub struct Deprecation {
    /// The version of the table.
    pub since: &'static str,
    /// Why.
    pub note: &'static str,
    /// The code to use instead.
    pub replaced_by: Option<Number>,
}

impl Deprecation {
    /// Returns the deprecation in a language.
    #[must_use]
    pub fn new<S: Status>(
        deprecation: &commsease_status::Deprecation,
        language: Language<S>,
    ) -> Self {
        Self {
            since: deprecation.since(),
            note: deprecation.note_in(language),
            replaced_by: deprecation.replaced_by().map(Number::new::<S>),
        }
    }

    /// Returns the sentence that names the code to use instead, after a space, or nothing. `show`
    /// formats the code.
    #[must_use]
    pub fn instead(&self, show: impl Fn(&Number) -> String) -> String {
        let code = self.replaced_by.as_ref().map(show);
        code.map_or_else(String::new, |code| format!(" Use {code} instead."))
    }
}

/// A code or a name that no entry can have.
#[derive(Clone, Debug, Serialize)]
pub struct Reserved {
    /// The code.
    pub code: Option<Number>,
    /// The name.
    pub name: Option<&'static str>,
    /// Why.
    pub note: &'static str,
}

impl Reserved {
    /// Returns the reserved code or name in a language.
    #[must_use]
    pub fn new<S: Status>(reserved: &commsease_status::Reserved, language: Language<S>) -> Self {
        Self {
            code: reserved.code().map(Number::new::<S>),
            name: reserved.name(),
            note: reserved.note_in(language),
        }
    }

    /// Returns what reserves a code, if anything does.
    #[must_use]
    pub fn of_code<S: Status>(code: i32, language: Language<S>) -> Option<Self> {
        let mut all = S::reserved().iter();
        all.find(|it| it.code() == Some(code))
            .map(|it| Self::new(it, language))
    }

    /// Returns what reserves a name, which is reserved in any case.
    #[must_use]
    pub fn of_name<S: Status>(name: &str, language: Language<S>) -> Option<Self> {
        let is_name = |it: &str| it.eq_ignore_ascii_case(name);
        let mut all = S::reserved().iter();
        all.find(|it| it.name().is_some_and(is_name))
            .map(|it| Self::new(it, language))
    }
}

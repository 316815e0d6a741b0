//! What a table says, in the form that JSON output has.

use commsease_status::{CodeRange, Language, Outcome, Retry, Schema, Status, Vocabulary};
use serde::Serialize;

use crate::number::Number;

/// Returns the id of a value, or `None` if the table does not declare its vocabulary.
pub(crate) fn id<V: Vocabulary>(value: V) -> Option<&'static str> {
    (!V::ALL.is_empty()).then(|| value.id())
}

/// Returns the ids of values.
pub(crate) fn ids<V: Vocabulary>(values: &[V]) -> Vec<&'static str> {
    values.iter().map(|value| value.id()).collect()
}

/// Returns codes as they are written.
pub(crate) fn numbers<S: Status>(codes: &[i32]) -> Vec<Number> {
    codes.iter().map(|code| Number::new::<S>(*code)).collect()
}

/// A range of codes.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Range {
    pub(crate) name: &'static str,
    pub(crate) first: Number,
    pub(crate) last: Number,
    pub(crate) suffix: Option<&'static str>,
    pub(crate) summary: &'static str,
    pub(crate) category: Option<&'static str>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) retry: Option<Retry>,
}

impl Range {
    pub(crate) fn new<S: Status>(range: &CodeRange<S>, language: Language<S>) -> Self {
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
    pub(crate) fn codes(&self) -> String {
        match self.suffix {
            Some(suffix) => format!("*{suffix}"),
            None => format!("{}\u{2013}{}", self.first, self.last),
        }
    }
}

/// What a code means on a platform.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Meaning {
    pub(crate) platform: &'static str,
    pub(crate) summary: &'static str,
    /// What an app can show to its end user.
    pub(crate) user_message: Option<&'static str>,
    pub(crate) category: Option<&'static str>,
    pub(crate) outcome: Outcome,
    pub(crate) retry: Retry,
    pub(crate) sdk_names: &'static [&'static str],
    pub(crate) sources: Vec<&'static str>,
}

impl Meaning {
    pub(crate) fn new<S: Schema>(
        meaning: &commsease_status::Meaning<S>,
        language: Language<S>,
    ) -> Self {
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
pub(crate) struct Deprecation {
    pub(crate) since: &'static str,
    pub(crate) note: &'static str,
    pub(crate) replaced_by: Option<Number>,
}

impl Deprecation {
    pub(crate) fn new<S: Status>(
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
    pub(crate) fn instead(&self, show: impl Fn(&Number) -> String) -> String {
        let code = self.replaced_by.as_ref().map(show);
        code.map_or_else(String::new, |code| format!(" Use {code} instead."))
    }
}

/// A code or a name that no entry can have.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Reserved {
    pub(crate) code: Option<Number>,
    pub(crate) name: Option<&'static str>,
    pub(crate) note: &'static str,
}

impl Reserved {
    pub(crate) fn new<S: Status>(
        reserved: &commsease_status::Reserved,
        language: Language<S>,
    ) -> Self {
        Self {
            code: reserved.code().map(Number::new::<S>),
            name: reserved.name(),
            note: reserved.note_in(language),
        }
    }

    /// Returns what reserves a code, if anything does.
    pub(crate) fn of_code<S: Status>(code: i32, language: Language<S>) -> Option<Self> {
        let mut all = S::reserved().iter();
        all.find(|it| it.code() == Some(code))
            .map(|it| Self::new(it, language))
    }

    /// Returns what reserves a name, which is reserved in any case.
    pub(crate) fn of_name<S: Status>(name: &str) -> Option<Self> {
        let is_name = |it: &str| it.eq_ignore_ascii_case(name);
        let mut all = S::reserved().iter();
        all.find(|it| it.name().is_some_and(is_name))
            .map(|it| Self::new(it, Language::<S>::ENGLISH))
    }
}

/// A documented cause.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Cause {
    pub(crate) id: &'static str,
    pub(crate) description: &'static str,
    pub(crate) fix: &'static str,
    /// What an app can show to its end user, if it differs from that of the code.
    pub(crate) user_message: Option<&'static str>,
    pub(crate) fix_by: commsease_status::FixBy,
    pub(crate) retry: Retry,
    pub(crate) area: Option<&'static str>,
    pub(crate) platform: Option<&'static str>,
    pub(crate) patterns: &'static [&'static str],
    pub(crate) except: &'static [&'static str],
    pub(crate) hints: &'static [&'static str],
    pub(crate) samples: &'static [&'static str],
    pub(crate) sources: Vec<&'static str>,
}

impl Cause {
    fn new<S: Schema>(cause: &commsease_status::Cause<S>, language: Language<S>) -> Self {
        Self {
            id: cause.id(),
            description: cause.description_in(language),
            fix: cause.fix_in(language),
            user_message: cause.user_message_in(language),
            fix_by: cause.fix_by(),
            retry: cause.retry(),
            area: id(cause.area()),
            platform: cause.platform().and_then(id),
            patterns: cause.patterns(),
            except: cause.except(),
            hints: cause.hints(),
            samples: cause.samples(),
            sources: ids(cause.sources()),
        }
    }
}

/// One code of a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) code: Number,
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) category: Option<&'static str>,
    pub(crate) area: Option<&'static str>,
    pub(crate) outcome: Outcome,
    pub(crate) retry: Retry,
    pub(crate) deprecated: bool,
}

impl Line {
    pub(crate) fn new<S: Status>(status: S, language: Language<S>) -> Self {
        Self {
            code: Number::new::<S>(status.code()),
            name: status.name(),
            summary: status.summary_in(language),
            category: id(status.category()),
            area: id(status.area()),
            outcome: status.outcome(),
            retry: status.retry(),
            deprecated: status.deprecation().is_some(),
        }
    }
}

/// Everything that a table says about a code.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) code: Number,
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) category: Option<&'static str>,
    pub(crate) area: Option<&'static str>,
    pub(crate) outcome: Outcome,
    pub(crate) retry: Retry,
    pub(crate) sdk_names: &'static [&'static str],
    pub(crate) shared_sdk_names: &'static [&'static str],
    pub(crate) texts: &'static [&'static str],
    pub(crate) advice: Option<&'static str>,
    /// What an app can show to its end user.
    pub(crate) user_message: Option<&'static str>,
    pub(crate) keywords: &'static [&'static str],
    pub(crate) see_also: Vec<Number>,
    pub(crate) deprecation: Option<Deprecation>,
    pub(crate) sources: Vec<&'static str>,
    pub(crate) meanings: Vec<Meaning>,
    pub(crate) causes: Vec<Cause>,
}

impl Entry {
    pub(crate) fn new<S: Status>(status: S, language: Language<S>) -> Self {
        let (meanings, causes) = (status.meanings(), status.causes());
        let deprecation = status.deprecation();
        Self {
            code: Number::new::<S>(status.code()),
            name: status.name(),
            summary: status.summary_in(language),
            category: id(status.category()),
            area: id(status.area()),
            outcome: status.outcome(),
            retry: status.retry(),
            sdk_names: status.sdk_names(),
            shared_sdk_names: status.shared_sdk_names(),
            texts: status.texts(),
            advice: status.advice_in(language),
            user_message: status.user_message_in(language),
            keywords: status.keywords(),
            see_also: numbers::<S>(status.see_also()),
            deprecation: deprecation.map(|it| Deprecation::new(it, language)),
            sources: ids(status.sources()),
            meanings: meanings
                .iter()
                .map(|it| Meaning::new(it, language))
                .collect(),
            causes: causes.iter().map(|it| Cause::new(it, language)).collect(),
        }
    }
}

/// What a response looks like.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ResponseForm {
    codes: &'static [&'static str],
    messages: &'static [&'static str],
    labels: &'static [&'static str],
    not_after: &'static [&'static str],
}

impl ResponseForm {
    pub(crate) fn new(form: commsease_status::ResponseForm) -> Self {
        Self {
            codes: form.codes(),
            messages: form.messages(),
            labels: form.labels(),
            not_after: form.not_after(),
        }
    }
}

/// How an SDK prints an error.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LogForm {
    id: &'static str,
    pattern: &'static str,
    platform: Option<&'static str>,
    samples: &'static [&'static str],
    sources: Vec<&'static str>,
}

impl LogForm {
    pub(crate) fn new<S: Schema>(form: &commsease_status::LogForm<S>) -> Self {
        Self {
            id: form.id(),
            pattern: form.pattern(),
            platform: form.platform().and_then(id),
            samples: form.samples(),
            sources: ids(form.sources()),
        }
    }
}

/// A value of a vocabulary.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Value {
    pub(crate) id: &'static str,
    pub(crate) summary: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) advice: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_message: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) succeeds: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<&'static str>,
}

/// Returns all values of a vocabulary.
pub(crate) fn vocabulary<V: Vocabulary, S: Schema>(language: Language<S>) -> Vec<Value> {
    let value = |value: &V| Value {
        id: value.id(),
        summary: value.summary_in(language),
        advice: value.advice_in(language),
        user_message: value.user_message_in(language),
        parent: value.parent().map(V::id),
        succeeds: value.succeeds().map(V::id),
        date: value.date(),
    };
    V::ALL.iter().map(value).collect()
}

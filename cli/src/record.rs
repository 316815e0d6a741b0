//! What a table says, in the form that JSON output has.

use commsease_status::{Language, Outcome, Retry, Schema, Status, Vocabulary};
pub(crate) use commsease_status_explain::{
    Deprecation, Meaning, Number, Range, Reserved, id, ids, numbers,
};
use serde::Serialize;

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

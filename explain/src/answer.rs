//! What is known of a code and a message, in every format.

use commsease_status::{
    Diagnosis, Evidence, FixBy, Language, Meaning, Outcome, Retry, Status, Vocabulary,
};
use serde::{Serialize, Serializer};

use crate::record;
use crate::scope::Scope;
use crate::sentence::Sentence;
use crate::{Note, Number, numbers};

/// What is known of a code and a message. As JSON, it is what `explain --format json` prints.
#[derive(Clone, Debug, Serialize)]
pub struct Answer<'m> {
    /// The code.
    pub code: Number,
    /// The name of its variant, if the code is known.
    pub name: Option<&'static str>,
    /// What the code means, in one sentence.
    pub summary: &'static str,
    /// How specific the answer is.
    pub evidence: Evidence,
    /// The error message.
    pub message: Option<&'m str>,
    /// What the placeholders of the pattern captured.
    #[serde(serialize_with = "as_object")]
    pub captures: Vec<(&'static str, &'m str)>,
    /// The code and the proven cause, such as `414/chat-room-closed`.
    pub key: String,
    /// The platform, if the code has a meaning of its own there.
    pub platform: Option<&'static str>,
    /// The category of the code.
    pub category: Option<&'static str>,
    /// The outcome of the request.
    pub outcome: Option<Outcome>,
    /// When to retry the request.
    pub retry: Option<Retry>,
    /// The cause that the message proves, or all that are possible.
    pub causes: Vec<Cause<'m>>,
    /// What to do if no cause is known.
    pub advice: Option<&'static str>,
    /// What an app can show to its end user.
    pub user_message: Option<&'static str>,
    /// The ranges that describe a code without an entry.
    pub ranges: Vec<record::Range>,
    /// What the code means on platforms that redefine it.
    pub meanings: Vec<record::Meaning>,
    /// The SDK identifiers of the code.
    pub sdk_names: &'static [&'static str],
    /// The codes with the same meaning.
    pub see_also: Vec<Number>,
    /// Why the code is deprecated, if it is.
    pub deprecation: Option<record::Deprecation>,
    /// Why the code has no entry, if it must not have one.
    pub reserved: Option<record::Reserved>,
    /// The sources that document the code.
    pub sources: Vec<&'static str>,
    /// The failed items of a batch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failed_items: Vec<Answer<'m>>,
    /// The text under `detail.reason`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'m str>,
    /// What the reader must know about the answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// The answers for the other responses in the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Answer<'m>>,
    /// What the code means in general, if the answer is the meaning on a platform.
    #[serde(skip)]
    pub general: Option<&'static str>,
    /// The platform that defines the meaning, which can be related to the one asked for.
    #[serde(skip)]
    defined_on: Option<&'static str>,
    /// Whether the platform is unknown and decides what the code means.
    #[serde(skip)]
    pub depends_on_platform: bool,
}

/// A documented cause.
#[derive(Clone, Debug, Serialize)]
pub struct Cause<'m> {
    /// The id, which is also the anchor on the page of the code.
    pub id: &'static str,
    /// What happened.
    pub description: Sentence<'m>,
    /// What to do.
    pub fix: Sentence<'m>,
    description_template: &'static str,
    fix_template: &'static str,
    /// Who needs to act.
    pub fix_by: FixBy,
    /// When to retry the request.
    pub retry: Retry,
    area: Option<&'static str>,
    /// The only platform on which it occurs, if it is limited to one.
    pub platform: Option<&'static str>,
    /// The error messages that prove it.
    pub patterns: &'static [&'static str],
    /// Whether the message suggests the cause without proving it.
    pub hinted: bool,
}

impl<'m> Answer<'m> {
    /// Returns what the table says about a code and a message. If the code has a meaning of its own
    /// on `platform`, that is the answer.
    ///
    /// ```
    /// use commsease_status::{Platform, diagnose};
    /// use commsease_status_explain::Answer;
    ///
    /// let diagnosis = diagnose(1, None);
    /// assert!(Answer::new(&diagnosis, None).depends_on_platform);
    /// let answer = Answer::new(&diagnosis, Some(Platform::Ios));
    /// assert_eq!((answer.platform, answer.depends_on_platform), (Some("ios"), false));
    /// ```
    #[must_use]
    pub fn new<S: Status>(diagnosis: &Diagnosis<'m, S>, platform: Option<S::Platform>) -> Self {
        let status = diagnosis.status();
        let message = diagnosis.message();
        let meanings = status.map_or(&[][..], S::meanings);
        let scope = Scope::new(status, platform);
        let diagnosis = scope.narrow(diagnosis);
        let captures: Vec<_> = diagnosis.captures().collect();
        let causes = scope.causes(&diagnosis).into_iter();
        let causes = causes.map(|cause| Cause::new(&diagnosis, cause, &captures));
        let code = diagnosis.code().as_i32();
        let language = diagnosis.language();
        let ranges = diagnosis.ranges().filter(|_| status.is_none());
        let mut answer = Self {
            code: Number::new::<S>(code),
            name: status.map(S::name),
            summary: diagnosis.summary(),
            evidence: diagnosis.evidence(),
            message,
            key: diagnosis.key().to_string(),
            platform: None,
            category: diagnosis.code().category().and_then(record::id),
            outcome: diagnosis.outcome(),
            retry: diagnosis.retry(),
            causes: causes.collect(),
            captures,
            advice: diagnosis.advice(),
            user_message: diagnosis.user_message(),
            ranges: ranges.map(|it| record::Range::new(it, language)).collect(),
            meanings: meanings
                .iter()
                .map(|it| record::Meaning::new(it, language))
                .collect(),
            sdk_names: status.map_or(&[], S::sdk_names),
            see_also: numbers::<S>(status.map_or(&[], S::see_also)),
            deprecation: status
                .and_then(S::deprecation)
                .map(|it| record::Deprecation::new(it, language)),
            reserved: record::Reserved::of_code(code, language),
            sources: status.map_or_else(Vec::new, |status| record::ids(status.sources())),
            failed_items: Vec::new(),
            reason: None,
            notes: Vec::new(),
            others: Vec::new(),
            general: None,
            defined_on: None,
            depends_on_platform: platform.is_none() && !meanings.is_empty(),
        };
        if answer.evidence == Evidence::Hint && !answer.causes.iter().any(|it| it.hinted) {
            answer.evidence = Evidence::Code;
        }
        if let Some((meaning, platform)) = scope.meaning.zip(platform) {
            answer.platform = Some(platform.id());
            answer.specialize(meaning, language);
        }
        answer
    }

    /// Returns `true` if the table has the code.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.name.is_some()
    }

    /// Returns `true` if the message selected the only cause.
    #[must_use]
    pub fn is_cause_proven(&self) -> bool {
        self.evidence >= Evidence::Pattern
    }

    /// Returns the meanings on other platforms than that of the answer.
    pub fn other_meanings(&self) -> impl Iterator<Item = &record::Meaning> {
        let meanings = self.meanings.iter();
        meanings.filter(|meaning| Some(meaning.platform) != self.defined_on)
    }

    /// Returns the category, the outcome, and the retry advice on one line, as far as they are known.
    #[must_use]
    pub fn facts(&self, code: impl Fn(&str) -> String) -> Option<String> {
        let category = self.category.map(|it| format!("Category: {}", code(it)));
        let outcome = self
            .outcome
            .map(|it| format!("Outcome: {}", it.description()));
        let retry = self.retry.map(|it| format!("Retry: {}", it.description()));
        let facts: Vec<String> = [category, outcome, retry].into_iter().flatten().collect();
        (!facts.is_empty()).then(|| facts.join(" \u{b7} "))
    }

    /// Returns the codes with the same meaning, separated by commas, if there are any.
    #[must_use]
    pub fn see_also(&self) -> Option<String> {
        let codes: Vec<String> = self.see_also.iter().map(ToString::to_string).collect();
        (!codes.is_empty()).then(|| codes.join(", "))
    }

    /// Returns the reason, unless it is the message.
    #[must_use]
    pub fn own_reason(&self) -> Option<&'m str> {
        self.reason
            .filter(|reason| self.message != Some(reason) && !reason.trim().is_empty())
    }

    /// Replaces the general meaning with that on a platform.
    fn specialize<S: Status>(&mut self, meaning: &Meaning<S>, language: Language<S>) {
        let is_failure = meaning.outcome() == Outcome::Failure;
        self.general = Some(self.summary);
        self.defined_on = Some(meaning.platform().id());
        self.summary = meaning.summary_in(language);
        self.category = record::id(meaning.category());
        self.outcome = Some(meaning.outcome());
        if !self.is_cause_proven() {
            self.retry = Some(meaning.retry());
            let advice = meaning.category().advice_in(language);
            self.advice = advice.filter(|_| is_failure);
            self.user_message = meaning.user_message_in(language);
        }
        self.see_also.clear();
        self.sdk_names = meaning.sdk_names();
        self.sources = record::ids(meaning.sources());
    }
}

impl<'m> Cause<'m> {
    fn new<S: Status>(
        diagnosis: &Diagnosis<'m, S>,
        cause: &commsease_status::Cause<S>,
        captures: &[(&'static str, &'m str)],
    ) -> Self {
        let language = diagnosis.language();
        let (description, fix) = (cause.description_in(language), cause.fix_in(language));
        Self {
            id: cause.id(),
            description: Sentence::new(description, captures),
            fix: Sentence::new(fix, captures),
            description_template: description,
            fix_template: fix,
            fix_by: cause.fix_by(),
            retry: cause.retry(),
            area: record::id(cause.area()),
            platform: cause.platform().and_then(record::id),
            patterns: cause.patterns(),
            hinted: diagnosis.is_hinted(cause),
        }
    }
}

fn as_object<S: Serializer>(
    captures: &[(&'static str, &str)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(captures.iter().copied())
}

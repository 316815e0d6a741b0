//! From a code and the error message that came with it to what happened and how to fix it.

use core::fmt;

use crate::StatusCode;
use crate::code::Code;
use crate::evidence::Evidence;
use crate::interpolated::{Interpolated, space_after};
use crate::shared::keywords::{Outcome, Retry};
use crate::shared::{message, text};
use crate::status::Status;
use crate::table::{Cause, CodeRange, Language, Pattern};
use crate::vocabulary::Vocabulary;

/// Diagnoses a `CommsEase` status code and the error message that came with it.
///
/// The message only selects among the causes of the code. Matching ignores how programs write it:
/// ASCII case, quotes, brackets around it, final punctuation, the kind and the number of spaces,
/// full-width forms, invisible characters, and escapes of JSON and HTML. This function does not
/// allocate.
///
/// # Examples
///
/// ```
/// use commsease_status::{StatusCode, diagnose};
///
/// let diagnosis = diagnose(414, Some("Exceed the maximum account 100"));
/// assert_eq!(diagnosis.status(), Some(StatusCode::InvalidParameter));
/// assert_eq!(diagnosis.cause().map(|cause| cause.id()), Some("account-limit"));
/// assert_eq!(diagnosis.capture("limit"), Some("100"));
/// ```
pub fn diagnose(code: i32, message: Option<&str>) -> Diagnosis<'_> {
    Diagnosis::new(code, message)
}

/// What is known of a response.
///
/// # Examples
///
/// ```
/// use commsease_status::diagnose;
///
/// let diagnosis = diagnose(414, Some("check roomid"));
/// assert_eq!(diagnosis.cause().unwrap().id(), "chat-room-closed");
/// assert_eq!(diagnosis.causes().count(), 1);
///
/// let vague = diagnose(414, None);
/// assert!(vague.cause().is_none());
/// assert!(vague.causes().count() > 10);
/// ```
#[derive(Clone, Copy)]
#[must_use = "a diagnosis has no effect on its own"]
pub struct Diagnosis<'m, S: Status = StatusCode> {
    code: Code<S>,
    message: Option<&'m str>,
    /// The pattern that the message matched.
    selected: Option<&'static Pattern>,
    language: Language<S>,
}

impl<'m, S: Status> Diagnosis<'m, S> {
    /// Diagnoses a code of any table and the error message that came with it.
    pub fn new(code: i32, message: Option<&'m str>) -> Self {
        let code = Code::from(code);
        let selected = message.and_then(|message| select(code, message));
        Self {
            code,
            message,
            selected,
            language: Language::ENGLISH,
        }
    }

    /// Returns the diagnosis with its texts in a language. They are in English before.
    ///
    /// ```
    /// use commsease_status::{StatusCode, diagnose};
    ///
    /// let diagnosis = diagnose(416, None).in_language(StatusCode::ZH);
    /// assert_eq!(diagnosis.summary(), StatusCode::RateLimited.summary_in(StatusCode::ZH));
    /// ```
    pub const fn in_language(self, language: Language<S>) -> Self {
        Self { language, ..self }
    }

    /// Returns the language of the texts.
    #[must_use]
    pub const fn language(&self) -> Language<S> {
        self.language
    }

    /// Returns the code, known or unknown.
    #[must_use]
    pub const fn code(&self) -> Code<S> {
        self.code
    }

    /// Returns the error message, unmodified.
    #[must_use]
    pub const fn message(&self) -> Option<&'m str> {
        self.message
    }

    /// Returns the variant, or `None` if the code is unknown.
    #[must_use]
    pub fn status(&self) -> Option<S> {
        self.code.status()
    }

    /// Returns how specific the diagnosis is.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        match self.selected {
            Some(pattern) if pattern.text.contains('{') => Evidence::Pattern,
            Some(_) => Evidence::Message,
            None if self.all_causes().iter().any(|cause| self.is_hinted(cause)) => Evidence::Hint,
            None if self.is_text() => Evidence::Text,
            None if self.code.entry().is_some() => Evidence::Code,
            None if self.code.range().is_some() => Evidence::Range,
            None => Evidence::Unknown,
        }
    }

    /// Returns the cause that the message proves, if any.
    #[must_use]
    pub fn cause(&self) -> Option<&'static Cause<S>> {
        self.selected
            .and_then(|pattern| self.all_causes().get(pattern.cause as usize))
    }

    /// Returns the cause that the message proves or, failing that, all causes of the code, beginning
    /// with those that the message suggests.
    pub fn causes(&self) -> impl Iterator<Item = &'static Cause<S>> {
        let all = self
            .cause()
            .map_or(self.all_causes(), core::slice::from_ref);
        let this = *self;
        let hinted = all.iter().filter(move |cause| this.is_hinted(cause));
        hinted.chain(all.iter().filter(move |cause| !this.is_hinted(cause)))
    }

    /// Returns `true` if the message suggests `cause` without proving it.
    pub fn is_hinted(&self, cause: &Cause<S>) -> bool {
        let (None, Some(message)) = (self.selected, self.message) else {
            return false;
        };
        let causes = self.all_causes();
        let is_for_cause = |hint: &Pattern| {
            causes
                .get(hint.cause as usize)
                .is_some_and(|hinted| hinted.id == cause.id)
        };
        let details = self.code.details();
        let hints = details.hints.of(S::TABLE.patterns).iter();
        // A pattern that matches, but not as a proof, is a hint.
        let mut hints = hints.chain(details.patterns.of(S::TABLE.patterns));
        hints.any(|hint| is_for_cause(hint) && message::matches(hint.text, message))
    }

    /// Returns `true` if the message is a fixed text of the code, which SDKs give with it for any
    /// cause.
    ///
    /// ```
    /// use commsease_status::diagnose;
    ///
    /// assert!(diagnose(190_002, Some("Illegal state")).is_text());
    /// assert!(!diagnose(190_002, Some("something else")).is_text());
    /// ```
    #[must_use]
    pub fn is_text(&self) -> bool {
        let (Some(status), Some(message)) = (self.status(), self.message) else {
            return false;
        };
        status.texts().iter().any(|it| text::is_same(it, message))
    }

    /// Returns what the code means, in one sentence: according to its entry or, failing that, to
    /// the narrowest range that contains it.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        match self.status() {
            Some(status) => status.summary_in(self.language),
            None => self
                .code
                .range()
                .map_or("Unknown status code.", |it| it.summary_in(self.language)),
        }
    }

    /// Returns all ranges that contain the code, the narrowest first.
    pub fn ranges(&self) -> impl Iterator<Item = &'static CodeRange<S>> {
        self.code.ranges()
    }

    /// Returns the outcome of the request, if the code determines it.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.code.outcome()
    }

    /// Returns the retry advice of the cause or, failing that, of the code.
    #[must_use]
    pub fn retry(&self) -> Option<Retry> {
        self.cause()
            .map(|cause| cause.retry)
            .or_else(|| self.code.retry())
    }

    /// Returns what to do if no cause is known: the advice of the code or, for a failure, that of its
    /// category, which is not specific to the code. Returns `None` if there is a cause.
    ///
    /// ```
    /// use commsease_status::diagnose;
    ///
    /// assert!(diagnose(414, None).advice().is_some());
    /// assert_eq!(diagnose(414, Some("check roomid")).advice(), None);
    /// assert_eq!(diagnose(200, None).advice(), None);
    /// ```
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        match self.status() {
            _ if self.selected.is_some() => None,
            Some(status) => status.advice_in(self.language),
            None => self.category_of_failure()?.advice_in(self.language),
        }
    }

    /// Returns what an app can show to its end user: the most specific text of the cause that the
    /// message proves, of the code, or of the category of a failure. Returns `None` if there is nothing
    /// to show, as for a success. The text is safe to show: it contains nothing of the message.
    ///
    /// ```
    /// use commsease_status::diagnose;
    ///
    /// let text = diagnose(416, None).user_message();
    /// assert!(text.is_some());
    /// assert_eq!(diagnose(200, None).user_message(), None);
    /// ```
    #[must_use]
    pub fn user_message(&self) -> Option<&'static str> {
        let of_cause = self
            .cause()
            .and_then(|it| it.user_message_in(self.language));
        match (of_cause, self.status()) {
            (Some(own), _) => Some(own).filter(|it| !it.is_empty()),
            (None, Some(status)) => status.user_message_in(self.language),
            (None, None) => self.category_of_failure()?.user_message_in(self.language),
        }
    }

    /// Returns the category, unless the code does not mean a failure.
    fn category_of_failure(&self) -> Option<S::Category> {
        let is_failure = self.code.is_failure();
        self.code.category().filter(|_| is_failure)
    }

    /// Returns a stable label for the diagnosis: the code, and the id of the cause if the message
    /// proves one.
    ///
    /// ```
    /// use commsease_status::diagnose;
    ///
    /// assert_eq!(diagnose(414, Some("check roomid")).key().to_string(), "414/chat-room-closed");
    /// assert_eq!(diagnose(414, None).key().to_string(), "414");
    /// ```
    #[must_use]
    pub fn key(&self) -> impl fmt::Display + use<S> {
        Key(self.code, self.cause().map(|cause| cause.id))
    }

    /// Returns the text captured by the placeholder `{name}` of the matching pattern.
    #[must_use]
    pub fn capture(&self, name: &str) -> Option<&'m str> {
        message::capture(self.selected?.text, self.message?, name)
    }

    /// Returns the names of all placeholders of the matching pattern, and the text that each
    /// captured.
    ///
    /// ```
    /// let diagnosis = commsease_status::diagnose(414, Some("Exceed the maximum account 100"));
    /// assert_eq!(diagnosis.captures().collect::<Vec<_>>(), [("limit", "100")]);
    /// ```
    pub fn captures(&self) -> impl Iterator<Item = (&'static str, &'m str)> {
        let this = *self;
        let placeholders = message::placeholders(self.selected.map_or("", |pattern| pattern.text));
        placeholders.filter_map(move |it| Some((it.name, this.capture(it.name)?)))
    }

    /// Returns what happened, with the captured text filled in.
    ///
    /// ```
    /// let diagnosis = commsease_status::diagnose(414, Some("Accid001 not register"));
    /// assert!(diagnosis.description().unwrap().to_string().contains("Accid001"));
    /// ```
    #[must_use]
    pub fn description(&self) -> Option<Interpolated<'m>> {
        self.cause()
            .map(|cause| self.interpolate(cause.description_in(self.language)))
    }

    /// Returns how to fix it, with the captured text filled in.
    ///
    /// ```
    /// let diagnosis = commsease_status::diagnose(414, Some("alice is not registered"));
    /// assert!(diagnosis.fix().unwrap().to_string().contains("alice"));
    /// ```
    #[must_use]
    pub fn fix(&self) -> Option<Interpolated<'m>> {
        let fix = self.cause()?.fix_in(self.language);
        Some(self.interpolate(fix))
    }

    /// Fills the captured text into a sentence of a cause.
    pub fn interpolate(&self, sentence: &'static str) -> Interpolated<'m> {
        let pattern = self.selected.map_or("", |pattern| pattern.text);
        Interpolated {
            sentence,
            pattern,
            message: self.message.unwrap_or_default(),
        }
    }

    fn all_causes(&self) -> &'static [Cause<S>] {
        self.code.details().causes.of(S::TABLE.causes)
    }
}

/// Returns the pattern that a message matches.
fn select<S: Status>(code: Code<S>, message: &str) -> Option<&'static Pattern> {
    let details = code.details();
    let causes = details.causes.of(S::TABLE.causes);
    let except = |pattern: &Pattern| match causes.get(pattern.cause as usize) {
        Some(cause) => cause.except(),
        None => &[],
    };
    let patterns = details.patterns.of(S::TABLE.patterns);
    message::select(patterns, |it| it.text, |it| except(it), message)
}

impl<S: Status> fmt::Debug for Diagnosis<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Diagnosis")
            .field("code", &self.code)
            .field("message", &self.message)
            .field("evidence", &self.evidence())
            .field("cause", &self.cause().map(Cause::id))
            .finish()
    }
}

/// Formats the code, name, cause, and fix on one line, as far as they are known, or the advice if no
/// cause is.
///
/// ```
/// use commsease_status::diagnose;
///
/// let line = diagnose(414, Some("check roomid")).to_string();
/// assert!(line.starts_with("414 InvalidParameter (chat-room-closed): "));
/// assert_eq!(diagnose(-40_404, None).to_string(), "-40404: Unknown status code.");
/// ```
impl<S: Status> fmt::Display for Diagnosis<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(status) = self.status() {
            write!(f, " {}", status.name())?;
        }
        match (self.cause(), self.description(), self.fix()) {
            (Some(cause), Some(description), Some(fix)) => {
                let space = space_after(cause.description_in(self.language));
                write!(f, " ({}): {description}{space}{fix}", cause.id)
            }
            _ => {
                write!(f, ": {}", self.summary())?;
                self.advice().map_or(Ok(()), |it| {
                    write!(f, "{}{it}", space_after(self.summary()))
                })
            }
        }
    }
}

struct Key<S: Status>(Code<S>, Option<&'static str>);

impl<S: Status> fmt::Display for Key<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(code, Some(cause)) => write!(f, "{code}/{cause}"),
            Self(code, None) => write!(f, "{code}"),
        }
    }
}

//! The trait that every generated enum implements.

use core::fmt;
use core::str::FromStr;

use crate::error::{ParseStatusError, UnknownCode};
use crate::shared::keywords::{Notation, Outcome, Retry};
use crate::table::{
    Cause, CodeRange, Deprecation, Language, LogForm, Meaning, Reserved, ResponseForm, Table,
    user_message,
};
use crate::vocabulary::{Schema, Vocabulary};

/// A trait implemented by every generated enum of status codes, including
/// [`StatusCode`](crate::StatusCode).
///
/// The enums also have most of these methods as inherent methods, which are `const`. Use the trait
/// to write generic code, such as a logging or metrics layer. The types of the vocabularies, such as
/// `S::Category`, come from the supertrait [`Schema`].
///
/// This trait is implemented only by generated code. The hidden items are exempt from semver
/// guarantees.
///
/// # Examples
///
/// ```
/// use std::collections::BTreeMap;
///
/// use commsease_status::{Cause, Diagnosis, Status, StatusCode, Vocabulary};
///
/// /// Counts how often each category and cause occurs.
/// #[derive(Default)]
/// struct Metrics(BTreeMap<(&'static str, &'static str), u64>);
///
/// impl Metrics {
///     fn count<S: Status>(&mut self, code: i32, message: Option<&str>) {
///         let diagnosis = Diagnosis::<S>::new(code, message);
///         let category = diagnosis.code().category().map_or("unknown", Vocabulary::id);
///         let cause = diagnosis.cause().map_or("unknown", Cause::id);
///         *self.0.entry((category, cause)).or_default() += 1;
///     }
/// }
///
/// let mut metrics = Metrics::default();
/// metrics.count::<StatusCode>(414, Some("check roomid"));
/// metrics.count::<StatusCode>(414, Some("Check roomid."));
/// metrics.count::<StatusCode>(-414, None);
/// assert_eq!(metrics.0[&("parameter", "chat-room-closed")], 2);
/// assert_eq!(metrics.0[&("unknown", "unknown")], 1);
/// ```
///
/// `Status` is not dyn compatible. To store a diagnosis without a type parameter, store what its
/// methods return: names and sentences are `&'static str`.
///
/// # Implementing traits for your enum
///
/// A generated enum is a type of the crate that includes it, so that crate can add inherent methods
/// and implement any trait for it. `Code<MyCode>`, `Diagnosis<'_, MyCode>`, and `Failure<MyCode>`
/// are types of this crate with your type as a parameter: `impl From<Failure<MyCode>> for MyError`
/// and `impl TheirTrait<MyCode> for Failure<MyCode>` are allowed.
pub trait Status:
    Schema
    + fmt::Debug
    + fmt::Display
    + FromStr<Err = ParseStatusError>
    + TryFrom<i32, Error = UnknownCode>
{
    /// The static data that the methods read. It contains no values of the enum.
    #[doc(hidden)]
    const TABLE: Table<Self>;

    /// All variants, sorted by code. Evaluation is quadratic in their number, so nothing that every
    /// program evaluates refers to it.
    #[doc(hidden)]
    const VARIANTS: &'static [Self];

    /// All languages. A program that refers to it contains the texts of all.
    #[doc(hidden)]
    const LANGUAGES: &'static [Language<Self>];

    /// The number of codes in the table.
    const COUNT: usize = Self::TABLE.names.len();

    /// Returns all variants, sorted by code.
    ///
    /// ```
    /// use commsease_status::{Status, StatusCode};
    ///
    /// assert_eq!(StatusCode::all().len(), StatusCode::COUNT);
    /// assert!(StatusCode::all().is_sorted_by_key(|status| status.code()));
    /// ```
    #[must_use]
    fn all() -> &'static [Self] {
        Self::VARIANTS
    }

    /// Returns the numeric code of the variant.
    fn code(self) -> i32;

    /// Returns the variant for a numeric code, or `None` if the code is unknown.
    fn from_code(code: i32) -> Option<Self>;

    /// Returns the variant with the given variant name or SDK identifier, or `None` if there is
    /// none.
    fn from_name(name: &str) -> Option<Self>;

    /// Returns the name of the variant.
    fn name(self) -> &'static str {
        Self::TABLE.index.string(Self::TABLE.names, self.code())
    }

    /// Returns what the code means, in one sentence.
    fn summary(self) -> &'static str {
        Self::TABLE.index.string(Self::TABLE.summaries, self.code())
    }

    /// Returns what the code means, in a language.
    fn summary_in(self, language: Language<Self>) -> &'static str {
        match language.summaries() {
            [] => self.summary(),
            summaries => Self::TABLE.index.string(summaries, self.code()),
        }
    }

    /// Returns the category of the code, such as `NotFound`.
    fn category(self) -> Self::Category {
        Self::TABLE.entry(self.code()).category
    }

    /// Returns the part of the service that the code comes from.
    fn area(self) -> Self::Area {
        Self::TABLE.entry(self.code()).area
    }

    /// Returns whether the request succeeded, partially succeeded, or failed.
    fn outcome(self) -> Outcome {
        Self::TABLE.entry(self.code()).outcome
    }

    /// Returns the retry advice for the code. A cause can refine it: see [`Cause::retry`].
    fn retry(self) -> Retry {
        Self::TABLE.entry(self.code()).retry
    }

    /// Returns the documented causes of the code; empty if there are none.
    fn causes(self) -> &'static [Cause<Self>] {
        Self::TABLE
            .details(self.code())
            .causes
            .of(Self::TABLE.causes)
    }

    /// Returns the platform-specific meanings of the code.
    fn meanings(self) -> &'static [Meaning<Self>] {
        Self::TABLE
            .details(self.code())
            .meanings
            .of(Self::TABLE.meanings)
    }

    /// Returns the meaning of the code on `platform` or, failing that, on its parent platform or on
    /// the one that succeeds it. Returns `None` if none of them redefines the code.
    fn meaning_on(self, platform: Self::Platform) -> Option<&'static Meaning<Self>> {
        let find = |is_right: &dyn Fn(Self::Platform) -> bool| {
            self.meanings()
                .iter()
                .find(|meaning| is_right(meaning.platform))
        };
        find(&|it| it == platform)
            .or_else(|| find(&|it| platform.parent() == Some(it)))
            .or_else(|| find(&|it| it.succeeds() == Some(platform)))
    }

    /// Returns the SDK identifiers of the code, including those of its meanings.
    fn sdk_names(self) -> &'static [&'static str] {
        Self::TABLE.entry(self.code()).sdk_names.of(Self::SDK_NAMES)
    }

    /// Returns SDK identifiers of the code that [`from_name`](Self::from_name) resolves to a
    /// different code.
    fn shared_sdk_names(self) -> &'static [&'static str] {
        Self::TABLE
            .details(self.code())
            .shared_sdk_names
            .of(Self::STRINGS)
    }

    /// Returns fixed error messages that SDKs give with the code. They say no more than the code.
    fn texts(self) -> &'static [&'static str] {
        Self::TABLE.details(self.code()).texts.of(Self::STRINGS)
    }

    /// Returns what to do when no cause is known, if the table says so: the advice of the code or, if
    /// it means a failure, that of its category.
    fn advice(self) -> Option<&'static str> {
        self.advice_in(Language::ENGLISH)
    }

    /// Returns the [`advice`](Self::advice) in a language.
    fn advice_in(self, language: Language<Self>) -> Option<&'static str> {
        let own = Self::TABLE.details(self.code()).advice;
        match (own, self.outcome()) {
            (Some(own), _) => Some(own.of(language)),
            (None, Outcome::Failure) => self.category().advice_in(language),
            (None, Outcome::Success | Outcome::Partial) => None,
        }
    }

    /// Returns what an app can show to its end user, in a language: the text of the code or, if it is a
    /// failure, that of its category. Returns `None` if there is nothing to show.
    ///
    /// ```
    /// use commsease_status::{Language, Status, StatusCode};
    ///
    /// let text = StatusCode::RateLimited.user_message_in(Language::ENGLISH);
    /// assert!(text.is_some());
    /// assert_eq!(StatusCode::Success.user_message_in(Language::ENGLISH), None);
    /// ```
    fn user_message_in(self, language: Language<Self>) -> Option<&'static str> {
        let own = Self::TABLE.details(self.code()).user;
        user_message(own, self.outcome(), self.category(), language)
    }

    /// Returns words that people search for and that occur nowhere else in the entry.
    fn keywords(self) -> &'static [&'static str] {
        Self::TABLE.details(self.code()).keywords.of(Self::STRINGS)
    }

    /// Returns the codes with the same meaning in other parts of the service.
    fn see_also(self) -> &'static [i32] {
        Self::TABLE
            .details(self.code())
            .see_also
            .of(Self::TABLE.see_also)
    }

    /// Returns the sources that document the code.
    fn sources(self) -> &'static [Self::Source] {
        Self::TABLE.details(self.code()).sources.of(Self::SOURCES)
    }

    /// Returns the deprecation notice, if the code is deprecated.
    fn deprecation(self) -> Option<&'static Deprecation> {
        Self::TABLE.details(self.code()).deprecation
    }

    /// Returns how people write the codes of the table.
    #[must_use]
    fn notation() -> Notation {
        Self::TABLE.notation
    }

    /// Returns the languages of the table: English, then those that it declares, in its order.
    #[must_use]
    fn languages() -> &'static [Language<Self>] {
        Self::LANGUAGES
    }

    /// Returns what a response of the service looks like.
    #[must_use]
    fn response_form() -> ResponseForm {
        Self::TABLE.response
    }

    /// Returns how SDKs print errors, the forms with the most literal text first.
    #[must_use]
    fn log_forms() -> &'static [LogForm<Self>] {
        Self::TABLE.logs
    }

    /// Returns the ranges that describe codes without an entry, the narrowest first.
    #[must_use]
    fn ranges() -> &'static [CodeRange<Self>] {
        Self::TABLE.ranges
    }

    /// Returns the codes and names that no entry can have, in the order of the table.
    #[must_use]
    fn reserved() -> &'static [Reserved] {
        Self::TABLE.reserved
    }
}

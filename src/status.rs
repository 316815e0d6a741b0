//! What every generated enum has in common, so that code can be written for all of them.

use core::fmt;
use core::hash::Hash;

use crate::cause::{Cause, Outcome, Retry, Sense};
use crate::diagnosis::Diagnosis;
use crate::range::Range;
use crate::table::{Deprecation, Table};

/// An enum of status codes that the generator made: this crate's [`StatusCode`](crate::StatusCode), and any other.
///
/// The enums have the same methods as inherent ones, most of them `const`; through the trait they serve generic code: a
/// logger, a metrics layer, the diagnosis itself.
///
/// Generated code alone implements it: the data behind [`TABLE`](Self::TABLE) is no part of the stable interface.
///
/// ```
/// use commsease_status::{Status, StatusCode};
///
/// /// A label for a counter of failures, for any table.
/// fn label<S: Status>(code: i32) -> &'static str {
///     S::from_code(code).map_or("unknown", S::name)
/// }
///
/// assert_eq!(label::<StatusCode>(414), "InvalidParameter");
/// assert_eq!(label::<StatusCode>(-414), "unknown");
/// ```
///
/// # Generic code
///
/// Take the enum as a parameter, and words of vocabularies by their [`id`](Word::id), which are stable. A layer that
/// counts failures needs no more than this, and works with any table:
///
/// ```
/// use std::collections::BTreeMap;
///
/// use commsease_status::{Cause, Status, StatusCode, Word};
///
/// /// How often each reason came.
/// #[derive(Default)]
/// struct Metrics(BTreeMap<(&'static str, &'static str), u64>);
///
/// impl Metrics {
///     fn count<S: Status>(&mut self, code: i32, text: Option<&str>) {
///         let diagnosis = S::diagnose(code, text);
///         let category = diagnosis.code().category().map_or("unknown", Word::id);
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
/// There is no `dyn Status`: a code is a number that is worth nothing without its table. Whoever cannot have the type
/// as a parameter keeps a diagnosis as [`dyn Explanation`](crate::Explanation), or what the methods give: names and
/// sentences are `&'static str`.
///
/// # What a crate can add to its enum
///
/// The generated enum is a type of the crate that has the table. Like any type of its own, it can have further inherent
/// methods and any trait of others, by an `impl` in the same crate. `Code<MyCode>`, `Diagnosis<'_, MyCode>` and
/// `Failure<MyCode>` are types of this crate with a parameter of yours: `impl From<Failure<MyCode>> for MyError` and
/// `impl TheirTrait<MyCode> for Failure<MyCode>` are allowed, `impl Display for Failure<MyCode>` is not, and is there
/// already.
pub trait Status:
    Copy + Eq + Ord + Hash + fmt::Debug + fmt::Display + Send + Sync + 'static
{
    /// The kinds of reasons that the table declares.
    type Category: Word;
    /// The parts of the service that the table declares.
    type Area: Word;
    /// The platforms that the table declares.
    type Platform: Word;
    /// The documents that the table declares.
    type Source: Word;

    /// All that is known of the codes. It names no value of the enum: see [`table`](crate::table).
    #[doc(hidden)]
    const TABLE: Table<Self>;

    /// Every code, in the order of their numbers. Where only generic code names it, it is evaluated for nobody but who
    /// uses it: see [`All`](crate::All).
    #[doc(hidden)]
    const VARIANTS: &'static [Self];

    /// The number of the code.
    fn code(self) -> i32;

    /// Every code, in the order of their numbers.
    fn all() -> &'static [Self] {
        Self::VARIANTS
    }

    /// The code with a number, if the table has it.
    fn from_code(code: i32) -> Option<Self>;

    /// The code with a name or an SDK identifier, if the table has it.
    fn from_name(name: &str) -> Option<Self>;

    /// The name of the variant.
    fn name(self) -> &'static str {
        Self::TABLE.name(self.code())
    }

    /// What the code means, in one sentence.
    fn summary(self) -> &'static str {
        Self::TABLE.summary(self.code())
    }

    /// The kind of reason.
    fn category(self) -> Self::Category {
        Self::TABLE.kind_of(self.code()).category
    }

    /// The part of the service it comes from.
    fn area(self) -> Self::Area {
        Self::TABLE.kind_of(self.code()).area
    }

    /// How a request ended that was answered with it.
    fn outcome(self) -> Outcome {
        Self::TABLE.kind_of(self.code()).outcome
    }

    /// Whether the same request makes sense again, as far as the number alone tells.
    fn retry(self) -> Retry {
        Self::TABLE.kind_of(self.code()).retry
    }

    /// The documented reasons for the code; empty where none is documented.
    fn causes(self) -> &'static [Cause<Self>] {
        Self::TABLE.causes(self.code())
    }

    /// What the code means on platforms that give it another meaning.
    fn senses(self) -> &'static [Sense<Self>] {
        Self::TABLE.senses(self.code())
    }

    /// What the code means on a platform, if that differs: the sense of the platform itself, or else of the wider one
    /// that it belongs to.
    fn sense(self, platform: Self::Platform) -> Option<&'static Sense<Self>> {
        let on = |platform| {
            self.senses()
                .iter()
                .find(|sense| sense.platform() == platform)
        };
        on(platform).or_else(|| platform.within().and_then(on))
    }

    /// The identifiers that SDKs have for the code.
    fn sdk_names(self) -> &'static [&'static str] {
        Self::TABLE.sdk_names(self.code())
    }

    /// Identifiers that some SDK has for the code and that lead to another one by name.
    fn shared_sdk_names(self) -> &'static [&'static str] {
        Self::TABLE.shared_sdk_names(self.code())
    }

    /// The numbers of codes that say the same elsewhere.
    fn see_also(self) -> &'static [i32] {
        Self::TABLE.see_also(self.code())
    }

    /// Where the code is documented.
    fn sources(self) -> &'static [Self::Source] {
        Self::TABLE.sources(self.code())
    }

    /// Why the code should no longer be used, if so.
    fn deprecation(self) -> Option<&'static Deprecation> {
        Self::TABLE.deprecations(self.code()).first()
    }

    /// What the table knows of numbers that it has no entry for.
    fn ranges() -> &'static [Range<Self>] {
        Self::TABLE.ranges
    }

    /// Says what a number and the text that came with it mean.
    fn diagnose(code: i32, text: Option<&str>) -> Diagnosis<'_, Self> {
        Diagnosis::new(code, text)
    }
}

/// A word of a closed vocabulary that a table declares, such as a category.
///
/// ```
/// use commsease_status::{Category, Word};
///
/// assert_eq!(Word::id(Category::NotFound), "not-found");
/// assert!(<Category as Word>::ALL.contains(&Category::NotFound));
/// ```
pub trait Word: Copy + Eq + Ord + Hash + fmt::Debug + fmt::Display + Send + Sync + 'static {
    /// All words, in the order of the table.
    const ALL: &'static [Self];

    /// The word as the table spells it: stable, and fit for a label in metrics.
    fn id(self) -> &'static str;

    /// What the word stands for.
    fn summary(self) -> &'static str;

    /// The wider word that this one belongs to, if there is one.
    fn within(self) -> Option<Self> {
        None
    }

    /// The day of the document that this word stands for, as `2026-01-31`.
    fn date(self) -> Option<&'static str> {
        None
    }
}

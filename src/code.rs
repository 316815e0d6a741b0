//! The generated enum, and numbers that need not be in it.

use core::fmt;
use core::marker::PhantomData;

use crate::cause::{Outcome, Retry};
use crate::range::Range;
use crate::status::Status;
use crate::table::Kind;

// `StatusCode` and its vocabularies, with their tables, made of `codes.toml`.
crate::include_codes!("codes");

/// A number as the service sent it, whether the table has it or not.
///
/// No number is ever lost or changed: what is unknown today may have an entry tomorrow.
///
/// ```
/// use commsease_status::{Code, Outcome, StatusCode};
///
/// let code = Code::new(414);
/// assert_eq!(code.status(), Some(StatusCode::InvalidParameter));
///
/// let newer = Code::new(114_404_404);
/// assert_eq!(newer.status(), None);
/// assert_eq!(newer.number(), 114_404_404);
/// assert_eq!(newer.outcome(), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Code<S: Status = StatusCode>(i32, PhantomData<S>);

impl Code {
    /// The code with a number of this crate's table.
    pub const fn new(number: i32) -> Self {
        Self::of(number)
    }
}

impl<S: Status> Code<S> {
    /// The code with a number of any table.
    pub const fn of(number: i32) -> Self {
        Self(number, PhantomData)
    }

    /// The number.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The variant, if the table has the number.
    pub fn status(self) -> Option<S> {
        S::from_code(self.0)
    }

    /// The narrowest range that the number is in.
    pub const fn range(self) -> Option<&'static Range<S>> {
        Range::narrowest(S::TABLE.ranges, self.0)
    }

    /// Every range that the number is in, in the order of the table.
    ///
    /// ```
    /// let code = commsease_status::Code::new(109_421);
    /// assert_eq!(code.status(), None);
    /// let names: Vec<_> = code.ranges().map(|range| range.name()).collect();
    /// assert_eq!(names, ["V10TeamMember", "V10AccountMuted"]);
    /// ```
    pub fn ranges(self) -> impl Iterator<Item = &'static Range<S>> {
        S::TABLE
            .ranges
            .iter()
            .filter(move |range| range.contains(self.0))
    }

    /// How the request ended: by the entry, else by the ranges, else nobody knows.
    pub fn outcome(self) -> Option<Outcome> {
        self.kind()
            .map(|kind| kind.outcome)
            .or_else(|| self.ranges().find_map(Range::outcome))
    }

    /// Whether the same request makes sense again: by the entry, else by the ranges, else nobody knows.
    pub fn retry(self) -> Option<Retry> {
        self.kind()
            .map(|kind| kind.retry)
            .or_else(|| self.ranges().find_map(Range::retry))
    }

    /// The kind of reason: by the entry, else by the ranges, else nobody knows.
    pub fn category(self) -> Option<S::Category> {
        self.kind()
            .map(|kind| kind.category)
            .or_else(|| self.ranges().find_map(Range::category))
    }

    /// What the entry says that others say too.
    const fn kind(self) -> Option<&'static Kind<S>> {
        S::TABLE.kind(self.0)
    }

    /// Whether it is known that all of what was asked is done. False for a number of which nothing is known.
    pub fn is_success(self) -> bool {
        self.outcome() == Some(Outcome::Success)
    }

    /// Whether it is known that the request failed. False for a number of which nothing is known.
    pub fn is_failure(self) -> bool {
        self.outcome() == Some(Outcome::Failure)
    }
}

/// Shows the number, with the name if the table has one: `Code(414 InvalidParameter)`.
impl<S: Status> fmt::Debug for Code<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status() {
            Some(status) => write!(f, "Code({} {})", self.0, status.name()),
            None => write!(f, "Code({})", self.0),
        }
    }
}

/// Shows the number.
impl<S: Status> fmt::Display for Code<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i32> for Code {
    fn from(number: i32) -> Self {
        Self::new(number)
    }
}

impl<S: Status> From<S> for Code<S> {
    fn from(status: S) -> Self {
        Self::of(status.code())
    }
}

impl<S: Status> From<Code<S>> for i32 {
    fn from(code: Code<S>) -> Self {
        code.0
    }
}

/// The table has no entry for a number.
///
/// ```
/// use commsease_status::StatusCode;
///
/// let error = StatusCode::try_from(415_000).unwrap_err();
/// assert_eq!(error.number(), 415_000);
/// assert_eq!(error.to_string(), "no status code has the number 415000");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnknownCode(i32);

impl UnknownCode {
    /// The error for a number; generated code makes it.
    #[doc(hidden)]
    pub const fn new(number: i32) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn number(self) -> i32 {
        self.0
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no status code has the number {}", self.0)
    }
}

impl core::error::Error for UnknownCode {}

/// A text is neither a name nor an SDK identifier nor a number that the table has.
///
/// ```
/// use commsease_status::StatusCode;
///
/// let error = "InvalidParrot".parse::<StatusCode>().unwrap_err();
/// assert_eq!(error.to_string(), "no status code has this name, SDK identifier or number");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnknownName(pub(crate) ());

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no status code has this name, SDK identifier or number")
    }
}

impl core::error::Error for UnknownName {}

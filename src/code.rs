//! Numeric codes, known or unknown.

use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;

use crate::StatusCode;
use crate::error::ParseStatusError;
use crate::shared::keywords::{Notation, Outcome, Retry};
use crate::status::Status;
use crate::table::{CodeRange, Details, Entry};

/// A numeric status code, known or unknown.
///
/// Unknown codes are preserved and may become known in a later version.
///
/// # Examples
///
/// ```
/// use commsease_status::{Code, Outcome, StatusCode};
///
/// let code = Code::new(414);
/// assert_eq!(code.status(), Some(StatusCode::InvalidParameter));
/// assert_eq!(code.outcome(), Some(Outcome::Failure));
///
/// let newer = Code::new(114_404_404);
/// assert_eq!(newer.status(), None);
/// assert_eq!(newer.as_i32(), 114_404_404);
/// assert_eq!(newer.outcome(), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Code<S: Status = StatusCode>(i32, PhantomData<S>);

impl Code {
    /// Creates a code of [`StatusCode`]. For any other table, use `Code::<MyCode>::from(code)`.
    #[must_use]
    pub const fn new(code: i32) -> Self {
        Self(code, PhantomData)
    }
}

impl<S: Status> Code<S> {
    /// Returns the code as an integer.
    #[must_use]
    pub const fn as_i32(self) -> i32 {
        self.0
    }

    /// Returns the variant, or `None` if the code is unknown.
    ///
    /// In a constant, use the inherent `from_code` of the enum, such as
    /// [`StatusCode::from_code`].
    #[must_use]
    pub fn status(self) -> Option<S> {
        S::from_code(self.0)
    }

    /// Returns the narrowest range that contains the code.
    #[must_use]
    pub fn range(self) -> Option<&'static CodeRange<S>> {
        self.ranges().next()
    }

    /// Returns all ranges that contain the code, the narrowest first.
    ///
    /// ```
    /// let code = commsease_status::Code::new(109_421);
    /// assert_eq!(code.status(), None);
    /// let names: Vec<_> = code.ranges().map(|range| range.name()).collect();
    /// assert_eq!(names, ["V10AccountMuted", "V10TeamMember"]);
    /// ```
    pub fn ranges(self) -> impl Iterator<Item = &'static CodeRange<S>> {
        S::TABLE
            .ranges
            .iter()
            .filter(move |range| range.contains(self.0))
    }

    /// Returns the outcome according to the entry or, failing that, to the narrowest range that
    /// defines one; `None` if nothing does.
    pub fn outcome(self) -> Option<Outcome> {
        self.entry_or_range(|entry| entry.outcome, CodeRange::outcome)
    }

    /// Returns the retry advice according to the entry or, failing that, to the narrowest range
    /// that defines one; `None` if nothing does.
    pub fn retry(self) -> Option<Retry> {
        self.entry_or_range(|entry| entry.retry, CodeRange::retry)
    }

    /// Returns the category according to the entry or, failing that, to the narrowest range that
    /// defines one; `None` if nothing does.
    pub fn category(self) -> Option<S::Category> {
        self.entry_or_range(|entry| entry.category, CodeRange::category)
    }

    /// Returns `true` if the code is known to mean full success, and `false` if it is unknown.
    #[must_use]
    pub fn is_success(self) -> bool {
        self.outcome() == Some(Outcome::Success)
    }

    /// Returns `true` if the code is known to mean failure, and `false` if it is unknown.
    #[must_use]
    pub fn is_failure(self) -> bool {
        self.outcome() == Some(Outcome::Failure)
    }

    pub(crate) fn entry(self) -> Option<&'static Entry<S>> {
        S::TABLE.find(self.0)
    }

    pub(crate) fn details(self) -> &'static Details {
        S::TABLE.details(self.0)
    }

    fn entry_or_range<T>(
        self,
        of_entry: fn(&Entry<S>) -> T,
        of_range: fn(&CodeRange<S>) -> Option<T>,
    ) -> Option<T> {
        self.entry()
            .map(of_entry)
            .or_else(|| self.ranges().find_map(of_range))
    }
}

/// Formats the number, with the name if the code is known: `Code(414 InvalidParameter)`.
impl<S: Status> fmt::Debug for Code<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status() {
            Some(status) => write!(f, "Code({self} {})", status.name()),
            None => write!(f, "Code({self})"),
        }
    }
}

/// Formats the code as people write those of the table: as a decimal number or, in a table with
/// `notation = "hex"`, such as `0x80070005`.
impl<S: Status> fmt::Display for Code<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match S::notation() {
            // With the options of the format.
            Notation::Decimal => self.0.fmt(f),
            Notation::Hex => S::notation().display(self.0).fmt(f),
        }
    }
}

impl<S: Status> From<i32> for Code<S> {
    fn from(code: i32) -> Self {
        Self(code, PhantomData)
    }
}

impl<S: Status> From<S> for Code<S> {
    fn from(status: S) -> Self {
        Self(status.code(), PhantomData)
    }
}

/// Parses a number, a variant name, or an SDK identifier.
///
/// # Errors
///
/// Returns an error for a string that is none of these, or if the number does not fit an `i32`.
///
/// # Examples
///
/// ```
/// use commsease_status::{Code, StatusCode};
///
/// assert_eq!("999999".parse(), Ok(Code::new(999_999)));
/// assert_eq!("InvalidParameter".parse(), Ok(Code::from(StatusCode::InvalidParameter)));
/// assert!("InvalidParrot".parse::<Code>().is_err());
/// ```
impl<S: Status> FromStr for Code<S> {
    type Err = ParseStatusError;

    fn from_str(text: &str) -> Result<Self, ParseStatusError> {
        let status = S::from_name(text).map(Self::from);
        status
            .or_else(|| S::notation().parse(text).map(Self::from))
            .ok_or(ParseStatusError::new())
    }
}

/// Compares with a number.
///
/// ```
/// use commsease_status::{Code, StatusCode};
///
/// let code = Code::new(414);
/// assert!(code == 414 && 414 == code);
/// assert!(code == StatusCode::InvalidParameter && StatusCode::InvalidParameter == code);
/// ```
impl<S: Status> PartialEq<i32> for Code<S> {
    fn eq(&self, other: &i32) -> bool {
        self.0 == *other
    }
}

impl<S: Status> PartialEq<Code<S>> for i32 {
    fn eq(&self, other: &Code<S>) -> bool {
        other == self
    }
}

impl<S: Status> PartialEq<S> for Code<S> {
    fn eq(&self, other: &S) -> bool {
        self.0 == other.code()
    }
}

impl<S: Status> From<Code<S>> for i32 {
    fn from(code: Code<S>) -> Self {
        code.0
    }
}

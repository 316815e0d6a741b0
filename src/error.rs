//! The errors of conversions from numbers and strings.

use core::fmt;

/// An error returned when converting an unknown numeric code.
///
/// # Examples
///
/// ```
/// use commsease_status::StatusCode;
///
/// let error = StatusCode::try_from(415_000).unwrap_err();
/// assert_eq!(error.code(), 415_000);
/// assert_eq!(error.to_string(), "unknown status code: 415000");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnknownCode(i32);

impl UnknownCode {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(code: i32) -> Self {
        Self(code)
    }

    /// Returns the code that is unknown.
    #[must_use]
    pub const fn code(self) -> i32 {
        self.0
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown status code: {}", self.0)
    }
}

impl core::error::Error for UnknownCode {}

/// An error returned when a string is not a known code, variant name, or SDK identifier.
///
/// # Examples
///
/// ```
/// use commsease_status::StatusCode;
///
/// let error = "InvalidParrot".parse::<StatusCode>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown status code name or SDK identifier");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParseStatusError(());

impl ParseStatusError {
    #[doc(hidden)]
    #[must_use]
    pub const fn new() -> Self {
        Self(())
    }
}

impl fmt::Display for ParseStatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown status code name or SDK identifier")
    }
}

impl core::error::Error for ParseStatusError {}

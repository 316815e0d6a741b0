//! A failed response as an error.

use alloc::string::String;
use core::fmt;

use crate::StatusCode;
use crate::code::Code;
use crate::diagnosis::Diagnosis;
use crate::interpolated::Interpolated;
use crate::shared::keywords::{FixBy, Retry};
use crate::status::Status;
use crate::table::Cause;

/// The error returned when a request failed.
///
/// It owns the error message, so it needs `alloc`, which the feature `serde` turns on. Without the
/// feature, a [`Diagnosis`] borrows the message and says the same.
///
/// It formats the code, name, cause, and fix on one line, which is also what a program prints whose
/// `main` returns it. Text from the server is formatted with control characters escaped.
///
/// # Examples
///
/// ```
/// use commsease_status::{Failure, FixBy, Response, Retry};
///
/// let response: Response = serde_json::from_str(r#"{"desc":"CurTime is expired","code":414}"#)?;
/// let failure: Failure = response.into_result().unwrap_err();
/// assert_eq!(failure.code().as_i32(), 414);
/// assert_eq!(failure.retry(), Some(Retry::AfterFix));
/// assert_eq!(failure.fix_by(), Some(FixBy::Caller));
/// assert!(failure.to_string().starts_with("414 InvalidParameter (clock-expired): "));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Failure<S: Status = StatusCode> {
    code: Code<S>,
    message: Option<String>,
    reason: Option<String>,
}

impl<S: Status> Failure<S> {
    /// Creates a failure from a code and the error message that came with it, such as those that an
    /// SDK passes to a callback.
    ///
    /// ```
    /// use commsease_status::{Code, Failure};
    ///
    /// let failure = Failure::new(Code::new(414), Some("check roomid"));
    /// assert_eq!(failure.cause().unwrap().id(), "chat-room-closed");
    /// ```
    pub fn new(code: Code<S>, message: Option<&str>) -> Self {
        Self {
            code,
            message: message.map(String::from),
            reason: None,
        }
    }

    pub(super) fn from_response(
        code: Code<S>,
        message: Option<String>,
        reason: Option<String>,
    ) -> Self {
        Self {
            code,
            message,
            reason,
        }
    }

    /// Returns the status code of the response.
    #[must_use]
    pub const fn code(&self) -> Code<S> {
        self.code
    }

    /// Returns the error message of the response, unmodified.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Returns the text under `detail.reason` of a version 10 error object.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Diagnoses the response. Its [`brief`](Diagnosis::brief) is a short serialized form.
    pub fn diagnosis(&self) -> Diagnosis<'_, S> {
        Diagnosis::new(self.code.as_i32(), self.message())
    }

    /// Returns the variant, or `None` if the code is unknown.
    #[must_use]
    pub fn status(&self) -> Option<S> {
        self.code.status()
    }

    /// Returns the category of the code, if it is known.
    #[must_use]
    pub fn category(&self) -> Option<S::Category> {
        self.code.category()
    }

    /// Returns what the code means, in one sentence.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.diagnosis().summary()
    }

    /// Returns the cause that the message proves, if any.
    #[must_use]
    pub fn cause(&self) -> Option<&'static Cause<S>> {
        self.diagnosis().cause()
    }

    /// Returns how to fix it, with the captured text filled in, if the message proves a cause.
    #[must_use]
    pub fn fix(&self) -> Option<Interpolated<'_>> {
        self.diagnosis().fix()
    }

    /// Returns what to do if no cause is known: the advice of the code or, failing that, that of its
    /// category.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        self.diagnosis().advice()
    }

    /// Returns a stable label, such as `414/chat-room-closed`: see [`Diagnosis::key`].
    #[must_use]
    pub fn key(&self) -> impl fmt::Display + use<S> {
        self.diagnosis().key()
    }

    /// Returns the retry advice of the cause or, failing that, of the code.
    #[must_use]
    pub fn retry(&self) -> Option<Retry> {
        self.diagnosis().retry()
    }

    /// Returns who needs to apply the fix, if the message proves a cause.
    pub fn fix_by(&self) -> Option<FixBy> {
        self.cause().map(Cause::fix_by)
    }
}

impl<S: Status> From<S> for Failure<S> {
    fn from(status: S) -> Self {
        Self::new(Code::from(status), None)
    }
}

/// Formats the same as `Display`, so that the fix is on the line that a program prints whose `main`
/// returns a failure. The alternate form `{:#?}` formats the fields.
impl<S: Status> fmt::Debug for Failure<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return write!(f, "{self}");
        }
        f.debug_struct("Failure")
            .field("code", &self.code)
            .field("message", &self.message)
            .field("reason", &self.reason)
            .field("cause", &self.cause().map(Cause::id))
            .finish()
    }
}

impl<S: Status> fmt::Display for Failure<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        format(&self.diagnosis(), self.reason(), f)
    }
}

/// Formats a diagnosis and what else the server said.
pub(super) fn format<S: Status>(
    diagnosis: &Diagnosis<'_, S>,
    reason: Option<&str>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "{diagnosis}")?;
    // If a cause is known, it says more than the message.
    let message = diagnosis.message().filter(|_| diagnosis.cause().is_none());
    for text in message.into_iter().chain(reason) {
        write!(f, " Server message: {text:?}.")?;
    }
    Ok(())
}

impl<S: Status> core::error::Error for Failure<S> {}

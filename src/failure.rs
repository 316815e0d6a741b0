//! A failed response as an error that travels up a call stack.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use crate::StatusCode;
use crate::cause::{Cause, Fixer, Retry};
use crate::code::Code;
use crate::diagnosis::Diagnosis;
use crate::status::Status;

/// The request failed: the number and the text of the response, and what they mean.
///
/// It shows in one line number, name, cause and fix; the text of the server is shown with control characters escaped.
///
/// ```
/// use commsease_status::{Failure, Fixer, Response, Retry};
///
/// let response: Response = serde_json::from_str(r#"{"desc":"CurTime is expired","code":414}"#)?;
/// let failure: Failure = response.into_result().unwrap_err();
/// assert_eq!(failure.code().number(), 414);
/// assert_eq!(failure.retry(), Some(Retry::AfterFix));
/// assert_eq!(failure.fixer(), Some(Fixer::Caller));
/// assert!(failure.to_string().starts_with("414 InvalidParameter (clock-expired): "));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Failure<S: Status = StatusCode> {
    code: Code<S>,
    text: Option<String>,
    reason: Option<String>,
}

impl<S: Status> Failure<S> {
    pub(crate) fn new(code: i32, text: Option<Cow<'_, str>>, reason: Option<Cow<'_, str>>) -> Self {
        Self {
            code: Code::of(code),
            text: text.map(Cow::into_owned),
            reason: reason.map(Cow::into_owned),
        }
    }

    /// The number, as it came.
    pub const fn code(&self) -> Code<S> {
        self.code
    }

    /// The text, as it came.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The text under `detail.reason` of a v10 error object.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// What number and text mean.
    pub fn diagnosis(&self) -> Diagnosis<'_, S> {
        Diagnosis::new(self.code.number(), self.text())
    }

    /// The cause, if the text told which one it is.
    pub fn cause(&self) -> Option<&'static Cause<S>> {
        self.diagnosis().cause()
    }

    /// Whether the same request makes sense again, if that is known.
    pub fn retry(&self) -> Option<Retry> {
        self.diagnosis().retry()
    }

    /// Who can do something about it, if the text told the cause.
    pub fn fixer(&self) -> Option<Fixer> {
        self.cause().map(Cause::fixer)
    }
}

impl<S: Status> fmt::Debug for Failure<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure")
            .field("code", &self.code)
            .field("text", &self.text)
            .field("reason", &self.reason)
            .field("cause", &self.cause().map(Cause::id))
            .finish()
    }
}

impl<S: Status> fmt::Display for Failure<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let diagnosis = self.diagnosis();
        write!(f, "{diagnosis}")?;
        // Without a cause the server's words are all there is to go by.
        let said = self.text().filter(|_| diagnosis.cause().is_none());
        for text in said.into_iter().chain(self.reason()) {
            write!(f, " The service said: \"{}\".", text.escape_debug())?;
        }
        Ok(())
    }
}

impl<S: Status> core::error::Error for Failure<S> {}

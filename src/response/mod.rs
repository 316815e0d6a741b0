//! Response bodies of every documented shape.
//!
//! The code is a number, a string of digits, or an SDK identifier; the error message is the first one
//! under the keys of the table that is not blank; `desc` can be an object; members can be in any
//! order, among unknown ones.

mod failure;
mod visitor;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use self::failure::Failure;
use crate::StatusCode;
use crate::code::Code;
use crate::diagnosis::Diagnosis;
use crate::shared::keywords::Outcome;
use crate::status::Status;

/// A response of the service, or an error object of an SDK.
///
/// # Examples
///
/// ```
/// use commsease_status::{Response, StatusCode};
///
/// let response: Response = serde_json::from_str(r#"{"desc":"check roomid","code":414}"#)?;
/// assert_eq!(response.code().status(), Some(StatusCode::InvalidParameter));
/// assert_eq!(response.message(), Some("check roomid"));
/// assert_eq!(response.diagnosis().cause().unwrap().id(), "chat-room-closed");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// To read what a response contains besides the code, flatten it into a type of your own:
///
/// ```
/// use commsease_status::Response;
///
/// #[derive(serde::Deserialize)]
/// struct Created {
///     #[serde(flatten)]
///     response: Response,
///     info: Option<Info>,
/// }
///
/// #[derive(serde::Deserialize)]
/// struct Info {
///     token: String,
/// }
///
/// let created: Created = serde_json::from_str(r#"{"code":200,"info":{"token":"abc"}}"#)?;
/// assert!(created.response.code().is_success());
/// assert_eq!(created.info.unwrap().token, "abc");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<S: Status = StatusCode> {
    code: Code<S>,
    message: Option<String>,
    reason: Option<String>,
    failed_items: Vec<FailedItem<S>>,
}

/// An item of a batch that failed: an element of `data.failed_list`.
///
/// # Examples
///
/// ```
/// let body = r#"{"code":200,"data":{"failed_list":[
///     {"account_id":"a","error_code":102404,"error_msg":"account not exist"}
/// ]}}"#;
/// let response: commsease_status::Response = serde_json::from_str(body)?;
/// let item = &response.failed_items()[0];
/// assert_eq!(item.diagnosis().cause().unwrap().id(), "account-not-found");
/// assert_eq!(item.member("account_id"), Some("a"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedItem<S: Status = StatusCode> {
    code: Code<S>,
    message: Option<String>,
    /// All other members that are strings or integers.
    members: Vec<(String, String)>,
}

/// The result of a request that did not fail.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "part of the request may have failed"]
pub enum Completion<S: Status = StatusCode> {
    /// All of the request succeeded.
    Full,
    /// Part of the request succeeded. The response lists what failed.
    Partial(Response<S>),
}

impl<S: Status> Response<S> {
    /// Creates a response from a code and the error message that came with it.
    ///
    /// ```
    /// use commsease_status::{Code, Response};
    ///
    /// let response = Response::new(Code::new(414), Some("check roomid"));
    /// assert!(response.into_result().is_err());
    /// ```
    pub fn new(code: Code<S>, message: Option<&str>) -> Self {
        let message = message.map(String::from);
        Self {
            code,
            message,
            reason: None,
            failed_items: Vec::new(),
        }
    }

    /// Returns the status code.
    #[must_use]
    pub const fn code(&self) -> Code<S> {
        self.code
    }

    /// Returns the error message, unmodified.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Returns the text under `detail.reason` of a version 10 error object.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Returns the items of a batch that failed.
    #[must_use]
    pub fn failed_items(&self) -> &[FailedItem<S>] {
        &self.failed_items
    }

    /// Diagnoses the code and the error message or, without one, the reason.
    pub fn diagnosis(&self) -> Diagnosis<'_, S> {
        Diagnosis::new(self.code.as_i32(), self.message().or(self.reason()))
    }

    /// Returns whether all or part of the request succeeded.
    ///
    /// An unknown code counts as a failure. A batch with failed items is a partial success, even if
    /// its code means full success.
    ///
    /// # Errors
    ///
    /// Returns a [`Failure`] if the request failed.
    ///
    /// # Examples
    ///
    /// ```
    /// use commsease_status::{Completion, Failure, Response};
    ///
    /// fn check(body: &str) -> Result<(), Box<dyn std::error::Error>> {
    ///     let response: Response = serde_json::from_str(body)?;
    ///     match response.into_result()? {
    ///         Completion::Full => println!("done"),
    ///         Completion::Partial(rest) => println!("{} failed", rest.failed_items().len()),
    ///     }
    ///     Ok(())
    /// }
    /// assert!(check(r#"{"code":200,"info":{}}"#).is_ok());
    /// let error = check(r#"{"code":414,"desc":"check roomid"}"#).unwrap_err();
    /// let failure = error.downcast_ref::<Failure>().unwrap();
    /// assert_eq!(failure.cause().unwrap().id(), "chat-room-closed");
    /// ```
    pub fn into_result(self) -> Result<Completion<S>, Failure<S>> {
        match self.code.outcome() {
            Some(Outcome::Success) if self.failed_items.is_empty() => Ok(Completion::Full),
            Some(Outcome::Success | Outcome::Partial) => Ok(Completion::Partial(self)),
            Some(Outcome::Failure) | None => {
                Err(Failure::from_response(self.code, self.message, self.reason))
            }
        }
    }
}

impl<S: Status> From<S> for Response<S> {
    fn from(status: S) -> Self {
        Self::new(Code::from(status), None)
    }
}

impl<S: Status> FailedItem<S> {
    /// Returns the status code of the item.
    #[must_use]
    pub const fn code(&self) -> Code<S> {
        self.code
    }

    /// Returns the error message of the item, unmodified.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Diagnoses the code and the error message of the item.
    pub fn diagnosis(&self) -> Diagnosis<'_, S> {
        Diagnosis::new(self.code.as_i32(), self.message())
    }

    /// Returns another member of the item, such as `account_id`, if it is a string or an integer.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&str> {
        self.members
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }
}

/// Formats the item as a [`Failure`] is formatted: the code, name, cause, and fix on one line, or the
/// error message if it proves no cause.
///
/// ```
/// let body = r#"{"code":200,"data":{"failed_list":[{"error_code":-77,"error_msg":"new"}]}}"#;
/// let response: commsease_status::Response = serde_json::from_str(body)?;
/// let line = response.failed_items()[0].to_string();
/// assert_eq!(line, r#"-77: Unknown status code. Server message: "new"."#);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<S: Status> fmt::Display for FailedItem<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        failure::format(&self.diagnosis(), None, f)
    }
}

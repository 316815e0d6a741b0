//! What a crate can implement for its own enum, and for types of the library that have it as a
//! parameter.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Add;

use commsease_status::{Code, Failure, Response};

mod codes {
    //! An enum of this crate, because the orphan rules depend on where a type is declared.
    commsease_status::include_codes!("callback");
}

use codes::CallbackCode;

/// Inherent methods.
impl CallbackCode {
    fn is_about_hours(self) -> bool {
        self == Self::OffDuty
    }
}

/// A foreign trait.
impl Add<i32> for CallbackCode {
    type Output = Option<Self>;

    fn add(self, distance: i32) -> Option<Self> {
        Self::from_code(self.code() + distance)
    }
}

/// A foreign trait for a type of the library, because the enum is a parameter of the trait.
impl PartialOrd<CallbackCode> for Code<CallbackCode> {
    fn partial_cmp(&self, other: &CallbackCode) -> Option<Ordering> {
        self.partial_cmp(&Code::from(*other))
    }
}

/// An error of the app.
#[derive(Debug)]
struct Refused(Failure<CallbackCode>);

impl From<Failure<CallbackCode>> for Refused {
    fn from(failure: Failure<CallbackCode>) -> Self {
        Self(failure)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused: {}", self.0)
    }
}

impl std::error::Error for Refused {}

/// A trait of this crate, for a type of the library.
trait Audience {
    fn audience(&self) -> &'static str;
}

impl Audience for Code<CallbackCode> {
    fn audience(&self) -> &'static str {
        if self.is_failure() {
            "the sender"
        } else {
            "no one"
        }
    }
}

#[test]
fn the_enum_takes_methods_and_traits() {
    assert!(CallbackCode::OffDuty.is_about_hours());
    assert_eq!(CallbackCode::OffDuty + 42, Some(CallbackCode::NoAnswer));
    assert_eq!(CallbackCode::OffDuty + 1, None);
}

#[test]
fn types_of_the_library_take_traits_of_the_crate() {
    let code = Code::from(CallbackCode::OffDuty);
    assert!(code == CallbackCode::OffDuty && code <= CallbackCode::OffDuty);
    assert_eq!(code.audience(), "the sender");
}

#[test]
fn the_question_mark_converts_to_an_error_of_the_app() {
    fn send(body: &str) -> Result<(), Refused> {
        let response: Response<CallbackCode> =
            serde_json::from_str(body).expect("the body is a response");
        let _ = response.into_result()?;
        Ok(())
    }
    let error = send(r#"{"code":20042}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "refused: 20042 NoAnswer: The rules do not mention this kind of message. \
         Ask the administrator of the app."
    );
}

//! The status codes of the CommsEase (NetEase Yunxin) instant messaging service, generated at build time from one
//! table.
//!
//! The service answers with a number and, often, a text: `{"desc":"check roomid","code":414}`. This crate says, without
//! a network, what the number means, which documented cause the text points at, and what to do about it.
//!
//! ```
//! use commsease_status::{diagnose, Evidence, Retry, StatusCode};
//!
//! let diagnosis = diagnose(414, Some("check roomid"));
//! assert_eq!(diagnosis.status(), Some(StatusCode::InvalidParameter));
//! assert_eq!(diagnosis.evidence(), Evidence::Text);
//!
//! let cause = diagnosis.cause().unwrap();
//! assert_eq!(cause.id(), "chat-room-closed");
//! assert_eq!(cause.retry(), Retry::AfterFix);
//! println!("{} {}", cause.when(), cause.fix());
//! ```
//!
//! - [`StatusCode`] is the enum of the codes that the table has; its documentation says of each what is known of it.
//! - [`Code`] keeps any number, known or not.
//! - [`diagnose`] takes a number and a text and gives a [`Diagnosis`].
//! - [`Status`] is what all generated enums have in common: a crate with a table of its own has the same interface.
//!   [Your own codes](your_own_codes) goes there from nothing, [`Extended`] answers for both.
//!
//! The default library has no dependency, needs no `std` and never allocates.
//!
//! # Matching on codes
//!
//! New codes come with new versions, so the enum is `#[non_exhaustive]`; a number that has no variant yet is no error:
//!
//! ```
//! use commsease_status::{Code, StatusCode};
//!
//! fn describe(number: i32) -> &'static str {
//!     match Code::new(number).status() {
//!         Some(StatusCode::Success) => "fine",
//!         Some(StatusCode::RequestTimeout) => "perhaps it was done",
//!         Some(status) => status.summary(),
//!         None => "newer than this program",
//!     }
//! }
//! assert_eq!(describe(200), "fine");
//! assert_eq!(describe(-7), "newer than this program");
//! ```
//!
//! # Features
//!
//! - `serde`: `Response` reads a response body of any of the documented shapes; codes are numbers in any serde format.
//! - `codegen`: the generator as a library, for a `build.rs` with a table of its own, and `catalogue`, a table as plain
//!   data, for tools that are given one. Needs `std`.
//!
//! # What it does not do
//!
//! It makes no requests and speaks no protocol; it never guesses a code from a text, and invents no causes that nobody
//! documented.

#![cfg_attr(not(feature = "codegen"), no_std)]

#[cfg(feature = "serde")]
extern crate alloc;

// Generated code names this crate by its name, wherever it stands.
extern crate self as commsease_status;

mod all;
#[cfg(feature = "codegen")]
mod base;
#[cfg(feature = "codegen")]
pub mod catalogue;
mod cause;
mod code;
#[cfg(feature = "codegen")]
pub mod codegen;
mod diagnosis;
mod ends;
mod explanation;
mod extended;
#[cfg(feature = "serde")]
mod failure;
mod hash;
mod include;
#[doc(hidden)]
pub mod number;
mod range;
#[cfg(feature = "serde")]
mod response;
mod status;
#[doc(hidden)]
pub mod table;
mod text;
pub mod your_own_codes;

pub use crate::all::All;
pub use crate::cause::{Cause, Fixer, Outcome, Retry, Sense};
pub use crate::code::{
    Area, Category, Code, Platform, Source, StatusCode, UnknownCode, UnknownName,
};
pub use crate::diagnosis::{Diagnosis, Evidence, Filled, diagnose};
pub use crate::explanation::Explanation;
pub use crate::extended::{Extended, Extends};
#[cfg(feature = "serde")]
pub use crate::failure::Failure;
pub use crate::range::Range;
#[cfg(feature = "serde")]
pub use crate::response::{Completion, FailedItem, OwnedResponse, Response};
pub use crate::status::{Status, Word};
pub use crate::table::Deprecation;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

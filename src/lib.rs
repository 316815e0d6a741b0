//! Typed status codes for the CommsEase (NetEase Yunxin) instant messaging service, with documented
//! causes and fixes.
//!
//! The service responds with a numeric code and, often, an error message:
//! `{"desc":"check roomid","code":414}`. Given both, this crate tells you what the code means, which
//! documented cause the message points to, and how to fix it. It works offline.
//!
//! ```
//! use commsease_status::{Evidence, Retry, StatusCode, diagnose};
//!
//! let diagnosis = diagnose(414, Some("check roomid"));
//! assert_eq!(diagnosis.status(), Some(StatusCode::InvalidParameter));
//! assert_eq!(diagnosis.evidence(), Evidence::Message);
//!
//! let cause = diagnosis.cause().unwrap();
//! assert_eq!(cause.id(), "chat-room-closed");
//! assert_eq!(cause.retry(), Retry::AfterFix);
//! println!("{} {}", cause.description(), cause.fix());
//! ```
//!
//! - [`StatusCode`] is an enum of all known codes. Each variant documents its meaning, causes, and
//!   fixes.
//! - [`Code`] holds any numeric code, known or unknown.
//! - [`diagnose`] turns a code and an error message into a [`Diagnosis`].
//! - [`Status`] is the trait that every generated enum implements. To generate an enum for your own
//!   codes, see [Your own codes](your_own_codes). [`Extended`] combines it with this one.
//!
//! Without optional features, the crate has no runtime dependencies, is `no_std`, and never
//! allocates.
//!
//! # Matching on codes
//!
//! New codes are added in minor releases, so [`StatusCode`] is `#[non_exhaustive]`. A code without a
//! variant is not an error:
//!
//! ```
//! use commsease_status::{Code, StatusCode};
//!
//! fn describe(code: i32) -> &'static str {
//!     match Code::new(code).status() {
//!         Some(StatusCode::Success) => "done",
//!         Some(StatusCode::RequestTimeout) => "possibly done",
//!         Some(status) => status.summary(),
//!         None => "newer than this program",
//!     }
//! }
//! assert_eq!(describe(200), "done");
//! assert_eq!(describe(-7), "newer than this program");
//! ```
//!
//! # Features
//!
//! - `serde`: [`Response`] deserializes any documented response body, and its `Failure` is an error;
//!   both own texts, so they need `alloc`. Codes are numbers in any serde format, and vocabularies ids.
//! - `codegen`: code generation for build scripts. Requires `std`.
//!
//! # Non-goals
//!
//! This crate does not send requests, does not guess a code from an error message, and lists only
//! documented causes.
#![cfg_attr(
    not(feature = "serde"),
    doc = "\n\n[`Response`]: https://docs.rs/commsease-status/latest/commsease_status/struct.Response.html"
)]
#![cfg_attr(not(feature = "codegen"), no_std)]
// docs.rs names the feature that an item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "serde")]
extern crate alloc;

#[cfg(feature = "serde")]
mod brief;
mod code;
#[cfg(feature = "codegen")]
pub mod codegen;
mod codes;
mod diagnosis;
mod error;
mod evidence;
mod extended;
#[cfg(feature = "codegen")]
mod generator;
mod interpolated;
mod macros;
#[cfg(feature = "serde")]
mod response;
#[cfg(feature = "serde")]
mod serde;
mod shared;
mod status;
mod table;
mod vocabulary;

/// What generated code and macros name. Exempt from semver guarantees.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "serde")]
    pub use crate::serde::{code, id, serde};
    pub use crate::shared::text::normalize_message;
    pub use crate::table::*;
    pub extern crate self as commsease_status;
}

#[cfg(feature = "serde")]
#[doc = include_str!("../docs/recipes.md")]
pub mod recipes {}

#[doc = include_str!("../docs/your-own-codes.md")]
pub mod your_own_codes {}

#[cfg(feature = "serde")]
pub use crate::brief::Brief;
pub use crate::code::Code;
pub use crate::codes::{Area, Category, Platform, Source, StatusCode};
pub use crate::diagnosis::{Diagnosis, diagnose};
pub use crate::error::{ParseStatusError, UnknownCode};
pub use crate::evidence::Evidence;
pub use crate::extended::{Extended, Extends};
pub use crate::interpolated::Interpolated;
// The command-line tool joins sentences in the same way.
#[doc(hidden)]
pub use crate::interpolated::space_after;
#[cfg(feature = "serde")]
pub use crate::response::{Completion, FailedItem, Failure, Response};
// The command-line tool escapes the same characters.
#[doc(hidden)]
pub use crate::shared::escape::must_escape;
pub use crate::shared::keywords::{FixBy, Notation, Outcome, Retry};
pub use crate::status::Status;
pub use crate::table::{
    Cause, CodeRange, Deprecation, Language, LogForm, Meaning, Reserved, ResponseForm,
};
pub use crate::vocabulary::{Schema, Undeclared, Vocabulary};

/// The examples of the README are tests.
#[cfg(all(doctest, feature = "serde"))]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(all(doctest, feature = "serde"))]
#[doc = include_str!("../README.zh.md")]
struct ReadmeInChinese;

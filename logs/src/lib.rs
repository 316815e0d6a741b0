//! Finds the responses of a service in text: in logs, in what people paste, in what SDKs print.
//!
//! ```
//! use commsease_status::StatusCode;
//!
//! let found = commsease_status_logs::find::<StatusCode>("12:00 WARN {desc: 'check roomid', code: 414}");
//! assert_eq!(found[0].code, Some(414));
//! assert_eq!(found[0].message.as_deref(), Some("check roomid"));
//! ```
//!
//! Everything begins at a word such as `code`. The search reads from there outward, so text before a
//! body cannot hide it. Bodies in other notations are rewritten first, as one that the reader knows.
//! A text without such a word costs one search for all of them.
//!
//! The keys of a response and the forms that SDKs print are data: [`ResponseForm`] and [`LogForm`].

mod body;
mod finder;
mod guess;
mod key;
mod label;
mod message;
mod other;
mod pattern;
mod record;
mod rewrite;
#[cfg(not(target_arch = "wasm32"))]
mod search;
#[cfg(any(test, target_arch = "wasm32"))]
mod small_search;
#[cfg(test)]
mod tests;
mod text;
mod texts;

use std::borrow::Cow;
use std::ops::Range;

use commsease_status::Status;
pub use commsease_status::{LogForm, ResponseForm};

pub use self::finder::Finder;
pub use self::record::{MAX_RECORD_LEN, is_continued};
pub use self::text::color_end;

/// Returns the responses in a text, in their order.
#[must_use]
pub fn find<S: Status>(text: &str) -> Vec<Response<'static, S::Platform>> {
    Finder::<S>::of_table().find(text)
}

/// A response that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<'t, P> {
    /// The code, unless the text has only a message.
    pub code: Option<i32>,
    /// The error message, without escapes.
    pub message: Option<Cow<'t, str>>,
    /// The text under `detail.reason`.
    pub reason: Option<Cow<'t, str>>,
    /// The platform, if the form tells it.
    pub platform: Option<P>,
    /// How the response is written.
    pub form: Form,
    /// The place of the code or, without one, of the response.
    pub span: Range<usize>,
    /// The place of the body, with its brackets.
    pub body: Option<Range<usize>>,
}

impl<P> Response<'_, P> {
    /// Returns the response without a reference to the text.
    #[must_use]
    pub fn into_owned(self) -> Response<'static, P> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Response {
            message: self.message.map(owned),
            reason: self.reason.map(owned),
            code: self.code,
            platform: self.platform,
            form: self.form,
            span: self.span,
            body: self.body,
        }
    }
}

/// How a response is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A body.
    Body,
    /// A body with two codes, so that it is not known which of them its message belongs to.
    TwoCodes,
    /// Plain text: a code after a key or a label.
    Text,
    /// What an SDK prints, with the id of the [`LogForm`].
    Log(&'static str),
    /// A number that may be a code.
    Guess,
}

/// Something that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding<'t, P> {
    /// A response.
    Response(Response<'t, P>),
    /// What was not read as it is, and its place.
    Problem(Problem, usize),
}

impl<P> Finding<'_, P> {
    /// Returns the place in the text.
    pub fn at(&self) -> usize {
        match self {
            Self::Response(response) => response.span.start,
            Self::Problem(_, at) => *at,
        }
    }
}

/// Why something was not read as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A message with bytes that are not UTF-8, which have been replaced.
    InvalidUtf8,
    /// A body that was left out because it is nested too deeply.
    TooDeep,
    /// Bodies that were not read, because it would have taken too long.
    GaveUp,
}

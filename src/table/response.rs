//! What responses look like, in bodies and in logs.

use core::fmt;

use super::slice::Slice;
use crate::StatusCode;
use crate::vocabulary::Schema;

/// What a response looks like: `[response]` of a table.
///
/// # Examples
///
/// ```
/// use commsease_status::{Status, StatusCode};
///
/// let form = StatusCode::response_form();
/// assert_eq!(form.codes()[0], "code");
/// assert!(form.messages().contains(&"desc"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseForm {
    #[doc(hidden)]
    pub codes: &'static [&'static str],
    #[doc(hidden)]
    pub messages: &'static [&'static str],
    #[doc(hidden)]
    pub labels: &'static [&'static str],
    #[doc(hidden)]
    pub not_after: &'static [&'static str],
}

impl ResponseForm {
    /// The form of a table that declares none.
    pub const DEFAULT: Self = Self {
        codes: &["code", "errCode", "errcode", "errorCode", "error_code"],
        messages: &[
            "desc",
            "msg",
            "errmsg",
            "message",
            "errorDetails",
            "error_msg",
        ],
        labels: &[],
        not_after: &["exit", "http"],
    };

    /// Returns the keys of the code, in order of precedence.
    #[must_use]
    pub const fn codes(&self) -> &'static [&'static str] {
        self.codes
    }

    /// Returns the keys of the error message, in order of precedence.
    #[must_use]
    pub const fn messages(&self) -> &'static [&'static str] {
        self.messages
    }

    /// Returns words before a code in plain text, besides its keys.
    #[must_use]
    pub const fn labels(&self) -> &'static [&'static str] {
        self.labels
    }

    /// Returns words after which a number is no status code.
    #[must_use]
    pub const fn not_after(&self) -> &'static [&'static str] {
        self.not_after
    }
}

/// How an SDK prints an error: `[[log]]` of a table.
///
/// # Examples
///
/// ```
/// use commsease_status::{Status, StatusCode};
///
/// for form in StatusCode::log_forms() {
///     assert!(form.pattern().contains("{code}") || form.pattern().contains("{message...}"));
/// }
/// ```
#[derive(Clone, Copy)]
pub struct LogForm<S: Schema = StatusCode> {
    #[doc(hidden)]
    pub id: &'static str,
    #[doc(hidden)]
    pub pattern: &'static str,
    #[doc(hidden)]
    pub platform: Option<S::Platform>,
    #[doc(hidden)]
    pub samples: Slice,
    #[doc(hidden)]
    pub sources: Slice,
}

impl<S: Schema> LogForm<S> {
    /// Returns the id, which is unique within its table.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Returns literal text with `{code}`, `{message...}`, and other placeholders.
    pub const fn pattern(&self) -> &'static str {
        self.pattern
    }

    /// Returns the platform, if the form tells it.
    pub const fn platform(&self) -> Option<S::Platform> {
        self.platform
    }

    /// Returns lines that the pattern was checked with.
    pub const fn samples(&self) -> &'static [&'static str] {
        self.samples.of(S::STRINGS)
    }

    /// Returns the sources that show the form.
    pub const fn sources(&self) -> &'static [S::Source] {
        self.sources.of(S::SOURCES)
    }
}

impl<S: Schema> fmt::Debug for LogForm<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogForm")
            .field("id", &self.id)
            .field("pattern", &self.pattern)
            .field("platform", &self.platform)
            .field("samples", &self.samples())
            .field("sources", &self.sources())
            .finish()
    }
}

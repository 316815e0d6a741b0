//! Codes and names that no entry can have.

use super::language::{Language, Text};
use crate::vocabulary::Schema;

/// A code or a name that must not be used, or not again.
///
/// # Examples
///
/// ```
/// use commsease_status::{Reserved, Status, StatusCode};
///
/// let all: &[Reserved] = StatusCode::reserved();
/// for reserved in all {
///     let code: Option<StatusCode> = reserved.code().and_then(StatusCode::from_code);
///     assert_eq!(code, None, "{}", reserved.note());
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reserved {
    #[doc(hidden)]
    pub code: Option<i32>,
    #[doc(hidden)]
    pub name: Option<&'static str>,
    #[doc(hidden)]
    pub note: Text,
}

impl Reserved {
    /// Returns the reserved code, if any.
    #[must_use]
    pub const fn code(&self) -> Option<i32> {
        self.code
    }

    /// Returns the reserved name, if any. It is reserved in any case.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        self.name
    }

    /// Returns the reason.
    #[must_use]
    pub const fn note(&self) -> &'static str {
        self.note.0
    }

    /// Returns the reason in a language.
    #[must_use]
    pub const fn note_in<S: Schema>(&self, language: Language<S>) -> &'static str {
        self.note.of(language)
    }
}

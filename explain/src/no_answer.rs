//! Why a text has no answer.

use std::error::Error;
use std::fmt;

use commsease_status::{Language, Status};

use crate::Reserved;
use crate::markup::cut;

/// Why a text has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoAnswer {
    /// The text is empty.
    Empty,
    /// A number that is not a code, because it has more than 32 bits.
    InvalidCode(String),
    /// A body that cannot be read, with the reason.
    InvalidBody(String),
    /// A message next to a body, which already contains one.
    ExtraMessage(String),
    /// A name that no code can have.
    Reserved {
        /// The name.
        name: String,
        /// Why it is reserved.
        note: &'static str,
    },
    /// A word that is no name and no SDK identifier.
    UnknownName {
        /// The word.
        name: String,
        /// The most similar name, if there is one.
        similar: Option<&'static str>,
    },
    /// A text without a response.
    NoResponse {
        /// A number in the text that is a code.
        number: Option<i32>,
    },
}

impl NoAnswer {
    /// Puts what the table says in a language.
    #[must_use]
    pub fn in_language<S: Status>(self, language: Language<S>) -> Self {
        let Self::Reserved { name, note } = self else {
            return self;
        };
        let reserved = Reserved::of_name::<S>(&name, language);
        let note = reserved.map_or(note, |it| it.note);
        Self::Reserved { name, note }
    }
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                f.write_str("expected a code, a name, or a response body, found nothing")
            }
            Self::InvalidCode(word) => {
                let word = cut(word);
                write!(f, "invalid code `{word}`: must be a 32-bit integer")
            }
            Self::InvalidBody(error) => write!(f, "invalid response body: {error}"),
            Self::ExtraMessage(message) => write!(
                f,
                "unexpected argument '{}': the response body already contains the message",
                cut(message)
            ),
            Self::Reserved { name, note } => write!(f, "`{}` has no code: {note}", cut(name)),
            Self::UnknownName { name, .. } => {
                write!(f, "unknown code name or SDK identifier `{}`", cut(name))
            }
            Self::NoResponse { .. } => f.write_str(
                "found no response: no body with a code, no known code after a word such as `code` or \
                 `error`, and no SDK identifier",
            ),
        }
    }
}

impl Error for NoAnswer {}

//! What the reader must know about an answer.

use std::fmt;

use serde::{Serialize, Serializer};

/// What the reader must know about an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The body has two codes, so that it is not known which of them its message belongs to.
    TwoCodes,
    /// Only the case differs from this name.
    OtherCase(&'static str),
    /// The text has no response, only this number.
    Guess(i32),
    /// The code came without a message, but this part of the text may be it.
    InText(&'static str),
    /// The text has no code as a number, but what it says stands for this one.
    Implied(i32),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoCodes => f.write_str("The body has two codes, so its message is left out."),
            Self::OtherCase(name) => {
                write!(f, "Only the case differs: the name is `{name}`.")
            }
            Self::Guess(code) => {
                write!(f, "The text has no response; {code} in it may be a code.")
            }
            Self::InText(message) => {
                write!(f, "`{message}` in the text may be its error message.")
            }
            Self::Implied(code) => {
                write!(
                    f,
                    "The text has no code as a number; what it says stands for {code}."
                )
            }
        }
    }
}

/// Serializes the sentence.
impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

//! Codes as JSON has them, and as people write them.

use std::fmt;

use commsease_status::{Notation, Status};
use serde::{Serialize, Serializer};

/// A code. JSON has it as a number; people see it in the notation of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The code as a number.
    pub code: i32,
    notation: Notation,
}

impl Number {
    /// Returns the code in the notation of a table.
    #[must_use]
    pub fn new<S: Status>(code: i32) -> Self {
        let notation = S::notation();
        Self { code, notation }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.notation {
            Notation::Decimal => self.code.fmt(f),
            Notation::Hex => f.pad(&self.notation.display(self.code).to_string()),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(self.code)
    }
}

/// Returns codes in the notation of a table.
#[must_use]
pub fn numbers<S: Status>(codes: &[i32]) -> Vec<Number> {
    codes.iter().map(|code| Number::new::<S>(*code)).collect()
}

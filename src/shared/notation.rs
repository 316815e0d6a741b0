//! How people write the codes of a table.

use core::fmt;

use super::keywords::Notation;

impl Notation {
    /// Parses a code in this notation, or a decimal one. Hexadecimal digits are those of an unsigned
    /// number, so that `0x80070005` is a negative code.
    #[must_use]
    pub fn parse(self, text: &str) -> Option<i32> {
        let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
        match digits.filter(|_| self == Self::Hex) {
            Some(digits) if digits.starts_with('+') => None,
            Some(digits) => {
                let bits = u32::from_str_radix(digits, 16).ok()?;
                Some(from_bits(bits))
            }
            None => text.parse().ok(),
        }
    }

    /// Returns a code as it is written.
    #[must_use]
    pub fn display(self, code: i32) -> impl fmt::Display {
        Written(self, code)
    }
}

/// Returns the code with the same bits as an unsigned number.
pub(crate) const fn from_bits(bits: u32) -> i32 {
    i32::from_ne_bytes(bits.to_ne_bytes())
}

struct Written(Notation, i32);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Notation::Decimal => self.1.fmt(f),
            Notation::Hex => write!(f, "0x{:08X}", self.1),
        }
    }
}

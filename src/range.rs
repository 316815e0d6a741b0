//! What a number tells that the table has no entry for.

use crate::StatusCode;
use crate::cause::{Outcome, Retry};
use crate::status::Status;

/// A block of numbers that mean something together.
///
/// ```
/// use commsease_status::{Code, Range};
///
/// let range: &Range = Code::new(20042).range().unwrap();
/// assert_eq!(range.name(), "AppCallback");
/// assert!(range.contains(20099) && !range.contains(20100));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Range<S: Status = StatusCode> {
    #[doc(hidden)]
    pub from: i32,
    #[doc(hidden)]
    pub to: i32,
    #[doc(hidden)]
    pub ending: Option<&'static str>,
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub summary: &'static str,
    #[doc(hidden)]
    pub category: Option<S::Category>,
    #[doc(hidden)]
    pub outcome: Option<Outcome>,
    #[doc(hidden)]
    pub retry: Option<Retry>,
}

impl<S: Status> Range<S> {
    /// The least number.
    pub const fn from(&self) -> i32 {
        self.from
    }

    /// The greatest number.
    pub const fn to(&self) -> i32 {
        self.to
    }

    /// The digits that every number of the range ends with, if there are such.
    pub const fn ending(&self) -> Option<&'static str> {
        self.ending
    }

    /// A name for the numbers of the range.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What they mean, in one sentence.
    pub const fn summary(&self) -> &'static str {
        self.summary
    }

    /// The kind of reason, where they have it in common.
    pub const fn category(&self) -> Option<S::Category> {
        self.category
    }

    /// How a request ended, where they have it in common.
    pub const fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// Whether the same request makes sense again, where they have it in common.
    pub const fn retry(&self) -> Option<Retry> {
        self.retry
    }

    /// Whether a number is in the range.
    pub const fn contains(&self, code: i32) -> bool {
        contains(self.from, self.to, self.ending, code)
    }

    /// How many numbers there are between its ends, and how many of them it takes: the less, the more it says.
    const fn breadth(&self) -> u64 {
        let span = self.to.abs_diff(self.from) as u64 + 1;
        match self.ending {
            Some(ending) => {
                let mut divisor = 1;
                let mut digits = ending.as_bytes();
                while let [_, rest @ ..] = digits {
                    divisor *= 10;
                    digits = rest;
                }
                span / divisor + 1
            }
            None => span,
        }
    }

    /// The narrowest of the ranges that a number is in.
    pub(crate) const fn narrowest(ranges: &'static [Self], code: i32) -> Option<&'static Self> {
        let mut best: Option<&Self> = None;
        let mut rest = ranges;
        while let [range, behind @ ..] = rest {
            if range.contains(code) {
                best = match best {
                    Some(best) if best.breadth() <= range.breadth() => Some(best),
                    _ => Some(range),
                };
            }
            rest = behind;
        }
        best
    }
}

/// Whether a number lies between two others and ends with some digits.
pub(crate) const fn contains(from: i32, to: i32, ending: Option<&str>, code: i32) -> bool {
    let within = from <= code && code <= to;
    match ending {
        Some(ending) => within && ends(code, ending),
        None => within,
    }
}

const fn ends(code: i32, ending: &str) -> bool {
    let mut digits = ending.as_bytes();
    let mut rest = code.unsigned_abs();
    while let [before @ .., digit] = digits {
        if rest % 10 != (*digit - b'0') as u32 {
            return false;
        }
        rest /= 10;
        digits = before;
    }
    true
}

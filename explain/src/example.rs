//! What an example shows.

use std::cmp::Reverse;

use commsease_status::{Cause, Status};

/// Returns a code, and an error message that identifies one of its causes if there is any.
///
/// ```
/// use commsease_status::StatusCode;
/// use commsease_status_explain::Subjects;
///
/// let (code, message) = commsease_status_explain::example::<StatusCode>();
/// let subjects = Subjects::<StatusCode>::find(&code.to_string(), Some(message)).unwrap();
/// let answer = subjects.answer(None, Default::default());
/// assert!(answer.is_cause_proven());
/// ```
#[must_use]
pub fn example<S: Status>() -> (i32, &'static str) {
    let pattern = |cause: &'static Cause<S>| {
        let mut patterns = cause.patterns().iter().copied();
        patterns.find(|pattern| !pattern.contains(['{', '"', '\'']))
    };
    let pairs = S::all().iter().flat_map(|status| {
        let patterns = status.causes().iter().filter_map(pattern);
        patterns.map(|pattern| (status.code(), pattern))
    });
    let without_cause = || S::all().first().map(|status| status.code());
    // The code with the most causes shows best what a message is good for.
    let causes = |code| S::from_code(code).map_or(0, |status| status.causes().len());
    pairs
        .min_by_key(|&(code, _)| Reverse(causes(code)))
        .unwrap_or_else(|| (without_cause().unwrap_or_default(), "message"))
}

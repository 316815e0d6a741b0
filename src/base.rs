//! The numbers of this crate's own table that a table which extends it may not have again.

use crate::code::{Code, StatusCode};

/// The range of the numbers that the service leaves to applications: what they mean is for an application to say, even
/// where this crate's table has an entry that says only that.
const FREE: &str = "AppCallback";

/// The name of the code that has a number, unless the number is free.
pub(crate) fn taken(number: i64) -> Option<&'static str> {
    let code = Code::new(i32::try_from(number).ok()?);
    let is_free = code.ranges().any(|range| range.name() == FREE);
    code.status().filter(|_| !is_free).map(StatusCode::name)
}

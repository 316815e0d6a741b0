//! Two tables as one: an app's own codes over those of the service.

use core::fmt;

use crate::diagnosis::Diagnosis;
use crate::status::Status;

/// A generated enum whose table extends another one with the `extends` key.
///
/// The generator makes sure that no code has two meanings. Codes that the base table leaves to
/// apps, 20000 to 20099 for [`StatusCode`](crate::StatusCode), can be defined by the extending
/// table.
pub trait Extends: Status {
    /// The enum of the base table.
    type Base: Status;
}

/// A diagnosis by a table or by the table that it extends.
///
/// # Examples
///
/// ```
/// use commsease_status::{Extended, Extends, StatusCode};
///
/// /// Returns a log line that says who refused a request: the app's own callback, or the service.
/// fn log_line<S: Extends<Base = StatusCode>>(code: i32, message: Option<&str>) -> String {
///     match Extended::<S>::new(code, message) {
///         Extended::Own(diagnosis) => format!("callback: {diagnosis}"),
///         Extended::Base(diagnosis) => format!("service: {diagnosis}"),
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Extended<'m, S: Extends> {
    /// The extending table defines the code.
    Own(Diagnosis<'m, S>),
    /// The base table defines the code, or neither does.
    Base(Diagnosis<'m, S::Base>),
}

impl<'m, S: Extends> Extended<'m, S> {
    /// Diagnoses a code and the error message that came with it: by an entry of the extending
    /// table, else of the base table, else by a range of either in the same order.
    #[must_use]
    pub fn new(code: i32, message: Option<&'m str>) -> Self {
        let own = Diagnosis::new(code, message);
        if own.status().is_some() {
            return Self::Own(own);
        }
        let base = Diagnosis::new(code, message);
        if base.status().is_none() && own.code().range().is_some() {
            Self::Own(own)
        } else {
            Self::Base(base)
        }
    }
}

/// Formats the [`Diagnosis`].
impl<S: Extends> fmt::Display for Extended<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(diagnosis) => diagnosis.fmt(f),
            Self::Base(diagnosis) => diagnosis.fmt(f),
        }
    }
}

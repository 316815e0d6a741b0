//! One answer for the numbers of an application and those of the service.

use core::fmt;

use crate::diagnosis::Diagnosis;
use crate::explanation::Explanation;
use crate::status::Status;

/// An enum whose table says that it extends another one, with `extends` under `[enum]`.
///
/// The generator has made sure that no number has two meanings. Numbers that the extended table leaves to applications,
/// 20000 to 20099 of this crate's own one, are for the extending table to define.
pub trait Extends: Status {
    /// The enum that is extended.
    type Base: Status;
}

/// What a number means in a table or in the one that it extends.
///
/// ```
/// use commsease_status::{Evidence, Extended, Extends, Explanation, StatusCode};
///
/// /// What a sender logs: its own callback refused, or the service did.
/// fn log_line<S: Extends<Base = StatusCode>>(code: i32, text: Option<&str>) -> String {
///     match Extended::<S>::new(code, text) {
///         Extended::Own(diagnosis) => format!("callback: {diagnosis}"),
///         Extended::Base(diagnosis) => format!("service: {diagnosis}"),
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Extended<'t, S: Extends> {
    /// The table itself has the number.
    Own(Diagnosis<'t, S>),
    /// The extended table has the number, or nobody has it.
    Base(Diagnosis<'t, S::Base>),
}

impl<'t, S: Extends> Extended<'t, S> {
    /// Says what a number and the text that came with it mean: by an entry of the table itself, else of the extended
    /// one, else by a range of either in the same order.
    pub const fn new(code: i32, text: Option<&'t str>) -> Self {
        let (own, base) = (Diagnosis::new(code, text), Diagnosis::new(code, text));
        let own_range = own.code().range().is_some() && !base.has_entry();
        if own.has_entry() || own_range {
            Self::Own(own)
        } else {
            Self::Base(base)
        }
    }

    /// The diagnosis of either table, without its type.
    pub fn explanation(&self) -> &(dyn Explanation + 't) {
        match self {
            Self::Own(diagnosis) => diagnosis,
            Self::Base(diagnosis) => diagnosis,
        }
    }
}

/// Shows what the [`Diagnosis`] shows.
impl<S: Extends> fmt::Display for Extended<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.explanation(), f)
    }
}

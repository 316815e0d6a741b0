//! A diagnosis without the type of its table.

use core::fmt;

use crate::cause::{Cause, Fixer, Outcome, Retry};
use crate::diagnosis::{Diagnosis, Evidence, Filled};
use crate::status::{Status, Word};

/// What is known of a response, whatever table it is from.
///
/// [`Status`] and [`Diagnosis`] are for code that has the type of the table, by name or as a parameter. This trait is
/// for whoever cannot have it: a logger behind a function pointer, a queue of failures of several services. All words
/// are given by their ids. Every [`Diagnosis`] has it, and nothing else can.
///
/// ```
/// use commsease_status::{diagnose, Explanation};
///
/// fn log_line(of: &dyn Explanation) -> String {
///     let category = of.category().unwrap_or("unknown");
///     format!("code={} category={category} cause={}", of.number(), of.cause_id().unwrap_or("-"))
/// }
///
/// assert_eq!(log_line(&diagnose(414, Some("check roomid"))), "code=414 category=parameter cause=chat-room-closed");
/// assert_eq!(log_line(&diagnose(-40_404, None)), "code=-40404 category=unknown cause=-");
/// ```
pub trait Explanation: fmt::Debug + fmt::Display + sealed::Sealed {
    /// The number, whether it is known or not.
    fn number(&self) -> i32;

    /// The name of the code, if the table has it.
    fn name(&self) -> Option<&'static str>;

    /// What the number means, in one sentence.
    fn summary(&self) -> &'static str;

    /// What the rest rests on.
    fn evidence(&self) -> Evidence;

    /// The text as it came.
    fn text(&self) -> Option<&str>;

    /// The kind of reason.
    fn category(&self) -> Option<&'static str>;

    /// How the request ended, as far as the number tells.
    fn outcome(&self) -> Option<Outcome>;

    /// Whether the same request makes sense again.
    fn retry(&self) -> Option<Retry>;

    /// What tells the cause from the others of its code, if the text told which one it is.
    fn cause_id(&self) -> Option<&'static str>;

    /// The part of the service that the cause belongs to, or else the code.
    fn area(&self) -> Option<&'static str>;

    /// Who can do something about it, if the text told the cause.
    fn fixer(&self) -> Option<Fixer>;

    /// What happened, with what the text says filled in.
    fn when(&self) -> Option<Filled<'_>>;

    /// What to do about it, with what the text says filled in.
    fn fix(&self) -> Option<Filled<'_>>;
}

impl<S: Status> Explanation for Diagnosis<'_, S> {
    fn number(&self) -> i32 {
        self.code().number()
    }

    fn name(&self) -> Option<&'static str> {
        self.status().map(Status::name)
    }

    fn summary(&self) -> &'static str {
        self.summary()
    }

    fn evidence(&self) -> Evidence {
        self.evidence()
    }

    fn text(&self) -> Option<&str> {
        self.text()
    }

    fn category(&self) -> Option<&'static str> {
        self.code().category().map(Word::id)
    }

    fn outcome(&self) -> Option<Outcome> {
        self.outcome()
    }

    fn retry(&self) -> Option<Retry> {
        self.retry()
    }

    fn cause_id(&self) -> Option<&'static str> {
        self.cause().map(Cause::id)
    }

    fn area(&self) -> Option<&'static str> {
        self.cause()
            .map(Cause::area)
            .or_else(|| self.status().map(Status::area))
            .map(Word::id)
    }

    fn fixer(&self) -> Option<Fixer> {
        self.cause().map(Cause::fixer)
    }

    fn when(&self) -> Option<Filled<'_>> {
        self.when()
    }

    fn fix(&self) -> Option<Filled<'_>> {
        self.fix()
    }
}

mod sealed {
    /// Keeps the trait to this crate, so that it can grow.
    pub trait Sealed {}

    impl<S: super::Status> Sealed for super::Diagnosis<'_, S> {}
}

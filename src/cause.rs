//! What the table says about a code: how it ends, whether to try again, why it comes and what to do about it.

use core::fmt;

use crate::StatusCode;
use crate::status::Status;
use crate::table::{Part, part};

/// A word of the generator's own vocabularies, with its spelling in the table.
macro_rules! words {
    ($(#[$doc:meta])* $Type:ident { $($(#[$variant_doc:meta])* $Variant:ident = $id:literal: $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Type { $($(#[$variant_doc])* $Variant,)* }

        impl $Type {
            /// All of them, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),*];

            /// The word as the table spells it: stable, and fit for a label in metrics.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$Variant => $id,)* }
            }

            /// The same in words for a person.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$Variant => $text,)* }
            }
        }

        /// Shows the [`id`](Self::id).
        impl fmt::Display for $Type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.id())
            }
        }
    };
}

words! {
    /// How a request ended that was answered with a code.
    ///
    /// ```
    /// use commsease_status::{Outcome, StatusCode};
    ///
    /// assert_eq!(StatusCode::InvalidParameter.outcome(), Outcome::Failure);
    /// assert_eq!(Outcome::Failure.id(), "failure");
    /// ```
    Outcome {
        /// What was asked is done.
        Success = "success": "a success",
        /// Some of it is done; the response says what is not.
        Partial = "partial": "a partial success",
        /// It is not done.
        Failure = "failure": "a failure",
    }
}

words! {
    /// Whether the same request makes sense again.
    ///
    /// ```
    /// use commsease_status::{Retry, StatusCode};
    ///
    /// assert_eq!(StatusCode::RequestTimeout.retry(), Retry::OutcomeUnknown);
    /// assert_eq!(Retry::OutcomeUnknown.id(), "outcome-unknown");
    /// ```
    Retry {
        /// It will be answered the same way, or needs no repetition.
        Never = "never": "do not retry",
        /// It will work once somebody has changed something: see the fix.
        AfterFix = "after-fix": "retry after the fix",
        /// It may work later, without a change. Wait longer each time.
        Backoff = "backoff": "retry later, waiting longer each time",
        /// It may have been carried out already. Find out before it is sent again, unless doing it twice is harmless.
        OutcomeUnknown = "outcome-unknown": "it may have been done already: find out before a retry",
    }
}

words! {
    /// Who can do something about a cause.
    ///
    /// ```
    /// use commsease_status::{Fixer, StatusCode};
    ///
    /// let diagnosis = commsease_status::diagnose(403, Some("app is forbidden"));
    /// assert_eq!(diagnosis.cause().map(|cause| cause.fixer()), Some(Fixer::Console));
    /// ```
    Fixer {
        /// The program that made the request, or who writes it.
        Caller = "caller": "the caller",
        /// Whoever administers the application in the console, if need be with the vendor's sales or support.
        Console = "console": "the administrator in the console",
        /// The person who uses the program.
        EndUser = "end-user": "the end user",
        /// The service itself.
        Service = "service": "the service",
    }
}

/// A documented reason for a code, and what to do about it.
///
/// ```
/// use commsease_status::{Area, StatusCode};
///
/// let cause = StatusCode::InvalidParameter.causes().iter().find(|cause| cause.id() == "chat-room-closed").unwrap();
/// assert_eq!(cause.texts(), ["check roomid"]);
/// assert_eq!(cause.area(), Area::ChatRoom);
/// assert!(!cause.fix().is_empty());
/// ```
#[derive(Clone, Copy)]
pub struct Cause<S: Status = StatusCode> {
    #[doc(hidden)]
    pub id: &'static str,
    #[doc(hidden)]
    pub when: &'static str,
    #[doc(hidden)]
    pub fix: &'static str,
    #[doc(hidden)]
    pub fixer: Fixer,
    #[doc(hidden)]
    pub retry: Retry,
    #[doc(hidden)]
    pub area: S::Area,
    #[doc(hidden)]
    pub texts: Part,
    #[doc(hidden)]
    pub samples: Part,
    #[doc(hidden)]
    pub sources: Part,
}

impl<S: Status> Cause<S> {
    /// What tells it from the other causes of its code. With the number, `414/chat-room-closed`, it is unique and
    /// stable: fit for a label in metrics.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// What happened, in one or more sentences. It may have `{name}` for what a text of the cause says at that place:
    /// [`Diagnosis::when`](crate::Diagnosis::when) fills it in.
    pub const fn when(&self) -> &'static str {
        self.when
    }

    /// What to do about it, in one or more sentences. It may have `{name}` as [`when`](Self::when) may:
    /// [`Diagnosis::fix`](crate::Diagnosis::fix) fills it in.
    pub const fn fix(&self) -> &'static str {
        self.fix
    }

    /// Who can do it.
    pub const fn fixer(&self) -> Fixer {
        self.fixer
    }

    /// Whether the same request makes sense again.
    pub const fn retry(&self) -> Retry {
        self.retry
    }

    /// What part of the service it belongs to.
    pub const fn area(&self) -> S::Area {
        self.area
    }

    /// The server texts that mean this cause, as the table has them; `{name}` stands for what varies.
    pub const fn texts(&self) -> &'static [&'static str] {
        part(S::TABLE.texts, self.texts)
    }

    /// Recorded responses that mean this cause.
    pub const fn samples(&self) -> &'static [&'static str] {
        part(S::TABLE.texts, self.samples)
    }

    /// Where it is documented.
    pub const fn sources(&self) -> &'static [S::Source] {
        part(S::TABLE.sources, self.sources)
    }
}

impl<S: Status> fmt::Debug for Cause<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cause")
            .field("id", &self.id)
            .field("when", &self.when)
            .field("fix", &self.fix)
            .field("fixer", &self.fixer)
            .field("retry", &self.retry)
            .field("area", &self.area)
            .field("texts", &self.texts())
            .field("samples", &self.samples())
            .field("sources", &self.sources())
            .finish()
    }
}

/// What a code means on a platform that gives it another meaning.
///
/// ```
/// use commsease_status::{Platform, StatusCode};
///
/// assert_eq!(StatusCode::InvalidParameter.sense(Platform::Ios).map(|sense| sense.summary()), None);
/// ```
#[derive(Clone, Copy)]
pub struct Sense<S: Status = StatusCode> {
    #[doc(hidden)]
    pub platform: S::Platform,
    #[doc(hidden)]
    pub summary: &'static str,
    #[doc(hidden)]
    pub category: S::Category,
    #[doc(hidden)]
    pub outcome: Outcome,
    #[doc(hidden)]
    pub retry: Retry,
    #[doc(hidden)]
    pub sdk_names: Part,
    #[doc(hidden)]
    pub sources: Part,
}

impl<S: Status> Sense<S> {
    /// Where the code has this meaning.
    pub const fn platform(&self) -> S::Platform {
        self.platform
    }

    /// What it means there, in one sentence.
    pub const fn summary(&self) -> &'static str {
        self.summary
    }

    /// The kind of reason.
    pub const fn category(&self) -> S::Category {
        self.category
    }

    /// How the request ended.
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Whether the same request makes sense again.
    pub const fn retry(&self) -> Retry {
        self.retry
    }

    /// The identifiers that the platform's SDK has for it.
    pub const fn sdk_names(&self) -> &'static [&'static str] {
        part(S::TABLE.sdk_names.items, self.sdk_names)
    }

    /// Where it is documented.
    pub const fn sources(&self) -> &'static [S::Source] {
        part(S::TABLE.sources, self.sources)
    }
}

impl<S: Status> fmt::Debug for Sense<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sense")
            .field("platform", &self.platform)
            .field("summary", &self.summary)
            .field("category", &self.category)
            .field("outcome", &self.outcome)
            .field("retry", &self.retry)
            .field("sdk_names", &self.sdk_names())
            .field("sources", &self.sources())
            .finish()
    }
}

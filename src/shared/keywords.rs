//! The keywords that every table can use: outcomes, retry advice, and who applies a fix.

use core::fmt;

/// Defines a closed set of keywords, each with its id in the table and a description for people.
macro_rules! keywords {
    ($(#[$doc:meta])* $Type:ident {
        $($(#[$variant_doc:meta])* $Variant:ident = $id:literal, $description:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Type { $($(#[$variant_doc])* $Variant,)* }

        impl $Type {
            /// All values, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),*];

            /// Returns the id as written in the table. Ids are stable and suitable as metric labels.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$Variant => $id,)* }
            }

            /// Returns a short description, such as "after the fix" for the question when to retry.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$Variant => $description,)* }
            }

            /// Returns the value with the given [`id`](Self::id), or `None` if there is none.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.id() == id)
            }
        }

        /// Formats the [`id`](Self::id).
        impl fmt::Display for $Type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.id())
            }
        }
    };
}

keywords! {
    /// The outcome of a request.
    ///
    /// # Examples
    ///
    /// ```
    /// use commsease_status::{Outcome, StatusCode};
    ///
    /// assert_eq!(StatusCode::InvalidParameter.outcome(), Outcome::Failure);
    /// assert_eq!(Outcome::Failure.id(), "failure");
    /// assert_eq!(Outcome::from_id("failure"), Some(Outcome::Failure));
    /// ```
    Outcome {
        /// The request succeeded.
        Success = "success", "success";
        /// Part of the request succeeded. The response lists what failed.
        Partial = "partial", "partial success";
        /// The request failed.
        Failure = "failure", "failure";
    }
}

keywords! {
    /// Advice on when to retry a request.
    ///
    /// # Examples
    ///
    /// ```
    /// use commsease_status::{Retry, StatusCode};
    ///
    /// assert_eq!(StatusCode::RequestTimeout.retry(), Retry::OutcomeUnknown);
    /// assert_eq!(Retry::OutcomeUnknown.id(), "outcome-unknown");
    /// assert_eq!(Retry::Backoff.description(), "later, with exponential backoff");
    /// ```
    Retry {
        /// Do not retry: the response would be the same, or the request succeeded.
        Never = "never", "never";
        /// Retry after applying the fix.
        AfterFix = "after-fix", "after the fix";
        /// Retry later, with exponential backoff.
        Backoff = "backoff", "later, with exponential backoff";
        /// The request may have taken effect. Retry only if it is idempotent, or after checking.
        OutcomeUnknown = "outcome-unknown",
            "only if idempotent, because the request may have taken effect";
    }
}

keywords! {
    /// Who needs to act to resolve a cause.
    ///
    /// # Examples
    ///
    /// ```
    /// use commsease_status::{FixBy, diagnose};
    ///
    /// let diagnosis = diagnose(403, Some("app is forbidden"));
    /// assert_eq!(diagnosis.cause().map(|cause| cause.fix_by()), Some(FixBy::Admin));
    /// ```
    FixBy {
        /// The calling program, or its developer.
        Caller = "caller", "the caller";
        /// The app's administrator, in the console or through vendor support.
        Admin = "admin", "the app's administrator";
        /// The person who uses the app.
        EndUser = "end-user", "the end user";
        /// The operator of the service.
        Service = "service", "the service operator";
    }
}

keywords! {
    /// How people write the codes of a table.
    ///
    /// # Examples
    ///
    /// ```
    /// use commsease_status::{Notation, Status, StatusCode};
    ///
    /// assert_eq!(StatusCode::notation(), Notation::Decimal);
    /// assert_eq!(Notation::Hex.parse("0x80070005"), Some(-2_147_024_891));
    /// assert_eq!(Notation::Hex.display(-2_147_024_891).to_string(), "0x80070005");
    /// ```
    Notation {
        /// As decimal numbers, such as 414.
        Decimal = "decimal", "decimal";
        /// As hexadecimal numbers of 32 bits, such as `0x80070005`.
        Hex = "hex", "hexadecimal";
    }
}

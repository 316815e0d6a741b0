//! How specific a diagnosis is.

use core::fmt;

/// How specific a [`Diagnosis`](crate::Diagnosis) is, from the least to the most specific.
///
/// # Examples
///
/// ```
/// use commsease_status::{Evidence, diagnose};
///
/// assert_eq!(diagnose(414, Some("check roomid")).evidence(), Evidence::Message);
/// assert_eq!(diagnose(414, Some("alice not register")).evidence(), Evidence::Pattern);
/// assert_eq!(diagnose(414, Some("what is this?")).evidence(), Evidence::Code);
/// assert_eq!(diagnose(20_042, None).evidence(), Evidence::Range);
/// assert_eq!(diagnose(-40_404, None).evidence(), Evidence::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// Nothing is known of the code.
    Unknown,
    /// The code has no entry, but it is in a known range.
    Range,
    /// The code has an entry, but the message (if any) matched no cause.
    Code,
    /// The message is one that SDKs give with the code for any cause.
    Text,
    /// The message suggests a cause without proving it.
    Hint,
    /// The message matched a pattern with placeholders of a documented cause.
    Pattern,
    /// The message is one that is documented for a cause.
    Message,
}

impl Evidence {
    /// All values, from the least to the most specific.
    pub const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Range,
        Self::Code,
        Self::Text,
        Self::Hint,
        Self::Pattern,
        Self::Message,
    ];

    /// Returns a stable id, such as `"message"`, suitable for JSON and as a metric label.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Range => "range",
            Self::Code => "code",
            Self::Text => "text",
            Self::Hint => "hint",
            Self::Pattern => "pattern",
            Self::Message => "message",
        }
    }
}

/// Formats the [`id`](Evidence::id).
impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

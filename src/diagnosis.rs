//! From a number and the text that came with it to what happened and what to do.

use core::fmt;

use crate::StatusCode;
use crate::cause::{Cause, Outcome, Retry};
use crate::code::Code;
use crate::range::Range;
use crate::status::Status;
use crate::text;

/// What a diagnosis rests on.
///
/// ```
/// use commsease_status::{diagnose, Evidence};
///
/// assert_eq!(diagnose(414, Some("check roomid")).evidence(), Evidence::Text);
/// assert_eq!(diagnose(414, Some("what is this?")).evidence(), Evidence::Code);
/// assert_eq!(diagnose(20_042, None).evidence(), Evidence::Range);
/// assert_eq!(diagnose(-40_404, None).evidence(), Evidence::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// Nothing is known of the number.
    Unknown,
    /// The table has no entry for the number, but knows what its neighbours have in common.
    Range,
    /// The table has the number; the text, if there was one, told no cause from the others.
    Code,
    /// The text told which cause it was.
    Text,
}

impl Evidence {
    /// The word for it in JSON and in metrics.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Range => "range",
            Self::Code => "code",
            Self::Text => "text",
        }
    }

    /// The strongest that there is: the text told a cause, the table has an entry, or a range.
    pub(crate) const fn of(cause: bool, entry: bool, range: bool) -> Self {
        match (cause, entry, range) {
            (true, _, _) => Self::Text,
            (_, true, _) => Self::Code,
            (_, _, true) => Self::Range,
            _ => Self::Unknown,
        }
    }
}

/// Says what a number of this crate's table and the text that came with it mean.
///
/// The text only chooses among the causes of the number: it is compared without regard to ASCII case, blanks at the
/// ends, runs of blanks and a final full stop. Nothing is allocated.
///
/// ```
/// use commsease_status::{diagnose, StatusCode};
///
/// let diagnosis = diagnose(414, Some("Exceed the maximum account 100"));
/// assert_eq!(diagnosis.status(), Some(StatusCode::InvalidParameter));
/// assert_eq!(diagnosis.cause().map(|cause| cause.id()), Some("account-limit"));
/// assert_eq!(diagnosis.capture("limit"), Some("100"));
/// ```
pub const fn diagnose(code: i32, text: Option<&str>) -> Diagnosis<'_> {
    Diagnosis::new(code, text)
}

/// What is known of a response.
///
/// ```
/// let diagnosis = commsease_status::diagnose(414, Some("check roomid"));
/// let cause = diagnosis.cause().unwrap();
/// assert_eq!(cause.id(), "chat-room-closed");
/// assert_eq!(diagnosis.causes().len(), 1);
///
/// let vague = commsease_status::diagnose(414, None);
/// assert!(vague.cause().is_none());
/// assert!(vague.causes().len() > 10);
/// ```
#[derive(Clone, Copy)]
pub struct Diagnosis<'t, S: Status = StatusCode> {
    code: Code<S>,
    text: Option<&'t str>,
    /// The cause that the text means, and the pattern that told.
    selected: Option<(&'static Cause<S>, &'static str)>,
}

impl<'t, S: Status> Diagnosis<'t, S> {
    /// Says what a number of any table and the text that came with it mean.
    #[inline(never)]
    pub const fn new(code: i32, text: Option<&'t str>) -> Self {
        let selected = match text {
            Some(text) => S::TABLE.cause_of(code, text),
            None => None,
        };
        Self {
            code: Code::of(code),
            text,
            selected,
        }
    }

    /// The number, whether it is known or not.
    pub const fn code(&self) -> Code<S> {
        self.code
    }

    /// The text as it came.
    pub const fn text(&self) -> Option<&'t str> {
        self.text
    }

    /// The variant, if the table has the number.
    pub fn status(&self) -> Option<S> {
        self.code.status()
    }

    /// Whether the table has the number.
    pub(crate) const fn has_entry(&self) -> bool {
        S::TABLE.has(self.code.number())
    }

    /// What the diagnosis rests on.
    pub const fn evidence(&self) -> Evidence {
        Evidence::of(
            self.selected.is_some(),
            self.has_entry(),
            self.code.range().is_some(),
        )
    }

    /// The cause, if the text told which one it is.
    pub const fn cause(&self) -> Option<&'static Cause<S>> {
        match self.selected {
            Some((cause, _)) => Some(cause),
            None => None,
        }
    }

    /// The causes that come into question: the one that the text told, or all of the number.
    pub const fn causes(&self) -> &'static [Cause<S>] {
        match self.selected {
            Some((cause, _)) => core::slice::from_ref(cause),
            None => S::TABLE.causes(self.code.number()),
        }
    }

    /// What the number means, in one sentence: by its entry, or else by its narrowest range.
    pub const fn summary(&self) -> &'static str {
        if self.has_entry() {
            return S::TABLE.summary(self.code.number());
        }
        match self.code.range() {
            Some(range) => range.summary(),
            None => "Nothing is known of this number.",
        }
    }

    /// Every range that the number is in, in the order of the table.
    pub fn ranges(&self) -> impl Iterator<Item = &'static Range<S>> {
        self.code.ranges()
    }

    /// How the request ended, as far as the number tells.
    pub fn outcome(&self) -> Option<Outcome> {
        self.code.outcome()
    }

    /// Whether the same request makes sense again: by the cause if there is one, else by the number.
    pub fn retry(&self) -> Option<Retry> {
        self.cause().map(Cause::retry).or_else(|| self.code.retry())
    }

    /// What the text says where the cause's text has `{name}`.
    pub fn capture(&self, name: &str) -> Option<&'t str> {
        let (pattern, text) = self.heard()?;
        capture(pattern, text, name)
    }

    /// What happened, with what the text says filled in.
    ///
    /// ```
    /// let diagnosis = commsease_status::diagnose(414, Some("Accid001 not register"));
    /// assert!(diagnosis.when().unwrap().to_string().contains("Accid001"));
    /// ```
    pub fn when(&self) -> Option<Filled<'t>> {
        self.cause().map(|cause| self.fill(cause.when()))
    }

    /// What to do about it, with what the text says filled in.
    ///
    /// ```
    /// let diagnosis = commsease_status::diagnose(414, Some("Exceed the maximum account 100"));
    /// assert!(diagnosis.fix().unwrap().to_string().contains("100"));
    /// ```
    pub fn fix(&self) -> Option<Filled<'t>> {
        self.cause().map(|cause| self.fill(cause.fix()))
    }

    pub(crate) const fn fill(&self, template: &'static str) -> Filled<'t> {
        Filled::new(template, self.heard())
    }

    /// The pattern that told the cause, and the text that it fits.
    const fn heard(&self) -> Option<(&'t str, &'t str)> {
        match (self.selected, self.text) {
            (Some((_, pattern)), Some(text)) => Some((pattern, text)),
            _ => None,
        }
    }
}

impl<S: Status> fmt::Debug for Diagnosis<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Diagnosis")
            .field("code", &self.code)
            .field("text", &self.text)
            .field("evidence", &self.evidence())
            .field("cause", &self.cause().map(Cause::id))
            .finish()
    }
}

/// Shows number and name, the cause and the fix in one line, as far as they are known.
///
/// ```
/// let line = commsease_status::diagnose(414, Some("check roomid")).to_string();
/// assert!(line.starts_with("414 InvalidParameter (chat-room-closed): "));
/// assert_eq!(commsease_status::diagnose(-40_404, None).to_string(), "-40404: Nothing is known of this number.");
/// ```
impl<S: Status> fmt::Display for Diagnosis<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(status) = self.status() {
            write!(f, " {}", status.name())?;
        }
        match (self.cause(), self.when(), self.fix()) {
            (Some(cause), Some(when), Some(fix)) => write!(f, " ({}): {when} {fix}", cause.id()),
            _ => write!(f, ": {}", self.summary()),
        }
    }
}

/// A sentence of a cause with what the text says filled in. It is put together while it is shown.
#[derive(Clone, Copy)]
pub struct Filled<'t> {
    template: &'t str,
    /// A pattern and the text that fits it.
    heard: Option<(&'t str, &'t str)>,
}

impl<'t> Filled<'t> {
    pub(crate) const fn new(template: &'t str, heard: Option<(&'t str, &'t str)>) -> Self {
        Self { template, heard }
    }
}

impl fmt::Display for Filled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.template;
        while let Some((before, inside)) = rest.split_once('{') {
            let Some((name, behind)) = inside.split_once('}') else {
                break;
            };
            f.write_str(before)?;
            match self
                .heard
                .and_then(|(pattern, text)| capture(pattern, text, name))
            {
                // What a server said goes to terminals and logs: nothing in it may steer them.
                Some(said) => write!(f, "{}", said.escape_debug())?,
                None => write!(f, "{{{name}}}")?,
            }
            rest = behind;
        }
        f.write_str(rest)
    }
}

impl fmt::Debug for Filled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// What a text says where its pattern has `{name}`.
fn capture<'t>(pattern: &str, text: &'t str, name: &str) -> Option<&'t str> {
    let found = text::captured_in_core(pattern.as_bytes(), text::core(text), name.as_bytes())?;
    // A literal part begins and ends between two characters, so what lies between two of them is text.
    core::str::from_utf8(found)
        .ok()
        .filter(|found| !found.is_empty())
}

//! A change of a table, and how much it matters.

use std::fmt;

use crate::shared::escape::Escaped;

/// How much a change matters to those who use a table, in the words of semantic versioning.
///
/// # Examples
///
/// ```
/// use commsease_status::codegen::Level;
///
/// assert!(Level::Major > Level::Minor && Level::Minor > Level::Patch);
/// assert_eq!(Level::Major.id(), "major");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only documentation and sources differ.
    Patch,
    /// Something is new, or what the table says about a code is corrected.
    Minor,
    /// Something that programs refer to is gone.
    Major,
}

impl Level {
    /// All levels, in ascending order.
    pub const ALL: &'static [Self] = &[Self::Patch, Self::Minor, Self::Major];

    /// Returns the id, such as `"major"`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Formats the [`id`](Self::id).
impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// The part of a table that a [`Change`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Item {
    /// `[enum]`
    Enum,
    /// `[category.<id>]`
    Category,
    /// `[area.<id>]`
    Area,
    /// `[platform.<id>]`
    Platform,
    /// `[source.<id>]`
    Source,
    /// `[language.<id>]`
    Language,
    /// `[response]`
    Response,
    /// `[[log]]`
    Log,
    /// `[[range]]`
    Range,
    /// `[[code]]`
    Code,
    /// `[[code.meaning]]`
    Meaning,
    /// `[[code.cause]]`
    Cause,
    /// An element of `sdk`
    SdkIdentifier,
}

impl Item {
    /// Returns the id, such as `"code"` or `"sdk-identifier"`. Ids are stable.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Enum => "enum",
            Self::Category => "category",
            Self::Area => "area",
            Self::Platform => "platform",
            Self::Source => "source",
            Self::Language => "language",
            Self::Response => "response",
            Self::Log => "log",
            Self::Range => "range",
            Self::Code => "code",
            Self::Meaning => "meaning",
            Self::Cause => "cause",
            Self::SdkIdentifier => "sdk-identifier",
        }
    }
}

/// Formats the item in words, such as "SDK identifier".
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SdkIdentifier => "SDK identifier",
            other => other.id(),
        })
    }
}

/// What happened in a [`Change`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It has another name or id.
    Renamed,
    /// It has another value.
    Changed,
    /// It is gone.
    Removed,
}

impl ChangeKind {
    /// Returns the id, such as `"added"`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// Formats the [`id`](Self::id).
impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// A difference between two versions of a table.
///
/// It formats as one line, such as ``changed `retry` of code 403 Forbidden: never -> after-fix``.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Change {
    /// The kind of entry that differs.
    pub item: Item,
    /// The entry, such as `414 InvalidParameter`, or `414/chat-room-closed` for a cause.
    pub label: String,
    /// The code that the entry is, or is part of.
    pub code: Option<i32>,
    /// The key of the entry that differs, or `None` if the whole entry is added or removed.
    pub key: Option<&'static str>,
    /// The language of the value, unless it is English or is not a text.
    pub language: Option<String>,
    /// The old value, unless it is added. The value of a whole entry is the sentence that describes
    /// it.
    pub old: Option<String>,
    /// The new value, unless it is removed.
    pub new: Option<String>,
}

impl Change {
    /// Returns what happened.
    #[must_use]
    pub fn kind(&self) -> ChangeKind {
        match (&self.old, &self.new, self.key) {
            (None, ..) => ChangeKind::Added,
            (_, None, _) => ChangeKind::Removed,
            (_, _, Some("name" | "id")) => ChangeKind::Renamed,
            _ => ChangeKind::Changed,
        }
    }

    /// Returns how much the change matters. The rules are those of `CHANGELOG.md`.
    #[must_use]
    pub fn level(&self) -> Level {
        match (self.kind(), self.item, self.key) {
            // The general meaning then applies to the platform, and the default form to responses.
            (ChangeKind::Removed, Item::Meaning | Item::Response | Item::Log, None) => Level::Minor,
            // Another order of a vocabulary, which `Ord` and `as` follow.
            (
                ChangeKind::Changed,
                Item::Enum,
                Some("category" | "area" | "platform" | "source"),
            )
            | (ChangeKind::Renamed, ..)
            | (ChangeKind::Removed, _, None | Some("extends")) => Level::Major,
            _ if self.language.is_some() => Level::Patch,
            (ChangeKind::Changed, _, Some("deprecated"))
            | (_, Item::Source, Some(_))
            | (
                ..,
                Some(
                    "doc" | "keywords" | "samples" | "see_also" | "shared_sdk" | "sources" | "user",
                ),
            ) => Level::Patch,
            _ => Level::Minor,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        write!(f, "{kind} ")?;
        if let Some(key) = self.key.filter(|_| kind != ChangeKind::Renamed) {
            write!(f, "`{key}` of ")?;
        }
        write!(f, "{} {}", self.item, Escaped(&self.label))?;
        if let Some(language) = &self.language {
            write!(f, " in {language}")?;
        }
        let [old, new] = [&self.old, &self.new].map(|it| it.as_deref().map(one_line));
        match (old, new) {
            (Some(old), Some(new)) => write!(f, ": {} -> {}", Escaped(&old), Escaped(&new)),
            (old, new) => write!(f, ": {}", Escaped(&old.or(new).unwrap_or_default())),
        }
    }
}

/// Returns prose, which can have several lines, as one.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

//! Any table as plain data, for programs that work with tables which nobody compiled.
//!
//! A generated enum is what a program wants that knows its table. A tool that is given a table, as `codes.toml`, has a
//! [`Catalogue`] of it: the same entries, with words instead of variants, and the same answers to a number and a text.
//!
//! ```
//! use commsease_status::StatusCode;
//! use commsease_status::catalogue::Catalogue;
//!
//! let (read, warnings) = Catalogue::from_toml(include_bytes!("../codes.toml")).unwrap();
//! assert_eq!(read, Catalogue::of::<StatusCode>());
//! assert!(warnings.is_empty());
//!
//! let found = read.find(414, Some("check roomid"));
//! assert_eq!(found.entry().unwrap().name, "InvalidParameter");
//! assert_eq!(found.cause().unwrap().id, "chat-room-closed");
//! assert_eq!(found.cause().unwrap().area, "chat-room");
//! ```

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use proc_macro2::Ident;

use crate::StatusCode;
use crate::cause::{Cause, Fixer, Outcome, Retry, Sense};
use crate::codegen::{Diagnostic, Rejected, checked, table};
use crate::diagnosis::{Evidence, Filled};
use crate::extended::Extends;
use crate::range::{self, Range};
use crate::status::{Status, Word};
use crate::text;

/// A sentence, name or word: of a compiled table or of one that was read.
pub type Text = Cow<'static, str>;

/// The entries of a table, and the words that it declares.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Catalogue {
    /// In the order of their numbers.
    pub entries: Vec<Entry>,
    /// What numbers without an entry tell.
    pub ranges: Vec<EntryRange>,
    /// The kinds of reasons.
    pub categories: Vec<Text>,
    /// The parts of the service.
    pub areas: Vec<Text>,
    /// The platforms, each with the wider one that it belongs to.
    pub platforms: Vec<(Text, Option<Text>)>,
}

/// `[[code]]`
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The number.
    pub code: i32,
    /// The name of the variant.
    pub name: Text,
    /// What the code means, in one sentence.
    pub summary: Text,
    /// The kind of reason.
    pub category: Text,
    /// The part of the service.
    pub area: Text,
    /// How a request ended.
    pub outcome: Outcome,
    /// Whether the same request makes sense again.
    pub retry: Retry,
    /// The identifiers that lead to the code.
    pub sdk_names: Vec<Text>,
    /// The numbers of codes that say the same elsewhere.
    pub see_also: Vec<i32>,
    /// Where the code is documented.
    pub sources: Vec<Text>,
    /// The documented reasons.
    pub causes: Vec<EntryCause>,
    /// What the code means on other platforms.
    pub senses: Vec<EntrySense>,
    /// The texts of the causes in the order in which they count, with the place of the cause.
    patterns: Vec<(Text, usize)>,
}

/// `[[code.cause]]`
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntryCause {
    /// What tells it from the other causes of its code.
    pub id: Text,
    /// What happened.
    pub when: Text,
    /// What to do about it.
    pub fix: Text,
    /// Who can do it.
    pub fixer: Fixer,
    /// Whether the same request makes sense again.
    pub retry: Retry,
    /// The part of the service.
    pub area: Text,
    /// The texts that mean this cause.
    pub texts: Vec<Text>,
    /// Recorded responses that mean this cause.
    pub samples: Vec<Text>,
}

/// `[[code.sense]]`
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntrySense {
    /// Where the code has this meaning.
    pub platform: Text,
    /// What it means there.
    pub summary: Text,
    /// The kind of reason.
    pub category: Text,
    /// How a request ended.
    pub outcome: Outcome,
    /// Whether the same request makes sense again.
    pub retry: Retry,
    /// The identifiers that the platform's SDK has for it.
    pub sdk_names: Vec<Text>,
    /// Where it is documented.
    pub sources: Vec<Text>,
}

/// `[[range]]`
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntryRange {
    /// The least number.
    pub from: i32,
    /// The greatest number.
    pub to: i32,
    /// The digits that every number ends with.
    pub ending: Option<Text>,
    /// What the numbers mean.
    pub summary: Text,
    /// The kind of reason, where they have it in common.
    pub category: Option<Text>,
    /// How a request ended, where they have it in common.
    pub outcome: Option<Outcome>,
    /// Whether the same request makes sense again, where they have it in common.
    pub retry: Option<Retry>,
}

impl Catalogue {
    /// The table of a generated enum.
    pub fn of<S: Status>() -> Self {
        Self {
            entries: S::all().iter().map(|status| Entry::of(*status)).collect(),
            ranges: S::ranges().iter().map(EntryRange::of).collect(),
            categories: ids(S::Category::ALL),
            areas: ids(S::Area::ALL),
            platforms: S::Platform::ALL
                .iter()
                .map(|word| (id(*word), word.within().map(id)))
                .collect(),
        }
    }

    /// The table of a generated enum, and behind it the one that it extends.
    pub fn of_both<S: Extends>() -> Self {
        Self::of::<S>().over(Self::of::<S::Base>())
    }

    /// The table of a TOML file, and what is suspicious in it. A table that extends this crate's own one has that
    /// behind it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the table: what would fail a build.
    pub fn from_toml(source: &[u8]) -> Result<(Self, Vec<Diagnostic>), Rejected> {
        let (table, warnings) = checked(source)?;
        let extends = table.extends;
        let own = Self::new(table);
        let catalogue = if extends {
            own.over(Self::of::<StatusCode>())
        } else {
            own
        };
        Ok((catalogue, warnings))
    }

    /// Adds what another table has and this one lacks.
    fn over(mut self, base: Self) -> Self {
        let lacking: Vec<Entry> = base
            .entries
            .into_iter()
            .filter(|entry| self.entry(entry.code).is_none())
            .collect();
        self.entries.extend(lacking);
        self.entries.sort_by_key(|entry| entry.code);
        self.ranges.extend(base.ranges);
        add_lacking(&mut self.categories, base.categories);
        add_lacking(&mut self.areas, base.areas);
        add_lacking(&mut self.platforms, base.platforms);
        self
    }

    fn new(table: table::Table) -> Self {
        let words = Words {
            categories: &table.categories,
            areas: &table.areas,
            platforms: &table.platforms,
            sources: &table.sources,
            numbers: table
                .codes
                .iter()
                .map(|code| (code.variant.clone(), code.number))
                .collect(),
        };
        let platforms = Words::ids(&table.platforms);
        let wider = table.platforms.iter().map(|word| {
            word.within
                .as_ref()
                .map(|it| Words::id(&table.platforms, it))
        });
        Self {
            entries: table
                .codes
                .into_iter()
                .map(|code| words.entry(code))
                .collect(),
            ranges: table
                .ranges
                .into_iter()
                .map(|range| words.range(range))
                .collect(),
            platforms: platforms.into_iter().zip(wider).collect(),
            categories: Words::ids(&table.categories),
            areas: Words::ids(&table.areas),
        }
    }

    /// The entry with a number.
    pub fn entry(&self, code: i32) -> Option<&Entry> {
        self.entries
            .binary_search_by_key(&code, |entry| entry.code)
            .ok()
            .map(|at| &self.entries[at])
    }

    /// The entry with a name or an SDK identifier.
    pub fn named(&self, name: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.name == name || entry.sdk_names.iter().any(|sdk| sdk == name))
    }

    /// What a code means on a platform, if that differs: there, or on the wider platform around it.
    pub fn sense<'c>(&self, entry: &'c Entry, platform: &str) -> Option<&'c EntrySense> {
        let on = |platform: &str| entry.senses.iter().find(|sense| sense.platform == platform);
        let wider = || {
            self.platforms
                .iter()
                .find(|(word, _)| word == platform)?
                .1
                .as_deref()
        };
        on(platform).or_else(|| wider().and_then(on))
    }

    /// What a number and the text that came with it mean.
    pub fn find<'c>(&'c self, code: i32, text: Option<&'c str>) -> Found<'c> {
        let entry = self.entry(code);
        let told = entry.zip(text).and_then(|(entry, text)| entry.told(text));
        let ranges = self
            .ranges
            .iter()
            .filter(|range| range.contains(code))
            .collect();
        Found {
            code,
            text,
            entry,
            told,
            ranges,
        }
    }
}

impl Entry {
    fn of<S: Status>(status: S) -> Self {
        let mut patterns = S::TABLE.patterns(status.code()).to_vec();
        // What a hash finds counts before what has to be searched.
        patterns.sort_by_key(|pattern| !pattern.is_hashed);
        Self {
            code: status.code(),
            name: status.name().into(),
            summary: status.summary().into(),
            category: id(status.category()),
            area: id(status.area()),
            outcome: status.outcome(),
            retry: status.retry(),
            sdk_names: texts(status.sdk_names()),
            see_also: status.see_also().to_vec(),
            sources: ids(status.sources()),
            causes: status.causes().iter().map(EntryCause::of).collect(),
            senses: status.senses().iter().map(EntrySense::of).collect(),
            patterns: patterns
                .iter()
                .map(|pattern| (pattern.text.into(), pattern.cause.into()))
                .collect(),
        }
    }

    /// The cause that a text means, and the pattern that told.
    fn told(&self, said: &str) -> Option<(&EntryCause, &str)> {
        let (pattern, cause) = self
            .patterns
            .iter()
            .find(|(pattern, _)| text::fits(pattern, said))?;
        Some((self.causes.get(*cause)?, pattern))
    }
}

impl EntryCause {
    fn of<S: Status>(cause: &Cause<S>) -> Self {
        Self {
            id: cause.id().into(),
            when: cause.when().into(),
            fix: cause.fix().into(),
            fixer: cause.fixer(),
            retry: cause.retry(),
            area: id(cause.area()),
            texts: texts(cause.texts()),
            samples: texts(cause.samples()),
        }
    }
}

impl EntrySense {
    fn of<S: Status>(sense: &Sense<S>) -> Self {
        Self {
            platform: id(sense.platform()),
            summary: sense.summary().into(),
            category: id(sense.category()),
            outcome: sense.outcome(),
            retry: sense.retry(),
            sdk_names: texts(sense.sdk_names()),
            sources: ids(sense.sources()),
        }
    }
}

impl EntryRange {
    fn of<S: Status>(range: &Range<S>) -> Self {
        Self {
            from: range.from(),
            to: range.to(),
            ending: range.ending().map(Text::from),
            summary: range.summary().into(),
            category: range.category().map(id),
            outcome: range.outcome(),
            retry: range.retry(),
        }
    }

    /// Whether a number is in the range.
    pub fn contains(&self, code: i32) -> bool {
        range::contains(self.from, self.to, self.ending.as_deref(), code)
    }
}

/// What a [`Catalogue`] knows of a number and a text: what a [`Diagnosis`](crate::Diagnosis) knows by an enum.
#[derive(Clone, Debug)]
pub struct Found<'c> {
    code: i32,
    text: Option<&'c str>,
    entry: Option<&'c Entry>,
    /// The cause that the text means, and the pattern that told.
    told: Option<(&'c EntryCause, &'c str)>,
    ranges: Vec<&'c EntryRange>,
}

impl<'c> Found<'c> {
    /// The number, whether it is known or not.
    pub fn code(&self) -> i32 {
        self.code
    }

    /// The text as it came.
    pub fn text(&self) -> Option<&'c str> {
        self.text
    }

    /// The entry with the number.
    pub fn entry(&self) -> Option<&'c Entry> {
        self.entry
    }

    /// What all of this rests on.
    pub fn evidence(&self) -> Evidence {
        Evidence::of(
            self.told.is_some(),
            self.entry.is_some(),
            !self.ranges.is_empty(),
        )
    }

    /// The cause, if the text told which one it is.
    pub fn cause(&self) -> Option<&'c EntryCause> {
        self.told.map(|(cause, _)| cause)
    }

    /// The causes that come into question: the one that the text told, or all of the number.
    pub fn causes(&self) -> &'c [EntryCause] {
        match (self.told, self.entry) {
            (Some((cause, _)), _) => std::slice::from_ref(cause),
            (None, Some(entry)) => &entry.causes,
            (None, None) => &[],
        }
    }

    /// Every range that the number is in, in the order of the table.
    pub fn ranges(&self) -> &[&'c EntryRange] {
        &self.ranges
    }

    /// The kind of reason: by the entry, else by the ranges.
    pub fn category(&self) -> Option<&'c str> {
        let by_range = || {
            self.ranges
                .iter()
                .find_map(|range| range.category.as_deref())
        };
        self.entry.map(|entry| &*entry.category).or_else(by_range)
    }

    /// How the request ended: by the entry, else by the ranges.
    pub fn outcome(&self) -> Option<Outcome> {
        self.entry
            .map(|entry| entry.outcome)
            .or_else(|| self.ranges.iter().find_map(|range| range.outcome))
    }

    /// Whether the same request makes sense again: by the cause, else by the entry, else by the ranges.
    pub fn retry(&self) -> Option<Retry> {
        let by_code = self
            .cause()
            .map(|cause| cause.retry)
            .or_else(|| self.entry.map(|entry| entry.retry));
        by_code.or_else(|| self.ranges.iter().find_map(|range| range.retry))
    }

    /// A sentence of the cause with what the text says filled in; any other sentence as it is.
    pub fn fill(&self, template: &'c str) -> impl fmt::Display + 'c {
        Filled::new(
            template,
            self.told.map(|(_, pattern)| pattern).zip(self.text),
        )
    }
}

/// What the variants of a checked table stand for.
struct Words<'t> {
    categories: &'t [table::Word],
    areas: &'t [table::Word],
    platforms: &'t [table::Word],
    sources: &'t [table::Word],
    numbers: HashMap<Ident, i32>,
}

impl Words<'_> {
    fn ids(words: &[table::Word]) -> Vec<Text> {
        words
            .iter()
            .map(|word| Text::from(word.id.clone()))
            .collect()
    }

    /// Every variant of a checked table is that of a word.
    fn id(words: &[table::Word], variant: &Ident) -> Text {
        words
            .iter()
            .find(|word| word.variant == *variant)
            .map(|word| word.id.clone())
            .unwrap_or_default()
            .into()
    }

    fn sources(&self, variants: &[Ident]) -> Vec<Text> {
        variants
            .iter()
            .map(|variant| Self::id(self.sources, variant))
            .collect()
    }

    fn entry(&self, code: table::Code) -> Entry {
        let in_senses = code.senses.iter().flat_map(|sense| sense.sdk.clone());
        Entry {
            code: code.number,
            name: code.variant.to_string().into(),
            summary: code.summary.into(),
            category: Self::id(self.categories, &code.category),
            area: Self::id(self.areas, &code.area),
            outcome: own(Outcome::ALL, &code.outcome),
            retry: own(Retry::ALL, &code.retry),
            sdk_names: code
                .sdk
                .iter()
                .cloned()
                .chain(in_senses)
                .map(Text::from)
                .collect(),
            see_also: code
                .see_also
                .iter()
                .filter_map(|other| self.numbers.get(other).copied())
                .collect(),
            sources: self.sources(&code.sources),
            causes: code
                .causes
                .into_iter()
                .map(|cause| self.cause(cause))
                .collect(),
            senses: code
                .senses
                .into_iter()
                .map(|sense| self.sense(sense))
                .collect(),
            patterns: code
                .patterns
                .into_iter()
                .map(|pattern| (pattern.text.into(), pattern.cause))
                .collect(),
        }
    }

    fn cause(&self, cause: table::Cause) -> EntryCause {
        EntryCause {
            id: cause.id.into(),
            when: cause.when.into(),
            fix: cause.fix.into(),
            fixer: own(Fixer::ALL, &cause.fixer),
            retry: own(Retry::ALL, &cause.retry),
            area: Self::id(self.areas, &cause.area),
            texts: cause.texts.into_iter().map(Text::from).collect(),
            samples: cause.samples.into_iter().map(Text::from).collect(),
        }
    }

    fn sense(&self, sense: table::Sense) -> EntrySense {
        EntrySense {
            platform: Self::id(self.platforms, &sense.platform),
            summary: sense.summary.into(),
            category: Self::id(self.categories, &sense.category),
            outcome: own(Outcome::ALL, &sense.outcome),
            retry: own(Retry::ALL, &sense.retry),
            sdk_names: sense.sdk.into_iter().map(Text::from).collect(),
            sources: self.sources(&sense.sources),
        }
    }

    fn range(&self, range: table::NumberRange) -> EntryRange {
        EntryRange {
            from: range.from,
            to: range.to,
            ending: range.ending.map(Text::from),
            summary: range.summary.into(),
            category: range
                .category
                .map(|variant| Self::id(self.categories, &variant)),
            outcome: range.outcome.map(|variant| own(Outcome::ALL, &variant)),
            retry: range.retry.map(|variant| own(Retry::ALL, &variant)),
        }
    }
}

/// The word of this library's own vocabularies that a variant of a checked table names.
fn own<T: Copy + fmt::Debug>(words: &[T], variant: &Ident) -> T {
    let named = words.iter().find(|word| *variant == format!("{word:?}"));
    *named.expect("the checks know the vocabularies of the library")
}

fn add_lacking<T: PartialEq>(words: &mut Vec<T>, more: Vec<T>) {
    for word in more {
        if !words.contains(&word) {
            words.push(word);
        }
    }
}

fn id<W: Word>(word: W) -> Text {
    word.id().into()
}

fn ids<W: Word>(words: &[W]) -> Vec<Text> {
    words.iter().map(|word| id(*word)).collect()
}

fn texts(texts: &[&'static str]) -> Vec<Text> {
    texts.iter().map(|text| Text::from(*text)).collect()
}

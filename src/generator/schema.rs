//! The schema of a table: which keys there are, of which type, and which are required.
//!
//! Some keys are required only in some tables: see `check/required.rs`.

mod texts;

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::value::Datetime;

pub(crate) use self::texts::{KEYS_LIKE_LANGUAGES, LANGUAGE, Translation, Translations};
use self::texts::{OfCause, OfCode, OfMeaning, OfNote, OfSummary};

pub(crate) type Text = Spanned<String>;
pub(crate) type Integer = Spanned<i64>;

/// The whole file. Each entry is read by itself.
pub(crate) struct File {
    pub(crate) enumeration: Entry<Enum>,
    pub(crate) source: Declared<Source>,
    pub(crate) category: Declared<Category>,
    pub(crate) area: Declared<Area>,
    pub(crate) platform: Declared<Platform>,
    pub(crate) language: Declared<Language>,
    pub(crate) response: Option<Entry<Response>>,
    pub(crate) log: Vec<Entry<Log>>,
    pub(crate) range: Vec<Entry<CodeRange>>,
    pub(crate) reserved: Vec<Entry<Reserved>>,
    pub(crate) code: Vec<Entry<Code>>,
}

/// The tables of a vocabulary.
pub(crate) enum Declared<T> {
    No,
    /// With their ids, in the order of the file. Each is at the place of its id.
    Yes(Vec<(Text, Entry<T>)>),
    /// They cannot be read, which was reported, so any id may be declared.
    Unreadable,
}

/// `[enum]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Enum {
    /// The name of the Rust enum.
    pub(crate) name: Text,
    /// The documentation of the Rust enum, of several paragraphs.
    pub(crate) doc: Text,
    /// The path of the enum whose table this one extends.
    pub(crate) extends: Option<Text>,
    /// How people write the codes.
    pub(crate) notation: Option<Text>,
}

/// `[category.<id>]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Category {
    /// What its codes have in common.
    pub(crate) summary: Text,
    /// What to do about a failure of this category when no cause is known.
    pub(crate) advice: Option<Text>,
    /// The outcome of its codes that do not have their own.
    pub(crate) outcome: Option<Text>,
    /// The retry advice of its codes that do not have their own.
    pub(crate) retry: Option<Text>,
    /// What an app can show to its end user.
    pub(crate) user: Option<Text>,
    /// The texts of the entry in other languages.
    #[serde(default, rename = "<language>")]
    pub(crate) translations: Translations<OfCode>,
}

/// `[area.<id>]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Area {
    /// The part of the service.
    pub(crate) summary: Text,
    /// The texts of the entry in other languages.
    #[serde(default, rename = "<language>")]
    pub(crate) translations: Translations<OfSummary>,
}

/// `[platform.<id>]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Platform {
    /// What runs there.
    pub(crate) summary: Text,
    /// The id of a broader platform.
    pub(crate) parent: Option<Text>,
    /// The id of the older platform that this one succeeds.
    pub(crate) succeeds: Option<Text>,
    /// The texts of the entry in other languages.
    #[serde(default, rename = "<language>")]
    pub(crate) translations: Translations<OfSummary>,
}

/// `[language.<id>]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    /// The name of the language, in the language.
    pub(crate) name: Text,
}

/// `[source.<id>]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// The title of the document.
    pub(crate) title: Text,
    /// The date of the document.
    pub(crate) date: Option<Spanned<Datetime>>,
}

/// `[response]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Response {
    /// The keys of the code in a response, in order of precedence.
    pub(crate) code: Option<Spanned<Vec<Text>>>,
    /// The keys of the error message, in order of precedence.
    pub(crate) message: Option<Spanned<Vec<Text>>>,
    /// Words before a code in plain text, besides its keys.
    #[serde(default)]
    pub(crate) labels: Vec<Text>,
    /// Words after which a number is no status code.
    #[serde(default)]
    pub(crate) not_after: Vec<Text>,
}

/// `[[log]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Log {
    /// A unique id.
    pub(crate) id: Text,
    /// How an SDK prints an error, with the placeholders `{code}` and `{message...}`.
    pub(crate) pattern: Text,
    /// The id of a platform, if the form tells it.
    pub(crate) platform: Option<Text>,
    /// Lines that the pattern is checked with.
    pub(crate) samples: Vec<Entry<LogSample>>,
    /// The ids of the sources that show the form.
    pub(crate) sources: Option<Spanned<Vec<Text>>>,
}

/// An element of `samples` of `[[log]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogSample {
    /// The line as it is printed.
    pub(crate) line: Text,
    /// The code in it.
    pub(crate) code: Option<Integer>,
    /// The error message in it.
    pub(crate) message: Option<Text>,
}

/// `[[range]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeRange {
    /// The first code.
    pub(crate) from: Integer,
    /// The last code.
    pub(crate) to: Integer,
    /// The final digits of all its codes.
    pub(crate) suffix: Option<Text>,
    /// A name in the form of a variant.
    pub(crate) name: Text,
    /// What its codes have in common.
    pub(crate) summary: Text,
    /// The id of a category.
    pub(crate) category: Option<Text>,
    /// The outcome of a request with one of its codes.
    pub(crate) outcome: Option<Text>,
    /// When to retry a request with one of its codes.
    pub(crate) retry: Option<Text>,
    /// The texts of the entry in other languages.
    #[serde(default, rename = "<language>")]
    pub(crate) translations: Translations<OfSummary>,
}

/// `[[reserved]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reserved {
    /// A code that no entry can have.
    pub(crate) code: Option<Integer>,
    /// A name that no entry can have.
    pub(crate) name: Option<Text>,
    /// The reason.
    pub(crate) note: Text,
    /// The texts of the entry in other languages.
    #[serde(default, rename = "<language>")]
    pub(crate) translations: Translations<OfNote>,
}

/// `[[code]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    /// The number.
    pub(crate) code: Integer,
    /// The name of the Rust variant.
    pub(crate) name: Text,
    /// What the code means, in one sentence.
    pub(crate) summary: Text,
    /// The id of a category.
    pub(crate) category: Option<Text>,
    /// The id of an area.
    pub(crate) area: Option<Text>,
    /// The outcome of a request with this code.
    pub(crate) outcome: Option<Text>,
    /// When to retry a request with this code.
    pub(crate) retry: Option<Text>,
    /// Identifiers that resolve to this code.
    #[serde(default)]
    pub(crate) sdk: Vec<Text>,
    /// Identifiers of this code that resolve to another one.
    #[serde(default)]
    pub(crate) shared_sdk: Vec<Text>,
    /// Fixed messages that SDKs give with this code.
    #[serde(default)]
    pub(crate) texts: Vec<Text>,
    /// What to do when no cause is known, in place of the advice of the category.
    pub(crate) advice: Option<Text>,
    /// What an app can show to its end user, in place of the text of the category. Nothing if empty.
    pub(crate) user: Option<Text>,
    /// Words that people search for.
    #[serde(default)]
    pub(crate) keywords: Vec<Text>,
    /// Codes with the same meaning.
    #[serde(default)]
    pub(crate) see_also: Vec<Integer>,
    /// The ids of the sources that document the code.
    pub(crate) sources: Option<Spanned<Vec<Text>>>,
    /// The texts of the entry in other languages.
    #[serde(default, rename = "<language>")]
    pub(crate) translations: Translations<OfCode>,
    /// Why the code must no longer be used.
    pub(crate) deprecated: Option<Entry<Deprecated>>,
    /// What the code means on platforms that redefine it.
    #[serde(default)]
    pub(crate) meaning: Vec<Entry<Meaning>>,
    /// The documented causes.
    #[serde(default)]
    pub(crate) cause: Vec<Entry<Cause>>,
}

/// `deprecated = { .. }` of a code
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deprecated {
    /// The version that deprecated the code.
    pub(crate) since: Text,
    /// The reason.
    pub(crate) note: Text,
    /// The name of the code to use instead.
    pub(crate) replaced_by: Option<Text>,
    /// The texts of the entry in other languages.
    #[serde(default, rename = "<language>")]
    pub(crate) translations: Translations<OfNote>,
}

/// `[[code.meaning]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Meaning {
    /// The id of a platform.
    pub(crate) platform: Text,
    /// What the code means there, in one sentence.
    pub(crate) summary: Text,
    /// What an app can show to its end user, in place of the text of the code. Nothing if empty.
    pub(crate) user: Option<Text>,
    /// The id of a category, if it differs from that of the code.
    pub(crate) category: Option<Text>,
    /// The outcome, if it differs from that of the code.
    pub(crate) outcome: Option<Text>,
    /// When to retry, if it differs from that of the code.
    pub(crate) retry: Option<Text>,
    /// Identifiers that resolve to the code, of the platform's SDK.
    #[serde(default)]
    pub(crate) sdk: Vec<Text>,
    /// The ids of the sources that document the meaning.
    pub(crate) sources: Option<Spanned<Vec<Text>>>,
    /// The texts of the entry in other languages.
    #[serde(default, rename = "<language>")]
    pub(crate) translations: Translations<OfMeaning>,
}

/// `[[code.cause]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cause {
    /// An id that is unique within the code.
    pub(crate) id: Text,
    /// What happened.
    pub(crate) description: Text,
    /// How to fix it.
    pub(crate) fix: Text,
    /// What an app can show to its end user, in place of the text of the code. Nothing if empty.
    pub(crate) user: Option<Text>,
    /// Who applies the fix.
    pub(crate) fix_by: Text,
    /// When to retry, if it differs from that of the code.
    pub(crate) retry: Option<Text>,
    /// The id of an area.
    pub(crate) area: Option<Text>,
    /// The id of the platform that the cause occurs on, if it does not occur on others.
    pub(crate) platform: Option<Text>,
    /// Error messages that prove the cause.
    #[serde(default)]
    pub(crate) patterns: Vec<Text>,
    /// Words that placeholders of the patterns do not stand for.
    #[serde(default)]
    pub(crate) except: Vec<Text>,
    /// Error messages that suggest the cause.
    #[serde(default)]
    pub(crate) hints: Vec<Text>,
    /// Error messages that the patterns are checked with.
    #[serde(default)]
    pub(crate) samples: Vec<Text>,
    /// The ids of the sources that document the cause.
    pub(crate) sources: Option<Spanned<Vec<Text>>>,
    /// The texts of the entry in other languages.
    #[serde(default, rename = "<language>")]
    pub(crate) translations: Translations<OfCause>,
}

/// A table of the file with its place.
pub(crate) type Entry<T> = Spanned<Table<T>>;

/// A table of the file. What serde derives would accept an array of the values in its place.
pub(crate) struct Table<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}

struct TableVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TableVisitor<T> {
    type Value = Table<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Table)
    }
}

impl<T> std::ops::Deref for Table<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

//! A checked table: what `emit` needs, with nothing left to decide.
//!
//! Names are identifiers of Rust, references are resolved, values that an entry inherits are filled
//! in, and prose is as it was written. The keys are those of the schema, so that two tables can be
//! compared key by key.

use std::cmp::Ordering;
use std::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use serde::{Serialize, Serializer};

use crate::shared::keywords::{FixBy, Notation, Outcome, Retry};

/// A name that is an identifier of Rust.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct Name(String);

impl Name {
    /// Returns the name, unless the text is anything but one identifier.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut tokens = text.parse::<TokenStream>().ok()?.into_iter();
        match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(ident)), None) if ident == text => Some(Self(text.into())),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        Ident::new(&self.0, Span::call_site()).to_tokens(tokens);
    }
}

/// The id of a vocabulary's value, and the variant that it maps to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct Id {
    pub(crate) id: String,
    #[serde(skip)]
    pub(crate) variant: Name,
}

/// A code that another entry refers to.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct CodeRef {
    pub(crate) code: i32,
    #[serde(skip)]
    pub(crate) name: Name,
}

/// A text, and its translations in the order of the languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct Prose {
    pub(crate) english: String,
    #[serde(skip)]
    pub(crate) translations: Vec<String>,
}

/// Serializes a keyword as its id.
fn id<S: Serializer>(keyword: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(keyword)
}

fn optional_id<S: Serializer>(
    keyword: &Option<impl Display>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match keyword {
        Some(keyword) => id(keyword, serializer),
        None => serializer.serialize_none(),
    }
}

/// Serializes the order of a vocabulary, which `Ord` and `as` follow.
fn ids<S: Serializer>(terms: &[Term], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(terms.iter().map(|term| &term.id))
}

/// The whole file. What is compared entry by entry is not part of its own keys.
#[derive(Serialize)]
pub(crate) struct Table {
    pub(crate) name: Name,
    pub(crate) doc: String,
    /// The path of the enum that the table extends.
    pub(crate) extends: Option<&'static str>,
    #[serde(serialize_with = "id")]
    pub(crate) notation: Notation,
    #[serde(serialize_with = "ids")]
    pub(crate) category: Vec<Term>,
    #[serde(serialize_with = "ids")]
    pub(crate) area: Vec<Term>,
    #[serde(serialize_with = "ids")]
    pub(crate) platform: Vec<Term>,
    #[serde(serialize_with = "ids")]
    pub(crate) source: Vec<Term>,
    #[serde(skip)]
    pub(crate) language: Vec<Language>,
    #[serde(skip)]
    pub(crate) response: Option<Response>,
    #[serde(skip)]
    pub(crate) log: Vec<Log>,
    /// The narrowest first.
    #[serde(skip)]
    pub(crate) range: Vec<CodeRange>,
    #[serde(skip)]
    pub(crate) reserved: Vec<Reserved>,
    /// At least one, sorted by code.
    #[serde(skip)]
    pub(crate) code: Vec<Code>,
}

/// A value of a vocabulary.
#[derive(Serialize)]
pub(crate) struct Term {
    pub(crate) id: Id,
    /// The summary, or the title of a source.
    pub(crate) summary: Prose,
    pub(crate) parent: Option<Id>,
    pub(crate) succeeds: Option<Id>,
    pub(crate) date: Option<String>,
    pub(crate) advice: Option<Prose>,
    pub(crate) user: Option<Prose>,
}

/// `[language.<id>]`
#[derive(Clone, Serialize)]
pub(crate) struct Language {
    #[serde(skip)]
    pub(crate) id: String,
    /// The constant of the enum.
    #[serde(skip)]
    pub(crate) constant: Name,
    pub(crate) name: String,
}

/// `[response]`
#[derive(Serialize)]
pub(crate) struct Response {
    pub(crate) code: Vec<String>,
    pub(crate) message: Vec<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) not_after: Vec<String>,
}

/// `[[log]]`
#[derive(Serialize)]
pub(crate) struct Log {
    pub(crate) id: String,
    pub(crate) pattern: String,
    pub(crate) platform: Option<Id>,
    pub(crate) samples: Vec<LogSample>,
    pub(crate) sources: Vec<Id>,
}

/// A line, and what a log form finds in it.
#[derive(Clone, Serialize)]
#[serde(into = "String")]
pub(crate) struct LogSample {
    pub(crate) line: String,
    pub(crate) code: Option<i32>,
    pub(crate) message: Option<String>,
}

impl From<LogSample> for String {
    fn from(
        LogSample {
            line,
            code,
            message,
        }: LogSample,
    ) -> Self {
        let found = code.map(|code| code.to_string()).into_iter().chain(message);
        format!("{line} ({})", found.collect::<Vec<_>>().join(" "))
    }
}

/// `[[range]]`
#[derive(Serialize)]
pub(crate) struct CodeRange {
    pub(crate) from: i32,
    pub(crate) to: i32,
    pub(crate) suffix: Option<String>,
    pub(crate) name: Name,
    pub(crate) summary: Prose,
    pub(crate) category: Option<Id>,
    #[serde(serialize_with = "optional_id")]
    pub(crate) outcome: Option<Outcome>,
    #[serde(serialize_with = "optional_id")]
    pub(crate) retry: Option<Retry>,
}

/// `[[reserved]]`: a code, a name, or both
pub(crate) struct Reserved {
    pub(crate) code: Option<i32>,
    pub(crate) name: Option<String>,
    pub(crate) note: Prose,
}

/// `[[code]]`
#[derive(Serialize)]
pub(crate) struct Code {
    pub(crate) code: i32,
    pub(crate) name: Name,
    pub(crate) summary: Prose,
    /// `None` if the table does not declare categories.
    pub(crate) category: Option<Id>,
    /// `None` if the table does not declare areas.
    pub(crate) area: Option<Id>,
    #[serde(serialize_with = "id")]
    pub(crate) outcome: Outcome,
    #[serde(serialize_with = "id")]
    pub(crate) retry: Retry,
    #[serde(skip)]
    pub(crate) sdk: Vec<String>,
    #[serde(flatten)]
    pub(crate) details: Details,
}

/// What only some codes have
#[derive(Default, Serialize)]
pub(crate) struct Details {
    pub(crate) shared_sdk: Vec<String>,
    pub(crate) texts: Vec<String>,
    pub(crate) advice: Option<Prose>,
    pub(crate) user: Option<Prose>,
    pub(crate) keywords: Vec<String>,
    pub(crate) see_also: Vec<CodeRef>,
    pub(crate) sources: Vec<Id>,
    pub(crate) deprecated: Option<Deprecated>,
    #[serde(skip)]
    pub(crate) meaning: Vec<Meaning>,
    #[serde(skip)]
    pub(crate) cause: Vec<Cause>,
    #[serde(skip)]
    pub(crate) patterns: Patterns,
}

/// `deprecated` of a code
#[derive(Serialize)]
pub(crate) struct Deprecated {
    pub(crate) since: String,
    pub(crate) note: Prose,
    pub(crate) replaced_by: Option<CodeRef>,
}

/// `[[code.meaning]]`
#[derive(Serialize)]
pub(crate) struct Meaning {
    pub(crate) platform: Id,
    pub(crate) summary: Prose,
    pub(crate) user: Option<Prose>,
    pub(crate) category: Option<Id>,
    #[serde(serialize_with = "id")]
    pub(crate) outcome: Outcome,
    #[serde(serialize_with = "id")]
    pub(crate) retry: Retry,
    #[serde(skip)]
    pub(crate) sdk: Vec<String>,
    pub(crate) sources: Vec<Id>,
}

/// `[[code.cause]]`
#[derive(Serialize)]
pub(crate) struct Cause {
    pub(crate) id: String,
    pub(crate) description: Prose,
    pub(crate) fix: Prose,
    pub(crate) user: Option<Prose>,
    #[serde(serialize_with = "id")]
    pub(crate) fix_by: FixBy,
    #[serde(serialize_with = "id")]
    pub(crate) retry: Retry,
    pub(crate) area: Option<Id>,
    pub(crate) platform: Option<Id>,
    pub(crate) patterns: Vec<String>,
    pub(crate) except: Vec<String>,
    pub(crate) hints: Vec<String>,
    pub(crate) samples: Vec<String>,
    pub(crate) sources: Vec<Id>,
}

/// The normalized patterns of all causes of a code.
#[derive(Default)]
pub(crate) struct Patterns {
    /// First those without placeholders, then the most specific.
    pub(crate) selecting: Vec<Pattern>,
    pub(crate) hints: Vec<Pattern>,
}

pub(crate) struct Pattern {
    pub(crate) text: String,
    /// The index of the cause in its code.
    pub(crate) cause: u32,
}

impl Table {
    /// Returns the vocabularies, with the names of their enums.
    pub(crate) fn vocabularies(&self) -> [(&'static str, &[Term]); 4] {
        [
            ("Category", &self.category),
            ("Area", &self.area),
            ("Platform", &self.platform),
            ("Source", &self.source),
        ]
    }
}

impl Code {
    /// Returns all SDK identifiers that resolve to the code: its own, then those of its meanings.
    pub(crate) fn all_sdk(&self) -> impl Iterator<Item = &String> {
        let of_meanings = self.details.meaning.iter().flat_map(|meaning| &meaning.sdk);
        self.sdk.iter().chain(of_meanings)
    }
}

impl CodeRange {
    /// Returns the number of codes that the range covers: the narrower range is more specific.
    fn width(&self) -> u64 {
        let span = u64::from(self.to.abs_diff(self.from)) + 1;
        match &self.suffix {
            // A suffix that is too long was reported, and ranges are sorted all the same.
            Some(suffix) => {
                let digits = u32::try_from(suffix.len()).unwrap_or(u32::MAX);
                span / 10_u64.saturating_pow(digits) + 1
            }
            None => span,
        }
    }

    /// Returns which of two ranges describes a code of both: the narrower one or, of equally wide ones,
    /// the one that starts first.
    pub(crate) fn precedence(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (it.width(), it.from, it.suffix.clone(), it.name.0.clone());
        key(self).cmp(&key(other))
    }
}

/// The table that other tables can extend.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Base {
    /// The path of the enum, as written for the key `extends`.
    pub(crate) path: &'static str,
    /// Returns the name of the variant for a code that an extending table cannot define.
    pub(crate) name_of: fn(i32) -> Option<&'static str>,
    /// The codes that an extending table can define.
    pub(crate) free: &'static str,
}

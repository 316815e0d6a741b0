//! A checked table as a flat list of entries, each with its keys. An entry has the same identity in
//! every version of a table.

use std::collections::BTreeMap;

use super::change::{Change, Item};
use crate::codegen::BASE;
use crate::generator::model::{Cause, Code, CodeRange, Deprecated, Meaning, Table, Term};

/// The entries of a table.
pub(super) type Entries = BTreeMap<Identity, Entry>;

/// What identifies an entry in every version of a table: the code that it is part of, and its id
/// within that code. An SDK identifier can move from one code to another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    item: Item,
    code: Option<i32>,
    id: String,
}

impl Identity {
    pub(super) fn of_code(code: i32) -> Self {
        Self {
            item: Item::Code,
            code: Some(code),
            id: String::new(),
        }
    }
}

/// An entry of a table.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) item: Item,
    /// The code that the entry is, or is part of.
    pub(super) code: Option<i32>,
    /// The entry in a few words, such as `414 InvalidParameter`.
    label: String,
    /// What it says, to show if it is added or removed.
    pub(super) text: String,
    pub(super) keys: Vec<Key>,
}

impl Entry {
    /// Returns whether the entry is part of a code, so that it comes and goes with the code.
    pub(super) fn is_in_code(&self) -> bool {
        matches!(self.item, Item::Meaning | Item::Cause | Item::SdkIdentifier)
    }

    /// Returns whether the entry can have another name or id and still be the same.
    pub(super) fn has_name(&self) -> bool {
        !matches!(self.item, Item::Meaning | Item::SdkIdentifier)
    }

    /// Returns what the entry is, apart from its name or id.
    pub(super) fn content(&self) -> (Item, Option<i32>, &str) {
        (self.item, self.code, &self.text)
    }

    /// Returns a change of the entry or, with a key, of its value.
    pub(super) fn change(
        &self,
        key: Option<&'static str>,
        old: Option<&str>,
        new: Option<&str>,
    ) -> Change {
        Change {
            item: self.item,
            label: self.label.clone(),
            code: self.code,
            key,
            old: old.map(String::from),
            new: new.map(String::from),
        }
    }
}

/// A key of an entry.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) value: Value,
}

/// The value of a key.
#[derive(Debug)]
pub(super) enum Value {
    One(Option<String>),
    Many(Vec<String>),
}

fn one(name: &'static str, value: impl ToString) -> Key {
    optional(name, Some(value))
}

fn optional(name: &'static str, value: Option<impl ToString>) -> Key {
    let value = Value::One(value.map(|it| it.to_string()));
    Key { name, value }
}

fn many(name: &'static str, values: impl IntoIterator<Item = impl ToString>) -> Key {
    let values = values.into_iter().map(|it| it.to_string());
    let value = Value::Many(values.collect());
    Key { name, value }
}

/// Returns all entries of a table.
pub(super) fn entries(table: &Table) -> Entries {
    let mut entries = Builder {
        table,
        entries: Entries::new(),
    };
    entries.enumeration();
    for (item, terms) in [
        (Item::Category, &table.categories),
        (Item::Area, &table.areas),
        (Item::Platform, &table.platforms),
        (Item::Source, &table.sources),
    ] {
        for term in terms {
            entries.term(item, term, terms);
        }
    }
    table.ranges.iter().for_each(|it| entries.range(it));
    table.codes.iter().for_each(|it| entries.code(it));
    entries.entries
}

struct Builder<'t> {
    table: &'t Table,
    entries: Entries,
}

impl Builder<'_> {
    /// Adds an entry. `id` identifies it among those of the same kind and code.
    fn add(&mut self, id: &str, entry: Entry) {
        // The code of an SDK identifier is what it resolves to, not what it is.
        let is_part = entry.item != Item::SdkIdentifier;
        let identity = Identity {
            item: entry.item,
            code: entry.code.filter(|_| is_part),
            id: String::from(id),
        };
        self.entries.insert(identity, entry);
    }

    fn enumeration(&mut self) {
        let Table {
            name, doc, extends, ..
        } = self.table;
        let entry = Entry {
            item: Item::Enum,
            code: None,
            label: name.clone(),
            text: doc.clone(),
            keys: vec![
                one("name", name),
                one("doc", doc),
                optional("extends", extends.then_some(BASE.path)),
            ],
        };
        self.add("", entry);
    }

    fn term(&mut self, item: Item, term: &Term, terms: &[Term]) {
        let summary = if item == Item::Source {
            "title"
        } else {
            "summary"
        };
        let entry = Entry {
            item,
            code: None,
            label: term.id.clone(),
            text: term.summary.clone(),
            keys: vec![
                one("id", &term.id),
                one(summary, &term.summary),
                optional("advice", term.advice.as_ref()),
                optional("parent", optional_id(terms, &term.parent)),
                optional("succeeds", optional_id(terms, &term.succeeds)),
                optional("date", term.date.as_ref()),
            ],
        };
        self.add(&term.id, entry);
    }

    fn range(&mut self, range: &CodeRange) {
        let entry = Entry {
            item: Item::Range,
            code: None,
            label: range.name.clone(),
            text: range.summary.clone(),
            keys: vec![
                one("name", &range.name),
                one("from", range.first),
                one("to", range.last),
                optional("suffix", range.suffix.as_ref()),
                one("summary", &range.summary),
                self.category(&range.category),
                optional("outcome", range.outcome),
                optional("retry", range.retry),
            ],
        };
        self.add(&range.name, entry);
    }

    fn code(&mut self, code: &Code) {
        let entry = Entry {
            item: Item::Code,
            code: Some(code.code),
            label: label(code),
            text: code.summary.clone(),
            keys: vec![
                one("name", &code.variant),
                one("summary", &code.summary),
                self.category(&code.category),
                self.area(&code.area),
                one("outcome", code.outcome),
                one("retry", code.retry),
                many("shared_sdk", &code.shared_sdk),
                many("keywords", &code.keywords),
                many("see_also", code.see_also.iter().map(|(code, _)| code)),
                self.sources(&code.sources),
                optional("deprecated", code.deprecated.as_ref().map(deprecation)),
            ],
        };
        self.add("", entry);
        self.sdk(code, None, &code.sdk);
        code.meanings.iter().for_each(|it| self.meaning(code, it));
        code.causes.iter().for_each(|it| self.cause(code, it));
    }

    fn meaning(&mut self, code: &Code, meaning: &Meaning) {
        let platform = id(&self.table.platforms, &meaning.platform);
        let entry = Entry {
            item: Item::Meaning,
            code: Some(code.code),
            label: format!("{} on {platform}", label(code)),
            text: meaning.summary.clone(),
            keys: vec![
                one("summary", &meaning.summary),
                self.category(&meaning.category),
                one("outcome", meaning.outcome),
                one("retry", meaning.retry),
                self.sources(&meaning.sources),
            ],
        };
        self.add(platform, entry);
        self.sdk(code, Some(platform), &meaning.sdk);
    }

    fn cause(&mut self, code: &Code, cause: &Cause) {
        let entry = Entry {
            item: Item::Cause,
            code: Some(code.code),
            label: format!("{}/{}", code.code, cause.id),
            text: cause.description.clone(),
            keys: vec![
                one("id", &cause.id),
                one("description", &cause.description),
                one("fix", &cause.fix),
                one("fix_by", cause.fix_by),
                one("retry", cause.retry),
                self.area(&cause.area),
                many("patterns", &cause.patterns),
                many("hints", &cause.hints),
                many("samples", &cause.samples),
                self.sources(&cause.sources),
            ],
        };
        self.add(&cause.id, entry);
    }

    /// Adds the SDK identifiers of a code, or of its meaning on a platform.
    fn sdk(&mut self, code: &Code, platform: Option<&str>, identifiers: &[String]) {
        for identifier in identifiers {
            let entry = Entry {
                item: Item::SdkIdentifier,
                code: Some(code.code),
                label: identifier.clone(),
                text: label(code),
                keys: vec![one("code", code.code), optional("platform", platform)],
            };
            self.add(identifier, entry);
        }
    }

    fn category(&self, variant: &Option<String>) -> Key {
        optional("category", optional_id(&self.table.categories, variant))
    }

    fn area(&self, variant: &Option<String>) -> Key {
        optional("area", optional_id(&self.table.areas, variant))
    }

    fn sources(&self, variants: &[String]) -> Key {
        let ids = variants.iter().map(|it| id(&self.table.sources, it));
        many("sources", ids)
    }
}

fn label(code: &Code) -> String {
    format!("{} {}", code.code, code.variant)
}

/// Returns the id of a variant of a vocabulary.
fn id<'t>(terms: &'t [Term], variant: &str) -> &'t str {
    let term = terms.iter().find(|term| term.variant == *variant);
    term.map_or("", |term| &term.id)
}

fn optional_id<'t>(terms: &'t [Term], variant: &Option<String>) -> Option<&'t str> {
    variant.as_ref().map(|variant| id(terms, variant))
}

fn deprecation(deprecated: &Deprecated) -> String {
    let Deprecated {
        since,
        note,
        replaced_by,
    } = deprecated;
    let replaced_by = replaced_by.as_ref();
    let instead = replaced_by.map(|(code, _)| format!(" Use {code} instead."));
    format!("since {since}: {note}{}", instead.unwrap_or_default())
}

//! First stage: TOML text to entries, each value with its place.
//!
//! It knows which keys there are and of what type. It never gives up at the first mistake: a value that cannot be used
//! is reported and left out, so that the next stage finds whatever else is wrong.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use toml::value::Datetime;

use super::error::{Diagnostic, Rejected, nearest};
use super::snippet::is_format_control;

/// A value that the table may lack, or have in a form that was reported and cannot be used.
pub(super) type Maybe<T> = Option<Spanned<T>>;

/// The whole table as it was written.
#[derive(Default)]
pub(super) struct File {
    pub(super) enumeration: Enumeration,
    pub(super) sources: Vec<Source>,
    pub(super) categories: Vec<Word>,
    pub(super) areas: Vec<Word>,
    pub(super) platforms: Vec<Word>,
    pub(super) ranges: Vec<NumberRange>,
    pub(super) reserved: Vec<Reserved>,
    pub(super) codes: Vec<Code>,
    /// What was wrong so far.
    pub(super) found: Vec<Diagnostic>,
    /// The file is no legal TOML: what seems to be absent may only not have been understood.
    pub(super) broken: bool,
}

/// `[enum]`
#[derive(Default)]
pub(super) struct Enumeration {
    pub(super) name: Maybe<String>,
    pub(super) doc: Maybe<String>,
    pub(super) path: Maybe<String>,
}

/// `[category.ID]`, `[area.ID]` or `[platform.ID]`
pub(super) struct Word {
    pub(super) id: Spanned<String>,
    pub(super) summary: Maybe<String>,
    pub(super) within: Maybe<String>,
}

/// `[source.ID]`
pub(super) struct Source {
    pub(super) id: Spanned<String>,
    pub(super) title: Maybe<String>,
    pub(super) date: Maybe<Datetime>,
}

/// `[[range]]`
pub(super) struct NumberRange {
    pub(super) from: Maybe<i64>,
    pub(super) to: Maybe<i64>,
    pub(super) ending: Maybe<String>,
    pub(super) name: Maybe<String>,
    pub(super) summary: Maybe<String>,
    pub(super) category: Maybe<String>,
    pub(super) outcome: Maybe<String>,
    pub(super) retry: Maybe<String>,
}

/// `[[reserved]]`
pub(super) struct Reserved {
    pub(super) place: Range<usize>,
    pub(super) code: Maybe<i64>,
    pub(super) name: Maybe<String>,
    pub(super) note: Maybe<String>,
}

/// `[[code]]`
pub(super) struct Code {
    pub(super) code: Maybe<i64>,
    pub(super) name: Maybe<String>,
    pub(super) summary: Maybe<String>,
    pub(super) category: Maybe<String>,
    pub(super) area: Maybe<String>,
    pub(super) outcome: Maybe<String>,
    pub(super) retry: Maybe<String>,
    pub(super) sdk: Vec<Spanned<String>>,
    pub(super) shared_sdk: Vec<Spanned<String>>,
    pub(super) see_also: Vec<Spanned<i64>>,
    pub(super) sources: Vec<Spanned<String>>,
    pub(super) deprecated: Option<Deprecated>,
    pub(super) senses: Vec<Sense>,
    pub(super) causes: Vec<Cause>,
}

/// `deprecated = { .. }` of a code
pub(super) struct Deprecated {
    pub(super) since: Maybe<String>,
    pub(super) note: Maybe<String>,
    pub(super) replaced_by: Maybe<String>,
}

/// `[[code.sense]]`
pub(super) struct Sense {
    pub(super) platform: Maybe<String>,
    pub(super) summary: Maybe<String>,
    pub(super) category: Maybe<String>,
    pub(super) outcome: Maybe<String>,
    pub(super) retry: Maybe<String>,
    pub(super) sdk: Vec<Spanned<String>>,
    pub(super) sources: Vec<Spanned<String>>,
}

/// `[[code.cause]]`
pub(super) struct Cause {
    pub(super) id: Maybe<String>,
    pub(super) when: Maybe<String>,
    pub(super) fix: Maybe<String>,
    pub(super) fixer: Maybe<String>,
    pub(super) retry: Maybe<String>,
    pub(super) area: Maybe<String>,
    pub(super) texts: Vec<Spanned<String>>,
    pub(super) samples: Vec<Spanned<String>>,
    pub(super) sources: Vec<Spanned<String>>,
}

/// Reads a table; only what is no text at all ends here.
pub(super) fn read(source: &[u8]) -> Result<File, Rejected> {
    let text = match std::str::from_utf8(source) {
        Ok(text) => text,
        Err(error) => return Err(Rejected::new(vec![not_utf8(source, error)])),
    };
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut file = File { broken: !errors.is_empty(), ..File::default() };
    file.found.extend(errors.iter().map(|error| syntax(error, text)));
    file.found.extend(text.char_indices().filter(|&(at, c)| at > 0 && is_format_control(c)).map(format_control));
    let mut fields = Fields::new("the table", root, &mut file.found);
    let enumeration = fields.table("enum").map(|table| fields.inside("`[enum]`", table, enumeration));
    let sources = fields.named("source", "this source", source_entry);
    let categories = fields.named("category", "this category", word);
    let areas = fields.named("area", "this area", word);
    let platforms = fields.named("platform", "this platform", platform);
    let ranges = fields.entries("range", "this range", range);
    let reserved = fields.entries("reserved", "this reservation", reserved);
    let codes = fields.entries("code", "this code", code);
    if enumeration.is_none() {
        fields.missing("enum");
    }
    fields.finish();
    if file.broken {
        // An error of syntax swallows lines: what they said is not absent.
        file.found.retain(|found| !found.message.starts_with("missing "));
    }
    Ok(File {
        enumeration: enumeration.unwrap_or_default(),
        sources,
        categories,
        areas,
        platforms,
        ranges,
        reserved,
        codes,
        ..file
    })
}

fn not_utf8(source: &[u8], error: std::str::Utf8Error) -> Diagnostic {
    // The rendered text has a replacement character of three bytes for the bytes that are none: the place holds.
    let at = error.valid_up_to();
    let end = at + error.error_len().unwrap_or(source.len() - at);
    Diagnostic::error("the file is not UTF-8", at..end).help("save the file with the encoding UTF-8")
}

fn syntax(error: &toml::de::Error, text: &str) -> Diagnostic {
    let span = error.span().unwrap_or(text.len()..text.len());
    Diagnostic::error(format!("this is not TOML: {}", error.message()), span)
}

fn format_control((at, c): (usize, char)) -> Diagnostic {
    let message = format!("the invisible character U+{:04X} changes how its neighbours are shown", u32::from(c));
    Diagnostic::error(message, at..at + c.len_utf8()).help("delete it")
}

fn enumeration(fields: &mut Fields<'_, '_>) -> Enumeration {
    Enumeration { name: fields.required("name"), doc: fields.required("doc"), path: fields.optional("path") }
}

fn word(fields: &mut Fields<'_, '_>, id: Spanned<String>) -> Word {
    Word { id, summary: fields.required("summary"), within: None }
}

fn platform(fields: &mut Fields<'_, '_>, id: Spanned<String>) -> Word {
    Word { id, summary: fields.required("summary"), within: fields.optional("within") }
}

fn source_entry(fields: &mut Fields<'_, '_>, id: Spanned<String>) -> Source {
    Source { id, title: fields.required("title"), date: fields.optional("date") }
}

fn range(fields: &mut Fields<'_, '_>) -> NumberRange {
    NumberRange {
        from: fields.required("from"),
        to: fields.required("to"),
        ending: fields.optional("ending"),
        name: fields.required("name"),
        summary: fields.required("summary"),
        category: fields.optional("category"),
        outcome: fields.optional("outcome"),
        retry: fields.optional("retry"),
    }
}

fn reserved(fields: &mut Fields<'_, '_>) -> Reserved {
    Reserved {
        place: fields.place.clone(),
        code: fields.optional("code"),
        name: fields.optional("name"),
        note: fields.required("note"),
    }
}

fn code(fields: &mut Fields<'_, '_>) -> Code {
    Code {
        code: fields.required("code"),
        name: fields.required("name"),
        summary: fields.required("summary"),
        category: fields.required("category"),
        area: fields.required("area"),
        outcome: fields.required("outcome"),
        retry: fields.required("retry"),
        sdk: fields.list("sdk"),
        shared_sdk: fields.list("shared_sdk"),
        see_also: fields.list("see_also"),
        sources: fields.required_list("sources"),
        deprecated: fields.table("deprecated").map(|table| fields.inside("`deprecated`", table, deprecated)),
        senses: fields.entries("sense", "this sense", sense),
        causes: fields.entries("cause", "this cause", cause),
    }
}

fn deprecated(fields: &mut Fields<'_, '_>) -> Deprecated {
    Deprecated {
        since: fields.required("since"),
        note: fields.required("note"),
        replaced_by: fields.optional("replaced_by"),
    }
}

fn sense(fields: &mut Fields<'_, '_>) -> Sense {
    Sense {
        platform: fields.required("platform"),
        summary: fields.required("summary"),
        category: fields.optional("category"),
        outcome: fields.optional("outcome"),
        retry: fields.optional("retry"),
        sdk: fields.list("sdk"),
        sources: fields.required_list("sources"),
    }
}

fn cause(fields: &mut Fields<'_, '_>) -> Cause {
    Cause {
        id: fields.required("id"),
        when: fields.required("when"),
        fix: fields.required("fix"),
        fixer: fields.required("fixer"),
        retry: fields.optional("retry"),
        area: fields.required("area"),
        texts: fields.list("texts"),
        samples: fields.list("samples"),
        sources: fields.required_list("sources"),
    }
}

/// A type of value with the words that a person has for it.
trait Value: for<'de> Deserialize<'de> {
    const EXPECTED: &'static str;
}

impl Value for String {
    const EXPECTED: &'static str = "a text";
}

impl Value for i64 {
    const EXPECTED: &'static str = "an integer";
}

impl Value for Datetime {
    const EXPECTED: &'static str = "a date, like 2026-01-31 without quotes";
}

/// One table of the file while its keys are taken out of it.
struct Fields<'i, 'f> {
    /// What the table is called in a message.
    what: &'static str,
    /// Where it begins: what a message about something absent points at.
    place: Range<usize>,
    table: DeTable<'i>,
    /// Every key that was asked for.
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
    found: &'f mut Vec<Diagnostic>,
}

impl<'i, 'f> Fields<'i, 'f> {
    fn new(what: &'static str, table: Spanned<DeTable<'i>>, found: &'f mut Vec<Diagnostic>) -> Self {
        let place = table.span();
        Self { what, place, table: table.into_inner(), known: Vec::new(), missing: Vec::new(), found }
    }

    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'i>>> {
        self.known.push(key);
        self.table.remove(key)
    }

    fn missing(&mut self, key: &'static str) {
        self.missing.push(key);
    }

    fn optional<T: Value>(&mut self, key: &'static str) -> Maybe<T> {
        let value = self.take(key)?;
        self.convert(key, value)
    }

    fn required<T: Value>(&mut self, key: &'static str) -> Maybe<T> {
        if !self.table.contains_key(key) {
            self.missing(key);
        }
        self.optional(key)
    }

    fn list<T: Value>(&mut self, key: &'static str) -> Vec<Spanned<T>> {
        match self.take(key).map(|value| (value.span(), value.into_inner())) {
            None => Vec::new(),
            Some((_, DeValue::Array(items))) => items.into_iter().filter_map(|item| self.convert(key, item)).collect(),
            Some((span, other)) => {
                self.found.push(mistyped(key, "a list, in square brackets", seen(&other), span));
                Vec::new()
            }
        }
    }

    fn required_list<T: Value>(&mut self, key: &'static str) -> Vec<Spanned<T>> {
        let empty =
            matches!(self.table.get(key).map(Spanned::get_ref), Some(DeValue::Array(items)) if items.is_empty());
        match self.table.get(key) {
            None => self.missing(key),
            Some(value) if empty => self.found.push(Diagnostic::error(format!("`{key}` is empty"), value.span())),
            Some(_) => {}
        }
        self.list(key)
    }

    fn table(&mut self, key: &'static str) -> Option<Spanned<DeTable<'i>>> {
        let value = self.take(key)?;
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Some(Spanned::new(span, table)),
            other => {
                self.found.push(mistyped(key, "a table", seen(&other), span));
                None
            }
        }
    }

    /// The tables under `[key.ID]`, in the order of the file.
    fn named<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        read: fn(&mut Fields<'_, '_>, Spanned<String>) -> T,
    ) -> Vec<T> {
        let Some(tables) = self.table(key) else { return Vec::new() };
        let mut tables: Vec<_> = tables.into_inner().into_iter().collect();
        tables.sort_by_key(|(id, _)| id.span().start);
        let mut entries = Vec::new();
        for (id, value) in tables {
            let id = Spanned::new(id.span(), id.into_inner().into_owned());
            let span = value.span();
            match value.into_inner() {
                DeValue::Table(table) => {
                    let mut fields = Fields::new(what, Spanned::new(id.span(), table), self.found);
                    entries.push(read(&mut fields, id));
                    fields.finish();
                }
                other => self.found.push(mistyped(id.get_ref(), "a table", seen(&other), span)),
            }
        }
        entries
    }

    /// The tables under `[[key]]`, in the order of the file.
    fn entries<T>(&mut self, key: &'static str, what: &'static str, read: fn(&mut Fields<'_, '_>) -> T) -> Vec<T> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let span = value.span();
        let items = match value.into_inner() {
            DeValue::Array(items) => items,
            other => {
                let help = format!("write `[[{key}]]`, with two brackets on each side");
                self.found.push(mistyped(key, "a list of tables", seen(&other), span).help(help));
                return Vec::new();
            }
        };
        let mut entries = Vec::new();
        for item in items {
            let span = item.span();
            match item.into_inner() {
                DeValue::Table(table) => entries.push(self.inside(what, Spanned::new(span, table), read)),
                other => self.found.push(mistyped(key, "a list of tables", seen(&other), span)),
            }
        }
        entries
    }

    fn inside<T>(
        &mut self,
        what: &'static str,
        table: Spanned<DeTable<'_>>,
        read: impl FnOnce(&mut Fields<'_, '_>) -> T,
    ) -> T {
        let mut fields = Fields::new(what, table, self.found);
        let entry = read(&mut fields);
        fields.finish();
        entry
    }

    fn convert<T: Value>(&mut self, key: &str, value: Spanned<DeValue<'_>>) -> Maybe<T> {
        let span = value.span();
        let seen = seen(value.get_ref());
        let converted = T::deserialize(ValueDeserializer::from(value)).ok();
        if converted.is_none() {
            self.found.push(mistyped(key, T::EXPECTED, seen, span.clone()));
        }
        converted.map(|value| Spanned::new(span, value))
    }

    /// Reports the keys that nobody asked for, and those that nobody gave. A slip of the pen is both, and is reported
    /// once.
    fn finish(mut self) {
        let table = std::mem::take(&mut self.table);
        for key in table.into_iter().map(|(key, _)| key) {
            let span = key.span();
            let key: Cow<'_, str> = key.into_inner();
            let meant = nearest(&key, self.missing.iter().copied());
            self.missing.retain(|missing| Some(*missing) != meant);
            let unknown = Diagnostic::error(format!("unknown key `{}`", key.escape_debug()), span);
            self.found.push(match meant.or_else(|| nearest(&key, self.known.iter().copied())) {
                Some(meant) => unknown.help(format!("did you mean `{meant}`?")),
                None => unknown.help(format!("{} may have {}", self.what, listed(&self.known))),
            });
        }
        for key in self.missing {
            self.found.push(Diagnostic::error(format!("missing `{key}` in {}", self.what), self.place.clone()));
        }
    }
}

fn mistyped(key: &str, expected: &str, seen: &str, span: Range<usize>) -> Diagnostic {
    let label = if seen == expected { String::from("this one is too large") } else { format!("this is {seen}") };
    Diagnostic::error(format!("`{}` must be {expected}", key.escape_debug()), span).label(label)
}

fn seen(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => String::EXPECTED,
        DeValue::Integer(_) => i64::EXPECTED,
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}

//! First stage: TOML text to entries, each value with its place.
//!
//! It knows which keys there are and of what type. It never gives up at the first mistake: a value that cannot be used
//! is reported and left out, so that the next stage finds whatever else is wrong.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use toml::value::Datetime;

use super::error::{Diagnostic, Rejected, nearest, quoted};
use super::snippet::is_format_control;
use super::syntax::{self, Gaps};

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
    /// What could not be read: something that seems to be absent may stand there.
    pub(super) gaps: Gaps,
}

/// `[enum]`
#[derive(Default)]
pub(super) struct Enumeration {
    pub(super) name: Maybe<String>,
    pub(super) doc: Maybe<String>,
    pub(super) path: Maybe<String>,
    pub(super) extends: Maybe<String>,
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
    /// It has neither a number nor a name, not even one that cannot be used.
    pub(super) is_empty: bool,
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
    let (mut root, errors) = DeTable::parse_recoverable(text);
    let mut file = File::default();
    let patched;
    if !errors.is_empty() {
        patched = syntax::patch(text);
        (root, _) = DeTable::parse_recoverable(&patched.text);
        file.found = patched.found;
        file.gaps = patched.gaps;
    }
    let invisible = invisible(text);
    file.found.extend(
        invisible
            .iter()
            .map(|place| invisible_character(text, place)),
    );
    let context = Context {
        gaps: &file.gaps,
        invisible: &invisible,
    };
    let mut fields = Fields::new(
        "the file",
        Spanned::new(0..0, root.into_inner()),
        context,
        &mut file.found,
    );
    let enumeration = fields
        .required_table("enum")
        .map(|table| fields.inside("`[enum]`", table, enumeration));
    let sources = fields.named("source", "this source", source_entry);
    let categories = fields.named("category", "this category", word);
    let areas = fields.named("area", "this area", word);
    let platforms = fields.named("platform", "this platform", platform);
    let ranges = fields.entries("range", "this range", range);
    let reserved = fields.entries("reserved", "this reservation", reserved);
    let codes = fields.entries("code", "this code", code);
    fields.finish();
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
    Diagnostic::error("the file is not UTF-8", at..end)
        .help("save the file with the encoding UTF-8")
}

/// Where characters stand that nobody sees, each run of them once.
fn invisible(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    if text.is_ascii() {
        return runs;
    }
    // A byte order mark at the beginning is no part of the text.
    for (at, c) in text
        .char_indices()
        .filter(|&(at, c)| at > 0 && is_format_control(c))
    {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + c.len_utf8(),
            _ => runs.push(at..at + c.len_utf8()),
        }
    }
    runs
}

fn invisible_character(text: &str, place: &Range<usize>) -> Diagnostic {
    let character = text[place.clone()].chars().next().map_or(0, u32::from);
    let message =
        format!("the invisible character U+{character:04X} changes how its neighbours are shown");
    Diagnostic::error(message, place.clone()).help("delete it")
}

fn enumeration(fields: &mut Fields<'_, '_>) -> Enumeration {
    Enumeration {
        name: fields.required("name"),
        doc: fields.required("doc"),
        path: fields.optional("path"),
        extends: fields.optional("extends"),
    }
}

fn word(fields: &mut Fields<'_, '_>, id: Spanned<String>) -> Word {
    Word {
        id,
        summary: fields.required("summary"),
        within: None,
    }
}

fn platform(fields: &mut Fields<'_, '_>, id: Spanned<String>) -> Word {
    Word {
        id,
        summary: fields.required("summary"),
        within: fields.optional("within"),
    }
}

fn source_entry(fields: &mut Fields<'_, '_>, id: Spanned<String>) -> Source {
    Source {
        id,
        title: fields.required("title"),
        date: fields.optional("date"),
    }
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
    let keys = fields.table.len();
    let is_empty = keys == usize::from(fields.table.contains_key("note"));
    Reserved {
        place: fields.place.clone(),
        is_empty,
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
        deprecated: fields
            .table("deprecated")
            .map(|table| fields.inside("`deprecated`", table, deprecated)),
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
    const EXPECTED_LIST: &'static str;

    /// The value as it is on every machine.
    fn settled(self) -> Self {
        self
    }

    /// What is wrong with the value, whatever it is for.
    fn flaw(&self) -> Option<String> {
        None
    }
}

impl Value for String {
    const EXPECTED: &'static str = "a text";
    const EXPECTED_LIST: &'static str = "a list of texts";

    /// In a file with the line ends of Windows, a text of several lines has them, too.
    fn settled(self) -> Self {
        if self.contains('\r') {
            self.replace("\r\n", "\n")
        } else {
            self
        }
    }

    fn flaw(&self) -> Option<String> {
        if self.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return None;
        }
        let control = self
            .chars()
            .find(|&c| (c.is_control() && c != '\n') || is_format_control(c))?;
        Some(format!(
            "has the control character U+{:04X}",
            u32::from(control)
        ))
    }
}

impl Value for i64 {
    const EXPECTED: &'static str = "an integer";
    const EXPECTED_LIST: &'static str = "a list of integers";
}

impl Value for Datetime {
    const EXPECTED: &'static str = "a date, like 2026-01-31 without quotes";
    const EXPECTED_LIST: &'static str = "a list of dates";

    fn flaw(&self) -> Option<String> {
        (self.date.is_none() || self.time.is_some())
            .then(|| String::from("must be a day, like 2026-01-31"))
    }
}

/// What must be known of the file wherever something in it is read.
#[derive(Clone, Copy)]
struct Context<'c> {
    gaps: &'c Gaps,
    /// Where invisible characters were found, and reported.
    invisible: &'c [Range<usize>],
}

impl Context<'_> {
    fn has_invisible(self, span: &Range<usize>) -> bool {
        let next = self.invisible.partition_point(|run| run.start < span.start);
        self.invisible
            .get(next)
            .is_some_and(|run| run.start < span.end)
    }
}

/// No table has more.
const MOST_KEYS: usize = 16;

/// One table of the file while its keys are taken out of it.
struct Fields<'i, 'f> {
    /// What the table is called in a message.
    what: &'static str,
    /// Where it begins: what a message about something absent points at.
    place: Range<usize>,
    table: DeTable<'i>,
    /// Every key that was asked for.
    known: Vec<&'static str>,
    context: Context<'f>,
    found: &'f mut Vec<Diagnostic>,
}

impl<'i, 'f> Fields<'i, 'f> {
    fn new(
        what: &'static str,
        table: Spanned<DeTable<'i>>,
        context: Context<'f>,
        found: &'f mut Vec<Diagnostic>,
    ) -> Self {
        let place = table.span();
        Self {
            what,
            place,
            table: table.into_inner(),
            known: Vec::with_capacity(MOST_KEYS),
            context,
            found,
        }
    }

    /// The value of a key. One whose key has a slip of the pen is used too, so that nothing is missed for the slip.
    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'i>>> {
        self.known.push(key);
        if let Some(value) = self.table.remove(key) {
            return Some(value);
        }
        let (slip, span) = self.table.iter().find_map(|(written, _)| {
            let is_slip = nearest(written.get_ref(), [key]).is_some();
            is_slip.then(|| (written.get_ref().clone().into_owned(), written.span()))
        })?;
        let unknown = Diagnostic::error(format!("unknown key `{}`", quoted(&slip)), span);
        self.found
            .push(unknown.help(format!("did you mean `{key}`?")));
        self.table.remove(slip.as_str())
    }

    fn missing(&mut self, key: &'static str) {
        let gaps = self.context.gaps;
        let is_hidden = if self.place.is_empty() {
            gaps.hide(key)
        } else {
            gaps.hide_near(self.place.start, key)
        };
        if !is_hidden {
            let missing = Diagnostic::error(
                format!("missing `{key}` in {}", self.what),
                self.place.clone(),
            );
            self.found
                .push(missing.help(format!("add {}", example(key))));
        }
    }

    fn optional<T: Value>(&mut self, key: &'static str) -> Maybe<T> {
        let value = self.take(key)?;
        self.convert(key, &value)
    }

    fn required<T: Value>(&mut self, key: &'static str) -> Maybe<T> {
        let value = self.take(key);
        if value.is_none() {
            self.missing(key);
        }
        self.convert(key, &value?)
    }

    fn list<T: Value>(&mut self, key: &'static str) -> Vec<Spanned<T>> {
        let value = self.take(key);
        value
            .map(|value| self.items(key, value))
            .unwrap_or_default()
    }

    fn required_list<T: Value>(&mut self, key: &'static str) -> Vec<Spanned<T>> {
        let Some(value) = self.take(key) else {
            self.missing(key);
            return Vec::new();
        };
        if matches!(value.get_ref(), DeValue::Array(items) if items.is_empty()) {
            let empty = Diagnostic::error(format!("`{key}` is empty"), value.span());
            self.found
                .push(empty.help(format!("write {}", example(key))));
        }
        self.items(key, value)
    }

    fn items<T: Value>(
        &mut self,
        key: &'static str,
        value: Spanned<DeValue<'i>>,
    ) -> Vec<Spanned<T>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| self.convert_as(T::EXPECTED_LIST, key, item))
                .collect(),
            other => {
                let mistake = mistyped(key, T::EXPECTED_LIST, &other, span);
                self.found.push(mistake);
                Vec::new()
            }
        }
    }

    fn table(&mut self, key: &'static str) -> Option<Spanned<DeTable<'i>>> {
        let value = self.take(key)?;
        self.as_table(key, value)
    }

    fn required_table(&mut self, key: &'static str) -> Option<Spanned<DeTable<'i>>> {
        let value = self.take(key);
        if value.is_none() {
            self.missing(key);
        }
        self.as_table(key, value?)
    }

    fn as_table(
        &mut self,
        key: &'static str,
        value: Spanned<DeValue<'i>>,
    ) -> Option<Spanned<DeTable<'i>>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Some(Spanned::new(span, table)),
            other => {
                self.found.push(
                    mistyped(key, "a table", &other, span).help(format!("write {}", example(key))),
                );
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
        let Some(tables) = self.table(key) else {
            return Vec::new();
        };
        let mut tables: Vec<_> = tables.into_inner().into_iter().collect();
        tables.sort_by_key(|(id, _)| id.span().start);
        let mut entries = Vec::new();
        for (id, value) in tables {
            let id = Spanned::new(id.span(), id.into_inner().into_owned());
            let span = value.span();
            match value.into_inner() {
                DeValue::Table(table) => {
                    let mut fields = Fields::new(
                        what,
                        Spanned::new(id.span(), table),
                        self.context,
                        self.found,
                    );
                    entries.push(read(&mut fields, id));
                    fields.finish();
                }
                other => {
                    let help = format!(
                        "begin it with `[{key}.{}]`, a line of its own",
                        quoted(id.get_ref())
                    );
                    self.found
                        .push(mistyped(id.get_ref(), "a table", &other, span).help(help));
                }
            }
        }
        entries
    }

    /// The tables under `[[key]]`, in the order of the file.
    fn entries<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        read: fn(&mut Fields<'_, '_>) -> T,
    ) -> Vec<T> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let span = value.span();
        let items = match value.into_inner() {
            DeValue::Array(items) => items,
            other => {
                let help = format!("write `[[{key}]]`, with two brackets on each side");
                self.found
                    .push(mistyped(key, "a list of tables", &other, span).help(help));
                return Vec::new();
            }
        };
        let mut entries = Vec::with_capacity(items.len());
        for item in items {
            let span = item.span();
            match item.into_inner() {
                DeValue::Table(table) => {
                    entries.push(self.inside(what, Spanned::new(span, table), read))
                }
                other => self
                    .found
                    .push(mistyped(key, "a list of tables", &other, span)),
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
        let mut fields = Fields::new(what, table, self.context, self.found);
        let entry = read(&mut fields);
        fields.finish();
        entry
    }

    fn convert<T: Value>(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Maybe<T> {
        self.convert_as(T::EXPECTED, key, value)
    }

    fn convert_as<T: Value>(
        &mut self,
        expected: &str,
        key: &str,
        value: &Spanned<DeValue<'_>>,
    ) -> Maybe<T> {
        let span = value.span();
        // Most texts are borrowed from the file: the copy for a message that is hardly ever needed costs nothing.
        let Ok(value) = T::deserialize(ValueDeserializer::from(value.clone())).map(T::settled)
        else {
            self.found
                .push(mistyped(key, expected, value.get_ref(), span));
            return None;
        };
        if let Some(flaw) = value.flaw() {
            // An invisible character was reported where it stands; here are those that were written as `\u....`.
            if !self.context.has_invisible(&span) {
                let mistake = Diagnostic::error(format!("`{}` {flaw}", quoted(key)), span);
                self.found.push(if flaw.starts_with("has") {
                    mistake.help("delete it")
                } else {
                    mistake
                });
            }
            return None;
        }
        Some(Spanned::new(span, value))
    }

    /// Reports the keys that nobody asked for.
    fn finish(mut self) {
        let table = std::mem::take(&mut self.table);
        for key in table.into_iter().map(|(key, _)| key) {
            let unknown = Diagnostic::error(
                format!("unknown key `{}`", quoted(key.get_ref())),
                key.span(),
            );
            self.found
                .push(match nearest(key.get_ref(), self.known.iter().copied()) {
                    Some(meant) => unknown.help(format!("did you mean `{meant}`?")),
                    None => unknown.help(format!("{} may have {}", self.what, listed(&self.known))),
                });
        }
    }
}

fn mistyped(key: &str, expected: &str, value: &DeValue<'_>, span: Range<usize>) -> Diagnostic {
    let seen = seen(value);
    let mistake = Diagnostic::error(format!("`{}` must be {expected}", quoted(key)), span);
    let mistake = if seen == expected {
        mistake.label("this one is too large")
    } else {
        mistake.label(format!("this is {seen}"))
    };
    match value {
        DeValue::String(text) if expected == i64::EXPECTED && text.parse::<i64>().is_ok() => {
            mistake.help(format!("write `{text}` without quotes"))
        }
        DeValue::Integer(number)
            if expected == String::EXPECTED || expected == String::EXPECTED_LIST =>
        {
            mistake.help(format!("write `\"{number}\"`, in quotes"))
        }
        DeValue::String(text) if expected == String::EXPECTED_LIST => {
            mistake.help(format!("write `[\"{}\"]`", quoted(text)))
        }
        _ => mistake,
    }
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

/// What to write for a key that a table must have.
fn example(key: &str) -> &'static str {
    match key {
        "enum" => "`[enum]`, a line of its own",
        "name" => "`name = \"InvalidParameter\"`: the name that it has in Rust",
        "doc" => "`doc = \"...\"`: what the codes are, for the documentation of the enum",
        "summary" => "`summary = \"...\"`: what it means, in one sentence",
        "title" => "`title = \"...\"`: what the document is called",
        "code" => "`code = 414`: the number",
        "category" => "`category = \"...\"`: a word that has a `[category.WORD]`",
        "area" => "`area = \"...\"`: a word that has an `[area.WORD]`",
        "platform" => "`platform = \"...\"`: a word that has a `[platform.WORD]`",
        "source" => "`[source.WORD]`, a line of its own",
        "deprecated" => "`deprecated = { since = \"1.2.0\", note = \"...\" }`",
        "sources" => {
            "`sources = [\"...\"]`: where it is documented, words that have a `[source.WORD]`"
        }
        "outcome" => "`outcome = \"failure\"`, or `\"success\"`, or `\"partial\"`",
        "retry" => "`retry = \"never\"`, or `\"after-fix\"`, `\"backoff\"`, `\"outcome-unknown\"`",
        "from" => "`from = 20000`: the least number",
        "to" => "`to = 20099`: the greatest number",
        "note" => "`note = \"...\"`: why",
        "since" => "`since = \"1.2.0\"`: the version that deprecated it",
        "id" => "`id = \"room-closed\"`: what tells the cause from the others of its code",
        "when" => "`when = \"...\"`: what happened",
        "fix" => "`fix = \"...\"`: what to do about it",
        "fixer" => "`fixer = \"caller\"`, or `\"console\"`, `\"end-user\"`, `\"service\"`",
        _ => "it",
    }
}

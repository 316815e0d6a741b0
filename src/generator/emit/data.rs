//! The static data of a table.

use std::collections::HashMap;
use std::fmt::{self, Display};

use super::source::{Array, Source, integer};
use crate::generator::model::{
    Cause, Code, CodeRange, Deprecated, Meaning, Pattern, Patterns, Reserved, Table, Term,
};

/// Writes the data of all codes.
pub(crate) fn emit(table: &Table, out: &mut Source) {
    out.line("use ::commsease_status::table;");
    out.blank();
    schema(table, out);
    out.blank();
    let mut data = Data::new(table);
    table.codes.iter().for_each(|it| data.code(it));
    push_all(&mut data.ranges, &table.ranges, range);
    push_all(&mut data.reserved, &table.reserved, reserved);
    data.finish(out);
    out.blank();
    table_constant(table, out);
}

fn schema(table: &Table, out: &mut Source) {
    let name = &table.name;
    let [category, area, platform, source] = table.vocabularies().map(vocabulary_type);
    // In place of `[{source}]`, `[Self::Source]` would be ambiguous if a code had the name `Source`.
    out.lines(&format!(
        "\
impl ::commsease_status::Schema for {name} {{
    type Category = {category};
    type Area = {area};
    type Platform = {platform};
    type Source = {source};
    const SDK_NAMES: &'static [&'static str] = &SDK_NAMES;
    const STRINGS: &'static [&'static str] = &STRINGS;
    const SOURCES: &'static [{source}] = &SOURCES;
}}"
    ));
}

/// Returns the enum of a vocabulary, or the type of one that the table does not declare.
fn vocabulary_type((name, terms): (&'static str, &[Term])) -> &'static str {
    if terms.is_empty() {
        "table::Undeclared"
    } else {
        name
    }
}

fn table_constant(Table { name, .. }: &Table, out: &mut Source) {
    out.lines(&format!(
        "\
const TABLE: table::Table<{name}> = table::Table {{
    index: INDEX,
    names: &NAMES,
    summaries: &SUMMARIES,
    entries: &ENTRIES,
    details: &DETAILS,
    see_also: &SEE_ALSO,
    meanings: &MEANINGS,
    causes: &CAUSES,
    patterns: &PATTERNS,
    ranges: &RANGES,
    reserved: &RESERVED,
}};"
    ));
}

/// The arrays of a table while they are filled.
struct Data {
    names: Array,
    summaries: Array,
    entries: Array,
    details: SharedLists,
    sdk_names: Array,
    strings: SharedLists,
    sources: SharedLists,
    see_also: Array,
    meanings: Array,
    causes: Array,
    patterns: Array,
    ranges: Array,
    reserved: Array,
}

impl Data {
    fn new(table: &Table) -> Self {
        let name = &table.name;
        let source = vocabulary_type(("Source", &table.sources));
        Self {
            names: Array::filled("NAMES", "&str"),
            summaries: Array::new("SUMMARIES", "&str"),
            entries: Array::new("ENTRIES", format!("table::Entry<{name}>")),
            details: SharedLists::new(Array::new("DETAILS", "table::Details"), str::to_owned),
            sdk_names: Array::filled("SDK_NAMES", "&str"),
            strings: SharedLists::new(Array::new("STRINGS", "&str"), |it| format!("{it:?}")),
            sources: SharedLists::new(Array::filled("SOURCES", source), |it| {
                format!("Source::{it}")
            }),
            see_also: Array::filled("SEE_ALSO", "i32"),
            meanings: Array::new("MEANINGS", format!("table::Meaning<{name}>")),
            causes: Array::new("CAUSES", format!("table::Cause<{name}>")),
            patterns: Array::new("PATTERNS", "table::Pattern"),
            ranges: Array::new("RANGES", format!("table::CodeRange<{name}>")),
            reserved: Array::new("RESERVED", "table::Reserved"),
        }
    }

    fn code(&mut self, code: &Code) {
        let (category, area) = (term("Category", &code.category), term("Area", &code.area));
        let (outcome, retry) = (code.outcome, code.retry);
        let sdk_names = push_all(&mut self.sdk_names, code.all_sdk(), |it| format!("{it:?}"));
        let details = self.details(code, sdk_names.start + code.sdk.len());
        self.entries.push(format_args!(
            "table::Entry {{ category: {category}, area: {area}, \
             outcome: table::Outcome::{outcome:?}, retry: table::Retry::{retry:?}, \
             sdk_names: {sdk_names}, details: {details} }}"
        ));
        self.summaries.push(format_args!("{:?}", code.summary));
        self.names.push(format_args!("{:?}", code.variant));
    }

    /// Returns the index of the details of a code, whose meanings have their identifiers from
    /// `sdk_start` on.
    fn details(&mut self, code: &Code, mut sdk_start: usize) -> usize {
        let meanings = push_all(&mut self.meanings, &code.meanings, |it| {
            let (start, end) = (sdk_start, sdk_start + it.sdk.len());
            let sdk_names = Slice { start, end };
            sdk_start = end;
            meaning(it, sdk_names, &mut self.sources)
        });
        let causes = push_all(&mut self.causes, &code.causes, |it| {
            cause(it, &mut self.strings, &mut self.sources)
        });
        let deprecation = option(code.deprecated.as_ref().map(deprecation));
        let shared_sdk_names = self.strings.slice(&code.shared_sdk);
        let keywords = self.strings.slice(&code.keywords);
        let see_also = push_all(&mut self.see_also, &code.see_also, |(it, _)| integer(*it));
        let sources = self.sources.slice(&code.sources);
        let Patterns { selecting, hints } = &code.patterns;
        let patterns = push_all(&mut self.patterns, selecting, pattern);
        let hints = push_all(&mut self.patterns, hints, pattern);
        let details = format!(
            "table::Details {{ deprecation: {deprecation}, \
             shared_sdk_names: {shared_sdk_names}, keywords: {keywords}, \
             see_also: {see_also}, sources: {sources}, meanings: {meanings}, causes: {causes}, \
             patterns: {patterns}, hints: {hints} }}"
        );
        self.details.slice(&[details]).start
    }

    fn finish(self, out: &mut Source) {
        for array in [
            self.names,
            self.summaries,
            self.entries,
            self.details.array,
            self.sdk_names,
            self.strings.array,
            self.sources.array,
            self.see_also,
            self.meanings,
            self.causes,
            self.patterns,
            self.ranges,
            self.reserved,
        ] {
            out.array(&array);
        }
    }
}

/// An array that many lists are slices of. Equal lists are stored once.
struct SharedLists {
    array: Array,
    element: fn(&str) -> String,
    known: HashMap<Vec<String>, Slice>,
}

impl SharedLists {
    fn new(array: Array, element: fn(&str) -> String) -> Self {
        Self {
            array,
            element,
            known: HashMap::new(),
        }
    }

    fn slice(&mut self, list: &[String]) -> Slice {
        if let Some(known) = self.known.get(list) {
            return *known;
        }
        let slice = push_all(&mut self.array, list, |it| (self.element)(it));
        self.known.insert(list.to_vec(), slice);
        slice
    }
}

fn push_all<T>(
    array: &mut Array,
    items: impl IntoIterator<Item = T>,
    mut element: impl FnMut(T) -> String,
) -> Slice {
    let start = array.len();
    items.into_iter().for_each(|item| array.push(element(item)));
    let end = array.len();
    Slice { start, end }
}

/// A list as a range of indices into an array.
#[derive(Clone, Copy)]
struct Slice {
    start: usize,
    end: usize,
}

impl Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { start, end } = *self;
        // Equal details are found by their text, so all empty lists are alike.
        if start == end {
            f.write_str("table::Slice(0, 0)")
        } else {
            write!(f, "table::Slice({start}, {end})")
        }
    }
}

fn deprecation(deprecated: &Deprecated) -> String {
    let (since, note) = (&deprecated.since, &deprecated.note);
    let replaced_by = deprecated.replaced_by.as_ref();
    let replaced_by = option(replaced_by.map(|(code, _)| integer(*code)));
    format!(
        "&table::Deprecation {{ since: {since:?}, note: {note:?}, replaced_by: {replaced_by} }}"
    )
}

fn meaning(meaning: &Meaning, sdk_names: Slice, sources: &mut SharedLists) -> String {
    let (platform, summary) = (&meaning.platform, &meaning.summary);
    let category = term("Category", &meaning.category);
    let (outcome, retry) = (meaning.outcome, meaning.retry);
    let sources = sources.slice(&meaning.sources);
    format!(
        "table::Meaning {{ platform: Platform::{platform}, summary: {summary:?}, \
         category: {category}, outcome: table::Outcome::{outcome:?}, \
         retry: table::Retry::{retry:?}, sdk_names: {sdk_names}, sources: {sources} }}"
    )
}

fn cause(cause: &Cause, strings: &mut SharedLists, sources: &mut SharedLists) -> String {
    let (id, description, fix) = (&cause.id, &cause.description, &cause.fix);
    let (fix_by, retry) = (cause.fix_by, cause.retry);
    let area = term("Area", &cause.area);
    let patterns = strings.slice(&cause.patterns);
    let hints = strings.slice(&cause.hints);
    let samples = strings.slice(&cause.samples);
    let sources = sources.slice(&cause.sources);
    format!(
        "table::Cause {{ id: {id:?}, description: {description:?}, fix: {fix:?}, \
         fix_by: table::FixBy::{fix_by:?}, retry: table::Retry::{retry:?}, area: {area}, \
         patterns: {patterns}, hints: {hints}, samples: {samples}, sources: {sources} }}"
    )
}

fn pattern(pattern: &Pattern) -> String {
    let Pattern { text, cause } = pattern;
    format!("table::Pattern {{ text: {text:?}, cause: {cause} }}")
}

fn range(range: &CodeRange) -> String {
    let (first, last) = (integer(range.first), integer(range.last));
    let suffix = option(range.suffix.as_ref().map(|it| format!("{it:?}")));
    let (name, summary) = (&range.name, &range.summary);
    let category = range.category.as_ref();
    let category = option(category.map(|it| format!("Category::{it}")));
    let outcome = option(range.outcome.map(|it| format!("table::Outcome::{it:?}")));
    let retry = option(range.retry.map(|it| format!("table::Retry::{it:?}")));
    format!(
        "table::CodeRange {{ first: {first}, last: {last}, suffix: {suffix}, name: {name:?}, \
         summary: {summary:?}, category: {category}, outcome: {outcome}, retry: {retry} }}"
    )
}

fn reserved(reserved: &Reserved) -> String {
    let code = option(reserved.code.map(integer));
    let name = option(reserved.name.as_ref().map(|it| format!("{it:?}")));
    let note = &reserved.note;
    format!("table::Reserved {{ code: {code}, name: {name}, note: {note:?} }}")
}

/// Returns the value of a vocabulary, or the only one if the table does not declare it.
fn term(vocabulary: &str, variant: &Option<String>) -> String {
    match variant {
        Some(variant) => format!("{vocabulary}::{variant}"),
        None => String::from("table::Undeclared"),
    }
}

fn option(value: Option<impl Display>) -> String {
    match value {
        Some(value) => format!("Some({value})"),
        None => String::from("None"),
    }
}

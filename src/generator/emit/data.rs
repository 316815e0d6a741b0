//! The static data of a table.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use super::source::{Array, Source, integer};
use crate::generator::model::{
    Cause, Code, CodeRange, Meaning, Pattern, Patterns, Reserved, Table, Term,
};

/// Writes the data of all codes.
pub(crate) fn emit(table: &Table, out: &mut Source) {
    out.line("use ::commsease_status::table;");
    out.blank();
    schema(table, out);
    out.blank();
    let mut data = Data::new(table);
    for code in &table.codes {
        data.code(code);
    }
    table
        .ranges
        .iter()
        .for_each(|it| data.ranges.push(range(it)));
    table
        .reserved
        .iter()
        .for_each(|it| data.reserved.push(reserved(it)));
    data.finish(out);
    out.blank();
    table_constant(table, out);
}

fn schema(table: &Table, out: &mut Source) {
    let name = &table.name;
    let content = |out: &mut Source| {
        for (vocabulary, terms) in table.vocabularies() {
            let ty = vocabulary_type(vocabulary, terms);
            out.line(&format!("type {vocabulary} = {ty};"));
        }
        out.line("const SDK_NAMES: &'static [&'static str] = &SDK_NAMES;");
        out.line("const STRINGS: &'static [&'static str] = &STRINGS;");
        // `Self::Source` would be ambiguous if a code had the name `Source`.
        let source = vocabulary_type("Source", &table.sources);
        out.line(&format!("const SOURCES: &'static [{source}] = &SOURCES;"));
    };
    out.block(
        &format!("impl ::commsease_status::Schema for {name}"),
        content,
        "",
    );
}

/// Returns the enum of a vocabulary, or the type of one that the table does not declare.
fn vocabulary_type(name: &'static str, terms: &[Term]) -> &'static str {
    if terms.is_empty() {
        "table::Undeclared"
    } else {
        name
    }
}

fn table_constant(table: &Table, out: &mut Source) {
    let name = &table.name;
    let fields = |out: &mut Source| {
        out.line("index: INDEX,");
        for field in [
            "names",
            "summaries",
            "entries",
            "see_also",
            "meanings",
            "causes",
            "patterns",
        ] {
            out.line(&format!("{field}: &{},", field.to_uppercase()));
        }
        out.line("ranges: &RANGES,");
        out.line("reserved: &RESERVED,");
    };
    out.block(
        &format!("const TABLE: table::Table<{name}> = table::Table"),
        fields,
        ";",
    );
}

/// The arrays of a table while they are filled.
struct Data {
    names: Array,
    summaries: Array,
    entries: Array,
    sdk_names: Array,
    strings: SharedLists<String>,
    sources: SharedLists<Ident>,
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
        let source = if table.sources.is_empty() {
            quote!(table::Undeclared)
        } else {
            quote!(Source)
        };
        Self {
            names: Array::filled("NAMES", quote!(&str)),
            summaries: Array::new("SUMMARIES", quote!(&str)),
            entries: Array::new("ENTRIES", quote!(table::Entry<#name>)),
            sdk_names: Array::filled("SDK_NAMES", quote!(&str)),
            strings: SharedLists::new(Array::new("STRINGS", quote!(&str)), |it| quote!(#it)),
            sources: SharedLists::new(Array::filled("SOURCES", source), |it| quote!(Source::#it)),
            see_also: Array::filled("SEE_ALSO", quote!(i32)),
            meanings: Array::new("MEANINGS", quote!(table::Meaning<#name>)),
            causes: Array::new("CAUSES", quote!(table::Cause<#name>)),
            patterns: Array::new("PATTERNS", quote!(table::Pattern)),
            ranges: Array::new("RANGES", quote!(table::CodeRange<#name>)),
            reserved: Array::new("RESERVED", quote!(table::Reserved)),
        }
    }

    fn code(&mut self, code: &Code) {
        let lists = lists(&self.lists(code));
        let (category, area) = (term("Category", &code.category), term("Area", &code.area));
        let (outcome, retry) = (
            keyword("Outcome", code.outcome),
            keyword("Retry", code.retry),
        );
        let deprecation = option(code.deprecated.as_ref().map(|deprecated| {
            let (since, note) = (&deprecated.since, &deprecated.note);
            let replaced_by = deprecated.replaced_by.as_ref();
            let replaced_by = option(replaced_by.map(|(code, _)| integer(i64::from(*code))));
            quote!(&table::Deprecation { since: #since, note: #note, replaced_by: #replaced_by })
        }));
        self.entries.push(quote!(table::Entry {
            category: #category, area: #area, outcome: #outcome, retry: #retry,
            deprecation: #deprecation, lists: #lists
        }));
        self.summaries.push(&code.summary);
        self.names.push(code.variant.to_string());
    }

    /// Adds the elements of a code's lists to the arrays that all codes share.
    fn lists(&mut self, code: &Code) -> [(&'static str, Range<usize>); 9] {
        let sdk_names = push_all(&mut self.sdk_names, code.all_sdk(), String::as_str);
        let mut sdk_start = sdk_names.start + code.sdk.len();
        let meanings = push_all(&mut self.meanings, code.meanings.iter(), |it| {
            let sdk_names = sdk_start..sdk_start + it.sdk.len();
            sdk_start = sdk_names.end;
            meaning(it, sdk_names, &mut self.sources)
        });
        let causes = push_all(&mut self.causes, code.causes.iter(), |it| {
            cause(it, &mut self.strings, &mut self.sources)
        });
        let see_also = code.see_also.iter().map(|(code, _)| i64::from(*code));
        let Patterns { selecting, hints } = &code.patterns;
        [
            ("sdk_names", sdk_names),
            ("shared_sdk_names", self.strings.slice(&code.shared_sdk)),
            ("keywords", self.strings.slice(&code.keywords)),
            ("see_also", push_all(&mut self.see_also, see_also, integer)),
            ("sources", self.sources.slice(&code.sources)),
            ("meanings", meanings),
            ("causes", causes),
            (
                "patterns",
                push_all(&mut self.patterns, selecting.iter(), pattern),
            ),
            ("hints", push_all(&mut self.patterns, hints.iter(), pattern)),
        ]
    }

    fn finish(self, out: &mut Source) {
        let arrays = [
            self.names,
            self.summaries,
            self.entries,
            self.sdk_names,
            self.strings.array,
            self.sources.array,
            self.see_also,
            self.meanings,
            self.causes,
            self.patterns,
            self.ranges,
            self.reserved,
        ];
        for array in &arrays {
            out.array(array);
        }
    }
}

/// Returns the lists of an entry, without those that are empty.
fn lists(slices: &[(&'static str, Range<usize>); 9]) -> TokenStream {
    let present = slices.iter().filter(|(_, slice)| !slice.is_empty());
    let fields: Vec<TokenStream> = present
        .map(|(field, slice)| {
            let (field, slice) = (ident(field), slice_tokens(slice.clone()));
            quote!(#field: #slice)
        })
        .collect();
    match fields.len() {
        0 => quote!(table::Lists::EMPTY),
        len if len == slices.len() => quote!(table::Lists { #(#fields),* }),
        _ => quote!(table::Lists { #(#fields,)* ..table::Lists::EMPTY }),
    }
}

/// An array that many lists are slices of. Equal lists are stored once.
struct SharedLists<T> {
    array: Array,
    element: fn(&T) -> TokenStream,
    known: HashMap<Vec<T>, Range<usize>>,
}

impl<T: Clone + Eq + Hash> SharedLists<T> {
    fn new(array: Array, element: fn(&T) -> TokenStream) -> Self {
        Self {
            array,
            element,
            known: HashMap::new(),
        }
    }

    fn slice(&mut self, list: &[T]) -> Range<usize> {
        if let Some(known) = self.known.get(list) {
            return known.clone();
        }
        let slice = push_all(&mut self.array, list.iter(), self.element);
        self.known.insert(list.to_vec(), slice.clone());
        slice
    }
}

fn push_all<T, E: ToTokens>(
    array: &mut Array,
    items: impl Iterator<Item = T>,
    mut element: impl FnMut(T) -> E,
) -> Range<usize> {
    let start = array.len();
    items.for_each(|item| array.push(element(item)));
    start..array.len()
}

fn slice_tokens(slice: Range<usize>) -> TokenStream {
    let [start, end] = [slice.start, slice.end].map(Literal::usize_unsuffixed);
    quote!(table::Slice(#start, #end))
}

fn meaning(
    meaning: &Meaning,
    sdk_names: Range<usize>,
    sources: &mut SharedLists<Ident>,
) -> TokenStream {
    let (platform, summary) = (&meaning.platform, &meaning.summary);
    let category = term("Category", &meaning.category);
    let (outcome, retry) = (
        keyword("Outcome", meaning.outcome),
        keyword("Retry", meaning.retry),
    );
    let sdk_names = slice_tokens(sdk_names);
    let sources = slice_tokens(sources.slice(&meaning.sources));
    quote!(table::Meaning {
        platform: Platform::#platform, summary: #summary, category: #category, outcome: #outcome,
        retry: #retry, sdk_names: #sdk_names, sources: #sources
    })
}

fn cause(
    cause: &Cause,
    strings: &mut SharedLists<String>,
    sources: &mut SharedLists<Ident>,
) -> TokenStream {
    let Cause {
        id,
        description,
        fix,
        ..
    } = cause;
    let (fix_by, retry) = (
        keyword("FixBy", cause.fix_by),
        keyword("Retry", cause.retry),
    );
    let area = term("Area", &cause.area);
    let patterns = slice_tokens(strings.slice(&cause.patterns));
    let hints = slice_tokens(strings.slice(&cause.hints));
    let samples = slice_tokens(strings.slice(&cause.samples));
    let sources = slice_tokens(sources.slice(&cause.sources));
    quote!(table::Cause {
        id: #id, description: #description, fix: #fix, fix_by: #fix_by, retry: #retry, area: #area,
        patterns: #patterns, hints: #hints, samples: #samples, sources: #sources
    })
}

fn pattern(pattern: &Pattern) -> TokenStream {
    let (text, cause) = (&pattern.text, Literal::u32_unsuffixed(pattern.cause));
    quote!(table::Pattern { text: #text, cause: #cause })
}

fn range(range: &CodeRange) -> TokenStream {
    let [first, last] = [range.first, range.last].map(|code| integer(i64::from(code)));
    let (name, summary) = (&range.name, &range.summary);
    let suffix = option(range.suffix.as_ref());
    let category = option(range.category.as_ref().map(|it| quote!(Category::#it)));
    let outcome = option(range.outcome.map(|it| keyword("Outcome", it)));
    let retry = option(range.retry.map(|it| keyword("Retry", it)));
    quote!(table::CodeRange {
        first: #first, last: #last, suffix: #suffix, name: #name, summary: #summary,
        category: #category, outcome: #outcome, retry: #retry
    })
}

fn reserved(reserved: &Reserved) -> TokenStream {
    let code = option(reserved.code.map(|code| integer(i64::from(code))));
    let name = option(reserved.name.as_ref());
    let note = &reserved.note;
    quote!(table::Reserved { code: #code, name: #name, note: #note })
}

/// Returns the value of a vocabulary, or the only one if the table does not declare it.
fn term(vocabulary: &str, variant: &Option<Ident>) -> TokenStream {
    let vocabulary = ident(vocabulary);
    match variant {
        Some(variant) => quote!(#vocabulary::#variant),
        None => quote!(table::Undeclared),
    }
}

/// Returns the value of a keyword, which `Debug` formats as its variant.
fn keyword(name: &str, variant: impl std::fmt::Debug) -> TokenStream {
    let [name, variant] = [name, format!("{variant:?}").as_str()].map(ident);
    quote!(table::#name::#variant)
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

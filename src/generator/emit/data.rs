//! The static data of a table.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::language::{self, Texts};
use super::{array, code, integer, option};
use crate::generator::model::{
    CodeRange, Details, Id, Language, Log, Pattern, Reserved, Response, Table, Term,
};

/// Returns the data of all codes.
pub(crate) fn all(table: &Table, mut lists: Lists) -> TokenStream {
    let name = &table.name;
    let [category, area, platform, source] = table.vocabularies().map(vocabulary_type);
    // The details of a code that is not found.
    let none = code::details(&Details::default(), &mut lists);
    lists.details(none);
    let codes = &table.code;
    let entries: Vec<_> = codes.iter().map(|it| code::entry(it, &mut lists)).collect();
    let logs: Vec<_> = table.log.iter().map(|it| log(it, &mut lists)).collect();
    let notation = keyword("Notation", table.notation);
    let response = response(table.response.as_ref());
    let names = codes.iter().map(|it| it.name.as_str());
    let summaries = codes.iter().map(|it| &it.summary.english);
    let ranges: Vec<_> = table.range.iter().map(|it| range(it, &mut lists)).collect();
    let reserved: Vec<_> = table
        .reserved
        .iter()
        .map(|it| reserved(it, &mut lists))
        .collect();
    let languages = language::all(table, lists.texts);
    let statics = [
        array("NAMES", &quote!(&str), names),
        array("SUMMARIES", &quote!(&str), summaries),
        array("ENTRIES", &quote!(table::Entry<#name>), entries),
        array("DETAILS", &quote!(table::Details), lists.details.elements.0),
        array("SDK_NAMES", &quote!(&str), lists.sdk_names.0),
        array("STRINGS", &quote!(&str), lists.strings.elements.0),
        array("SOURCES", &source, lists.sources.elements.0),
        array("SEE_ALSO", &quote!(i32), lists.see_also.0),
        array("MEANINGS", &quote!(table::Meaning<#name>), lists.meanings.0),
        array("CAUSES", &quote!(table::Cause<#name>), lists.causes.0),
        array("PATTERNS", &quote!(table::Pattern), lists.patterns.0),
        array("LOGS", &quote!(table::LogForm<#name>), logs),
        array("RANGES", &quote!(table::CodeRange<#name>), ranges),
        array("RESERVED", &quote!(table::Reserved), reserved),
    ];
    quote! {
        // In place of `[#source]`, `[Self::Source]` would be ambiguous if a code had the name `Source`.
        impl commsease_status::Schema for #name {
            type Category = #category;
            type Area = #area;
            type Platform = #platform;
            type Source = #source;
            const SDK_NAMES: &'static [&'static str] = &SDK_NAMES;
            const STRINGS: &'static [&'static str] = &STRINGS;
            const SOURCES: &'static [#source] = &SOURCES;
        }
        #(#statics)*
        #languages
        const TABLE: table::Table<#name> = table::Table {
            notation: #notation,
            index: INDEX,
            names: &NAMES,
            summaries: &SUMMARIES,
            entries: &ENTRIES,
            details: &DETAILS,
            see_also: &SEE_ALSO,
            meanings: &MEANINGS,
            causes: &CAUSES,
            patterns: &PATTERNS,
            response: #response,
            logs: &LOGS,
            ranges: &RANGES,
            reserved: &RESERVED,
        };
    }
}

/// Returns the enum of a vocabulary, or the type of one that the table does not declare.
fn vocabulary_type((name, terms): (&'static str, &[Term])) -> TokenStream {
    if terms.is_empty() {
        quote!(table::Undeclared)
    } else {
        format_ident!("{name}").into_token_stream()
    }
}

/// The arrays that the lists of entries are slices of.
pub(crate) struct Lists {
    pub(crate) texts: Texts,
    details: SharedLists<String>,
    strings: SharedLists<Vec<String>>,
    sources: SharedLists<Vec<Id>>,
    pub(crate) sdk_names: Elements,
    pub(crate) see_also: Elements,
    pub(crate) meanings: Elements,
    pub(crate) causes: Elements,
    patterns: Elements,
}

impl Lists {
    pub(crate) fn new(languages: &[Language]) -> Self {
        Self {
            texts: Texts::new(languages),
            details: SharedLists::default(),
            strings: SharedLists::default(),
            sources: SharedLists::default(),
            sdk_names: Elements::default(),
            see_also: Elements::default(),
            meanings: Elements::default(),
            causes: Elements::default(),
            patterns: Elements::default(),
        }
    }

    /// Adds details, unless there are equal ones, and returns their index.
    pub(crate) fn details(&mut self, details: TokenStream) -> usize {
        self.details.add(&details.to_string(), || [details]).0
    }

    pub(crate) fn strings(&mut self, strings: &[String]) -> Slice {
        self.strings.add(strings, || strings)
    }

    pub(crate) fn sources(&mut self, sources: &[Id]) -> Slice {
        let tokens = || sources.iter().map(|it| term("Source", Some(it)));
        self.sources.add(sources, tokens)
    }

    pub(crate) fn patterns(&mut self, patterns: &[Pattern]) -> Slice {
        self.patterns.add(patterns.iter().map(pattern))
    }
}

/// The elements of an array.
#[derive(Default)]
pub(crate) struct Elements(Vec<TokenStream>);

impl Elements {
    /// Adds a list, and returns its place.
    pub(crate) fn add(&mut self, list: impl IntoIterator<Item = impl ToTokens>) -> Slice {
        let start = self.0.len();
        let list = list.into_iter().map(ToTokens::into_token_stream);
        self.0.extend(list);
        self.since(start)
    }

    /// Returns the place of all elements from one on.
    pub(crate) fn since(&self, start: usize) -> Slice {
        // All empty lists are alike, so that equal details have equal tokens.
        if start == self.0.len() {
            Slice(0, 0)
        } else {
            Slice(start, self.0.len())
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// An array in which equal lists are stored once. `K` is what makes lists equal.
#[derive(Default)]
struct SharedLists<K> {
    elements: Elements,
    known: HashMap<K, Slice>,
}

impl<K: Hash + Eq> SharedLists<K> {
    /// Adds a list, unless there is an equal one, and returns its place.
    fn add<Q: Hash + Eq + ToOwned<Owned = K> + ?Sized, L: IntoIterator<Item: ToTokens>>(
        &mut self,
        key: &Q,
        list: impl FnOnce() -> L,
    ) -> Slice
    where
        K: Borrow<Q>,
    {
        if let Some(known) = self.known.get(key) {
            return *known;
        }
        let added = self.elements.add(list());
        self.known.insert(key.to_owned(), added);
        added
    }
}

/// A list as a range of indices into an array.
#[derive(Clone, Copy)]
pub(crate) struct Slice(pub(crate) usize, usize);

impl Slice {
    /// Returns the list, unless it is empty.
    pub(crate) fn filled(self) -> Option<TokenStream> {
        (self.1 > 0).then(|| self.into_token_stream())
    }
}

impl ToTokens for Slice {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let [start, end] = [self.0, self.1].map(Literal::usize_unsuffixed);
        tokens.extend(quote!(table::Slice(#start, #end)));
    }
}

fn pattern(Pattern { text, cause }: &Pattern) -> TokenStream {
    let cause = Literal::u32_unsuffixed(*cause);
    quote!(table::Pattern { text: #text, cause: #cause })
}

fn response(response: Option<&Response>) -> TokenStream {
    let Some(Response {
        code,
        message,
        labels,
        not_after,
    }) = response
    else {
        return quote!(table::ResponseForm::DEFAULT);
    };
    let keys = |name: &str, keys: &[String]| {
        let name = format_ident!("{name}");
        match keys {
            [] => quote!(table::ResponseForm::DEFAULT.#name),
            keys => quote!(&[#(#keys),*]),
        }
    };
    let (codes, messages) = (keys("codes", code), keys("messages", message));
    quote!(table::ResponseForm {
        codes: #codes, messages: #messages, labels: &[#(#labels),*], not_after: &[#(#not_after),*]
    })
}

fn log(log: &Log, lists: &mut Lists) -> TokenStream {
    let (id, pattern) = (&log.id, &log.pattern);
    let platform = option(log.platform.as_ref().map(|it| term("Platform", Some(it))));
    let samples: Vec<String> = log.samples.iter().map(|it| it.line.clone()).collect();
    let samples = lists.strings(&samples);
    let sources = lists.sources(&log.sources);
    quote!(table::LogForm {
        id: #id, pattern: #pattern, platform: #platform, samples: #samples, sources: #sources
    })
}

fn range(range: &CodeRange, lists: &mut Lists) -> TokenStream {
    let (first, last) = (integer(range.from), integer(range.to));
    let (name, summary) = (range.name.as_str(), lists.texts.value(&range.summary));
    let suffix = option(range.suffix.as_ref());
    let category = option(range.category.as_ref().map(|it| term("Category", Some(it))));
    let outcome = option(range.outcome.map(|it| keyword("Outcome", it)));
    let retry = option(range.retry.map(|it| keyword("Retry", it)));
    quote!(table::CodeRange {
        first: #first, last: #last, suffix: #suffix, name: #name, summary: #summary,
        category: #category, outcome: #outcome, retry: #retry
    })
}

fn reserved(Reserved { code, name, note }: &Reserved, lists: &mut Lists) -> TokenStream {
    let note = lists.texts.value(note);
    let (code, name) = (option(code.map(integer)), option(name.as_ref()));
    quote!(table::Reserved { code: #code, name: #name, note: #note })
}

/// Returns the value of a vocabulary, or the only one if the table does not declare it.
pub(crate) fn term(vocabulary: &str, id: Option<&Id>) -> TokenStream {
    match id {
        Some(Id { variant, .. }) => {
            let vocabulary = format_ident!("{vocabulary}");
            quote!(#vocabulary::#variant)
        }
        None => quote!(table::Undeclared),
    }
}

/// Returns the value of a keyword.
pub(crate) fn keyword(ty: &str, value: impl Debug) -> TokenStream {
    let (ty, value) = (format_ident!("{ty}"), format_ident!("{value:?}"));
    quote!(table::#ty::#value)
}

//! A code: its variant with its documentation, and its row in the data.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::data::{Lists, keyword, term};
use super::doc::{attributes, link};
use super::{allow_data, cause, integer, meaning, option, separated};
use crate::generator::markdown::{code_spans, escape_prose, paragraphs};
use crate::generator::model::{Code, CodeRef, Deprecated, Details, Prose, Table};
use crate::shared::keywords::Outcome;

/// What one can do with every generated enum.
const METHODS: &str = "
- [`from_code`](Self::from_code) returns the variant for a code, and [`from_name`](Self::from_name)
  the one for a variant name or an SDK identifier. `parse` accepts all three.
- [`summary`](Self::summary), [`outcome`](Self::outcome), and [`retry`](Self::retry) say what a code
  means, and [`causes`](Self::causes) what can be the reason and how to fix it.
- [`diagnose`](Self::diagnose) takes a code and an error message, and finds the documented cause.
- [`Code`](commsease_status::Code) holds a code that may have no variant.";

/// Returns the enum.
pub(crate) fn enumeration(table: &Table) -> TokenStream {
    let name = &table.name;
    // The first paragraph of the table, what one can do, and the other paragraphs.
    let mut doc: Vec<String> = paragraphs(&table.doc).collect();
    let first = doc.iter().position(String::is_empty).unwrap_or(doc.len());
    doc.splice(first..first, METHODS.lines().map(String::from));
    let doc = attributes(doc);
    let allow_data = allow_data();
    // rustc resolves explicit discriminants by a linear search, so only the first of each run of codes
    // has one.
    let mut next = None;
    let variants = table.code.iter().map(|code| {
        let is_first = next != Some(code.code);
        next = code.code.checked_add(1);
        variant(table, code, is_first)
    });
    let variants = separated(variants);
    quote! {
        #doc
        #allow_data
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[repr(i32)]
        pub enum #name { #variants }
    }
}

fn variant(table: &Table, code: &Code, is_first: bool) -> TokenStream {
    let (name, aliases) = (&code.name, aliases(table, code));
    let doc = attributes(doc(table, code));
    let deprecated = code.details.deprecated.as_ref().map(|deprecated| {
        let (since, note) = (&deprecated.since, deprecation(table, deprecated));
        quote!(#[deprecated(since = #since, note = #note)])
    });
    let code = integer(code.code);
    let discriminant = is_first.then(|| quote!(= #code));
    quote! {
        #doc
        #[doc(alias(#(#aliases),*))]
        #deprecated
        #name #discriminant
    }
}

/// Returns the lines of the documentation of a variant.
fn doc(table: &Table, code: &Code) -> Vec<String> {
    let reference = |CodeRef { name, .. }: &CodeRef| {
        let name = name.as_str();
        format!("[`{name}`]({}::{name})", table.name.as_str())
    };
    let details = &code.details;
    let mut lines = Vec::new();
    let mut paragraph = |text: String| lines.extend([text, String::new()]);
    paragraph(format!(
        "**{}**: {}",
        table.notation.display(code.code),
        escape_prose(&code.summary.english)
    ));
    paragraph(facts(code));
    if let Some(replacement) = details
        .deprecated
        .as_ref()
        .and_then(|it| it.replaced_by.as_ref())
    {
        paragraph(format!("Use {} instead.", reference(replacement)));
    }
    if !code.sdk.is_empty() {
        paragraph(format!("SDK identifiers: {}.", code_spans(&code.sdk)));
    }
    if !details.shared_sdk.is_empty() {
        let shared = code_spans(&details.shared_sdk);
        paragraph(format!(
            "Shared SDK identifiers (resolve to another code): {shared}."
        ));
    }
    if let Some(advice) = advice(table, code) {
        let none = if details.cause.is_empty() {
            "No cause is documented. "
        } else {
            ""
        };
        paragraph(format!("{none}{}", escape_prose(advice)));
    }
    if !details.cause.is_empty() {
        paragraph(String::from("**Causes**"));
        details
            .cause
            .iter()
            .flat_map(cause::doc)
            .for_each(&mut paragraph);
    }
    if !details.meaning.is_empty() {
        paragraph(String::from("**On other platforms**"));
        details
            .meaning
            .iter()
            .map(meaning::doc)
            .for_each(&mut paragraph);
    }
    if !details.see_also.is_empty() {
        let references: Vec<String> = details.see_also.iter().map(reference).collect();
        paragraph(format!("See also: {}.", references.join(", ")));
    }
    if !details.sources.is_empty() {
        let links: Vec<String> = details
            .sources
            .iter()
            .map(|it| link("Source", it))
            .collect();
        paragraph(format!("Sources: {}.", links.join(", ")));
    }
    lines.pop();
    lines
}

fn facts(code: &Code) -> String {
    let category = code.category.as_ref().map(|it| link("Category", it));
    let area = code.area.as_ref().map(|it| link("Area", it));
    let facts = [
        category.map(|category| format!("Category: {category}. ")),
        area.map(|area| format!("Area: {area}. ")),
        Some(format!("Outcome: {}. ", code.outcome.description())),
        Some(format!("Retry: {}.", code.retry.description())),
    ];
    facts.into_iter().flatten().collect()
}

/// Returns the advice of the code or, for a failure without a documented cause, of its category.
fn advice<'t>(table: &'t Table, code: &'t Code) -> Option<&'t str> {
    if code.details.advice.is_some() {
        return code.details.advice.as_ref().map(|it| it.english.as_str());
    }
    let is_open = code.details.cause.is_empty() && code.outcome == Outcome::Failure;
    let category = code.category.as_ref().filter(|_| is_open)?;
    let term = table.category.iter().find(|term| term.id == *category)?;
    term.advice.as_ref().map(|it| it.english.as_str())
}

/// Returns the note that the compiler shows where a deprecated code is used. rustdoc interprets it
/// as Markdown.
fn deprecation(table: &Table, deprecated: &Deprecated) -> String {
    let note = escape_prose(&deprecated.note.english);
    match &deprecated.replaced_by {
        Some(CodeRef { name, .. }) => {
            let (enumeration, name) = (table.name.as_str(), name.as_str());
            format!("{note} Use `{enumeration}::{name}` instead.")
        }
        None => note.into_owned(),
    }
}

/// Returns what people type into the search field of the documentation: the code, the identifiers,
/// and the messages. rustdoc rejects some aliases.
fn aliases(table: &Table, code: &Code) -> Vec<String> {
    let number = table.notation.display(code.code).to_string();
    let Details {
        shared_sdk,
        keywords,
        cause,
        ..
    } = &code.details;
    let patterns = cause.iter().flat_map(|cause| &cause.patterns);
    let literals = patterns.filter(|pattern| !pattern.contains('{'));
    let identifiers = code.all_sdk().chain(shared_sdk);
    let others = identifiers.chain(keywords).chain(literals);
    let is_rejected = |c: char| matches!(c, '"' | '\'') || (c.is_whitespace() && c != ' ');
    let others = others.filter(|it| !it.is_empty() && !it.contains(is_rejected));
    let mut seen = HashSet::from([code.name.as_str(), ""]);
    let aliases = [&number].into_iter().chain(others);
    aliases.filter(|it| seen.insert(it)).cloned().collect()
}

/// Returns the value in the array of all entries.
pub(crate) fn entry(code: &Code, lists: &mut Lists) -> TokenStream {
    let category = term("Category", code.category.as_ref());
    let area = term("Area", code.area.as_ref());
    let outcome = keyword("Outcome", code.outcome);
    let retry = keyword("Retry", code.retry);
    // The identifiers of the meanings follow those of the code.
    let first = lists.sdk_names.len();
    lists.sdk_names.add(&code.sdk);
    let details = details(&code.details, lists);
    let sdk_names = lists.sdk_names.since(first);
    let details = Literal::usize_unsuffixed(lists.details(details));
    quote!(table::Entry {
        category: #category, area: #area, outcome: #outcome, retry: #retry,
        sdk_names: #sdk_names, details: #details
    })
}

/// Returns the value in the array of all details.
pub(crate) fn details(code: &Details, lists: &mut Lists) -> TokenStream {
    let deprecation = code.deprecated.as_ref().map(|it| {
        let (since, note) = (&it.since, lists.texts.value(&it.note));
        let replaced_by = option(it.replaced_by.as_ref().map(|it| integer(it.code)));
        quote!(&table::Deprecation { since: #since, note: #note, replaced_by: #replaced_by })
    });
    let meanings = code.meaning.iter();
    let meanings: Vec<_> = meanings.map(|it| meaning::data(it, lists)).collect();
    let causes: Vec<_> = code.cause.iter().map(|it| cause::data(it, lists)).collect();
    let mut text = |text: &Option<Prose>| Some(lists.texts.value(text.as_ref()?));
    let [advice, user] = [text(&code.advice), text(&code.user)];
    let [deprecation, advice, user] =
        [deprecation, advice, user].map(|it| it.map(|it| option(Some(it))));
    let see_also = code.see_also.iter().map(|it| integer(it.code));
    let fields = [
        ("deprecation", deprecation),
        ("shared_sdk_names", lists.strings(&code.shared_sdk).filled()),
        ("texts", lists.strings(&code.texts).filled()),
        ("advice", advice),
        ("user", user),
        ("keywords", lists.strings(&code.keywords).filled()),
        ("see_also", lists.see_also.add(see_also).filled()),
        ("sources", lists.sources(&code.sources).filled()),
        ("meanings", lists.meanings.add(meanings).filled()),
        ("causes", lists.causes.add(causes).filled()),
        (
            "patterns",
            lists.patterns(&code.patterns.selecting).filled(),
        ),
        ("hints", lists.patterns(&code.patterns.hints).filled()),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| {
        let (name, value) = (format_ident!("{name}"), value?);
        Some(quote!(#name: #value,))
    });
    quote!(table::Details { #(#fields)* ..table::Details::NONE })
}

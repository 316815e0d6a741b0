//! Third stage: a checked table to Rust. It writes data and names behaviour: what has to decide anything is in the
//! library, in files that a person wrote.
//!
//! One item of the output, one function, in the order of the output. Every path begins at a crate, as a variant may be
//! called `Ok`, `Some` or `String`.

mod api;
mod data;
mod doc;
mod statics;
mod tokens;
mod traits;
mod variants;
mod vocabulary;

use proc_macro2::TokenStream;
use quote::quote;

use self::api::api;
use self::data::Data;
use self::doc::{aliases, variant_doc};
use self::tokens::integer;
use self::traits::{extends, status, traits};
use self::variants::variants;
use self::vocabulary::vocabulary;
use super::layout::Page;
use super::literal::text;
use super::prose::{doc, markdown, paragraphs};
use super::table::{Code, Table};

/// The whole file, item by item: the tokens of all of them at once would be ten times as large as the text.
pub(super) fn emit(table: &Table) -> String {
    let mut page = Page::new();
    enumeration(table, &mut page);
    page.items(vocabulary(
        "Category",
        "The kinds of reasons that a code can have.",
        &table.categories,
    ));
    page.items(vocabulary(
        "Area",
        "The parts of the service that codes and causes belong to.",
        &table.areas,
    ));
    page.items(vocabulary(
        "Platform",
        "The platforms on which a code can have a meaning of its own.",
        &table.platforms,
    ));
    page.items(vocabulary(
        "Source",
        "The documents that say what is in the table.",
        &table.sources,
    ));
    let head = quote! {
        #[allow(deprecated, reason = "a deprecated code keeps its entry")]
        const _: () =
    };
    let data = Data::new(table);
    let content = |page: &mut Page| {
        page.items(api(table));
        page.items(status(table, &data));
        page.items(extends(table));
        page.items(traits(table));
        page.items(constants(&data));
        variants(table, page);
        data.statics(page);
    };
    page.block(head, content, quote!(;));
    page.finish()
}

/// What programs use that carry no more of the table than they ask for.
fn constants(data: &Data<'_>) -> TokenStream {
    let Data { rows, lookup, .. } = data;
    quote! {
        const ROWS: ::commsease_status::table::Index = #rows;

        const LOOKUP: ::commsease_status::table::Names = #lookup;
    }
}

fn enumeration(table: &Table, page: &mut Page) {
    let name = &table.name;
    let docs = doc(paragraphs(&table.doc));
    let head = quote! {
        #docs
        #[allow(clippy::doc_markdown, clippy::enum_variant_names, clippy::upper_case_acronyms, reason = "the names and the prose are data")]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[repr(i32)]
        pub enum #name
    };
    let variants = |page: &mut Page| {
        let mut last = None;
        for code in &table.codes {
            // The compiler looks up explicit discriminants among all others: only where a run of numbers begins is there
            // one.
            let follows = last
                .replace(code.number)
                .is_some_and(|last: i32| last.checked_add(1) == Some(code.number));
            page.items(variant(table, code, follows));
        }
    };
    page.block(head, variants, quote!());
}

fn variant(table: &Table, code: &Code, follows: bool) -> TokenStream {
    let docs = variant_doc(table, code);
    let aliases = aliases(code).into_iter().map(|alias| text(&alias));
    let deprecated = code.deprecated.as_ref().map(|deprecated| {
        // rustdoc takes the note for Markdown, too.
        let (since, note) = (&deprecated.since, markdown(&deprecated.note));
        quote!(#[deprecated(since = #since, note = #note)])
    });
    let variant = &code.variant;
    let discriminant = (!follows).then(|| {
        let number = integer(i64::from(code.number));
        quote!(= #number)
    });
    quote! {
        #docs
        #[doc(alias(#(#aliases),*))]
        #deprecated
        #variant #discriminant,
    }
}

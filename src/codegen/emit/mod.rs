//! Third stage: a checked table to Rust. It writes data and names behaviour: what has to decide anything is in the
//! library, in files that a person wrote.
//!
//! One item of the output, one function, in the order of the output. Every path begins at a crate, as a variant may be
//! called `Ok`, `Some` or `String`.

mod api;
mod data;
mod doc;
mod tokens;
mod traits;
mod vocabulary;

use proc_macro2::TokenStream;
use quote::quote;

use self::api::api;
use self::data::{Data, data};
use self::doc::{aliases, variant_doc};
use self::tokens::integer;
use self::traits::{extends, status, traits};
use self::vocabulary::vocabulary;
use super::prose::{doc, markdown, paragraphs};
use super::table::{Code, Table};

/// The whole file.
pub(super) fn emit(table: &Table) -> TokenStream {
    let enumeration = enumeration(table);
    let categories = vocabulary("Category", "The kinds of reasons that a code can have.", &table.categories);
    let areas = vocabulary("Area", "The parts of the service that codes and causes belong to.", &table.areas);
    let platforms =
        vocabulary("Platform", "The platforms on which a code can have a meaning of its own.", &table.platforms);
    let sources = vocabulary("Source", "The documents that say what is in the table.", &table.sources);
    let api = api(table);
    let Data { rows, lookup, table: constant, statics } = data(table);
    let status = status(table, &constant);
    let extends = extends(table);
    let traits = traits(table);
    quote! {
        #enumeration
        #categories
        #areas
        #platforms
        #sources
        #[allow(deprecated, reason = "a deprecated code keeps its entry")]
        const _: () = {
            #api
            #status
            #extends
            #traits

            const ROWS: ::commsease_status::table::Index = #rows;

            const LOOKUP: ::commsease_status::table::Names = #lookup;

            #statics
        };
    }
}

fn enumeration(table: &Table) -> TokenStream {
    let name = &table.name;
    let docs = doc(paragraphs(&table.doc));
    let mut last = None;
    let variants = table.codes.iter().map(|code| {
        // The compiler looks up explicit discriminants among all others: only where a run of numbers begins is there one.
        let follows = last.replace(code.number).is_some_and(|last: i32| last.checked_add(1) == Some(code.number));
        variant(table, code, follows)
    });
    quote! {
        #docs
        #[allow(clippy::doc_markdown, clippy::enum_variant_names, clippy::upper_case_acronyms, reason = "the names and the prose are data")]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[repr(i32)]
        pub enum #name {
            #(#variants)*
        }
    }
}

fn variant(table: &Table, code: &Code, follows: bool) -> TokenStream {
    let docs = variant_doc(table, code);
    let aliases = aliases(code);
    let deprecated = code.deprecated.as_ref().map(|deprecated| {
        // rustdoc takes the note for Markdown, too.
        let (since, note) = (&deprecated.since, markdown(&deprecated.note));
        quote!(#[deprecated(since = #since, note = #note)])
    });
    let variant = &code.variant;
    let number = integer(i64::from(code.number));
    let discriminant = if follows { quote!() } else { quote!(= #number) };
    quote! {
        #docs
        #[doc(alias(#(#aliases),*))]
        #deprecated
        #variant #discriminant,
    }
}

//! The enums for the vocabularies of a table.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::allow_data;
use super::data::Lists;
use super::doc::attributes;
use crate::generator::markdown::{code_span, escape_prose};
use crate::generator::model::{Table, Term};

/// Returns the enums of the vocabularies that the table declares.
pub(crate) fn all(table: &Table, lists: &mut Lists) -> TokenStream {
    let declared = table.vocabularies().into_iter();
    let declared = declared.filter(|(_, terms)| !terms.is_empty());
    declared
        .map(|(name, terms)| enumeration(table, name, terms, lists))
        .collect()
}

fn enumeration(table: &Table, name: &str, terms: &[Term], lists: &mut Lists) -> TokenStream {
    let doc = attributes([String::from(match name {
        "Category" => "The categories of the codes.",
        "Area" => "The parts of the service.",
        "Platform" => "The platforms on which a code can have a meaning of its own.",
        _ => "The documents that describe the codes.",
    })]);
    let (name, allow_data) = (format_ident!("{name}"), allow_data());
    let variants = terms.iter().map(|it| variant(it, lists));
    let status = &table.name;
    quote! {
        commsease_status::__vocabulary! {
            #doc
            #allow_data
            pub enum #name of #status { #(#variants)* }
        }
    }
}

fn variant(term: &Term, lists: &mut Lists) -> TokenStream {
    let (id, variant) = (&term.id.id, &term.id.variant);
    let doc = escape_prose(&term.summary.english);
    let doc = attributes([format!("{}: {doc}", code_span(id))]);
    let summary = lists.texts.place(&term.summary);
    let references = [("parent", &term.parent), ("succeeds", &term.succeeds)];
    let references = references.into_iter().filter_map(|(key, id)| {
        let (key, variant) = (format_ident!("{key}"), &id.as_ref()?.variant);
        Some(quote!(, #key = #variant))
    });
    let date = term.date.iter().map(|date| quote!(, date = #date));
    let texts = [("advice", &term.advice), ("user", &term.user)];
    let texts = texts.into_iter().filter_map(|(key, text)| {
        let (key, text) = (format_ident!("{key}"), lists.texts.place(text.as_ref()?));
        Some(quote!(, #key = #text))
    });
    quote!(#doc #variant = #id, #summary #(#references)* #(#date)* #(#texts)*;)
}

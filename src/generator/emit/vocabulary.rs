//! The enums for the vocabularies of a table.

use proc_macro2::TokenStream;
use quote::quote;

use super::source::{ALLOW_DATA, Source};
use crate::generator::markdown::{code_span, escape_prose};
use crate::generator::model::Term;

/// Writes the enum of a vocabulary, if the table declares it.
pub(crate) fn emit(name: &str, doc: &str, terms: &[Term], out: &mut Source) {
    if terms.is_empty() {
        return;
    }
    let variants = |out: &mut Source| {
        for term in terms {
            out.doc([format!(
                "{}: {}",
                code_span(&term.id),
                escape_prose(&term.summary)
            )]);
            out.tokens(row(term));
        }
    };
    out.blank();
    let content = |out: &mut Source| {
        out.doc([doc]);
        out.line(ALLOW_DATA);
        out.block(&format!("pub enum {name}"), variants, "");
    };
    out.block("::commsease_status::__vocabulary!", content, "");
}

fn row(term: &Term) -> TokenStream {
    let Term {
        id,
        variant,
        summary,
        parent,
        succeeds,
        date,
        advice,
    } = term;
    let parent = parent.as_ref().map(|parent| quote!(, parent = #parent));
    let succeeds = succeeds.as_ref().map(|older| quote!(, succeeds = #older));
    let date = date.as_ref().map(|date| quote!(, date = #date));
    let advice = advice.as_ref().map(|advice| quote!(, advice = #advice));
    quote!(#variant = #id, #summary #parent #succeeds #date #advice;)
}

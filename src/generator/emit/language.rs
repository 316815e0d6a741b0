//! The texts of a table in other languages than English.

use std::collections::HashMap;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::array;
use crate::generator::model::{Language, Prose, Table};

/// The texts of all entries, except the summaries of codes, which are by row. Equal ones are stored
/// once.
pub(crate) struct Texts {
    /// In each language.
    translations: Vec<Vec<String>>,
    places: HashMap<Prose, usize>,
}

impl Texts {
    pub(crate) fn new(languages: &[Language]) -> Self {
        Self {
            translations: vec![Vec::new(); languages.len()],
            places: HashMap::new(),
        }
    }

    /// Adds a text. Returns its arguments of `table::Text`: the text in English, and its place.
    pub(crate) fn place(&mut self, text: &Prose) -> TokenStream {
        let at = match self.translations.first().map(Vec::len) {
            Some(next) => *self.places.entry(text.clone()).or_insert_with(|| {
                let translations = self.translations.iter_mut().zip(&text.translations);
                translations.for_each(|(all, it)| all.push(it.clone()));
                next
            }),
            None => 0,
        };
        let (english, at) = (&text.english, Literal::usize_unsuffixed(at));
        quote!((#english, #at))
    }

    /// Adds a text, and returns its value.
    pub(crate) fn value(&mut self, text: &Prose) -> TokenStream {
        let arguments = self.place(text);
        quote!(table::Text #arguments)
    }
}

/// Returns the texts of each language, the constants of the enum, and the list of them.
pub(crate) fn all(table: &Table, texts: Texts) -> TokenStream {
    let name = &table.name;
    let translations = table.language.iter().zip(texts.translations).enumerate();
    let statics = translations.map(|(at, (language, texts))| {
        let Language { id, constant, name } = language;
        let [summaries_of, texts_of] =
            ["SUMMARIES", "TEXTS"].map(|it| format!("{it}_{}", constant.as_str()));
        let summaries = table.code.iter();
        let summaries = summaries.map(|code| &code.summary.translations[at]);
        let summaries = array(&summaries_of, &quote!(&str), summaries);
        let texts = array(&texts_of, &quote!(&str), texts);
        let [summaries_of, texts_of] = [summaries_of, texts_of].map(|it| format_ident!("{it}"));
        quote! {
            #summaries
            #texts
            static #constant: table::Texts = table::Texts {
                id: #id,
                name: #name,
                summaries: &#summaries_of,
                others: &#texts_of,
            };
        }
    });
    let constants: Vec<_> = table.language.iter().map(|it| &it.constant).collect();
    let languages = table.language.iter().map(|language| {
        let Language { id, constant, name } = language;
        let doc = format!("The language `{id}`: {name}.");
        quote! {
            #[doc = #doc]
            pub const #constant: commsease_status::Language<Self> =
                commsease_status::Language::new(&#constant);
        }
    });
    quote! {
        #(#statics)*
        impl #name { #(#languages)* }
        const LANGUAGES: &[commsease_status::Language<#name>] =
            &[commsease_status::Language::ENGLISH #(, #name::#constants)*];
    }
}

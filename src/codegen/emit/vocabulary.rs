//! The enums for the closed vocabularies of a table.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::prose::{code, doc, markdown};
use super::super::table::Word;
use super::tokens::{ident, option};

/// An enum for a closed vocabulary.
pub(super) fn vocabulary(name: &str, what: &str, words: &[Word]) -> TokenStream {
    let name = ident(name);
    let what = doc([what]);
    let docs = words
        .iter()
        .map(|word| doc([format!("{}: {}", code(&word.id), markdown(&word.summary))]));
    let variants: Vec<&Ident> = words.iter().map(|word| &word.variant).collect();
    let ids: Vec<&str> = words.iter().map(|word| word.id.as_str()).collect();
    let summaries = words.iter().map(|word| word.summary.as_str());
    let within = words.iter().any(|word| word.within.is_some()).then(|| {
        let arms = words
            .iter()
            .map(|word| option(word.within.as_ref().map(|wider| quote!(Self::#wider))));
        quote! {
            fn within(self) -> ::core::option::Option<Self> {
                match self { #(Self::#variants => #arms,)* }
            }
        }
    });
    let date = words.iter().any(|word| word.date.is_some()).then(|| {
        let arms = words
            .iter()
            .map(|word| option(word.date.as_ref().map(|date| quote!(#date))));
        quote! {
            fn date(self) -> ::core::option::Option<&'static str> {
                match self { #(Self::#variants => #arms,)* }
            }
        }
    });
    quote! {
        #what
        #[allow(clippy::doc_markdown, clippy::enum_variant_names, clippy::upper_case_acronyms, reason = "the names and the prose are data")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #variants,)*
        }

        #[allow(clippy::match_same_arms, clippy::must_use_candidate, reason = "the arms are data, and a getter says enough")]
        const _: () = {
            impl #name {
                #[doc = " All words, in the order of the table."]
                pub const ALL: &'static [Self] = &[#(Self::#variants),*];

                #[doc = " The word as the table spells it: stable, and fit for a label in metrics."]
                pub const fn id(self) -> &'static str {
                    match self { #(Self::#variants => #ids,)* }
                }

                #[doc = " What the word stands for."]
                pub const fn summary(self) -> &'static str {
                    match self { #(Self::#variants => #summaries,)* }
                }
            }

            impl ::commsease_status::Word for #name {
                const ALL: &'static [Self] = Self::ALL;

                fn id(self) -> &'static str {
                    self.id()
                }

                fn summary(self) -> &'static str {
                    self.summary()
                }

                #within
                #date
            }

            #[doc = " Shows the [`id`](Self::id)."]
            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(self.id())
                }
            }
        };
    }
}

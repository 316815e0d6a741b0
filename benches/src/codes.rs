//! What a table says that an enum with derives can say, too, and that enum.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    #[serde(rename = "code")]
    codes: Vec<Code>,
}

/// One code of a table.
#[derive(Deserialize)]
pub(crate) struct Code {
    pub(crate) code: i32,
    pub(crate) name: String,
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) sdk: Vec<String>,
}

impl Code {
    /// The codes of a table, in the order of their numbers.
    pub(crate) fn of(table: &str) -> Result<Vec<Self>, toml::de::Error> {
        let mut codes = toml::from_str::<Table>(table)?.codes;
        codes.sort_by_key(|code| code.code);
        Ok(codes)
    }

    pub(crate) fn variant(&self) -> Ident {
        Ident::new(&self.name, Span::call_site())
    }

    pub(crate) fn number(&self) -> Literal {
        Literal::i32_unsuffixed(self.code)
    }
}

/// The enum with the derives that people use for number, name, summary, and the way back from a name.
pub(crate) fn derived(codes: &[Code]) -> TokenStream {
    derived_with(codes, &quote!(strum::EnumString))
}

/// The enum with the derives that compile in no time to speak of, and more.
pub(crate) fn derived_with(codes: &[Code], more: &TokenStream) -> TokenStream {
    let variants = codes.iter().map(|code| {
        let (variant, number) = (code.variant(), code.number());
        let (summary, name, identifiers) = (&code.summary, &code.name, &code.sdk);
        quote! {
            #[error(#summary)]
            #[strum(to_string = #name #(, serialize = #identifiers)*)]
            #variant = #number
        }
    });
    quote! {
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, num_enum::IntoPrimitive, num_enum::TryFromPrimitive, strum::IntoStaticStr,
            thiserror::Error, #more
        )]
        #[repr(i32)]
        pub enum Derived { #(#variants),* }
    }
}

//! The part of a table that an enum with derives also has, and that enum.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    #[serde(rename = "code")]
    codes: Vec<Code>,
}

/// A code of a table.
#[derive(Deserialize)]
pub(crate) struct Code {
    pub(crate) code: i32,
    pub(crate) name: String,
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) sdk: Vec<String>,
    #[allow(dead_code, reason = "only the build script compares messages")]
    #[serde(default, rename = "cause")]
    pub(crate) causes: Vec<Cause>,
}

/// A cause of a code.
#[derive(Deserialize)]
pub(crate) struct Cause {
    #[allow(dead_code, reason = "only the build script compares messages")]
    #[serde(default)]
    pub(crate) patterns: Vec<String>,
}

impl Code {
    /// Returns the codes of a table, sorted.
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

/// Returns the enum with the usual derives for the code, the name, and the summary, and `more`
/// attributes.
pub(crate) fn derived(codes: &[Code], more: &TokenStream) -> TokenStream {
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
            Clone, Copy, Debug, PartialEq, Eq, num_enum::IntoPrimitive, num_enum::TryFromPrimitive,
            strum::IntoStaticStr, thiserror::Error,
        )]
        #more
        #[repr(i32)]
        pub enum Derived { #(#variants),* }
    }
}

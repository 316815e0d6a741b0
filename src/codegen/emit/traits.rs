//! The traits of the generated enum: the library's own, the standard library's and serde's.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::table::Table;
use super::data::Data;
use super::variants::all;

/// The trait that all generated enums have.
pub(super) fn status(table: &Table, data: &Data<'_>) -> TokenStream {
    let name = &table.name;
    let all = all(table);
    quote! {
        impl ::commsease_status::Status for #name {
            type Category = Category;
            type Area = Area;
            type Platform = Platform;
            type Source = Source;
            const TABLE: ::commsease_status::table::Table<Self> = #data;
            const VARIANTS: &'static [Self] = #all;

            fn code(self) -> i32 {
                self.code()
            }

            fn from_code(code: i32) -> ::core::option::Option<Self> {
                Self::from_code(code)
            }

            fn from_name(name: &str) -> ::core::option::Option<Self> {
                Self::from_name(name)
            }
        }
    }
}

/// The trait of a table that extends this library's own one.
pub(super) fn extends(table: &Table) -> TokenStream {
    let name = &table.name;
    if !table.extends {
        return quote!();
    }
    quote! {
        impl ::commsease_status::Extends for #name {
            type Base = ::commsease_status::StatusCode;
        }
    }
}

/// The traits of the standard library, and serde's.
pub(super) fn traits(table: &Table) -> TokenStream {
    let name = &table.name;
    quote! {
        #[doc = " Shows the name: a derived implementation would name every variant once more."]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.name())
            }
        }

        #[doc = " Shows the name, which `FromStr` reads."]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }

        #[doc = " Reads a name, an SDK identifier or a number."]
        impl ::core::str::FromStr for #name {
            type Err = ::commsease_status::UnknownName;

            fn from_str(text: &str) -> ::core::result::Result<Self, ::commsease_status::UnknownName> {
                ::commsease_status::table::parse(text)
            }
        }

        impl ::core::convert::TryFrom<i32> for #name {
            type Error = ::commsease_status::UnknownCode;

            fn try_from(code: i32) -> ::core::result::Result<Self, ::commsease_status::UnknownCode> {
                Self::from_code(code).ok_or(::commsease_status::UnknownCode::new(code))
            }
        }

        impl ::core::convert::From<#name> for i32 {
            fn from(status: #name) -> i32 {
                status.code()
            }
        }

        ::commsease_status::__serde_as_number!(#name);
    }
}

//! Small pieces of output that every part needs.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    if let Some(value) = value {
        quote!(::core::option::Option::Some(#value))
    } else {
        quote!(::core::option::Option::None)
    }
}

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

pub(super) fn count(count: usize) -> TokenStream {
    integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// An integer with its digits in groups, as clippy wants long ones.
pub(super) fn integer(value: i64) -> TokenStream {
    let literal = unsigned(value.unsigned_abs());
    if value < 0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

pub(super) fn unsigned(value: u64) -> Literal {
    match value {
        0..=99_999 => Literal::u64_unsuffixed(value),
        _ => digits_of(value)
            .parse()
            .expect("digits and underscores are a literal"),
    }
}

pub(super) fn digits(value: i32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", digits_of(u64::from(value.unsigned_abs())))
}

fn digits_of(value: u64) -> String {
    match value {
        0..=99_999 => value.to_string(),
        _ => format!("{}_{:03}", digits_of_front(value / 1000), value % 1000),
    }
}

fn digits_of_front(value: u64) -> String {
    match value {
        0..=999 => value.to_string(),
        _ => format!("{}_{:03}", digits_of_front(value / 1000), value % 1000),
    }
}

//! From a row to its variant.
//!
//! Few variants stand in a static. The compiler looks up each of them among all discriminants, which takes no time to
//! speak of for two thousand, and a hundred times as long for ten times as many. So many variants are the arms of
//! functions, one for each page of rows, of which an optimised build makes tables again, and a list of the tables.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::layout::Page;
use super::super::table::{Code, Table};
use super::statics::list;
use super::tokens::{count, integer};

/// More variants do not stand in a static.
const MOST_IN_STATIC: usize = 2048;
/// As many as a byte has values: a `match` on one has all cases and tests for no other.
const PAGE: usize = 256;

/// The slice of all variants.
pub(super) fn all(table: &Table) -> TokenStream {
    if is_static(table) {
        quote!(&VARIANTS)
    } else {
        let count = count(table.codes.len());
        quote!(&::commsease_status::__variants!(variant, #count))
    }
}

/// The variant in a row, for whoever looks it up by name.
pub(super) fn in_row(table: &Table) -> TokenStream {
    if is_static(table) {
        quote!(::core::option::Option::Some(variant(row)))
    } else {
        // All pages are in `from_code`, and need not be here, too.
        quote!(Self::from_code(::commsease_status::table::value_or_last(
            &CODES, row
        )))
    }
}

/// The function from a row to its variant, and what it needs.
pub(super) fn variants(table: &Table, page: &mut Page) {
    if is_static(table) {
        in_static(table, page)
    } else {
        in_pages(table, page)
    }
}

fn is_static(table: &Table) -> bool {
    table.codes.len() <= MOST_IN_STATIC
}

fn in_static(Table { name, codes, .. }: &Table, page: &mut Page) {
    page.items(quote! {
        #[doc = " The variant in a row; behind the last row any."]
        #[inline]
        const fn variant(row: usize) -> #name {
            ::commsease_status::table::value_or_last(&VARIANTS, row)
        }
    });
    list(
        page,
        "VARIANTS",
        &quote!(#name),
        codes.len(),
        codes
            .iter()
            .map(|Code { variant, .. }| quote!(#name::#variant)),
    );
}

fn in_pages(Table { name, codes, .. }: &Table, page: &mut Page) {
    // The row behind the last one stands for numbers without a row. It is in one of the pages, too: whether a number has
    // a row is as good as random, and there must be no branch for it.
    let pages = codes.len() / PAGE + 1;
    let size = count(PAGE);
    let arms = (0..pages).map(|at| {
        let (number, function) = (count(at), page_name(at));
        quote!(#number => #function(row),)
    });
    let first = &codes[0].variant;
    page.items(quote! {
        #[doc = " The variant in a row; behind the last row any."]
        #[allow(clippy::inline_always, reason = "only with all pages in one place, they become tables")]
        #[inline(always)]
        const fn variant(row: usize) -> #name {
            match row / #size {
                #(#arms)*
                _ => #name::#first,
            }
        }
    });
    list(
        page,
        "CODES",
        &quote!(i32),
        codes.len(),
        codes.iter().map(|code| integer(i64::from(code.number))),
    );
    for at in 0..pages {
        // What is left of the last page has the variants of the one before.
        let variants = (at * PAGE..(at + 1) * PAGE)
            .map(|row| codes.get(row).unwrap_or_else(|| &codes[row - PAGE]));
        page_of(name, &page_name(at), variants, page);
    }
}

fn page_name(at: usize) -> Ident {
    format_ident!("variants_{at}")
}

/// One page. Left to the optimiser, it would put some forty of them into one place and jump to each of any more.
fn page_of<'c>(
    name: &Ident,
    function: &Ident,
    variants: impl Iterator<Item = &'c Code>,
    page: &mut Page,
) {
    let head = quote! {
        #[allow(
            clippy::cast_possible_truncation, clippy::inline_always, clippy::too_many_lines,
            reason = "the last byte is the place in the page, and the arms are data"
        )]
        #[inline(always)]
        const fn #function(row: usize) -> #name
    };
    let arms = |page: &mut Page| {
        for (place, Code { variant, .. }) in variants.enumerate() {
            let place = count(place);
            page.items(quote!(#place => #name::#variant,));
        }
    };
    page.block(
        head,
        |page| page.block(quote!(match row as u8), arms, quote!()),
        quote!(),
    );
}

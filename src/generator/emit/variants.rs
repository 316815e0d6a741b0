//! From a row to its variant, and all variants.
//!
//! rustc resolves each enum value in a static by a linear search of the discriminants. That takes no
//! noticeable time for 2,000 of them, and seconds for 10,000. A larger table has functions instead,
//! one for each page of rows, which an optimized build turns into tables again.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::generator::model::{Name, Table};

/// More variants than this are not in a static.
const MAX_IN_STATIC: usize = 2048;
/// The number of values of a byte: a `match` on one needs no range check.
const PAGE_LEN: usize = 256;

/// Returns the function `variant` and what belongs to the enum as a whole.
pub(crate) fn all(
    Table {
        name, code: codes, ..
    }: &Table,
) -> TokenStream {
    let len = Literal::usize_unsuffixed(codes.len());
    let variants: Vec<&Name> = codes.iter().map(|code| &code.name).collect();
    if variants.len() <= MAX_IN_STATIC {
        return quote! {
            static VARIANTS: [#name; #len] = [#(#name::#variants),*];
            #[inline]
            const fn variant(row: usize) -> #name {
                table::get_clamped(&VARIANTS, row)
            }
            commsease_status::__status!(#name, &VARIANTS);
        };
    }
    // The row after the last one means that there is no row. It is in a page, too, because a branch
    // on it would be unpredictable.
    let pages = 0..codes.len() / PAGE_LEN + 1;
    let page_len = Literal::usize_unsuffixed(PAGE_LEN);
    let numbers = pages.clone().map(Literal::usize_unsuffixed);
    let names = pages.clone().map(|page| format_ident!("variants_{page}"));
    let first = &variants[0];
    let functions = pages.map(|page| {
        let function = format_ident!("variants_{page}");
        // The rest of the last page repeats the page before.
        let rows = page * PAGE_LEN..(page + 1) * PAGE_LEN;
        let variants = rows.map(|row| {
            variants
                .get(row)
                .unwrap_or_else(|| &variants[row - PAGE_LEN])
        });
        let rows = (0..PAGE_LEN).map(Literal::usize_unsuffixed);
        // LLVM would inline only some 40 pages, and emit calls for the rest.
        quote! {
            #[allow(clippy::cast_possible_truncation, clippy::inline_always, clippy::too_many_lines,
                reason = "the last byte is the row in the page, and the arms are data")]
            #[inline(always)]
            const fn #function(row: usize) -> #name {
                match row as u8 { #(#rows => #name::#variants,)* }
            }
        }
    });
    quote! {
        #[inline(never)]
        const fn variant(row: usize) -> #name {
            match row / #page_len {
                #(#numbers => #names(row),)*
                _ => #name::#first,
            }
        }
        #(#functions)*
        commsease_status::__status!(#name, &commsease_status::__variants!(variant, #len));
    }
}

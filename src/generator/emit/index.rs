//! The constants by which a code or a name finds its row.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{array, integer};
use crate::generator::index::{CodeIndex, PageTable, int_bytes, place};
use crate::generator::model::Code;
use crate::shared::hash;

/// Returns the constants and the statics that they refer to.
pub(crate) fn all(codes: &[Code]) -> TokenStream {
    let (code_statics, code_index) = code_index(codes);
    let (keys, rows): (Vec<&str>, Vec<u32>) = keys(codes).unzip();
    let slots = place(keys.iter().map(|key| hash::of_name(key)));
    let (rows_static, rows) = integers("NAME_ROWS", &rows);
    let (slots_static, slots) = integers("NAME_SLOTS", &slots);
    let keys = array("NAME_KEYS", &quote!(&str), keys);
    quote! {
        #code_statics
        const INDEX: table::CodeIndex = table::CodeIndex::#code_index;
        #keys
        #rows_static
        #slots_static
        const NAME_INDEX: table::NameIndex = table::NameIndex {
            keys: &NAME_KEYS,
            rows: #rows,
            slots: #slots,
        };
    }
}

fn code_index(codes: &[Code]) -> (TokenStream, TokenStream) {
    let codes: Vec<i32> = codes.iter().map(|code| code.code).collect();
    match CodeIndex::new(&codes) {
        CodeIndex::Pages(PageTable {
            base,
            page_bits,
            pages,
            cells,
        }) => {
            let (base, page_bits) = (integer(base), Literal::u32_unsuffixed(page_bits));
            let (pages_static, pages) = integers("PAGES", &pages);
            let (cells_static, cells) = integers("CELLS", &cells);
            (
                quote!(#pages_static #cells_static),
                quote!(Pages { base: #base, page_bits: #page_bits, pages: #pages, cells: #cells }),
            )
        }
        CodeIndex::Slots(slots) => {
            let codes = array("CODES", &quote!(i32), codes.into_iter().map(integer));
            let (slots_static, slots) = integers("CODE_SLOTS", &slots);
            (
                quote!(#codes #slots_static),
                quote!(Slots { slots: #slots, codes: &CODES }),
            )
        }
    }
}

/// Yields the names and the SDK identifiers, each with its row. A name comes before the identifiers
/// that are spelled alike.
fn keys(codes: &[Code]) -> impl Iterator<Item = (&str, u32)> {
    let names = codes.iter().map(|code| code.name.as_str()).zip(0..);
    let identifiers = codes.iter().zip(0..);
    let identifiers =
        identifiers.flat_map(|(code, row)| code.all_sdk().map(move |it| (&**it, row)));
    names.chain(identifiers)
}

/// Returns a static with integers of the smallest type, and the expression that refers to it.
fn integers(name: &str, values: &[u32]) -> (TokenStream, TokenStream) {
    let (ty, variant) = match int_bytes(values) {
        1 => (quote!(u8), quote!(U8)),
        2 => (quote!(u16), quote!(U16)),
        _ => (quote!(u32), quote!(U32)),
    };
    let elements = values.iter().map(|value| Literal::u32_unsuffixed(*value));
    let (elements, name) = (array(name, &ty, elements), format_ident!("{name}"));
    (elements, quote!(table::PackedInts::#variant(&#name)))
}

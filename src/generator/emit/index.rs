//! The constants by which a code or a name finds its row.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{array, integer};
use crate::generator::index::{CodeIndex, PageTable, int_bytes, place, to_u32};
use crate::generator::model::Code;
use crate::shared::hash;

/// Returns the constants and the statics that they refer to.
pub(crate) fn all(codes: &[Code]) -> TokenStream {
    let (code_statics, code_index) = code_index(codes);
    let (keys, sdk_rows) = keys(codes);
    let slots = place(keys.iter().map(|key| hash::of_name(key)));
    let (sdk_rows_static, sdk_rows) = integers("SDK_ROWS", &sdk_rows);
    let (slots_static, slots) = integers("NAME_SLOTS", &slots);
    quote! {
        #code_statics
        const INDEX: table::CodeIndex = table::CodeIndex::#code_index;
        #sdk_rows_static
        #slots_static
        const NAME_INDEX: table::NameIndex = table::NameIndex {
            names: &NAMES,
            sdk_names: &SDK_NAMES,
            sdk_rows: #sdk_rows,
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

/// Returns the names and, after them, the SDK identifiers; and the row of each SDK identifier.
fn keys(codes: &[Code]) -> (Vec<&str>, Vec<u32>) {
    let mut keys: Vec<&str> = codes.iter().map(|code| code.name.as_str()).collect();
    let mut sdk_rows = Vec::new();
    for (row, code) in codes.iter().enumerate() {
        for sdk in code.all_sdk() {
            keys.push(sdk);
            sdk_rows.push(to_u32(row));
        }
    }
    (keys, sdk_rows)
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

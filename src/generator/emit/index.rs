//! The constants by which a code or a name finds its row.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::source::{Array, Source, integer};
use crate::generator::index::{CodeIndex, PageTable, PerfectHash, int_bytes, to_u32};
use crate::generator::model::Code;

/// Writes the constants and the statics that they refer to.
pub(crate) fn emit(codes: &[Code], out: &mut Source) {
    let index = code_index(codes, out);
    out.tokens(quote!(const INDEX: table::CodeIndex = table::CodeIndex::#index;));
    out.blank();
    let (keys, sdk_rows) = keys(codes);
    let hash = PerfectHash::new(&keys, to_u32(codes.len() + sdk_rows.len()));
    let sdk_rows = integers("SDK_ROWS", &sdk_rows, out);
    let hash = perfect_hash(["NAME_BUCKET_SEEDS", "NAME_SLOTS"], &hash, out);
    let fields = |out: &mut Source| {
        out.line("names: &NAMES,");
        out.line("sdk_names: &SDK_NAMES,");
        out.tokens(quote!(sdk_rows: #sdk_rows,));
        out.tokens(quote!(hash: #hash,));
    };
    out.block(
        "const NAME_INDEX: table::NameIndex = table::NameIndex",
        fields,
        ";",
    );
}

fn code_index(codes: &[Code], out: &mut Source) -> TokenStream {
    let codes: Vec<i32> = codes.iter().map(|code| code.code).collect();
    match CodeIndex::new(&codes) {
        CodeIndex::Pages(PageTable {
            base,
            page_bits,
            pages,
            cells,
        }) => {
            let [base, page_bits] = [i64::from(base), i64::from(page_bits)].map(integer);
            let pages = integers("PAGES", &pages, out);
            let cells = integers("CELLS", &cells, out);
            quote!(Pages { base: #base, page_bits: #page_bits, pages: #pages, cells: #cells })
        }
        CodeIndex::Hash(hash) => {
            let mut array = Array::filled("CODES", quote!(i32));
            for code in codes {
                array.push(integer(i64::from(code)));
            }
            out.array(&array);
            let hash = perfect_hash(["CODE_BUCKET_SEEDS", "CODE_SLOTS"], &hash, out);
            quote!(Hash { hash: #hash, codes: &CODES })
        }
    }
}

/// Returns the index of each name and, after them, of each SDK identifier; and the row of each SDK
/// identifier.
fn keys(codes: &[Code]) -> (Vec<(String, u32)>, Vec<u32>) {
    let names = codes.iter().map(|code| code.variant.to_string());
    let mut keys: Vec<(String, u32)> = names.zip(0..).collect();
    let mut sdk_rows = Vec::new();
    for (row, code) in codes.iter().enumerate() {
        for sdk in code.all_sdk() {
            // An identifier that is also the name is found as the name.
            if *sdk != keys[row].0 {
                keys.push((sdk.clone(), to_u32(codes.len() + sdk_rows.len())));
            }
            sdk_rows.push(to_u32(row));
        }
    }
    (keys, sdk_rows)
}

/// Writes a static with integers of the smallest type, and returns the expression that refers to it.
fn integers(name: &'static str, values: &[u32], out: &mut Source) -> TokenStream {
    let (ty, variant) = match int_bytes(values) {
        1 => (quote!(u8), quote!(U8)),
        2 => (quote!(u16), quote!(U16)),
        _ => (quote!(u32), quote!(U32)),
    };
    let mut array = Array::filled(name, ty);
    for &value in values {
        array.push(integer(i64::from(value)));
    }
    out.array(&array);
    let name = Ident::new(name, Span::call_site());
    quote!(table::PackedInts::#variant(&#name))
}

fn perfect_hash(names: [&'static str; 2], hash: &PerfectHash, out: &mut Source) -> TokenStream {
    let seed = Literal::u64_unsuffixed(hash.seed);
    let bucket_seeds = integers(names[0], &hash.bucket_seeds, out);
    let slots = integers(names[1], &hash.slots, out);
    quote!(table::PerfectHash { seed: #seed, bucket_seeds: #bucket_seeds, slots: #slots })
}

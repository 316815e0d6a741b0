//! The constants by which a code or a name finds its row.

use super::source::{Array, Source, integer};
use crate::generator::index::{CodeIndex, PageTable, PerfectHash, int_bytes, to_u32};
use crate::generator::model::Code;

/// Writes the constants and the statics that they refer to.
pub(crate) fn emit(codes: &[Code], out: &mut Source) {
    let index = code_index(codes, out);
    out.line(format_args!(
        "const INDEX: table::CodeIndex = table::CodeIndex::{index};"
    ));
    out.blank();
    let (keys, sdk_rows) = keys(codes);
    let hash = PerfectHash::new(&keys, to_u32(codes.len() + sdk_rows.len()));
    let sdk_rows = integers("SDK_ROWS", &sdk_rows, out);
    let hash = perfect_hash(["NAME_BUCKET_SEEDS", "NAME_SLOTS"], &hash, out);
    out.lines(&format!(
        "\
const NAME_INDEX: table::NameIndex = table::NameIndex {{
    names: &NAMES,
    sdk_names: &SDK_NAMES,
    sdk_rows: {sdk_rows},
    hash: {hash},
}};"
    ));
}

fn code_index(codes: &[Code], out: &mut Source) -> String {
    let codes: Vec<i32> = codes.iter().map(|code| code.code).collect();
    match CodeIndex::new(&codes) {
        CodeIndex::Pages(PageTable {
            base,
            page_bits,
            pages,
            cells,
        }) => {
            let base = integer(base);
            let pages = integers("PAGES", &pages, out);
            let cells = integers("CELLS", &cells, out);
            format!(
                "Pages {{ base: {base}, page_bits: {page_bits}, pages: {pages}, cells: {cells} }}"
            )
        }
        CodeIndex::Hash(hash) => {
            let mut array = Array::filled("CODES", "i32");
            for code in codes {
                array.push(integer(code));
            }
            out.array(&array);
            let hash = perfect_hash(["CODE_BUCKET_SEEDS", "CODE_SLOTS"], &hash, out);
            format!("Hash {{ hash: {hash}, codes: &CODES }}")
        }
    }
}

/// Returns the index of each name and, after them, of each SDK identifier; and the row of each SDK
/// identifier.
fn keys(codes: &[Code]) -> (Vec<(&str, u32)>, Vec<u32>) {
    let names = codes.iter().map(|code| code.variant.as_str());
    let mut keys: Vec<(&str, u32)> = names.zip(0..).collect();
    let mut sdk_rows = Vec::new();
    for (row, code) in (0..).zip(codes) {
        for sdk in code.all_sdk() {
            // An identifier that is also the name is found as the name.
            if *sdk != code.variant {
                keys.push((sdk, to_u32(codes.len() + sdk_rows.len())));
            }
            sdk_rows.push(row);
        }
    }
    (keys, sdk_rows)
}

/// Writes a static with integers of the smallest type, and returns the expression that refers to it.
fn integers(name: &'static str, values: &[u32], out: &mut Source) -> String {
    let (ty, variant) = match int_bytes(values) {
        1 => ("u8", "U8"),
        2 => ("u16", "U16"),
        _ => ("u32", "U32"),
    };
    let mut array = Array::filled(name, ty);
    for value in values {
        array.push(integer(*value));
    }
    out.array(&array);
    format!("table::PackedInts::{variant}(&{name})")
}

fn perfect_hash(names: [&'static str; 2], hash: &PerfectHash, out: &mut Source) -> String {
    let seed = hash.seed;
    let bucket_seeds = integers(names[0], &hash.bucket_seeds, out);
    let slots = integers(names[1], &hash.slots, out);
    format!("table::PerfectHash {{ seed: {seed}, bucket_seeds: {bucket_seeds}, slots: {slots} }}")
}

//! From a row to its variant, and all variants.
//!
//! rustc resolves each enum value in a static by a linear search of the discriminants. That takes no
//! noticeable time for 2,000 of them, and seconds for 10,000. A larger table has functions instead,
//! one for each page of rows, which an optimized build turns into tables again.

use proc_macro2::Ident;
use quote::quote;

use super::source::{Array, Source};
use crate::generator::model::{Code, Table};

/// More variants than this are not in a static.
const MAX_IN_STATIC: usize = 2048;
/// The number of values of a byte: a `match` on one needs no range check.
const PAGE_LEN: usize = 256;

/// Writes the function `variant` and what belongs to the enum as a whole.
pub(crate) fn emit(table: &Table, out: &mut Source) {
    let (name, len) = (&table.name, table.codes.len());
    out.blank();
    if table.codes.len() <= MAX_IN_STATIC {
        in_static(table, out);
        out.line(&format!(
            "::commsease_status::__status!({name}, &VARIANTS);"
        ));
    } else {
        in_functions(table, out);
        let variants = format!("&::commsease_status::__variants!(variant, {len})");
        out.line(&format!(
            "::commsease_status::__status!({name}, {variants});"
        ));
    }
}

fn in_static(Table { name, codes, .. }: &Table, out: &mut Source) {
    let mut variants = Array::filled("VARIANTS", quote!(#name));
    for Code { variant, .. } in codes {
        variants.push(quote!(#name::#variant));
    }
    out.array(&variants);
    out.blank();
    out.line("#[inline]");
    let body = |out: &mut Source| out.line("table::get_clamped(&VARIANTS, row)");
    out.block(&format!("const fn variant(row: usize) -> {name}"), body, "");
    out.blank();
}

fn in_functions(Table { name, codes, .. }: &Table, out: &mut Source) {
    // The row after the last one means that there is no row. It is in a page, too, because a branch
    // on it would be unpredictable.
    let pages = codes.len() / PAGE_LEN + 1;
    let first = &codes[0].variant;
    out.line("#[inline(never)]");
    let arms = |out: &mut Source| {
        for page in 0..pages {
            out.line(&format!("{page} => {}(row),", page_name(page)));
        }
        out.line(&format!("_ => {name}::{first},"));
    };
    let body = |out: &mut Source| out.block(&format!("match row / {PAGE_LEN}"), arms, "");
    out.block(&format!("const fn variant(row: usize) -> {name}"), body, "");
    for page in 0..pages {
        let rows = page * PAGE_LEN..(page + 1) * PAGE_LEN;
        // The rest of the last page repeats the page before.
        let codes = rows.map(|row| codes.get(row).unwrap_or_else(|| &codes[row - PAGE_LEN]));
        page_function(name, &page_name(page), codes, out);
    }
    out.blank();
}

fn page_name(page: usize) -> String {
    format!("variants_{page}")
}

fn page_function<'c>(
    name: &Ident,
    function: &str,
    codes: impl Iterator<Item = &'c Code>,
    out: &mut Source,
) {
    out.blank();
    // LLVM would inline only some 40 pages, and emit calls for the rest.
    out.line("#[allow(clippy::cast_possible_truncation, clippy::inline_always, clippy::too_many_lines, reason = \"the last byte is the row in the page, and the arms are data\")]");
    out.line("#[inline(always)]");
    let arms = |out: &mut Source| {
        for (row, Code { variant, .. }) in codes.enumerate() {
            out.line(&format!("{row} => {name}::{variant},"));
        }
    };
    let body = |out: &mut Source| out.block("match row as u8", arms, "");
    out.block(
        &format!("const fn {function}(row: usize) -> {name}"),
        body,
        "",
    );
}

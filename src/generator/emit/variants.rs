//! From a row to its variant, and all variants.
//!
//! rustc resolves each enum value in a static by a linear search of the discriminants. That takes no
//! noticeable time for 2,000 of them, and seconds for 10,000. A larger table has functions instead,
//! one for each page of rows, which an optimized build turns into tables again.

use super::source::{Array, Source};
use crate::generator::model::{Code, Table};

/// More variants than this are not in a static.
const MAX_IN_STATIC: usize = 2048;
/// The number of values of a byte: a `match` on one needs no range check.
const PAGE_LEN: usize = 256;

/// Writes the function `variant` and what belongs to the enum as a whole.
pub(crate) fn emit(Table { name, codes, .. }: &Table, out: &mut Source) {
    let variants = if codes.len() <= MAX_IN_STATIC {
        in_static(name, codes, out);
        String::from("&VARIANTS")
    } else {
        in_functions(name, codes, out);
        format!("&::commsease_status::__variants!(variant, {})", codes.len())
    };
    out.blank();
    out.line(format_args!(
        "::commsease_status::__status!({name}, {variants});"
    ));
}

fn in_static(name: &str, codes: &[Code], out: &mut Source) {
    let mut variants = Array::filled("VARIANTS", name);
    for Code { variant, .. } in codes {
        variants.push(format_args!("{name}::{variant}"));
    }
    out.array(&variants);
    out.blank();
    out.lines(&format!(
        "\
#[inline]
const fn variant(row: usize) -> {name} {{
    table::get_clamped(&VARIANTS, row)
}}"
    ));
}

fn in_functions(name: &str, codes: &[Code], out: &mut Source) {
    // The row after the last one means that there is no row. It is in a page, too, because a branch
    // on it would be unpredictable.
    let pages = codes.len() / PAGE_LEN + 1;
    let arms = (0..pages).map(|page| format!("        {page} => variants_{page}(row),\n"));
    let arms: String = arms.collect();
    let first = &codes[0].variant;
    out.lines(&format!(
        "\
#[inline(never)]
const fn variant(row: usize) -> {name} {{
    match row / {PAGE_LEN} {{
{arms}        _ => {name}::{first},
    }}
}}"
    ));
    for page in 0..pages {
        let rows = page * PAGE_LEN..(page + 1) * PAGE_LEN;
        // The rest of the last page repeats the page before.
        let codes = rows.map(|row| codes.get(row).unwrap_or_else(|| &codes[row - PAGE_LEN]));
        page_function(name, page, codes, out);
    }
}

fn page_function<'c>(
    name: &str,
    page: usize,
    codes: impl Iterator<Item = &'c Code>,
    out: &mut Source,
) {
    let arm = |(row, code): (usize, &Code)| format!("        {row} => {name}::{},\n", code.variant);
    let arms: String = codes.enumerate().map(arm).collect();
    out.blank();
    // LLVM would inline only some 40 pages, and emit calls for the rest.
    out.lines(&format!(
        "\
#[allow(clippy::cast_possible_truncation, clippy::inline_always, clippy::too_many_lines, \
reason = \"the last byte is the row in the page, and the arms are data\")]
#[inline(always)]
const fn variants_{page}(row: usize) -> {name} {{
    match row as u8 {{
{arms}    }}
}}"
    ));
}

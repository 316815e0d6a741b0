//! The pages in this directory.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{recorded, rendered};

/// A table, and the text before it.
struct Case<'p> {
    before: &'p str,
    table: &'p str,
}

/// Splits a page at its fences. Returns the cases and the text after the last one.
fn cases(page: &str) -> (Vec<Case<'_>>, &str) {
    let mut cases = Vec::new();
    let mut rest = page;
    while let Some((before, inside)) = rest.split_once("```toml\n") {
        let (table, after) = inside.split_once("```\n").expect("a fence ends the table");
        let (_, inside) = after
            .split_once("```text\n")
            .expect("the diagnostics follow the table");
        let (_, after) = inside
            .split_once("```\n")
            .expect("a fence ends the diagnostics");
        cases.push(Case { before, table });
        rest = after;
    }
    (cases, rest)
}

/// Checks that a page shows what the generator reports about its tables, or records it.
#[track_caller]
pub(crate) fn check_page(name: &str) {
    let file = format!("tests/diagnostics/{name}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    let page = fs::read_to_string(path).expect("the page is readable");
    let (cases, rest) = cases(&page);
    let mut actual = String::new();
    for Case { before, table } in cases {
        let diagnostics = rendered(super::table(table).as_bytes());
        assert!(!diagnostics.is_empty(), "{name}:{before}: no diagnostic");
        let _ = write!(
            actual,
            "{before}```toml\n{table}```\n\n```text\n{diagnostics}```\n"
        );
    }
    actual.push_str(rest);
    recorded::check(&file, &actual);
}

//! The pages in this directory.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{rendered, table};

/// Records all pages.
const UPDATE: &str = "UPDATE_EXPECT=1 cargo test --features codegen --test diagnostics";

/// The text before a case, its table, and the diagnostics that the page shows.
struct Case<'p> {
    before: &'p str,
    table: &'p str,
    diagnostics: &'p str,
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
        let (diagnostics, after) = inside
            .split_once("```\n")
            .expect("a fence ends the diagnostics");
        cases.push(Case {
            before,
            table,
            diagnostics,
        });
        rest = after;
    }
    (cases, rest)
}

/// Compares a page with the output of the generator, or records it.
#[track_caller]
pub(crate) fn check_page(name: &str) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let page = fs::read_to_string(directory.join(name)).expect("the page is readable");
    let (cases, rest) = cases(&page);
    let is_recording = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut actual_page = String::new();
    for case in &cases {
        let actual = rendered(table(case.table).as_bytes());
        let Case {
            before,
            table,
            diagnostics,
        } = case;
        assert!(!actual.is_empty(), "{name}:{before}: no diagnostic");
        assert!(
            is_recording || actual == *diagnostics,
            "{name}:{before}\n--- expected:\n{diagnostics}\n--- actual:\n{actual}\n--- to record it: {UPDATE}"
        );
        let _ = write!(
            actual_page,
            "{before}```toml\n{table}```\n\n```text\n{actual}```\n"
        );
    }
    actual_page.push_str(rest);
    if is_recording {
        fs::write(directory.join(name), actual_page).expect("the page is writable");
        return;
    }
    assert_eq!(
        actual_page, page,
        "{name} has text between a table and its diagnostics; to remove it: {UPDATE}"
    );
}

//! Released codes, names, and cause ids never change.
//!
//! `released.txt` lists every code with its name and the ids of its causes. Programs match on names,
//! and metrics are labeled with ids, so lines can only be added.
#![cfg(feature = "codegen")]

use std::fmt::Write as _;

use commsease_status::codegen::{Change, ChangeKind, Item, Level, Table, diff};
use commsease_status::{Status, StatusCode};

const RELEASED: &str = include_str!("released.txt");
const TABLE: &str = include_str!("../codes.toml");
const TO_RECORD: &str =
    "Record additions with `UPDATE_EXPECT=1 cargo test --features codegen --test released`.";

/// Returns the list as the table has it now.
fn present() -> String {
    let mut list = String::new();
    for status in StatusCode::all() {
        let _ = writeln!(list, "{} {}", status.code(), status.name());
        for cause in status.causes() {
            let _ = writeln!(list, "{}/{}", status.code(), cause.id());
        }
    }
    list
}

/// Returns the list as a table, which says nothing else about the codes.
fn released() -> String {
    let mut table =
        String::from("enum = { name = \"StatusCode\", doc = \"What was released.\" }\n");
    for line in RELEASED.lines() {
        let _ = match (line.split_once('/'), line.split_once(' ')) {
            (Some((_, id)), _) => write!(
                table,
                "[[code.cause]]\nid = \"{id}\"\ndescription = \"It was released.\"\n\
                 fix = \"Keep it.\"\nfix_by = \"caller\"\n"
            ),
            (None, Some((code, name))) => write!(
                table,
                "[[code]]\ncode = {code}\nname = \"{name}\"\nsummary = \"It was released.\"\n\
                 retry = \"never\"\n"
            ),
            (None, None) => panic!("neither a code nor a cause: {line}"),
        };
    }
    table
}

/// Returns the changes since the release for which `is_wanted` is true.
fn changes(is_wanted: fn(&Change) -> bool) -> Vec<String> {
    let [released, present] = [&released(), TABLE].map(|table| {
        let parsed = Table::parse(table.as_bytes());
        parsed.unwrap_or_else(|error| panic!("{}", error.render(table.as_bytes(), "codes.toml")))
    });
    let diff = diff(&released, &present);
    let wanted = diff.changes().iter().filter(|it| is_wanted(it));
    wanted.map(Change::to_string).collect()
}

/// Fails if a released line is gone: it must come back before anything is recorded.
#[track_caller]
fn assert_nothing_is_gone() {
    let gone = changes(|it| it.level() == Level::Major);
    assert!(
        gone.is_empty(),
        "these were released and are gone or renamed: {gone:#?}\n\
         Keep the entry, and mark it `deprecated` if it must no longer be used. Add codes that must \
         not be reused as `[[reserved]]`."
    );
}

#[test]
fn nothing_released_is_gone() {
    assert_nothing_is_gone();
}

#[test]
fn everything_present_is_recorded() {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        assert_nothing_is_gone();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/released.txt");
        std::fs::write(path, present()).expect("the list is writable");
        return;
    }
    let added = changes(|it| {
        it.kind() == ChangeKind::Added
            && it.key.is_none()
            && matches!(it.item, Item::Code | Item::Cause)
    });
    assert!(added.is_empty(), "these are new: {added:#?}\n{TO_RECORD}");
}

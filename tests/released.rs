//! Released codes, names, and cause ids never change.
//!
//! `released.txt` lists every code with its name and the ids of its causes. Programs match on names,
//! and metrics are labeled with ids, so lines can only be added.
#![cfg(feature = "codegen")]

use std::fmt::Write as _;

use commsease_status::codegen::{Change, Level, Table, diff};
use commsease_status::{Status, StatusCode};

mod recorded;

const RELEASED: &str = include_str!("released.txt");
const TABLE: &str = include_str!("../codes.toml");

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

/// Fails if a released line is gone: it must come back before anything is recorded.
#[track_caller]
fn assert_nothing_is_gone() {
    let [released, present] = [&released(), TABLE].map(|table| {
        let parsed = Table::parse(table.as_bytes());
        parsed.unwrap_or_else(|error| panic!("{}", error.render(table.as_bytes(), "codes.toml")))
    });
    let diff = diff(&released, &present);
    let changes = diff.changes().iter();
    let gone: Vec<String> = changes
        .filter(|it| it.level() == Level::Major)
        .map(Change::to_string)
        .collect();
    assert!(
        gone.is_empty(),
        "these were released and are gone or renamed: {gone:#?}\n\
         Keep the entry, and mark it `deprecated` if it must no longer be used. Add codes that must \
         not be reused as `[[reserved]]`."
    );
}

#[test]
fn nothing_released_is_gone_and_everything_present_is_recorded() {
    assert_nothing_is_gone();
    recorded::check("tests/released.txt", &present());
}

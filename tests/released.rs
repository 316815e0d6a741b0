//! Released codes, names, and cause ids never change.
//!
//! `released.txt` lists every code with its name and the ids of its causes. Programs match on names,
//! and metrics are labeled with ids, so lines can only be added.

use std::fmt::Write as _;

use commsease_status::{Status, StatusCode};

const RELEASED: &str = include_str!("released.txt");
const TO_RECORD: &str = "Record additions with `UPDATE_EXPECT=1 cargo test --test released`.";

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

/// Fails if a released line is gone: it must come back before anything is recorded.
#[track_caller]
fn assert_nothing_is_gone(present: &str) {
    let gone: Vec<&str> = RELEASED
        .lines()
        .filter(|line| !present.lines().any(|known| known == *line))
        .collect();
    assert!(
        gone.is_empty(),
        "these were released and are gone or renamed: {gone:#?}\n\
         Keep the entry, and mark it `deprecated` if it must no longer be used. Add codes that must \
         not be reused as `[[reserved]]`."
    );
}

#[test]
fn nothing_released_is_gone() {
    assert_nothing_is_gone(&present());
}

#[test]
fn everything_present_is_recorded() {
    let present = present();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        assert_nothing_is_gone(&present);
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/released.txt");
        std::fs::write(path, &present).expect("the list is writable");
        return;
    }
    let added: Vec<&str> = present
        .lines()
        .filter(|line| !RELEASED.lines().any(|known| known == *line))
        .collect();
    assert!(added.is_empty(), "these are new: {added:#?}\n{TO_RECORD}");
}

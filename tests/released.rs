//! Nothing that was released vanishes, is renamed or is used again for something else.
//!
//! `released.txt` lists every number with its name and the ids of its causes. Adding is free, and so is nothing else:
//! programs match on the names, and metrics are labelled with the ids.

use std::fmt::Write as _;

use commsease_status::StatusCode;

const RELEASED: &str = include_str!("released.txt");
const TO_RECORD: &str =
    "Additions are recorded by `RECORD=1 cargo test --all-features --test released`.";

/// The list as the catalogue has it now.
fn present() -> String {
    let mut list = String::new();
    for status in StatusCode::ALL {
        let _ = writeln!(list, "{} {}", status.code(), status.name());
        for cause in status.causes() {
            let _ = writeln!(list, "{}/{}", status.code(), cause.id());
        }
    }
    list
}

#[test]
fn nothing_released_is_gone() {
    let present = present();
    let present: Vec<&str> = present.lines().collect();
    let gone: Vec<&str> = RELEASED
        .lines()
        .filter(|line| !present.contains(line))
        .collect();
    assert!(
        gone.is_empty(),
        "these were released and are gone or renamed: {gone:#?}\nKeep the entry, and mark it `deprecated` if it should \
         no longer be used. A number that may not come back belongs under `[[reserved]]`."
    );
}

#[test]
fn everything_present_is_recorded() {
    let present = present();
    if std::env::var_os("RECORD").is_some() {
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/released.txt"),
            &present,
        )
        .expect("the list is writable");
        return;
    }
    let added: Vec<&str> = present
        .lines()
        .filter(|line| !RELEASED.lines().any(|known| known == *line))
        .collect();
    assert!(added.is_empty(), "these are new: {added:#?}\n{TO_RECORD}");
}

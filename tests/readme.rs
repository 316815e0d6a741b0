//! The counts in the README are those of the table.

use std::fmt::Write as _;

use commsease_status::{Status, StatusCode};

mod recorded;

const README: &str = include_str!("../README.md");

/// Returns each count, with the words after it.
fn counts() -> [(usize, &'static str); 4] {
    let all = || StatusCode::all().iter();
    let with_meanings = all().filter(|status| !status.meanings().is_empty());
    [
        (
            StatusCode::COUNT,
            "codes of the classic and version 10 APIs",
        ),
        (
            all().map(|status| status.sdk_names().len()).sum(),
            "SDK identifiers of all platforms",
        ),
        (
            with_meanings.count(),
            "codes whose meaning depends on the platform",
        ),
        (
            all().map(|status| status.causes().len()).sum(),
            "documented causes",
        ),
    ]
}

/// Splits a list item such as `- 86 documented causes` after the number.
fn words(line: &str) -> Option<&str> {
    let (number, words) = line.strip_prefix("- ")?.split_once(' ')?;
    number.parse::<usize>().ok().map(|_| words)
}

#[test]
fn the_counts_are_those_of_the_table() {
    let mut expected = String::new();
    for line in README.lines() {
        let mut counts = counts().into_iter();
        let _ = match counts.find(|(_, after)| words(line) == Some(after)) {
            Some((count, after)) => writeln!(expected, "- {count} {after}"),
            None => writeln!(expected, "{line}"),
        };
    }
    for (_, after) in counts() {
        let mut lines = README.lines();
        assert!(lines.any(|line| words(line) == Some(after)), "{after}");
    }
    recorded::check("README.md", &expected);
}

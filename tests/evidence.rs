//! Checks the table against the words of its sources. They outweigh identifiers, from which a
//! meaning is easily invented.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use commsease_status::{Status, StatusCode};

mod recorded;

const TABLE: &str = include_str!("../codes.toml");

/// The fixed messages of the SDKs.
const TEXTS: &str = include_str!("facts/texts.tsv");

/// Beginnings of words for which this project has terms of its own, or that say nothing.
const REPLACED: &[&str] = &[
    "admi", "bann", "chat", "clie", "ille", "maxi", "numb", "room", "unse",
];

/// Yields the codes with the fixed messages of the SDKs.
fn texts() -> impl Iterator<Item = (StatusCode, &'static str)> {
    TEXTS.lines().skip(1).map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        let [code, _, text] = columns[..] else {
            panic!("not three columns: {row:?}")
        };
        let code = code.parse().unwrap_or_else(|_| panic!("no code: {row:?}"));
        let status = StatusCode::from_code(code);
        (status.unwrap_or_else(|| panic!("{code} is missing")), text)
    })
}

/// Returns the beginnings of the words, so that "limit" and "limited" are the same.
fn words(text: &str) -> BTreeSet<String> {
    let mut spaced = String::new();
    for character in text.chars() {
        if character.is_uppercase() {
            spaced.push(' ');
        }
        spaced.extend(character.to_lowercase());
    }
    let words = spaced.split(|character: char| !character.is_ascii_alphabetic());
    let long = words.filter(|word| word.len() >= 4);
    long.map(|word| word[..4].to_owned()).collect()
}

/// Yields the messages in English.
fn english() -> impl Iterator<Item = (StatusCode, &'static str)> {
    texts().filter(|(_, text)| text.is_ascii())
}

/// Returns the words with which the table describes a code on all platforms.
fn summaries(status: StatusCode) -> BTreeSet<String> {
    let meanings = status.meanings().iter().map(|meaning| meaning.summary());
    words(&meanings.fold(status.summary().to_owned(), |all, it| all + " " + it))
}

/// If an SDK says more than the name, so does the summary.
#[test]
fn a_summary_that_only_repeats_its_name_has_no_better_source() {
    for (status, text) in english() {
        let name = words(status.name());
        if words(status.summary()).is_subset(&name) {
            let said = &summaries(status) | &name;
            let mut more = &words(&text.to_lowercase()) - &said;
            more.retain(|word| !REPLACED.contains(&word.as_str()));
            assert!(more.is_empty(), "{status}: {text:?} also says {more:?}");
        }
    }
}

/// A summary in other words than the SDK's is right if it means the same, which only a review can
/// see.
#[test]
fn texts_of_which_the_table_says_less_than_half_are_recorded() {
    let mut table = String::from("code\ttext\tsummary\n");
    for (status, text) in english() {
        let words = words(&text.to_lowercase());
        let said = words.intersection(&summaries(status)).count();
        if said * 2 < words.len() {
            let _ = writeln!(table, "{}\t{text}\t{}", status.code(), status.summary());
        }
    }
    recorded::check("tests/facts/reworded.tsv", &table);
}

#[test]
fn the_texts_are_sorted() {
    let rows = || texts().map(|(status, text)| (status.code(), text));
    assert!(rows().zip(rows().skip(1)).all(|(row, next)| row < next));
}

/// Returns the comments in the entry of each code.
fn comments() -> BTreeMap<i32, String> {
    let entries = TABLE.split("\n[[code]]\n").skip(1);
    let comments = entries.map(|entry| {
        let code = entry.lines().find_map(|line| line.strip_prefix("code = "));
        let code = code.and_then(|code| code.parse().ok()).expect("a code");
        let lines = entry.lines().filter(|line| line.starts_with('#'));
        (code, lines.collect())
    });
    comments.collect()
}

/// Returns the summary without what limits it to some SDKs.
fn plain_summary(status: StatusCode) -> &'static str {
    let summary = status.summary().split(" (").next();
    summary.unwrap_or_default().trim_end_matches('.')
}

/// Codes that mean the same lead to the same reaction, or a comment that names the other code says
/// why not.
#[test]
fn twins_agree_or_say_why_not() {
    let reaction = |status: StatusCode| (status.outcome(), status.retry(), status.category());
    let comments = comments();
    let explains = |status: StatusCode, other: StatusCode| {
        comments[&status.code()].contains(&other.code().to_string())
    };
    for &status in StatusCode::all() {
        for &other in StatusCode::all() {
            let is_twin = status.see_also().contains(&other.code())
                || plain_summary(status) == plain_summary(other);
            assert!(
                !is_twin || reaction(status) == reaction(other) || explains(status, other),
                "{status} and {other}"
            );
        }
    }
}

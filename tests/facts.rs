//! Checks the table against the facts: each code and each identifier that a public source lists.

use std::collections::{BTreeMap, BTreeSet};

use commsease_status::{Source, Status, StatusCode};

const FACTS: &str = include_str!("facts/codes.tsv");

/// Identifiers that public sources give to two codes: the identifier, the code that shares it, and
/// the code that it resolves to. That is the code in the newest official source, or on the most
/// platforms.
const SHARED_IDENTIFIERS: &[(&str, i32, i32)] = &[
    // The iOS SDK of 2021 renumbered its local codes.
    ("NIMLocalErrorCodeAppKeyNeed", 28, 14),
    ("NIMLocalErrorCodeSQLFailed", 14, 12),
    ("NIMLocalErrorCodeUserInfoNeeded", 16, 13),
    ("NIMRemoteErrorCodeTeamMemberLimit", 806, 801),
    // The C++ SDK of 2026 moved them by one and by two.
    ("kNIMLocalResAPIErrorChatroomMixError", 20_004, 20_005),
    ("kNIMLocalResAPIErrorRunOutOfLinkAddress", 20_005, 20_007),
    // The beta of 2023 had other codes.
    ("V2NIM_ERROR_CODE_APPKEY_NOT_EXIST", 101_404, 101_303),
    ("V2NIM_ERROR_CODE_BUNDLEID_CHECK_FAILED", 101_414, 101_304),
    ("V2NIM_ERROR_CODE_ROBOT_NOT_ALLOWED", 102_403, 102_303),
    // The platforms of version 10 still disagree.
    ("V2NIM_ERROR_CODE_CLIENT_ANTISPAM", 107_452, 195_001),
    (
        "V2NIM_ERROR_CODE_TEAM_MESSAGE_READ_RECEIPT_DISABLED",
        108_312,
        107_331,
    ),
    (
        "V2NIM_ERROR_CODE_TEAM_READ_RECEIPT_RECORD_NOT_FOUND",
        108_301,
        107_332,
    ),
    // The Android UI kit has one name for the classic code and for that of version 10.
    ("ERROR_CODE_NETWORK", 415, 192_003),
];

/// A row of the facts.
#[derive(Clone, Copy)]
struct Fact {
    source: &'static str,
    code: i32,
    /// Many sources list codes without identifiers.
    identifier: Option<&'static str>,
}

fn facts() -> impl Iterator<Item = Fact> {
    FACTS.lines().skip(1).map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        let [source, code, identifier] = columns[..] else {
            panic!("not three columns: {row:?}")
        };
        Fact {
            source,
            code: code.parse().unwrap_or_else(|_| panic!("no code: {row:?}")),
            identifier: Some(identifier).filter(|identifier| !identifier.is_empty()),
        }
    })
}

/// Yields the codes that have identifiers, with the identifiers.
fn identifiers() -> impl Iterator<Item = (i32, &'static str)> {
    facts().filter_map(|fact| Some((fact.code, fact.identifier?)))
}

#[test]
fn every_fact_has_an_entry_and_every_entry_is_a_fact() {
    let listed: BTreeSet<i32> = facts().map(|fact| fact.code).collect();
    let entries: BTreeSet<i32> = StatusCode::all().iter().map(|it| it.code()).collect();
    assert_eq!(entries.difference(&listed).next(), None, "not a fact");
    assert_eq!(listed.difference(&entries).next(), None, "without an entry");
    assert_eq!(entries.len(), StatusCode::COUNT);
}

/// A duplicate, or a row that is out of order, is a sign of a careless edit.
#[test]
fn the_facts_are_sorted() {
    let rows = || facts().map(|fact| (fact.code, fact.source, fact.identifier));
    assert!(rows().zip(rows().skip(1)).all(|(row, next)| row < next));
}

#[test]
fn every_identifier_resolves_to_its_code() {
    for (code, identifier) in identifiers() {
        let shared = SHARED_IDENTIFIERS
            .iter()
            .find(|(name, other, _)| (*name, *other) == (identifier, code));
        let wanted = shared.map_or(code, |(_, _, resolved)| *resolved);
        let found = identifier.parse().map(StatusCode::code);
        assert_eq!(found, Ok(wanted), "{identifier} of {code}");
    }
}

#[test]
fn the_list_of_shared_identifiers_is_exact() {
    let mut codes: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for (code, identifier) in identifiers() {
        codes.entry(identifier).or_default().insert(code);
    }
    let shared: BTreeSet<&str> = codes
        .iter()
        .filter(|(_, codes)| codes.len() > 1)
        .map(|(identifier, _)| *identifier)
        .collect();
    let listed = SHARED_IDENTIFIERS.iter().map(|(name, _, _)| *name);
    assert_eq!(shared, listed.collect());
    for (identifier, other, resolved) in SHARED_IDENTIFIERS {
        assert_eq!(codes[identifier], BTreeSet::from([*other, *resolved]));
        let other = StatusCode::from_code(*other).expect("an entry");
        assert!(
            other.shared_sdk_names().contains(identifier),
            "{identifier}"
        );
    }
}

/// An identifier that no source has would be an invention.
#[test]
fn every_identifier_of_the_table_is_a_fact() {
    let known: BTreeSet<&str> = identifiers().map(|(_, identifier)| identifier).collect();
    for status in StatusCode::all() {
        let listed = status.sdk_names().iter().chain(status.shared_sdk_names());
        let invented: Vec<_> = listed.filter(|name| !known.contains(**name)).collect();
        assert_eq!(invented, Vec::<&&str>::new(), "{status}");
    }
}

/// Copies by third parties are weak evidence: they are cited if no other source has the code, and
/// only then.
#[test]
fn weak_evidence_is_cited_only_if_there_is_no_other() {
    let strong = facts().filter(|fact| !fact.source.starts_with("tr-"));
    let strong: BTreeSet<i32> = strong.map(|fact| fact.code).collect();
    for status in StatusCode::all() {
        let is_weak = !strong.contains(&status.code());
        let is_cited = status.sources().contains(&Source::ThirdPartyCopies);
        assert_eq!(is_cited, is_weak, "{status}");
        assert!(!is_weak || status.sources().len() == 1, "{status}");
    }
}

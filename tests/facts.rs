//! Holds the catalogue against the bare facts: every number and every identifier that a public source gives.

use std::collections::{BTreeMap, BTreeSet};

use commsease_status::{Source, StatusCode};

const FACTS: &str = include_str!("facts/codes.tsv");

/// Identifiers that mean two numbers, and the number that the name leads to: that of the newest official source, or of
/// the most platforms.
const TWO_NUMBERS: [(&str, i32, i32); 12] = [
    // The iOS SDK of 2021 renumbered its local codes.
    ("NIMLocalErrorCodeAppKeyNeed", 28, 14),
    ("NIMLocalErrorCodeSQLFailed", 14, 12),
    ("NIMLocalErrorCodeUserInfoNeeded", 16, 13),
    ("NIMRemoteErrorCodeTeamMemberLimit", 806, 801),
    // The C++ SDK of 2026 moved them by one and by two.
    ("kNIMLocalResAPIErrorChatroomMixError", 20_004, 20_005),
    ("kNIMLocalResAPIErrorRunOutOfLinkAddress", 20_005, 20_007),
    // The beta of 2023 had other numbers.
    ("V2NIM_ERROR_CODE_APPKEY_NOT_EXIST", 101_404, 101_303),
    ("V2NIM_ERROR_CODE_BUNDLEID_CHECK_FAILED", 101_414, 101_304),
    ("V2NIM_ERROR_CODE_ROBOT_NOT_ALLOWED", 102_403, 102_303),
    // The platforms of version 10 disagree to this day.
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
];

/// Numbers and identifiers of the facts; many have none.
fn facts() -> impl Iterator<Item = (i32, Option<&'static str>)> {
    let rows = FACTS.lines().skip(1).map(|row| {
        let mut columns = row.split('\t').skip(1);
        let number = columns.next().and_then(|number| number.parse().ok());
        let number = number.unwrap_or_else(|| panic!("no number in {row:?}"));
        (
            number,
            columns.next().filter(|identifier| !identifier.is_empty()),
        )
    });
    assert_eq!(rows.clone().count(), 2189);
    rows
}

#[test]
fn every_number_has_an_entry_and_every_entry_is_a_fact() {
    let numbers: BTreeSet<i32> = facts().map(|(number, _)| number).collect();
    let entries: BTreeSet<i32> = StatusCode::ALL.iter().map(|status| status.code()).collect();
    assert_eq!(
        entries.difference(&numbers).collect::<Vec<_>>(),
        Vec::<&i32>::new()
    );
    assert_eq!(
        numbers.difference(&entries).collect::<Vec<_>>(),
        Vec::<&i32>::new()
    );
    assert_eq!(entries.len(), 421);
}

#[test]
fn every_identifier_leads_to_its_number() {
    for (number, identifier) in
        facts().filter_map(|(number, identifier)| Some((number, identifier?)))
    {
        let exception = TWO_NUMBERS
            .iter()
            .find(|(name, other, _)| (*name, *other) == (identifier, number));
        let wanted = exception.map_or(number, |(_, _, leads_to)| *leads_to);
        let found = identifier.parse().map(StatusCode::code);
        assert_eq!(found, Ok(wanted), "{identifier} of {number}");
    }
}

#[test]
fn the_exceptions_are_exact() {
    let mut numbers: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for (number, identifier) in
        facts().filter_map(|(number, identifier)| Some((number, identifier?)))
    {
        numbers.entry(identifier).or_default().insert(number);
    }
    let two: BTreeSet<&str> = numbers
        .iter()
        .filter(|(_, numbers)| numbers.len() > 1)
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(two, TWO_NUMBERS.iter().map(|(name, _, _)| *name).collect());
    for (name, other, leads_to) in TWO_NUMBERS {
        assert_eq!(numbers[name], BTreeSet::from([other, leads_to]));
        let other = StatusCode::from_code(other).expect("an entry");
        assert!(other.shared_sdk_names().contains(&name), "{name}");
    }
}

/// An identifier that no source has would be invented.
#[test]
fn every_identifier_of_the_catalogue_is_a_fact() {
    let known: BTreeSet<&str> = facts().filter_map(|(_, identifier)| identifier).collect();
    let listed = StatusCode::ALL.iter().flat_map(|status| status.sdk_names());
    let invented: Vec<&&str> = listed.filter(|name| !known.contains(**name)).collect();
    assert_eq!(invented, Vec::<&&str>::new());
}

/// Third parties' copies alone are weak: wherever an official source has the number, it is named.
#[test]
fn weak_evidence_is_named_only_where_there_is_no_other() {
    let weak = |status: &&StatusCode| status.sources().contains(&Source::ThirdPartyCopies);
    let numbers: Vec<i32> = StatusCode::ALL
        .iter()
        .filter(weak)
        .map(|status| status.code())
        .collect();
    assert_eq!(numbers, [316, 10434, 10435, 10436, 10437, 10438, 10441]);
}

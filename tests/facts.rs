//! Checks the table against the facts: each code and each identifier that a public source lists.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use commsease_status::{Source, Status, StatusCode};

mod recorded;

const FACTS: &str = include_str!("facts/codes.tsv");

/// The source of what only the table claims. Such a row is recorded so that a review sees the
/// claim, and it is evidence of nothing.
const CLAIMED: &str = "codes.toml";

/// A row of the facts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fact {
    code: i32,
    source: &'static str,
    /// Many sources list codes without identifiers.
    identifier: Option<&'static str>,
}

/// Yields all rows.
fn rows() -> impl Iterator<Item = Fact> {
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

/// Yields the rows of public sources.
fn facts() -> impl Iterator<Item = Fact> {
    rows().filter(|row| row.source != CLAIMED)
}

/// Returns a row for each code and each identifier of the table that no public source lists.
fn claims() -> Vec<Fact> {
    let codes: BTreeSet<i32> = facts().map(|fact| fact.code).collect();
    let listed: BTreeSet<_> = facts().map(|fact| (fact.code, fact.identifier)).collect();
    let claims = StatusCode::all().iter().flat_map(|status| {
        let code = status.code();
        let names = status.sdk_names().iter().chain(status.shared_sdk_names());
        let mut identifiers: Vec<_> = names.copied().map(Some).collect();
        identifiers.retain(|identifier| !listed.contains(&(code, *identifier)));
        // An identifier implies its code.
        if identifiers.is_empty() && !codes.contains(&code) {
            identifiers.push(None);
        }
        identifiers.into_iter().map(move |identifier| Fact {
            code,
            source: CLAIMED,
            identifier,
        })
    });
    claims.collect()
}

#[test]
fn every_fact_has_an_entry() {
    let facts = facts().map(|fact| fact.code);
    let missing: BTreeSet<i32> = facts
        .filter(|code| StatusCode::from_code(*code).is_none())
        .collect();
    assert_eq!(missing, BTreeSet::new());
}

/// An entry or an identifier that no source has would be an invention.
#[test]
fn every_entry_is_a_fact_or_a_recorded_claim() {
    let mut rows: Vec<Fact> = facts().chain(claims()).collect();
    rows.sort_unstable();
    let mut table = String::from("source\tcode\tidentifier\n");
    for Fact {
        code,
        source,
        identifier,
    } in rows
    {
        let _ = writeln!(table, "{source}\t{code}\t{}", identifier.unwrap_or(""));
    }
    recorded::check("tests/facts/codes.tsv", &table);
}

/// A duplicate is a sign of a careless edit.
#[test]
fn the_facts_are_sorted() {
    assert!(rows().zip(rows().skip(1)).all(|(row, next)| row < next));
}

#[test]
fn every_identifier_resolves_to_its_code_unless_it_is_shared() {
    for fact in facts() {
        let Some(identifier) = fact.identifier else {
            continue;
        };
        let status = StatusCode::from_code(fact.code).expect("an entry");
        let is_shared = status.shared_sdk_names().contains(&identifier);
        let resolved = identifier.parse().ok();
        assert_eq!(resolved == Some(status), !is_shared, "{identifier}");
    }
}

/// Public sources give these identifiers to two codes, and programs parse them, so it is recorded
/// which code each of them resolves to.
#[test]
fn shared_identifiers_are_recorded() {
    let mut table = String::from("identifier\tcode\tresolves_to\n");
    let mut rows = Vec::new();
    for status in StatusCode::all() {
        rows.extend(status.shared_sdk_names().iter().map(|identifier| {
            let resolved: StatusCode = identifier.parse().expect("it resolves to a code");
            (*identifier, status.code(), resolved.code())
        }));
    }
    rows.sort_unstable();
    for (identifier, code, resolved) in rows {
        let _ = writeln!(table, "{identifier}\t{code}\t{resolved}");
    }
    recorded::check("tests/facts/shared.tsv", &table);
}

/// Copies by third parties are weak evidence: they are cited if no other source has the code, and
/// only then.
#[test]
fn weak_evidence_is_cited_only_if_there_is_no_other() {
    let codes = |facts: &mut dyn Iterator<Item = Fact>| -> BTreeSet<i32> {
        facts.map(|fact| fact.code).collect()
    };
    let known = codes(&mut facts());
    let strong = codes(&mut facts().filter(|fact| !fact.source.starts_with("tr-")));
    for status in StatusCode::all() {
        if !known.contains(&status.code()) {
            continue;
        }
        let is_weak = !strong.contains(&status.code());
        let is_cited = status.sources().contains(&Source::ThirdPartyCopies);
        assert_eq!(is_cited, is_weak, "{status}");
        assert!(!is_weak || status.sources().len() == 1, "{status}");
    }
}

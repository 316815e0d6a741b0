//! From codes and error messages to diagnoses. `page.rs` checks which messages select which causes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use commsease_status::{
    Code, Diagnosis, Evidence, Outcome, Platform, Status, StatusCode, Vocabulary, diagnose,
};
use proptest::prelude::*;

mod recorded;

/// A message never changes the code.
#[test]
fn a_message_of_another_code_selects_nothing() {
    let diagnosis = diagnose(403, Some("check roomid"));
    assert_eq!(diagnosis.status(), Some(StatusCode::Forbidden));
    assert_eq!(diagnosis.evidence(), Evidence::Code);
    assert_eq!(
        diagnosis.causes().count(),
        StatusCode::Forbidden.causes().len()
    );
}

#[test]
fn a_code_alone_lists_every_cause_and_selects_none() {
    let diagnosis = diagnose(414, None);
    assert!(diagnosis.cause().is_none());
    let ids = diagnosis.causes().map(|cause| cause.id());
    let all = StatusCode::InvalidParameter.causes().iter();
    assert!(ids.eq(all.map(|cause| cause.id())));
    assert_eq!(
        diagnosis.retry(),
        Some(StatusCode::InvalidParameter.retry())
    );
}

#[test]
fn captures_are_filled_into_the_sentences() {
    let diagnosis = diagnose(414, Some("exceed the maximum account   1000 ."));
    assert_eq!(diagnosis.capture("limit"), Some("1000"));
    assert_eq!(diagnosis.capture("accid"), None);
    assert_eq!(
        diagnosis.captures().collect::<Vec<_>>(),
        [("limit", "1000")]
    );

    let diagnosis = diagnose(414, Some("「Alice」：not register"));
    let cause = diagnosis.cause().unwrap();
    let filled = |sentence: &str| sentence.replace("{accid}", "Alice");
    assert!(cause.description().contains("{accid}"));
    assert_eq!(
        diagnosis.description().unwrap().to_string(),
        filled(cause.description())
    );
    assert_eq!(diagnosis.fix().unwrap().to_string(), filled(cause.fix()));
}

/// Yields codes without an entry, among them some of each range.
fn unlisted() -> impl Iterator<Item = i32> {
    let codes = (-2000..25_000).chain(100_000..200_000);
    let codes = codes.chain([8_000_000, i32::MIN, i32::MAX]);
    codes.filter(|code| StatusCode::from_code(*code).is_none())
}

#[test]
fn ranges_describe_codes_without_an_entry() {
    let mut described = BTreeSet::new();
    for code in unlisted() {
        let diagnosis = diagnose(code, None);
        let all = <StatusCode as Status>::ranges().iter();
        let ranges = all.filter(|range| {
            let suffix = range.suffix().unwrap_or_default();
            (range.first()..=range.last()).contains(&code) && code.to_string().ends_with(suffix)
        });
        let names: Vec<&str> = ranges.map(|range| range.name()).collect();
        assert!(
            diagnosis
                .ranges()
                .map(|range| range.name())
                .eq(names.iter().copied()),
            "{code}: {names:?}"
        );
        let evidence = match names[..] {
            [] => Evidence::Unknown,
            _ => Evidence::Range,
        };
        assert_eq!(diagnosis.evidence(), evidence, "{code}");
        assert_eq!(diagnosis.code().as_i32(), code);
        described.insert(names);
    }
    // None, one, and more than one.
    assert!((0..=2).all(|count| described.iter().any(|names| names.len() == count)));
}

/// One rule for all properties: the narrowest range that defines it.
#[test]
fn the_narrowest_range_decides() {
    let of_ranges = |code: i32| Code::new(code).ranges().collect::<Vec<_>>();
    for code in unlisted().map(Code::new) {
        let ranges = of_ranges(code.as_i32());
        assert_eq!(
            code.range().map(|range| range.name()),
            ranges.first().map(|range| range.name())
        );
        let outcome = ranges.iter().find_map(|range| range.outcome());
        let retry = ranges.iter().find_map(|range| range.retry());
        let category = ranges.iter().find_map(|range| range.category());
        assert_eq!(
            (code.outcome(), code.retry(), code.category()),
            (outcome, retry, category),
            "{code}"
        );
    }
}

#[test]
fn predicates_apply_to_any_code() {
    let listed = StatusCode::all().iter().map(|status| status.code());
    let mut outcomes = BTreeSet::new();
    for code in listed.chain(unlisted()).map(Code::new) {
        let outcome = code.outcome();
        assert_eq!(
            code.is_failure(),
            outcome == Some(Outcome::Failure),
            "{code}"
        );
        assert_eq!(
            code.is_success(),
            outcome == Some(Outcome::Success),
            "{code}"
        );
        outcomes.insert((code.status().is_some(), outcome));
    }
    assert!(outcomes.contains(&(false, Some(Outcome::Failure))));
    assert!(outcomes.contains(&(false, None)) && !outcomes.contains(&(true, None)));
    let unknown = Code::new(8_000_000);
    assert_eq!(
        (unknown.outcome(), unknown.retry(), unknown.category()),
        (None, None, None)
    );
}

/// Programs continue after these codes, so each one is a recorded fact.
#[test]
fn outcomes_other_than_failure_are_recorded() {
    let mut rows = String::from("code\toutcome\n");
    for status in StatusCode::all() {
        if status.outcome() != Outcome::Failure {
            let _ = writeln!(rows, "{}\t{}", status.code(), status.outcome());
        }
    }
    recorded::check("tests/facts/outcomes.tsv", &rows);
}

/// A failure without a known cause still needs an answer to "what now?".
#[test]
fn every_failure_without_a_cause_has_advice() {
    for status in StatusCode::all() {
        let advice = diagnose(status.code(), None).advice();
        match status.outcome() {
            Outcome::Failure => assert!(advice.is_some(), "{status}"),
            Outcome::Success => assert_eq!(advice, None, "{status}"),
            // What to do about the part that failed.
            Outcome::Partial => assert_eq!(advice, status.advice(), "{status}"),
        }
    }
    for range in <StatusCode as Status>::ranges() {
        if range.outcome() != Some(Outcome::Failure) {
            continue;
        }
        if let Some(category) = range.category() {
            let mut codes = (range.first()..=range.last()).filter(|code| {
                let code = Code::new(*code);
                let narrowest = code.range().map(|narrowest| narrowest.name());
                code.status().is_none() && narrowest == Some(range.name())
            });
            assert!(Vocabulary::advice(category).is_some(), "{}", range.name());
            let unlisted = codes.next().map(|code| diagnose(code, None).advice());
            assert!(
                unlisted.is_none_or(|advice| advice.is_some()),
                "{}",
                range.name()
            );
        }
    }
}

#[test]
fn a_selected_cause_replaces_the_advice() {
    for status in StatusCode::all() {
        let patterns = status.causes().iter().flat_map(|cause| cause.patterns());
        for pattern in patterns.filter(|pattern| !pattern.contains('{')) {
            let diagnosis = diagnose(status.code(), Some(pattern));
            assert_eq!(diagnosis.advice(), None, "{diagnosis:?}");
        }
    }
}

/// Codes with the same meaning lead to the same reaction. Those that do not are recorded; a comment
/// in the table says why.
#[test]
fn linked_codes_that_disagree_are_recorded() {
    let reaction = |status: StatusCode| (status.outcome(), status.retry(), status.category());
    let mut rows = String::from("code\tlinked\n");
    for status in StatusCode::all() {
        for &other in status.see_also() {
            let linked = StatusCode::from_code(other).expect("an entry");
            assert!(linked.see_also().contains(&status.code()), "{status}");
            if reaction(*status) != reaction(linked) && status.code() < other {
                let _ = writeln!(rows, "{}\t{other}", status.code());
            }
        }
    }
    recorded::check("tests/facts/disagreeing.tsv", &rows);
}

/// On its own platform first, then on the parent, then on the platform that succeeds it.
#[test]
fn platforms_inherit_meanings() {
    for status in StatusCode::all() {
        for &platform in Platform::ALL {
            let on = |platform| {
                status
                    .meanings()
                    .iter()
                    .find(|meaning| meaning.platform() == platform)
            };
            let mut successors = Platform::ALL
                .iter()
                .copied()
                .filter(|it| it.succeeds() == Some(platform));
            let expected = on(platform)
                .or_else(|| platform.parent().and_then(on))
                .or_else(|| successors.find_map(on));
            assert_eq!(
                status.meaning_on(platform).map(|meaning| meaning.summary()),
                expected.map(|meaning| meaning.summary()),
                "{status} on {platform}"
            );
        }
    }
}

#[test]
fn a_diagnosis_is_displayed_on_one_line() {
    let in_range = unlisted().find(|code| Code::new(*code).range().is_some());
    let code = in_range.expect("a range with a code that has no entry");
    assert_eq!(
        diagnose(code, None).to_string(),
        format!("{code}: {}", diagnose(code, None).summary())
    );
    assert_eq!(
        format!("{:?}", diagnose(414, Some("check roomid"))),
        "Diagnosis { code: Code(414 InvalidParameter), message: Some(\"check roomid\"), \
         evidence: Message, cause: Some(\"chat-room-closed\") }"
    );
}

proptest! {
    /// No code is lost, no message changes it, and nothing panics.
    #[test]
    fn any_code_with_any_message(code in any::<i32>(), message in any::<Option<String>>()) {
        let diagnosis: Diagnosis<'_> = diagnose(code, message.as_deref());
        prop_assert_eq!(diagnosis.code().as_i32(), code);
        prop_assert_eq!(
            diagnosis.status().map(StatusCode::code),
            StatusCode::from_code(code).map(|_| code)
        );
        prop_assert!(!diagnosis.to_string().is_empty());
    }

    /// A placeholder captures what it stands for.
    #[test]
    fn captures(accid in "[A-Za-z0-9_@.-]{1,32}", limit in "[0-9]{1,32}") {
        let message = format!("{accid} not register");
        let diagnosis = diagnose(414, Some(&message));
        prop_assert_eq!(diagnosis.capture("accid"), Some(accid.as_str()));
        let message = format!("Exceed the maximum account {limit}");
        let diagnosis = diagnose(414, Some(&message));
        prop_assert_eq!(diagnosis.capture("limit"), Some(limit.as_str()));
    }

    /// Whitespace and case are normalized everywhere.
    #[test]
    fn normalization(
        spaces in prop::collection::vec("[ \\t\\r\\n]{1,3}", 7),
        upper in any::<[bool; 36]>(),
    ) {
        let mut message = String::new();
        for (word, space) in "parameter roomid must be of long type".split(' ').zip(&spaces) {
            message.push_str(word);
            message.push_str(space);
        }
        let chars = message.chars().zip(upper.iter().cycle());
        let message: String = chars
            .map(|(c, upper)| if *upper { c.to_ascii_uppercase() } else { c })
            .collect();
        let diagnosis = diagnose(414, Some(&message));
        prop_assert_eq!(diagnosis.cause().map(|cause| cause.id()), Some("room-id-not-long"));
    }
}

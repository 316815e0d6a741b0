//! From codes and error messages to diagnoses. `page.rs` checks which messages select which causes.

use std::fmt::Write as _;

use commsease_status::{
    Code, Diagnosis, Evidence, Outcome, Platform, Retry, Status, StatusCode, Vocabulary, diagnose,
};
use proptest::prelude::*;

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
    assert_eq!(diagnosis.retry(), Some(Retry::AfterFix));
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

    let diagnosis = diagnose(414, Some("王小明 not register"));
    let cause = diagnosis.cause().unwrap();
    let filled = |sentence: &str| sentence.replace("{accid}", "王小明");
    assert!(cause.description().contains("{accid}"));
    assert_eq!(
        diagnosis.description().unwrap().to_string(),
        filled(cause.description())
    );
    assert_eq!(diagnosis.fix().unwrap().to_string(), filled(cause.fix()));
}

#[test]
fn server_text_cannot_control_a_terminal() {
    let diagnosis = diagnose(414, Some("\u{1b}[31malice\u{202e} not register"));
    let line = diagnosis.to_string();
    assert!(line.contains("\\u{1b}[31malice\\u{202e}"), "{line}");
    assert!(!line.contains(['\u{1b}', '\u{202e}']), "{line}");
}

#[test]
fn ranges_describe_codes_without_an_entry() {
    #[track_caller]
    fn check(code: i32, ranges: &[&str]) {
        let diagnosis = diagnose(code, None);
        let names: Vec<&str> = diagnosis.ranges().map(|range| range.name()).collect();
        assert_eq!(names, ranges);
        let evidence = match ranges {
            [] => Evidence::Unknown,
            _ => Evidence::Range,
        };
        assert_eq!(diagnosis.evidence(), evidence);
        assert_eq!(diagnosis.code().as_i32(), code);
    }
    check(109_421, &["V10AccountMuted", "V10TeamMember"]);
    check(108_405, &["V10AlreadyExists", "V10Team"]);
    check(112_999, &["V10SystemMessage"]);
    check(190_404, &["V10LocalCommon"]);
    check(20_050, &["AppCallback"]);
    check(303, &["LoginRefused"]);
    check(8_000_000, &[]);
    check(i32::MIN, &[]);
}

/// One rule for all properties: the narrowest range that defines it.
#[test]
fn the_narrowest_range_decides() {
    let of_ranges = |code: i32| Code::new(code).ranges().collect::<Vec<_>>();
    for code in (-2000..25_000).chain(100_000..200_000).map(Code::new) {
        let ranges = of_ranges(code.as_i32());
        assert_eq!(
            code.range().map(|range| range.name()),
            ranges.first().map(|range| range.name())
        );
        if code.status().is_none() {
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
}

#[test]
fn predicates_apply_to_any_code() {
    let unlisted = Code::new(101_449);
    assert_eq!(
        (unlisted.is_failure(), unlisted.retry()),
        (true, Some(Retry::Backoff))
    );
    let unknown = Code::new(8_000_000);
    assert!(!unknown.is_failure() && !unknown.is_success());
    assert_eq!(
        (unknown.outcome(), unknown.retry(), unknown.category()),
        (None, None, None)
    );
    assert!(Code::new(200).is_success());
    for partial in [700, 7101].map(Code::new) {
        assert!(!partial.is_success() && !partial.is_failure(), "{partial}");
    }
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
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/facts/outcomes.tsv");
        std::fs::write(path, rows).expect("the file is writable");
        return;
    }
    assert_eq!(
        rows,
        include_str!("facts/outcomes.tsv"),
        "If this is intended, record it with `UPDATE_EXPECT=1 cargo test --test diagnosis`."
    );
}

/// A failure without a known cause still needs an answer to "what now?".
#[test]
fn every_failure_without_a_cause_has_advice() {
    for status in StatusCode::all() {
        let advice = diagnose(status.code(), None).advice();
        let is_failure = status.outcome() == Outcome::Failure;
        assert_eq!(advice.is_some(), is_failure, "{status}");
        let is_of_category = advice.is_none() || advice == Vocabulary::advice(status.category());
        assert!(is_of_category, "{status}");
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

/// Codes with the same meaning lead to the same reaction.
#[test]
fn linked_codes_agree() {
    const EXCEPTIONS: &[(i32, i32, &str)] = &[(
        7101,
        102_426,
        "The classic service has accepted the message with 7101. The Android UI kit receives 102426 \
         as a failure, and no source says that the message was stored.",
    )];
    let reaction = |status: StatusCode| (status.outcome(), status.retry(), status.category());
    let mut links = 0;
    for status in StatusCode::all() {
        for &other in status.see_also() {
            let linked = StatusCode::from_code(other).expect("an entry");
            assert!(linked.see_also().contains(&status.code()), "{status}");
            let is_exception = EXCEPTIONS.iter().any(|(one, another, _)| {
                [(*one, *another), (*another, *one)].contains(&(status.code(), other))
            });
            // An exception that no longer applies must be removed from the list.
            assert_eq!(
                reaction(*status) != reaction(linked),
                is_exception,
                "{status} and {linked}"
            );
            links += usize::from(is_exception);
        }
    }
    assert_eq!(links, 2 * EXCEPTIONS.len());
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
fn meanings_on_platforms() {
    let platform_of = |code, platform| {
        let status = StatusCode::from_code(code).unwrap();
        let meaning = status.meaning_on(platform);
        assert!(meaning.is_none_or(|meaning| meaning.summary() != status.summary()));
        meaning.map(|meaning| meaning.platform())
    };
    assert_eq!(platform_of(810, Platform::Ios), Some(Platform::Ios));
    assert_eq!(platform_of(810, Platform::Android), None);
    assert_eq!(platform_of(201, Platform::V10), Some(Platform::V10));
    assert_eq!(platform_of(201, Platform::V10Web), Some(Platform::V10));
    assert_eq!(
        platform_of(108_309, Platform::V10Web),
        Some(Platform::V10Web)
    );
    // A code of version 10 on the web can only come from version 10.
    assert_eq!(platform_of(108_309, Platform::Web), Some(Platform::V10Web));
    assert_eq!(platform_of(20_000, Platform::Pc), Some(Platform::Pc));
    let meaning = StatusCode::TeamInvitationSent.meaning_on(Platform::Ios);
    let meaning = meaning.expect("iOS redefines it");
    assert_eq!(
        (meaning.outcome(), meaning.retry()),
        (Outcome::Failure, Retry::AfterFix)
    );
    assert_eq!(meaning.sdk_names(), ["NIMRemoteErrorCodeTeamNotMember"]);
}

#[test]
fn a_diagnosis_is_displayed_on_one_line() {
    assert_eq!(
        diagnose(20_050, None).to_string(),
        format!("20050: {}", diagnose(20_050, None).summary())
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

    /// A placeholder for one word captures the word.
    #[test]
    fn word_captures(word in "[^\\s:.!,;。\"'`“”‘’]([^\\s]{0,40}[^\\s:.!,;。\"'`“”‘’])?") {
        let message = format!("Exceed the maximum account {word}");
        let diagnosis = diagnose(414, Some(&message));
        prop_assert_eq!(diagnosis.capture("limit"), Some(word.as_str()));
    }

    /// A placeholder for any text captures everything except whitespace at its ends.
    #[test]
    fn text_captures(text in "[^\\s:\"'`“”‘’][^\\r\\n]{0,40}[^\\s:]") {
        let message = format!("{text} queue does not exist");
        let diagnosis = diagnose(117_404, Some(&message));
        prop_assert_eq!(diagnosis.capture("before"), Some(text.as_str()));
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

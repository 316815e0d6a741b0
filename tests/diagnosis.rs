//! Numbers and texts to causes.

use commsease_status::{Code, Diagnosis, Evidence, Outcome, Platform, Retry, StatusCode, diagnose};
use proptest::prelude::*;

/// Checks which cause a text tells.
#[track_caller]
fn check(code: i32, text: &str, cause: impl Into<Option<&'static str>>) {
    let diagnosis = diagnose(code, Some(text));
    let cause = cause.into();
    assert_eq!(diagnosis.cause().map(|cause| cause.id()), cause);
    assert_eq!(diagnosis.evidence() == Evidence::Text, cause.is_some());
    assert_eq!(diagnosis.text(), Some(text));
}

#[test]
fn texts_of_the_status_page() {
    check(403, "app is forbidden", "app-suspended");
    check(403, "forbidden info", "profile-moderated");
    check(403, "no support", "team-type-not-supported");
    check(
        414,
        "'mobiles' / 'params' must be in JSON format",
        "sms-parameters-not-json",
    );
    check(414, "bad http headers", "bad-signature");
    check(414, "CurTime is illegal", "clock-illegal");
    check(414, "CurTime is expired", "clock-expired");
    check(414, "body not json", "body-not-json");
    check(414, "retry again", "concurrent-registration");
    check(414, "check accid001", "team-owner-banned");
    check(
        414,
        "parameter roomid must be of long type",
        "room-id-not-long",
    );
    check(414, "check roomid", "chat-room-closed");
    check(
        414,
        "no valid param provided, skip update!",
        "chat-room-update-empty",
    );
    check(414, "Exceed the maximum account XXX", "account-limit");
    check(417, "duplicate...", "chat-room-role-unchanged");
}

#[test]
fn case_blanks_and_a_final_full_stop_do_not_matter() {
    check(414, "CHECK ROOMID", "chat-room-closed");
    check(414, "\t check \r\n  roomid . ", "chat-room-closed");
    check(414, "check roomid.", "chat-room-closed");
    check(414, "EXCEED the MAXIMUM\taccount 7", "account-limit");
}

#[test]
fn more_than_that_matters() {
    check(414, "check roomid..", "team-owner-banned");
    check(414, "checkroomid", None);
    check(414, "check", None);
    check(414, "", None);
    check(414, "Exceed the maximum account", None);
    check(414, "app is forbidden", None);
}

/// A text never changes the number.
#[test]
fn a_text_of_another_code_chooses_nothing() {
    let diagnosis = diagnose(403, Some("check roomid"));
    assert_eq!(diagnosis.status(), Some(StatusCode::Forbidden));
    assert_eq!(diagnosis.evidence(), Evidence::Code);
    assert_eq!(
        diagnosis.causes().len(),
        StatusCode::Forbidden.causes().len()
    );
}

#[test]
fn a_number_alone_lists_every_cause_and_picks_none() {
    let diagnosis = diagnose(414, None);
    assert_eq!(
        (diagnosis.cause().is_none(), diagnosis.causes().len()),
        (true, 21)
    );
    assert_eq!(diagnosis.retry(), Some(Retry::AfterFix));
}

#[test]
fn captures_stand_in_the_sentences() {
    let diagnosis = diagnose(414, Some("exceed the maximum account   1 000 ."));
    assert_eq!(diagnosis.capture("limit"), Some("1 000"));
    assert_eq!(diagnosis.capture("accid"), None);
    assert!(
        diagnosis
            .fix()
            .unwrap()
            .to_string()
            .contains("more than 1 000 accounts")
    );
    assert!(
        diagnose(414, Some("王小明 not register"))
            .when()
            .unwrap()
            .to_string()
            .contains("王小明")
    );
}

#[test]
fn what_a_server_says_cannot_steer_a_terminal() {
    let diagnosis = diagnose(414, Some("\u{1b}[31malice\u{202e} not register"));
    let line = diagnosis.to_string();
    assert!(line.contains("\\u{1b}[31malice\\u{202e}"), "{line}");
    assert!(!line.contains(['\u{1b}', '\u{202e}']), "{line}");
}

#[test]
fn ranges_answer_for_numbers_without_an_entry() {
    #[track_caller]
    fn check(number: i32, ranges: &[&str]) {
        let diagnosis = diagnose(number, None);
        let names: Vec<&str> = diagnosis.ranges().map(|range| range.name()).collect();
        assert_eq!(names, ranges);
        assert_eq!(
            diagnosis.evidence(),
            if ranges.is_empty() {
                Evidence::Unknown
            } else {
                Evidence::Range
            }
        );
        assert_eq!(diagnosis.code().number(), number);
    }
    check(109_421, &["V10TeamMember", "V10AccountMuted"]);
    check(108_405, &["V10Team", "V10AlreadyExists"]);
    check(112_999, &["V10SystemMessage"]);
    check(190_404, &["V10LocalCommon"]);
    check(20_050, &["AppCallback"]);
    check(303, &["LoginRefused"]);
    check(8_000_000, &[]);
    check(i32::MIN, &[]);
}

#[test]
fn predicates_answer_for_any_number() {
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
    assert!(
        Code::new(200).is_success() && Code::new(7101).is_success() && !Code::new(700).is_success()
    );
}

#[test]
fn outcomes_that_are_no_failures() {
    let with = |outcome| {
        StatusCode::ALL
            .iter()
            .filter(move |status| status.outcome() == outcome)
            .map(|status| status.code())
    };
    assert_eq!(
        with(Outcome::Success).collect::<Vec<_>>(),
        [200, 406, 505, 808, 810, 7101, 10201, 10202]
    );
    assert_eq!(
        with(Outcome::Partial).collect::<Vec<_>>(),
        [700, 813, 816, 10700]
    );
}

#[test]
fn senses() {
    #[track_caller]
    fn check(code: i32, platform: Platform, summary: &str) {
        let status = StatusCode::from_code(code).unwrap();
        let sense = status
            .sense(platform)
            .map_or_else(|| status.summary(), |sense| sense.summary());
        assert_eq!(sense, summary);
    }
    check(810, Platform::Ios, "The user is not a member of the team.");
    check(
        810,
        Platform::Android,
        "The invitation to the team was sent out, which is a success.",
    );
    check(
        201,
        Platform::V10,
        "The handshake between the client and the service failed.",
    );
    check(
        201,
        Platform::V10Web,
        "The handshake between the client and the service failed.",
    );
    check(
        108_309,
        Platform::V10Web,
        "The call creates a team, and creating teams is not allowed.",
    );
    check(20_000, Platform::Pc, "The PC SDK is not initialised yet.");
    let sense = StatusCode::TeamInvitationSent.sense(Platform::Ios).unwrap();
    assert_eq!(
        (sense.outcome(), sense.retry()),
        (Outcome::Failure, Retry::AfterFix)
    );
    assert_eq!(sense.sdk_names(), ["NIMRemoteErrorCodeTeamNotMember"]);
}

#[test]
fn shown_in_one_line() {
    assert_eq!(
        diagnose(20_050, None).to_string(),
        format!("20050: {}", diagnose(20_050, None).summary())
    );
    assert_eq!(
        format!("{:?}", diagnose(414, Some("check roomid"))),
        "Diagnosis { code: Code(414 InvalidParameter), text: Some(\"check roomid\"), evidence: Text, \
         cause: Some(\"chat-room-closed\") }"
    );
}

proptest! {
    /// No number is lost, no text changes it, and nothing panics.
    #[test]
    fn any_number_with_any_text(code in any::<i32>(), text in any::<Option<String>>()) {
        let diagnosis: Diagnosis<'_> = diagnose(code, text.as_deref());
        prop_assert_eq!(diagnosis.code().number(), code);
        prop_assert_eq!(diagnosis.status().map(StatusCode::code), StatusCode::from_code(code).map(|_| code));
        prop_assert!(!diagnosis.to_string().is_empty());
    }

    /// Whatever stands in a hole comes back out of it, blanks at its ends aside.
    #[test]
    fn captures(said in "[^\\s.][^\\r\\n]{0,40}[^\\s.]", code in Just(414)) {
        let text = format!("Exceed the maximum account {said}");
        let diagnosis = diagnose(code, Some(&text));
        prop_assert_eq!(diagnosis.capture("limit"), Some(said.as_str()));
    }

    /// Blanks and case are folded wherever they are.
    #[test]
    fn folding(blanks in prop::collection::vec("[ \\t\\r\\n]{1,3}", 7), upper in any::<[bool; 36]>()) {
        let mut text = String::new();
        for (word, blank) in "parameter roomid must be of long type".split(' ').zip(&blanks) {
            text.push_str(word);
            text.push_str(blank);
        }
        let text: String = text.chars().zip(upper.iter().cycle())
            .map(|(c, upper)| if *upper { c.to_ascii_uppercase() } else { c }).collect();
        prop_assert_eq!(diagnose(414, Some(&text)).cause().map(|cause| cause.id()), Some("room-id-not-long"));
    }
}

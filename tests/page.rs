//! Which error messages select a cause: those of the vendor's page and of other public sources, and
//! nothing that only resembles them.

use std::fmt::Write as _;

use commsease_status::{Evidence, Status, StatusCode, diagnose};

mod recorded;

/// The vendor's page "Android Status Codes", item by item.
const PAGE: &str = include_str!("facts/page.tsv");

/// Messages that other public sources document: code, message, cause.
const OTHER_SOURCES: &[(i32, &str, &str)] = &[
    (403, "authentication failed", "authentication-failed"),
    (403, "authcode sms no authorization", "sms-disabled"),
    (413, "verify err", "verification-code-mismatch"),
    (414, "check checksum error", "call-token-invalid"),
    (414, "bad http header", "bad-signature"),
    (414, "team_id is required", "team-id-missing"),
    (
        414,
        "some param not match message",
        "recall-parameters-mismatch",
    ),
    (102_404, "account not exist", "account-not-found"),
    (102_405, "account already exists", "already-registered"),
    (102_434, "limit of accounts exceeded", "account-limit"),
    (103_451, "user profile hit antispam", "profile-moderated"),
    (107_404, "message not exist", "message-not-found"),
    (108_404, "team not exist", "team-not-found"),
];

/// Causes that other public sources document without a fixed message.
const WITHOUT_MESSAGE: &[(i32, &str)] = &[
    (302, "queue-operator-absent"),
    (414, "list-not-json-array"),
    (414, "value-not-allowed"),
    (414, "too-many-entries"),
    (416, "batch-message-rate"),
    (416, "broadcast-rate"),
    (111_410, "broadcast-disabled"),
    (113_308, "entry-exit-messages-disabled"),
];

/// Messages that resemble documented ones, and the causes that they select.
const SIMILAR: &str = include_str!("facts/similar.tsv");

/// An item of the page.
struct Item {
    number: usize,
    code: i32,
    /// `None` if the summary of the code covers the item.
    cause: Option<&'static str>,
    /// The message that the page quotes.
    message: Option<&'static str>,
}

fn items() -> impl Iterator<Item = Item> {
    PAGE.lines().skip(1).map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        let [number, code, cause, _, message] = columns[..] else {
            panic!("not five columns: {row:?}")
        };
        Item {
            number: number.parse().expect("a number"),
            code: code.parse().expect("a code"),
            cause: Some(cause).filter(|cause| *cause != "-"),
            message: Some(message).filter(|message| !message.is_empty()),
        }
    })
}

/// Checks which cause a message selects.
#[track_caller]
fn check(code: i32, message: &str, cause: impl Into<Option<&'static str>>) {
    let diagnosis = diagnose(code, Some(message));
    let cause = cause.into();
    assert_eq!(
        diagnosis.cause().map(|cause| cause.id()),
        cause,
        "{diagnosis:?}"
    );
    let is_selected = diagnosis.evidence() >= Evidence::Pattern;
    assert_eq!(is_selected, cause.is_some(), "{diagnosis:?}");
    assert_eq!(diagnosis.message(), Some(message));
    if is_selected {
        assert_eq!(diagnosis.causes().count(), 1, "{diagnosis:?}");
    }
}

#[track_caller]
fn assert_has_cause(code: i32, id: &str) {
    let status = StatusCode::from_code(code).unwrap_or_else(|| panic!("{code} has no entry"));
    let mut causes = status.causes().iter();
    assert!(causes.any(|cause| cause.id() == id), "{code}/{id}");
}

#[test]
fn every_item_of_the_page_is_covered() {
    // The page is an old version of a document and does not change.
    assert!(items().map(|item| item.number).eq(1..=62));
    for item in items() {
        match item.cause {
            Some(id) => assert_has_cause(item.code, id),
            None => assert!(StatusCode::from_code(item.code).is_some(), "{}", item.code),
        }
    }
}

#[test]
fn every_message_of_the_page_selects_its_cause() {
    for item in items() {
        // The rest of an elided message is unknown, so that it proves nothing.
        if let Some(message) = item.message.filter(|it| !it.ends_with("...")) {
            assert!(item.cause.is_some(), "item {}", item.number);
            check(item.code, message, item.cause);
        }
    }
}

#[test]
fn messages_of_other_sources_select_their_causes() {
    for &(code, message, cause) in OTHER_SOURCES {
        check(code, message, cause);
    }
    for &(code, cause) in WITHOUT_MESSAGE {
        assert_has_cause(code, cause);
    }
}

#[test]
fn parts_of_documented_messages() {
    let cause = "sms-parameters-not-json";
    check(414, "'mobiles' must be in JSON format", cause);
    check(414, "'params' must be in JSON format", cause);
    let cause = "chat-room-update-empty";
    check(414, "no valid param provided, skip update", cause);
    check(414, "Exceed the maximum account", "account-limit");
    check(414, "Exceed the maximum account 100", "account-limit");
    check(414, "Exceed the maximum account: 100", "account-limit");
    check(414, "Exceed the maximum account:100", "account-limit");
}

#[test]
fn the_account_limit_with_a_final_colon() {
    check(414, "Exceed the maximum account:", "account-limit");
}

#[test]
fn case_whitespace_quotes_and_final_punctuation_do_not_matter() {
    check(414, "CHECK ROOMID", "chat-room-closed");
    check(414, "\t check \r\n  roomid . ", "chat-room-closed");
    check(414, "EXCEED the MAXIMUM\taccount 7", "account-limit");
    for status in StatusCode::all() {
        for cause in status.causes() {
            let literals = cause.patterns().iter().filter(|it| !it.contains('{'));
            let messages = literals.chain(cause.samples());
            for variant in messages.flat_map(|message| variants(message)) {
                check(status.code(), &variant, cause.id());
            }
        }
    }
}

/// Returns the forms in which logs and servers quote a message.
fn variants(message: &str) -> Vec<String> {
    let quoted = |open, close| format!("{open}{message}{close}");
    let mixed_case = message.char_indices().map(|(index, c)| match index % 2 {
        0 => c.to_ascii_uppercase(),
        _ => c.to_ascii_lowercase(),
    });
    let mut variants = vec![
        quoted('"', '"'),
        quoted('\'', '\''),
        quoted('`', '`'),
        quoted('“', '”'),
        quoted('‘', '’'),
        format!("\"{message}.\""),
        format!("\"{message}\"."),
        mixed_case.collect(),
        message.to_uppercase(),
        message.replace(' ', " \t\r\n "),
        format!("  {message}\n"),
    ];
    let endings = [".", "!", "!!", ",", ";", "...", "。", " .", "!\""];
    variants.extend(endings.map(|ending| format!("{message}{ending}")));
    variants
}

/// A message that only resembles a documented one selects nothing, unless it is documented itself.
#[test]
fn what_similar_messages_select_is_recorded() {
    let mut table = String::from("message\tselects\n");
    for row in SIMILAR.lines().skip(1) {
        let (message, _) = row.split_once('\t').expect("two columns");
        let selected = StatusCode::all().iter().filter_map(|status| {
            let diagnosis = diagnose(status.code(), Some(message));
            diagnosis.cause().map(|_| diagnosis.key().to_string())
        });
        let selected: Vec<String> = selected.collect();
        let _ = writeln!(table, "{message}\t{}", selected.join(" "));
    }
    recorded::check("tests/facts/similar.tsv", &table);
    check(414, "", None);
}

#[test]
fn a_hint_suggests_a_cause_without_selecting_it() {
    #[track_caller]
    fn check_hint(code: i32, message: &str, hinted: &str) {
        let diagnosis = diagnose(code, Some(message));
        assert_eq!(diagnosis.evidence(), Evidence::Hint, "{diagnosis:?}");
        assert!(diagnosis.cause().is_none());
        let is_hinted: Vec<bool> = diagnosis
            .causes()
            .map(|it| diagnosis.is_hinted(it))
            .collect();
        let mut causes = diagnosis.causes().zip(&is_hinted);
        assert!(causes.any(|(cause, is_hinted)| *is_hinted && cause.id() == hinted));
        // The hinted ones are first.
        assert!(
            is_hinted.is_sorted_by(|one, next| one >= next),
            "{diagnosis:?}"
        );
        let status = diagnosis.status().unwrap();
        assert_eq!(is_hinted.len(), status.causes().len());
        // The retry advice and the summary are those of the code.
        assert_eq!(diagnosis.retry(), Some(status.retry()));
        assert!(diagnosis.description().is_none() && diagnosis.fix().is_none());
        assert_eq!(diagnosis.key().to_string(), code.to_string());
    }
    check_hint(414, "check foo", "team-owner-banned");
    check_hint(414, "check accid", "team-owner-banned");
    check_hint(417, "duplicate tid", "chat-room-role-unchanged");
    check_hint(417, "duplicate role!", "chat-room-role-unchanged");
}

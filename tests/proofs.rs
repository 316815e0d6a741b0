//! Which messages prove a cause, however programs log them, and which do not.
//!
//! `facts/false-proofs.tsv` has messages that nobody documents, most of which only resemble
//! documented ones. `facts/near-misses.tsv` has documented messages as programs log them.

use commsease_status::{Evidence, Status, StatusCode, diagnose};
use proptest::prelude::*;
use proptest::sample::select;

const FALSE_PROOFS: &str = include_str!("facts/false-proofs.tsv");
const NEAR_MISSES: &str = include_str!("facts/near-misses.tsv");

/// Returns the columns of each row.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        columns
            .try_into()
            .unwrap_or_else(|_| panic!("not {N} columns: {row:?}"))
    })
}

/// Returns the key of the cause that a message proves, or an empty text.
fn proven(code: &str, message: &str) -> String {
    let diagnosis = diagnose(code.parse().expect("a code"), Some(message));
    let key = diagnosis.cause().map(|_| diagnosis.key().to_string());
    key.unwrap_or_default()
}

#[test]
fn false_proofs_prove_nothing() {
    for [code, message, selects, judgement] in rows(FALSE_PROOFS) {
        let is_right = ["right", "text too narrow"].contains(&judgement);
        assert_eq!(is_right, !selects.is_empty(), "{message}");
        assert_eq!(proven(code, message), selects, "{message}");
    }
    assert_eq!(
        proven("414", "alice not register"),
        "414/account-not-registered"
    );
}

#[test]
fn near_misses_select_their_cause() {
    for [code, message, selects, note] in rows(NEAR_MISSES) {
        assert_eq!(proven(code, message), selects, "{note}: {message}");
    }
}

#[test]
fn what_is_not_proven_is_hinted() {
    for (code, message, id) in [
        (414, "checksum.", "bad-signature"),
        (414, "device not register", "account-not-registered"),
        (414, "alice,bob not register", "account-not-registered"),
        (414, "王小明 is not registered", "account-not-registered"),
        (417, "duplicate...", "chat-room-role-unchanged"),
        (
            117_404,
            "message queue does not exist",
            "queue-not-initialised",
        ),
    ] {
        let diagnosis = diagnose(code, Some(message));
        assert_eq!(diagnosis.evidence(), Evidence::Hint, "{message}");
        let first = diagnosis.causes().next().map(|cause| cause.id());
        assert_eq!(first, Some(id), "{message}");
    }
}

#[test]
fn a_fixed_text_proves_no_cause() {
    for (code, message) in [
        (414, "Parameter error."),
        (414, "参数错误"),
        (500, "internal server error"),
        (190_002, "illegal state"),
    ] {
        let diagnosis = diagnose(code, Some(message));
        assert_eq!(diagnosis.evidence(), Evidence::Text, "{message}");
        assert!(diagnosis.cause().is_none(), "{message}");
    }
}

/// A message that the table has for a cause: its code, the id of the cause, and the message.
type Documented = (i32, &'static str, &'static str);

fn documented() -> Vec<Documented> {
    let causes = StatusCode::all().iter().flat_map(|status| {
        let causes = status.causes().iter();
        causes.map(|cause| (status.code(), cause))
    });
    let messages = causes.flat_map(|(code, cause)| {
        let patterns = cause.patterns().iter().filter(|it| !it.contains('{'));
        let messages = patterns.chain(cause.samples());
        messages.map(move |message| (code, cause.id(), *message))
    });
    messages.collect()
}

/// What programs put before and after a message.
const BEFORE: &[&str] = &[
    " ", "\t", "\u{3000}", "\u{feff}", "\u{200b}", "\"", "'", "“", "「", "（", "(", "[", "{", "<",
    "\\\"", "\\u0022", "&quot;", "&#39;", "&nbsp;", "\\n",
];
const AFTER: &[&str] = &[
    " ", "\n", "\u{a0}", "\u{200b}", "\"", "'", "”", "」", "）", ")", "]", "}", ">", ".", "。",
    "…", "！", "!", "，", ";", "\\\"", "\\u0022", "&quot;", "&#39;", "&nbsp;", "\\n",
];
/// What programs write in place of a space.
const SPACES: &[&str] = &[
    " ",
    "  ",
    "\t",
    "\r\n",
    "\u{a0}",
    "\u{3000}",
    "&nbsp;",
    " \u{200b}",
];

fn decorations(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(select(pieces), 0..5).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decorated_messages_select_the_same_cause(
        (code, id, message) in select(documented()),
        before in decorations(BEFORE),
        after in decorations(AFTER),
        space in select(SPACES),
        is_upper in any::<bool>(),
    ) {
        let plain = diagnose(code, Some(message));
        prop_assert_eq!(plain.cause().map(|cause| cause.id()), Some(id));
        let message = if is_upper { message.to_uppercase() } else { String::from(message) };
        let message = format!("{before}{}{after}", message.replace(' ', space));
        let diagnosis = diagnose(code, Some(&message));
        prop_assert_eq!(diagnosis.cause().map(|cause| cause.id()), Some(id), "{}", message);
        let same = diagnosis.captures().zip(plain.captures());
        for ((name, captured), (_, expected)) in same {
            let expected = expected.replace(' ', space);
            prop_assert!(captured.eq_ignore_ascii_case(&expected), "{}: {}", name, captured);
        }
    }
}

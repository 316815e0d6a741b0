//! The comparison of error messages with patterns, against an implementation of the documented rules
//! that is slow and simple.
//!
//! For a long run, use `PROPTEST_CASES=200000 cargo test --release --test message`.

#[path = "message/cases.rs"]
mod cases;
#[path = "message/rules.rs"]
mod rules;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the generator and the library use the rest of the modules"
)]
#[path = "../src/shared/mod.rs"]
mod shared;

use std::fmt::Write as _;
use std::ops::Range;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};
use proptest::{prop_assert, prop_assert_eq, proptest};
use shared::message::{self, Kind, capture, matches, placeholders};
use shared::text::{self, trim};

/// Returns the normalized form of a pattern.
fn normalize(pattern: &str) -> String {
    message::normalize_pattern(pattern)
}

/// Returns the normalized form of a message.
fn normalize_message(message: &str) -> String {
    text::normalize(trim(message)).collect()
}

/// Returns the suffix of the name of a placeholder.
fn suffix(kind: Kind) -> &'static str {
    match kind {
        Kind::Word => "",
        Kind::Any => "...",
        Kind::Number => ":number",
        Kind::Id => ":id",
    }
}

/// Checks everything about a pattern and a message. Returns whether they match.
#[track_caller]
fn check(pattern: &str, message: &str) -> bool {
    let normalized = normalize(pattern);
    assert_eq!(normalize(&normalized), normalized, "{pattern:?}");
    let expected = rules::captures(&rules::tokens(pattern), &rules::message(message));
    let is_match = matches(&normalized, message);
    assert_eq!(
        is_match,
        expected.is_some(),
        "{pattern:?} and {message:?} match"
    );
    let selected = message::select([&normalized], |it| it.as_str(), |_| &[], message);
    assert_eq!(selected.is_some(), is_match, "{pattern:?} and {message:?}");
    let names: Vec<&str> = placeholders(&normalized).map(|it| it.name).collect();
    let Some(expected) = expected else {
        let captured = names
            .iter()
            .find_map(|name| capture(&normalized, message, name));
        assert_eq!(
            captured, None,
            "{pattern:?} captures from {message:?}, which it does not match"
        );
        return false;
    };
    if names.is_empty() {
        assert_eq!(normalize_message(message), normalized);
    }
    let mut put_back = normalized.clone();
    for (placeholder, expected) in placeholders(&normalized).zip(expected) {
        let (name, kind) = (placeholder.name, placeholder.kind);
        let captured = capture(&normalized, message, name).expect("a match captures everything");
        let shown: String = text::normalize(captured).collect();
        let expected = rules::normalize_captured(&expected);
        assert_eq!(shown, expected, "`{name}` of {pattern:?} in {message:?}");
        assert!(!captured.is_empty());
        assert!(message.contains(captured));
        let is_of_kind = |c: char| match kind {
            Kind::Word => !c.is_whitespace(),
            Kind::Any => true,
            Kind::Number => c.is_ascii_digit(),
            Kind::Id => c.is_ascii_alphanumeric() || "_@.-".contains(c),
        };
        assert!(captured.chars().all(is_of_kind), "{captured:?}");
        // A word that a placeholder never stands for.
        let except = [captured];
        let selected = message::select([&normalized], |it| it.as_str(), |_| &except, message);
        assert_eq!(selected, None, "{pattern:?}, {captured:?}");
        put_back = put_back.replace(&format!("{{{name}{}}}", suffix(kind)), captured);
    }
    // What is trimmed off the ends of a message can be all that a placeholder captured, and what is
    // around a number separates it from the next.
    let has_run = placeholders(&normalized).any(|it| it.kind.is_run());
    if !has_run && trim(&put_back) == put_back {
        assert!(
            matches(&normalized, &put_back),
            "{pattern:?} matches {message:?} but not {put_back:?}"
        );
    }
    true
}

/// Text that means something to the comparison.
const PIECES: &[&str] = &[
    "a", "b", "ab", "A", "é", "É", "。", " ", " ", "  ", "\t", "\r\n", "\u{a0}", "\u{3000}", ":",
    ": ", "：", "-", "'", "\"", "“", "”", "`", ".", "!", ",", ", ", "，", ";", "?", "1", "12",
    "１", "/", " / ", "(", "[", "）", "【", ">", "「", "…", "\u{200b}", "\u{feff}", "\\\"", "\\/",
    "\\u0027", "\\n", "&#39;", "&quot;", "&nbsp;",
];

/// A few pieces, of which messages have many ways to match a pattern.
const AMBIGUOUS: &[&str] = &["a", "a", "b", " ", ":"];

type Pieces = &'static [&'static str];

fn text(pieces: Pieces, count: Range<usize>) -> impl Strategy<Value = String> {
    vec(select(pieces), count).prop_map(|pieces| pieces.concat())
}

/// Patterns as the generator accepts them: no two placeholders are adjacent.
fn pattern(pieces: Pieces) -> impl Strategy<Value = String> {
    let first = text(pieces, 0..4);
    let suffix = select(&["", "", "...", "...", ":number", ":id"][..]);
    let literal = text(pieces, 1..4).prop_filter("adjacent placeholders", |literal| {
        text::normalize(literal).next().is_some()
    });
    let placeholder = (suffix, literal);
    (first, vec(placeholder, 0..5), any::<bool>()).prop_map(|(first, rest, ends_literal)| {
        let mut pattern = first;
        for (index, (suffix, literal)) in rest.iter().enumerate() {
            let _ = write!(pattern, "{{p{index}{suffix}}}");
            if index + 1 < rest.len() || ends_literal {
                pattern.push_str(literal);
            }
        }
        pattern
    })
}

/// A change of a message.
#[derive(Clone, Debug)]
enum Edit {
    Insert(Index, &'static str),
    Remove(Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    // Another edit within an escape can make another one.
    let piece = select(PIECES).prop_filter("escapes", |piece| !piece.contains(['&', '\\']));
    prop_oneof![
        (any::<Index>(), piece).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        any::<Index>().prop_map(Edit::Remove),
    ]
}

/// Fills the placeholders of a pattern, then edits the result.
fn filled(pattern: &str, fillings: &[String], edits: &[Edit]) -> String {
    let mut message = String::new();
    let mut rest = pattern;
    let mut fillings = fillings.iter().cycle();
    while let (literal, Some((_, after))) = message::split_placeholder(rest) {
        message.push_str(literal);
        message.extend(fillings.next().map(String::as_str));
        rest = after;
    }
    message.push_str(rest);
    let edits = if message.contains(['&', '\\']) {
        &[]
    } else {
        edits
    };
    let mut chars: Vec<char> = message.chars().collect();
    for edit in edits {
        match edit {
            Edit::Insert(at, piece) => {
                let at = at.index(chars.len() + 1);
                chars.splice(at..at, piece.chars());
            }
            Edit::Remove(at) if !chars.is_empty() => {
                chars.remove(at.index(chars.len()));
            }
            Edit::Remove(_) => {}
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_messages_match_by_the_rules(
        pattern in pattern(PIECES),
        message in text(PIECES, 0..12),
    ) {
        check(&pattern, &message);
    }

    #[test]
    fn ambiguous_messages_match_by_the_rules(
        pattern in pattern(AMBIGUOUS),
        message in text(AMBIGUOUS, 0..16),
    ) {
        check(&pattern, &message);
    }

    #[test]
    fn similar_messages_match_by_the_rules(
        pattern in pattern(PIECES),
        fillings in vec(prop_oneof![3 => text(PIECES, 1..4), 1 => Just(String::from("x"))], 1..4),
        edits in vec(edit(), 0..3),
    ) {
        check(&pattern, &filled(&pattern, &fillings, &edits));
    }

    #[test]
    fn normalization_follows_the_rules(text in text(PIECES, 0..12)) {
        let normalized = normalize_message(&text);
        prop_assert_eq!(&normalized, &rules::normalize(&text));
        prop_assert_eq!(normalize_message(&normalized), normalized.clone());
        prop_assert_eq!(normalize_message(trim(&text)), normalized);
        prop_assert_eq!(trim(trim(&text)), trim(&text));
        prop_assert!(text.contains(trim(&text)));
    }

    #[test]
    fn a_message_of_words_matches_its_pattern(
        pattern in pattern(PIECES),
        words in vec("[a-z0-9]{1,8}", 1..4),
    ) {
        let pattern = pattern.replace(":number}", "}").replace(":id}", "}");
        prop_assert!(check(&pattern, &filled(&pattern, &words, &[])));
    }
}

/// Returns messages that match a pattern or nearly do: every placeholder filled, then some pieces
/// replaced.
fn variations(pattern: &str) -> Vec<String> {
    const FILLINGS: [&str; 8] = ["x", "b", "a b", " ", "not register", "tail", "é", ""];
    const EDITS: [(&str, &str); 13] = [
        (" ", "  "),
        (" ", " \t\n"),
        (" ", ""),
        (" ", ": "),
        (" ", ":"),
        ("a", "A"),
        ("e", ""),
        ("", "."),
        ("", " . "),
        ("", "”!"),
        ("", "x"),
        ("c", "b c c"),
        ("x", "\"x\""),
    ];
    let edit = |text: String, (from, to): (&str, &str)| match from {
        "" => text + to,
        _ => text.replacen(from, to, 2),
    };
    let mut variations = Vec::new();
    for filling in FILLINGS {
        let filled = filled(pattern, &[String::from(filling)], &[]);
        for first in EDITS {
            for second in EDITS {
                variations.push(edit(edit(filled.clone(), first), second));
            }
        }
    }
    variations
}

#[test]
fn variations_match_by_the_rules() {
    let patterns = [
        "check roomid",
        "a",
        "a b",
        "ab cd efgh ijkl mnop",
        "check {x}",
        "{x} not register",
        "a{x}b",
        "{x} b {y} c",
        "duplicate{x}",
        "long enough a head {x} long enough a tail",
        "{x}.",
        "ä{x}ö",
        "a{x} b",
        "a b{x}c d",
        "check the a b{x}c d of it",
        "a b c d e f{x} b",
        "{x} : {y}",
        "{x}: {y}",
        "reason: {x}",
        "reason {x} :b",
    ];
    let mut count = 0;
    for pattern in patterns {
        for pattern in [
            String::from(pattern),
            pattern.replace('}', "...}"),
            pattern.replacen('}', "...}", 1),
        ] {
            let messages = variations(&pattern);
            count += messages.iter().filter(|it| check(&pattern, it)).count();
        }
    }
    assert!(count > 1000, "only {count} messages match");
}

/// Servers can send messages of any length, so no pattern can take quadratic time.
#[test]
fn long_messages_take_little_time() {
    let patterns = [
        "{x} {y} {z} q",
        "{x...} {y...} {z...} q",
        "{x...} {y} {z} q",
        "{x} b {y} q",
        "{x...} b {y...} q",
        "{x}a{y}a{z}b",
        "{x...}a{y...}a{z...}b",
        "{x...}a{y}a{z}b c",
        "{x}: {y}: {z} q",
        "{x...}a{y:id}a{z:id} q",
        "{x}1{y:number}1{z:number} q",
    ];
    let parts = [
        "a", "a ", ":", " ", "a:", "a: ", "a:a ", "a b ", "1", "1 ", "\"", " \"", "(", "a(", "/ ",
        "&#39;", "\\n",
    ];
    for part in parts {
        let message = format!("a{}?", part.repeat(30_000));
        for pattern in patterns {
            let begin = Instant::now();
            assert!(!matches(pattern, &message));
            let elapsed = begin.elapsed();
            assert!(
                elapsed < Duration::from_secs(2),
                "{pattern:?}, {part:?}: {elapsed:?}"
            );
        }
    }
}

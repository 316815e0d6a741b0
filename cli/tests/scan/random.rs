//! Random logs.

use proptest::prelude::*;
use serde_json::Value;

use super::{CLOSED, closed, rows, scan};

/// Pieces of bodies.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "\"",
    "\\\"",
    "\\",
    "\"code\":",
    "code:",
    "414",
    ",",
    "\"desc\":",
    "'",
    "\n",
    "\\u00",
    "\u{e9}",
];

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_can_be_read(pieces in prop::collection::vec(piece(), 1..5_000)) {
        let run = scan(&[], [b"log\n".to_vec(), pieces.concat()].concat());
        prop_assert_eq!(run.status, Some(0), "{}", run.err);
    }

    #[test]
    fn bodies_are_found_among_any_lines(lines in prop::collection::vec("[ -z]{0,40}\n", 0..40)) {
        let log = lines.concat().replace('\n', &format!("\n{CLOSED}\n"));
        let report: Value = serde_json::from_str(&scan(&["--format", "json"], log).out).unwrap();
        let found = rows(&report).into_iter().find(|row| row.1 == closed(0).1);
        prop_assert_eq!(found.map_or(0, |row| row.2), lines.len() as u64);
        prop_assert_eq!(&report["lines"], &Value::from(2 * lines.len()));
    }
}

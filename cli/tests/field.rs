//! What people have in hand: `tests/field/cases.tsv`.

#[path = "support/mod.rs"]
mod support;

use serde_json::Value;
use support::run;

const CASES: &str = include_str!("../../tests/field/cases.tsv");

fn json(arguments: &[&str], text: &str) -> Option<Value> {
    let output = run(
        &[arguments, &["--format", "json"]].concat(),
        text.as_bytes(),
    );
    serde_json::from_slice(&output.stdout).ok()
}

/// Returns the first answer of `explain`.
fn explained(text: &str) -> String {
    let Some(answer) = json(&["explain", "-"], text) else {
        return String::from("none");
    };
    let platform = answer["platform"].as_str().map(|it| format!(" on {it}"));
    let key = answer["key"].as_str().expect("a key");
    format!("{key}{}", platform.unwrap_or_default())
}

/// Returns what `scan` counts, in the order of the codes.
fn scanned(text: &str) -> String {
    let report = json(&["scan"], text).expect("a report");
    let lists = ["codes", "unknown_codes"].map(|list| report[list].as_array().expect("a list"));
    let key = |row: &Value| {
        let cause = row["cause"].as_str().map(|it| format!("/{it}"));
        format!("{}{}", row["code"], cause.unwrap_or_default())
    };
    let mut keys: Vec<String> = lists.into_iter().flatten().map(key).collect();
    keys.sort();
    if keys.is_empty() {
        String::from("none")
    } else {
        keys.join(",")
    }
}

fn unescape(text: &str) -> String {
    let mut unescaped = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '\\' => match chars.next().expect("an escape") {
                'n' => '\n',
                't' => '\t',
                other => other,
            },
            c => c,
        };
        unescaped.push(c);
    }
    unescaped
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    for line in CASES.lines().skip(1) {
        let [text, explain, scan, state, _why] = *line.split('\t').collect::<Vec<_>>() else {
            panic!("five columns: {line}");
        };
        let text = unescape(text);
        let found = (explained(&text), scanned(&text));
        let is_right = (&*found.0, &*found.1) == (explain, scan);
        if is_right != (state == "now") {
            wrong.push(format!(
                "{state}: {text}\n  expected {explain} and {scan}, found {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Checks that `explain` prints these lines.
#[track_caller]
fn check_printed(text: &str, lines: &[&str]) {
    let output = run(&["explain", "-"], text.as_bytes());
    let printed = support::text(&output.stdout) + &support::text(&output.stderr);
    for line in lines {
        assert!(
            printed.lines().any(|it| it.trim() == *line),
            "{line}\n{printed}"
        );
    }
}

#[test]
fn several_responses_are_several_answers() {
    let text =
        "{\"code\":200}\n{\"code\":414,\"desc\":\"check roomid\"}\n{\"code\":416}\n{\"code\":416}";
    check_printed(
        text,
        &[
            "414 InvalidParameter",
            "Also in the text",
            "416 RateLimited",
            "200 Success",
        ],
    );
    let answer = json(&["explain", "-"], text).expect("an answer");
    assert_eq!(answer["others"].as_array().expect("answers").len(), 2);
}

#[test]
fn two_codes_in_one_body_are_told() {
    check_printed(
        r#"{"code":414,"code":500,"desc":"check roomid"}"#,
        &["Note: The body has two codes, so its message is left out."],
    );
}

#[test]
fn the_reason_is_shown() {
    check_printed(
        r#"{"code":190001,"desc":"internal error","detail":{"reason":"no such method"}}"#,
        &["Reason: \"no such method\""],
    );
}

#[test]
fn a_guess_is_told() {
    check_printed(
        "login 417",
        &["Note: The text has no response; 417 in it may be a code."],
    );
}

#[test]
fn what_a_message_stands_for_is_told() {
    check_printed(
        "check roomid",
        &["Note: The text has no code as a number; what it says stands for 414."],
    );
}

#[test]
fn a_message_in_the_text_is_told() {
    check_printed(
        "Error: CurTime is expired\n    at x {\n  code: 414\n}",
        &["Note: `CurTime is expired` in the text may be its error message."],
    );
}

#[test]
fn nothing_found_says_what_was_searched_for() {
    check_printed(
        "W     [Service] undefined notification type: 405: of five",
        &[
            "error: found no response: no body with a code, no known code after a word such as `code` or `error`, and no SDK identifier",
            "tip: the text contains 405, which is a code: commsease-status explain 405",
        ],
    );
}

#[test]
fn long_text_is_cut() {
    let text = format!("414 {}", "x".repeat(10_000));
    let output = run(&["explain", &text], b"");
    assert!(output.stdout.len() < 20_000);
    assert!(support::text(&output.stdout).contains("xxx\u{2026}"));
}

//! `--fail-on`, `--stubs`, and the help.

use std::fs;

use commsease_status::{Category, Code};
use serde_json::Value;
use tempfile::TempDir;

use super::{CLOSED, file, report, rows, scan};

/// Checks the exit status and the last line of standard error.
#[track_caller]
fn check_gate(conditions: &str, log: &str, status: i32, error: &str) {
    let run = scan(&["--fail-on", conditions], log);
    assert_eq!(
        (run.status, run.err.as_str()),
        (Some(status), error),
        "{conditions}"
    );
}

/// Returns the id of the category of a code.
fn category(code: i32) -> &'static str {
    let category = Code::new(code).category();
    category.expect("the code has a category").id()
}

#[test]
fn gates() {
    let log = format!("{CLOSED}\n{CLOSED}\n{{\"code\":415,\"desc\":\"odd\"}}\n{{\"code\":-40404}}");
    let mut others = Category::ALL.iter().map(|it| it.id());
    let other = others.find(|it| ![category(414), category(415)].contains(it));
    let other = other.expect("a category that does not occur");
    check_gate(
        category(414),
        &log,
        1,
        &format!(
            "error: `{}` occurred 2 times (first: <stdin>:1)\n",
            category(414)
        ),
    );
    check_gate(
        &format!("{other},unknown-code"),
        &log,
        1,
        "error: `unknown-code` occurred once (first: <stdin>:4)\n",
    );
    check_gate(
        "unmatched-message",
        &log,
        1,
        "error: `unmatched-message` occurred once (first: <stdin>:3)\n",
    );
    check_gate(other, &log, 0, "");
    check_gate("unknown-code,unmatched-message", CLOSED, 0, "");
    let run = scan(
        &[
            "--fail-on",
            other,
            "--fail-on",
            &format!("unknown-code,{}", category(414)),
        ],
        &log,
    );
    assert_eq!(
        (run.status, run.err.lines().count()),
        (Some(1), 2),
        "{}",
        run.err
    );
    assert_eq!(
        scan(&["--fail-on", "no-such-category"], &log).status,
        Some(2)
    );
    assert_eq!(
        scan(&["--fail-on", other, "no-such-file"], "").status,
        Some(2)
    );
}

#[test]
fn rates() {
    let log = format!("{CLOSED}\n{{\"code\":200}}\n{{\"code\":200}}\n{{\"code\":-40404}}");
    let id = category(414);
    let error =
        format!("error: `{id}` occurred once, in 25.0% of the responses (first: <stdin>:1)\n");
    check_gate(&format!("{id}>24.9%"), &log, 1, &error);
    check_gate(&format!("{id}>25%,unknown-code>99%"), &log, 0, "");
    for (condition, rate) in [
        ("server>x", "x"),
        ("server>1", "1"),
        ("server>101%", "101%"),
    ] {
        let run = scan(&["--fail-on", condition], &log);
        let error = format!("error: invalid rate '{rate}' of 'server': write it as 'server>1%'\n");
        assert!(run.err.starts_with(&error), "{}", run.err);
        assert_eq!(run.status, Some(2));
    }
    assert_eq!(scan(&["--fail-on", "no-such>1%"], &log).status, Some(2));
}

/// Checks the errors of `--known` with a file, and the set that is written.
#[track_caller]
fn check_known(known: &str, log: &str, errors: &[&str], new: Option<&str>) {
    let dir = TempDir::new().unwrap();
    let known = file(&dir, "known.txt", known);
    let run = scan(&["--known", &known], log);
    let tip = format!("; to accept what is new, use `{known}.new`");
    let errors: Vec<String> = errors.iter().map(|it| format!("error: {it}\n")).collect();
    let mut expected = errors.concat();
    if !errors.is_empty() {
        expected.insert_str(expected.len() - 1, &tip);
    }
    assert_eq!(run.err, expected);
    assert_eq!(run.status, Some(i32::from(!errors.is_empty())));
    let written = fs::read_to_string(format!("{known}.new")).ok();
    assert_eq!(written.as_deref(), new);
}

#[test]
fn what_is_not_known_is_an_error() {
    let log =
        format!("{CLOSED}\n{{\"code\":200}}\n{CLOSED}\n{{\"code\":414}}\n{{\"code\":-40404}}");
    check_known(
        "# a comment\n414 # without a cause\n",
        &log,
        &[
            "`414/chat-room-closed` is new: it occurred 2 times (first: <stdin>:1)",
            "`-40404` is new: it occurred once (first: <stdin>:5)",
        ],
        Some("-40404\n414\n414/chat-room-closed\n"),
    );
    check_known("414/*\n-40404", &log, &[], None);
    check_known("414\n414/chat-room-closed\n-40404", &log, &[], None);
}

#[test]
fn many_new_keys_are_counted() {
    let dir = TempDir::new().unwrap();
    let known = file(&dir, "known.txt", "");
    let log = (0..23).map(|n| format!("{{\"code\":-{n}00000}}\n"));
    let run = scan(&["--known", &known], log.skip(1).collect::<String>());
    assert_eq!(run.err.lines().count(), 21);
    let last = format!(
        "error: 2 keys that are new are not listed; to accept what is new, use `{known}.new`\n"
    );
    assert!(run.err.ends_with(&last), "{}", run.err);
}

#[test]
fn what_is_new_is_told_if_the_new_set_cannot_be_written() {
    let dir = TempDir::new().unwrap();
    let known = file(&dir, "known.txt", "");
    fs::create_dir(format!("{known}.new")).unwrap();
    let run = scan(&["--known", &known], CLOSED);
    let errors = format!(
        "error: `414/chat-room-closed` is new: it occurred once (first: <stdin>:1)\n\
         error: failed to write `{known}.new`: "
    );
    assert!(run.err.starts_with(&errors), "{}", run.err);
    assert_eq!(run.status, Some(1));
}

#[test]
fn a_known_file_that_cannot_be_read_is_an_error() {
    let dir = TempDir::new().unwrap();
    let path = file(&dir, "known.txt", "414\nClosed\n");
    let run = scan(&["--known", &path], CLOSED);
    let error = format!(
        "error: invalid key `Closed` at {path}:2: write it as 414, 414/chat-room-closed, or 414/*\n"
    );
    assert_eq!((run.status, run.err), (Some(2), error));
    let run = scan(&["--known", &format!("{path}.missing")], CLOSED);
    assert!(run.err.contains("error: failed to read `"), "{}", run.err);
    assert_eq!(run.status, Some(2));
}

#[test]
fn the_range_of_an_unknown_code_has_a_category() {
    let mut codes = (0..i32::MAX).map(Code::new);
    let code = codes.find(|code| code.status().is_none() && code.category().is_some());
    let code = code.expect("a range with a category").as_i32();
    let category = category(code);
    check_gate(
        category,
        &format!("{{\"code\":{code}}}"),
        1,
        &format!("error: `{category}` occurred once (first: <stdin>:1)\n"),
    );
}

/// The message of a code that the table lists for it needs no entry.
#[test]
fn a_fixed_text_is_matched() {
    let log = r#"{"code":417,"desc":"Repeat operation"}"#;
    check_gate("unmatched-message", log, 0, "");
    assert_eq!(scan(&["--stubs"], log).out, "");
    let report = report(log);
    assert_eq!(rows(&report), [(417, None, 1)]);
    assert_eq!(report["unmatched_messages"], Value::Array(Vec::new()));
}

#[test]
fn stubs() {
    let stubs = scan(
        &["--stubs"],
        "{\"code\":2000000,\"desc\":\"item 1 of 2\"}\n{\"code\":415,\"desc\":\"odd one\"}",
    )
    .out;
    assert!(stubs.starts_with("# Add to 415 "), "{stubs}");
    assert!(
        stubs.contains("\n[[code]]\ncode = 2000000\nname = \"\"\n"),
        "{stubs}"
    );
    assert!(
        stubs.contains("\npatterns = [\"item {n1} of {n2}\"]\nsamples = [\"item 1 of 2\"]\n"),
        "{stubs}"
    );
    assert_eq!(scan(&["--stubs"], CLOSED).out, "");
    assert_eq!(
        scan(&["--stubs", "--format", "json"], CLOSED).status,
        Some(2)
    );
}

#[test]
fn the_help_says_what_is_a_response() {
    let help = scan(&["--help"], "").out;
    for text in [
        "errCode",
        "code=403, desc=forbidden",
        "64 KiB",
        "- unmatched-message:",
        "Exit status:",
    ] {
        assert!(help.contains(text), "{help}");
    }
}

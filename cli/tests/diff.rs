//! `diff`: the changes between two tables, and the gate for CI.

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use support::{command, feed, run, text};

const OLD: &str = r#"
[enum]
name = "AppCode"
doc = "The codes of our callback."

[[code]]
code = 20001
name = "OffDuty"
summary = "The receiver is off duty."
retry = "never"

[[code.cause]]
id = "night"
description = "The receiver gets no messages at night."
fix = "Wait until the morning."
fix_by = "end-user"
patterns = ["good night"]

[[code]]
code = 20002
name = "Muted"
summary = "The sender is muted."
retry = "never"
sdk = ["APP_MUTED"]
"#;

/// A later version of [`OLD`], with changes of all levels.
fn new() -> String {
    let added = "[[code]]\ncode = 20003\nname = \"Full\"\nsummary = \"The room is *full*.\"\n\
                 retry = \"backoff\"\n";
    let new = OLD
        .replace("The codes of", "Codes of")
        .replace("\"OffDuty\"", "\"ReceiverOffDuty\"")
        .replace(
            "retry = \"never\"\n\n[[code.cause]]",
            "retry = \"backoff\"\n\n[[code.cause]]",
        )
        .replace("\"good night\"", "\"good night\", \"sleep well\"")
        .replace("APP_MUTED", "APP_SENDER_MUTED");
    format!("{new}\n{added}")
}

const TEXT: &str = "\
major  renamed code 20001 ReceiverOffDuty: OffDuty -> ReceiverOffDuty
major  removed SDK identifier APP_MUTED: 20002 Muted
minor  changed `retry` of code 20001 ReceiverOffDuty: never -> backoff
minor  added `patterns` of cause 20001/night: sleep well
minor  added SDK identifier APP_SENDER_MUTED: 20002 Muted
minor  added code 20003 Full: The room is *full*.
patch  changed `doc` of enum AppCode: The codes of our callback. -> Codes of our callback.
verdict: major (2 major, 4 minor, 1 patch)
";

/// Runs `diff` in a directory with the given tables as `old.toml` and `codes.toml`.
fn diff_tables(old: &str, new: &str, arguments: &[&str]) -> Output {
    let directory = tempfile::tempdir().expect("a directory");
    let write = |name: &str, table: &str| {
        fs::write(directory.path().join(name), table).expect("a file can be written");
    };
    write("old.toml", old);
    write("codes.toml", new);
    diff_in(directory.path(), &[&["old.toml"], arguments].concat())
}

fn diff_in(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = command(&[&["diff"], arguments].concat());
    command.current_dir(directory);
    feed(command, OLD.as_bytes())
}

/// Checks the exit status and everything that is printed.
#[track_caller]
fn check(output: &Output, status: i32, stdout: &str, stderr: &str) {
    assert_eq!(text(&output.stderr), stderr);
    assert_eq!(text(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(status));
}

/// Checks `--fail-on`, which prints an error after the changes.
#[track_caller]
fn check_gate(new: &str, level: &str, error: &str) {
    let output = diff_tables(OLD, new, &["--fail-on", level]);
    assert_eq!(text(&output.stderr), error, "{level}");
    let status = i32::from(!error.is_empty());
    assert_eq!(output.status.code(), Some(status), "{level}");
    assert!(!output.stdout.is_empty());
}

#[test]
fn text_has_one_line_for_each_change() {
    check(&diff_tables(OLD, &new(), &[]), 0, TEXT, "");
}

#[test]
fn nothing_changed() {
    check(&diff_tables(OLD, OLD, &[]), 0, "no changes\n", "");
    let markdown = diff_tables(OLD, OLD, &["--format", "markdown"]);
    check(&markdown, 0, "No changes.\n", "");
    let json = diff_tables(OLD, OLD, &["--format", "json"]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json, json!({ "verdict": null, "changes": [] }));
}

#[test]
fn the_shipped_table_does_not_differ_from_itself() {
    let output = run(&["diff", "codes.toml"], b"");
    check(&output, 0, "no changes\n", "");
}

#[test]
fn json() {
    let output = diff_tables(OLD, &new(), &["--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["verdict"], "major");
    let changes = json["changes"].as_array().expect("an array");
    assert_eq!(changes.len(), TEXT.lines().count() - 1);
    assert_eq!(
        changes[2],
        json!({
            "level": "minor",
            "kind": "changed",
            "item": "code",
            "label": "20001 ReceiverOffDuty",
            "code": 20001,
            "key": "retry",
            "old": "never",
            "new": "backoff",
        })
    );
    let removed = &changes[1];
    assert_eq!(removed["item"], "sdk-identifier");
    assert_eq!(
        (&removed["key"], &removed["new"]),
        (&json!(null), &json!(null))
    );
}

#[test]
fn markdown_has_the_sections_of_a_changelog() {
    let deprecation = "deprecated = { since = \"2.0.0\", note = \"It is not used.\" }";
    let new = new().replace(
        "sdk = [\"APP_SENDER",
        &format!("{deprecation}\nsdk = [\"APP_SENDER"),
    );
    check(
        &diff_tables(OLD, &new, &["--format", "markdown"]),
        0,
        "\
### Added

- `patterns` of cause `20001/night`: `sleep well`
- SDK identifier `APP_SENDER_MUTED`: `20002 Muted`
- Code `20003 Full`: The room is \\*full\\*.

### Changed

- **Breaking:** `name` of code `20001 ReceiverOffDuty`: `OffDuty` → `ReceiverOffDuty`
- `retry` of code `20001 ReceiverOffDuty`: `never` → `backoff`
- `doc` of enum `AppCode`: The codes of our callback. → Codes of our callback.

### Deprecated

- `deprecated` of code `20002 Muted`: since 2.0.0: It is not used.

### Removed

- **Breaking:** SDK identifier `APP_MUTED`: `20002 Muted`
",
        "",
    );
}

#[test]
fn a_gate_says_what_tripped_it() {
    let first = "(first: renamed code 20001 ReceiverOffDuty: OffDuty -> ReceiverOffDuty)\n";
    let found = |what: &str| format!("error: found {what} {first}");
    check_gate(&new(), "major", &found("2 changes at level `major`"));
    check_gate(
        &new(),
        "minor",
        &found("6 changes at level `minor` or above"),
    );
    check_gate(
        &new(),
        "patch",
        &found("7 changes at level `patch` or above"),
    );
}

#[test]
fn a_gate_lets_lesser_changes_pass() {
    let minor = OLD.replace("retry = \"never\"\nsdk", "retry = \"backoff\"\nsdk");
    let first = "changed `retry` of code 20002 Muted: never -> backoff";
    check_gate(&minor, "major", "");
    let error = format!("error: found 1 change at level `minor` or above (first: {first})\n");
    check_gate(&minor, "minor", &error);
    let patch = OLD.replace("The codes of", "Codes of");
    check_gate(&patch, "minor", "");
    for level in ["major", "minor", "patch"] {
        check_gate(OLD, level, "");
    }
}

#[test]
fn a_version_in_git_is_read_from_standard_input() {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("codes.toml"), new()).expect("a file");
    fs::write(directory.path().join("new.toml"), new()).expect("a file");
    check(&diff_in(directory.path(), &["-"]), 0, TEXT, "");
    check(&diff_in(directory.path(), &["-", "new.toml"]), 0, TEXT, "");
    let error = "error: only one of the two tables can be read from stdin\n";
    check(&diff_in(directory.path(), &["-", "-"]), 2, "", error);
}

/// The errors are those of `check`, on standard error.
#[test]
fn an_invalid_table_cannot_be_compared() {
    let broken = OLD.replace("retry = \"never\"\n\n", "rety = \"never\"\n\n");
    let checked = run(&["check", "-"], broken.as_bytes());
    let errors = text(&checked.stdout);
    assert_eq!(checked.status.code(), Some(1));
    let [old, new] = ["old.toml", "codes.toml"].map(|name| errors.replace("<stdin>", name));
    check(&diff_tables(&broken, OLD, &[]), 2, "", &old);
    let output = diff_tables(OLD, &broken, &["--fail-on", "major", "--format", "json"]);
    check(&output, 2, "", &new);
    // Both are reported at once.
    check(&diff_tables(&broken, &broken, &[]), 2, "", &(old + &new));
}

#[test]
fn a_missing_table_is_wrong_usage() {
    let directory = tempfile::tempdir().expect("a directory");
    for arguments in [&["old.toml"][..], &["-", "new.toml"], &["-"]] {
        let output = diff_in(directory.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        let name = arguments.last().filter(|it| **it != "-");
        let name = name.unwrap_or(&"codes.toml");
        let error = text(&output.stderr);
        let start = format!("error: failed to read `{name}`: ");
        assert!(error.starts_with(&start), "{error}");
        assert!(output.stdout.is_empty());
    }
}

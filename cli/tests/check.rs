//! `check` and `new`.

mod support;

use std::fmt::Write as _;
use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

use commsease_status::{Status, StatusCode};
use serde_json::{Value, json};
use support::{command, fails, feed, run, stdout, text};

const TABLE: &str = "\
[enum]
name = \"AppCode\"
doc = \"The codes of our callback.\"

[category.refused]
summary = \"The app rejected the message.\"

[area.chat]
summary = \"Messages between people.\"

[source.wiki]
title = \"Our wiki\"
";

/// A table with two errors on lines 2 and 7.
const BROKEN: &str = "\
[enum]
name = \"off duty\"
doc = \"Codes.\"

[[range]]
from = 2
to = 1
name = \"Two\"
summary = \"It is not a range.\"

[[code]]
code = 1
name = \"One\"
summary = \"It is the first code.\"
retry = \"never\"
";

#[test]
fn the_shipped_table_is_valid() {
    let printed = stdout(&["check", "--deny-warnings"]);
    assert_eq!(printed, "codes.toml: no errors, no warnings\n");
}

#[test]
fn errors_are_shown_without_a_build() {
    let output = run(&["check", "-"], BROKEN.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty());
    let printed = text(&output.stdout);
    assert!(printed.starts_with("error: "), "{printed}");
    assert!(
        printed.contains("\n --> <stdin>:2:8\n  |\n2 | name = \"off duty\"\n"),
        "{printed}"
    );
    assert!(printed.contains("\n --> <stdin>:7:6\n"), "{printed}");
    assert!(
        printed.ends_with("\n\n<stdin>: 2 errors, no warnings\n"),
        "{printed}"
    );
}

#[test]
fn json() {
    let output = run(&["check", "-", "--format", "json"], BROKEN.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["file"], "<stdin>");
    assert_eq!(
        (&report["errors"], &report["warnings"]),
        (&json!(2), &json!(0))
    );
    let first = &report["diagnostics"][0];
    assert_eq!(first["severity"], "error");
    assert_eq!((&first["line"], &first["column"]), (&json!(2), &json!(8)));
    assert_eq!(
        (&first["end_line"], &first["end_column"]),
        (&json!(2), &json!(18))
    );
    assert!(
        first["message"]
            .as_str()
            .is_some_and(|it| it.contains("`off duty`"))
    );
    for member in ["label", "secondary", "note", "help"] {
        assert!(first.get(member).is_some(), "{member}");
    }
}

#[test]
fn annotations_for_github() {
    let output = run(&["check", "-", "--format", "github"], BROKEN.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let printed = text(&output.stdout);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 2, "{printed}");
    let start = "::error file=<stdin>,line=2,col=8,endColumn=18,title=";
    assert!(lines[0].starts_with(start), "{printed}");
    assert!(
        lines[1].starts_with("::error file=<stdin>,line=7,col=6,"),
        "{printed}"
    );
}

/// A file name can end neither its property nor the line.
#[test]
#[cfg(unix)]
fn annotations_escape_what_they_contain() {
    let directory = tempfile::tempdir().expect("a directory");
    let name = "a,b:100%\n::error::x.toml";
    std::fs::write(directory.path().join(name), BROKEN).expect("a file");
    let mut command = command(&["check", name, "--format", "github"]);
    command.current_dir(directory.path());
    let printed = text(&feed(command, b"").stdout);
    let start = "::error file=a%2Cb%3A100%25%0A%3A%3Aerror%3A%3Ax.toml,line=2,";
    assert!(printed.starts_with(start), "{printed}");
    assert_eq!(printed.lines().count(), 2, "{printed}");
    for line in printed.lines() {
        let (properties, message) = line[2..].split_once("::").expect("a message");
        let properties = properties.strip_prefix("error ").expect("a severity");
        for property in properties.split(',') {
            assert!(property.contains('='), "{line}");
        }
        assert!(!message.is_empty());
    }
}

#[test]
fn warnings_can_be_denied() {
    // The summary restates the name.
    let table = format!("{TABLE}{}", entry(1, "OffDuty", "Off duty."));
    let output = run(&["check", "-"], table.as_bytes());
    let printed = text(&output.stdout);
    assert!(printed.starts_with("warning: "), "{printed}");
    assert!(
        printed.ends_with("\n<stdin>: no errors, 1 warning\n"),
        "{printed}"
    );
    assert_eq!(output.status.code(), Some(0));
    let denied = run(&["check", "-", "--deny-warnings"], table.as_bytes());
    assert_eq!(
        (denied.stdout, denied.status.code()),
        (output.stdout, Some(1))
    );
    let github = run(&["check", "-", "--format", "github"], table.as_bytes());
    assert!(text(&github.stdout).starts_with("::warning file=<stdin>,line="));
}

fn entry(code: i32, name: &str, summary: &str) -> String {
    format!(
        "\n[[code]]\ncode = {code}\nname = \"{name}\"\nsummary = \"{summary}\"\n\
         category = \"refused\"\narea = \"chat\"\nretry = \"never\"\nsources = [\"wiki\"]\n"
    )
}

/// The time is linear: the file is not scanned again for each of many diagnostics.
#[test]
fn many_diagnostics_take_little_time() {
    // Without optimization, the checks themselves take ten times as long.
    let count = if cfg!(debug_assertions) {
        10_000
    } else {
        100_000
    };
    let mut table = String::with_capacity(1 << 20);
    for key in 0..count {
        let _ = writeln!(table, "k{key}=1");
    }
    let padding = "# A comment.\n".repeat((1_000_000 - table.len()) / 13);
    table.push_str(&padding);
    for format in ["text", "json", "github"] {
        let start = Instant::now();
        let output = run(&["check", "-", "--format", format], table.as_bytes());
        let time = start.elapsed();
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stdout).contains("more errors"), "{format}");
        assert!(time < Duration::from_secs(10), "{format}: {time:?}");
    }
}

#[test]
fn a_missing_file_is_wrong_usage() {
    let output = run(&["check", "no/such/table.toml"], b"");
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(
        error.starts_with("error: failed to read `no/such/table.toml`: "),
        "{error}"
    );
    assert!(output.stdout.is_empty());
}

/// Returns a new entry for a table without other languages.
fn new_entry() -> String {
    let entry = stdout(&["new", "20150", "OffDuty"]);
    let lines = entry.split_inclusive('\n');
    let is_translation = |line: &&str| line.trim_start_matches("# ").contains(" = { ");
    lines.filter(|line| !is_translation(line)).collect()
}

/// `check` then lists exactly what needs to be filled in.
#[test]
fn a_new_entry_lacks_what_only_a_person_knows() {
    let entry = new_entry();
    let output = run(&["check", "-"], format!("{TABLE}\n{entry}").as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let printed = text(&output.stdout);
    let errors = printed.lines().filter(|line| line.starts_with("error: "));
    let errors: Vec<&str> = errors.collect();
    let keys = ["summary", "category", "area", "retry", "sources"];
    assert_eq!(errors.len(), keys.len(), "{printed}");
    for (error, key) in errors.iter().zip(keys) {
        assert!(error.contains(&format!("`{key}`")), "{error}");
    }
    let filled = entry
        .replacen(
            "summary = \"\"",
            "summary = \"The receiver is not on duty.\"",
            1,
        )
        .replacen("category = \"\"", "category = \"refused\"", 1)
        .replacen("\narea = \"\"", "\narea = \"chat\"", 1)
        .replacen("retry = \"\"", "retry = \"never\"", 1)
        .replacen("sources = []", "sources = [\"wiki\"]", 1);
    let output = run(&["check", "-"], format!("{TABLE}\n{filled}").as_bytes());
    assert_eq!(text(&output.stdout), "<stdin>: no errors, no warnings\n");
}

/// The comment at the end of an entry is a cause, ready to be filled in.
#[test]
fn a_new_cause_is_valid_once_it_is_filled_in() {
    let entry = new_entry();
    let (code, cause) = entry
        .split_once("# For each documented cause:\n")
        .expect("a cause");
    let code = code
        .replace(
            "summary = \"\"",
            "summary = \"The receiver is not on duty.\"",
        )
        .replace("category = \"\"", "category = \"refused\"")
        .replace("area = \"\"", "area = \"chat\"")
        .replace("retry = \"\"", "retry = \"never\"")
        .replace("sources = []", "sources = [\"wiki\"]");
    let cause = cause
        .replace("\n# ", "\n")
        .trim_start_matches("# ")
        .replace("id = \"\"", "id = \"night\"")
        .replace(
            "description = \"\"",
            "description = \"The request was sent at night.\"",
        )
        .replace("fix = \"\"", "fix = \"Wait until the morning.\"")
        .replace("fix_by = \"\"", "fix_by = \"caller\"")
        .replace("area = \"\"", "area = \"chat\"")
        .replace("patterns = []", "patterns = [\"good night\"]")
        .replace("sources = []", "sources = [\"wiki\"]");
    let output = run(
        &["check", "-"],
        format!("{TABLE}\n{code}\n{cause}").as_bytes(),
    );
    assert_eq!(text(&output.stdout), "<stdin>: no errors, no warnings\n");
}

#[test]
fn what_is_taken_is_refused() {
    fails(
        &["new", "414", "Anything"],
        2,
        &format!(
            "code 414 is already taken by `InvalidParameter`\n\n  tip: the next free code is {}",
            first_free(414..=i32::MAX)
        ),
    );
    fails(
        &["new", "-5", "invalidparameter"],
        2,
        "invalid value 'invalidparameter' for '<NAME>': expected an ASCII name in UpperCamelCase, \
         such as `InvalidParameter`\n\nFor more information, try '--help'.",
    );
    fails(
        &["new", "-5", "INVALIDParameter"],
        2,
        "name `INVALIDParameter` is already taken by code 414",
    );
    for code in ["99999999999", "NoSuchRange"] {
        let error = format!(
            "invalid value '{code}' for '[CODE]': expected a 32-bit integer, or the name of a range \
             of the table\n\nFor more information, try '--help'."
        );
        fails(&["new", code, "One"], 2, &error);
    }
}

fn is_taken(code: i32) -> bool {
    StatusCode::from_code(code).is_some()
}

fn is_free(code: i32) -> bool {
    let mut reserved = StatusCode::reserved().iter();
    !is_taken(code) && reserved.all(|it| it.code() != Some(code))
}

fn first_free(mut codes: RangeInclusive<i32>) -> i32 {
    let free = codes.find(|&code| is_free(code));
    free.expect("a code is free")
}

/// In each range, the code is free and comes after those that are taken, unless the last one is.
#[test]
fn the_next_free_code_of_a_range() {
    for range in StatusCode::ranges() {
        let output = run(&["new", range.name(), "SomethingNew"], b"");
        let codes = || (range.first()..=range.last()).filter(|&code| range.contains(code));
        let mut free = codes().filter(|&code| is_free(code));
        let Some(first) = free.next() else {
            assert_eq!(text(&output.stderr), "error: the range has no free code\n");
            assert_eq!(output.status.code(), Some(2));
            continue;
        };
        let last = codes().rfind(|&code| is_taken(code));
        let is_after = |code: &i32| last.is_none_or(|last| *code > last);
        let after = [first].into_iter().chain(free).find(is_after);
        let expected = after.unwrap_or(first);
        let start = format!("[[code]]\ncode = {expected}\nname = \"SomethingNew\"\n");
        let template = text(&output.stdout);
        assert!(template.starts_with(&start), "{}: {template}", range.name());
    }
}

//! `check` and `new`, the real program.

use std::io::Write;
use std::process::{Command, Output, Stdio};

const WORDS: &str = include_str!("../../tests/diagnostics/words.toml");

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_commsease-status"))
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that does not read its input may be gone already.
    let _ = child
        .stdin
        .take()
        .expect("the input is a pipe")
        .write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

#[track_caller]
fn check(arguments: &[&str], input: &str, status: i32, out: &str, err: &str) {
    let output = run(arguments, input);
    assert_eq!(String::from_utf8_lossy(&output.stdout), out);
    assert_eq!(String::from_utf8_lossy(&output.stderr), err);
    assert_eq!(output.status.code(), Some(status));
}

#[test]
fn the_shipped_table_is_legal() {
    let output = run(&["check"], "");
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.lines()
            .last()
            .is_some_and(|line| line.starts_with("codes.toml is legal")),
        "{said}"
    );
}

#[test]
fn mistakes_are_shown_without_a_build() {
    let table = "[enum]\nname = \"off duty\"\ndoc = \"Words.\"\n\n[[range]]\nfrom = 2\nto = 1\nname = \"Two\"\nsummary = \"No.\"\n";
    check(
        &["check", "-"],
        table,
        1,
        "\
error: the table has no code
 --> <stdin>:2:8
  |
2 | name = \"off duty\"
  |        ^^^^^^^^^^
  |
  = help: begin one with `[[code]]`, a line of its own

error: `off duty` is no name: write ASCII letters and digits like `InvalidParameter`
 --> <stdin>:2:8
  |
2 | name = \"off duty\"
  |        ^^^^^^^^^^
  |
  = help: write `OffDuty`

error: `to` is less than `from`
 --> <stdin>:7:6
  |
7 | to = 1
  |      ^
  |
  = help: write the least number as `from` and the greatest as `to`

<stdin> has 3 errors
",
        "",
    );
}

#[test]
fn a_file_that_is_not_there_is_wrong_usage() {
    let output = run(&["check", "no/such/table.toml"], "");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.starts_with("error: cannot read `no/such/table.toml`: "),
        "{said}"
    );
    assert!(output.stdout.is_empty());
}

/// `check` says of a new entry exactly what is to be filled in.
#[test]
fn a_new_entry_lacks_what_only_a_person_knows() {
    let entry = run(&["new", "20001", "OffDuty"], "");
    assert_eq!(entry.status.code(), Some(0));
    let entry = String::from_utf8(entry.stdout).expect("the entry is text");
    let said = run(&["check", "-"], &format!("{entry}\n{WORDS}"));
    assert_eq!(said.status.code(), Some(1));
    let said = String::from_utf8(said.stdout).expect("what is said is text");
    let errors: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("error"))
        .collect();
    assert_eq!(
        errors,
        [
            "error: `summary` is blank",
            "error: `category` is blank",
            "error: `area` is blank",
            "error: `retry` is blank",
            "error: `sources` is empty",
        ]
    );
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
    check(
        &["check", "-"],
        &format!("{filled}\n{WORDS}"),
        0,
        "<stdin> is legal\n",
        "",
    );
}

#[test]
fn a_name_that_is_none_is_refused() {
    check(
        &["new", "-5", "off duty"],
        "",
        2,
        "",
        "error: `off duty` is no name: write ASCII letters and digits like `InvalidParameter`\n",
    );
}

//! Runs the program.

#![allow(dead_code, reason = "each test file uses some of this")]

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_commsease-status");

/// Returns a command that runs the program in the root of the repository.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs a command with standard input.
pub(crate) fn feed(mut command: Command, input: &[u8]) -> Output {
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // On a thread of its own, because the program can fill the pipe of its output first.
    thread::scope(|scope| {
        // A program that does not read its input may have exited already.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the program exits")
    })
}

/// Runs the program with standard input.
pub(crate) fn run(arguments: &[&str], input: &[u8]) -> Output {
    feed(command(arguments), input)
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

/// Checks the exit status and everything that is printed.
#[track_caller]
pub(crate) fn check(arguments: &[&str], status: i32, stdout: &str, stderr: &str) {
    let output = run(arguments, b"");
    assert_eq!(text(&output.stderr), stderr);
    assert_eq!(text(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(status));
}

/// Checks an error, which is printed to standard error only.
#[track_caller]
pub(crate) fn fails(arguments: &[&str], status: i32, error: &str) {
    check(arguments, status, "", &format!("error: {error}\n"));
}

/// Returns what a successful command prints.
#[track_caller]
pub(crate) fn stdout(arguments: &[&str]) -> String {
    let output = run(arguments, b"");
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    text(&output.stdout)
}

/// Returns what a command prints as JSON.
#[track_caller]
pub(crate) fn json(arguments: &[&str]) -> serde_json::Value {
    let output = run(&[arguments, &["--format", "json"]].concat(), b"");
    serde_json::from_slice(&output.stdout).expect("the output is JSON")
}

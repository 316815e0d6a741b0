//! What is too long, too deep, or would take too long.

use serde_json::Value;

use super::{CLOSED, check, check_incomplete, closed, scan};

/// Checks that something is left out with a warning, and that no gate passes then.
#[track_caller]
fn check_left_out(log: &str, warning: &str, count: u64) {
    let run = scan(&["--format", "json"], log);
    check_incomplete(&run, 0, &format!("warning: {warning}"), count);
    for gate in ["server", "parameter", "unknown-code"] {
        let run = scan(&["--format", "json", "--fail-on", gate], log);
        check_incomplete(&run, 2, "error: `--fail-on` cannot pass", count);
    }
}

#[test]
fn lines_that_are_too_long() {
    let long = "x".repeat(20_000_000);
    let log = format!("{CLOSED}\n{long}{CLOSED}\n{CLOSED}\n{long}");
    check_left_out(
        &log,
        "skipped 2 lines longer than 8 MiB (first: <stdin>:2)\n",
        2,
    );
    let report: Value = serde_json::from_str(&scan(&["--format", "json"], log).out).unwrap();
    assert_eq!(
        (&report["codes"][0]["last"], &report["lines"]),
        (&"<stdin>:3".into(), &4.into())
    );
    check(
        &format!("{}{CLOSED}\n{CLOSED}", "x".repeat(3_000_000)),
        &[closed(2)],
    );
}

#[test]
fn bodies_that_are_nested_too_deeply() {
    let deep = format!("{CLOSED}\n{{code:414,x:{}\n{CLOSED}", "[".repeat(43_600));
    let warning = "skipped 1 response nested more than 128 levels deep (first: <stdin>:2)\n";
    check_left_out(&deep, warning, 2);
}

#[test]
fn lines_with_too_many_brackets() {
    let hostile = format!("{{{}\n{CLOSED}", "\"xcode\":1,code:1,".repeat(50_000));
    check_left_out(
        &hostile,
        "gave up on 1 line with too many candidate bodies (first: <stdin>:1)\n",
        1,
    );
}

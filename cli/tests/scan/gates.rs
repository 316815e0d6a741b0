//! `--fail-on`, `--stubs`, and the help.

use super::{CLOSED, scan};

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

#[test]
fn gates() {
    let log = format!("{CLOSED}\n{CLOSED}\n{{\"code\":415,\"desc\":\"odd\"}}\n{{\"code\":778899}}");
    check_gate(
        "parameter",
        &log,
        1,
        "error: `parameter` occurred 2 times (first: <stdin>:1)\n",
    );
    check_gate(
        "server,unknown-code",
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
    check_gate("server,rate", &log, 0, "");
    check_gate("unknown-code,unmatched-message", CLOSED, 0, "");
    // The range of an unknown code has a category.
    check_gate(
        "server",
        "{\"code\":512}",
        1,
        "error: `server` occurred once (first: <stdin>:1)\n",
    );
    let run = scan(
        &["--fail-on", "server", "--fail-on", "parameter,network"],
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
        scan(&["--fail-on", "parameter", "no-such-file"], "").status,
        Some(2)
    );
}

#[test]
fn stubs() {
    let stubs = scan(
        &["--stubs"],
        "{\"code\":778899,\"desc\":\"item 1 of 2\"}\n{\"code\":415,\"desc\":\"odd one\"}",
    )
    .out;
    assert!(stubs.starts_with("# Add to 415 "), "{stubs}");
    assert!(
        stubs.contains("\n[[code]]\ncode = 778899\nname = \"\"\n"),
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

//! Runs the command-line tool of the app.

use std::process::{Command, Output};

fn codes(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_codes"));
    command.env("LC_ALL", "C");
    command.args(arguments).output().expect("the tool runs")
}

#[track_caller]
fn check(arguments: &[&str], status: i32, stdout: &str) {
    let output = codes(arguments);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(status));
}

#[test]
fn the_tool_explains_the_codes_of_the_app() {
    check(
        &["explain", "OffDuty", "Off", "duty", "until", "8:30."],
        0,
        "\
20001 OffDuty
The receiver is off duty.
Category: availability · Outcome: failure · Retry: later, with exponential backoff

back-later  \"off duty until {time}\"
  What happened: The receiver is off duty until 8:30.
  What to do:    Send it again after 8:30.
  Fix by: the end user. Retry: later, with exponential backoff.
",
    );
    check(
        &["explain", "20042"],
        1,
        "\
20042 (unknown)
Unknown code in the range:
  20000–20099  Our callback refused the message for a reason that this program does not know.
Outcome: failure
",
    );
}

#[test]
fn the_tool_lists_the_codes_of_the_app() {
    check(
        &["list"],
        0,
        "20001\tOffDuty\tThe receiver is off duty.\n\
         20002\tForbiddenWord\tThe message contains a forbidden word.\n",
    );
    check(
        &["search", "holiday", "deputy"],
        0,
        "20001\tOffDuty\tThe receiver is off duty.\n",
    );
    let help = String::from_utf8(codes(&["list", "--help"]).stdout).expect("UTF-8");
    assert!(help.contains("Usage: codes list"), "{help}");
    assert!(help.contains("- content:"), "{help}");
    // The table declares no platforms.
    assert!(!help.contains("--platform"), "{help}");
}

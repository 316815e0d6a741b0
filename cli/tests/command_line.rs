//! Runs the real binary: what it prints, where, and its exit status.

use std::io::Write;
use std::process::{Command, Output, Stdio};

const BINARY: &str = env!("CARGO_BIN_EXE_commsease-status");

/// Runs the binary with arguments and something on standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(BINARY)
        .args(arguments)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    // A command that needs no input may have ended before it could take any.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("the binary ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

/// Checks the exit status and all that is printed.
#[track_caller]
fn check(arguments: &[&str], status: i32, stdout: &str, stderr: &str) {
    let output = run(arguments, b"");
    assert_eq!(text(&output.stderr), stderr);
    assert_eq!(text(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(status));
}

/// What is printed by a command that succeeds.
#[track_caller]
fn stdout(arguments: &[&str]) -> String {
    let output = run(arguments, b"");
    assert_eq!(
        (text(&output.stderr).as_str(), output.status.code()),
        ("", Some(0))
    );
    text(&output.stdout)
}

#[track_caller]
fn json(arguments: &[&str]) -> serde_json::Value {
    let output = run(&[arguments, &["--format", "json"]].concat(), b"");
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

const CHECK_ROOMID: &str = "\
414 InvalidParameter
The service cannot accept something in the request, and only the text of the answer says what.
category parameter, failure, retry: after-fix

chat-room-closed  \"check roomid\"
  What happened: The chat room that the request names is closed, as when the message history of a
    closed room is queried.
  What to do:    Check the `roomid`; open the chat room again before its history is queried.
  by: caller, retry: after-fix
";

#[test]
fn a_number_with_its_text() {
    check(&["explain", "414", "check roomid"], 0, CHECK_ROOMID, "");
}

#[test]
fn a_body_as_argument() {
    check(
        &["explain", r#"{"desc":"check roomid","code":414}"#],
        0,
        CHECK_ROOMID,
        "",
    );
}

#[test]
fn a_name_and_an_identifier() {
    check(
        &["explain", "InvalidParameter", "check roomid"],
        0,
        CHECK_ROOMID,
        "",
    );
    check(
        &["explain", "RES_EPARAM", "check roomid"],
        0,
        CHECK_ROOMID,
        "",
    );
}

#[test]
fn a_body_on_standard_input() {
    let output = run(
        &["explain", "-"],
        br#"{"request":7,"msg":"check roomid","code":"414"}"#,
    );
    assert_eq!(
        (text(&output.stdout).as_str(), output.status.code()),
        (CHECK_ROOMID, Some(0))
    );
}

#[test]
fn a_body_as_the_documents_write_it() {
    let output = run(
        &["explain", "-"],
        b"{desc:\"duplicate...\", code:\"417\"}\n",
    );
    assert!(
        text(&output.stdout).contains("\nchat-room-role-unchanged  "),
        "{output:?}"
    );
}

#[test]
fn every_sample_of_the_catalogue_as_a_body() {
    let causes = commsease_status::StatusCode::ALL
        .iter()
        .flat_map(|status| status.causes());
    for cause in causes {
        for sample in cause.samples() {
            let answer = json(&["explain", sample]);
            assert_eq!(answer["evidence"], "text", "{sample}");
            assert_eq!(
                answer["causes"].as_array().map(Vec::len),
                Some(1),
                "{sample}"
            );
            assert_eq!(answer["causes"][0]["id"], cause.id(), "{sample}");
        }
    }
}

#[test]
fn the_object_that_programs_read() {
    let answer = json(&["explain", "414", "check roomid"]);
    assert_eq!(answer["code"], 414);
    assert_eq!(answer["name"], "InvalidParameter");
    assert_eq!(answer["evidence"], "text");
    assert_eq!(answer["text"], "check roomid");
    let cause = &answer["causes"][0];
    assert_eq!(
        (&cause["id"], &cause["fixer"]),
        (&"chat-room-closed".into(), &"caller".into())
    );
    assert_eq!(cause["retry"], "after-fix");
    assert!(cause["when"].is_string() && cause["fix"].is_string() && answer["summary"].is_string());

    let unknown = json(&["explain", "8000000"]);
    assert_eq!(unknown["name"], serde_json::Value::Null);
    assert_eq!(unknown["text"], serde_json::Value::Null);
    assert_eq!(unknown["evidence"], "unknown");
    assert_eq!(unknown["causes"], serde_json::json!([]));
    assert_eq!(json(&["explain", "20050"])["evidence"], "range");
    assert_eq!(json(&["explain", "302"])["evidence"], "code");
}

#[test]
fn an_unknown_number() {
    check(
        &["explain", "8000000"],
        1,
        "8000000 (no entry)\nNothing is known of this number.\n",
        "",
    );
}

#[test]
fn a_number_that_only_a_range_knows() {
    let output = run(&["explain", "109421"], b"");
    let printed = text(&output.stdout);
    assert!(printed.starts_with(
        "109421 (no entry)\nThe v10 service reports a failure that concerns a team member."
    ));
    assert!(printed.contains("The account is\nmuted."), "{printed}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn negative_numbers() {
    assert!(stdout(&["explain", "-1"]).starts_with("-1 ClientUnknownError\n"));
    assert_eq!(run(&["explain", "-77"], b"").status.code(), Some(1));
}

#[test]
fn a_platform_with_a_sense_of_its_own() {
    let ios = "810 TeamInvitationSent on ios\nThe user is not a member of the team.\n\
               category not-found, failure, retry: after-fix\n";
    check(&["explain", "810", "--platform", "ios"], 0, ios, "");
    // An identifier that only this platform has means the platform too.
    check(&["explain", "NIMRemoteErrorCodeTeamNotMember"], 0, ios, "");
    let everywhere = stdout(&["explain", "810"]);
    assert!(everywhere.contains("The invitation to the team was sent out, which is a success.\n"));
    assert!(everywhere.contains(
        "On ios (NIMRemoteErrorCodeTeamNotMember): The user is not a member of the team."
    ));
}

#[test]
fn items_of_a_batch() {
    let body = r#"{"code":200,"msg":"success","data":{"failed_list":[{"error_code":102404,"error_msg":"account not exist"}]}}"#;
    let printed = stdout(&["explain", body]);
    assert!(
        printed.contains("\nFailed item\n102404 V10AccountNotFound\n"),
        "{printed}"
    );
    assert!(printed.contains("\naccount-not-found  "), "{printed}");
}

#[test]
fn markdown() {
    let printed = stdout(&["explain", "403", "app is forbidden", "--format", "markdown"]);
    assert!(printed.starts_with("### 403 Forbidden\n\n"), "{printed}");
    assert!(
        printed.contains("\nThe server said: `app is forbidden`\n"),
        "{printed}"
    );
    assert!(printed.contains("\n| `app-suspended` | "), "{printed}");
}

#[test]
fn what_cannot_be_used_is_said_in_one_sentence() {
    #[track_caller]
    fn fails(arguments: &[&str], status: i32, sentence: &str) {
        check(arguments, status, "", &format!("error: {sentence}\n"));
    }
    fails(
        &["explain", "99999999999"],
        2,
        "`99999999999` is no code: codes are integers of 32 bits",
    );
    fails(
        &["explain", "RES_EPARM"],
        1,
        "no code has the name or SDK identifier `RES_EPARM`: did you mean `RES_EPARAM`?",
    );
    fails(
        &["explain", "\u{1b}[31m"],
        1,
        "no code has the name or SDK identifier `\\u{1b}[31m`",
    );
    fails(
        &["explain", "{}"],
        2,
        "the body is no response: missing field `code` at line 1 column 1",
    );
    fails(
        &["explain", r#"{"code":414}"#, "x"],
        2,
        "a body has its own text: leave out the second argument",
    );
    fails(
        &["list", "4y"],
        2,
        "`4y` is no form of numbers: write one like `4xx`",
    );
    let output = run(&["explain", "-"], b"{\"code\":414,\"desc\":\"\xff\"}");
    assert_eq!(
        text(&output.stderr),
        "error: the body is not UTF-8: the byte at offset 20 is wrong\n"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn numbers_are_never_wrapped() {
    let output = run(
        &["explain", "-"],
        br#"{"code":4294967710,"desc":"check roomid"}"#,
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("4294967710"), "{output:?}");
}

#[test]
fn wrong_usage() {
    for arguments in [
        &["explain"][..],
        &["frobnicate"],
        &["explain", "1", "--platform", "amiga"],
        &["search"],
        &[],
    ] {
        let output = run(arguments, b"");
        assert_eq!(
            (output.status.code(), output.stdout.len()),
            (Some(2), 0),
            "{arguments:?}"
        );
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn lists() {
    let printed = json(&["list", "4xx", "--category", "rate"]);
    let codes: Vec<i64> = printed
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|code| code["code"].as_i64())
        .collect();
    assert_eq!(codes, [416]);
    assert_eq!(
        json(&["list"]).as_array().map(Vec::len),
        Some(commsease_status::StatusCode::ALL.len())
    );
    assert!(stdout(&["list", "--area", "sms"]).contains("   413 SmsVerificationFailed\n"));
    assert!(stdout(&["list", "--platform", "flutter"]).contains("     0 UnknownError\n"));
    assert_eq!(run(&["list", "999xxx"], b"").status.code(), Some(1));
}

#[test]
fn searches() {
    let found = |words: &[&str]| {
        let printed = json(&[&["search"], words].concat());
        let codes = printed
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|code| code["code"].as_i64());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(found(&["roomid", "php"]), [414]);
    assert_eq!(found(&["CURTIME is EXPIRED"]), [414]);
    assert_eq!(found(&["res_euidpass"]), [302]);
    assert!(found(&["blocklist"]).contains(&7101));
    assert_eq!(found(&["no xylophone"]), Vec::<i64>::new());
}

#[test]
fn completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(
            stdout(&["completions", shell]).contains("explain"),
            "{shell}"
        );
    }
}

/// Whoever reads may stop reading: `commsease-status list | head -1`.
#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(BINARY)
        .args(["reference"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!(
        (output.status.code(), text(&output.stderr).as_str()),
        (Some(0), "")
    );
}

#[test]
fn no_colour_without_a_terminal() {
    assert!(!stdout(&["explain", "414"]).contains('\u{1b}'));
    let output = Command::new(BINARY)
        .args(["explain", "414"])
        .env("CLICOLOR_FORCE", "1")
        .env_remove("NO_COLOR")
        .output();
    assert!(text(&output.expect("the binary runs").stdout).contains('\u{1b}'));
}

#[test]
fn what_a_server_said_is_printed_escaped() {
    let printed = stdout(&["explain", "414", "\u{1b}]0;title\u{7}\u{202e}"]);
    assert!(
        printed.contains("\\u{1b}]0;title\\u{7}\\u{202e}"),
        "{printed}"
    );
    assert!(
        !printed.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{printed}"
    );
    let printed = stdout(&["explain", "414", "bob\u{1b}[2J not register"]);
    assert!(
        printed.contains("bob\\u{1b}[2J") && !printed.contains('\u{1b}'),
        "{printed}"
    );
}

/// `docs/codes.md` is what the tool writes.
#[test]
fn the_reference_page_is_fresh() {
    let page = stdout(&["reference"]);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/codes.md");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        page == committed,
        "docs/codes.md is stale: `cargo run -- reference > docs/codes.md` in the root of the repository renews it"
    );
}

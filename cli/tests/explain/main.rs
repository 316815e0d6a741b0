//! `explain`, with the codes of the service. The layout is tested with a table of its own: see
//! `other_tables`.

mod errors;
mod platforms;
#[path = "../support/mod.rs"]
mod support;
mod texts;

use commsease_status::{Cause, Code, Language, Platform, Status, StatusCode};
use serde_json::{Value, json};
use support::{check, json, run, stdout, text};

/// Returns a cause of the table.
fn cause(status: StatusCode, id: &str) -> &'static Cause {
    let mut causes = status.causes().iter();
    causes.find(|cause| cause.id() == id).expect("a cause")
}

/// Returns a code without an entry that several ranges describe.
fn code_in_ranges() -> Code {
    let mut codes = (0..i32::MAX).map(Code::new);
    let found = codes.find(|code| code.status().is_none() && code.ranges().count() > 1);
    found.expect("ranges that overlap")
}

/// Returns the answer for `414` and `check roomid`, which the other ways to ask must match.
fn check_roomid() -> String {
    let printed = stdout(&["explain", "414", "check roomid"]);
    let status = StatusCode::InvalidParameter;
    let cause = cause(status, "chat-room-closed");
    let facts = format!(
        "\n{}\nCategory: {} · Outcome: {} · Retry: {}\n",
        status.summary(),
        status.category(),
        status.outcome().description(),
        cause.retry().description()
    );
    // Between them is what the code means on platforms that redefine it.
    let heading = "\n\nchat-room-closed  \"check roomid\"\n  What happened: ";
    assert!(printed.starts_with("414 InvalidParameter\n"), "{printed}");
    assert!(printed.contains(&facts), "{printed}");
    assert!(printed.contains(heading), "{printed}");
    let (fix_by, retry) = (cause.fix_by().description(), cause.retry().description());
    let user = cause.user_message_in(Language::ENGLISH).expect("a text");
    let tail = format!("\n  Fix by: {fix_by}. Retry: {retry}.\n\nFor end users: {user}\n");
    assert!(printed.ends_with(&tail), "{printed}");
    assert!(printed.contains("\n  What to do:    "), "{printed}");
    printed
}

#[test]
fn all_ways_to_ask_get_the_same_answer() {
    let answer = check_roomid();
    let body = r#"{"desc":"check roomid","code":414}"#;
    for arguments in [
        &["explain", "414", "check", "roomid"][..],
        &["explain", "414 check roomid"],
        &["explain", "InvalidParameter", "check roomid"],
        &["explain", "RES_EPARAM", "Check roomid."],
        &["explain", body],
        &["explain", "{code: 414, desc: 'check roomid'}"],
        &["explain", &format!("12:00:01 WARN response={body} in 3 ms")],
        &["explain", "12:00:01", "WARN", &format!("response={body}")],
        &["explain", "code=414,", "desc=check", "roomid"],
        &[
            "explain",
            "20260101",
            "WARN",
            "code=414,",
            "desc=check",
            "roomid",
        ],
    ] {
        check(arguments, 0, &answer, "");
    }
}

#[test]
fn a_name_in_another_case_is_told() {
    let answer = check_roomid();
    for (name, exact) in [
        ("invalidparameter", "InvalidParameter"),
        ("res_eparam", "RES_EPARAM"),
    ] {
        let note = format!("\nNote: Only the case differs: the name is `{exact}`.\n");
        let arguments = ["explain", name, "check roomid"];
        check(&arguments, 0, &format!("{answer}{note}"), "");
    }
}

#[test]
fn standard_input_can_be_a_body_a_line_or_a_code() {
    let answer = check_roomid();
    for input in [
        r#"{"request":7,"msg":"check roomid","code":"414"}"#,
        "{\n  \"code\": 414,\n  \"desc\": \"check roomid\"\n}\n",
        r#"{"level":"warn","response":{"code":414,"desc":"check roomid"}}"#,
        "2026-01-01 WARN {code:414, desc:'check roomid'}\n",
        r#"{"level":"warn","text":"{\"code\":414,\"desc\":\"check roomid\"}"}"#,
        "1735689600 Response(code=414, desc=check roomid)",
        "414 check roomid\n",
        "RES_EPARAM check roomid",
    ] {
        let output = run(&["explain", "-"], input.as_bytes());
        assert_eq!(text(&output.stdout), answer, "{input}");
        assert_eq!(output.status.code(), Some(0));
    }
    let output = run(&["explain", "-", "check", "roomid"], b"414\n");
    assert_eq!(text(&output.stdout), answer);
}

#[test]
fn every_sample_of_the_table_selects_its_cause() {
    let cases = StatusCode::all().iter().flat_map(|status| {
        let samples = |cause: &'static Cause| {
            let literals = cause.patterns().iter().filter(|it| !it.contains('{'));
            let samples = cause.samples().iter().chain(literals);
            samples.map(|sample| (*sample, cause.id()))
        };
        let samples = status.causes().iter().flat_map(samples);
        samples.map(|(sample, cause)| (status.code(), sample, cause))
    });
    for (code, sample, cause) in cases.step_by(3) {
        let body = json!({ "code": code, "desc": sample }).to_string();
        let answer = json(&["explain", &body]);
        let causes = answer["causes"].as_array().expect("an array");
        assert_eq!(causes.len(), 1, "{body}");
        assert_eq!(causes[0]["id"], cause, "{body}");
        assert_eq!(answer["key"], format!("{code}/{cause}"));
    }
}

#[test]
fn the_json_object() {
    let answer = json(&["explain", "414", "alice not register"]);
    let members = |value: &Value| {
        let object = value.as_object().expect("an object");
        object.keys().cloned().collect::<Vec<_>>()
    };
    let mut expected = [
        "code",
        "name",
        "summary",
        "evidence",
        "message",
        "captures",
        "key",
        "platform",
        "category",
        "outcome",
        "retry",
        "causes",
        "advice",
        "ranges",
        "meanings",
        "sdk_names",
        "see_also",
        "deprecation",
        "reserved",
        "sources",
        "user_message",
    ];
    expected.sort_unstable();
    let mut found = members(&answer);
    found.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(answer["code"], 414);
    assert_eq!(answer["name"], "InvalidParameter");
    assert_eq!(answer["evidence"], "pattern");
    assert_eq!(answer["message"], "alice not register");
    assert_eq!(answer["captures"], json!({ "accid": "alice" }));
    assert_eq!(answer["key"], "414/account-not-registered");
    assert_eq!(answer["advice"], Value::Null);
    let found = &answer["causes"][0];
    let cause = cause(StatusCode::InvalidParameter, "account-not-registered");
    assert_eq!(found["fix_by"], cause.fix_by().id());
    assert_eq!(found["retry"], cause.retry().id());
    assert_eq!(found["hinted"], false);
    assert_eq!(found["patterns"], json!(cause.patterns()));
    let filled = |sentence: &str| sentence.replace("{accid}", "alice");
    assert_eq!(found["description"], filled(cause.description()));
    assert_eq!(found["fix"], filled(cause.fix()));
    assert_eq!(found["description_template"], cause.description());
    assert_eq!(found["fix_template"], cause.fix());
}

#[test]
fn the_json_object_says_how_specific_it_is() {
    let unknown = json(&["explain", "8000000", "x"]);
    assert_eq!(unknown["evidence"], "unknown");
    assert_eq!(unknown["name"], Value::Null);
    assert_eq!(unknown["message"], "x");
    assert_eq!(unknown["causes"], json!([]));
    let code = code_in_ranges();
    let answer = json(&["explain", &code.to_string()]);
    assert_eq!(answer["evidence"], "range");
    assert_eq!(answer["summary"], answer["ranges"][0]["summary"]);
    let ranges = answer["ranges"].as_array().expect("an array");
    assert_eq!(ranges.len(), code.ranges().count());
    for (found, range) in ranges.iter().zip(code.ranges()) {
        assert_eq!(found["name"], range.name());
        assert_eq!(found["suffix"].as_str(), range.suffix());
        assert_eq!(found["first"], range.first());
        assert_eq!(found["last"], range.last());
    }
    assert_eq!(json(&["explain", "302"])["evidence"], "code");
    let exact = json(&["explain", "414", "check roomid"]);
    assert_eq!(exact["evidence"], "message");
    assert_eq!(exact["message"], "check roomid");
}

#[test]
fn a_hint_is_not_a_proof() {
    let (status, cause) = hinted();
    let code = status.code().to_string();
    // No account ID, so that no pattern matches.
    let message = cause.hints()[0].replace('{', "\u{f6}").replace('}', "");
    let printed = stdout(&["explain", &code, &message]);
    let (_, after) = printed
        .split_once("\nThe message may be one of these causes, but does not prove one:\n\n")
        .expect("a sentence about the hint");
    assert!(after.starts_with(cause.id()), "{printed}");
    assert!(printed.contains(" other documented cause"), "{printed}");
    assert!(printed.contains("\nAdvice: "), "{printed}");
    let answer = json(&["explain", &code, &message]);
    assert_eq!(answer["evidence"], "hint");
    assert_eq!(answer["key"], code);
    assert_eq!(answer["causes"][0]["hinted"], true);
    assert!(answer["advice"].is_string());
}

/// Returns a code with several causes, and its first cause with a hint.
fn hinted() -> (StatusCode, &'static Cause) {
    let mut causes = StatusCode::all().iter().flat_map(|status| {
        let causes = status.causes().iter().map(|cause| (*status, cause));
        causes.filter(|(status, _)| status.causes().len() > 1)
    });
    let hinted = causes.find(|(_, cause)| !cause.hints().is_empty());
    hinted.expect("a cause with a hint")
}

#[test]
fn an_unmatched_message() {
    let printed = stdout(&["explain", "414", "what is this?"]);
    let causes = StatusCode::InvalidParameter.causes().len();
    assert!(
        printed.contains("\nNo documented cause matches \"what is this?\".\n\nAdvice: "),
        "{printed}"
    );
    assert!(
        printed.contains(&format!("\n{causes} documented causes:\n")),
        "{printed}"
    );
    let success = stdout(&["explain", r#"{"code":200,"msg":"success"}"#]);
    assert!(!success.contains("No documented cause"), "{success}");
}

#[test]
fn a_message_can_look_like_a_response() {
    let answer = json(&["explain", "414", "code=403, desc=x"]);
    assert_eq!(
        (&answer["code"], &answer["message"]),
        (&json!(414), &json!("code=403, desc=x"))
    );
}

#[test]
fn unknown_codes() {
    check(
        &["explain", "8000000"],
        1,
        "8000000 (unknown)\nNo entry or range describes this code.\n",
        "",
    );
    let code = code_in_ranges();
    let output = run(&["explain", &code.to_string()], b"");
    let printed = text(&output.stdout);
    let head = format!("{code} (unknown)\nUnknown code in the ranges:\n  ");
    assert!(printed.starts_with(&head), "{printed}");
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&["explain", "-1"]).starts_with("-1 ClientUnknownError\n"));
    assert_eq!(run(&["explain", "-40404"], b"").status.code(), Some(1));
}

#[test]
fn the_platform_decides() {
    let general = stdout(&["explain", "810"]);
    let start = "810 TeamInvitationSent\nThe meaning depends on the platform.\n";
    assert!(general.starts_with(start), "{general}");
    assert!(
        general.contains("\nOn other platforms:\n  ios: "),
        "{general}"
    );
    let ios = stdout(&["explain", "810", "--platform", "ios"]);
    assert!(ios.starts_with("810 TeamInvitationSent on ios\n"), "{ios}");
    let status = StatusCode::TeamInvitationSent;
    let meaning = status.meaning_on(Platform::Ios).expect("a meaning");
    let (category, outcome) = (meaning.category(), meaning.outcome().description());
    assert!(
        ios.contains(&format!("\nCategory: {category} · Outcome: {outcome}")),
        "{ios}"
    );
    let summary = status.summary();
    assert!(
        ios.contains(&format!("\n  in general: {summary}\n")),
        "{ios}"
    );
    // An identifier that only this platform uses implies the platform.
    assert_eq!(stdout(&["explain", "NIMRemoteErrorCodeTeamNotMember"]), ios);
    let answer = json(&["explain", "810", "--platform", "ios"]);
    assert_eq!(answer["platform"], "ios");
    assert_eq!(answer["outcome"], meaning.outcome().id());
    assert_eq!(json(&["explain", "810"])["platform"], Value::Null);
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
    let answer = json(&["explain", body]);
    assert_eq!(answer["failed_items"][0]["code"], 102_404);
    let markdown = stdout(&["explain", body, "--format", "markdown"]);
    assert!(
        markdown.contains("\nFailed item:\n\n### 102404 "),
        "{markdown}"
    );
}

#[test]
fn markdown() {
    let printed = stdout(&["explain", "403", "app is forbidden", "--format", "markdown"]);
    assert!(printed.starts_with("### 403 Forbidden\n\n"), "{printed}");
    assert!(
        printed.contains(
            "\nError message: `app is forbidden`\n\nCause: `app-suspended`\n\n- What happened: "
        ),
        "{printed}"
    );
    let open = stdout(&["explain", "416", "--format", "markdown"]);
    assert!(open.contains("\n| Cause | What happened | What to do | Fix by | Retry |\n"));
}

/// A message can only be code, and captured text too: neither markup, nor a link, nor a mention.
#[test]
fn markdown_escapes_messages() {
    let message = "`](http://x)|<b>@admin";
    let printed = stdout(&["explain", "414", message, "--format", "markdown"]);
    assert!(
        printed.contains("\nError message: `` `](http://x)|<b>@admin ``\n"),
        "{printed}"
    );
    let message = "a@f_b not register";
    let printed = stdout(&["explain", "414", message, "--format", "markdown"]);
    let without_code = printed.replace("`a@f_b`", "");
    assert!(
        without_code.contains("\nCause: `account-not-registered`\n"),
        "{printed}"
    );
    let lines = without_code
        .lines()
        .filter(|line| !line.starts_with("Error message: "));
    for line in lines {
        assert!(!line.contains("@f"), "{printed}");
    }
}

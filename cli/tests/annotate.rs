//! `annotate`: one row for each line, at once, whatever the line is.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};
use support::{command, feed, run, text};

const CLOSED: &str = r#"{"desc":"check roomid","code":414}"#;

/// Returns the rows of some lines.
#[track_caller]
fn rows(options: &[&str], lines: &[u8]) -> Vec<Value> {
    let output = run(&[&["annotate"], options].concat(), lines);
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    let rows = text(&output.stdout);
    assert!(rows.is_empty() || rows.ends_with('\n'), "{rows}");
    let rows = rows.lines();
    rows.map(|row| serde_json::from_str(row).expect("a row is JSON"))
        .collect()
}

/// Checks the only row of a line, with the key and the message of each response only.
#[track_caller]
fn check(options: &[&str], line: &str, expected: &Value) {
    let mut rows = rows(options, line.as_bytes());
    assert_eq!(rows.len(), 1, "{rows:?}");
    let responses = rows[0]["responses"].as_array_mut().expect("an array");
    for response in responses {
        *response = json!([response["key"], response["message"]]);
    }
    assert_eq!(rows[0], *expected, "{line}");
}

#[test]
fn a_response_says_what_to_do() {
    let line = r#"{"code":414,"desc":"abc not register"} Error Domain=NIMRemoteErrorDomain Code=500 "odd""#;
    let rows = rows(&["--language", "en"], line.as_bytes());
    let status = commsease_status::diagnose(414, Some("abc not register"));
    assert_eq!(
        rows,
        [json!({"line": line, "responses": [
            {
                "code": 414,
                "name": "InvalidParameter",
                "key": status.key().to_string(),
                "category": "parameter",
                "outcome": "failure",
                "retry": status.retry().expect("it is known").id(),
                "message": "abc not register",
                "captures": {"accid": "abc"},
                "platform": null,
                "cause": status.cause().expect("it is proven").id(),
                "fix": status.fix().expect("it is proven").to_string(),
            },
            {
                "code": 500,
                "name": "InternalServerError",
                "key": "500",
                "category": "server",
                "outcome": "failure",
                "retry": "outcome-unknown",
                "message": "odd",
                "captures": {},
                "platform": "ios",
                "cause": null,
                "fix": null,
            },
        ]})]
    );
}

#[test]
fn the_texts_are_in_the_language() {
    let rows = rows(&["--language", "zh"], CLOSED.as_bytes());
    let diagnosis = commsease_status::diagnose(414, Some("check roomid"));
    let fix = diagnosis
        .in_language(commsease_status::StatusCode::ZH)
        .fix();
    let fix = fix.expect("it is proven").to_string();
    assert_eq!(rows[0]["responses"][0]["fix"], fix);
}

#[test]
fn all_adds_what_explain_says() {
    let row = &rows(&["--all"], CLOSED.as_bytes())[0]["responses"][0];
    let mut expected = support::json(&["explain", CLOSED]);
    expected["cause"] = json!("chat-room-closed");
    expected["fix"] = expected["causes"][0]["fix"].clone();
    assert_eq!(*row, expected);
}

#[test]
fn lines_become_rows() {
    let closed = json!([["414/chat-room-closed", "check roomid"]]);
    check(&[], "\n", &json!({"line": "", "responses": []}));
    check(
        &[],
        "a\u{202e}\t\r\n",
        &json!({"line": "a\u{202e}\t", "responses": []}),
    );
    check(&[], "{}", &json!({"responses": []}));
    check(&[], " { } \r\n", &json!({"responses": []}));
    check(&[], "[1]", &json!({"line": "[1]", "responses": []}));
    check(
        &[],
        "{\"a\":1} 2",
        &json!({"line": "{\"a\":1} 2", "responses": []}),
    );
    check(
        &[],
        "\t{\"a\":\r[\"\u{9b}\"],\"b\":{\"code\":414,\"desc\":\"check roomid\"}}",
        &json!({
            "a": ["\u{9b}"],
            "b": {"code": 414, "desc": "check roomid"},
            "responses": closed,
        }),
    );
    // What is found last by the search comes first in the line.
    check(
        &[],
        r#"code: 415 {"code":778899}"#,
        &json!({
            "line": r#"code: 415 {"code":778899}"#,
            "responses": [["415", null], ["778899", null]],
        }),
    );
}

#[test]
fn an_object_with_these_keys_is_not_changed() {
    for (key, written) in [
        ("responses", "responses"),
        ("problem", "problem"),
        ("problem", r"\u0070roblem"),
    ] {
        let line = format!("{{\"{written}\":1,\"code\":414}}");
        check(
            &[],
            &line,
            &json!({
                "line": line,
                "responses": [["414", null]],
                "problem": format!("the line has the key `{key}` already"),
            }),
        );
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_line() {
    check(
        &[],
        "\u{feff}{\"code\":414}",
        &json!({"code": 414, "responses": [["414", null]]}),
    );
}

#[test]
fn only_the_field_is_read() {
    let check = |line: &str, expected: Value| check(&["--field", "log"], line, &expected);
    let closed = json!([["414/chat-room-closed", "check roomid"]]);
    let log = format!("got\n{CLOSED}");
    let line = json!({"code": 500, "log": log}).to_string();
    check(&line, json!({"code": 500, "log": log, "responses": closed}));
    let line = format!("{{\"code\":500,\"log\":{CLOSED}}}");
    let object = json!({"code": 414, "desc": "check roomid"});
    check(
        &line,
        json!({"code": 500, "log": object, "responses": closed}),
    );
    check("{\"log\":null}", json!({"log": null, "responses": []}));
    check(
        "{\"code\":500}",
        json!({"code": 500, "responses": [], "problem": "the line has no field `log`"}),
    );
    check(
        "code: 415",
        json!({
            "line": "code: 415",
            "responses": [],
            "problem": "the line is not a JSON object: expected value at line 1 column 1",
        }),
    );
}

#[test]
fn what_is_not_read_is_a_problem() {
    let problems = |lines: &[u8]| -> Vec<Option<String>> {
        let rows = rows(&[], lines).into_iter();
        rows.map(|row| row["problem"].as_str().map(String::from))
            .collect()
    };
    let long = "x".repeat(9_000_000);
    let lines = format!("{CLOSED}\n{long}\n{CLOSED}\n{long}");
    let too_long = Some(String::from("the line is longer than 8 MiB"));
    assert_eq!(
        problems(lines.as_bytes()),
        [None, too_long.clone(), None, too_long]
    );
    for (line, problem) in [
        (
            b"{\"code\":414,\"desc\":\"\xff\"}\n".to_vec(),
            "replaced invalid UTF-8 in the line; replaced invalid UTF-8 in an error message",
        ),
        (
            format!("{{code:414,x:{}", "[".repeat(43_600)).into_bytes(),
            "skipped a response nested more than 128 levels deep",
        ),
        (
            format!("{{{}", "\"xcode\":1,code:1,".repeat(50_000)).into_bytes(),
            "gave up on too many candidate bodies",
        ),
    ] {
        assert_eq!(problems(&line), [Some(String::from(problem))]);
    }
}

#[test]
fn no_row_is_lost_or_moved() {
    let line = |index: usize| match index % 3 {
        0 => format!("{{\"n\":{index},\"code\":414}}\n"),
        1 => format!("n {index}\n"),
        _ => format!(
            "{{\"n\":{index},\"pad\":\"{}\"}}\n",
            "x".repeat(index % 5_000)
        ),
    };
    let lines: String = (0..20_000).map(line).collect();
    let rows = rows(&[], lines.as_bytes());
    assert_eq!(rows.len(), 20_000);
    for (index, row) in rows.iter().enumerate() {
        let expected = match index % 3 {
            1 => (json!(format!("n {index}")), Value::Null),
            _ => (Value::Null, json!(index)),
        };
        assert_eq!((&row["line"], &row["n"]), (&expected.0, &expected.1));
        assert_eq!(
            row["responses"].as_array().map(Vec::len),
            Some(usize::from(index % 3 == 0))
        );
    }
}

/// Starts the program with pipes.
fn start() -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child = command(&["annotate"]).spawn().expect("the program starts");
    let stdin = child.stdin.take().expect("a pipe");
    let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    (child, stdin, stdout)
}

/// As `ClickHouse` does: the next line comes after the answer.
#[test]
fn each_line_is_answered_before_the_next_one() {
    let (mut child, mut stdin, mut stdout) = start();
    for line in ["x\n", "{\"code\":414}\n", "y\nz\n"] {
        // Half a line has no answer.
        let (start, end) = line.split_at(1);
        stdin.write_all(start.as_bytes()).expect("it reads");
        stdin.write_all(end.as_bytes()).expect("it reads");
        for _ in line.lines() {
            let mut row = String::new();
            stdout.read_line(&mut row).expect("it answers");
            let row: Value = serde_json::from_str(&row).expect("a row is JSON");
            assert!(row["responses"].is_array(), "{row}");
        }
    }
    drop(stdin);
    assert_eq!(child.wait().expect("it exits").code(), Some(0));
}

/// It ends although its input does not.
#[test]
fn a_closed_pipe_ends_it_quietly() {
    let (mut child, mut stdin, stdout) = start();
    drop(stdout);
    stdin.write_all(b"x\n").expect("it reads");
    assert_eq!(child.wait().expect("it exits").code(), Some(0));
    let error = std::io::read_to_string(child.stderr.take().expect("a pipe"));
    assert_eq!(error.expect("UTF-8"), "");
    drop(stdin);
}

#[test]
fn an_input_that_cannot_be_read_is_an_error() {
    let output = run(&["annotate"], b"\x1f\x8b\x08");
    assert_eq!(
        (text(&output.stderr), output.status.code()),
        (
            String::from(
                "error: failed to read standard input: it is gzip-compressed: decompress it first\n"
            ),
            Some(2)
        )
    );
}

/// No thread can be started, because the address space has no place for its stack.
#[test]
fn the_main_thread_is_enough() {
    let mut command = command(&["annotate"]);
    command.env("RUST_MIN_STACK", (1_u64 << 52).to_string());
    let output = feed(command, "x\n".repeat(100_000).as_bytes());
    assert_eq!(text(&output.stderr), "");
    assert_eq!(text(&output.stdout).lines().count(), 100_000);
}

/// A reader that does not read stops the program, which then has read only what it can hold.
#[test]
fn a_slow_reader_is_waited_for() {
    const MAX_HELD: usize = 16 << 20;
    let mut child = command(&["annotate"]);
    let mut child = child.stdin(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let (sender, written) = std::sync::mpsc::channel();
    let writer = std::thread::spawn(move || {
        let block = format!("{}\n", "x".repeat(1 << 15));
        // Without a reader, it blocks before the end.
        for _ in 0..2_000 {
            stdin.write_all(block.as_bytes()).expect("it reads");
            let _ = sender.send(block.len());
        }
    });
    let mut held = 0;
    while let Ok(len) = written.recv_timeout(std::time::Duration::from_secs(2)) {
        held += len;
    }
    assert!(held < MAX_HELD, "{held}");
    let output = child.wait_with_output().expect("it exits");
    writer.join().expect("everything is written");
    let rows = text(&output.stdout).lines().count();
    assert_eq!(rows, 2_000);
}

//! What a report says.

use commsease_status::{StatusCode, diagnose};
use serde_json::Value;
use tempfile::TempDir;

use super::support::{command, feed, text};
use super::{CLOSED, closed, file, path_string, report, rows, scan};

#[test]
fn the_report_in_json() {
    let log = format!(
        "nothing\n{{\"code\":200}}\n{CLOSED}\n{{\"code\":200}}\n{{\"code\":200}}\n{CLOSED}\n\
         {{\"code\":-40404,\"msg\":\"item 7\"}}\n{{\"code\":414,\"desc\":\"item 8\"}}"
    );
    let report = report(log);
    assert_eq!(
        (&report["lines"], &report["responses"]),
        (&Value::from(8), &Value::from(7))
    );
    // Failures are first, although there are more successes.
    assert_eq!(rows(&report), [closed(2), (414, None, 1), (200, None, 3)]);
    let code = &report["codes"][0];
    assert_eq!(
        (&code["first"], &code["last"]),
        (&Value::from("<stdin>:3"), &Value::from("<stdin>:6"))
    );
    let status = StatusCode::InvalidParameter;
    assert_eq!(
        (&code["name"], &code["category"]),
        (&status.name().into(), &status.category().id().into())
    );
    let fix = diagnose(414, Some("check roomid")).fix().unwrap();
    assert_eq!(code["fix"], fix.to_string());
    assert!(
        code["advice"].is_null() && report["codes"][1]["fix"].is_null(),
        "{report}"
    );
    assert!(report["codes"][1]["advice"].is_string(), "{report}");
    let unknown = report["unknown_codes"].as_array().unwrap();
    assert_eq!(
        (unknown.len(), &unknown[0]["code"], &unknown[0]["count"]),
        (1, &Value::from(-40404), &Value::from(1))
    );
    let messages = report["unmatched_messages"].as_array().unwrap();
    let messages: Vec<_> = messages
        .iter()
        .map(|it| (&it["code"], &it["message"]))
        .collect();
    assert_eq!(
        messages,
        [
            (&(-40404).into(), &"item {n1}".into()),
            (&414.into(), &"item {n1}".into())
        ]
    );
}

#[test]
fn a_report_fits_the_width_of_the_terminal() {
    let log = r#"{"code":-7654321,"desc":"a message that nobody knows"}"#;
    let mut command = command(&["scan"]);
    command.env("COLUMNS", "40");
    let output = feed(command, log.as_bytes());
    assert_eq!(
        text(&output.stdout),
        r#"1 response in 1 line

Unknown codes
         1  -7654321  first: <stdin>:1

Unmatched messages
         1  -7654321 "a message that
            nobody knows"  first:
            <stdin>:1
"#
    );
}

#[test]
fn the_report_as_text_and_markdown() {
    let log = format!("{CLOSED}\n{{\"code\":-7654321}}\n{{\"code\":414,\"desc\":\"a|b `12`\"}}\n");
    let text = scan(&[], &log).out;
    assert!(text.starts_with("3 responses in 3 lines\n"), "{text}");
    for line in [
        "         1  33.3%  414 InvalidParameter (chat-room-closed)  first: <stdin>:1\n            ",
        "         1  33.3%  414 InvalidParameter  first: <stdin>:3\n            ",
        "\nUnknown codes\n         1  -7654321  first: <stdin>:2\n",
        "\nUnmatched messages\n         1  414 \"a|b `{n1}`\"  first: <stdin>:3\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let page = scan(&["--format", "markdown"], &log).out;
    for line in [
        "| 1 | 33.3 % | 414 | InvalidParameter | `chat-room-closed` | `<stdin>:1` | ",
        "\nUnknown codes:\n\n| Count | Code | First | Range |\n| ---: | ---: | --- | --- |\n| 1 | -7654321 | `<stdin>:2` |  |\n",
        "| 1 | 414 | `` a\\|b `{n1}` `` | `<stdin>:3` |\n",
    ] {
        assert!(page.contains(line), "{page}");
    }
}

#[test]
fn text_from_a_log_cannot_control_a_terminal() {
    let dir = TempDir::new().unwrap();
    let log = r#"{"code":414,"desc":"\u001b[31m\r\nred\u202e\u0007\u007f <b> [x](y)"}"#;
    // Windows does not have such names.
    let control = if cfg!(windows) { "" } else { "\u{1b}[2J" };
    let path = file(&dir, &format!("{control}\u{202e}.log"), log);
    let missing = path_string(&dir.path().join("\u{1b}[2K"));
    for arguments in [
        &[][..],
        &["--format", "json"],
        &["--format", "markdown"],
        &["--stubs"],
    ] {
        let run = scan(
            &[
                arguments,
                &[&path, &missing, "--fail-on", "unmatched-message"],
            ]
            .concat(),
            "",
        );
        let is_control = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(
            run.out.contains('m') && !run.out.contains(is_control),
            "{:?}",
            run.out
        );
        assert!(
            run.err.contains("failed to read") && !run.err.contains(is_control),
            "{:?}",
            run.err
        );
    }
    let json = scan(&["--format", "json"], log).out;
    assert!(
        json.contains(r"\u001b[{n1}m\r\nred\u202e\u0007\u007f"),
        "{json}"
    );
}

#[test]
fn long_messages_are_cut() {
    let log = format!(
        "{{\"code\":414,\"desc\":\"{}\"}}",
        "\u{8bf7}".repeat(100_000)
    );
    let message = report(log)["unmatched_messages"][0]["message"].clone();
    assert_eq!(message, "\u{8bf7}".repeat(200) + "\u{2026}");
}

#[test]
fn many_different_codes_and_messages_always_give_the_same_report() {
    let letter = |digit| char::from(digit + b'a' - b'0');
    let line = |n: u32| {
        let letters: String = n.to_string().bytes().map(letter).collect();
        format!(
            "{{\"code\":{},\"desc\":\"said {letters}\"}}\n",
            2_000_000 + n
        )
    };
    let log: String = (0..12_000).map(line).collect();
    let report = report(&log);
    let len = |key: &str| report[key].as_array().unwrap().len();
    assert_eq!(
        (len("unknown_codes"), &report["other_codes"]),
        (10_000, &Value::from(2_000))
    );
    assert_eq!(
        (
            len("unmatched_messages"),
            &report["other_unmatched_messages"]
        ),
        (1_000, &Value::from(11_000))
    );
    let again = scan(&["--format", "json"], &log);
    assert_eq!(serde_json::from_str::<Value>(&again.out).unwrap(), report);
    let text = scan(&[], &log).out;
    assert!(text.ends_with("\n\u{2026} and 2000 occurrences of other codes\n\n\u{2026} and 11000 other unmatched messages\n"));
}

#[test]
fn unknown_codes_do_not_hide_known_ones() {
    let unknown = (0..10_001).map(|n| format!("{{\"code\":{}}}\n", 1_000_000 + n));
    let mut log: String = unknown.collect();
    log.push_str(&format!("{CLOSED}\n").repeat(3));
    let report = report(&log);
    assert_eq!(rows(&report), [closed(3)]);
    assert_eq!(report["unknown_codes"].as_array().unwrap().len(), 10_000);
    assert_eq!(report["other_codes"], 1);
}

/// A message that is counted at all is counted from its first to its last occurrence.
#[test]
fn counts_of_messages_are_exact() {
    let letters = |n: u32| {
        format!("{n:05}")
            .bytes()
            .map(|it| char::from(it + 49))
            .collect::<String>()
    };
    let message = |text: &str| format!("{{\"code\":414,\"desc\":\"{text}\"}}\n");
    let mut log = message("important");
    log.extend((1..14_000).map(|n| message(&format!("m{}", letters(n)))));
    log.push_str(&message("important").repeat(5));
    let report = report(&log);
    let messages = report["unmatched_messages"].as_array().unwrap();
    assert_eq!(messages.len(), 1_000);
    assert_eq!(messages[0]["message"], "important");
    assert_eq!(messages[0]["count"], 6);
    assert_eq!(messages[0]["last"], "<stdin>:14005");
    assert_eq!(report["other_unmatched_messages"], 13_999 - 999);
}

#[test]
fn counts_by_hour() {
    let log = format!(
        "2026-01-02T03:04:05Z {CLOSED}\n{{\"time\":\"2026-01-02T03:59:59Z\",\"body\":{CLOSED}}}\n\
         2026-01-02 04:00:00 {{\n  \"code\": 500\n}}\nx\n"
    );
    let run = scan(&["--by", "hour", "--format", "json"], &log);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        report["hours"],
        serde_json::json!([
            {"hour": "2026-01-02 03", "key": "414/chat-room-closed", "count": 2},
            {"hour": "2026-01-02 04", "key": "500", "count": 1},
        ])
    );
    let text = scan(&["--by", "hour"], &log).out;
    let rows = "\nBy hour\n         2  2026-01-02 03   414/chat-room-closed\n         1  2026-01-02 04   500\n";
    assert!(text.contains(rows), "{text}");
    let page = scan(&["--by", "hour", "--format", "markdown"], CLOSED).out;
    let rows = "| ---: | --- | --- |\n| 1 | `no time` | `414/chat-room-closed` |\n";
    assert!(page.contains(rows), "{page}");
    assert!(!scan(&[], &log).out.contains("By hour"));
    let run = scan(&["--by", "hour", "--format", "json"], "x\n");
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["hours"], serde_json::json!([]));
}

#[test]
fn many_lines_without_a_response_are_worth_a_sentence() {
    let sentence =
        |count| format!("\n{count} lines had no response: no body such as {{\"code\":414");
    let log = |count| format!("{CLOSED}{CLOSED}\n{}", "x\n".repeat(count));
    assert!(scan(&[], log(1_000)).out.contains(&sentence(1_000)));
    assert!(!scan(&[], log(999)).out.contains("had no response"));
    assert!(scan(&[], "x\nx\n").out.contains(&sentence(2)));
    assert_eq!(report(log(3))["lines_without_response"], 3);
}

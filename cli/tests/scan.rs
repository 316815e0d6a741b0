//! `scan`: what it finds in logs, what it says of it, and what does not stop it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

/// What a run of the program left behind.
struct Run {
    status: Option<i32>,
    out: String,
    err: String,
}

/// Runs `scan` with a log on standard input.
fn scan(arguments: &[&str], log: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commsease-status"));
    let command = command.arg("scan").args(arguments);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // Where files are given, the program does not read what is written here.
        scope.spawn(move || drop(stdin.write_all(log)));
        child.wait_with_output().unwrap()
    });
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run {
        status: output.status.code(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// The answer in JSON, where nothing was amiss.
#[track_caller]
fn answer(log: &[u8]) -> Value {
    let run = scan(&["--format", "json"], log);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    serde_json::from_str(&run.out).unwrap()
}

/// Code, cause and count of a row.
type Row<'a> = (i64, Option<&'a str>, u64);

fn rows(answer: &Value) -> Vec<Row<'_>> {
    let rows = answer["codes"].as_array().unwrap().iter();
    rows.map(|row| {
        (
            row["code"].as_i64().unwrap(),
            row["cause"].as_str(),
            row["count"].as_u64().unwrap(),
        )
    })
    .collect()
}

/// That a log holds these codes and causes.
#[track_caller]
fn check(log: &str, expected: &[Row<'_>]) {
    assert_eq!(rows(&answer(log.as_bytes())), expected, "{log}");
}

/// A file in a folder that goes away with the test.
fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    named(&path)
}

fn named(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const CLOSED: &str = r#"{"desc":"check roomid","code":414}"#;

const fn closed(count: u64) -> Row<'static> {
    (414, Some("chat-room-closed"), count)
}

#[test]
fn lines_that_are_a_body() {
    check(CLOSED, &[closed(1)]);
    check(r#"{"code":200,"info":{"code":1}}"#, &[(200, None, 1)]);
    check(
        r#"{ "code" : "414" , "msg" : "check roomid" }"#,
        &[closed(1)],
    );
    check(
        r#"{desc:"duplicate...", code:"417"}"#,
        &[(417, Some("chat-room-role-unchanged"), 1)],
    );
    let batch = r#"{"code":200,"data":{"failed_list":[{"error_code":102404,"error_msg":"account not exist"}]}}"#;
    check(
        batch,
        &[(200, None, 1), (102_404, Some("account-not-found"), 1)],
    );
    check(&format!("[{CLOSED},{CLOSED}]"), &[closed(2)]);
}

#[test]
fn lines_with_a_body_inside() {
    check(
        &format!("2026-01-01 12:00:00 WARN got {CLOSED} from 10.0.0.1"),
        &[closed(1)],
    );
    check(
        &format!("a {{ stray brace, and \"a quote {CLOSED}"),
        &[closed(1)],
    );
    check(
        &format!("{{\"code\":\"E_CALL\",\"level\":\"warn\",\"response\":{CLOSED}}}"),
        &[closed(1)],
    );
    check(&format!("{CLOSED}{CLOSED} {{}} {CLOSED}"), &[closed(3)]);
    check("Error: { code: 414, desc: 'check roomid' }", &[closed(1)]);
    check("{'code': 414, 'desc': 'check roomid'}", &[closed(1)]);
    check(
        "Failure { code: 414, detail: { reason: '' }, desc: 'check roomid' }",
        &[closed(1)],
    );
}

#[test]
fn lines_with_an_escaped_body_inside() {
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let once = format!(
        "{{\"log\":{},\"stream\":\"stdout\"}}",
        quoted(&format!("got {CLOSED} at last"))
    );
    check(&once, &[closed(1)]);
    let twice = format!("{{\"log\":{}}}", quoted(&once));
    check(&twice, &[closed(1)]);
    check(&format!("{{\"log\":{}}}", quoted(&twice)), &[closed(1)]);
    check(
        &format!(
            "msg={} n=1",
            quoted("{\n  \"code\": 414,\n  \"desc\": \"check roomid\"\n}")
        ),
        &[closed(1)],
    );
    check(
        &format!(
            "cut off at the front: {}\",\"x\":1}}",
            CLOSED.replace('"', "\\\"")
        ),
        &[closed(1)],
    );
    check(
        &format!("{{\"a\":{},\"b\":{}}}", quoted(CLOSED), quoted(CLOSED)),
        &[closed(2)],
    );
}

#[test]
fn lines_without_a_body() {
    check("", &[]);
    check("nothing\n\n", &[]);
    check(
        "decoded 7 bytes of code, code: 414, {code} {\"code\"} {\"error_code\":414} {\"codes\":414}",
        &[],
    );
    check(
        r#"{"code":99999999999} {"code":null} {"code":4.14} {"code":"a"} {"code":{}}"#,
        &[],
    );
    check(r#"{"desc":"check roomid","code":414"#, &[]);
}

#[test]
fn counts_shares_and_places() {
    let log = format!("nothing\n{CLOSED}\n{CLOSED}\n{{\"code\":200}}\nnothing\n{CLOSED}");
    let answer = answer(log.as_bytes());
    assert_eq!(
        (&answer["lines"], &answer["responses"]),
        (&Value::from(6), &Value::from(4))
    );
    let row = &answer["codes"][0];
    assert_eq!(
        (row["count"].as_u64(), row["share"].as_f64()),
        (Some(3), Some(75.0))
    );
    assert_eq!(
        (row["first"].as_str(), row["last"].as_str()),
        (Some("2"), Some("6"))
    );
    assert_eq!(
        row["fix"],
        "Check the `roomid`; open the chat room again before its history is queried."
    );
    assert_eq!(answer["codes"][1]["code"], 200);
}

#[test]
fn text_and_markdown() {
    let log = format!("{CLOSED}\n{{\"code\":-7654321}}\n{{\"code\":414,\"desc\":\"a|b 12\"}}\n");
    let text = scan(&[], log.as_bytes()).out;
    assert!(text.starts_with("3 responses in 3 lines\n"), "{text}");
    assert!(
        text.contains("         1  33.3%  414 InvalidParameter (chat-room-closed)  line 1\n"),
        "{text}"
    );
    assert!(
        text.contains("            Check the `roomid`; open the chat room again"),
        "{text}"
    );
    assert!(
        text.contains("Numbers that nobody knows\n         1  -7654321  line 2\n"),
        "{text}"
    );
    assert!(
        text.contains("Texts that no cause claims\n         1  414 \"a|b {n1}\"  line 3\n"),
        "{text}"
    );
    let page = scan(&["--format", "markdown"], log.as_bytes()).out;
    assert!(
        page.contains(
            "| 1 | 33.3 % | 414 | InvalidParameter | `chat-room-closed` | 1 | 1 | Check the"
        ),
        "{page}"
    );
    assert!(
        page.contains("| 1 | 414 | `a\\|b {n1}` | 3 | 3 |"),
        "{page}"
    );
}

#[test]
fn several_files_plain_and_gzip() {
    let folder = TempDir::new().unwrap();
    let plain = file(&folder, "a.log", format!("x\n{CLOSED}").as_bytes());
    // Two members, as they are when logs are appended to each other, and a name that says nothing.
    let members = [
        gzip(format!("{CLOSED}\n").as_bytes()),
        gzip(format!("x\n{CLOSED}\n").as_bytes()),
    ]
    .concat();
    let packed = file(&folder, "b", &members);
    let run = scan(
        &["--format", "json", &plain, &packed, "-"],
        &gzip(CLOSED.as_bytes()),
    );
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(rows(&answer), [closed(4)]);
    assert_eq!(answer["lines"], 6);
    assert_eq!(
        answer["codes"][0]["first"],
        Value::from(format!("{plain}:2"))
    );
    assert_eq!(answer["codes"][0]["last"], "standard input:1");
}

/// That so many closed chat rooms were counted, although something was amiss.
#[track_caller]
fn check_trouble(run: &Run, status: i32, warning: &str, count: u64) {
    assert_eq!(run.status, Some(status), "{}", run.err);
    assert!(run.err.contains(warning), "{}", run.err);
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(rows(&answer), [closed(count)]);
}

#[test]
fn truncated_and_damaged_gzip() {
    let log = format!("{CLOSED}\n").repeat(20_000);
    let packed = gzip(log.as_bytes());
    let run = scan(&["--format", "json"], &packed[..packed.len() - 9]);
    check_trouble(
        &run,
        2,
        "warning: standard input was not read to its end: ",
        20_000,
    );
    let garbage = [gzip(format!("{CLOSED}\n").as_bytes()), b"no gzip".to_vec()].concat();
    check_trouble(
        &scan(&["--format", "json"], &garbage),
        2,
        "was not read to its end",
        1,
    );
}

#[test]
fn files_that_cannot_be_read() {
    let folder = TempDir::new().unwrap();
    let (log, missing) = (
        file(&folder, "a.log", CLOSED.as_bytes()),
        named(&folder.path().join("missing")),
    );
    let run = scan(
        &["--format", "json", &missing, &named(folder.path()), &log],
        b"",
    );
    check_trouble(&run, 2, &format!("warning: cannot read {missing}: "), 1);
}

#[test]
fn bytes_that_are_not_utf8() {
    let log = [
        b"x \xff\n\xff ",
        CLOSED.as_bytes(),
        b"\n",
        CLOSED.as_bytes(),
    ]
    .concat();
    let run = scan(&["--format", "json"], &log);
    check_trouble(
        &run,
        0,
        "are not UTF-8 and were read with the wrong bytes replaced: 1, the first one is 2",
        2,
    );
}

#[test]
fn lines_that_are_too_long() {
    let long = "x".repeat(20_000_000);
    let log = format!("{CLOSED}\n{long}{CLOSED}\n{CLOSED}\n{long}");
    let run = scan(&["--format", "json"], log.as_bytes());
    check_trouble(
        &run,
        0,
        "too long and were left out: 2, the first one is 2",
        2,
    );
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&answer["codes"][0]["last"], &answer["lines"]),
        (&Value::from("3"), &Value::from(4))
    );
}

#[test]
fn a_line_longer_than_a_block_counts() {
    check(
        &format!("{}{CLOSED}\n{CLOSED}", "x".repeat(3_000_000)),
        &[closed(2)],
    );
}

#[test]
fn tangled_lines_do_not_take_forever() {
    let tangled = format!("{}\"code\":{CLOSED}", "{\"a\":".repeat(200_000));
    let run = scan(
        &["--format", "json"],
        format!("{tangled}\n{CLOSED}").as_bytes(),
    );
    check_trouble(
        &run,
        0,
        "too tangled and were not read to their end: 1, the first one is 1",
        1,
    );
}

#[test]
fn many_different_numbers_and_texts_are_told_in_the_same_way_each_time() {
    let letter = |digit| char::from(digit + b'a' - b'0');
    let line = |n: u32| {
        let letters: String = n.to_string().bytes().map(letter).collect();
        format!("{{\"code\":{},\"desc\":\"said {letters}\"}}\n", 500_000 + n)
    };
    let log: String = (0..12_000).map(line).collect();
    let answer = answer(log.as_bytes());
    assert_eq!(
        (
            answer["codes"].as_array().unwrap().len(),
            &answer["further_codes"]
        ),
        (10_000, &Value::from(2_000))
    );
    assert_eq!(
        (
            answer["texts"].as_array().unwrap().len(),
            &answer["further_texts"]
        ),
        (1_000, &Value::from(11_000))
    );
    let again = scan(&["--format", "json"], log.as_bytes());
    assert_eq!(serde_json::from_str::<Value>(&again.out).unwrap(), answer);
}

#[test]
fn texts_that_differ_in_numbers_are_one() {
    let log =
        "{\"code\":414,\"desc\":\"item 12 of 30\"}\n{\"code\":414,\"desc\":\"item 7 of 30\"}\n";
    let answer = answer(log.as_bytes());
    let text = &answer["texts"][0];
    assert_eq!(
        (&text["text"], &text["count"]),
        (&Value::from("item {n1} of {n2}"), &Value::from(2))
    );
}

/// The exit status for a log with one closed chat room.
#[track_caller]
fn check_status(arguments: &[&str], status: i32) {
    assert_eq!(
        scan(arguments, CLOSED.as_bytes()).status,
        Some(status),
        "{arguments:?}"
    );
}

#[test]
fn categories_that_fail_a_pipeline() {
    check_status(&["--fail-on", "parameter"], 1);
    check_status(&["--fail-on", "server", "--fail-on", "parameter"], 1);
    check_status(&["--fail-on", "server"], 0);
    check_status(&["--fail-on", "no-such-category"], 2);
    check_status(&["--fail-on", "parameter", "no-such-file"], 2);
}

#[test]
fn stubs_are_entries_to_fill_in() {
    let log = r#"{"code":778899,"desc":"said \"{braces}\" \u202e\u007f \\ 12"}
{"code":778899,"desc":"item 1 of 2"}"#;
    let stubs = scan(&["--stubs"], log.as_bytes()).out;
    assert!(
        stubs.starts_with("# Came 2 times.\n[[code]]\ncode = 778899\nname = \"\"\n"),
        "{stubs}"
    );
    let table: toml::Table = toml::from_str(&stubs).unwrap();
    let causes = table["code"][0]["cause"].as_array().unwrap();
    let texts: Vec<&str> = causes
        .iter()
        .map(|cause| cause["texts"][0].as_str().unwrap())
        .collect();
    assert_eq!(
        texts,
        [
            "item {n1} of {n2}",
            "said \"{braces}\" \u{202e}\u{7f} \\ {n1}"
        ]
    );
}

/// A table to put stubs into.
const TABLE: &str = r#"
[enum]
name = "Stubs"
doc = "A table with stubs in it."
[source.log]
title = "Logs"
[category.unknown]
summary = "Nobody knows."
[area.general]
summary = "All of it."
"#;

#[test]
fn a_stub_that_is_filled_in_is_a_legal_entry() {
    let stubs = scan(
        &["--stubs"],
        br#"{"code":778899,"desc":"item 1 of 2, \"a\\b\""}"#,
    )
    .out;
    let filled = stubs
        .replace("name = \"\"", "name = \"Item\"")
        .replace(
            "summary = \"\"",
            "summary = \"Something was said of an item.\"",
        )
        .replace("category = \"\"", "category = \"unknown\"")
        .replace("area = \"\"", "area = \"general\"")
        .replace("retry = \"\"", "retry = \"never\"")
        .replace("id = \"\"", "id = \"item\"")
        .replace("when = \"\"", "when = \"Something was said of an item.\"")
        .replace("fix = \"\"", "fix = \"Ask what was meant.\"")
        .replace("fixer = \"\"", "fixer = \"service\"")
        .replace("sources = []", "sources = [\"log\"]");
    let table = format!("{TABLE}{filled}");
    let generated = commsease_status::codegen::generate(table.as_bytes());
    let generated = generated.unwrap_or_else(|rejected| panic!("{rejected:?}\n{table}"));
    assert!(
        generated.code().contains("Item = 778"),
        "{}",
        generated.code()
    );
}

#[test]
fn stubs_for_codes_that_have_an_entry() {
    let stubs = scan(&["--stubs"], br#"{"code":414,"desc":"never heard of"}"#).out;
    assert!(
        stubs.starts_with("# For the entry of 414 InvalidParameter, came once.\n[[code.cause]]\n"),
        "{stubs}"
    );
    assert!(stubs.contains("texts = [\"never heard of\"]\n"), "{stubs}");
    assert_eq!(scan(&["--stubs"], CLOSED.as_bytes()).out, "");
}

#[test]
fn what_a_server_said_steers_no_terminal() {
    let log = r#"{"code":414,"desc":"\u001b[31m\r\nred\u202e\u0007"}"#;
    for arguments in [&[][..], &["--format", "markdown"], &["--stubs"]] {
        let out = scan(arguments, log.as_bytes()).out;
        assert!(out.contains("[{n1}m"), "{out}");
        assert!(
            !out.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'),
            "{out:?}"
        );
    }
}

/// What bodies are made of, so that noise gets further than the first brace.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "\"",
    "\\\"",
    "\\",
    "\"code\":",
    "code:",
    "414",
    ",",
    "\"desc\":",
    "'",
    "\n",
    "\\u00",
    "\u{e9}",
];

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..20_000)) {
        prop_assert_eq!(scan(&[], &bytes).status, Some(if bytes.starts_with(&[0x1f, 0x8b]) { 2 } else { 0 }));
    }

    #[test]
    fn arbitrary_pieces_never_panic(pieces in prop::collection::vec(piece(), 1..5_000)) {
        prop_assert_eq!(scan(&[], &[b"log\n".to_vec(), pieces.concat()].concat()).status, Some(0));
    }

    #[test]
    fn bodies_are_found_among_any_lines(lines in prop::collection::vec("[ -z]{0,40}\n", 0..40)) {
        let lines: Vec<String> = lines.into_iter().map(|line| line + CLOSED + "\n").collect();
        let log = lines.concat();
        let answer: Value = serde_json::from_str(&scan(&["--format", "json"], log.as_bytes()).out).unwrap();
        let found = rows(&answer).into_iter().find(|row| row.1 == Some("chat-room-closed"));
        prop_assert_eq!(found.map_or(0, |row| row.2), lines.len() as u64);
        prop_assert_eq!(&answer["lines"], &Value::from(2 * lines.len()));
    }
}

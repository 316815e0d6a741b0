//! No command prints a character that could control a terminal or change how other text is
//! displayed, whatever a server, a file name, or a table contains.

mod support;

use std::fs;
use std::process::Output;

use proptest::collection::vec;
use proptest::prelude::*;
use support::{command, feed, run};

const SMALLEST: &str = "tests/tables/smallest.toml";

/// Returns `true` for control characters, and for invisible and bidirectional characters.
fn is_unsafe(c: char) -> bool {
    let is_invisible = matches!(u32::from(c),
        0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff
        | 0xfff9..=0xfffb | 0xe0000..=0xe007f);
    c.is_control() || is_invisible
}

#[track_caller]
fn assert_safe(output: &Output, context: &dyn std::fmt::Debug) {
    for bytes in [&output.stdout, &output.stderr] {
        let text = std::str::from_utf8(bytes).expect("the output is UTF-8");
        let found = text
            .chars()
            .find(|&c| is_unsafe(c) && c != '\n' && c != '\t');
        assert_eq!(found, None, "{context:?} {text:?}");
    }
    assert!(
        output.status.code().is_some_and(|code| code <= 2),
        "{context:?}"
    );
}

/// Text with many unsafe characters.
fn hostile() -> impl Strategy<Value = String> {
    let c = prop_oneof![
        4 => "[a-z {}\"'`|\\[\\]<>*_:/\\\\]".prop_map(|text| text.chars().next()),
        4 => prop::char::ranges(vec!['\u{0}'..='\u{1f}', '\u{7f}'..='\u{9f}'].into()).prop_map(Some),
        3 => prop::char::ranges(
            vec!['\u{200b}'..='\u{200f}', '\u{2028}'..='\u{202e}', '\u{2060}'..='\u{206f}'].into()
        ).prop_map(Some),
        1 => prop::sample::select(vec!['\u{ad}', '\u{61c}', '\u{180e}', '\u{feff}', '\u{e0041}'])
            .prop_map(Some),
        2 => any::<char>().prop_map(Some),
    ];
    vec(c, 1..30).prop_map(|chars| chars.into_iter().flatten().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn messages_are_escaped(text in hostile()) {
        for message in [text.clone(), format!("{text} not register"), format!("check {text}")] {
            let body = serde_json::json!({
                "code": 414,
                "desc": message,
                "data": { "failed_list": [{ "error_code": 414, "error_msg": message }] },
            });
            for format in ["text", "json", "markdown"] {
                let arguments = ["explain", "-", "--format", format];
                assert_safe(&run(&arguments, body.to_string().as_bytes()), &message);
                let line = format!("{body}\n{{\"code\":-40414,\"desc\":{}}}\n", body["desc"]);
                let arguments = ["scan", "-", "--format", format];
                assert_safe(&run(&arguments, line.as_bytes()), &message);
            }
            let lines = format!("{text}\n{body}\n");
            assert_safe(&run(&["annotate", "--all"], lines.as_bytes()), &message);
        }
    }

    #[test]
    fn standard_input_is_escaped(text in hostile()) {
        for input in [text.clone(), format!("{{{text}"), format!("{{code:414,{text}:1}}")] {
            assert_safe(&run(&["explain", "-"], input.as_bytes()), &input);
            for format in ["text", "json", "github"] {
                let table = format!("[enum]\nname = \"A\"\ndoc = \"{text}\"\n{text}");
                assert_safe(&run(&["check", "-", "--format", format], table.as_bytes()), &table);
            }
        }
    }

    #[test]
    fn arguments_are_escaped(text in hostile()) {
        let text = text.replace('\0', "");
        for arguments in [
            &["explain", &text][..],
            &["explain", "--", &text],
            &["explain", "414", &format!("x{text}")],
            &["explain", r#"{"code":1}"#, &text],
            &["explain", "1", "--platform", &text],
            &["list", &text],
            &["list", "--category", &text],
            &["search", &format!("x{text}")],
            &["scan", &format!("x{text}")],
            &["check", &text],
            &["diff", &text, &text],
            &["diff", &text, "--fail-on", &text],
            &["new", &text, &text],
            &["new", "1", &text],
            &["completions", &text],
            &["export", &text],
            &["export", "json", "--prefix", &text],
            &[&text],
        ] {
            let mut command = command(arguments);
            // Not the repository: the text could be the name of a file.
            let directory = tempfile::tempdir().expect("a directory");
            command.current_dir(directory.path());
            assert_safe(&feed(command, b""), &arguments);
        }
    }

    /// A table with control characters is not valid; one with markup is.
    #[test]
    fn tables_are_escaped(text in hostile()) {
        for doc in [text.clone(), text.replace(is_unsafe, ""), format!("x{text}\n\ny")] {
            // A string of JSON is one of TOML.
            let doc = serde_json::json!(doc);
            let code = "code = 1\nname = \"One\"\nsummary = \"It is one.\"\nretry = \"never\"";
            let table = format!("[enum]\nname = \"A\"\ndoc = {doc}\n[[code]]\n{code}\n");
            for format in ["text", "json", "markdown"] {
                for tables in [["-", SMALLEST], [SMALLEST, "-"]] {
                    let arguments = ["diff", tables[0], tables[1], "--format", format];
                    assert_safe(&run(&arguments, table.as_bytes()), &table);
                }
            }
        }
    }

    #[test]
    #[cfg(unix)]
    fn file_names_are_escaped(text in hostile()) {
        let name = text.replace(['\0', '/'], "");
        let name = format!("x{name}");
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join(&name);
        fs::write(&path, "{\"code\":414,\"desc\":\"nonsense\"}\n").expect("a file");
        for format in ["text", "json", "github"] {
            let mut command = command(&["check", &name, "--format", format]);
            command.current_dir(directory.path());
            assert_safe(&feed(command, b""), &name);
        }
        let mut diff = command(&["diff", &name, &name]);
        diff.current_dir(directory.path());
        assert_safe(&feed(diff, b""), &name);
        for format in ["text", "json", "markdown"] {
            let mut command = command(&["scan", &name, &name, "--format", format]);
            command.current_dir(directory.path());
            assert_safe(&feed(command, b""), &name);
        }
    }
}

/// JSON output is exact: parsing it returns the message as it was.
#[test]
fn json_preserves_messages() {
    let message = "\u{1b}[2J\u{9b}1m\u{202e}\u{feff}\u{e0041}\u{7f}\n\"\\é🦀";
    let body = serde_json::json!({ "code": 414, "desc": format!("{message} x") });
    let output = run(
        &["explain", "-", "--format", "json"],
        body.to_string().as_bytes(),
    );
    assert_safe(&output, &message);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["message"], body["desc"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains(r"\u009b1m\u202e\ufeff\udb40\udc41\u007f") && text.contains("é🦀"));
}

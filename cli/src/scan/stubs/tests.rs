//! Stubs are valid entries once they are filled in.

use commsease_status::StatusCode;
use commsease_status::codegen::generate;
use indicatif::ProgressBar;
use proptest::prelude::*;

use super::{TEST_TABLE, print, test_table};
use crate::scan::input::Inputs;
use crate::scan::tally::{Place, Seen, Tally};

const UNKNOWN: i32 = 778_899;
const KNOWN: StatusCode = StatusCode::InvalidParameter;

fn stubs(code: i32, messages: &[String]) -> String {
    let mut tally = Tally::<StatusCode>::default();
    for message in messages {
        tally.count(None, code, Some(message), Seen::at(Place::default()));
    }
    let mut out = Vec::new();
    let bar = ProgressBar::hidden();
    print(&tally, &Inputs::new(&[], &bar), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Fills in what stubs leave empty. The table declares no vocabularies, and no languages.
fn fill_in(stubs: &str) -> String {
    let fill_in = |(index, line): (usize, &str)| {
        let value = match line.split_once(" = ").map(|(key, _)| key) {
            Some("name") => String::from("Unknown"),
            Some("id") => format!("stub-{index}"),
            Some("summary" | "description" | "fix") => String::from("It failed."),
            Some("fix_by") => String::from("caller"),
            Some("retry") => String::from("never"),
            Some("category" | "area" | "sources") => return String::new(),
            // A translation.
            _ if line.contains(" = { ") => return String::new(),
            _ => return format!("{line}\n"),
        };
        line.replace("\"\"", &format!("\"{value}\"\n"))
    };
    stubs.lines().enumerate().map(fill_in).collect()
}

#[track_caller]
fn check(messages: &[String]) {
    let (enumeration, _) = TEST_TABLE.split_once("[[code]]").unwrap();
    let unknown = match &*fill_in(&stubs(UNKNOWN, messages)) {
        // Blank messages are not counted.
        "" => String::from(TEST_TABLE),
        entries => format!("{enumeration}{entries}"),
    };
    let known = test_table(Some(KNOWN), &[]).0 + &fill_in(&stubs(KNOWN.code(), messages));
    for table in [unknown, known] {
        let error = generate(table.as_bytes()).err();
        assert!(error.is_none(), "{error:?}\n{table}");
    }
}

#[test]
fn entries_and_causes() {
    let messages = [
        "item 1 of 2",
        "item 3 of 4",
        "say {hi}",
        "say hi",
        "SAY  hi.",
    ];
    let messages = messages.map(String::from);
    let expected = r#"# Seen 5 times, first at <stdin>:0
[[code]]
code = 778899
name = ""
summary = ""
zh = { summary = "" }
category = ""
area = ""
retry = ""
sources = []

# Seen 2 times, first at <stdin>:0
[[code.cause]]
id = ""
description = ""
fix = ""
zh = { description = "", fix = "" }
fix_by = ""
area = ""
patterns = ["item {n1} of {n2}"]
samples = ["item 1 of 2"]
sources = []

# Seen once, at <stdin>:0
[[code.cause]]
id = ""
description = ""
fix = ""
zh = { description = "", fix = "" }
fix_by = ""
area = ""
patterns = ["SAY  hi."]
sources = []

# Seen once, at <stdin>:0, but it cannot be a pattern:
# say hi

# Seen once, at <stdin>:0, but it cannot be a pattern:
# say {hi}

"#;
    assert_eq!(stubs(UNKNOWN, &messages), expected);
    check(&messages);
}

#[test]
fn causes_for_a_known_code() {
    let stubs = stubs(KNOWN.code(), &[String::from("never seen before")]);
    let start = "# Add to 414 InvalidParameter (seen once, at <stdin>:0)\n[[code.cause]]\n";
    assert!(stubs.starts_with(start), "{stubs}");
    let messages = [
        "Exceed the maximum 7 100",
        "x is  not registered 1",
        "12",
        "...",
    ];
    check(&messages.map(String::from));
}

fn message() -> impl Strategy<Value = String> {
    let words = [
        "a",
        "b",
        "A",
        " ",
        "  ",
        "1",
        "22",
        "{",
        "}",
        "{n1}",
        "\"",
        "\\",
        ".",
        ",",
        ":",
        "#",
        "\u{7f}",
        "\u{202e}",
        "\u{1b}[1m",
        "\u{8bf7}",
        "\n",
        "'''",
        "not register",
        "maximum",
    ];
    let words = prop::collection::vec(prop::sample::select(words.to_vec()), 0..8);
    prop_oneof![
        4 => words.prop_map(|words| words.concat()),
        1 => any::<String>(),
        1 => "[ -~]{190,210}",
    ]
}

proptest! {
    #[test]
    fn stubs_are_valid_when_filled_in(messages in prop::collection::vec(message(), 0..12)) {
        check(&messages);
    }
}

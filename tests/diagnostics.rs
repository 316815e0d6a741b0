//! Every diagnostic of the generator, word for word, as whoever edits a table sees it.
//!
//! The cases are the pages in `tests/diagnostics/`: a table and what is said about it, one rule a heading. After a
//! change of wording, `UPDATE_DIAGNOSTICS=1 cargo test --features codegen --test diagnostics` writes the pages anew;
//! read the difference as a newcomer would.
#![cfg(feature = "codegen")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use commsease_status::codegen::{Level, generate};

/// What most tables end with, so that they show only what they are about.
const WORDS: &str = include_str!("diagnostics/words.toml");

/// What is said about a table: errors and warnings, or nothing.
fn said(source: &[u8]) -> String {
    match generate(source) {
        Ok(generated) => {
            let warnings: Vec<String> = generated
                .warnings()
                .iter()
                .map(|found| found.render(source, "codes.toml"))
                .collect();
            warnings.join("\n")
        }
        Err(rejected) => {
            assert!(
                rejected
                    .diagnostics()
                    .iter()
                    .any(|found| found.level == Level::Error)
            );
            rejected.render(source, "codes.toml")
        }
    }
}

#[track_caller]
fn check(source: impl AsRef<[u8]>, expected: &str) {
    let said = said(source.as_ref());
    assert_eq!(
        said,
        expected.trim_start_matches('\n'),
        "\n--- said:\n{said}"
    );
}

/// The table of a case: with the words of `words.toml`, unless it has an enum of its own.
fn table(case: &str) -> String {
    if case.contains("[enum]") {
        String::from(case)
    } else {
        format!("{case}\n{WORDS}")
    }
}

/// One rule: its title, a table, and what is said about it.
struct Case<'p> {
    before: &'p str,
    table: &'p str,
    said: &'p str,
}

/// Takes a page apart at its fences.
fn cases(page: &str) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    let mut rest = page;
    while let Some((before, inside)) = rest.split_once("```toml\n") {
        let (table, behind) = inside
            .split_once("```\n")
            .expect("a table ends with a fence");
        let (_, inside) = behind
            .split_once("```text\n")
            .expect("what is said follows the table");
        let (said, behind) = inside
            .split_once("```\n")
            .expect("what is said ends with a fence");
        cases.push(Case {
            before,
            table,
            said,
        });
        rest = behind;
    }
    cases
}

#[track_caller]
fn check_page(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/diagnostics")
        .join(name);
    let page = fs::read_to_string(&path).expect("the page is there");
    let mut written = String::new();
    for Case {
        before,
        table: case,
        ..
    } in cases(&page)
    {
        let said = said(table(case).as_bytes());
        let _ = write!(
            written,
            "{before}```toml\n{case}```\n\n```text\n{said}```\n"
        );
    }
    if std::env::var_os("UPDATE_DIAGNOSTICS").is_some() {
        fs::write(&path, &written).expect("the page can be written");
    }
    for Case {
        before,
        table: case,
        said: expected,
    } in cases(&page)
    {
        let said = said(table(case).as_bytes());
        assert_eq!(said, expected, "{name}:{before}\n--- said:\n{said}");
        assert!(
            !said.is_empty(),
            "{name}:{before}: a case without a diagnostic shows nothing"
        );
    }
    assert_eq!(
        written.trim_end(),
        page.trim_end(),
        "{name} has something between its cases that is no case"
    );
}

#[test]
fn the_page_of_the_folder_is_true() {
    check_page("README.md");
}

#[test]
fn slips_of_toml() {
    check_page("toml.md");
}

#[test]
fn keys_and_types() {
    check_page("keys.md");
}

#[test]
fn names_and_words() {
    check_page("names.md");
}

#[test]
fn prose() {
    check_page("prose.md");
}

#[test]
fn what_must_not_be_there_twice() {
    check_page("twice.md");
}

#[test]
fn texts_and_samples() {
    check_page("texts.md");
}

#[test]
fn warnings() {
    check_page("warnings.md");
}

/// The case that the project began with: nothing but the three mistakes, each where it is.
#[test]
fn three_mistakes_give_three_errors() {
    let case = "\
[[code]]
code = 20001
name = \"OffDuty\"
summary = \"The receiver is not on duty.\"
categroy = \"refused\"
area = \"chat\"
outcome = \"failure\"
retry = \"never\"
sources = [\"wiki\"]

[[code]]
code = 20001
name = \"Muted\"
summary = \"Somebody has silenced the sender.\"
category = \"refusal\"
area = \"chat\"
outcome = \"failure\"
retry = \"never\"
sources = [\"wiki\"]
";
    check(
        table(case),
        "
error: unknown key `categroy`
 --> codes.toml:5:1
  |
5 | categroy = \"refused\"
  | ^^^^^^^^
  |
  = help: did you mean `category`?

error: the number 20001 is defined twice
  --> codes.toml:12:8
   |
2  | code = 20001
   |        ----- first defined here
...
12 | code = 20001
   |        ^^^^^ here again

error: undeclared category `refusal`
  --> codes.toml:15:12
   |
15 | category = \"refusal\"
   |            ^^^^^^^^^
   |
   = help: did you mean `refused`?
",
    );
}

/// Ten mistakes of ten kinds, of syntax and of meaning: ten errors in the order of the file, and nothing else.
#[test]
fn ten_mistakes_give_ten_errors() {
    let source = include_str!("diagnostics/ten.toml");
    let rejected = generate(source.as_bytes()).unwrap_err();
    let said: Vec<String> = rejected
        .diagnostics()
        .iter()
        .map(|found| {
            let rendered = found.render(source.as_bytes(), "ten.toml");
            let place = rendered
                .lines()
                .nth(1)
                .and_then(|line| line.split("--> ").nth(1))
                .unwrap_or_default();
            format!("{place} {}: {}", found.level, found.message)
        })
        .collect();
    assert_eq!(
        said,
        [
            "ten.toml:7:9 error: a text stands between two `\"`",
            "ten.toml:21:1 error: unknown key `naem`",
            "ten.toml:31:8 error: the number 20001 is defined twice",
            "ten.toml:34:12 error: undeclared category `refusd`",
            "ten.toml:44:8 error: `code` must be an integer",
            "ten.toml:49:11 error: `outcome` cannot be `failed`",
            "ten.toml:58:11 error: `summary` must end with a full stop",
            "ten.toml:61:11 error: this list is not closed",
            "ten.toml:63:1 error: missing `id` in this cause",
            "ten.toml:69:12 error: this sample selects no cause",
        ],
    );
}

#[test]
fn tabs_and_wide_characters_stand_above_their_carets() {
    check(
        table(
            "[[range]]\n\tfrom = 1\n\tto = 2\n\tname = \"状态\"\t# 中文\n\tsummary = \"Über 状态码\"\n",
        ),
        "
error: `状态` is no name: write ASCII letters and digits like `InvalidParameter`
 --> codes.toml:4:9
  |
4 |     name = \"状态\"    # 中文
  |            ^^^^^^

error: `summary` must end with a full stop
 --> codes.toml:5:12
  |
5 |     summary = \"Über 状态码\"
  |               ^^^^^^^^^^^^^
  |
  = help: write it as a sentence, with `.` at its end

error: the table has no code
 --> codes.toml:8:8
  |
8 | name = \"AppCode\"
  |        ^^^^^^^^^
  |
  = help: begin one with `[[code]]`, a line of its own
",
    );
}

#[test]
fn line_ends_and_byte_order_marks_change_no_place() {
    let unix = table("colour = \"red\"\n\n[[code]]\ncode = 5\n");
    let windows = unix.replace('\n', "\r\n");
    assert_eq!(said(unix.as_bytes()), said(windows.as_bytes()));
    assert_eq!(
        said(unix.as_bytes()),
        said(format!("\u{feff}{unix}").as_bytes())
    );
    check(
        "\u{feff}colour = \"red\"\r\n",
        "
error: missing `enum` in the file
 --> codes.toml:1:1
  |
1 | colour = \"red\"
  | ^
  |
  = help: add `[enum]`, a line of its own

error: unknown key `colour`
 --> codes.toml:1:1
  |
1 | colour = \"red\"
  | ^^^^^^
  |
  = help: the file may have `enum`, `source`, `category`, `area`, `platform`, `range`, `reserved`, `code`
",
    );
}

#[test]
fn line_ends_change_no_byte_of_the_output() {
    let table =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("codes.toml")).unwrap();
    let table = table.replace("\r\n", "\n");
    let unix = generate(table.as_bytes()).unwrap();
    assert_eq!(
        generate(table.replace('\n', "\r\n").as_bytes())
            .unwrap()
            .code(),
        unix.code()
    );
    assert_eq!(
        generate(format!("\u{feff}{table}").as_bytes())
            .unwrap()
            .code(),
        unix.code()
    );
}

#[test]
fn long_lines_are_cut_around_the_caret() {
    let filler = "w, ".repeat(60);
    check(
        table(&format!("[[reserved]]\ncode = 1\nnote = \"Long.\"\nlong = \"{filler}\" # {filler}\n")),
        "
error: unknown key `long`
 --> codes.toml:4:1
  |
4 | long = \"w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w,...
  | ^^^^
  |
  = help: this reservation may have `code`, `name`, `note`
",
    );
    let words = ["\"wiki\""; 20].join(", ");
    let before = "\"状态\", \"状态\", \"状态\"";
    check(
        table(&format!("[[reserved]]\ncode = 1\nnote = \"List.\"\nwords = [{words}, {before}, five, {words}]\n")),
        "
error: a text stands between two `\"`
 --> codes.toml:4:188
  |
4 | ...\"wiki\", \"wiki\", \"状态\", \"状态\", \"状态\", five, \"wiki\", \"wiki\", \"wiki\", \"wiki\", \"wiki\", \"wiki\", \"wiki\"...
  |                                            ^^^^
  |
  = help: write `\"five\"`
",
    );
}

#[test]
fn bytes_that_are_no_text() {
    check(
        b"[enum]\nname = \"Caf\xe9\"\n",
        "
error: the file is not UTF-8
 --> codes.toml:2:12
  |
2 | name = \"Caf\u{fffd}\"
  |            ^
  |
  = help: save the file with the encoding UTF-8
",
    );
    check(
        b"\xff\xfe[\0e\0n\0u\0m\0]\0",
        "
error: the file is not UTF-8
 --> codes.toml:1:1
  |
1 | \u{fffd}\u{fffd}[\\u{0}e\\u{0}n\\u{0}u\\u{0}m\\u{0}]\\u{0}
  | ^
  |
  = help: save the file with the encoding UTF-8
",
    );
}

#[test]
fn control_characters() {
    let code = |name: &str| {
        table(&format!(
            "[[code]]\ncode = 20001\nname = \"OffDuty\"\nsummary = \"The receiver is{name} not on duty.\"\n\
             category = \"refused\"\narea = \"chat\"\noutcome = \"failure\"\nretry = \"never\"\nsources = [\"wiki\"]\n"
        ))
    };
    check(
        code("\0"),
        "
error: the control character U+0000 cannot stand here
 --> codes.toml:4:27
  |
4 | summary = \"The receiver is\\u{0} not on duty.\"
  |                           ^^^^^
  |
  = help: delete it
",
    );
    check(
        code("\u{202e}"),
        "
error: the invisible character U+202E changes how its neighbours are shown
 --> codes.toml:4:27
  |
4 | summary = \"The receiver is\\u{202e} not on duty.\"
  |                           ^^^^^^^^
  |
  = help: delete it
",
    );
    check(
        code("").replace("[[code]]", "# \u{2066}\u{2067}\n[[code]]"),
        "
error: the invisible character U+2066 changes how its neighbours are shown
 --> codes.toml:1:3
  |
1 | # \\u{2066}\\u{2067}
  |   ^^^^^^^^^^^^^^^^
  |
  = help: delete it
",
    );
    // An identifier and a sample get into the generated code as well.
    check(
        code("").replace("[\"wiki\"]", "[\"wiki\"]\nsdk = [\"OFF\\u202EDUTY\"]"),
        "
error: `sdk` has the control character U+202E
  --> codes.toml:10:8
   |
10 | sdk = [\"OFF\\u202EDUTY\"]
   |        ^^^^^^^^^^^^^^^
   |
   = help: delete it
",
    );
}

/// What a reader of the page cannot see: the diagnostics are values, too.
#[test]
fn findings_are_values() {
    let source = table("[[code]]\ncode = 5\n");
    let rejected = generate(source.as_bytes()).unwrap_err();
    let first = &rejected.diagnostics()[0];
    assert_eq!(first.level, Level::Error);
    assert_eq!(first.message, "missing `name` in this code");
    assert_eq!(&source[first.primary.span.clone()], "[[code]]");
    assert_eq!(
        rejected.to_string().lines().count(),
        rejected.diagnostics().len()
    );
}

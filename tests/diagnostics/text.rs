//! Diagnostics of unusual text: wide, invisible, or invalid characters, and long lines.

use commsease_status::codegen::{Renderer, generate};

use super::{check, rendered, table};

#[test]
fn tabs_and_wide_characters_align() {
    check(
        table(
            "[[range]]\n\tfrom = 1\n\tto = 2\n\tname = \"状态\"\t# 中文\n\tsummary = \"Über 状态码\"\n",
        ),
        "
error: `状态` is not a valid variant name
 --> codes.toml:4:9
  |
4 |     name = \"状态\"    # 中文
  |            ^^^^^^ must be UpperCamelCase ASCII letters and digits
  |
  = help: use a name such as `InvalidParameter`

error: missing period at the end of `summary`
 --> codes.toml:5:12
  |
5 |     summary = \"Über 状态码\"
  |               ^^^^^^^^^^^^^
  |
  = help: add `。`

error: no codes defined
 --> codes.toml:7:1
  |
7 | [enum]
  | ^^^^^^
  |
  = help: add at least one `[[code]]` entry
",
    );
}

#[test]
fn line_endings_and_byte_order_marks_do_not_change_positions() {
    let unix = table("color = \"red\"\n\n[[code]]\ncode = 5\n");
    let windows = unix.replace('\n', "\r\n");
    assert_eq!(rendered(unix.as_bytes()), rendered(windows.as_bytes()));
    assert_eq!(
        rendered(unix.as_bytes()),
        rendered(format!("\u{feff}{unix}").as_bytes())
    );
    check(
        "\u{feff}color = \"red\"\r\n",
        "
error: missing required table `[enum]`
 --> codes.toml:1:1
  |
1 | color = \"red\"
  | ^
  |
  = help: add an `[enum]` table with the keys `name` and `doc`

error: unknown key `color`
 --> codes.toml:1:1
  |
1 | color = \"red\"
  | ^^^^^
  |
  = help: valid keys for the file are `enum`, `source`, `category`, `area`, `platform`, `language`, `response`, \
   `log`, `range`, \
        `reserved`, and `code`
",
    );
}

#[test]
fn line_endings_and_byte_order_marks_do_not_change_the_output() {
    let table = include_str!("../../codes.toml").replace("\r\n", "\n");
    let unix = generate(table.as_bytes()).unwrap();
    for table in [table.replace('\n', "\r\n"), format!("\u{feff}{table}")] {
        assert_eq!(generate(table.as_bytes()).unwrap().code(), unix.code());
    }
}

#[test]
fn long_lines_are_cut() {
    let filler = "w, ".repeat(60);
    let note = "[[reserved]]\ncode = 1\nnote = \"Long.\"\n";
    check(
        table(&format!("{note}long = \"{filler}\" # {filler}\n")),
        "
error: unknown key `long`
 --> codes.toml:4:1
  |
4 | long = \"w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w,...
  | ^^^^
  |
  = help: valid keys for `[[reserved]]` are `code`, `name`, and `note`
",
    );
    let words = ["\"wiki\""; 20].join(", ");
    let before = "\"状态\", \"状态\", \"状态\"";
    check(
        table(&format!(
            "{note}words = [{words}, {before}, five, {words}]\n"
        )),
        "
error: invalid boolean
 --> codes.toml:4:188
  |
4 | ...\"wiki\", \"wiki\", \"状态\", \"状态\", \"状态\", five, \"wiki\", \"wiki\", \"wiki\", \"wiki\", \"wiki\", \"wiki\", \"wiki\"...
  |                                            ^^^^ expected `false`
",
    );
}

#[test]
fn invalid_utf8() {
    check(
        b"[enum]\nname = \"Caf\xe9\"\n",
        "
error: file is not valid UTF-8
 --> codes.toml:2:12
  |
2 | name = \"Caf\u{fffd}\"
  |            ^ invalid byte sequence
  |
  = help: save the file as UTF-8
",
    );
    check(
        b"\xff\xfe[\0e\0n\0u\0m\0]\0",
        "
error: file is not valid UTF-8
 --> codes.toml:1:1
  |
1 | \u{fffd}\u{fffd}[\\u{0}e\\u{0}n\\u{0}u\\u{0}m\\u{0}]\\u{0}
  | ^ invalid byte sequence
  |
  = help: save the file as UTF-8
",
    );
}

/// Returns a table with text inserted into a summary.
fn code(inserted: &str) -> String {
    table(&format!(
        "[[code]]\ncode = 20001\nname = \"OffDuty\"\nsummary = \"The receiver is{inserted} off duty.\"\n\
         category = \"refused\"\narea = \"chat\"\noutcome = \"failure\"\nretry = \"never\"\n\
         sources = [\"wiki\"]\n"
    ))
}

#[test]
fn control_characters() {
    check(
        code("\0"),
        "
error: control character U+0000 is not allowed here
 --> codes.toml:4:27
  |
4 | summary = \"The receiver is\\u{0} off duty.\"
  |                           ^^^^^
  |
  = help: remove it
",
    );
    check(
        code("\u{202e}"),
        "
error: invisible character U+202E is not allowed
 --> codes.toml:4:27
  |
4 | summary = \"The receiver is\\u{202e} off duty.\"
  |                           ^^^^^^^^ this can change how the surrounding text is displayed
  |
  = help: remove it
",
    );
}

#[test]
fn escaped_and_invisible_characters() {
    check(
        code("").replace("[[code]]", "# \u{2066}\u{2067}\n[[code]]"),
        "
error: invisible character U+2066 is not allowed
 --> codes.toml:1:3
  |
1 | # \\u{2066}\\u{2067}
  |   ^^^^^^^^ this can change how the surrounding text is displayed
  |
  = help: remove it

error: invisible character U+2067 is not allowed
 --> codes.toml:1:4
  |
1 | # \\u{2066}\\u{2067}
  |           ^^^^^^^^ this can change how the surrounding text is displayed
  |
  = help: remove it
",
    );
    // Identifiers and samples are in the generated code, too.
    check(
        code("").replace("[\"wiki\"]", "[\"wiki\"]\nsdk = [\"OFF\\u202EDUTY\"]"),
        "
error: `sdk` contains control character U+202E
  --> codes.toml:10:8
   |
10 | sdk = [\"OFF\\u202EDUTY\"]
   |        ^^^^^^^^^^^^^^^
   |
   = help: remove it
",
    );
}

/// A column is found in a line of any length, also at the end of the file.
#[test]
fn columns_at_the_end_of_lines_of_any_length() {
    for len in 0..5000 {
        let line = "é".repeat(len % 7) + &"x".repeat(len);
        let column = line.chars().count() + 1;
        for (source, number) in [(line.clone(), 1), (format!("a\r\n{line}"), 2)] {
            let renderer = Renderer::new(source.as_bytes(), "codes.toml");
            assert_eq!(renderer.position(source.len()), (number, column), "{len}");
        }
    }
}

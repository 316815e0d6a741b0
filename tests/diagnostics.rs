//! All diagnostics of the generator, word for word, as an author of a table sees them.
//!
//! The cases are the pages in `tests/diagnostics/`: a table and the diagnostics that it causes, one
//! rule a heading. If a change of the output is intended, record the pages with
//! `UPDATE_EXPECT=1 cargo test --all-features`, and review the difference.
#![cfg(feature = "codegen")]

#[path = "diagnostics/page.rs"]
mod page;
mod recorded;
#[path = "diagnostics/slips.rs"]
mod slips;
#[path = "diagnostics/text.rs"]
mod text;

use commsease_status::codegen::{Renderer, Severity, generate};
use page::check_page;

/// Appended to tables without an `[enum]`, so that they show only what they are about.
const VOCABULARIES: &str = include_str!("diagnostics/vocabularies.toml");

/// Returns the rendered errors and warnings about a table.
fn rendered(source: &[u8]) -> String {
    match generate(source) {
        Ok(generated) => Renderer::new(source, "codes.toml").render_all(generated.warnings()),
        Err(error) => {
            let mut diagnostics = error.diagnostics().iter();
            assert!(diagnostics.any(|it| it.severity == Severity::Error));
            error.render(source, "codes.toml")
        }
    }
}

#[track_caller]
fn check(source: impl AsRef<[u8]>, expected: &str) {
    let actual = rendered(source.as_ref());
    assert_eq!(
        actual,
        expected.trim_start_matches('\n'),
        "\n--- actual:\n{actual}"
    );
}

/// Returns the whole table of a case.
fn table(case: &str) -> String {
    if case.contains("[enum]") {
        String::from(case)
    } else {
        format!("{case}\n{VOCABULARIES}")
    }
}

#[test]
fn readme() {
    check_page("README.md");
}

#[test]
fn syntax() {
    check_page("syntax.md");
}

#[test]
fn keys() {
    check_page("keys.md");
}

#[test]
fn forms() {
    check_page("forms.md");
}

#[test]
fn names() {
    check_page("names.md");
}

#[test]
fn prose() {
    check_page("prose.md");
}

#[test]
fn duplicates() {
    check_page("duplicates.md");
}

#[test]
fn patterns() {
    check_page("patterns.md");
}

#[test]
fn languages() {
    check_page("languages.md");
}

#[test]
fn warnings() {
    check_page("warnings.md");
}

/// Three mistakes cause three errors, and nothing else.
#[test]
fn three_mistakes() {
    let case = "\
[[code]]
code = 20001
name = \"OffDuty\"
summary = \"The receiver is off duty.\"
categroy = \"refused\"
area = \"chat\"
outcome = \"failure\"
retry = \"never\"
sources = [\"wiki\"]

[[code]]
code = 20001
name = \"Muted\"
summary = \"The sender is muted.\"
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
  = help: a key with a similar name exists: `category`

error: duplicate code 20001
  --> codes.toml:12:8
   |
2  | code = 20001
   |        ----- first defined here
...
12 | code = 20001
   |        ^^^^^ redefined here
   |
   = help: choose an unused number

error: undeclared category `refusal`
  --> codes.toml:15:12
   |
15 | category = \"refusal\"
   |            ^^^^^^^^^
   |
   = help: a category with a similar name exists: `refused`
",
    );
}

/// Ten mistakes of ten kinds cause ten errors in the order of the file, and nothing else.
#[test]
fn ten_mistakes() {
    let source = include_str!("diagnostics/ten.toml");
    let error = generate(source.as_bytes()).unwrap_err();
    let renderer = Renderer::new(source.as_bytes(), "ten.toml");
    let diagnostics = error.diagnostics().iter().map(|it| {
        let (line, column) = renderer.position(it.primary.span.start);
        format!("{line}:{column} {}: {}", it.severity, it.message)
    });
    assert_eq!(
        diagnostics.collect::<Vec<_>>(),
        [
            "7:11 error: missing period at the end of `summary`",
            "21:1 error: unknown key `naem`",
            "31:8 error: duplicate code 20001",
            "34:12 error: undeclared category `refusd`",
            "44:8 error: `code` must be an integer",
            "49:11 error: invalid value `failed` for `outcome`",
            "61:11 error: `sources` must be an array of strings",
            "63:13 error: `see_also` refers to unknown code 20009",
            "65:1 error: missing required key `id` in `[[code.cause]]`",
            "71:12 error: sample does not match any pattern",
        ],
    );
}

/// Codes in descending order are as readable as codes in ascending order.
#[test]
fn descending_order_causes_no_warning() {
    let code = |code: i32| {
        format!(
            "[[code]]\ncode = {code}\nname = \"Code{code}\"\nsummary = \"The code is {code}.\"\n\
             category = \"refused\"\narea = \"chat\"\nretry = \"never\"\nsources = [\"wiki\"]\n\n"
        )
    };
    check(table(&[20_003, 20_002, 20_001].map(code).concat()), "");
    check(table(&[20_001, 20_002, 20_003].map(code).concat()), "");
}

/// Ranges can be inside each other, and one with a suffix can cross others.
#[test]
fn nested_ranges_cause_no_warning() {
    let range = |name: &str, from: i32, to: i32, suffix: &str| {
        format!(
            "[[range]]\nfrom = {from}\nto = {to}\nname = \"{name}\"\n\
             summary = \"Codes of {name}.\"\n{suffix}\n"
        )
    };
    let code = "[[code]]\ncode = 1\nname = \"OffDuty\"\nsummary = \"The receiver is off duty.\"\n\
                category = \"refused\"\narea = \"chat\"\nretry = \"never\"\nsources = [\"wiki\"]\n\n";
    let ranges = [
        range("Inner", 20_010, 20_019, ""),
        range("Outer", 20_000, 20_099, ""),
        range("End", 20_090, 20_099, ""),
        range("Next", 20_100, 20_199, ""),
        range("Suffix", 20_050, 20_149, "suffix = \"4\"\n"),
    ];
    check(table(&format!("{code}{}", ranges.concat())), "");
}

/// Every `[[code]]` after it conflicts with a `[[code.cause]]` at the start of the file.
#[test]
fn misplaced_cause_causes_one_error() {
    let codes = "[[code]]\ncode = 20001\nname = \"OffDuty\"\n\n".repeat(422);
    let source = table(&format!("[[code.cause]]\nid = \"night\"\n\n{codes}"));
    let error = generate(source.as_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "error: `[[code.cause]]` comes before the first `[[code]]`"
    );
}

/// The parts of a diagnostic that its rendering does not show as they are.
#[test]
fn diagnostics_are_values() {
    let source = table("[[code]]\ncode = 5\n");
    let error = generate(source.as_bytes()).unwrap_err();
    let first = &error.diagnostics()[0];
    assert_eq!(first.severity, Severity::Error);
    assert!(first.message.starts_with("missing required keys `name`"));
    assert_eq!(&source[first.primary.span.clone()], "[[code]]");
    assert_eq!(error.to_string().lines().count(), error.diagnostics().len());
    assert_eq!(
        error.to_string(),
        format!("error: {}", first.message),
        "all missing keys are in one error"
    );
}

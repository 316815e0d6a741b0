//! A table that extends this crate's table: which codes conflict, and where that is reported.

#![cfg(feature = "codegen")]

use commsease_status::codegen::{Diagnostic, generate};
use commsease_status::{Status, StatusCode};

/// Returns a table with one code.
fn table(extends: &str, code: i32) -> String {
    format!(
        r#"[enum]
name = "AppCode"
{extends}
doc = "The codes that our callback returns."

[[code]]
code = {code}
name = "OffDuty"
summary = "The receiver gets no messages now."
retry = "backoff"
"#
    )
}

const EXTENDS: &str = "extends = \"commsease_status::StatusCode\"";

fn diagnostics(extends: &str, code: i32) -> Vec<Diagnostic> {
    generate(table(extends, code).as_bytes())
        .err()
        .map(|error| error.diagnostics().to_vec())
        .unwrap_or_default()
}

#[test]
fn a_conflict_is_reported_with_both_places() {
    let source = table(EXTENDS, 414);
    let error = generate(source.as_bytes()).unwrap_err();
    assert_eq!(
        error.render(source.as_bytes(), "codes.toml"),
        "\
error: code 414 is already defined by `commsease_status::StatusCode`
 --> codes.toml:7:8
  |
3 | extends = \"commsease_status::StatusCode\"
  |           ------------------------------ extended here
...
7 | code = 414
  |        ^^^ conflicts with `StatusCode::InvalidParameter`
  |
  = help: choose a code between 20000 and 20099
"
    );
}

#[test]
fn every_code_of_the_service_conflicts_except_those_it_leaves_to_apps() {
    for status in StatusCode::all() {
        let is_free = (20_000..=20_099).contains(&status.code());
        assert_eq!(
            diagnostics(EXTENDS, status.code()).is_empty(),
            is_free,
            "{status}"
        );
    }
    for code in [20_000, 20_042, 20_099, -5, 7_000_000] {
        assert_eq!(diagnostics(EXTENDS, code), [], "{code}");
    }
}

#[test]
fn a_table_that_extends_nothing_can_have_any_code() {
    assert_eq!(diagnostics("", 414), []);
    let generated = |extends, code| generate(table(extends, code).as_bytes()).unwrap();
    assert!(!generated("", 414).code().contains("Extends"));
    let extending = generated(EXTENDS, 20_042);
    assert!(
        extending
            .code()
            .contains("impl commsease_status :: Extends for AppCode")
    );
}

#[test]
fn no_other_table_can_be_extended() {
    let [diagnostic] = &diagnostics("extends = \"http::StatusCode\"", 20_000)[..] else {
        panic!("one diagnostic")
    };
    assert_eq!(diagnostic.message, "cannot extend `http::StatusCode`");
    assert_eq!(
        diagnostic.help.as_deref(),
        Some("only `commsease_status::StatusCode` can be extended")
    );
}

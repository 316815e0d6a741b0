//! A table that extends this crate's own one: what is a clash, and where it is reported.

#![cfg(feature = "codegen")]

use commsease_status::StatusCode;
use commsease_status::codegen::{Diagnostic, generate};

/// A table with one code.
fn table(extends: &str, number: i32) -> String {
    format!(
        r#"[enum]
name = "AppCode"
{extends}
doc = "What our callback answers."

[source.wiki]
title = "Our wiki"

[category.refused]
summary = "The application said no."

[area.chat]
summary = "Messages between people."

[[code]]
code = {number}
name = "OffDuty"
summary = "The receiver gets no messages now."
category = "refused"
area = "chat"
outcome = "failure"
retry = "backoff"
sources = ["wiki"]
"#
    )
}

const EXTENDS: &str = "extends = \"commsease_status::StatusCode\"";

fn findings(extends: &str, number: i32) -> Vec<Diagnostic> {
    generate(table(extends, number).as_bytes())
        .err()
        .map(|it| it.diagnostics().to_vec())
        .unwrap_or_default()
}

#[test]
fn a_number_of_the_service_is_a_clash_with_its_place() {
    let source = table(EXTENDS, 414);
    let rejected = generate(source.as_bytes()).unwrap_err();
    assert_eq!(
        rejected.render(source.as_bytes(), "codes.toml"),
        "\
error: the number 414 is `commsease_status::StatusCode::InvalidParameter` already
  --> codes.toml:16:8
   |
3  | extends = \"commsease_status::StatusCode\"
   |           ------------------------------ because of this
...
16 | code = 414
   |        ^^^ would have two meanings
   |
   = help: choose a number from 20000 to 20099
"
    );
}

#[test]
fn every_number_of_the_service_is_one_but_for_those_it_leaves_to_applications() {
    for status in StatusCode::ALL {
        let is_free = (20_000..=20_099).contains(&status.code());
        assert_eq!(
            findings(EXTENDS, status.code()).is_empty(),
            is_free,
            "{status}"
        );
    }
    for number in [20_000, 20_042, 20_099, -5, 7_000_000] {
        assert_eq!(findings(EXTENDS, number), [], "{number}");
    }
}

#[test]
fn whoever_extends_nothing_may_have_any_number() {
    assert_eq!(findings("", 414), []);
    assert!(
        !generate(table("", 414).as_bytes())
            .unwrap()
            .code()
            .contains("Extends")
    );
    assert!(
        generate(table(EXTENDS, 20_042).as_bytes())
            .unwrap()
            .code()
            .contains("::commsease_status::Extends for AppCode")
    );
}

#[test]
fn no_other_table_can_be_extended() {
    let [finding] = &findings("extends = \"http::StatusCode\"", 20_000)[..] else {
        panic!("one finding")
    };
    assert_eq!(finding.message, "a table cannot extend `http::StatusCode`");
    assert_eq!(
        finding.help.as_deref(),
        Some("write `commsease_status::StatusCode`, or leave it out")
    );
}

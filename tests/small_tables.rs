//! A small table stays small: what a code does not need can be left out, and natural sentences cause
//! no warning.
#![cfg(feature = "codegen")]

use commsease_status::codegen::generate;

const HEAD: &str = "\
[enum]
name = \"AppCode\"
doc = \"The codes of an app.\"
";

/// Returns the code that is generated from a table without errors and warnings.
#[track_caller]
fn code(table: &str) -> String {
    let generated = generate(table.as_bytes())
        .unwrap_or_else(|error| panic!("{}", error.render(table.as_bytes(), "codes.toml")));
    assert_eq!(generated.warnings(), []);
    String::from(generated.code())
}

#[test]
fn a_code_takes_at_most_five_lines() {
    let subjects = "Account Address Card Coupon Device Group Invoice Order Session Token";
    let conditions = [
        ("Expired", "has expired"),
        ("Missing", "is missing"),
        ("Locked", "is locked"),
        ("Invalid", "is invalid"),
        ("Unknown", "is unknown"),
        ("Closed", "was closed"),
    ];
    let mut table = format!(
        "{HEAD}\n[category.input]\nsummary = \"The request is wrong.\"\nretry = \"after-fix\"\n"
    );
    let mut count = 0;
    for subject in subjects.split(' ') {
        for (name, condition) in conditions {
            count += 1;
            let subject_in_prose = subject.to_lowercase();
            let code = format!(
                "[[code]]\ncode = {count}\nname = \"{subject}{name}\"\n\
                 summary = \"The {subject_in_prose} {condition}.\"\ncategory = \"input\"\n"
            );
            assert!(code.lines().count() <= 5);
            table = format!("{table}\n{code}");
        }
    }
    assert_eq!(count, 60);
    assert!(code(&table).contains("CardExpired"));
}

/// What the category gives is as if the code had it, also for its meanings and causes.
#[test]
fn a_category_gives_the_retry_and_the_outcome_of_its_codes() {
    let table = |of_category: &str, of_code: &str| {
        format!(
            r#"
{HEAD}
[category.busy]
summary = "The service is busy."
{of_category}

[category.closed]
summary = "The service is closed."

[platform.web]
summary = "The web client."

[[code]]
code = 1
name = "Full"
summary = "The queue is full."
category = "busy"
{of_code}

[[code.meaning]]
platform = "web"
summary = "The tab is busy."

[[code.meaning]]
platform = "web-8"
summary = "The tab is closed."
category = "closed"

[[code.cause]]
id = "night"
description = "It is night."
fix = "Wait."
fix_by = "caller"

[[code]]
code = 2
name = "Stuck"
summary = "The queue does not move."
category = "busy"
outcome = "failure"
retry = "never"

[platform.web-8]
summary = "The eighth web client."
"#
        )
    };
    let values = "outcome = \"partial\"\nretry = \"backoff\"";
    assert_eq!(code(&table(values, "")), code(&table("", values)));
}

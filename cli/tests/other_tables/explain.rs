//! `explain`.

use serde_json::json;

use super::{check, command, json_of, stdout, tool};

/// The answer for a code with meanings on other platforms, up to what depends on the message.
const ERR: &str = "\
20001 Err
The meaning depends on the platform.
The rules of the room forbid the message.
Category: refused · Outcome: failure · Retry: after the fix

On other platforms:
  phone: The message is too long for the small screen. (partial success, PHONE_ERR)
  new-desk: The message is too short for the large screen. (failure)
";

pub(crate) fn a_proven_cause() {
    let answer = "
word  \"the word {word} is forbidden\", \"there is no {word...} here\"
  What happened: The message contains the word PARROT, which the rules forbid.
  What to do:    Remove PARROT and send the message again.
  Fix by: the end user. Retry: after the fix.

See also: 20004
";
    let arguments = ["explain", "20001", "The word PARROT is forbidden."];
    check("app", &arguments, 0, &format!("{ERR}{answer}"));
    let answer = json_of("app", &arguments);
    assert_eq!(answer["key"], "20001/word");
    assert_eq!(answer["captures"]["word"], "PARROT");
    assert_eq!(
        answer["causes"][0]["fix"],
        "Remove PARROT and send the message again."
    );
}

pub(crate) fn a_hint() {
    let answer = "
The message may be one of these causes, but does not prove one:

word  \"the word {word} is forbidden\", \"there is no {word...} here\"
  What happened: The message contains the word {word}, which the rules forbid.
  What to do:    Remove {word} and send the message again.
  Fix by: the end user. Retry: after the fix.

Advice: Ask the administrator of the app.

1 other documented cause:

night  \"good night\"
  What happened: The room is closed at night.
  What to do:    Wait until the morning.
  Fix by: the service operator. Retry: later, with exponential backoff.

See also: 20004
";
    check(
        "app",
        &["explain", "20001", "bad parrot"],
        0,
        &format!("{ERR}{answer}"),
    );
}

pub(crate) fn a_platform() {
    let answer = |platform| {
        format!(
            "\
20001 Err on {platform}
The message is too long for the small screen.
Category: refused · Outcome: partial success · Retry: later, with exponential backoff

On other platforms:
  in general: The rules of the room forbid the message.
  new-desk: The message is too short for the large screen. (failure)
"
        )
    };
    check(
        "app",
        &["explain", "20001", "--platform", "phone"],
        0,
        &answer("phone"),
    );
    check("app", &["explain", "PHONE_ERR"], 0, &answer("phone"));
    // The meaning of the parent platform applies.
    check(
        "app",
        &["explain", "20001", "--platform", "old-phone"],
        0,
        &answer("old-phone"),
    );
    // So does that of the platform that succeeds it.
    let desk = json_of(
        "app",
        &["explain", "20001", "good night", "--platform", "desk"],
    );
    assert_eq!(
        desk["summary"],
        "The message is too short for the large screen."
    );
    assert_eq!(desk["platform"], "desk");
    // The causes are those of the general meaning.
    assert_eq!(
        (&desk["evidence"], &desk["key"]),
        (&json!("code"), &json!("20001"))
    );
    assert_eq!(desk["causes"], json!([]));
    assert_eq!(desk["advice"], "Ask the administrator of the app.");
    let other = json_of("app", &["explain", "20004", "--platform", "phone"]);
    assert_eq!(other["platform"], json!(null));
}

pub(crate) fn a_deprecated_code() {
    check(
        "app",
        &["explain", "20003"],
        0,
        "\
20003 Some
The purpose of this old code is not documented.
Category: refused · Outcome: partial success · Retry: never

Deprecated since 0.3.0: The callback now returns the rule. Use 20001 instead.
",
    );
    let note = "The callback now returns the rule.";
    let deprecation = json!({ "since": "0.3.0", "note": note, "replaced_by": 20001 });
    assert_eq!(
        json_of("app", &["explain", "20003"])["deprecation"],
        deprecation
    );
    for arguments in [
        &["explain", "20003", "--format", "markdown"][..],
        &["reference"],
    ] {
        let printed = stdout("app", arguments);
        let sentence = "\nDeprecated since `0.3.0`: The callback now returns the rule. Use ";
        assert!(printed.contains(sentence), "{printed}");
    }
    assert_eq!(json_of("app", &["list", "20003"])[0]["deprecated"], true);
    assert!(stdout("app", &["list", "20003"]).ends_with(" (deprecated)\n"));
}

pub(crate) fn a_reserved_code() {
    check(
        "app",
        &["explain", "20002"],
        1,
        "\
20002 (unknown)
Unknown code in the range:
  20000–20099  The callback rejected the request for a reason that has no entry yet.
Category: refused · Outcome: failure · Retry: never

Reserved: It was used in the trial.

Advice: Ask the administrator of the app.
",
    );
    let note = "It was used in the trial.";
    let reserved = json!({ "code": 20002, "name": null, "note": note });
    let answer = json_of("app", &["explain", "20002"]);
    assert_eq!(answer["reserved"], reserved);
    assert_eq!(
        json_of("app", &["explain", "20042"])["reserved"],
        json!(null)
    );
    let output = tool("app", &["explain", "20002", "--format", "markdown"]);
    let markdown = String::from_utf8_lossy(&output.stdout);
    assert!(
        markdown.contains(&format!("\nReserved: {note}\n")),
        "{markdown}"
    );
    // A name without a code.
    let output = tool("app", &["explain", "TRIAL"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: `TRIAL` has no code: It was used in the trial, too.\n"
    );
    assert_eq!(json_of("app", &["reference"])["reserved"][0], reserved);
    let page = stdout("app", &["reference"]);
    let section = "
## Reserved

No entry can have these codes and names.

| Code | Name | Reason |
| ---: | --- | --- |
| 20002 |  | It was used in the trial. |
|  | `Trial` | It was used in the trial, too. |
";
    assert!(page.contains(section), "{page}");
}

pub(crate) fn a_code_in_a_range() {
    check(
        "app",
        &["explain", "20042"],
        1,
        "\
20042 (unknown)
Unknown code in the ranges:
  20000–20099  The callback rejected the request for a reason that has no entry yet.
  *42          Codes that end with 42 are the answer to something.
Category: refused · Outcome: failure · Retry: never

Advice: Ask the administrator of the app.
",
    );
    let answer = json_of("app", &["explain", "20042"]);
    let first = &answer["ranges"][0];
    assert_eq!(
        (&first["name"], &first["suffix"]),
        (&json!("Callback"), &json!(null))
    );
    assert_eq!(
        (&first["first"], &first["last"]),
        (&json!(20000), &json!(20099))
    );
    assert_eq!(answer["ranges"][1]["suffix"], "42");
}

/// Checks the answer for a code in two ranges in a terminal of this width.
#[track_caller]
fn check_columns(columns: &str, ranges: &str) {
    let output = command("app", &["explain", "20042"])
        .env("COLUMNS", columns)
        .output()
        .expect("the program runs");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        format!("20042 (unknown)\nUnknown code in the ranges:{ranges}"),
        "COLUMNS={columns}"
    );
}

pub(crate) fn the_width_of_the_terminal() {
    let wide = "
  20000–20099  The callback rejected the request for a reason that has no entry yet.
  *42          Codes that end with 42 are the answer to something.
Category: refused · Outcome: failure · Retry: never

Advice: Ask the administrator of the app.
";
    // Without a usable `COLUMNS`, output that is not a terminal has 100 columns.
    for columns in ["120", "84", "", "0", "-80", "wide"] {
        check_columns(columns, wide);
    }
    check_columns(
        "80",
        "
  20000–20099  The callback rejected the request for a reason that has no entry
               yet.
  *42          Codes that end with 42 are the answer to something.
Category: refused · Outcome: failure · Retry: never

Advice: Ask the administrator of the app.
",
    );
    check_columns(
        "40",
        "
  20000–20099  The callback rejected the
               request for a reason that
               has no entry yet.
  *42          Codes that end with 42
               are the answer to
               something.
Category: refused · Outcome: failure ·
  Retry: never

Advice: Ask the administrator of the
  app.
",
    );
}

/// Patterns are wrapped below the id of the cause; a word that is too long is not broken.
pub(crate) fn the_patterns_of_a_cause_are_wrapped() {
    let output = command(
        "app",
        &["explain", "20001", "The word PARROT is forbidden."],
    )
    .env("COLUMNS", "40")
    .output()
    .expect("the program runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    let cause = "
word  \"the word {word} is forbidden\",
    \"there is no {word...} here\"
  What happened: The message contains
    the word PARROT, which the rules
    forbid.
  What to do:    Remove PARROT and send
    the message again.
  Fix by: the end user. Retry: after the
    fix.
";
    assert!(printed.contains(cause), "{printed}");
}

pub(crate) fn markdown() {
    check(
        "app",
        &["explain", "20001", "bad parrot", "--format", "markdown"],
        0,
        "\
### 20001 Err

The meaning depends on the platform.
The rules of the room forbid the message.

Category: `refused` · Outcome: failure · Retry: after the fix

On other platforms:

- `phone`: The message is too long for the small screen. (partial success, `PHONE_ERR`)
- `new-desk`: The message is too short for the large screen. (failure)

Error message: `bad parrot`

Advice: Ask the administrator of the app.

The message may be one of the causes marked with `?`, but does not prove one.

| Cause | What happened | What to do | Fix by | Retry |
| --- | --- | --- | --- | --- |
| `word` `?` | The message contains the word {word}, which the rules forbid. | Remove {word} and send the message again. | the end user | after the fix |
| `night` | The room is closed at night. | Wait until the morning. | the service operator | later, with exponential backoff |

See also: 20004
",
    );
}

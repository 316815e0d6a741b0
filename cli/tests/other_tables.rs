//! The tool for tables of others: one with every key, and one that declares no vocabulary.
//!
//! This file is both the tool and its test. If the variable `TABLE` is set, it runs the tool for
//! that table; else it runs the tests, which start this program again.

mod schema;

use std::env;
use std::process::{Command, ExitCode, Output};

use commsease_status_cli::run;
use foreign_tables::app::AppCode;
use foreign_tables::hresult::HResult;
use foreign_tables::smallest::SmallCode;
use serde_json::json;

fn main() -> ExitCode {
    match env::var("TABLE").as_deref() {
        Ok("app") => run::<AppCode>(),
        Ok("hresult") => run::<HResult>(),
        Ok("smallest") => run::<SmallCode>(),
        _ => {
            let tests: [(&str, fn()); 16] = [
                ("a_proven_cause", a_proven_cause),
                ("a_hint", a_hint),
                ("a_platform", a_platform),
                ("a_deprecated_code", a_deprecated_code),
                ("a_reserved_code", a_reserved_code),
                ("a_code_in_a_range", a_code_in_a_range),
                ("the_width_of_the_terminal", the_width_of_the_terminal),
                (
                    "the_patterns_of_a_cause_are_wrapped",
                    the_patterns_of_a_cause_are_wrapped,
                ),
                ("markdown", markdown),
                ("lists_and_searches", lists_and_searches),
                ("a_table_without_vocabularies", a_table_without_vocabularies),
                ("the_smallest_template", the_smallest_template),
                ("the_next_free_code", the_next_free_code),
                (
                    "reserved_codes_and_names_are_not_free",
                    reserved_codes_and_names_are_not_free,
                ),
                (
                    "the_reference_of_a_small_table",
                    the_reference_of_a_small_table,
                ),
                (
                    "the_schema_of_the_reference_is_exact",
                    the_schema_of_the_reference_is_exact,
                ),
            ];
            for (name, test) in tests {
                println!("test {name}");
                test();
            }
            ExitCode::SUCCESS
        }
    }
}

fn tool(table: &str, arguments: &[&str]) -> Output {
    let mut command = command(table, arguments);
    command.output().expect("the program runs")
}

fn command(table: &str, arguments: &[&str]) -> Command {
    let program = env::current_exe().expect("the path of this program");
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env("TABLE", table)
        .env_remove("COLUMNS")
        .env_remove("CLICOLOR_FORCE");
    command
}

#[track_caller]
fn check(table: &str, arguments: &[&str], status: i32, stdout: &str) {
    let output = tool(table, arguments);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(status));
}

#[track_caller]
fn stdout(table: &str, arguments: &[&str]) -> String {
    let output = tool(table, arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

fn json_of(table: &str, arguments: &[&str]) -> serde_json::Value {
    let output = tool(table, &[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

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

fn a_proven_cause() {
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

fn a_hint() {
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

fn a_platform() {
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
    check("app", &["explain", "phone_err"], 0, &answer("phone"));
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

fn a_deprecated_code() {
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

fn a_reserved_code() {
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
        "error: name `TRIAL` is reserved: It was used in the trial, too.\n"
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

fn a_code_in_a_range() {
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

fn the_width_of_the_terminal() {
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
fn the_patterns_of_a_cause_are_wrapped() {
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

fn markdown() {
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

fn lists_and_searches() {
    let accounts = "\
20001\tErr\tThe rules of the room forbid the message.
20003\tSome\tThe purpose of this old code is not documented. (deprecated)
20004\tString\tThe sender is not a member: `String` is a hard name.
";
    check("app", &["list", "--area", "accounts"], 0, accounts);
    let err = "20001\tErr\tThe rules of the room forbid the message.\n";
    for platform in ["phone", "old-phone", "desk", "new-desk"] {
        check("app", &["list", "--platform", platform], 0, err);
    }
    // A keyword, a hint, the meaning on a platform, and several words.
    for words in [
        "censored",
        "bad",
        "small screen",
        "parrot room",
        "phone_err KAPPERR",
    ] {
        check("app", &["search", words], 0, err);
    }
    check("app", &["search", "parrot", "xylophone"], 1, "");
    // One code shares the identifier with the other.
    assert_eq!(stdout("app", &["search", "APP_ERR"]).lines().count(), 2);
}

/// Options and keys of vocabularies that a table does not declare are absent.
fn a_table_without_vocabularies() {
    check(
        "smallest",
        &["explain", "1"],
        0,
        "\
1 OffDuty
The receiver gets no messages now.
Outcome: failure · Retry: later, with exponential backoff
",
    );
    let answer = json_of("smallest", &["explain", "1"]);
    assert_eq!(answer["category"], json!(null));
    assert_eq!(answer["sources"], json!([]));
    for command in ["explain", "list", "scan"] {
        let help = stdout("smallest", &[command, "--help"]);
        for option in ["--category", "--area", "--platform", "<CATEGORY>"] {
            assert!(!help.contains(option), "{command} {option}");
        }
    }
    let output = tool("smallest", &["list", "--category", "x"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr);
    let start = "error: invalid value 'x' for '--category <CATEGORY>': \
                 the table declares no such values\n";
    assert!(error.starts_with(start), "{error}");
}

fn the_smallest_template() {
    check(
        "smallest",
        &["new", "Three"],
        0,
        r#"[[code]]
code = 3
name = "Three"
summary = "" # the meaning, in one sentence
outcome = "failure" # or "success", "partial"
retry = "" # "never", "after-fix", "backoff", or "outcome-unknown"

# For each documented cause:
# [[code.cause]]
# id = "" # unique within this code, such as "room-closed"
# description = "" # what happened
# fix = "" # what to do about it
# fix_by = "" # "caller", "admin", "end-user", or "service"
# patterns = [] # error messages of this cause; {name} stands for one word
# samples = [] # an error message for each pattern with a placeholder
"#,
    );
}

/// The table after the last code, or a range. The last code of all is followed by the first one.
fn the_next_free_code() {
    for (table, arguments, code) in [
        ("app", &["new", "Late"][..], 20005),
        ("app", &["new", "Callback", "Late"], 20005),
        ("app", &["new", "callback", "Late"], 20005),
        ("app", &["new", "Answer", "Late"], -1942),
        ("app", &["new", "20042", "Late"], 20042),
        ("hresult", &["new", "Late"], i32::MIN + 1),
    ] {
        let template = stdout(table, arguments);
        let start = format!("[[code]]\ncode = {code}\nname = \"Late\"\n");
        assert!(template.starts_with(&start), "{arguments:?}: {template}");
    }
}

fn reserved_codes_and_names_are_not_free() {
    let check = |arguments: &[&str], error: &str| {
        let output = tool("app", arguments);
        assert_eq!(String::from_utf8_lossy(&output.stderr), error);
        assert_eq!(output.status.code(), Some(2));
    };
    check(
        &["new", "20002", "Late"],
        "error: code 20002 is reserved: It was used in the trial.\n\n  tip: the next free code is 20005\n",
    );
    check(
        &["new", "20005", "Trial"],
        "error: name `Trial` is reserved: It was used in the trial, too.\n",
    );
}

fn the_reference_of_a_small_table() {
    let page = stdout("smallest", &["reference"]);
    let (head, body) = page
        .split_once("\n\n## Contents\n")
        .expect("a table of contents");
    let head = head.strip_prefix("# Status codes\n\n2 codes and no documented causes. ");
    assert!(head.is_some_and(|head| !head.contains('#')), "{page}");
    assert_eq!(
        body,
        "
| Code | Name | Summary |
| ---: | --- | --- |
| [1](#1-offduty) | `OffDuty` | The receiver gets no messages now. |
| [2](#2-muted) | `Muted` | An administrator has muted the sender. |

## Codes

### 1 OffDuty

The receiver gets no messages now.

Outcome: failure · Retry: `backoff`

### 2 Muted

An administrator has muted the sender.

Outcome: failure · Retry: `after-fix`
"
    );
    let app = stdout("app", &["reference"]);
    assert!(
        app.contains("\nSDK identifiers: `APP_ERR`, `kAppErr`.\n"),
        "{app}"
    );
}

fn the_schema_of_the_reference_is_exact() {
    let schema = schema::Schema::new();
    schema.check(&json_of("smallest", &["reference"]));
    schema.check_exactly(&json_of("app", &["reference"]));
}

//! `list` and `search`, and a table without vocabularies.

use serde_json::json;

use super::{check, json_of, stdout, tool};

pub(crate) fn the_version_is_that_of_the_tool() {
    let version = stdout("app", &["--version"]);
    assert!(version.ends_with(" 7.8.9\n"), "{version}");
}

pub(crate) fn lists_and_searches() {
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
    let nothing = tool("app", &["search", "parrot", "xylophone"]);
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(1), 0));
    // One code shares the identifier with the other.
    assert_eq!(stdout("app", &["search", "APP_ERR"]).lines().count(), 2);
}

/// Options and keys of vocabularies that a table does not declare are absent.
pub(crate) fn a_table_without_vocabularies() {
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

//! `--table`: the same answers from a table in TOML as from the built-in one, and answers from any other.

use std::process::{Command, Output};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../codes.toml");
const CALLBACK: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../examples/callback-codes/codes.toml"
);
const FORMATS: [&str; 3] = ["text", "json", "markdown"];

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_commsease-status"))
        .args(arguments)
        .output()
        .unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What is refused, with exit status 2.
fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

/// That the two tables are the same to the last text, a test of the library says.
#[test]
fn the_shipped_table_answers_as_the_built_in_one() {
    let questions: [&[&str]; 14] = [
        &["explain", "414"],
        &["explain", "414", "check roomid"],
        &["explain", "RES_EPARAM"],
        &[
            "explain",
            r#"{"desc":"Exceed the maximum account 100","code":414}"#,
        ],
        &[
            "explain",
            r#"{"code":200,"data":{"failed_list":[{"error_code":102404,"error_msg":"account not exist"}]}}"#,
        ],
        &["explain", "20000", "--platform", "pc"],
        &["explain", "404", "--platform", "v10-web"],
        &["explain", "109421"],
        &["explain", "-7"],
        &["explain", "InvalidParrameter"],
        &["list"],
        &["list", "1094xx", "--category", "permission"],
        &["list", "--area", "chat-room", "--platform", "v10"],
        &["search", "team", "owner"],
    ];
    for question in questions {
        for format in FORMATS {
            let built_in = run(&[question, &["--format", format]].concat());
            let read = run(&[question, &["--format", format, "--table", SHIPPED]].concat());
            assert_eq!(built_in, read, "{question:?}");
        }
    }
}

#[test]
fn another_table_answers_for_its_own_codes() {
    let answer = printed(&[
        "--table",
        CALLBACK,
        "explain",
        "20001",
        "Off duty until 8:30.",
    ]);
    for said in [
        "20001 OffDuty",
        "back-later",
        "What to do:    Send it again after 8:30.",
    ] {
        assert!(answer.contains(said), "{answer}");
    }
    assert_eq!(
        printed(&["--table", CALLBACK, "explain", "OffDuty"]),
        printed(&["--table", CALLBACK, "explain", "20001"])
    );
    assert!(
        printed(&["--table", CALLBACK, "list", "--category", "content"]).contains("ForbiddenWord")
    );
    assert!(printed(&["--table", CALLBACK, "search", "holiday"]).contains("OffDuty"));
}

/// The table says that it extends the built-in one.
#[test]
fn a_table_that_extends_the_built_in_one_answers_for_both() {
    for question in [
        &["explain", "414", "check roomid"][..],
        &["explain", "109421"],
        &["explain", "RES_EPARAM"],
    ] {
        assert_eq!(
            run(&[&["--table", CALLBACK], question].concat()),
            run(question),
            "{question:?}"
        );
    }
    assert!(printed(&["--table", CALLBACK, "list", "200xx"]).contains("20001 OffDuty"));
    assert!(!printed(&["--table", CALLBACK, "list", "200xx"]).contains("AppCallback20001"));
    assert_eq!(
        run(&["--table", CALLBACK, "explain", "-7"]).status.code(),
        Some(1)
    );
}

#[test]
fn words_are_those_of_the_table() {
    let said = refused(&["--table", CALLBACK, "list", "--category", "parrot"]);
    assert!(
        said.starts_with(
            "error: the table has no category `parrot`: it has duty, content, success, "
        ),
        "{said}"
    );
    let said = refused(&[
        "--table",
        CALLBACK,
        "explain",
        "20001",
        "--platform",
        "parrot",
    ]);
    assert!(
        said.starts_with("error: the table has no platform `parrot`: it has android, ios, "),
        "{said}"
    );
    assert!(
        refused(&["list", "--area", "duty"])
            .starts_with("error: the table has no area `duty`: it has account, ai, ")
    );
}

#[test]
fn what_is_no_table_is_refused_with_its_place() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let said = refused(&["--table", manifest, "list"]);
    assert!(
        said.starts_with(&format!(
            "error: `{manifest}` is no table of codes\n\nerror: "
        )),
        "{said}"
    );
    assert!(said.contains("error: unknown key `dependencies`"), "{said}");
    assert_eq!(
        refused(&["--table", CALLBACK, "reference"]),
        "error: this command knows the built-in table alone: leave out `--table`\n"
    );
    assert!(
        refused(&["--table", "no/such.toml", "list"])
            .starts_with("error: cannot read `no/such.toml`: ")
    );
}

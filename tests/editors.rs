//! Editors: Taplo and Tombi leave the tables of this repository as they are, and check them with the
//! schema.
//!
//! A program that is not installed is skipped. `.ci/run` installs both.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const TAPLO_LINT: &[&str] = &["lint", "--no-auto-config", "codes.toml"];
const TOMBI_LINT: &[&str] = &["lint", "--offline", "--error-on-warnings", "codes.toml"];

/// Runs a program in a directory, and returns its output if it is installed.
fn run(program: &str, arguments: &[&str], directory: &Path) -> Option<Output> {
    let mut command = Command::new(program);
    match command.args(arguments).current_dir(directory).output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            println!("skipped: `{program}` is not installed");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

/// Checks whether a program that is installed succeeds.
#[track_caller]
fn check(program: &str, arguments: &[&str], directory: &Path, succeeds: bool) {
    if let Some(output) = run(program, arguments, directory) {
        assert_eq!(
            output.status.success(),
            succeeds,
            "{program} {arguments:?}\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn the_formatters_change_nothing() {
    let root = Path::new(ROOT);
    // Taplo finds the tables in its configuration.
    check("taplo", &["fmt", "--check"], root, true);
    let tables = ["codes.toml", "examples/callback-codes/codes.toml"];
    let arguments = [&["format", "--offline", "--check"][..], &tables].concat();
    check("tombi", &arguments, root, true);
}

#[test]
fn the_shipped_table_has_no_mistakes() {
    check("taplo", TAPLO_LINT, Path::new(ROOT), true);
    check("tombi", TOMBI_LINT, Path::new(ROOT), true);
}

#[test]
fn the_schema_finds_mistakes() {
    let table = "\
#:schema ./codes.schema.json
[enum]
name = \"AppCode\"
doc = \"The codes of an app.\"

[category.busy]
summary = \"The app is busy.\"

[[code]]
code = 1
name = \"OffDuty\"
summary = \"The receiver is off duty.\"
category = \"busy\"
";
    let retry = "retry = \"backoff\"\n";
    let with_code = format!("{table}{retry}");
    let of_category = table.replace("[[code]]", &format!("{retry}\n[[code]]"));
    for (name, table, is_valid) in [
        ("retry-of-code", with_code.as_str(), true),
        ("retry-of-category", &of_category, true),
        ("no-retry", table, false),
        (
            "unknown-key",
            &format!("{with_code}color = \"red\"\n"),
            false,
        ),
    ] {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("editors")
            .join(name);
        fs::create_dir_all(&directory).unwrap();
        let schema = Path::new(ROOT).join("docs/codes.schema.json");
        fs::copy(schema, directory.join("codes.schema.json")).unwrap();
        fs::write(directory.join("codes.toml"), table).unwrap();
        check("taplo", TAPLO_LINT, &directory, is_valid);
        check("tombi", TOMBI_LINT, &directory, is_valid);
    }
}

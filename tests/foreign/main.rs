//! Crates that use the library, built and run as their authors would do it.
//!
//! Everything is built in one separate target directory, which is kept for the next run.

#![cfg(feature = "codegen")]

mod new_crates;
mod reader;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The first lines of the output of the example. The last line is about a code of the service.
const OUTPUT: &str = "\
Good morning: sent
Good night: will be sent again later, the receiver is away: 20001 OffDuty (back-later): The receiver is off duty until 8:30. Send it again after 8:30.
Buy my Parrot now: not sent, our rules forbid it: 20002 ForbiddenWord (word): The message has the word `Parrot`. Leave out `Parrot` and send it again.
";

#[test]
fn the_example_runs() {
    let output = Crate::example("as-it-is", &[]).cargo("run");
    assert_runs(&output);
}

/// The example has tests of its own, which run its command-line tool.
#[test]
fn the_tests_of_the_example_pass() {
    let _turn = turn();
    let output = Crate::copy("with-tool", &["", "src", "src/bin", "tests"]).cargo("test");
    let messages = String::from_utf8_lossy(&output.stderr);
    let results = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{results}\n{messages}");
    assert!(results.contains("test the_tool_"), "{results}");
}

#[test]
fn the_example_runs_with_edition_2021() {
    let edition = [("Cargo.toml", r#"edition = "2024""#, r#"edition = "2021""#)];
    assert_runs(&Crate::example("edition-2021", &edition).cargo("run"));
}

#[test]
fn the_example_runs_with_the_dependency_under_another_name() {
    let renamed = [
        (
            "Cargo.toml",
            "commsease-status = {",
            r#"status = { package = "commsease-status","#,
        ),
        ("build.rs", "commsease_status::", "status::"),
        ("src/main.rs", "use commsease_status::", "use status::"),
        (
            "src/codes.rs",
            "commsease_status::include_codes!",
            "status::include_codes!",
        ),
    ];
    assert_runs(&Crate::example("renamed", &renamed).cargo("run"));
}

#[test]
fn a_conflict_with_the_service_fails_the_build_until_it_is_fixed() {
    let example = Crate::example(
        "conflict",
        &[("codes.toml", "code = 20002\n", "code = 414\n")],
    );
    let output = example.cargo("build");
    let errors = errors(&output);
    assert!(!output.status.success(), "{output:?}");
    let place = line_of(&example.0.join("codes.toml"), "code = 414");
    for line in [
        "error: code 414 is already defined by `commsease_status::StatusCode`",
        &format!("  --> codes.toml:{place}:8"),
    ] {
        assert!(
            errors.lines().any(|error| error == line),
            "no `{line}` in:\n{errors}"
        );
    }
    assert!(!errors.contains("panicked"), "{errors}");

    example.replace(&[("codes.toml", "code = 414\n", "code = 20002\n")]);
    assert_runs(&example.cargo("run"));
}

#[test]
fn including_a_table_that_no_build_script_compiled_is_an_error_that_says_so() {
    #[track_caller]
    fn check(name: &str, replaced: (&str, &str, &str), table: &str) {
        let output = Crate::example(name, &[replaced]).cargo("build");
        let messages = String::from_utf8_lossy(&output.stderr);
        let error = format!(
            "error: no build script compiled `{table}.toml`: \
             call `commsease_status::codegen::compile` with its path in `build.rs`"
        );
        assert!(!output.status.success(), "{messages}");
        assert!(messages.lines().any(|line| line == error), "{messages}");
        assert!(!messages.contains("couldn't read"), "{messages}");
    }
    let wrong_name = ("src/codes.rs", "\"codes\"", "\"cods\"");
    check("wrong-name", wrong_name, "cods");
    let no_script = ("Cargo.toml", "[package]\n", "[package]\nbuild = false\n");
    check("no-build-script", no_script, "codes");
}

#[test]
fn two_tables_with_the_same_file_name_fail_the_build() {
    let script = (
        "build.rs",
        "compile(\"codes.toml\");",
        "compile(\"codes.toml\");\n    commsease_status::codegen::compile(\"src/codes.toml\");",
    );
    let example = Crate::example("same-name", &[script]);
    fs::copy(
        example.0.join("codes.toml"),
        example.0.join("src/codes.toml"),
    )
    .unwrap();
    let output = example.cargo("build");
    let errors = errors(&output);
    assert!(!output.status.success(), "{output:?}");
    let conflict = "`codes.toml` and `src/codes.toml` both generate `";
    assert!(errors.starts_with(conflict), "{errors}");
    assert!(
        errors.ends_with("`; rename one of the tables\n"),
        "{errors}"
    );
    assert_eq!(errors.lines().count(), 1);
}

/// Returns the number of the line of a file with the given content.
fn line_of(path: &Path, content: &str) -> usize {
    let text = fs::read_to_string(path).unwrap();
    let index = text.lines().position(|line| line == content);
    index.expect("the file has the line") + 1
}

fn assert_runs(output: &Output) {
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
    assert!(!messages.contains("warning"), "{messages}");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(printed.starts_with(OUTPUT), "{printed}");
    let last = &printed[OUTPUT.len()..];
    assert!(last.starts_with("Is anybody there?: "), "{printed}");
    let service = ", the service refused it: 414 InvalidParameter (account-not-registered): ";
    assert!(last.contains(service), "{printed}");
}

/// A copy of the example, with some strings replaced.
struct Crate(PathBuf);

impl Crate {
    /// Copies the example without its command-line tool, which would take most of the time.
    fn example(name: &str, replaced: &[(&str, &str, &str)]) -> Self {
        let copy = Self::copy(name, &["", "src"]);
        copy.replace(&[("Cargo.toml", "commsease-status-cli = { path = '", "# ")]);
        copy.replace(replaced);
        copy
    }

    fn copy(name: &str, directories: &[&str]) -> Self {
        let example = Path::new(ROOT).join("examples/callback-codes");
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("foreign")
            .join(name);
        for directory in directories {
            fs::create_dir_all(copy.join(directory)).unwrap();
            for entry in fs::read_dir(example.join(directory)).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_file() {
                    fs::copy(entry.path(), copy.join(directory).join(entry.file_name())).unwrap();
                }
            }
        }
        let copy = Self(copy);
        // Packages in one target directory need different names.
        let quoted = format!(r#""callback-codes-{name}""#);
        copy.replace(&[
            (
                "Cargo.toml",
                r#"path = "../..""#,
                &format!("path = '{ROOT}'"),
            ),
            (
                "Cargo.toml",
                r#"path = "../../cli""#,
                &format!("path = '{ROOT}/cli'"),
            ),
            ("Cargo.toml", r#""callback-codes""#, &quoted),
        ]);
        copy
    }

    /// Replaces strings, each of which must be in its file.
    fn replace(&self, replaced: &[(&str, &str, &str)]) {
        for (file, from, to) in replaced {
            let path = self.0.join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(from), "`{from}` is not in {file}");
            fs::write(path, text.replace(from, to)).unwrap();
        }
    }

    fn cargo(&self, command: &str) -> Output {
        cargo(&self.0, &[command])
    }
}

/// Waits for the other crates with a binary `codes`, for which the target directory has one place.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs Cargo in a directory.
fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("foreign-target"),
        )
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TERM_COLOR", "never")
        .env_remove("RUSTFLAGS")
        // Cargo sets it to the code of the library for the tests of the library.
        .env_remove("COMMSEASE_STATUS_CODES_codes")
        .output()
        .unwrap()
}

/// Returns the errors of a build script, without the package name that Cargo puts before each line.
fn errors(output: &Output) -> String {
    let messages = String::from_utf8_lossy(&output.stderr);
    let lines = messages
        .lines()
        .filter_map(|line| line.strip_prefix("error: ")?.split_once("@0.1.0: "));
    lines.flat_map(|(_, line)| [line, "\n"]).collect()
}

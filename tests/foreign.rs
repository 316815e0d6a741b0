//! Other crates use the generator: each is built and run as its authors would do it.
//!
//! Everything is built in one target folder of its own, which stays for the next time.

#![cfg(feature = "codegen")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PAGE: &str = include_str!("../src/your_own_codes.rs");

/// What the example prints.
const PRINTED: &str = "\
Good morning: sent
Good night: will be sent again later, the receiver is away: 20001 OffDuty (back-later): The receiver is off duty until 8:30. Send it again after 8:30.
Buy my Parrot now: not sent, our rules forbid it: 20002 ForbiddenWord (word): The message has the word `Parrot`. Leave out `Parrot` and send it again.
";

#[test]
fn the_example_runs() {
    let output = Crate::example("as-it-is", &[]).cargo("run");
    assert_runs(&output);
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
        (
            "src/main.rs",
            "mod callback;",
            "extern crate status as commsease_status;\n\nmod callback;",
        ),
        (
            "src/codes.rs",
            "commsease_status::include_codes!",
            "status::include_codes!",
        ),
    ];
    assert_runs(&Crate::example("renamed", &renamed).cargo("run"));
}

#[test]
fn a_clash_with_the_service_fails_the_build_until_it_is_mended() {
    let example = Crate::example("clash", &[("codes.toml", "code = 20002\n", "code = 414\n")]);
    // The sample has the old number: both mistakes are told at once.
    let output = example.cargo("build");
    let said = errors(&output);
    assert!(!output.status.success(), "{output:?}");
    for line in [
        "error: the number 414 is `commsease_status::StatusCode::InvalidParameter` already",
        "  --> codes.toml:60:8",
        "error: this sample has the code 20002",
    ] {
        assert!(
            said.lines().any(|said| said == line),
            "no `{line}` in:\n{said}"
        );
    }
    assert!(!said.contains("panicked"), "{said}");

    example.replace(&[("codes.toml", "code = 414\n", "code = 20002\n")]);
    assert_runs(&example.cargo("run"));
}

/// Whoever follows the page "Your own codes" word for word in an empty folder gets what it says. Only the version that
/// is added is the one that is being tested.
#[test]
fn the_page_can_be_followed_word_for_word() {
    // Outside of any other package, as `cargo new` looks around.
    let folder = env::temp_dir().join(format!("commsease-status-page-{}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    let mut reader = Reader {
        folder: folder.clone(),
        commands: 0,
        files: 0,
    };
    for block in blocks(PAGE) {
        reader.follow(&block);
    }
    assert_eq!((reader.commands, reader.files), (7, 5));
    fs::remove_dir_all(folder).unwrap();
}

fn assert_runs(output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(printed.starts_with(PRINTED), "{printed}");
    let service = "Is anybody there?: not sent, the service refused it: 414 InvalidParameter (account-not-registered): ";
    assert!(printed[PRINTED.len()..].starts_with(service), "{printed}");
}

/// A copy of the example, with some things replaced.
struct Crate(PathBuf);

impl Crate {
    fn example(name: &str, replaced: &[(&str, &str, &str)]) -> Self {
        let example = Path::new(ROOT).join("examples/callback-codes");
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("foreign")
            .join(name);
        for file in ["", "src"] {
            fs::create_dir_all(copy.join(file)).unwrap();
            for entry in fs::read_dir(example.join(file))
                .unwrap()
                .map(Result::unwrap)
            {
                if entry.file_type().unwrap().is_file() {
                    fs::copy(entry.path(), copy.join(file).join(entry.file_name())).unwrap();
                }
            }
        }
        let copy = Self(copy);
        // A name of its own: in one target folder, Cargo tells packages of the same name apart by nothing else.
        let named = format!(r#"name = "callback-codes-{name}""#);
        copy.replace(&[
            (
                "Cargo.toml",
                r#"path = "../..""#,
                &format!("path = '{ROOT}'"),
            ),
            ("Cargo.toml", r#"name = "callback-codes""#, &named),
        ]);
        copy.replace(replaced);
        copy
    }

    /// Replaces texts, each of which must be in its file.
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

/// Runs Cargo in a folder.
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
        .output()
        .unwrap()
}

/// The errors that a build script reported, without the name of the package that Cargo writes before each line.
fn errors(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let lines = said
        .lines()
        .filter_map(|line| line.strip_prefix("error: ")?.split_once("@0.1.0: "));
    lines.flat_map(|(_, line)| [line, "\n"]).collect()
}

/// A fenced block of the page.
struct Block<'p> {
    /// The last line before it that is not blank.
    before: &'p str,
    language: &'p str,
    text: String,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut lines = page.lines().map(|line| {
        line.strip_prefix("//!")
            .map_or("", |line| line.strip_prefix(' ').unwrap_or(line))
    });
    let mut blocks = Vec::new();
    let mut before = "";
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text = lines
                .by_ref()
                .take_while(|line| *line != "```")
                .flat_map(|line| [line, "\n"])
                .collect();
            blocks.push(Block {
                before,
                language,
                text,
            });
        } else if !line.is_empty() {
            before = line;
        }
    }
    blocks
}

/// Somebody who does what the page says.
struct Reader {
    folder: PathBuf,
    commands: usize,
    files: usize,
}

impl Reader {
    fn follow(&mut self, block: &Block<'_>) {
        if block.language == "console" {
            let mut said = String::new();
            for line in block.text.lines() {
                match line.strip_prefix("$ ") {
                    Some(command) => said = self.run(command),
                    None => assert!(
                        said.lines().any(|said| said == line),
                        "no `{line}` in:\n{said}"
                    ),
                }
            }
        } else {
            self.write(block);
        }
    }

    /// Runs a command as it stands there, and gives what is to be seen of it.
    fn run(&mut self, command: &str) -> String {
        self.commands += 1;
        let mut words: Vec<&str> = command.split(' ').collect();
        match words.remove(0) {
            "cd" => {
                self.folder.push(words[0]);
                // The versions that are here already, so that nothing has to be looked up.
                fs::copy(
                    Path::new(ROOT).join("Cargo.lock"),
                    self.folder.join("Cargo.lock"),
                )
                .unwrap();
                String::new()
            }
            "cargo" => {
                if words[0] == "add" {
                    words.extend(["--path", ROOT]);
                }
                let output = cargo(&self.folder, &words);
                let errors = errors(&output);
                assert!(
                    output.status.success() != errors.contains("error"),
                    "{command}: {output:?}"
                );
                String::from_utf8_lossy(&output.stdout).into_owned() + &errors
            }
            other => panic!("the reader has no `{other}`"),
        }
    }

    /// Writes the file that was named before the block, or writes at its end.
    fn write(&mut self, block: &Block<'_>) {
        self.files += 1;
        let named = block
            .before
            .split('`')
            .rev()
            .nth(1)
            .expect("the file is named before the block");
        let path = self.folder.join(named);
        let goes_on = block.before.contains("t the end of");
        let before = if goes_on {
            fs::read_to_string(&path).unwrap()
        } else {
            String::new()
        };
        fs::write(path, before + &block.text).unwrap();
    }
}

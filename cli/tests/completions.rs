//! Completions, as bash, zsh, and fish offer them. A shell that is not installed is skipped, except
//! in CI on Linux.

#![cfg(unix)]

mod support;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use commsease_status::{Category, Platform};
use support::{BINARY, text};

/// Calls the completion function as bash does, with the words of the line as arguments.
const BASH: &str = r#"
source "$DIRECTORY/bash"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
[[ $(complete -p "$1") =~ -F\ ([^ ]+) ]]
"${BASH_REMATCH[1]}" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
echo "${COMPREPLY[@]}"
"#;

/// Types the line and a tab in a terminal, where all matches are inserted into the line.
const ZSH: &str = r#"
zmodload zsh/zpty
zpty shell zsh -d -i
zpty -n -w shell "$*"$'\t'
while zpty -r shell; do :; done > /dev/null
cat $DIRECTORY/line
"#;

/// The configuration of the shell in the terminal.
const ZSHRC: &str = r"
fpath=($DIRECTORY $fpath)
autoload -Uz compinit
compinit -u -D
zstyle ':completion:*' completer _all_matches _complete
zstyle ':completion:*' insert true
complete-and-exit() {
    zle complete-word
    print -r -- ${BUFFER#$PREFIX_OF_LINE} > $DIRECTORY/line
    exit
}
zle -N complete-and-exit
bindkey '^I' complete-and-exit
";

const FISH: &str = "
source $DIRECTORY/fish
complete -C \"$argv\" | string split --fields 1 \\t
";

/// A program, and its scripts in a directory.
struct Program {
    name: &'static str,
    directory: tempfile::TempDir,
}

impl Program {
    /// Generates the scripts with a program of another name.
    fn new(name: &'static str) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join(name);
        symlink(BINARY, &path).expect("a link");
        for (shell, file) in [
            ("bash", "bash"),
            ("zsh", &*format!("_{name}")),
            ("fish", "fish"),
        ] {
            let output = Command::new(&path).args(["completions", shell]).output();
            let script = output.expect("the program runs").stdout;
            fs::write(directory.path().join(file), script).expect("a file");
        }
        fs::write(directory.path().join(".zshrc"), ZSHRC).expect("a file");
        Self { name, directory }
    }

    /// Checks what each shell offers for the last word of a line, in any order.
    #[track_caller]
    fn check(&self, line: &str, expected: &[&str]) {
        for shell in [
            &["bash", "--norc", "-c", BASH, "bash"][..],
            &["zsh", "-d", "-f", "-c", ZSH, "zsh"],
            &["fish", "--no-config", "-c", FISH],
        ] {
            let words = format!("{} {line}", self.name);
            let Some(printed) = run(shell, &words, self.directory.path()) else {
                continue;
            };
            // zsh puts an equals sign after an option with a value.
            let offered = printed.split_whitespace();
            let offered: BTreeSet<&str> = offered.map(|word| word.trim_end_matches('=')).collect();
            let expected = expected.iter().copied().collect();
            assert_eq!(offered, expected, "{}: {words}", shell[0]);
        }
    }
}

/// Returns what a shell prints, or `None` if it is not installed.
fn run(shell: &[&str], words: &str, directory: &Path) -> Option<String> {
    let (complete, _) = words.rsplit_once(' ').expect("a word to complete");
    let output = Command::new(shell[0])
        .args(&shell[1..])
        .args(words.split(' '))
        .env("DIRECTORY", directory)
        .env("ZDOTDIR", directory)
        .env("PREFIX_OF_LINE", complete)
        .output();
    let output = match output {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let is_needed = cfg!(target_os = "linux") && env::var_os("GITHUB_ACTIONS").is_some();
            assert!(!is_needed, "CI needs {}", shell[0]);
            return None;
        }
        output => output.expect("the shell runs"),
    };
    assert_eq!(text(&output.stderr), "", "{}: {words}", shell[0]);
    Some(text(&output.stdout))
}

#[test]
fn commands_options_and_values() {
    let program = Program::new("commsease-status");
    program.check("exp", &["explain", "export"]);
    program.check("export j", &["json"]);
    program.check("re", &["reference"]);
    program.check(
        "explain --",
        &["--platform", "--format", "--color", "--language", "--help"],
    );
    program.check(
        "check --",
        &[
            "--deny-warnings",
            "--format",
            "--color",
            "--language",
            "--help",
        ],
    );
    program.check("check --format ", &["text", "json", "github"]);
    program.check("scan --format ", &["text", "json", "markdown"]);
    program.check("--color never list --cat", &["--category"]);
    let categories: Vec<&str> = Category::ALL.iter().map(|it| it.id()).collect();
    program.check("list --category ", &categories);
    let platforms: Vec<&str> = Platform::ALL.iter().map(|it| it.id()).collect();
    program.check("explain 414 --platform ", &platforms);
    program.check("scan --fail-on unknown-", &["unknown-code"]);
}

/// The scripts have the name without quotes, so the shell would run what is in it.
#[test]
fn the_name_of_the_program_cannot_be_code() {
    for name in [
        "our codes",
        "our'codes",
        "our\"codes",
        "$(date)",
        "`date`",
        "a;b",
        "-codes",
    ] {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join(name);
        symlink(BINARY, &path).expect("a link");
        for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
            let output = Command::new(&path).args(["completions", shell]).output();
            let output = output.expect("the program runs");
            assert_eq!(text(&output.stdout), "");
            let error = format!(
                "error: the scripts cannot have the name `{name}`: rename the program to ASCII \
                 letters, digits, `-`, `_`, and `.`\n"
            );
            assert_eq!(text(&output.stderr), error);
            assert_eq!(output.status.code(), Some(2));
        }
    }
}

/// The labels in the script are made of the name.
#[test]
fn the_name_of_the_program_can_be_any() {
    for name in ["codes", "our-codes", "our-own-codes"] {
        let program = Program::new(name);
        program.check("list --a", &["--area"]);
        program.check("check --format g", &["github"]);
    }
}

//! The sessions in the READMEs are what the program prints.

use std::fs;
use std::path::Path;
use std::process::Command;

#[path = "../../tests/recorded/mod.rs"]
mod recorded;

/// A command of a `console` block, and the lines below it.
struct Step<'r> {
    command: &'r str,
    output: String,
}

fn steps(readme: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut is_console = false;
    for line in readme.lines() {
        if let Some(language) = line.strip_prefix("```") {
            is_console = language == "console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| is_console) {
            let output = String::new();
            steps.push(Step { command, output });
        } else if let Some(step) = steps.last_mut().filter(|_| is_console) {
            step.output += line;
            step.output.push('\n');
        }
    }
    steps
}

/// Splits a command as a shell does, as far as the README needs it.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, ' ') => words.push(String::new()),
            (_, c) => words.last_mut().expect("never empty").push(c),
        }
    }
    words
}

/// Runs a command in `directory`, and returns what it prints; `None` if it is not one of ours.
fn run(command: &str, directory: &Path) -> Option<String> {
    let arguments = command.strip_prefix("commsease-status ");
    let arguments =
        arguments.or_else(|| Some(command).filter(|it| it.starts_with("cargo explain")));
    let arguments = arguments?.trim_start_matches("cargo ");
    let output = Command::new(env!("CARGO_BIN_EXE_commsease-status"))
        .args(words(arguments))
        .current_dir(directory)
        .env_remove("COLUMNS")
        .env("LC_ALL", "C")
        .output()
        .expect("the program runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(stderr, "", "`{command}` reports an error");
    Some(String::from_utf8(output.stdout).expect("the output is UTF-8"))
}

/// A terminal shows columns where a pipe gets tabs.
fn normalized(output: &str) -> Vec<Vec<&str>> {
    let lines = output.trim_end().lines();
    lines
        .map(|line| line.split_whitespace().collect())
        .collect()
}

#[test]
fn the_sessions_are_real() {
    check("README.md", 5);
    check("README.zh.md", 4);
}

/// Runs the commands of a page, of which there are at least `least`.
fn check(page: &str, least: u32) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(page);
    let readme = fs::read_to_string(path).expect("there is a README");
    let directory = tempfile::tempdir().expect("a directory can be created");
    let table = readme.split("```toml\n[enum]").nth(1);
    if let Some(table) = table.and_then(|rest| rest.split("```").next()) {
        let path = directory.path().join("codes.toml");
        fs::write(path, format!("[enum]{table}")).expect("writable");
    }
    let mut actual = readme.clone();
    let mut count = 0;
    for step in steps(&readme) {
        if let Some(file) = step.command.strip_prefix("cat ") {
            fs::write(directory.path().join(file), &step.output).expect("writable");
        } else if let Some(printed) = run(step.command, directory.path()) {
            count += 1;
            if normalized(&printed) != normalized(&step.output) {
                let printed = printed.trim_end().replace('\t', "  ") + "\n";
                let (before, after) = (&step.output, &printed);
                let session = format!("$ {}\n", step.command);
                actual = actual.replace(&(session.clone() + before), &(session + after));
            }
        } else {
            assert_eq!(step.output, "", "`{}` cannot be run here", step.command);
        }
    }
    assert!(count >= least, "only {count} sessions");
    recorded::check(&format!("../{page}"), &actual);
}

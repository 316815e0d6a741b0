//! What all commands have in common: usage errors, help, color, and output that cannot be written.

mod support;

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use support::{command, fails, feed, run, stdout, text};

/// Each command, with enough output to fill a pipe where possible.
const COMMANDS: [&[&str]; 22] = [
    &["explain", "414"],
    &["explain", "414", "--format", "json"],
    &["explain", "414", "--format", "markdown"],
    &["list"],
    &["list", "--format", "json"],
    &["list", "--format", "markdown"],
    &["search", "team"],
    &["scan", "codes.toml"],
    &["reference"],
    &["reference", "--format", "json"],
    &["export", "android", "--summaries"],
    &["reference", "--format", "csv"],
    &["check"],
    &["check", "Cargo.toml", "--format", "json"],
    &["check", "Cargo.toml", "--format", "github"],
    &["diff", "tests/tables/app.toml"],
    &["diff", "tests/tables/app.toml", "--format", "json"],
    &["diff", "tests/tables/app.toml", "--format", "markdown"],
    &["new", "-31", "SomethingNew"],
    &["completions", "bash"],
    &["--help"],
    &["explain", "--help"],
];

#[test]
fn usage_errors() {
    for arguments in [
        &["explain"][..],
        &["frobnicate"],
        &["explain", "1", "--platform", "amiga"],
        &["explain", "1", "--format", "xml"],
        &["list", "--category", "parrot"],
        &["search"],
        &["check", "--format", "markdown"],
        &["diff"],
        &["diff", "codes.toml", "--fail-on", "severe"],
        &["diff", "codes.toml", "--format", "github"],
        &["new", "1"],
        &["completions", "dos"],
        &[],
    ] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{arguments:?}"
        );
    }
    fails(
        &["list", "4y"],
        2,
        "invalid value '4y' for '[PATTERN]': expected digits and `x`, such as `4xx`\n\n\
         For more information, try '--help'.",
    );
}

/// Only the commands that honor an option accept it.
#[test]
fn options_belong_to_commands() {
    for arguments in [
        &["new", "1", "One", "--format", "json"][..],
        &["completions", "bash", "--format", "json"],
        &["reference", "--format", "github"],
        &["--format", "json", "list"],
        &["list", "--table", "codes.toml"],
        &["list", "--deny-warnings"],
        &["diff", "codes.toml", "--deny-warnings"],
    ] {
        assert_eq!(run(arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_usage_error_escapes_what_it_quotes() {
    // Not a color that the error itself has.
    for argument in ["\u{1b}[2J", "\u{9b}31m", "a\u{202e}b"] {
        for arguments in [
            &["explain", "1", "--platform", argument][..],
            &[argument],
            &["explain", "1", &format!("--{argument}")],
        ] {
            let output = run(&[&["--color", "always"], arguments].concat(), b"");
            assert_eq!(output.status.code(), Some(2));
            assert!(!text(&output.stderr).contains(argument), "{output:?}");
        }
    }
}

#[test]
fn help_says_what_a_user_needs() {
    let short = stdout(&["list", "-h"]);
    assert!(
        short.contains("--category <CATEGORY>") && !short.contains("moderation"),
        "{short}"
    );
    let long = stdout(&["list", "--help"]);
    assert!(
        long.contains("Possible values:\n") && long.contains("- moderation:"),
        "{long}"
    );
    for arguments in [&["--help"][..], &["explain", "--help"]] {
        let help = stdout(arguments);
        assert!(
            help.contains("\nExamples:\n") && help.contains("\nExit status:\n"),
            "{help}"
        );
    }
    let help = stdout(&["--help"]);
    assert!(help.contains("\n  commsease-status explain 414 \""));
    assert!(help.contains("\nEnvironment:\n  COLUMNS "), "{help}");
    let version = concat!("commsease-status ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(stdout(&["--version"]), version);
}

#[test]
fn help_fits_the_width_of_the_terminal() {
    let commands = [
        "explain",
        "list",
        "search",
        "scan",
        "annotate",
        "reference",
        "export",
        "check",
        "new",
        "completions",
    ];
    for columns in [80, 120] {
        for arguments in commands.map(|it| [it, "--help"]) {
            let mut command = command(&arguments);
            command.env("COLUMNS", columns.to_string());
            let help = text(&feed(command, b"").stdout);
            let longest = help.lines().map(|line| line.chars().count()).max();
            assert!(longest.is_some_and(|it| it <= columns), "{help}");
        }
    }
}

/// Help and completions use the file name of the program.
#[test]
#[cfg(unix)]
fn the_program_can_be_renamed() {
    let directory = tempfile::tempdir().expect("a directory");
    let renamed = directory.path().join("our-codes");
    std::os::unix::fs::symlink(support::BINARY, &renamed).expect("a link");
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(&renamed)
            .args(arguments)
            .output();
        text(&output.expect("the program runs").stdout)
    };
    assert!(run(&["--help"]).contains("Usage: our-codes "));
    assert!(run(&["--version"]).starts_with("our-codes "));
    assert!(run(&["completions", "fish"]).contains("complete -c our-codes "));
}

#[test]
fn completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(&["completions", shell]);
        assert!(
            script.contains("explain") && script.contains("commsease-status"),
            "{shell}"
        );
    }
    assert!(stdout(&["completions", "fish"]).contains("moderation"));
}

/// The reader can stop reading: `commsease-status list | head -1`.
#[test]
fn a_closed_pipe_is_not_an_error() {
    for arguments in COMMANDS {
        let mut child = command(arguments).spawn().expect("the program starts");
        drop(child.stdin.take());
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program exits");
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
        // A gate does not pass because no one reads the report.
        let read = run(arguments, b"").status;
        assert_eq!(output.status, read, "{arguments:?}");
    }
    let mut child = command(&["reference"]).spawn().expect("the program starts");
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
    reader.read_line(&mut line).expect("a line");
    drop(reader);
    let output = child.wait_with_output().expect("the program exits");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    for arguments in COMMANDS {
        let full = OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("the device");
        let mut command = command(arguments);
        command.stdin(Stdio::null()).stdout(full);
        let output = command.output().expect("the program runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        let error = text(&output.stderr);
        assert!(
            error.starts_with("error: failed to write output: "),
            "{arguments:?}: {error}"
        );
    }
}

#[test]
fn color_is_for_terminals() {
    let has_color = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = command(arguments);
        command.envs(variables.iter().copied());
        text(&feed(command, b"").stdout).contains('\u{1b}')
    };
    assert!(!has_color(&["explain", "414"], &[]));
    assert!(has_color(&["explain", "414"], &[("CLICOLOR_FORCE", "1")]));
    assert!(has_color(
        &["explain", "414", "--color", "always"],
        &[("NO_COLOR", "1")]
    ));
    assert!(!has_color(
        &["explain", "414", "--color=never"],
        &[("CLICOLOR_FORCE", "1")]
    ));
    assert!(has_color(&["--color", "always", "--help"], &[]));
    assert!(has_color(&["list", "--help", "--color=always"], &[]));
    let error = run(&["--color", "always", "list", "--bogus"], b"").stderr;
    assert!(text(&error).contains('\u{1b}'));
    for format in ["json", "markdown"] {
        let arguments = ["explain", "414", "--format", format, "--color", "always"];
        assert!(!has_color(&arguments, &[]), "{format}");
    }
}

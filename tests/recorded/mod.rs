//! Recorded files: what the tests expect of the whole table, and of the generator.

#![allow(dead_code, reason = "each test file uses some of this")]

use std::path::Path;
use std::{env, fs};

/// Records all files. Each test that fails because of a recorded file names it.
pub(crate) const COMMAND: &str = "UPDATE_EXPECT=1 cargo test --all-features";

/// Returns `true` if files are to be recorded.
pub(crate) fn is_recording() -> bool {
    env::var_os("UPDATE_EXPECT").is_some()
}

/// Checks that a file of this package has the content, or records it.
#[track_caller]
pub(crate) fn check(file: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    if recorded == content {
        return;
    }
    if is_recording() {
        fs::write(path, content).unwrap_or_else(|error| panic!("{file}: {error}"));
        return;
    }
    let lines = recorded.lines().zip(content.lines());
    let line = 1 + lines.take_while(|(before, now)| before == now).count();
    let of = |text: &str| String::from(text.lines().nth(line - 1).unwrap_or("(end of file)"));
    panic!(
        "{}:{line} is out of date\n  recorded: {}\n  now:      {}\n\
         If this is intended, record it with `{COMMAND}`, and review the difference.",
        file.trim_start_matches("../"),
        of(&recorded),
        of(content)
    );
}

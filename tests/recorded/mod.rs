//! Recorded files: what the tests expect of the whole table, and of the generator.

#![allow(dead_code, reason = "each test file uses some of this")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Records all files. Each test that fails because of a recorded file names it.
const COMMAND: &str = "UPDATE_EXPECT=1 cargo test --all-features";

fn is_recording() -> bool {
    env::var_os("UPDATE_EXPECT").is_some()
}

/// Checks that a file of this package has the content, or records it.
#[track_caller]
pub(crate) fn check(file: &str, content: &str) {
    let path = path(file);
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

/// Checks that a directory of this package has these files and no others, or records it.
#[track_caller]
pub(crate) fn check_directory(directory: &str, files: &BTreeMap<String, String>) {
    if is_recording() {
        let made = fs::create_dir_all(path(directory));
        made.unwrap_or_else(|error| panic!("{directory}: {error}"));
    }
    for (name, content) in files {
        check(&format!("{directory}/{name}"), content);
    }
    let present = fs::read_dir(path(directory)).expect("the directory exists");
    for file in present {
        let name = file.expect("the directory is readable").file_name();
        let name = name.into_string().expect("the name is UTF-8");
        if files.contains_key(&name) {
            continue;
        }
        let file = format!("{directory}/{name}");
        let shown = file.trim_start_matches("../");
        assert!(
            is_recording(),
            "{shown} is obsolete: `{COMMAND}` removes it"
        );
        fs::remove_file(path(&file)).unwrap_or_else(|error| panic!("{shown}: {error}"));
    }
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

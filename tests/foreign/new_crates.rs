//! New, empty crates, in which a reader follows the pages exactly.

use std::fs;
use std::path::Path;
use std::process::Command;

use toml::{Table, Value};

use crate::reader::{Page, Reader};
use crate::{ROOT, cargo, turn};

const TUTORIAL: Page = Page(include_str!("../../docs/your-own-codes.md"));
const README: Page = Page(include_str!("../../README.md"));
const SERVICE: Page = Page(include_str!("../../examples/order-service/README.md"));

/// A target without `std`, which shows that a crate needs none.
const BARE_METAL: &str = "thumbv7em-none-eabi";

#[test]
fn a_crate_with_a_table_of_its_own() {
    let _turn = turn();
    let mut reader = Reader::new("own-table");
    let blocks = TUTORIAL.blocks();
    for block in &blocks {
        reader.follow(block);
    }
    let files = blocks.iter().filter(|block| block.language != "console");
    assert_eq!(reader.files, files.count());
    let text = TUTORIAL.0;
    let commands = text.lines().filter(|line| line.starts_with("$ "));
    assert_eq!(reader.commands, commands.count());
    assert!(reader.commands > 0 && reader.files > 0);
}

#[test]
fn a_crate_with_two_tables() {
    let mut reader = Reader::new("two-tables");
    for heading in ["A crate with a table", "Two tables in one crate"] {
        reader.follow_section(&TUTORIAL, heading);
    }
}

#[test]
fn a_tool() {
    let _turn = turn();
    let mut reader = Reader::new("tool");
    for heading in ["A crate with a table", "A command-line tool for your codes"] {
        reader.follow_section(&TUTORIAL, heading);
    }
}

/// The result is the example.
#[test]
fn a_service_with_codes_of_its_own() {
    let _turn = turn();
    let example = Path::new(ROOT).join("examples/order-service");
    let fetched = cargo(&example, &["fetch"]);
    assert!(fetched.status.success(), "{fetched:?}");
    let mut reader = Reader::with_versions_of("order-service", &example);
    for block in SERVICE.blocks() {
        reader.follow(&block);
    }
    for file in [
        "build.rs",
        "codes.toml",
        "service.log",
        "src/bin/codes.rs",
        "src/codes.rs",
        "src/main.rs",
    ] {
        let read = |folder: &Path| fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(read(&example), read(&reader.folder), "{file}");
    }
    assert_eq!(dependencies(&example), dependencies(&reader.folder));
}

/// Returns the dependencies of a package, and of each only the features.
fn dependencies(package: &Path) -> Vec<(String, Option<Value>)> {
    let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
    let manifest: Table = manifest.parse().unwrap();
    let sections = ["dependencies", "build-dependencies"].into_iter();
    let all = sections.flat_map(|section| manifest[section].as_table().unwrap().clone());
    all.map(|(name, it)| (name, it.get("features").cloned()))
        .collect()
}

#[test]
fn a_service() {
    let mut reader = Reader::new("service");
    reader.run("cargo new service");
    reader.run("cd service");
    reader.follow_section(&README, "Installation");
    let usage = README.section("Usage");
    let programs: Vec<_> = usage.iter().filter(|it| it.language == "rust").collect();
    assert_eq!(programs.len(), 2);
    let outputs = programs.into_iter().map(|program| {
        reader.write(
            "src/main.rs",
            &format!("fn main() {{\n{}}}\n", program.text),
        );
        reader.run("cargo run")
    });
    let outputs: Vec<String> = outputs.collect();
    assert!(outputs[0].contains("`roomid`"), "{outputs:?}");
    let error = "414 InvalidParameter (chat-room-closed): ";
    assert!(outputs[1].starts_with(error), "{outputs:?}");
    assert!(
        outputs[1].ends_with("\nretry after the fix\n"),
        "{outputs:?}"
    );
}

#[test]
fn a_no_std_crate() {
    let page = include_str!("../../src/lib.rs").lines().filter_map(|line| {
        let line = line.strip_prefix("//!")?;
        Some(line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n")
    });
    let page: String = page.collect();
    let blocks = Page(&page).section("Matching on codes");
    assert_eq!(blocks.len(), 1);

    let mut reader = Reader::new("no-std");
    reader.run("cargo new --lib bare");
    reader.run("cd bare");
    reader.run("cargo add commsease-status");
    let function = format!("pub fn check() {{\n{}}}\n", blocks[0].text);
    reader.write("src/lib.rs", &format!("#![no_std]\n\n{function}"));
    reader.run("cargo build");
    if is_installed(BARE_METAL) {
        reader.run(&format!("cargo build --target {BARE_METAL}"));
    }
}

/// Returns whether the standard library for a target, or its part without `std`, is installed.
fn is_installed(target: &str) -> bool {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", target])
        .output()
        .unwrap();
    let path = String::from_utf8(output.stdout).unwrap();
    output.status.success() && Path::new(path.trim()).exists()
}

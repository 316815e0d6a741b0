//! What the manifest promises: which crates a user waits for, and which none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// The client's order: these, and no others.
const ORDERED: [&str; 4] = ["proc-macro2", "quote", "serde", "toml"];

fn manifest() -> Table {
    let manifest = include_str!("../Cargo.toml").parse();
    manifest.expect("the manifest is TOML")
}

fn table<'m>(manifest: &'m Table, key: &str) -> &'m Table {
    manifest[key].as_table().expect("a table")
}

#[test]
fn the_build_dependencies_are_those_that_were_ordered() {
    let manifest = manifest();
    let build = table(&manifest, "build-dependencies");
    assert!(build.keys().eq(ORDERED), "{build:?}");
    let features = build["serde"]["features"].as_array().expect("features");
    assert!(features.contains(&Value::from("derive")));
}

/// Every file of the generator is compiled into the build script.
#[test]
fn each_build_dependency_is_used() {
    let mut generator = String::new();
    add_sources(Path::new("src/generator"), &mut generator);
    for used in [
        "#[derive(Deserialize)]",
        "toml::Spanned",
        "quote!(",
        "proc_macro2::",
    ] {
        assert!(generator.contains(used), "{used}");
    }
    let crates = generator
        .lines()
        .filter_map(|line| line.strip_prefix("use "));
    let crates = crates.filter_map(|path| path.split("::").next());
    let crates: BTreeSet<&str> = crates.map(|it| it.trim_start_matches("pub ")).collect();
    let own = ["crate", "self", "std", "super"];
    let others: Vec<&str> = crates.into_iter().filter(|it| !own.contains(it)).collect();
    assert_eq!(others, ["proc_macro2", "quote", "serde", "toml"]);
}

fn add_sources(directory: &Path, text: &mut String) {
    let entries = fs::read_dir(directory).expect("the directory is readable");
    for path in entries.map(|entry| entry.expect("the entry is readable").path()) {
        if path.is_dir() {
            add_sources(&path, text);
        } else {
            *text += &fs::read_to_string(path).expect("the file is readable");
        }
    }
}

/// The generator as a library has the same dependencies, and no feature turns on another.
#[test]
fn codegen_turns_on_what_the_build_script_has() {
    let manifest = manifest();
    let features = table(&manifest, "features");
    let turned_on = |feature: &str| -> BTreeSet<String> {
        let list = features[feature].as_array().expect("a list").iter();
        let names = list.map(|it| it.as_str().expect("a string"));
        names.map(String::from).collect()
    };
    let codegen = turned_on("codegen");
    let dependencies = codegen.iter().filter_map(|it| it.strip_prefix("dep:"));
    assert!(dependencies.eq(ORDERED), "{codegen:?}");
    // `serde/derive` would turn on the feature `serde` of this crate.
    assert!(codegen.contains("serde?/derive") && !codegen.contains("serde"));
    assert!(
        !codegen.iter().any(|it| it.starts_with("serde/")),
        "{codegen:?}"
    );
    assert!(turned_on("default").is_empty());
}

#[test]
fn the_default_library_has_no_dependencies() {
    for (name, dependency) in table(&manifest(), "dependencies") {
        assert_eq!(dependency["optional"], Value::from(true), "{name}");
    }
}

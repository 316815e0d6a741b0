//! Three tables in TOML, and one that is first made of a list of numbers and names.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use commsease_status::codegen;

/// A line for each constant of the type `WIN32_ERROR` in `windows-sys` (MIT or Apache-2.0): number and name, by
/// `sed -n 's/^pub const \(\w*\): WIN32_ERROR = \([0-9]*\)u32;$/\2 \1/p' src/Windows/Win32/Foundation/mod.rs | sort -k1,1n -k2`.
const WINDOWS: &str = "windows.txt";

const WINDOWS_HEAD: &str = r#"
[enum]
name = "WindowsError"
doc = "An error code of Windows."

[source.windows-sys]
title = "windows-sys 0.61.2, constants of the type WIN32_ERROR"

[category.unsorted]
summary = "Nobody has sorted these codes by their reasons."

[area.windows]
summary = "The operating system and what is delivered with it."
"#;

fn main() {
    codegen::compile("app.toml");
    codegen::compile("callback.toml");
    codegen::compile("http.toml");
    windows();
}

/// A table that the script itself writes must not be watched: it is newer than the build after each one.
fn windows() {
    println!("cargo::rerun-if-changed={WINDOWS}");
    let list = fs::read_to_string(WINDOWS).expect("the list is beside this script");
    let folder = env::var_os("OUT_DIR").expect("Cargo sets the folder for output");
    let table = Path::new(&folder).join("windows.toml");
    fs::write(&table, windows_table(&list)).expect("the folder for output can be written to");
    fs::write(
        Path::new(&folder).join("windows_constants.rs"),
        windows_constants(&list),
    )
    .expect("the folder for output can be written to");
    if let Err(findings) = codegen::try_compile(&table, Some(folder)) {
        findings
            .lines()
            .for_each(|line| println!("cargo::error={line}"));
    }
}

fn windows_table(list: &str) -> String {
    let mut codes: BTreeMap<i32, Vec<&str>> = BTreeMap::new();
    for (number, name) in constants(list) {
        codes.entry(number).or_default().push(name);
    }
    let mut taken = HashSet::new();
    let mut table = String::from(WINDOWS_HEAD);
    for (number, names) in codes {
        // Of several names of a number, the one that says that it is an error becomes the variant.
        let name = names
            .iter()
            .find(|name| name.starts_with("ERROR_"))
            .unwrap_or(&names[0]);
        let variant = variant(name, &mut taken);
        let _ = write!(
            table,
            "\n[[code]]\ncode = {number}\nname = \"{variant}\"\nsummary = \"Windows calls the number {number} {name}.\"\n\
             category = \"unsorted\"\narea = \"windows\"\noutcome = \"{}\"\nretry = \"never\"\nsdk = {names:?}\n\
             sources = [\"windows-sys\"]\n",
            if number == 0 { "success" } else { "failure" },
        );
    }
    table
}

/// `ERROR_FILE_NOT_FOUND` to `FileNotFound`; the whole name where the short one begins with a digit or is taken.
fn variant(name: &str, taken: &mut HashSet<String>) -> String {
    let short = camel(name.strip_prefix("ERROR_").unwrap_or(name));
    let legal = short.starts_with(|first: char| first.is_ascii_alphabetic())
        && taken.insert(short.to_lowercase());
    if legal { short } else { camel(name) }
}

fn camel(name: &str) -> String {
    let mut camel = String::new();
    for word in name.split('_') {
        let (first, rest) = word.split_at(word.len().min(1));
        camel.push_str(&first.to_ascii_uppercase());
        camel.push_str(&rest.to_ascii_lowercase());
    }
    camel
}

/// A table in Rust by which a test compares the list with `windows-sys` itself.
fn windows_constants(list: &str) -> String {
    let rows = constants(list)
        .map(|(_, name)| format!("(\"{name}\", windows_sys::Win32::Foundation::{name}),\n"));
    format!("&[\n{}]", rows.collect::<String>())
}

/// Numbers and names. What Windows has as 32 bits without a sign is a code with the same bits.
fn constants(list: &str) -> impl Iterator<Item = (i32, &str)> {
    list.lines().filter_map(|line| {
        let (number, name) = line.split_once(' ')?;
        Some((
            i32::from_ne_bytes(number.parse::<u32>().ok()?.to_ne_bytes()),
            name,
        ))
    })
}

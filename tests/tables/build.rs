//! Compiles tables that are files, and tables that this script writes first.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use commsease_status::codegen;

const FILES: [&str; 7] = [
    "app.toml",
    "callback.toml",
    "gateway.toml",
    "hresult.toml",
    "http.toml",
    "shop.toml",
    "smallest.toml",
];

/// Enum names that generated code could confuse with types of the library or of Rust.
const HOSTILE_NAMES: [&str; 8] = [
    "Cause",
    "Code",
    "Diagnosis",
    "Option",
    "Outcome",
    "Retry",
    "Status",
    "Table",
];

/// A line for each constant of the type `WIN32_ERROR` in `windows-sys` (MIT or Apache-2.0): the code
/// and the name, from
/// `sed -n 's/^pub const \(\w*\): WIN32_ERROR = \([0-9]*\)u32;$/\2 \1/p' src/Windows/Win32/Foundation/mod.rs | sort -k1,1n -k2`.
const WINDOWS: &str = "windows.txt";

const WINDOWS_HEAD: &str = r#"
[enum]
name = "WindowsError"
doc = "An error code of Windows."

[source.windows-sys]
title = "windows-sys 0.61.2, constants of the type WIN32_ERROR"
"#;

fn main() {
    FILES.into_iter().for_each(codegen::compile);
    println!("cargo::rerun-if-changed={WINDOWS}");
    let list = fs::read_to_string(WINDOWS).expect("the list is readable");
    write("windows_constants.rs", &windows_constants(&list));
    compile("windows", &windows_table(&list));
    compile("spread", &spread_table());
    compile("vocabulary", &vocabulary_table());
    let app = fs::read_to_string("app.toml").expect("the table is readable");
    for name in HOSTILE_NAMES {
        let hostile = app.replacen("AppCode", name, 1);
        compile(&name.to_lowercase(), &hostile);
    }
}

/// Compiles a table that is not a file. `compile` would watch the file, which is newer than each
/// build.
fn compile(name: &str, table: &str) {
    let path = write(&format!("{name}.toml"), table);
    if let Err(errors) = codegen::try_compile(&path, out_dir()) {
        errors
            .lines()
            .for_each(|line| println!("cargo::error={line}"));
    }
}

fn write(file: &str, content: &str) -> PathBuf {
    let path = out_dir().join(file);
    fs::write(&path, content).expect("`OUT_DIR` is writable");
    path
}

fn out_dir() -> PathBuf {
    let out_dir = env::var_os("OUT_DIR").expect("Cargo sets `OUT_DIR`");
    Path::new(&out_dir).to_path_buf()
}

fn windows_table(list: &str) -> String {
    let mut codes: BTreeMap<i32, Vec<&str>> = BTreeMap::new();
    for (code, name) in constants(list) {
        codes.entry(code).or_default().push(name);
    }
    let mut taken = HashSet::new();
    let mut table = String::from(WINDOWS_HEAD);
    for (code, names) in codes {
        // Of several names of a code, one that starts with `ERROR_` becomes the variant.
        let name = names
            .iter()
            .find(|name| name.starts_with("ERROR_"))
            .unwrap_or(&names[0]);
        let variant = variant(name, &mut taken);
        let outcome = if code == 0 { "success" } else { "failure" };
        let _ = write!(
            table,
            "\n[[code]]\ncode = {code}\nname = \"{variant}\"\nsummary = \"The name of {code} in \
             Windows is {name}.\"\noutcome = \"{outcome}\"\nretry = \"never\"\nsdk = {names:?}\n\
             sources = [\"windows-sys\"]\n",
        );
    }
    table
}

/// Converts `ERROR_FILE_NOT_FOUND` to `FileNotFound`, or the whole name if the rest starts with a
/// digit or is taken.
fn variant(name: &str, taken: &mut HashSet<String>) -> String {
    let short = camel(name.strip_prefix("ERROR_").unwrap_or(name));
    let is_valid = short.starts_with(|first: char| first.is_ascii_alphabetic())
        && taken.insert(short.to_lowercase());
    if is_valid { short } else { camel(name) }
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

/// Returns a Rust array that a test uses to compare the list with `windows-sys`.
fn windows_constants(list: &str) -> String {
    let rows = constants(list)
        .map(|(_, name)| format!("(\"{name}\", windows_sys::Win32::Foundation::{name}),\n"));
    format!("&[\n{}]", rows.collect::<String>())
}

/// Yields codes and names. An unsigned 32-bit value is converted to the code with the same bits.
fn constants(list: &str) -> impl Iterator<Item = (i32, &str)> {
    list.lines().filter_map(|line| {
        let (code, name) = line.split_once(' ')?;
        Some((
            i32::from_ne_bytes(code.parse::<u32>().ok()?.to_ne_bytes()),
            name,
        ))
    })
}

/// Returns a table whose codes are pseudo-random, so that each is far from the next.
fn spread_table() -> String {
    let mut state = 414_u32;
    let random = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        i32::from_ne_bytes(state.to_ne_bytes())
    });
    let codes: BTreeSet<i32> = random.take(500).chain([i32::MIN, 0, i32::MAX]).collect();
    let mut table = String::from(
        "[enum]\nname = \"SpreadCode\"\ndoc = \"Codes that are spread over all of `i32`.\"\n",
    );
    for (index, code) in codes.iter().enumerate() {
        let _ = write!(
            table,
            "\n[[code]]\ncode = {code}\nname = \"Code{index}\"\nsummary = \"Its number is \
             {code}.\"\nretry = \"never\"\n",
        );
    }
    table
}

/// Returns a table with 99 ids in each vocabulary, and a code for each of them.
fn vocabulary_table() -> String {
    let mut table =
        String::from("[enum]\nname = \"ManyIds\"\ndoc = \"Codes with large vocabularies.\"\n");
    for id in 1..=99 {
        let _ = write!(
            table,
            "\n[category.kind-{id}]\nsummary = \"Kind {id}.\"\nadvice = \"Try kind {id}.\"\n\
             [area.part-{id}]\nsummary = \"Part {id}.\"\n\
             [platform.device-{id}]\nsummary = \"Device {id}.\"\n\
             [source.page-{id}]\ntitle = \"Page {id}\"\n",
        );
    }
    for id in 1..=99 {
        let _ = write!(
            table,
            "\n[[code]]\ncode = {id}\nname = \"Code{id}\"\nsummary = \"Its number is {id}.\"\n\
             category = \"kind-{id}\"\narea = \"part-{id}\"\nretry = \"never\"\n\
             sources = [\"page-{id}\"]\n\n\
             [[code.meaning]]\nplatform = \"device-{id}\"\nsummary = \"It is {id} there, too.\"\n\
             sources = [\"page-{id}\", \"page-{}\"]\n",
            id % 99 + 1,
        );
    }
    table
}

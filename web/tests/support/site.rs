//! Builds the site.

#![allow(dead_code, reason = "each test file uses some of this")]

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program that writes the site.
const PROGRAM: &str = env!("CARGO_BIN_EXE_commsease-status-web");
/// The variables with which Debian's packages `rustc-web`, `rust-web-src`, and `lld` compile for the
/// browser. They have no standard library for it, only its sources.
const DEBIAN: [(&str, &str); 3] = [
    ("RUSTC", "/usr/bin/rustc"),
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
];
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std";
const DEBIAN_LINKER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

/// Returns a directory for files of the test.
pub(crate) fn directory(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Writes the site without the module, which is fast.
pub(crate) fn write_pages(to: &Path) -> Output {
    let mut command = Command::new(PROGRAM);
    let command = command.arg(to).env_remove("CARGO_MANIFEST_DIR");
    command.output().expect("the program runs")
}

/// Writes the whole site, and returns its directory. Without a compiler for the browser, says so and
/// returns `None`.
pub(crate) fn write_all(to: &Path) -> Option<PathBuf> {
    let mut command = Command::new(PROGRAM);
    command.arg(to);
    if !has_target() {
        if let Some(linker) = debian_linker() {
            command.envs(DEBIAN).env(DEBIAN_LINKER, linker);
        }
    }
    let output = command.output().expect("the program runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    if !to.join("module.js").exists() {
        println!("skipped: {errors}");
        return None;
    }
    Some(to.to_owned())
}

/// Returns whether the compiler has the standard library for the browser.
fn has_target() -> bool {
    let output = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args([
            "--print",
            "target-libdir",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .output();
    output.is_ok_and(|it| Path::new(String::from_utf8_lossy(&it.stdout).trim()).is_dir())
}

/// Returns the linker of Debian's packages, if they are installed.
fn debian_linker() -> Option<PathBuf> {
    if !Path::new(DEBIAN_SOURCES).is_dir() || !Path::new(DEBIAN[0].1).exists() {
        return None;
    }
    let entries = Path::new("/usr/bin").read_dir().ok()?;
    let is_linker = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.as_encoded_bytes().starts_with(b"wasm-ld")
    };
    entries
        .flatten()
        .map(|it| it.path())
        .filter(is_linker)
        .max()
}

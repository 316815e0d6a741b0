//! The only place of the generator that touches files, the environment and standard output.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::error::render;
use super::generate;

/// Generates code from the table at `path`, for a `build.rs`.
///
/// The path is relative to the package, as a build script sees it. `name.toml` becomes `$OUT_DIR/name.rs`; bring that
/// in where the enum shall stand:
///
/// ```ignore
/// commsease_status::include_codes!("codes");
/// ```
///
/// Cargo is told to run the script again only when the table changes. What is wrong with the table becomes
/// `cargo::error=` lines, which fail the build without a panic; warnings become `cargo::warning=` lines.
///
/// ```no_run
/// commsease_status::codegen::compile("codes.toml");
/// ```
pub fn compile(path: impl AsRef<Path>) {
    let path = path.as_ref();
    // First of all: after a failed build, Cargo must know what to wait for.
    println!("cargo::rerun-if-changed={}", path.display());
    if let Err(message) = try_compile(path, env::var_os("OUT_DIR")) {
        directives("error", &message);
    }
}

/// Does what [`compile`] does with an output folder of the caller's, and gives back the path of the file it wrote.
///
/// # Errors
///
/// The findings, rendered, or one sentence about the file that could not be read or written.
///
/// ```
/// use commsease_status::codegen::try_compile;
///
/// let error = try_compile("no/such/table.toml", Some(std::env::temp_dir().into())).unwrap_err();
/// assert!(error.starts_with("cannot read `no/such/table.toml`: "));
/// ```
pub fn try_compile(path: impl AsRef<Path>, folder: Option<OsString>) -> Result<PathBuf, String> {
    let path = path.as_ref();
    let name = path.display().to_string();
    let folder = folder
        .ok_or("there is no output folder: `OUT_DIR` is only set when Cargo runs a build script")?;
    let source = fs::read(path).map_err(|error| format!("cannot read `{name}`: {error}"))?;
    let generated = generate(&source).map_err(|rejected| rejected.render(&source, &name))?;
    directives("warning", &render(generated.warnings(), &source, &name));
    let target = Path::new(&folder)
        .join(path.file_stem().unwrap_or_default())
        .with_extension("rs");
    fs::write(&target, generated.code())
        .map_err(|error| format!("cannot write `{}`: {error}", target.display()))?;
    Ok(target)
}

/// One line a directive: Cargo knows no other form.
fn directives(level: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{level}={line}");
    }
}

//! The only file of the generator that touches files, the environment, and standard output.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fs, io};

use crate::generator::{Base, Renderer, generate};

/// Generates code from the table at `path` into `$OUT_DIR`, for a build script, and reports errors
/// and warnings to Cargo.
pub(crate) fn compile(path: &Path, base: Option<&Base>) {
    // Before anything can fail: after a failed build, Cargo must know what to wait for.
    println!("cargo::rerun-if-changed={}", path.display());
    let out_dir = env::var_os("OUT_DIR").map(PathBuf::from);
    let compiled = match out_dir {
        Some(out_dir) => try_compile(path, &out_dir, base).map(drop),
        None => Err(String::from(
            "`OUT_DIR` is not set; call `compile` from a build script",
        )),
    };
    if let Err(message) = compiled {
        print_directives("error", &message);
    }
}

/// Generates code from the table at `path` into `out_dir` and returns the path of the generated
/// file. Cargo gets the warnings, and the variable that `include_codes!` reads.
///
/// # Errors
///
/// Returns the rendered errors, or one sentence about the file that could not be read or written.
pub(crate) fn try_compile(
    path: &Path,
    out_dir: &Path,
    base: Option<&Base>,
) -> Result<PathBuf, String> {
    let name = path.display().to_string();
    let source = fs::read(path).map_err(|error| format!("failed to read `{name}`: {error}"))?;
    let generated = generate(&source, base).map_err(|error| error.render(&source, &name))?;
    print_directives(
        "warning",
        &Renderer::new(&source, &name).render_all(generated.warnings()),
    );
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let target = out_dir.join(format!("{stem}.rs"));
    claim(&target, path)?;
    write(&target, generated.code())
        .map_err(|error| format!("failed to write `{}`: {error}", target.display()))?;
    // Where `include_codes!` finds it.
    println!(
        "cargo::rustc-env=COMMSEASE_STATUS_CODES_{stem}={}",
        target.display()
    );
    Ok(target)
}

/// Writes a file whole or not at all: another build may read it at the same time.
fn write(target: &Path, content: &str) -> io::Result<()> {
    let new = target.with_extension("rs.new");
    let written = fs::write(&new, content).and_then(|()| fs::rename(&new, target));
    if written.is_err() {
        // The error to report is the first one.
        let _ = fs::remove_file(&new);
    }
    written
}

/// Fails if this program generated the same file from another table. Some file systems ignore case.
fn claim(target: &Path, source: &Path) -> Result<(), String> {
    static SOURCES: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());
    let mut sources = SOURCES.lock().unwrap_or_else(PoisonError::into_inner);
    let file = target.to_string_lossy().to_lowercase();
    match sources.insert(file, source.to_owned()) {
        Some(other) if other != source => Err(format!(
            "`{}` and `{}` both generate `{}`; rename one of the tables",
            other.display(),
            source.display(),
            target.display()
        )),
        _ => Ok(()),
    }
}

/// Prints one directive a line, because Cargo supports no other form.
fn print_directives(kind: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{kind}={line}");
    }
}

//! Files that a command writes.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process;

use crate::output::Failed;

/// Writes a file as a whole, and makes its directory if there is none.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<(), Failed> {
    let failed = |path: &Path, error| {
        let path = path.display();
        Failed::Input(format!("failed to write `{path}`: {error}"))
    };
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).map_err(|error| failed(directory, error))?;
    }
    replace(path, content).map_err(|error| failed(path, error))
}

/// Replaces a file as a whole. A symbolic link is replaced itself, not what it leads to.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let new = path.with_extension(format!("{}.new", process::id()));
    // It remains from a process that was stopped.
    let _ = fs::remove_file(&new);
    let written = File::create_new(&new)
        .and_then(|mut file| file.write_all(content))
        .and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // The first error says what is wrong.
        let _ = fs::remove_file(&new);
    }
    written
}

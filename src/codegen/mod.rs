//! Code generation for tables of your own: from `codes.toml` to Rust source.
//!
//! [`compile`] is for build scripts; [`generate`] goes from text to text. [`diff()`] compares two
//! versions of a table. For a tutorial, see [Your own codes](crate::your_own_codes).
//!
//! # Examples
//!
//! ```
//! let table = r#"
//! [enum]
//! name = "AppCode"
//! doc = "The codes that our own callback returns."
//!
//! [[code]]
//! code = 20001
//! name = "OffDuty"
//! summary = "The receiver is off duty."
//! retry = "backoff"
//! "#;
//! let generated = commsease_status::codegen::generate(table.as_bytes()).unwrap();
//! assert!(generated.code().contains("OffDuty = 20001"));
//! assert!(generated.warnings().is_empty());
//! ```

mod diff;

use std::fmt;
use std::path::{Path, PathBuf};

pub use self::diff::{Change, ChangeKind, Diff, Item, Level, diff};
use crate::generator::{self, Base, compile, model};
pub use crate::generator::{Diagnostic, Generated, Label, Renderer, Severity, TableError};
use crate::{Code, Status};

/// The range of codes that the service leaves to apps.
const APP_RANGE: &str = "AppCallback";

/// The table that `extends` can refer to.
const BASE: Base = Base {
    path: "commsease_status::StatusCode",
    name_of: reserved_name,
    free: "between 20000 and 20099",
};

/// Returns the name of the code, unless apps can define it.
fn reserved_name(code: i32) -> Option<&'static str> {
    let code = Code::new(code);
    let is_free = code.ranges().any(|range| range.name() == APP_RANGE);
    code.status().filter(|_| !is_free).map(Status::name)
}

/// Generates code from the table at `path`, for a build script.
///
/// `path` is relative to the package root. `name.toml` is compiled to `$OUT_DIR/name.rs`; include it
/// with [`include_codes!("name")`](crate::include_codes).
///
/// The build script runs again only if the table changes. Errors in the table become
/// `cargo::error=` lines, which fail the build without a panic; warnings become `cargo::warning=`
/// lines.
///
/// # Examples
///
/// ```no_run
/// commsease_status::codegen::compile("codes.toml");
/// ```
pub fn compile(path: impl AsRef<Path>) {
    compile::compile(path.as_ref(), Some(&BASE));
}

/// Generates code from the table at `path` into the directory `out_dir`, and returns the path of the
/// generated file, for a build script that handles errors itself.
///
/// Warnings become `cargo::warning=` lines, and a `cargo::rustc-env=` line tells
/// [`include_codes!`](crate::include_codes) where the file is.
///
/// # Errors
///
/// Returns the rendered errors, or one sentence about the file that could not be read or written.
///
/// # Examples
///
/// ```
/// use commsease_status::codegen::try_compile;
///
/// let error = try_compile("no/such/table.toml", std::env::temp_dir()).unwrap_err();
/// assert!(error.starts_with("failed to read `no/such/table.toml`: "));
/// ```
pub fn try_compile(path: impl AsRef<Path>, out_dir: impl AsRef<Path>) -> Result<PathBuf, String> {
    compile::try_compile(path.as_ref(), out_dir.as_ref(), Some(&BASE))
}

/// Generates Rust source from the bytes of a table in TOML.
///
/// This function does not access files or the environment, so it is also suitable for tests.
///
/// # Errors
///
/// Returns all errors and warnings, in the order of the file, if the table is not valid.
///
/// # Examples
///
/// ```
/// let error = commsease_status::codegen::generate(b"enmu = {}").unwrap_err();
/// let first = &error.diagnostics()[0];
/// assert_eq!(first.message, "unknown key `enmu`");
/// assert_eq!(first.help.as_deref(), Some("a key with a similar name exists: `enum`"));
/// ```
pub fn generate(source: &[u8]) -> Result<Generated, TableError> {
    generator::generate(source, Some(&BASE))
}

/// A valid table. See [`diff()`] for an example.
pub struct Table(model::Table);

impl Table {
    /// Reads and checks the bytes of a table in TOML.
    ///
    /// # Errors
    ///
    /// Returns all errors and warnings, in the order of the file, if the table is not valid.
    pub fn parse(source: &[u8]) -> Result<Self, TableError> {
        let (table, _) = generator::parse(source, Some(&BASE))?;
        Ok(Self(table))
    }
}

/// Formats the name of the enum.
impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = f.debug_struct("Table");
        table.field("name", &self.0.name).finish_non_exhaustive()
    }
}

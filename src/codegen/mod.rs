//! The generator: a table in TOML goes in, Rust source comes out.
//!
//! Three stages with a type between each two: `read` takes the file apart and keeps every place, `check`
//! alone decides what is legal, `emit` writes what has been checked and cannot fail. [`generate`] is that pipeline,
//! from text to text; [`compile`] is the pipeline with files around it, for a `build.rs`.
//!
//! ```
//! let table = r#"
//! [enum]
//! name = "AppCode"
//! doc = "What our own callback answers."
//!
//! [category.refused]
//! summary = "The application said no."
//!
//! [area.chat]
//! summary = "Messages between people."
//!
//! [source.wiki]
//! title = "Our wiki"
//! date = 2026-01-31
//!
//! [[code]]
//! code = 20001
//! name = "NotOnDuty"
//! summary = "The receiver is off duty and gets no messages."
//! category = "refused"
//! area = "chat"
//! outcome = "failure"
//! retry = "backoff"
//! sources = ["wiki"]
//! "#;
//! let generated = commsease_status::codegen::generate(table.as_bytes()).unwrap();
//! assert!(generated.code().contains("NotOnDuty = 20001"));
//! assert!(generated.warnings().is_empty());
//! ```

mod check;
mod compile;
mod emit;
mod error;
mod layout;
mod literal;
mod lookup;
mod map;
mod prose;
mod read;
mod sample;
mod snippet;
mod syntax;
pub(crate) mod table;

pub use self::compile::{compile, try_compile};
pub use self::error::{Diagnostic, Label, Level, Rejected};

/// What a legal table becomes.
#[derive(Clone, Debug)]
pub struct Generated {
    code: String,
    warnings: Vec<Diagnostic>,
}

impl Generated {
    /// The Rust source: the same bytes for the same table, on every machine.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What is suspicious in the table and yet legal, in the order of the file.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }
}

/// Turns a table, the bytes of a TOML file, into Rust source.
///
/// It reads and writes nothing else, so it can be used from tests and from programs that are no build script.
///
/// # Errors
///
/// Everything that is wrong with the table, each with its place, in the order of the file.
///
/// ```
/// let rejected = commsease_status::codegen::generate(b"enmu = {}").unwrap_err();
/// let first = &rejected.diagnostics()[0];
/// assert_eq!(first.message, "unknown key `enmu`");
/// assert_eq!(first.help.as_deref(), Some("did you mean `enum`?"));
/// ```
pub fn generate(source: &[u8]) -> Result<Generated, Rejected> {
    let (table, warnings) = checked(source)?;
    Ok(Generated {
        code: emit::emit(&table),
        warnings,
    })
}

/// The first two stages: a legal table and its warnings.
pub(crate) fn checked(source: &[u8]) -> Result<(table::Table, Vec<Diagnostic>), Rejected> {
    check::check(read::read(source)?)
}

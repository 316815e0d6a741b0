//! The generator: the text of a table to Rust source.
//!
//! Three stages with a type between each two. One code on its way:
//!
//! ```text
//! [[code]]                                  the table, in TOML
//! code = 414
//! name = "InvalidParameter"
//!
//! schema::Code {                            read: serde structs, every value with its span
//!     code: Spanned { 90..93, 414 },
//!     name: Spanned { 101..119, "InvalidParameter" }, .. }
//!
//! model::Code {                             check: everything is valid, nothing is left to decide
//!     code: 414,
//!     name: Name("InvalidParameter"), .. }
//!
//! quote!(#name = #code,)                    emit: tokens, and lines of text
//! ```
//!
//! What is wrong goes to a [`sink::Sink`]. Only `check` decides what is valid, and `emit` cannot fail.
//! Nothing here knows the library, because the library's own build script compiles it, too.

mod check;
pub(crate) mod compile;
mod diagnostic;
mod display;
mod emit;
mod index;
mod markdown;
pub(crate) mod model;
mod read;
mod render;
pub(crate) mod schema;
mod sink;
mod suggest;
mod syntax;

pub use self::diagnostic::{Diagnostic, Label, Severity, TableError};
pub(crate) use self::model::Base;
pub use self::render::Renderer;

/// The generated source of a valid table, and the warnings about the table.
#[derive(Clone, Debug)]
pub struct Generated {
    code: String,
    warnings: Vec<Diagnostic>,
}

impl Generated {
    /// Returns the Rust source. The same table generates the same bytes on every machine.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns the warnings, in the order of the file.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }
}

/// Generates Rust source from the bytes of a table in TOML.
///
/// # Errors
///
/// Returns all errors and warnings if the table is not valid.
pub(crate) fn generate(source: &[u8], base: Option<&Base>) -> Result<Generated, TableError> {
    let (table, warnings) = parse(source, base)?;
    Ok(Generated {
        code: emit::emit(&table),
        warnings,
    })
}

/// Reads and checks the bytes of a table in TOML. Returns the table and the warnings about it.
///
/// # Errors
///
/// Returns all errors and warnings if the table is not valid.
pub(crate) fn parse(
    source: &[u8],
    base: Option<&Base>,
) -> Result<(model::Table, Vec<Diagnostic>), TableError> {
    check::check(read::read(source)?, base)
}

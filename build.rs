//! `codes.toml` in, `$OUT_DIR/codes.rs` out: the same call that any other crate's `build.rs` makes.

/// What a table that extends this one may not have again: this one extends none.
pub mod base {
    /// Nothing is taken before there is a table.
    pub const fn taken(_: i64) -> Option<&'static str> {
        None
    }
}
#[path = "src/codegen/mod.rs"]
pub mod codegen;
// What the generator and the compiled code must agree on, byte for byte, is one file for both: hashing and text matching.
#[path = "src/ends.rs"]
pub mod ends;
#[path = "src/hash.rs"]
pub mod hash;
#[path = "src/text.rs"]
pub mod text;

fn main() {
    codegen::compile("codes.toml");
}

//! Generates `$OUT_DIR/codes.rs` from `codes.toml`, as any other crate's build script does through
//! the library.

#[path = "src/generator/mod.rs"]
pub mod generator;
#[path = "src/shared/mod.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the library uses and exports the rest"
)]
pub mod shared;

fn main() {
    generator::compile::compile("codes.toml".as_ref(), None);
}

//! Any bytes as a table: `cargo +nightly fuzz run table`.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/hostile/check.rs"]
mod check;

fuzz_target!(|source: &[u8]| {
    check::check(source);
});

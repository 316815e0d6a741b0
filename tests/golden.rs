//! What the generator writes for two tables, compared to the byte. `generated.rs` compiles and uses it.
//!
//! When a change of the output is meant, `RECORD=1 cargo test --all-features --test golden` writes the files anew; the
//! difference belongs into the review.

#![cfg(feature = "codegen")]

use commsease_status::codegen;

#[track_caller]
fn check(name: &str, table: &str, golden: &str) {
    let generated =
        codegen::generate(table.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    if std::env::var_os("RECORD").is_some() {
        let path = format!("{}/tests/golden/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(path, generated.code()).expect("the golden file is writable");
        return;
    }
    assert!(
        generated.code() == golden,
        "the output for {name}.toml differs from the golden file"
    );
    let again = codegen::generate(table.as_bytes()).expect("it was legal before");
    assert_eq!(again.code(), golden);
    let with_carriage_returns = table.replace('\n', "\r\n");
    let again = codegen::generate(format!("\u{feff}{with_carriage_returns}").as_bytes())
        .expect("line ends do not matter");
    assert_eq!(again.code(), golden);
}

#[test]
fn small() {
    check(
        "small",
        include_str!("golden/small.toml"),
        include_str!("golden/small.rs"),
    );
}

#[test]
fn hostile() {
    check(
        "hostile",
        include_str!("golden/hostile.toml"),
        include_str!("golden/hostile.rs"),
    );
}

//! The output of the generator for two tables, byte for byte. `generated.rs` compiles and uses it.
//!
//! If a change of the output is intended, record the files with
//! `UPDATE_EXPECT=1 cargo test --features codegen --test golden`, and review the difference.
#![cfg(feature = "codegen")]

use commsease_status::codegen::generate;

#[track_caller]
fn check(name: &str, table: &str, golden: &str) {
    let generate = |table: &str| {
        let generated = generate(table.as_bytes());
        let generated = generated
            .unwrap_or_else(|error| panic!("{}", error.render(table.as_bytes(), "table.toml")));
        assert!(generated.warnings().is_empty());
        String::from(generated.code())
    };
    let code = generate(table);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let path = format!("{}/tests/golden/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(path, code).expect("the golden file is writable");
        return;
    }
    assert!(
        code == golden,
        "the output for {name}.toml differs from {name}.rs; to record it: \
         UPDATE_EXPECT=1 cargo test --features codegen --test golden"
    );
    assert!(generate(table) == golden, "the output is deterministic");
    let windows = table.replace('\n', "\r\n");
    assert!(
        generate(&format!("\u{feff}{windows}")) == golden,
        "line endings do not change the output"
    );
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

//! The output of the generator for two tables, formatted. `generated.rs` compiles and uses it.
//!
//! If a change of the output is intended, record the files with
//! `UPDATE_EXPECT=1 cargo test --all-features`, and review the difference.
#![cfg(feature = "codegen")]

use commsease_status::codegen::generate;

mod recorded;

#[track_caller]
fn check(name: &str, table: &str) {
    let generate = |table: &str| {
        let generated = generate(table.as_bytes());
        let generated = generated
            .unwrap_or_else(|error| panic!("{}", error.render(table.as_bytes(), "table.toml")));
        assert!(generated.warnings().is_empty());
        String::from(generated.code())
    };
    let code = generate(table);
    let (header, items) = code.split_once("\n\n").expect("a header");
    let items = syn::parse_file(items).expect("the output is Rust");
    let formatted = format!("{header}\n\n{}", prettyplease::unparse(&items));
    recorded::check(&format!("tests/golden/{name}.rs"), &formatted);
    assert!(generate(table) == code, "the output is deterministic");
    let windows = table.replace('\n', "\r\n");
    assert!(
        generate(&format!("\u{feff}{windows}")) == code,
        "line endings do not change the output"
    );
}

#[test]
fn small() {
    check("small", include_str!("golden/small.toml"));
}

#[test]
fn hostile() {
    check("hostile", include_str!("golden/hostile.toml"));
}

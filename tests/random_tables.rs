//! Random valid tables, with unusual names and prose: the generated code compiles without a warning of
//! the compiler, of clippy (pedantic), or of rustdoc, and the compiled API has the values of the
//! table.
//!
//! The suite tries a few tables, all in one crate. For a long run, use
//! `RANDOM_TABLES=300 cargo test --features codegen --test random_tables`.
#![cfg(feature = "codegen")]

#[path = "random_tables/assertions.rs"]
mod assertions;
#[path = "random_tables/data.rs"]
mod data;
#[path = "random_tables/table.rs"]
mod table;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use commsease_status::codegen::generate;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// A crate with the code that is generated from tables.
struct Tables {
    directory: PathBuf,
    library: String,
}

impl Tables {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random-tables");
        fs::create_dir_all(directory.join("src")).unwrap();
        let manifest = format!(
            "[package]\nname = \"random-tables\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\ncommsease-status = {{ path = \"{}\" }}\n\n[workspace]\n",
            root.display().to_string().replace('\\', "/")
        );
        fs::write(directory.join("Cargo.toml"), manifest).unwrap();
        // The same versions, so that nothing is downloaded.
        fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock")).unwrap();
        let library = String::from(
            "//! Random tables.\n#![deny(warnings, missing_docs)]\n\
             #![deny(clippy::all, clippy::pedantic)]\n",
        );
        Self { directory, library }
    }

    fn add(&mut self, module: &str, toml: &str, tests: &str) {
        let source = self.directory.join("src");
        fs::write(source.join(format!("{module}.toml")), toml).unwrap();
        let generated = generate(toml.as_bytes()).unwrap_or_else(|error| {
            panic!("{toml}\n{}", error.render(toml.as_bytes(), "table.toml"))
        });
        let again = generate(toml.as_bytes()).unwrap();
        assert_eq!(
            generated.code(),
            again.code(),
            "the output is deterministic"
        );
        let code = format!("//! A table.\n\n{}\n{tests}", generated.code());
        fs::write(source.join(format!("{module}.rs")), code).unwrap();
        let _ = writeln!(self.library, "pub mod {module};");
    }

    /// Tests, lints, and documents the crate.
    fn check(&self) {
        fs::write(self.directory.join("src/lib.rs"), &self.library).unwrap();
        self.cargo(&["test", "--offline", "--quiet"]);
        self.cargo(&["clippy", "--offline", "--quiet", "--", "-Dwarnings"]);
        self.cargo(&["doc", "--offline", "--quiet", "--no-deps"]);
    }

    #[track_caller]
    fn cargo(&self, arguments: &[&str]) {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(arguments)
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", self.directory.join("target"))
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .output()
            .expect("cargo starts");
        assert!(
            output.status.success(),
            "cargo {arguments:?}\n{}\n{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

fn number_from_environment(name: &str) -> Option<usize> {
    env::var(name).ok().and_then(|value| value.parse().ok())
}

#[test]
fn random_tables_compile() {
    let count = number_from_environment("RANDOM_TABLES").unwrap_or(6);
    let seed = number_from_environment("RANDOM_SEED").unwrap_or(0);
    let seed = u8::try_from(seed % 256).expect("it is less than 256");
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]),
    );
    let mut tables = Tables::new();
    let mut names = BTreeSet::new();
    for index in 0..count {
        let table = table::table().new_tree(&mut runner);
        let table = table.expect("every choice is a table").current();
        names.extend(table.codes.iter().map(|code| code.name));
        let module = format!("t{index}");
        tables.add(&module, &table.toml(), &assertions::module(&table));
    }
    // The largest table whose variants are in a static, one more code, and one that fills all pages.
    for count in [2048, 2049, 2304] {
        let (toml, tests) = assertions::many(count);
        tables.add(&format!("many{count}"), &toml, &tests);
    }
    assert!(
        names.len() > count.min(20),
        "too few different names: {names:?}"
    );
    tables.check();
}

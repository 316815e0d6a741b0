//! Random legal tables, with names and prose that are as unkind as they may be: what is generated from them compiles
//! without a warning of the compiler, of pedantic clippy or of rustdoc, and the compiled API gives back the table's own
//! values.
//!
//! The suite tries a few tables, all in one crate. The long run is
//! `LEGAL_TABLES=300 cargo test --features codegen --test legal_tables`.
#![cfg(feature = "codegen")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use commsease_status::codegen::generate;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Names that mean something to Rust, to the generated code or to its derives, and names that are parts of others.
const NAMES: &[&str] = &[
    "Error",
    "Err",
    "Ok",
    "Some",
    "None",
    "Option",
    "Result",
    "String",
    "Box",
    "Vec",
    "Debug",
    "Copy",
    "Clone",
    "Default",
    "Iterator",
    "Send",
    "Sync",
    "Eq",
    "Ord",
    "Hash",
    "From",
    "Into",
    "Display",
    "Status",
    "Word",
    "Cause",
    "Code",
    "TABLE",
    "VARIANTS",
    "NAMES",
    "A",
    "AB",
    "ABC",
    "Ab1",
    "Http2",
    "IO",
    "U8",
    "Drop",
    "Fn",
    "Static",
    "Type",
    "Category",
    "Source",
    "Area",
    "Platform",
    "StatusCode",
    "TooManyLettersToBeANameThatAnybodyWouldEverWishToReadOrToWriteInAProgram",
];

const WORDS: &[&str] = &[
    "ok", "error", "err", "option", "some", "none", "result", "string", "box", "vec", "a", "a-b",
    "a1", "x-1-y", "type", "fn", "id", "summary", "within", "date", "all", "const", "category",
    "source", "debug", "copy", "static", "crate",
];

/// What Markdown, rustdoc, Rust or a terminal might take for something else.
const PROSE: &[&str] = &[
    "[x]",
    "[x](y)",
    "[x]: y",
    "[`Foo`]",
    "[x][y]",
    "![img](x)",
    "[^1]",
    "[^1]: note",
    "<T>",
    "Vec<u8>",
    "</div>",
    "<b>bold</b>",
    "<!-- hidden -->",
    "<http://a.b>",
    "`code`",
    "`",
    "``",
    "``` ```",
    "```",
    "~~~",
    "~~struck~~",
    "a`b`c`",
    "\"quoted\"",
    "'single'",
    "back\\slash",
    "\\",
    "\\[x\\]",
    "http://example.org/x_y_z",
    "https://example.org",
    "www.example.org",
    "me@example.org",
    "| a | b |",
    "#!",
    "#![deny(x)]",
    "# head",
    "##",
    "> quote",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "2) item",
    "==",
    "---",
    "***",
    "*a*",
    "_b_",
    "__init__",
    "snake_case",
    "CamelCase",
    "&amp;",
    "&lt",
    "&#60;",
    "$x$",
    "${X}",
    "{}",
    "{Name}",
    "}{",
    "{",
    "%s",
    "r#\"raw\"#",
    "*/",
    "/*",
    "//",
    "///",
    "//!",
    "::",
    "Self::Err",
    "crate::x",
    "中文字",
    "全角\u{3000}空白",
    "😀",
    "עברית",
    "العربية",
    "e\u{301}",
    "\u{a0}hard",
    "ß",
    "ﬀ",
    "a.b",
    "a..b",
    "!",
    "?",
    "@param",
    "\\u{41}",
    "\\n",
];

const OUTCOMES: &[&str] = &["success", "partial", "failure"];
const RETRIES: &[&str] = &["never", "after-fix", "backoff", "outcome-unknown"];
const FIXERS: &[&str] = &["caller", "console", "end-user", "service"];

#[derive(Clone, Debug)]
struct Table {
    name: &'static str,
    doc: Vec<String>,
    categories: Vec<&'static str>,
    areas: Vec<&'static str>,
    platforms: Vec<&'static str>,
    sources: Vec<&'static str>,
    prose: Vec<String>,
    ranges: Vec<(i32, i32, Option<&'static str>)>,
    codes: Vec<Code>,
}

#[derive(Clone, Debug)]
struct Code {
    number: i32,
    name: &'static str,
    /// Chooses words and prose from what the table has.
    seed: usize,
    sdk: usize,
    senses: usize,
    deprecated: bool,
    causes: Vec<Cause>,
}

#[derive(Clone, Debug)]
struct Cause {
    when: String,
    fix: String,
    /// What a text says, and whether it has something in it that varies.
    texts: Vec<(String, bool)>,
}

/// A few pieces of prose, one behind the other.
fn prose() -> impl Strategy<Value = String> {
    let long = Just("long".repeat(200));
    vec(
        prop_oneof![20 => select(PROSE).prop_map(String::from), 1 => long],
        1..5,
    )
    .prop_map(|pieces| {
        let text = pieces.join(" ");
        String::from(text.trim())
    })
}

fn number() -> impl Strategy<Value = i32> {
    prop_oneof![
        select(
            &[
                i32::MIN,
                i32::MIN + 1,
                -1,
                0,
                1,
                99_999,
                100_000,
                i32::MAX - 1,
                i32::MAX
            ][..]
        ),
        400..430,
        any::<i32>(),
    ]
}

fn cause() -> impl Strategy<Value = Cause> {
    (prose(), prose(), vec((prose(), any::<bool>()), 0..3)).prop_map(|(when, fix, texts)| Cause {
        when,
        fix,
        texts,
    })
}

fn code() -> impl Strategy<Value = Code> {
    (
        any::<u16>(),
        0_usize..4,
        0_usize..3,
        any::<bool>(),
        vec(cause(), 0..4),
    )
        .prop_map(|(seed, sdk, senses, deprecated, causes)| Code {
            number: 0,
            name: "",
            seed: usize::from(seed),
            sdk,
            senses,
            deprecated,
            causes,
        })
}

fn table() -> impl Strategy<Value = Table> {
    let codes = (
        btree_set(number(), 1..8),
        subsequence(NAMES, 8),
        vec(code(), 8),
    )
        .prop_map(|(numbers, names, codes)| {
            let numbered = numbers.into_iter().zip(names).zip(codes).enumerate();
            // Sentences end with the seed: no two codes may have the same one.
            let seed = |i: usize, code: &Code| code.seed + i * 100_000;
            numbered
                .map(|(i, ((number, name), code))| Code {
                    number,
                    name,
                    seed: seed(i, &code),
                    ..code
                })
                .collect::<Vec<_>>()
        });
    let ending = option::of(select(&["0", "404", "000000001"][..]));
    let range =
        (number(), number(), ending).prop_map(|(a, b, ending)| (a.min(b), a.max(b), ending));
    let enum_name = select(NAMES).prop_filter("taken", |name| {
        !matches!(*name, "Category" | "Area" | "Platform" | "Source")
    });
    (
        (enum_name, vec(prose(), 1..6)),
        (
            subsequence(WORDS, 1..4),
            subsequence(WORDS, 1..4),
            subsequence(WORDS, 0..4),
            subsequence(WORDS, 1..4),
        ),
        vec(prose(), 16),
        vec(range, 0..4),
        codes,
    )
        .prop_map(
            |((name, doc), (categories, areas, platforms, sources), prose, ranges, codes)| Table {
                name,
                doc,
                categories,
                areas,
                platforms,
                sources,
                prose,
                ranges,
                codes,
            },
        )
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

fn list<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    format!(
        "[{}]",
        items.iter().map(show).collect::<Vec<_>>().join(", ")
    )
}

/// What a server says for a text: what varies is filled in.
fn said(text: &str) -> String {
    text.replace("{what_1}", "it, and more")
}

/// A sentence that no other has, and that has no `{name}` which no text captures.
fn sentence(table: &Table, seed: usize) -> String {
    format!(
        "{} is reason {seed}.",
        table.prose[seed % table.prose.len()]
    )
}

impl Code {
    fn sdk(&self) -> Vec<String> {
        const FORMS: &[&str] = &["RES_E", "kNIM", "中文", "it's\"", "a.b::c", "r#fn", "\\n"];
        (0..self.sdk)
            .map(|i| {
                format!(
                    "{}{}_{i}",
                    FORMS[(self.seed + i) % FORMS.len()],
                    self.number
                )
            })
            .collect()
    }

    fn texts(&self, cause: usize) -> Vec<String> {
        let texts = self.causes[cause]
            .texts
            .iter()
            .enumerate()
            .map(|(i, (prose, varies))| {
                let prose: String = prose
                    .chars()
                    .filter(|c| !matches!(c, '{' | '}'))
                    .take(60)
                    .collect();
                let prose = prose.trim();
                if *varies {
                    format!("t{cause}-{i}: {prose}, {{what_1}}; end")
                } else {
                    format!("t{cause}-{i}: {prose}").trim_end().to_owned()
                }
            });
        texts.collect()
    }

    fn sample(&self, text: &str) -> String {
        serde_json::json!({ "desc": said(text), "code": self.number, "more": [1, { "a": "}" }] })
            .to_string()
    }

    fn fix(&self, cause: usize) -> String {
        let captured = self.causes[cause].texts.iter().any(|(_, varies)| *varies);
        format!(
            "{} {}.",
            self.causes[cause].fix,
            if captured { "{what_1} it is" } else { "Do it" }
        )
    }

    fn when(&self, cause: usize) -> String {
        format!("{} happened.", self.causes[cause].when)
    }

    fn toml(&self, table: &Table) -> String {
        let word =
            |words: &[&'static str], salt: usize| quoted(words[(self.seed + salt) % words.len()]);
        let mut toml = format!(
            "[[code]]\ncode = {}\nname = {}\nsummary = {}\ncategory = {}\narea = {}\noutcome = {}\nretry = {}\n\
             sdk = {}\nsources = {}\n",
            self.number,
            quoted(self.name),
            quoted(&sentence(table, self.seed)),
            word(&table.categories, 0),
            word(&table.areas, 0),
            word(OUTCOMES, 0),
            word(RETRIES, 0),
            list(&self.sdk(), |sdk| quoted(sdk)),
            list(&table.sources, |source| quoted(source)),
        );
        let (first, last) = (&table.codes[0], &table.codes[table.codes.len() - 1]);
        if first.number != last.number {
            let other = if self.number == first.number {
                Some(last)
            } else {
                None
            };
            let other = if self.number == last.number {
                Some(first)
            } else {
                other
            };
            if let Some(other) = other {
                let _ = writeln!(toml, "see_also = [{}]", other.number);
            }
        }
        if self.deprecated {
            let note = quoted(&sentence(table, self.seed + 1));
            let other = if self.name == first.name {
                String::new()
            } else {
                format!(", replaced_by = \"{}\"", first.name)
            };
            let _ = writeln!(
                toml,
                "deprecated = {{ since = \"1.2.3\", note = {note}{other} }}"
            );
        }
        for (i, platform) in table.platforms.iter().take(self.senses).enumerate() {
            let summary = quoted(&sentence(table, self.seed + 7 + i));
            let _ = write!(
                toml,
                "[[code.sense]]\nplatform = \"{platform}\"\nsummary = {summary}\nsources = []\n"
            );
            toml = toml.replace(
                "sources = []",
                &format!("sources = [{}]", word(&table.sources, i)),
            );
        }
        for cause in 0..self.causes.len() {
            let texts = self.texts(cause);
            let _ = write!(
                toml,
                "[[code.cause]]\nid = \"cause-{cause}\"\nwhen = {}\nfix = {}\nfixer = {}\nretry = {}\narea = {}\n\
                 texts = {}\nsamples = {}\nsources = [{}]\n",
                quoted(&self.when(cause)),
                quoted(&self.fix(cause)),
                word(FIXERS, cause),
                word(RETRIES, cause + 1),
                word(&table.areas, cause),
                list(&texts, |text| quoted(text)),
                list(&texts, |text| quoted(&self.sample(text))),
                word(&table.sources, cause),
            );
        }
        toml
    }

    /// Assertions that the compiled API says of this code what the table says.
    fn assertions(&self, table: &Table) -> String {
        let word = |words: &[&'static str], salt: usize| words[(self.seed + salt) % words.len()];
        let name = table.name;
        let (number, own_name) = (self.number, self.name);
        let summary = sentence(table, self.seed);
        let mut rust = format!(
            "let it = super::{name}::from_code({number}).unwrap();\n\
             assert_eq!(it as i32, {number});\nassert_eq!(it.code(), {number});\n\
             assert_eq!(it.name(), {own_name:?});\nassert_eq!(it.to_string(), {own_name:?});\n\
             assert_eq!(super::{name}::from_name({own_name:?}), Some(it));\n\
             assert_eq!({own_name:?}.parse(), Ok(it));\nassert_eq!(\"{number}\".parse(), Ok(it));\n\
             assert_eq!(it.summary(), {summary:?});\n\
             assert_eq!(it.category().id(), {:?});\nassert_eq!(it.area().id(), {:?});\n\
             assert_eq!(it.outcome().id(), {:?});\nassert_eq!(it.retry().id(), {:?});\n\
             assert_eq!(it.deprecation().is_some(), {});\n\
             assert_eq!(it.sdk_names(), {:?} as [&str; {}]);\n\
             assert_eq!(it.causes().len(), {});\nassert_eq!(it.senses().len(), {});\n",
            word(&table.categories, 0),
            word(&table.areas, 0),
            word(OUTCOMES, 0),
            word(RETRIES, 0),
            self.deprecated,
            self.sdk(),
            self.sdk,
            self.causes.len(),
            self.senses.min(table.platforms.len()),
        );
        for sdk in self.sdk() {
            let _ = writeln!(
                rust,
                "assert_eq!(super::{name}::from_name({sdk:?}), Some(it));"
            );
        }
        for (i, platform) in table.platforms.iter().take(self.senses).enumerate() {
            let summary = sentence(table, self.seed + 7 + i);
            let _ = writeln!(
                rust,
                "assert_eq!((it.senses()[{i}].platform().id(), it.senses()[{i}].summary()), ({platform:?}, {summary:?}));"
            );
        }
        for cause in 0..self.causes.len() {
            let texts = self.texts(cause);
            let (when, fix) = (self.when(cause), self.fix(cause));
            let _ = write!(
                rust,
                "let cause = &it.causes()[{cause}];\nassert_eq!(cause.id(), \"cause-{cause}\");\n\
                 assert_eq!(cause.when(), {when:?});\nassert_eq!(cause.fix(), {fix:?});\n\
                 assert_eq!(cause.fixer().id(), {:?});\nassert_eq!(cause.retry().id(), {:?});\n\
                 assert_eq!(cause.texts(), {texts:?} as [&str; {}]);\nassert_eq!(cause.samples().len(), {});\n",
                word(FIXERS, cause),
                word(RETRIES, cause + 1),
                texts.len(),
                texts.len(),
            );
            for text in &texts {
                let said = said(text);
                let _ = write!(
                    rust,
                    "let diagnosis = <super::{name} as commsease_status::Status>::diagnose({number}, Some({said:?}));\n\
                     assert_eq!(diagnosis.cause().map(|cause| cause.id()), Some(\"cause-{cause}\"));\n"
                );
                if text.contains("{what_1}") {
                    let _ = writeln!(
                        rust,
                        "assert_eq!(diagnosis.capture(\"what_1\"), Some(\"it, and more\"));"
                    );
                }
            }
        }
        rust
    }
}

impl Table {
    fn toml(&self, module: usize) -> String {
        let doc: Vec<String> = self.doc.iter().map(|line| escaped(line)).collect();
        let doc = doc.join("\n    ");
        let mut toml = format!(
            "[enum]\nname = \"{}\"\npath = \"legal_tables::t{module}\"\ndoc = \"\"\"\nWords.\n\n    {}\nThe end.\n\"\"\"\n",
            self.name,
            doc.trim_end()
        );
        for (i, (kind, words)) in [
            ("category", &self.categories),
            ("area", &self.areas),
            ("platform", &self.platforms),
        ]
        .into_iter()
        .enumerate()
        {
            for (j, word) in words.iter().enumerate() {
                let _ = writeln!(
                    toml,
                    "[{kind}.{word}]\nsummary = {}",
                    quoted(&sentence(self, i * 5 + j))
                );
                if kind == "platform" && j > 0 {
                    let _ = writeln!(toml, "within = \"{}\"", words[0]);
                }
            }
        }
        for (i, word) in self.sources.iter().enumerate() {
            let date = if i % 2 == 0 {
                "date = 2026-01-31\n"
            } else {
                ""
            };
            let _ = write!(
                toml,
                "[source.{word}]\ntitle = {}\n{date}",
                quoted(&self.prose[i])
            );
        }
        for (i, (from, to, ending)) in self.ranges.iter().enumerate() {
            let ending = ending
                .map(|ending| format!("ending = \"{ending}\"\n"))
                .unwrap_or_default();
            let summary = quoted(&sentence(self, i));
            let _ = write!(
                toml,
                "[[range]]\nfrom = {from}\nto = {to}\nname = \"Range{i}\"\nsummary = {summary}\n{ending}"
            );
        }
        toml.push_str("[[reserved]]\nname = \"Gone\"\nnote = \"It is gone.\"\n");
        for code in &self.codes {
            toml.push_str(&code.toml(self));
        }
        toml
    }

    /// A module of tests for what was generated from the table.
    fn tests(&self) -> String {
        let name = self.name;
        let mut rust = format!(
            "#[cfg(test)]\n#[allow(deprecated, clippy::all, clippy::pedantic, reason = \"the values are data\")]\n\
             mod tests {{\n#[test]\nfn round_trip() {{\nassert_eq!(super::{name}::ALL.len(), {});\n\
             assert_eq!(super::Source::ALL.len(), {});\nassert_eq!(super::Platform::ALL.len(), {});\n\
             assert_eq!(<super::{name} as commsease_status::Status>::ranges().len(), {});\n",
            self.codes.len(),
            self.sources.len(),
            self.platforms.len(),
            self.ranges.len(),
        );
        for code in &self.codes {
            rust.push_str(&code.assertions(self));
        }
        rust + "}\n}\n"
    }
}

/// A table of so many codes, every third number, and a test of all of them and their neighbours.
fn many(count: usize) -> (String, String) {
    let mut toml = String::from(
        "[enum]\nname = \"Many\"\ndoc = \"Many codes.\"\n[category.any]\nsummary = \"Any.\"\n\
         [area.any]\nsummary = \"Any.\"\n[source.any]\ntitle = \"Any\"\n",
    );
    for at in 0..count {
        let _ = write!(
            toml,
            "[[code]]\ncode = {}\nname = \"Number{at}\"\nsummary = \"It is thing {at}.\"\ncategory = \"any\"\n\
             area = \"any\"\noutcome = \"failure\"\nretry = \"never\"\nsources = [\"any\"]\n",
            3 * at
        );
    }
    let tests = format!(
        "#[cfg(test)]\nmod tests {{\nuse super::Many;\n#[test]\nfn every_number() {{\nfor code in -300..{} {{\n\
         let is_known = code % 3 == 0 && (0..{}).contains(&code);\n\
         assert_eq!(Many::from_code(code).map(Many::code), is_known.then_some(code));\n}}\n}}\n\
         #[test]\nfn every_name() {{\nassert_eq!(Many::ALL.len(), {count});\nfor it in Many::ALL {{\n\
         assert_eq!(it.name(), format!(\"Number{{}}\", it.code() / 3));\n\
         assert_eq!(Many::from_name(it.name()), Some(*it));\n}}\n}}\n}}\n",
        3 * count + 2000,
        3 * count
    );
    (toml, tests)
}

/// Runs cargo on the crate of tables, and shows what it said if it was not content.
#[track_caller]
fn cargo(crate_folder: &Path, arguments: &[&str]) {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(crate_folder)
        .env("CARGO_TARGET_DIR", crate_folder.join("target"))
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .expect("cargo can be run");
    assert!(
        output.status.success(),
        "cargo {arguments:?}\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn what_is_generated_compiles_lints_documents_and_says_the_same() {
    let tables: usize = env::var("LEGAL_TABLES")
        .ok()
        .and_then(|tables| tables.parse().ok())
        .unwrap_or(6);
    let seed = env::var("LEGAL_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(0_u8);
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]),
    );
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("legal-tables");
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"legal-tables\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\ncommsease-status = {{ path = {root:?} }}\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // The versions that are here already: nothing is fetched.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut library = String::from(
        "//! Random legal tables.\n#![deny(warnings, missing_docs)]\n#![deny(clippy::all, clippy::pedantic)]\n",
    );
    let mut names = BTreeSet::new();
    for at in 0..tables {
        let table = table()
            .new_tree(&mut runner)
            .expect("every choice gives a table")
            .current();
        names.extend(table.codes.iter().map(|code| code.name));
        let toml = table.toml(at);
        fs::write(folder.join(format!("src/t{at}.toml")), &toml).unwrap();
        let generated = generate(toml.as_bytes()).unwrap_or_else(|rejected| {
            panic!("{toml}\n{}", rejected.render(toml.as_bytes(), "table.toml"))
        });
        let again = generate(toml.as_bytes()).unwrap();
        assert_eq!(
            generated.code(),
            again.code(),
            "the same text in gives the same bytes out"
        );
        let module = format!("//! A table.\n\n{}\n{}", generated.code(), table.tests());
        fs::write(folder.join(format!("src/t{at}.rs")), module).unwrap();
        let _ = writeln!(library, "pub mod t{at};");
    }
    // The most that stand in a static, one more, and as many as fill all pages.
    for count in [2048, 2049, 2304] {
        let (toml, tests) = many(count);
        let generated = generate(toml.as_bytes()).unwrap();
        fs::write(
            folder.join(format!("src/many{count}.rs")),
            format!("//! A table.\n\n{}\n{tests}", generated.code()),
        )
        .unwrap();
        let _ = writeln!(library, "pub mod many{count};");
    }
    assert!(
        names.len() > tables.min(20),
        "few names were tried: {names:?}"
    );
    fs::write(folder.join("src/lib.rs"), library).unwrap();
    cargo(&folder, &["test", "--offline", "--quiet"]);
    cargo(
        &folder,
        &["clippy", "--offline", "--quiet", "--", "-Dwarnings"],
    );
    cargo(&folder, &["doc", "--offline", "--quiet", "--no-deps"]);
}

//! README.md, CONTRIBUTING.md, the recipes, and the tutorial are true: their examples, and the
//! files, headings, and keys that they name.

#![cfg(feature = "codegen")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use commsease_status::codegen::{self, Severity};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(page: &str) -> String {
    let path = Path::new(ROOT).join(page);
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// Returns the fenced blocks of a page that are in `language`, without the indentation of lists.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.trim_start().strip_prefix("```") else {
            continue;
        };
        let indent = line.len() - line.trim_start().len();
        let block = lines
            .by_ref()
            .take_while(|line| line.trim_start() != "```")
            .flat_map(|line| [line.get(indent..).unwrap_or(""), "\n"]);
        let block: String = block.collect();
        if info == language {
            blocks.push(block);
        }
    }
    blocks
}

#[test]
fn the_rust_version_is_that_of_the_manifest() {
    let sentence = concat!(
        "The minimum supported Rust version is ",
        env!("CARGO_PKG_RUST_VERSION"),
        "."
    );
    assert!(read("README.md").contains(sentence), "{sentence}");
}

/// Those of the tool are links.
#[test]
#[cfg(unix)]
fn both_packages_have_the_licenses() {
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        assert_eq!(read(&format!("cli/{license}")), read(license));
    }
}

/// Returns the messages of everything that the generator reports about a table.
fn reported(table: &str) -> Vec<String> {
    let diagnostics = match codegen::generate(table.as_bytes()) {
        Ok(generated) => generated.warnings().to_vec(),
        Err(error) => error.diagnostics().to_vec(),
    };
    diagnostics
        .iter()
        .map(|it| format!("{}: {}", it.severity, it.message))
        .collect()
}

/// The examples refer to what the table declares. They are valid without its codes, among which
/// someone may have added theirs.
#[test]
fn the_examples_of_new_codes_can_be_added() {
    let table = read("codes.toml");
    let (declarations, _) = table.split_once("\n[[code]]").expect("the table has codes");
    let examples = blocks(&read("CONTRIBUTING.md"), "toml");
    assert_eq!(examples.len(), 2);
    let table = format!("{declarations}\n{}", examples.join("\n"));
    assert_eq!(reported(&table), Vec::<String>::new());
    let generated = codegen::generate(table.as_bytes()).expect("the examples are valid");
    assert!(generated.code().contains("V10PollClosed = 199801 ,"));
}

#[test]
fn the_readme_shows_an_error_as_it_is_printed() {
    let readme = read("README.md");
    let table = blocks(&readme, "toml")
        .into_iter()
        .find(|block| block.contains("[enum]"))
        .expect("the README shows a table");
    let error = codegen::generate(table.as_bytes()).expect_err("the table has an error");
    assert!(
        error
            .diagnostics()
            .iter()
            .all(|it| it.severity == Severity::Error)
    );
    let rendered = error.render(table.as_bytes(), "codes.toml");
    assert!(
        blocks(&readme, "console")
            .iter()
            .any(|block| block.contains(&rendered)),
        "README.md does not show this:\n{rendered}"
    );
}

/// Lines that begin with `# ` are compiled, but not shown.
#[test]
fn every_recipe_has_at_most_ten_lines() {
    let recipes = blocks(&read("docs/recipes.md"), "");
    assert!(recipes.len() > 7);
    for recipe in recipes {
        let shown = recipe
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with("# "));
        assert!(shown.count() <= 10, "{recipe}");
    }
}

/// Returns the targets of the links of a page.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split("](")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once(')')?.0))
}

/// Returns the anchors of the headings of a page, as GitHub names them.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let text = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = text
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_has_a_target() {
    let pages = [
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
    ];
    for name in pages {
        let page = read(name);
        for link in links(&page).filter(|link| !link.contains("://")) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let path = Path::new(ROOT).join(file);
            assert!(path.exists(), "{name}: no file `{link}`");
            let target = match (file, anchor) {
                (_, "") => continue,
                ("", _) => page.clone(),
                (file, _) => read(file),
            };
            let is_heading = anchors(&target).contains(anchor);
            assert!(is_heading, "{name}: no heading `{link}`");
        }
    }
}

#[test]
fn every_file_of_the_guide_exists() {
    let guide = read("CONTRIBUTING.md");
    let is_path = |span: &&str| {
        [
            "src/",
            "cli/",
            "explain/",
            "logs/",
            "web/",
            "tests/",
            "docs/",
            "examples/",
            ".ci/",
        ]
        .iter()
        .any(|directory| span.starts_with(directory))
    };
    // Every other part is code.
    let code = guide.split('`').skip(1).step_by(2);
    let paths: BTreeSet<&str> = code.filter(is_path).collect();
    assert!(paths.len() > 10);
    for path in paths {
        assert!(Path::new(ROOT).join(path).exists(), "no file `{path}`");
    }
}

/// Collects the names of all properties of a JSON Schema.
fn properties(schema: &serde_json::Value, keys: &mut BTreeSet<String>) {
    if let Some(object) = schema.get("properties").and_then(|it| it.as_object()) {
        keys.extend(object.keys().cloned());
    }
    let nested = schema.as_object().into_iter().flatten().map(|(_, it)| it);
    let items = schema.as_array().into_iter().flatten();
    for value in nested.chain(items) {
        properties(value, keys);
    }
}

#[test]
fn the_table_reference_names_every_key() {
    let schema = serde_json::from_str(&read("docs/codes.schema.json")).expect("the schema is JSON");
    let mut keys = BTreeSet::new();
    properties(&schema, &mut keys);
    assert!(keys.len() > 30);
    let page = read("docs/your-own-codes.md");
    let reference = page
        .split("# Table reference")
        .nth(1)
        .and_then(|rest| rest.split("\n# ").next())
        .expect("the page has a table reference");
    let words: BTreeSet<&str> = reference
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .collect();
    let missing: Vec<&String> = keys
        .iter()
        .filter(|key| !words.contains(key.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "not in the table reference: {missing:?}"
    );
}

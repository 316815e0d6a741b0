//! `reference`, on one page, on several, and as JSON.

#[path = "../../tests/recorded/mod.rs"]
mod recorded;
mod schema;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(unix)]
use std::path::Path;

use commsease_status::{Area, Category, Platform, Status, StatusCode, Vocabulary};
use serde_json::Value;
use support::{run, stdout, text};

/// Markdown pages by name.
type Pages = BTreeMap<String, String>;

/// Returns the pages that `--split` writes.
fn split() -> Pages {
    let directory = tempfile::tempdir().expect("a directory");
    let pages = directory.path().join("new").join("pages");
    let path = pages.to_str().expect("the path is UTF-8");
    assert_eq!(stdout(&["reference", "--split", path]), "");
    let files = fs::read_dir(pages).expect("the directory was made");
    let files = files.map(|file| file.expect("a file"));
    files
        .map(|file| {
            let name = file.file_name().into_string().expect("the name is UTF-8");
            (name, fs::read_to_string(file.path()).expect("a page"))
        })
        .collect()
}

#[test]
fn the_reference_has_everything() {
    let reference: Value =
        serde_json::from_str(&stdout(&["reference", "--format", "json"])).expect("JSON");
    let codes = reference["codes"].as_array().expect("an array");
    assert_eq!(codes.len(), StatusCode::COUNT);
    for (entry, status) in codes.iter().zip(StatusCode::all()) {
        assert_eq!(entry["code"], status.code());
        assert_eq!(entry["name"], status.name());
        assert_eq!(
            entry["sdk_names"].as_array().map(Vec::len),
            Some(status.sdk_names().len())
        );
        assert_eq!(
            entry["causes"].as_array().map(Vec::len),
            Some(status.causes().len())
        );
        for (entry, cause) in entry["causes"]
            .as_array()
            .into_iter()
            .flatten()
            .zip(status.causes())
        {
            assert_eq!(entry["fix"], cause.fix());
            assert_eq!(
                entry["hints"].as_array().map(Vec::len),
                Some(cause.hints().len())
            );
        }
    }
    assert_eq!(
        reference["ranges"].as_array().map(Vec::len),
        Some(StatusCode::ranges().len())
    );
    for (entry, category) in reference["categories"]
        .as_array()
        .into_iter()
        .flatten()
        .zip(Category::ALL)
    {
        assert_eq!(entry["id"], category.id());
        assert_eq!(entry["advice"].as_str(), Vocabulary::advice(*category));
    }
    for (name, count) in [
        ("categories", Category::ALL.len()),
        ("areas", Area::ALL.len()),
        ("platforms", Platform::ALL.len()),
        ("sources", commsease_status::Source::ALL.len()),
    ] {
        assert_eq!(
            reference[name].as_array().map(Vec::len),
            Some(count),
            "{name}"
        );
    }
}

/// Programs generate code for other languages from it: see `docs/reference.schema.json`.
#[test]
fn the_reference_in_json_matches_its_schema() {
    let reference = stdout(&["reference", "--format", "json"]);
    schema::Schema::new().check(&serde_json::from_str(&reference).expect("JSON"));
}

/// `docs/codes` is what the tool writes.
#[test]
fn the_pages_in_the_repository_are_up_to_date() {
    recorded::check_directory("../docs/codes", &split());
}

/// Returns the anchors of the headings of a page.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    let titles = headings.map(|heading| heading.trim_start_matches('#').trim_start());
    titles
        .map(|title| title.to_lowercase().replace(' ', "-"))
        .collect()
}

/// Checks that every link leads to a heading, and every code is linked.
#[track_caller]
fn check_links(pages: &Pages) {
    let anchors: BTreeMap<&str, _> = pages
        .iter()
        .map(|(name, page)| (name.as_str(), anchors(page)))
        .collect();
    let mut linked = BTreeSet::new();
    for (name, page) in pages {
        let links = page.split("](").skip(1);
        for link in links.filter_map(|link| link.split(')').next()) {
            let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if target.is_empty() { name } else { target };
            let anchors = anchors.get(target);
            let anchors = anchors.unwrap_or_else(|| panic!("{name}: no page `{link}`"));
            let is_heading = anchor.is_empty() || anchors.contains(anchor);
            assert!(is_heading, "{name}: no heading `{link}`");
            linked.insert(anchor);
        }
    }
    for status in StatusCode::all() {
        let anchor = format!("{}-{}", status.code(), status.name().to_lowercase());
        assert!(linked.contains(anchor.as_str()), "{status}");
    }
}

#[test]
fn every_link_leads_to_a_heading() {
    check_links(&Pages::from([(String::from("-"), stdout(&["reference"]))]));
    check_links(&split());
}

/// Both forms have the same sections.
#[test]
fn every_section_is_on_the_page_of_its_hundred() {
    let pages = split();
    for status in StatusCode::all() {
        let (code, name) = (status.code(), status.name());
        let sign = if code < 0 { "minus-" } else { "" };
        let hundred = format!("{sign}{}", code.unsigned_abs() / 100);
        let page = &pages[&format!("{hundred}xx.md")];
        assert!(
            page.contains(&format!("\n## {code} {name}\n\n")),
            "{status}"
        );
    }
    let sections = |page: &String| page.lines().filter(|line| line.starts_with('#')).count();
    let whole = sections(&stdout(&["reference"]));
    // One page has a section for the codes; each other page has a title.
    let split: usize = pages.values().map(sections).sum();
    assert_eq!(split - (pages.len() - 1), whole - 1);
}

/// Checks that a page is replaced whatever is in its place, and that nothing else remains.
#[cfg(unix)]
#[track_caller]
fn check_replaced(prepare: impl Fn(&Path, &Path)) {
    let directory = tempfile::tempdir().expect("a directory");
    let (pages, other) = (
        directory.path().join("pages"),
        directory.path().join("other"),
    );
    fs::create_dir(&pages).expect("a directory");
    fs::write(&other, "mine").expect("a file");
    prepare(&pages.join("4xx.md"), &other);
    assert_eq!(
        stdout(&["reference", "--split", pages.to_str().expect("UTF-8")]),
        ""
    );
    assert_eq!(fs::read_to_string(&other).expect("a file"), "mine");
    let files = fs::read_dir(pages).expect("a directory");
    for file in files.map(|file| file.expect("a file")) {
        assert!(file.file_type().expect("a type").is_file(), "{file:?}");
        let name = file.file_name().into_string().expect("UTF-8");
        let is_markdown = Path::new(&name).extension().is_some_and(|it| it == "md");
        assert!(is_markdown && !name.starts_with('-'), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_page_is_not_followed() {
    check_replaced(|page, other| symlink(other, page).expect("a link"));
    check_replaced(|page, other| fs::hard_link(other, page).expect("a link"));
}

/// A page that cannot be replaced remains, and no other file is left.
#[test]
fn a_page_that_cannot_be_written_is_an_error() {
    let directory = tempfile::tempdir().expect("a directory");
    let page = directory.path().join("README.md");
    fs::create_dir(&page).expect("a directory");
    let path = directory.path().to_str().expect("UTF-8");
    let output = run(&["reference", "--split", path], b"");
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    let start = format!("error: failed to write `{}`: ", page.display());
    assert!(error.starts_with(&start), "{error}");
    let files = fs::read_dir(path).expect("a directory");
    assert_eq!(files.count(), 1);
}

#[test]
fn only_markdown_can_be_split() {
    let output = run(&["reference", "--split", "x", "--format", "json"], b"");
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    let start = "error: the argument '--split <DIR>' cannot be used with '--format <FORMAT>'\n";
    assert!(error.starts_with(start), "{error}");
}

#[test]
fn a_directory_that_cannot_be_written_is_an_error() {
    let output = run(&["reference", "--split", "Cargo.toml"], b"");
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(
        error.starts_with("error: failed to write `Cargo.toml`: "),
        "{error}"
    );
}

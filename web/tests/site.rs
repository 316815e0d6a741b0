//! The files of the site, without a browser.

#[path = "support/html.rs"]
mod html;
#[path = "support/site.rs"]
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use commsease_status::{Language, Status, StatusCode};
use html::{attributes, text};

/// The maximum size of a page.
const MAX_PAGE: usize = 30_000;

/// Returns the files of a directory and those below it, by their path.
fn files(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut directories = vec![root.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).expect("the directory is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                directories.push(path);
                continue;
            }
            let name = path.strip_prefix(root).expect("a path below the root");
            let name = name.to_str().expect("UTF-8").replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).expect("text"));
        }
    }
    found
}

fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == "html")
}

fn written(name: &str) -> BTreeMap<String, String> {
    let directory = site::directory(name);
    let _ = fs::remove_dir_all(&directory);
    let output = site::write_pages(&directory);
    assert!(output.status.success(), "{output:?}");
    files(&directory)
}

/// Returns a path without `..`.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_page_is_small_and_loads_only_its_own_files() {
    let files = written("small");
    let pages = files.iter().filter(|(name, _)| is_page(name));
    let mut count = 0;
    for (name, page) in pages {
        assert!(page.len() <= MAX_PAGE, "{name} has {} bytes", page.len());
        assert!(page.contains("content=\"default-src 'none';"), "{name}");
        assert!(
            !page.contains("://"),
            "{name} has an address of another host"
        );
        assert!(!page.contains(" style="), "{name} has a style of its own");
        count += 1;
    }
    let languages = StatusCode::languages().len();
    assert!(count > StatusCode::COUNT * languages, "{count} pages");
}

#[test]
fn every_link_leads_to_a_page_and_its_anchor() {
    let files = written("links");
    for (name, page) in files.iter().filter(|(name, _)| is_page(name)) {
        for link in attributes(page, "href") {
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            if path.starts_with("data:") || anchor.starts_with("q=") {
                continue;
            }
            let target = if path.is_empty() {
                name.clone()
            } else {
                resolved(name, path)
            };
            let content = files.get(&target);
            let content = content.unwrap_or_else(|| panic!("{name} links to {target}"));
            // The box is not in pages without the module.
            if !anchor.is_empty() && anchor != "box" {
                let ids = attributes(content, "id");
                assert!(ids.iter().any(|id| id == anchor), "{name} links to {link}");
            }
        }
    }
}

#[test]
fn the_page_of_a_code_has_its_causes_in_each_language() {
    let files = written("causes");
    let status = StatusCode::InvalidParameter;
    for language in StatusCode::languages() {
        let directory = if *language == Language::ENGLISH {
            String::new()
        } else {
            format!("{language}/")
        };
        let page = &files[&format!("{directory}414.html")];
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        let ids: Vec<&str> = status.causes().iter().map(|it| it.id()).collect();
        let sections = attributes(page, "data-cause");
        assert_eq!(sections, ids);
        let shown = text(page);
        for cause in status.causes() {
            let fix = cause.fix_in(*language).replace('`', "");
            assert!(shown.contains(&fix), "{fix}");
        }
    }
}

#[test]
fn every_code_has_a_markdown_twin_in_the_list() {
    let files = written("twins");
    let list = &files["llms.txt"];
    for status in StatusCode::all() {
        let (code, name) = (status.code(), status.name());
        let twin = format!("{}.md", code.to_string().replace('-', "minus-"));
        assert!(
            list.contains(&format!("- [{code} {name}]({twin}): ")),
            "{twin}"
        );
        let heading = format!("### {code} {name}\n");
        assert!(files[&twin].starts_with(&heading), "{}", files[&twin]);
    }
}

#[test]
fn without_the_module_the_index_says_so() {
    let directory = site::directory("without");
    let output = site::write_pages(&directory);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "warning: the page has no box for answers: start the program with `cargo run`\n"
    );
    let index = fs::read_to_string(directory.join("index.html")).expect("the index");
    assert!(text(&index).contains("This copy of the page was built without the box."));
    assert!(!index.contains("<script"));
}

#[test]
fn a_directory_is_required() {
    let output = site::write_pages(Path::new("--force"));
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        errors.starts_with("error: expected one directory\n"),
        "{errors}"
    );
}

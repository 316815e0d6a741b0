//! Keeps the prose of the project in plain English: words that the style guide in `CONTRIBUTING.md`
//! replaces do not come back.

use std::fs;
use std::path::{Path, PathBuf};

/// Words and phrases that have a plainer one, which is beside them.
const REPLACED: &[(&str, &str)] = &[
    ("behind", "after"),
    ("stands", "is"),
    ("whoever", "the reader, the caller"),
    ("whatever", "any"),
    ("nobody", "no one, or the passive voice"),
    ("somebody", "a person"),
    ("anew", "again"),
    ("legal", "valid, allowed"),
    ("illegal", "invalid"),
    ("shall", "must"),
    ("makes sense", "say what is right"),
    ("as many as", "the limit"),
    ("is there twice", "duplicate"),
    ("did you mean", "a similar name exists"),
    ("colour", "color"),
    ("catalogue", "catalog"),
    ("licence", "license"),
];

/// What is left out before the search, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("curtime is illegal", "a message of the service"),
    ("clock-illegal", "the id of a cause, which is stable"),
    ("v10illegalstate", "the name of a variant, which is stable"),
    ("illegal_state", "an identifier of an SDK"),
    ("illegal logout.", "a message of an SDK"),
    ("tests/catalogue.rs", "the name of a file"),
    ("illegal state", "a message of an SDK"),
    ("illegal auth type", "a message of an SDK"),
    ("illegal operation or no permission", "a message of an SDK"),
    ("illegal_auth_type", "an identifier of an SDK"),
    (
        "did you mean `category`?",
        "a bad example in the style guide",
    ),
    (
        "stands for",
        "the usual verb for what a placeholder or a value means",
    ),
    ("stands in for", "the usual verb for a replacement"),
];

/// Where the project speaks to people.
const PLACES: [&str; 11] = [
    "src",
    "cli/src",
    "explain/src",
    "web/src",
    "docs",
    "codes.toml",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "tests/diagnostics",
];

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_file() {
        found.push(path.to_owned());
    } else if let Ok(entries) = fs::read_dir(path) {
        for entry in entries {
            files(&entry.expect("the entry is readable").path(), found);
        }
    }
}

/// Returns whether a text has a phrase that is not part of a longer word.
fn has_phrase(text: &str, phrase: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(phrase).any(|(start, _)| {
        let (before, after) = (&text[..start], &text[start + phrase.len()..]);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    })
}

#[test]
fn the_prose_has_no_word_that_the_style_guide_replaces() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for place in PLACES {
        files(&root.join(place), &mut paths);
    }
    assert!(paths.len() > 80, "only {} files were found", paths.len());
    let mut found = Vec::new();
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            let mut line = line.to_lowercase();
            for (exception, _) in EXCEPTIONS {
                line = line.replace(exception, "");
            }
            for (phrase, plain) in REPLACED
                .iter()
                .filter(|(phrase, _)| has_phrase(&line, phrase))
            {
                let path = path.strip_prefix(root).expect("the path is below the root");
                let place = format!("{}:{}", path.display(), number + 1);
                found.push(format!("{place}: `{phrase}`, better: {plain}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

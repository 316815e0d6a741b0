//! `export`: every text of the table comes back from each format.

mod readers;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use commsease_status::{Code, Diagnosis, Language, Outcome, Platform, Status, StatusCode};
use readers::Texts;
use support::{command, fails, feed, run, stdout, text};

type Read = fn(&str) -> Result<Texts, String>;

/// Each format, its reader, and its files.
const FORMATS: [(&str, Read, [&str; 2]); 3] = [
    (
        "android",
        readers::android,
        ["values/strings_im.xml", "values-zh/strings_im.xml"],
    ),
    (
        "ios",
        readers::ios,
        ["en.lproj/im.strings", "zh-Hans.lproj/im.strings"],
    ),
    ("json", readers::json, ["en/im.json", "zh/im.json"]),
];

/// Returns the texts that are printed in English.
#[track_caller]
fn texts(arguments: &[&str]) -> BTreeMap<String, String> {
    let printed = stdout(&[&["export", "json", "--language", "en"], arguments].concat());
    serde_json::from_str(&printed).expect("an object of texts")
}

/// Returns the files of a directory, below it, in order.
fn files(directory: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let entry = entry.expect("an entry").path();
        let inner = fs::read_dir(&entry).expect("directories with files");
        files.extend(inner.map(|it| it.expect("a file").path()));
    }
    let relative = |path: &std::path::PathBuf| {
        let path = path.strip_prefix(directory).expect("a path below it");
        path.to_str().expect("UTF-8").replace('\\', "/")
    };
    let mut files: Vec<String> = files.iter().map(relative).collect();
    files.sort_unstable();
    files
}

/// Returns what an app shows that looks up the key of the cause, then that of the code.
fn shown<'t>(
    texts: &'t BTreeMap<String, String>,
    code: i32,
    cause: Option<&str>,
) -> Option<&'t str> {
    let key = format!("im_{code}").replace('-', "minus_");
    let cause = cause.map(|id| format!("{key}_{}", id.replace('-', "_")));
    let text = cause
        .and_then(|key| texts.get(&key))
        .or_else(|| texts.get(&key));
    text.map(String::as_str).filter(|it| !it.is_empty())
}

#[test]
fn every_text_comes_back_in_every_language() {
    for (format, read, paths) in FORMATS {
        let directory = tempfile::tempdir().expect("a directory");
        let new = directory.path().join("new");
        assert_eq!(
            stdout(&["export", format, new.to_str().expect("UTF-8")]),
            ""
        );
        let mut expected = paths;
        expected.sort_unstable();
        assert_eq!(files(&new), expected);
        let mut keys = Vec::new();
        for (path, language) in paths.iter().zip(StatusCode::languages()) {
            let file = fs::read_to_string(new.join(path)).expect("a file");
            let id = language.id();
            assert_eq!(file, stdout(&["export", format, "--language", id]));
            let pairs = read(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
            let texts: BTreeMap<String, String> = pairs.iter().cloned().collect();
            assert_eq!(texts.len(), pairs.len(), "{path}: a key is not unique");
            check_language(&texts, *language);
            let is_empty = texts.into_iter().map(|(key, text)| (key, text.is_empty()));
            keys.push(is_empty.collect::<Vec<_>>());
        }
        assert_eq!(keys[0], keys[1], "{format}");
    }
}

#[track_caller]
fn check_language(texts: &BTreeMap<String, String>, language: Language) {
    for status in StatusCode::all() {
        let code = status.code();
        let expected = Diagnosis::<StatusCode>::new(code, None).in_language(language);
        assert_eq!(
            shown(texts, code, None),
            expected.user_message(),
            "{status}"
        );
        for cause in status.causes() {
            let own = cause.user_message_in(language);
            let expected = own.map_or(expected.user_message(), |own| {
                Some(own).filter(|it| !it.is_empty())
            });
            let id = cause.id();
            assert_eq!(shown(texts, code, Some(id)), expected, "{status} {id}");
        }
    }
}

/// A key says that the table has something to say; an app has a text of its own for other codes.
#[test]
fn every_failure_has_a_key() {
    let texts = texts(&[]);
    for status in StatusCode::all() {
        let key = format!("im_{}", status.code()).replace('-', "minus_");
        if status.outcome() == Outcome::Failure {
            assert!(texts.contains_key(&key), "{status}");
        }
    }
    assert!(!texts.contains_key("im_200"));
    assert!(texts.values().any(String::is_empty));
}

#[test]
fn a_prefix_names_keys_and_files() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().to_str().expect("UTF-8");
    let prefix = ["--prefix", "Chat2_", "--language", "zh"];
    assert_eq!(
        stdout(&[&["export", "ios", path], &prefix[..]].concat()),
        ""
    );
    assert_eq!(files(directory.path()), ["zh-Hans.lproj/Chat2.strings"]);
    assert!(texts(&["--prefix", "x"]).contains_key("x414"));
    for prefix in ["", "_", "4", "im-", "im.", "图"] {
        let error = format!(
            "invalid value '{prefix}' for '--prefix <PREFIX>': expected a letter, then letters, \
             digits, and `_`\n\nFor more information, try '--help'."
        );
        fails(
            &["export", "json", &format!("--prefix={prefix}")],
            2,
            &error,
        );
    }
}

#[test]
fn summaries_have_keys_of_their_own() {
    let with = texts(&["--summaries"]);
    for status in StatusCode::all() {
        let key = format!("im_summary_{}", status.code()).replace('-', "minus_");
        assert_eq!(with.get(&key).map(String::as_str), Some(status.summary()));
    }
    assert_eq!(with.len(), texts(&[]).len() + StatusCode::COUNT);
}

/// Where a platform redefines a code, the texts are those of the meaning, without the causes of the
/// general one.
#[test]
fn a_platform_has_its_own_texts() {
    let platforms = <Platform as commsease_status::Vocabulary>::ALL;
    let mut different = 0;
    for platform in platforms {
        let texts = texts(&["--platform", platform.id(), "--summaries"]);
        for status in StatusCode::all() {
            let Some(meaning) = status.meaning_on(*platform) else {
                continue;
            };
            let (code, language) = (status.code(), Language::ENGLISH);
            assert_eq!(shown(&texts, code, None), meaning.user_message_in(language));
            let summary = &texts[&format!("im_summary_{code}").replace('-', "minus_")];
            assert_eq!(summary, meaning.summary());
            let general = Code::<StatusCode>::from(code).status().expect("known");
            different +=
                usize::from(general.user_message_in(language) != meaning.user_message_in(language));
        }
    }
    assert!(different > 0);
}

/// Only a directory has all languages: else the language is that of the locale.
#[test]
fn the_locale_chooses_the_language_that_is_printed() {
    let directory = tempfile::tempdir().expect("a directory");
    let export = |arguments: &[&str]| {
        let mut command = command(&[&["export", "json"], arguments].concat());
        command.env("LC_ALL", "zh_CN.UTF-8");
        text(&feed(command, b"").stdout)
    };
    assert_eq!(export(&[]), stdout(&["export", "json", "--language", "zh"]));
    assert_eq!(export(&[directory.path().to_str().expect("UTF-8")]), "");
    assert_eq!(files(directory.path()), ["en/im.json", "zh/im.json"]);
}

#[test]
fn a_file_in_the_place_of_the_directory_is_an_error() {
    let output = run(&["export", "android", "Cargo.toml"], b"");
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    let start = format!(
        "error: failed to write `{}`: ",
        Path::new("Cargo.toml").join("values").display()
    );
    assert!(error.starts_with(&start), "{error}");
}

#[test]
fn an_unknown_format_is_an_error() {
    let error = "invalid value 'xliff' for '<FORMAT>'\n  [possible values: android, ios, json]\n\n\
                 For more information, try '--help'.";
    fails(&["export", "xliff"], 2, error);
}

//! The answers of the page are those of `explain`, for every case in `tests/field/cases.tsv` and every
//! sample of the table, in every language.
//!
//! This program is the command-line tool, the program that writes the page of a small table, and their
//! test. The variable `TOOL` says which of them; without it, it is the test, which starts it again.

#[path = "support/html.rs"]
mod html;

use std::env;
use std::fs;
use std::io::Write;
use std::process::{Command, ExitCode, Stdio};

use commsease_status::{Language, Status, StatusCode};
use commsease_status_web::answer;
use foreign_tables::smallest::SmallCode;
use html::{attributes, text};
use serde_json::Value;

const CASES: &str = include_str!("../../tests/field/cases.tsv");

fn main() -> ExitCode {
    match env::var("TOOL").as_deref() {
        Ok("explain") => commsease_status_cli::run::<StatusCode>("0"),
        Ok("page") => commsease_status_web::run::<SmallCode>("Small"),
        _ => {
            a_table_without_vocabularies_has_one_list();
            the_answers_are_those_of_explain();
            ExitCode::SUCCESS
        }
    }
}

fn a_table_without_vocabularies_has_one_list() {
    let directory = tempfile::tempdir().expect("a directory");
    let program = env::current_exe().expect("the path of this program");
    let output = Command::new(program)
        .arg(directory.path())
        .env("TOOL", "page")
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    let list = fs::read_to_string(directory.path().join("codes.html")).expect("the list");
    let links = attributes(&list, "href");
    for status in SmallCode::all() {
        let page = format!("{}.html", status.code().to_string().replace('-', "minus-"));
        assert!(links.contains(&page), "no link to {page}: {links:?}");
        assert!(directory.path().join(page).exists());
    }
}

fn the_answers_are_those_of_explain() {
    let mut compared = 0;
    for text in cases().into_iter().chain(samples()) {
        for language in StatusCode::languages() {
            check(&text, *language);
            compared += 1;
        }
    }
    assert!(compared > 280, "only {compared} answers were compared");
    println!("{compared} answers are those of `explain`");
}

fn cases() -> Vec<String> {
    let first = |line: &'static str| line.split('\t').next();
    let cases = CASES.lines().skip(1).filter_map(first);
    cases
        .map(|text| {
            let escaped = text.replace(r"\\", "\0");
            let unescaped = escaped.replace(r"\n", "\n").replace(r"\t", "\t");
            unescaped.replace('\0', r"\")
        })
        .collect()
}

/// Returns each code with each of its samples and with the patterns that are their own samples, and the
/// lines that SDKs print.
fn samples() -> Vec<String> {
    let samples = |status: &StatusCode| {
        let causes = status.causes().iter();
        let all = causes.flat_map(|it| it.samples().iter().chain(it.patterns()));
        let samples: Vec<&str> = all.copied().filter(|it| !it.contains('{')).collect();
        let pairs = samples
            .into_iter()
            .map(|it| format!("{} {it}", status.code()));
        pairs.collect::<Vec<_>>()
    };
    let of_codes = StatusCode::all().iter().flat_map(samples);
    let logs = StatusCode::log_forms().iter();
    let lines = logs.flat_map(|it| it.samples()).map(|it| String::from(*it));
    of_codes.chain(lines).collect()
}

/// Returns what `explain` prints as JSON, or `None` if it has no answer.
fn explain(text: &str, language: Language) -> Option<Value> {
    let program = env::current_exe().expect("the path of this program");
    let mut tool = Command::new(program)
        .args([
            "explain",
            "-",
            "--format",
            "json",
            "--language",
            language.id(),
        ])
        .env("TOOL", "explain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the tool starts");
    let mut input = tool.stdin.take().expect("the input is a pipe");
    input.write_all(text.as_bytes()).expect("the tool reads");
    drop(input);
    let output = tool.wait_with_output().expect("the tool ends");
    serde_json::from_slice(&output.stdout).ok()
}

#[track_caller]
fn check(pasted: &str, language: Language) {
    let html = answer::<StatusCode>(language.id(), pasted);
    let keys = attributes(&html, "data-key");
    let Some(explained) = explain(pasted, language) else {
        assert!(keys.is_empty(), "only the page answers {pasted}\n{html}");
        return;
    };
    let mut expected = Expected::default();
    expected.add(&explained);
    assert_eq!(keys, expected.keys, "{pasted}");
    assert_eq!(
        attributes(&html, "data-evidence"),
        expected.evidence,
        "{pasted}"
    );
    assert_eq!(attributes(&html, "data-cause"), expected.causes, "{pasted}");
    let shown = text(&html);
    let mut rest = shown.as_str();
    for sentence in &expected.sentences {
        let Some((_, after)) = rest.split_once(sentence.as_str()) else {
            panic!("{pasted}\nthe page does not have `{sentence}`:\n{shown}");
        };
        rest = after;
    }
}

/// What the page must have, in its order.
#[derive(Default)]
struct Expected {
    keys: Vec<String>,
    evidence: Vec<String>,
    causes: Vec<String>,
    sentences: Vec<String>,
}

impl Expected {
    fn add(&mut self, answer: &Value) {
        let string = |key: &str| answer[key].as_str().map(String::from);
        self.keys.extend(string("key"));
        self.evidence.extend(string("evidence"));
        if answer["name"].is_string() {
            self.sentence(&answer["summary"]);
        }
        self.list(&answer["ranges"], &["summary"]);
        self.sentence(&answer["advice"]);
        let causes = answer["causes"].as_array().expect("a list");
        let ids = causes.iter().filter_map(|cause| cause["id"].as_str());
        self.causes.extend(ids.map(String::from));
        self.list(&answer["causes"], &["description", "fix"]);
        self.sentence(&answer["user_message"]);
        for others in ["failed_items", "others"] {
            for other in answer[others].as_array().into_iter().flatten() {
                self.add(other);
            }
        }
    }

    fn list(&mut self, list: &Value, keys: &[&str]) {
        for item in list.as_array().expect("a list") {
            for key in keys {
                self.sentence(&item[*key]);
            }
        }
    }

    fn sentence(&mut self, sentence: &Value) {
        let sentence = sentence.as_str().map(|it| it.replace('`', ""));
        self.sentences.extend(sentence);
    }
}

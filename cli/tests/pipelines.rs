//! The recipes of `docs/pipelines.md`, run in the engines that are installed. `.ci/run` installs them.

#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use support::{BINARY, stdout, text};
use tempfile::TempDir;

const PAGE: &str = include_str!("../../docs/pipelines.md");
/// Where `.ci/run` installs Python packages.
const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/pipelines/bin");

/// How often each key occurs.
type Counts = BTreeMap<String, u64>;

/// Lines in several notations, some without a response.
fn line(number: usize) -> String {
    let time = format!("2026-01-02T{:02}:00:00Z", number / 700 % 24);
    match number % 7 {
        0 => format!(r#"{{"time":"{time}","response":{{"code":414,"desc":"check roomid"}}}}"#),
        1 => format!(r#"{time} WARN code=403, desc=forbidden "é""#),
        2 => format!(
            r#"{{"time":"{time}","message":"got {{\"code\":414,\"desc\":\"a{number} not register\"}}"}}"#
        ),
        3 => format!(r#"{{"time":"{time}","codes":[{{"code":500}},{{"code":-77}}]}}"#),
        4 => String::new(),
        5 => format!("{time}\tDEBUG ok"),
        _ => format!(r#"{{"time":"{time}","level":"info","status":200}}"#),
    }
}

/// Writes logs, and returns what `scan` counts in them.
fn write_logs(directory: &Path) -> Counts {
    let logs = directory.join("logs");
    fs::create_dir(&logs).expect("a directory");
    let mut arguments = vec![String::from("scan"), String::from("--format=json")];
    for index in 0..3 {
        let path = logs.join(format!("app-{index}.log.gz"));
        let file = File::create(&path).expect("a file");
        let mut log = GzEncoder::new(file, Compression::fast());
        for number in index * 1_000..(index + 1) * 1_000 {
            writeln!(log, "{}", line(number)).expect("it is written");
        }
        log.finish().expect("it is written");
        arguments.push(path.to_str().expect("UTF-8").into());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let report: serde_json::Value = serde_json::from_str(&stdout(&arguments)).expect("JSON");
    let codes = ["codes", "unknown_codes"].map(|key| report[key].as_array().expect("an array"));
    let codes = codes.into_iter().flatten();
    let count = |code: &serde_json::Value| {
        let cause = code["cause"].as_str().map(|cause| format!("/{cause}"));
        let key = format!("{}{}", code["code"], cause.unwrap_or_default());
        (key, code["count"].as_u64().expect("a number"))
    };
    codes.map(count).collect()
}

/// Returns the blocks of a recipe, with the language of each.
fn blocks(title: &str) -> Vec<(&'static str, String)> {
    let (_, section) = PAGE
        .split_once(&format!("\n## {title}\n"))
        .expect("a recipe");
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut parts = section.split("\n```");
    parts.next();
    let parts: Vec<&str> = parts.collect();
    let blocks = parts.iter().step_by(2).map(|block| {
        let (language, code) = block.split_once('\n').expect("a block has lines");
        (language, format!("{code}\n"))
    });
    blocks.collect()
}

/// Runs a script in a directory, where it finds the program and the Python packages.
fn shell(script: &str, directory: &Path) -> std::process::Output {
    let program = Path::new(BINARY).parent().expect("a directory");
    let paths = std::env::var("PATH").expect("a path");
    Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .current_dir(directory)
        .env("PATH", format!("{}:{PYTHON}:{paths}", program.display()))
        .output()
        .expect("bash is installed")
}

/// Runs a recipe and compares its counts, if `probe` says that the engine is installed.
#[track_caller]
fn check(title: &str, probe: &str) {
    let directory = TempDir::new().expect("a directory");
    let directory = directory.path();
    if !shell(probe, directory).status.success() {
        println!("skipped: {title} is not installed, as `{probe}` says");
        return;
    }
    let expected = write_logs(directory);
    assert!(expected.len() >= 5, "{expected:?}");
    let mut script = String::new();
    for (language, code) in blocks(title) {
        if language == "sh" {
            script += &code;
            continue;
        }
        let name = code.lines().next().and_then(|line| line.split(' ').nth(1));
        let path = directory.join(name.expect("the first line is a comment with the name"));
        fs::write(path, &code).expect("a file");
    }
    let output = shell(&script, directory);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut counts = Counts::new();
    for row in text(&output.stdout).lines().filter(|row| !row.is_empty()) {
        let mut words = row.split_whitespace().rev();
        let count = words.next().and_then(|count| count.parse::<u64>().ok());
        let key = words.next().expect("a key");
        *counts.entry(String::from(key)).or_default() += count.expect("a count");
    }
    assert_eq!(counts, expected);
}

#[test]
fn gnu_parallel() {
    check("GNU parallel", "parallel --version && jq --version");
}

#[test]
fn spark() {
    check("Spark", "python -c 'import pyspark' && java -version");
}

#[test]
fn duckdb() {
    check("DuckDB", "python -c 'import duckdb'");
}

#[test]
fn clickhouse() {
    check("ClickHouse", "python -c 'import chdb'");
}

/// The page says which program was run for each recipe, or that none was.
#[test]
fn each_recipe_says_what_was_run() {
    for recipe in PAGE
        .split("\n## ")
        .skip(1)
        .filter(|it| it.contains("\n```"))
    {
        let mut lines = recipe.lines();
        let title = lines.next().expect("a title");
        let first = lines.find(|line| !line.is_empty()).expect("a sentence");
        let is_run = first.starts_with("Run with ");
        assert!(is_run || first.starts_with("Not run: "), "{title}: {first}");
        assert_eq!(is_run, title != "Vector", "{title}");
    }
}

//! `scan`, as a program: what it reports, its exit status, and what does not stop it.

mod bodies;
mod gates;
mod inputs;
mod left_out;
mod random;
mod report;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

/// The result of a run.
struct Run {
    status: Option<i32>,
    out: String,
    err: String,
}

/// Runs `scan` with a log on standard input.
fn scan(arguments: &[&str], log: impl AsRef<[u8]>) -> Run {
    let output = support::run(&[&["scan"], arguments].concat(), log.as_ref());
    Run {
        status: output.status.code(),
        out: support::text(&output.stdout),
        err: support::text(&output.stderr),
    }
}

/// Returns the report of a log that is read completely.
#[track_caller]
fn report(log: impl AsRef<[u8]>) -> Value {
    let run = scan(&["--format", "json"], log);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["complete"], true);
    report
}

/// The code, cause, and count of a known code.
type Row<'a> = (i64, Option<&'a str>, u64);

fn rows(report: &Value) -> Vec<Row<'_>> {
    let rows = report["codes"].as_array().unwrap().iter();
    rows.map(|row| {
        (
            row["code"].as_i64().unwrap(),
            row["cause"].as_str(),
            row["count"].as_u64().unwrap(),
        )
    })
    .collect()
}

#[track_caller]
fn check(log: &str, expected: &[Row<'_>]) {
    assert_eq!(rows(&report(log)), expected, "{log}");
}

/// Writes a file into a directory that is removed with the test.
fn file(dir: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    path_string(&path)
}

fn path_string(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

const CLOSED: &str = r#"{"desc":"check roomid","code":414}"#;

const fn closed(count: u64) -> Row<'static> {
    (414, Some("chat-room-closed"), count)
}

/// Checks the exit status, a line of standard error, and that everything else was counted.
#[track_caller]
fn check_incomplete(run: &Run, status: i32, message: &str, count: u64) {
    assert_eq!(run.status, Some(status), "{}", run.err);
    assert!(run.err.contains(message), "{}", run.err);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (rows(&report), &report["complete"]),
        (vec![closed(count)], &Value::from(false))
    );
}

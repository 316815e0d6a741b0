//! `reference` as tables of rows.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use commsease_status::{Diagnosis, Language, Outcome, Status, StatusCode};
use support::{fails, stdout};

/// A row, by the names of its columns.
type Row = BTreeMap<String, String>;

/// Returns the rows of a table in both forms, which say the same.
#[track_caller]
fn rows(table: &str) -> Vec<Row> {
    let text = stdout(&["reference", "--format", "csv", "--table", table]);
    let lines = text.matches('\n').count();
    assert_eq!(text.matches("\r\n").count(), lines);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<Row> = reader
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect();
    assert_eq!(rows.len() + 1, lines);
    let text = stdout(&["reference", "--format", "tsv", "--table", table]);
    let fields = |line: &str| -> Vec<String> { line.split('\t').map(String::from).collect() };
    let mut lines = text.lines().map(fields);
    let names = lines.next().expect("the names");
    let of_tsv = lines.map(|fields| {
        assert_eq!(fields.len(), names.len());
        names.iter().cloned().zip(fields).collect()
    });
    assert_eq!(of_tsv.collect::<Vec<Row>>(), rows);
    rows
}

/// Checks the names of the columns, and that the keys differ.
#[track_caller]
fn check(rows: &[Row], key: &str, columns: &str, count: usize) {
    assert_eq!(rows.len(), count);
    let keys: BTreeSet<&String> = rows.iter().map(|row| &row[key]).collect();
    assert_eq!(keys.len(), count);
    let columns: BTreeSet<&str> = columns.split_whitespace().collect();
    let actual: BTreeSet<&str> = rows[0].keys().map(String::as_str).collect();
    assert_eq!(actual, columns);
}

#[test]
fn a_row_for_each_code() {
    let rows = rows("codes");
    check(
        &rows,
        "key",
        "key code name category area outcome retry sdk_names deprecated_since replaced_by sources \
         summary summary_zh user_message user_message_zh advice advice_zh",
        StatusCode::COUNT,
    );
    for (row, status) in rows.iter().zip(StatusCode::all()) {
        let diagnosis = Diagnosis::<StatusCode>::new(status.code(), None);
        assert_eq!(row["key"], diagnosis.key().to_string());
        assert_eq!(row["code"], status.code().to_string());
        assert_eq!(row["name"], status.name());
        assert_eq!(row["category"], status.category().id());
        assert_eq!(row["outcome"], status.outcome().id());
        assert_eq!(row["retry"], status.retry().id());
        assert_eq!(row["sdk_names"], status.sdk_names().join(" "));
        for (language, suffix) in [(Language::ENGLISH, ""), (StatusCode::ZH, "_zh")] {
            let diagnosis = diagnosis.in_language(language);
            let text = |name: &str| row[&format!("{name}{suffix}")].as_str();
            assert_eq!(text("summary"), diagnosis.summary());
            assert_eq!(text("user_message"), diagnosis.user_message().unwrap_or(""));
            assert_eq!(text("advice"), diagnosis.advice().unwrap_or(""));
        }
    }
    let failed = |row: &&Row| row["outcome"] == Outcome::Failure.id();
    let failed: Vec<&Row> = rows.iter().filter(failed).collect();
    let has_text = |row: &&&Row| !row["user_message_zh"].is_empty();
    assert!(failed.iter().filter(has_text).count() > failed.len() / 2);
}

#[test]
fn a_row_for_each_cause() {
    let causes = StatusCode::all().iter().map(|status| status.causes().len());
    let rows = rows("causes");
    check(
        &rows,
        "key",
        "key code name cause area platform fix_by retry description description_zh fix fix_zh \
         user_message user_message_zh",
        causes.sum(),
    );
    let closed = rows.iter().find(|row| row["key"] == "414/chat-room-closed");
    let closed = closed.expect("the table has it");
    let diagnosis = commsease_status::diagnose(414, Some("check roomid"));
    assert_eq!(diagnosis.key().to_string(), closed["key"]);
    let cause = diagnosis.cause().expect("it is proven");
    assert_eq!(closed["fix"], cause.fix());
    assert_eq!(closed["fix_zh"], cause.fix_in(StatusCode::ZH));
    assert_eq!(
        Some(closed["user_message"].as_str()),
        diagnosis.user_message()
    );
}

#[test]
fn a_row_for_each_range() {
    let rows = rows("ranges");
    check(
        &rows,
        "name",
        "name first last suffix category outcome retry summary summary_zh",
        StatusCode::ranges().len(),
    );
}

#[test]
fn codes_are_the_default() {
    assert_eq!(
        stdout(&["reference", "--format", "csv"]),
        stdout(&["reference", "--format", "csv", "--table", "codes"])
    );
}

#[test]
fn other_forms_have_no_tables() {
    fails(
        &["reference", "--table", "causes"],
        2,
        "`--table` needs `--format csv` or `--format tsv`",
    );
}

//! The JSON of `explain`, `scan`, and `annotate` is what their schemas describe.

mod schema;
mod support;

use schema::Schema;
use serde_json::{Value, json};
use support::{json, run, text};

const CLOSED: &str = r#"{"code":414,"desc":"check roomid"}"#;

/// Checks that a value is valid, but not without any of its keys that is not in `optional`, or with
/// another one, in the objects at these places.
#[track_caller]
fn check(command: &str, value: &Value, pointers: &[&str], optional: &[&str]) {
    let schema = Schema::of(command);
    schema.check(value);
    for pointer in pointers {
        let object = value.pointer(pointer).and_then(Value::as_object);
        let object = object.unwrap_or_else(|| panic!("no object at {pointer}: {value:#}"));
        for key in object.keys() {
            let mut changed = value.clone();
            let place = changed.pointer_mut(pointer).expect("it is there");
            place.as_object_mut().expect("an object").remove(key);
            let is_optional = optional.contains(&key.as_str());
            assert_eq!(schema.accepts(&changed), is_optional, "{pointer}/{key}");
            let mut changed = value.clone();
            changed.pointer_mut(pointer).expect("it is there")[key] = json!([1.5]);
            assert!(!schema.accepts(&changed), "{pointer}/{key}");
        }
        let mut changed = value.clone();
        changed.pointer_mut(pointer).expect("it is there")["unknown"] = json!(1);
        // A row has the keys of the line.
        let is_row = command == "annotate" && pointer.is_empty();
        assert_eq!(schema.accepts(&changed), is_row, "{pointer}");
    }
}

#[test]
fn explain() {
    let optional = ["failed_items", "reason", "notes", "others"];
    check(
        "explain",
        &json(&["explain", CLOSED]),
        &["", "/causes/0"],
        &optional,
    );
    check("explain", &json(&["explain", "-77"]), &[""], &optional);
    let batch = r#"{"code":200,"data":{"failed_list":[{"error_code":414,"error_msg":"x"}]}}"#;
    let batch = json(&["explain", batch]);
    check("explain", &batch, &["", "/failed_items/0"], &optional);
    let many = json(&["explain", &format!("{CLOSED} {{\"code\":415}}")]);
    check("explain", &many, &["", "/others/0"], &optional);
}

#[test]
fn scan() {
    let log = format!("2026-01-02 03:04:05 {CLOSED}\n{{\"code\":-77,\"desc\":\"item 7\"}}\nx\n");
    let output = run(
        &["scan", "--format", "json", "--by", "hour"],
        log.as_bytes(),
    );
    let report = serde_json::from_slice(&output.stdout).expect("JSON");
    let places = [
        "",
        "/codes/0",
        "/unknown_codes/0",
        "/unmatched_messages/0",
        "/hours/0",
    ];
    check("scan", &report, &places, &["hours"]);
}

#[test]
fn annotate() {
    let lines = format!("{CLOSED}\nx code: 415\n\n{{\"responses\":{CLOSED}}}\n{{\"code\":-77}}");
    let rows = |options: &[&str]| -> Vec<Value> {
        let output = run(&[&["annotate"], options].concat(), lines.as_bytes());
        let rows = text(&output.stdout);
        let rows = rows
            .lines()
            .map(|row| serde_json::from_str(row).expect("JSON"));
        rows.collect()
    };
    let rows_of_line = rows(&[]);
    check("annotate", &rows_of_line[1], &["/responses/0"], &[]);
    check("annotate", &rows_of_line[2], &[""], &["line"]);
    check(
        "annotate",
        &rows_of_line[3],
        &["", "/responses/0"],
        &["line", "problem"],
    );
    for row in rows(&["--all"]).into_iter().chain(rows_of_line) {
        Schema::of("annotate").check(&row);
    }
}

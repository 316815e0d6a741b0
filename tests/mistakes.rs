//! One mistake is one error: what stands in for a value that was reported is never reported, whatever
//! is checked later.
#![cfg(feature = "codegen")]

use commsease_status::codegen::{Severity, generate};
use toml::{Table, Value};

/// A small table with every key.
const TABLE: &str = include_str!("hostile/every_key.toml");

/// A place in the table, as keys and indices.
type Path = Vec<Step>;

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
}

/// Returns the path of every value in the table.
fn paths(value: &Value, path: &Path, all: &mut Vec<Path>) {
    let mut visit = |step: Step, value: &Value| {
        let path: Path = path.iter().cloned().chain([step]).collect();
        all.push(path.clone());
        paths(value, &path, all);
    };
    match value {
        Value::Table(table) => table
            .iter()
            .for_each(|(key, it)| visit(Step::Key(key.clone()), it)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, it)| visit(Step::Index(at), it)),
        _ => {}
    }
}

fn at<'t>(value: &'t mut Value, path: &[Step]) -> &'t mut Value {
    path.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key.as_str()],
        Step::Index(index) => &mut value[*index],
    })
}

/// Calls `edit` with a table and each path in it, and checks that each edit is one error.
#[track_caller]
fn check(edit: impl Fn(&mut Value, &Path) -> bool) {
    let table = Value::Table(TABLE.parse::<Table>().expect("the table is TOML"));
    let mut all = Vec::new();
    paths(&table, &Path::new(), &mut all);
    let mut edits = 0;
    for path in all {
        let mut edited = table.clone();
        if !edit(&mut edited, &path) {
            continue;
        }
        edits += 1;
        let source = toml::to_string(&edited).expect("a table can be written");
        let error = generate(source.as_bytes()).expect_err("it has a mistake");
        let errors = error
            .diagnostics()
            .iter()
            .filter(|it| it.severity == Severity::Error);
        assert_eq!(
            errors.count(),
            1,
            "{path:?}\n{}",
            error.render(source.as_bytes(), "codes.toml")
        );
    }
    assert!(edits > 10, "{edits}");
}

#[test]
fn a_value_of_the_wrong_type() {
    check(|table, path| {
        *at(table, path) = Value::Boolean(true);
        true
    });
}

/// serde's derived implementations would accept it.
#[test]
fn an_array_of_the_values_in_place_of_a_table() {
    check(|table, path| {
        let value = at(table, path);
        let Value::Table(fields) = value else {
            return false;
        };
        *value = fields.values().cloned().collect::<Vec<_>>().into();
        true
    });
}

#[test]
fn a_misspelled_key() {
    check(|table, path| {
        let Some((Step::Key(key), parents)) = path.split_last() else {
            return false;
        };
        // A vocabulary has any keys.
        if parents.len() == 1 && !matches!(path[0], Step::Key(ref key) if key == "enum") {
            return false;
        }
        let Value::Table(parent) = at(table, parents) else {
            return false;
        };
        let value = parent.remove(key).expect("the key is there");
        parent.insert(format!("{key}x"), value);
        true
    });
}

//! One mistake is one error, and two are two: what stands in for a value that was reported is never
//! reported, whatever is checked later.
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

/// Makes a mistake at a place in a table. Returns `false` if the place cannot have it.
type Mistake = fn(&mut Value, &[Step]) -> bool;

/// Mistakes that are one error wherever they are.
const ONE_ERROR: [Mistake; 7] = [
    |table, path| replace(table, path, |_| true, true.into()),
    array_of_the_values,
    misspelled_key,
    |table, path| replace(table, path, Value::is_str, "a\u{1}b".into()),
    |table, path| {
        let quoted = at(table, path).to_string().into();
        replace(table, path, Value::is_integer, quoted)
    },
    |table, path| replace(table, path, Value::is_integer, 20001.0.into()),
    |table, path| {
        let time = "2026-01-31T12:00:00+01:00".parse().expect("a time");
        replace(table, path, Value::is_datetime, Value::Datetime(time))
    },
];

/// Values that are valid somewhere, or that other entries depend on.
const OTHERS: [Mistake; 4] = [
    |table, path| replace(table, path, Value::is_str, "".into()),
    |table, path| replace(table, path, Value::is_str, "{".into()),
    |table, path| replace(table, path, Value::is_array, Value::Array(Vec::new())),
    |table, path| replace(table, path, Value::is_integer, i64::MAX.into()),
];

fn replace(table: &mut Value, path: &[Step], is: fn(&Value) -> bool, new: Value) -> bool {
    let value = at(table, path);
    let can_be_replaced = is(value);
    if can_be_replaced {
        *value = new;
    }
    can_be_replaced
}

/// serde's derived implementations would accept it.
fn array_of_the_values(table: &mut Value, path: &[Step]) -> bool {
    let value = at(table, path);
    let Value::Table(fields) = value else {
        return false;
    };
    *value = fields.values().cloned().collect::<Vec<_>>().into();
    true
}

fn misspelled_key(table: &mut Value, path: &[Step]) -> bool {
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
}

/// A table with a mistake.
struct Edit {
    path: Path,
    mistake: Mistake,
    errors: Vec<String>,
}

fn table() -> Value {
    TABLE.parse::<Table>().expect("the table is TOML").into()
}

/// Returns the messages of the errors about a table.
fn errors(table: &Value) -> Vec<String> {
    let source = toml::to_string(table).expect("a table can be written");
    let Err(error) = generate(source.as_bytes()) else {
        return Vec::new();
    };
    let errors = error.diagnostics().iter();
    let errors = errors.filter(|it| it.severity == Severity::Error);
    errors.map(|it| it.message.clone()).collect()
}

/// Returns the table with each of the mistakes, wherever it can be.
fn edits(mistakes: &[Mistake]) -> Vec<Edit> {
    let table = table();
    let mut all = Vec::new();
    paths(&table, &Path::new(), &mut all);
    let mut edits = Vec::new();
    for path in all {
        for &mistake in mistakes {
            let mut edited = table.clone();
            if mistake(&mut edited, &path) {
                let (path, errors) = (path.clone(), errors(&edited));
                edits.push(Edit {
                    path,
                    mistake,
                    errors,
                });
            }
        }
    }
    edits
}

/// Calls `check` with some pairs of mistakes, none inside the other, and the errors of both at once.
fn for_pairs(edits: &[Edit], count: usize, check: impl Fn(&Edit, &Edit, Vec<String>)) {
    let table = table();
    let all = edits.len() * edits.len();
    let mut pairs = 0;
    for index in (0..all).step_by(all / count) {
        let (one, other) = (&edits[index / edits.len()], &edits[index % edits.len()]);
        if one.path.starts_with(&other.path) || other.path.starts_with(&one.path) {
            continue;
        }
        pairs += 1;
        let mut edited = table.clone();
        (one.mistake)(&mut edited, &one.path);
        (other.mistake)(&mut edited, &other.path);
        check(one, other, errors(&edited));
    }
    assert!(pairs > count / 2, "{pairs}");
}

#[test]
fn one_mistake_is_one_error() {
    for mistake in ONE_ERROR {
        let edits = edits(&[mistake]);
        assert!(!edits.is_empty());
        for Edit { path, errors, .. } in edits {
            assert_eq!(errors.len(), 1, "{path:?}: {errors:?}");
        }
    }
}

#[test]
fn two_mistakes_are_two_errors() {
    for_pairs(&edits(&ONE_ERROR), 500, |one, other, errors| {
        let places = (&one.path, &other.path);
        assert_eq!(errors.len(), 2, "{places:?}: {errors:?}");
    });
}

/// An error can hide another one, which depends on it, but causes none that was not there.
#[test]
fn two_mistakes_cause_no_other_error() {
    let edits = edits(&[ONE_ERROR.as_slice(), &OTHERS].concat());
    for_pairs(&edits, 500, |one, other, errors| {
        for error in errors {
            let is_expected = one.errors.contains(&error) || other.errors.contains(&error);
            assert!(is_expected, "{:?} {:?}: {error}", one.path, other.path);
        }
    });
}

/// An empty identifier looks like what stands in for the other one.
#[test]
fn a_placeholder_is_not_an_empty_string() {
    let mut table = table();
    table["code"][0]["sdk"][0] = "".into();
    table["code"][1]["sdk"][0] = true.into();
    let expected = ["empty SDK identifier", "`sdk` must be an array of strings"];
    assert_eq!(errors(&table), expected);
}

/// A number that does not fit is not compared with others.
#[test]
fn a_number_out_of_range_is_one_error() {
    for (path, key) in [("range", "from"), ("range", "to"), ("code", "code")] {
        let mut table = table();
        table[path][0][key] = i64::MIN.into();
        assert_eq!(
            errors(&table),
            [format!("`{key}` is out of range for `i32`")]
        );
    }
}

/// A mistake in one element of a list says nothing about the others.
#[test]
fn a_mistake_in_one_of_several_elements() {
    let mut table = table();
    let samples = table["log"][0]["samples"].as_array_mut().expect("an array");
    samples.push(samples[0].clone());
    samples[0]["line"] = 1.into();
    assert_eq!(errors(&table), ["`line` must be a string"]);
}

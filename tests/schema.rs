//! `docs/codes.schema.json`, which editors complete and check with, knows what the generator knows: no key less, no key
//! more, and the same of them are required.
#![cfg(feature = "codegen")]

use boon::{Compiler, SchemaIndex, Schemas};
use commsease_status::codegen::generate;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../docs/codes.schema.json");
/// The table of the mutations with the one key that would keep them from taking any number.
fn every_key() -> String {
    let table = include_str!("hostile/every_key.toml");
    table.replacen(
        "[enum]\n",
        "[enum]\nextends = \"commsease_status::StatusCode\"\n",
        1,
    )
}

struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler
            .add_resource("codes.schema.json", schema())
            .expect("the schema has a name");
        let index = compiler
            .compile("codes.schema.json", &mut schemas)
            .expect("the schema is one of draft 07");
        Self { schemas, index }
    }

    fn accepts(&self, table: &Value) -> bool {
        self.schemas.validate(table, self.index).is_ok()
    }
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

/// A TOML table as JSON, dates as text: what an editor checks.
fn json_of(toml: &toml::Value) -> Value {
    match toml {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(integer) => json!(integer),
        toml::Value::Float(float) => json!(float),
        toml::Value::Boolean(boolean) => json!(boolean),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.iter().map(json_of).collect(),
        toml::Value::Table(table) => table
            .iter()
            .map(|(key, value)| (key.clone(), json_of(value)))
            .collect(),
    }
}

fn parse(source: &str) -> toml::Value {
    toml::Value::Table(toml::from_str(source).expect("the table is TOML"))
}

/// A table as TOML again.
fn toml_of(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => {
            serde_json::to_string(text).expect("a text is JSON, and JSON's texts are TOML's")
        }
        toml::Value::Array(items) => format!(
            "[{}]",
            items.iter().map(toml_of).collect::<Vec<_>>().join(", ")
        ),
        toml::Value::Table(table) => {
            let entries = table
                .iter()
                .map(|(key, value)| format!("\"{key}\" = {}", toml_of(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        toml::Value::Datetime(date) => date.to_string(),
        toml::Value::Integer(integer) => integer.to_string(),
        toml::Value::Float(float) => format!("{float:?}"),
        toml::Value::Boolean(boolean) => boolean.to_string(),
    }
}

/// What the generator says of a table, one sentence a finding.
fn said(table: &toml::Value) -> Option<String> {
    let entries = table
        .as_table()
        .expect("a table")
        .iter()
        .map(|(key, value)| format!("{key} = {}\n", toml_of(value)));
    generate(entries.collect::<String>().as_bytes())
        .err()
        .map(|rejected| rejected.to_string())
}

/// A place in a table: keys, and `0` for the first of several.
type Place = Vec<String>;

fn at<'v>(value: &'v mut toml::Value, place: &[String]) -> &'v mut toml::Value {
    place.iter().fold(value, |value, step| match value {
        toml::Value::Array(items) => &mut items[0],
        _ => value.get_mut(step).expect("the place is there"),
    })
}

/// The places of all tables, the first of each list, together with what the schema says of each.
fn tables(value: &toml::Value, schema: &Value, place: &Place, found: &mut Vec<(Place, Value)>) {
    match value {
        toml::Value::Table(table) => {
            found.push((place.clone(), schema.clone()));
            for (key, value) in table {
                let inner = schema["properties"]
                    .get(key)
                    .unwrap_or(&schema["additionalProperties"]);
                tables(
                    value,
                    inner,
                    &[place.as_slice(), std::slice::from_ref(key)].concat(),
                    found,
                );
            }
        }
        toml::Value::Array(items) if !items.is_empty() => {
            tables(
                &items[0],
                &schema["items"],
                &[place.as_slice(), &[String::from("0")]].concat(),
                found,
            );
        }
        _ => {}
    }
}

fn all_tables() -> Vec<(Place, Value)> {
    let mut found = Vec::new();
    tables(&parse(&every_key()), &schema(), &Vec::new(), &mut found);
    found
}

#[test]
fn the_shipped_table_is_valid() {
    let validator = Validator::new();
    let shipped = json_of(&parse(include_str!("../codes.toml")));
    if let Err(error) = validator.schemas.validate(&shipped, validator.index) {
        panic!("{error:#}");
    }
    assert!(validator.accepts(&json_of(&parse(&every_key()))));
}

#[test]
fn every_key_of_the_schema_is_in_the_table_and_is_described() {
    let tables = all_tables();
    for (place, schema) in &tables {
        let Some(properties) = schema["properties"].as_object() else {
            continue;
        };
        let mut table = parse(&every_key());
        for (key, property) in properties {
            // Of several tables of one kind, one has it.
            let mut alike = tables.iter().filter(|(_, other)| other == schema);
            let is_there = alike.any(|(place, _)| at(&mut table, place).get(key).is_some());
            assert!(
                is_there,
                "{place:?}: {key} is in the schema and not in the table that has every key"
            );
            let description = property["description"].as_str().unwrap_or_default();
            assert!(
                description.ends_with('.') && description.len() > 3,
                "{place:?} {key}: {description}"
            );
        }
    }
}

/// The generator takes each key of the table, and the table is all that the schema knows; so both know the same.
#[test]
fn both_refuse_a_key_that_they_do_not_know() {
    let validator = Validator::new();
    assert_eq!(said(&parse(&every_key())), None);
    for (place, schema) in all_tables()
        .into_iter()
        .filter(|(_, schema)| schema["properties"].is_object())
    {
        let mut table = parse(&every_key());
        let inner = at(&mut table, &place)
            .as_table_mut()
            .expect("the place is a table");
        inner.insert(String::from("qqqqqqqq"), toml::Value::Integer(1));
        assert!(!validator.accepts(&json_of(&table)), "{place:?}");
        let said = said(&table).unwrap_or_default();
        assert!(said.contains("unknown key `qqqqqqqq`"), "{place:?}: {said}");
        // The help of the generator lists all that it knows there.
        let source = toml_source(&table);
        let rejected = generate(source.as_bytes()).expect_err("the key is unknown");
        let help = rejected
            .diagnostics()
            .iter()
            .find(|found| found.message.contains("qqqqqqqq"));
        let help = help
            .and_then(|found| found.help.clone())
            .unwrap_or_default();
        let known: std::collections::BTreeSet<&str> = help
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|word| *word != "[enum]")
            .collect();
        let described = schema["properties"]
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(known, without_own_name(&help, described), "{place:?}");
    }
}

fn toml_source(table: &toml::Value) -> String {
    let entries = table
        .as_table()
        .expect("a table")
        .iter()
        .map(|(key, value)| format!("{key} = {}\n", toml_of(value)));
    entries.collect()
}

/// The help calls the table by its name first: `` `deprecated` may have ...``.
fn without_own_name<'h>(
    help: &'h str,
    mut keys: std::collections::BTreeSet<&'h str>,
) -> std::collections::BTreeSet<&'h str> {
    if help.starts_with("`deprecated`") {
        keys.insert("deprecated");
    }
    keys
}

#[test]
fn both_require_the_same() {
    let validator = Validator::new();
    for (place, schema) in all_tables() {
        let Some(properties) = schema["properties"].as_object() else {
            continue;
        };
        for key in properties.keys() {
            let mut table = parse(&every_key());
            at(&mut table, &place)
                .as_table_mut()
                .expect("the place is a table")
                .remove(key);
            let required = !validator.accepts(&json_of(&table));
            let said = said(&table).unwrap_or_default();
            let missed = said.contains(&format!("missing `{key}`"))
                || said.contains("the table has no code");
            assert_eq!(required, missed, "{place:?} {key}: {said}");
        }
    }
}

/// What has a form in the schema is refused by the generator in another one, and the other way round.
#[test]
fn both_refuse_the_same_values() {
    let validator = Validator::new();
    let code = |key: &str| vec![String::from("code"), String::from("0"), String::from(key)];
    let cases = [
        (code("name"), json!("off duty")),
        (code("name"), json!("Self")),
        (code("code"), json!(3_000_000_000_i64)),
        (code("summary"), json!("No full stop")),
        (code("summary"), json!(" A blank before.")),
        (code("outcome"), json!("failed")),
        (code("retry"), json!("sometimes")),
        (code("sources"), json!([])),
        (code("sources"), json!(["wiki", "wiki"])),
        (code("sources"), json!("wiki")),
        (code("sdk"), json!(["OFF DUTY"])),
        (code("sdk"), json!(["404"])),
        (vec!["enum".into(), "name".into()], json!("Category")),
        (vec!["enum".into(), "path".into()], json!("My Crate")),
        (vec!["enum".into(), "doc".into()], json!(" ")),
        (
            vec!["range".into(), "0".into(), "ending".into()],
            json!("4xx"),
        ),
        (
            vec![
                "code".into(),
                "0".into(),
                "deprecated".into(),
                "since".into(),
            ],
            json!("soon"),
        ),
        (
            vec![
                "code".into(),
                "0".into(),
                "cause".into(),
                "0".into(),
                "fixer".into(),
            ],
            json!("user"),
        ),
        (
            vec![
                "code".into(),
                "0".into(),
                "cause".into(),
                "0".into(),
                "id".into(),
            ],
            json!("At Night"),
        ),
    ];
    for (place, value) in cases {
        let mut table = parse(&every_key());
        *at(&mut table, &place) = toml::Value::try_from(&value).expect("the value is TOML, too");
        assert!(
            !validator.accepts(&json_of(&table)),
            "the schema accepts {value} at {place:?}"
        );
        assert!(
            said(&table).is_some(),
            "the generator accepts {value} at {place:?}"
        );
    }
}

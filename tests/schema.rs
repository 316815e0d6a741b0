//! `docs/codes.schema.json`, which editors use for completion and checks, agrees with the generator:
//! both have the same keys, require the same keys, and reject the same values.

#![cfg(feature = "codegen")]

use std::collections::BTreeSet;

use boon::{Compiler, SchemaIndex, Schemas};
use commsease_status::codegen::generate;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../docs/codes.schema.json");

/// Keys that the generator requires only if the table declares their vocabulary, with the key of the
/// vocabulary. The schema cannot express that, and does not require them.
const CONDITIONAL: [(&str, &str); 3] = [
    ("category", "category"),
    ("area", "area"),
    ("sources", "source"),
];

/// Keys that the generator requires only in a translation of an entry that has them.
const TRANSLATED: [&str; 2] = ["advice", "user"];

/// A valid table with as few keys as possible.
const SMALLEST: &str = r#"
[enum]
name = "AppCode"
doc = "The codes of an app."

[[code]]
code = 1
name = "OffDuty"
summary = "The receiver gets no messages now."
retry = "backoff"
"#;

/// Returns the table of the mutations with `extends`, without which it can have any code.
fn every_key() -> toml::Value {
    let table = include_str!("hostile/every_key.toml");
    let mut table = parse(table);
    let enumeration = table["enum"].as_table_mut().expect("a table");
    let extends = toml::Value::from("commsease_status::StatusCode");
    enumeration.insert(String::from("extends"), extends);
    table
}

struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
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

/// Converts TOML to JSON, with dates as strings: what an editor checks.
fn json_of(toml: &toml::Value) -> Value {
    match toml {
        toml::Value::String(string) => json!(string),
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

/// Returns the messages of the generator about a table, one a line, if it is not valid.
fn errors(table: &toml::Value) -> Option<String> {
    let source = toml::to_string(table).expect("a table can be written");
    generate(source.as_bytes())
        .err()
        .map(|error| error.to_string())
}

/// A path in a table: keys, and `0` for the first element of an array.
type Path = Vec<String>;

fn path(dotted: &str) -> Path {
    dotted.split('.').map(String::from).collect()
}

fn at<'v>(value: &'v mut toml::Value, path: &[String]) -> &'v mut toml::Value {
    path.iter().fold(value, |value, step| match value {
        toml::Value::Array(items) => &mut items[0],
        _ => value.get_mut(step).expect("the path exists"),
    })
}

fn table_at<'v>(value: &'v mut toml::Value, path: &[String]) -> &'v mut toml::Table {
    at(value, path).as_table_mut().expect("a table")
}

/// Finds the paths of all tables, of arrays the first element, with the schema of each.
fn tables(value: &toml::Value, schema: &Value, path: &Path, found: &mut Vec<(Path, Value)>) {
    match value {
        toml::Value::Table(table) => {
            found.push((path.clone(), schema.clone()));
            for (key, value) in table {
                let inner = schema["properties"]
                    .get(key)
                    .unwrap_or(&schema["additionalProperties"]);
                let path = [path.as_slice(), std::slice::from_ref(key)].concat();
                tables(value, inner, &path, found);
            }
        }
        toml::Value::Array(items) if !items.is_empty() => {
            let path = [path.as_slice(), &[String::from("0")]].concat();
            tables(&items[0], &schema["items"], &path, found);
        }
        _ => {}
    }
}

/// Returns all tables whose keys the schema lists.
fn all_tables() -> Vec<(Path, Value)> {
    let mut found = Vec::new();
    tables(&every_key(), &schema(), &Vec::new(), &mut found);
    found.retain(|(_, schema)| schema["properties"].is_object());
    found
}

fn keys(schema: &Value) -> BTreeSet<&str> {
    let properties = schema["properties"].as_object().expect("an object");
    properties.keys().map(String::as_str).collect()
}

#[test]
fn valid_tables_are_accepted() {
    let validator = Validator::new();
    let shipped = json_of(&parse(include_str!("../codes.toml")));
    if let Err(error) = validator.schemas.validate(&shipped, validator.index) {
        panic!("{error:#}");
    }
    for table in [every_key(), parse(SMALLEST)] {
        assert_eq!(errors(&table), None);
        assert!(validator.accepts(&json_of(&table)));
    }
}

#[test]
fn every_key_of_the_schema_is_in_the_table_and_has_a_description() {
    let tables = all_tables();
    let mut table = every_key();
    for (path, schema) in &tables {
        for key in keys(schema) {
            // One of several tables of a kind is enough.
            let mut alike = tables.iter().filter(|(_, other)| other == schema);
            let is_present = alike.any(|(path, _)| at(&mut table, path).get(key).is_some());
            assert!(is_present, "{path:?}: {key} is not in every_key.toml");
            let description = schema["properties"][key]["description"].as_str();
            let description = description.unwrap_or_default();
            assert!(
                description.ends_with('.') && description.len() > 3,
                "{path:?} {key}: {description}"
            );
        }
    }
}

/// The generator accepts each key of the table, and the schema has no other keys; so both have the
/// same.
#[test]
fn both_reject_unknown_keys() {
    let validator = Validator::new();
    for (path, schema) in all_tables() {
        let mut table = every_key();
        let unknown = toml::Value::Integer(1);
        table_at(&mut table, &path).insert(String::from("qqqqqqqq"), unknown);
        assert!(!validator.accepts(&json_of(&table)), "{path:?}");
        let source = toml::to_string(&table).expect("a table can be written");
        let error = generate(source.as_bytes()).expect_err("the key is unknown");
        let mut diagnostics = error.diagnostics().iter();
        let unknown = diagnostics.find(|it| it.message == "unknown key `qqqqqqqq`");
        // The help lists all keys of the table.
        let help = unknown.and_then(|it| it.help.as_deref());
        let help = help.unwrap_or_else(|| panic!("{path:?}: {error}"));
        let (_, listed) = help.split_once(" are ").expect("a list of keys");
        let listed: BTreeSet<&str> = listed.split('`').skip(1).step_by(2).collect();
        assert_eq!(listed, keys(&schema), "{path:?}");
    }
}

/// Returns whether the generator reports a key as missing.
fn is_reported_missing(key: &str, table: &toml::Value) -> bool {
    let errors = errors(table).unwrap_or_default();
    let is_missing = |error: &str| {
        error.contains(&format!("missing required key `{key}` in"))
            || error.contains(&format!("missing required table `[{key}]`"))
            || (key == "code" && error.contains("no codes defined"))
    };
    errors.lines().any(is_missing)
}

#[test]
fn both_require_the_same_keys() {
    let validator = Validator::new();
    for (path, schema) in all_tables() {
        for key in keys(&schema) {
            let mut table = every_key();
            table_at(&mut table, &path).remove(key);
            let is_required = !validator.accepts(&json_of(&table));
            let is_missing = is_reported_missing(key, &table);
            let is_translation = path.last().is_some_and(|last| last == "zh");
            let is_conditional = CONDITIONAL
                .iter()
                .any(|(conditional, _)| *conditional == key)
                || (is_translation && TRANSLATED.contains(&key));
            assert!(
                is_required == is_missing || (is_conditional && is_missing),
                "{path:?} {key}: {is_required}, {is_missing}"
            );
        }
    }
}

/// A table without a vocabulary needs no ids of it.
#[test]
fn neither_requires_ids_of_an_undeclared_vocabulary() {
    fn remove(value: &mut toml::Value, key: &str) {
        match value {
            toml::Value::Table(table) => {
                table.remove(key);
                table.iter_mut().for_each(|(_, value)| remove(value, key));
            }
            toml::Value::Array(items) => items.iter_mut().for_each(|value| remove(value, key)),
            _ => {}
        }
    }
    let validator = Validator::new();
    for (key, vocabulary) in CONDITIONAL {
        let mut table = every_key();
        table_at(&mut table, &[]).remove(vocabulary);
        remove(&mut table, key);
        assert_eq!(errors(&table), None, "{key}");
        assert!(validator.accepts(&json_of(&table)), "{key}");
    }
}

/// A code needs no `retry` if its category gives it. The schema cannot compare the ids, so it requires
/// `retry` only if no category gives it.
#[test]
fn retry_is_required_unless_a_category_gives_it() {
    let codes = SMALLEST.replace("retry = \"backoff\"", "category = \"lost\"");
    let lost = "[category.lost]\nsummary = \"It is lost.\"\n";
    let full = "[category.full]\nsummary = \"It is full.\"\n";
    let retry = "retry = \"backoff\"\n";
    let validator = Validator::new();
    for (categories, schema_accepts, generator_accepts) in [
        (format!("{lost}{full}"), false, false),
        (format!("{lost}{full}{retry}"), true, false),
        (format!("{lost}{retry}{full}"), true, true),
    ] {
        let table = parse(&format!("{codes}{categories}"));
        assert_eq!(
            validator.accepts(&json_of(&table)),
            schema_accepts,
            "{categories}"
        );
        assert_eq!(
            is_reported_missing("retry", &table),
            !generator_accepts,
            "{categories}"
        );
        assert_eq!(errors(&table).is_none(), generator_accepts, "{categories}");
    }
}

/// A form that the schema gives a value is also required by the generator.
#[test]
fn both_reject_the_same_values() {
    let cases = [
        ("code.0.name", json!("off duty")),
        ("code.0.name", json!("Self")),
        ("code.0.code", json!(5_000_000_000_i64)),
        ("code.0.summary", json!("No period")),
        ("code.0.summary", json!(" A space before.")),
        ("code.0.category", json!("Re fused")),
        ("code.0.outcome", json!("failed")),
        ("code.0.retry", json!("sometimes")),
        ("code.0.sources", json!([])),
        ("code.0.sources", json!(["wiki", "wiki"])),
        ("code.0.sources", json!("wiki")),
        ("code.0.sdk", json!(["OFF DUTY"])),
        ("code.0.sdk", json!(["404"])),
        ("code.0.sdk", json!(["OFF_DUTY", "OFF_DUTY"])),
        ("code.0.keywords", json!("silent")),
        ("code.0.see_also", json!([20002, 20002])),
        ("code.0.deprecated.since", json!("soon")),
        ("code.0.deprecated.note", json!("No period")),
        ("code.0.meaning.0.platform", json!("Web 9")),
        ("code.0.meaning.0.outcome", json!("unknown")),
        ("code.0.cause.0.id", json!("At Night")),
        ("code.0.cause.0.description", json!("")),
        ("code.0.cause.0.fix_by", json!("user")),
        ("code.0.cause.0.patterns", json!(["off duty "])),
        ("code.0.cause.0.patterns", json!(["x".repeat(501)])),
        ("code.0.cause.0.hints", json!([""])),
        ("code.0.cause.0.hints", json!(["night", "night"])),
        ("code.0.cause.0.samples", json!([""])),
        ("enum.name", json!("Category")),
        ("enum.doc", json!(" ")),
        ("enum.extends", json!("http::StatusCode")),
        ("range.0.suffix", json!("4xx")),
        ("reserved.0.code", json!(5_000_000_000_i64)),
        ("reserved.0.note", json!("No period")),
        ("source.wiki.date", json!("soon")),
        ("category.refused.advice", json!("No period")),
        ("category.refused.outcome", json!("failed")),
        ("category.refused.retry", json!("sometimes")),
        ("platform.web-9.parent", json!("The Web")),
        ("language", json!({ "chinese": { "name": "中文" } })),
        ("language.zh.name", json!("")),
        ("category.refused.user", json!("")),
        ("category.refused.zh", json!("应用拒绝了请求。")),
        ("category.refused.zh.user", json!("")),
        ("code.0.user", json!("No period")),
        ("code.0.zh.summary", json!("没有句号")),
        ("code.0.cause.0.zh", json!({ "note": "夜里。" })),
    ];
    let validator = Validator::new();
    for (key, value) in cases {
        let mut table = every_key();
        *at(&mut table, &path(key)) = toml::Value::try_from(&value).expect("TOML has the value");
        let is_accepted = validator.accepts(&json_of(&table));
        assert!(!is_accepted, "the schema accepts {key} = {value}");
        assert!(
            errors(&table).is_some(),
            "the generator accepts {key} = {value}"
        );
    }
}

/// A code of 32 bits without a sign is valid in hex only.
#[test]
fn both_accept_unsigned_codes_in_hex() {
    let validator = Validator::new();
    for (notation, is_valid) in [("hex", true), ("decimal", false)] {
        for key in ["code.0.code", "reserved.0.code", "range.0.to"] {
            let mut table = every_key();
            *at(&mut table, &path("enum.notation")) = notation.into();
            *at(&mut table, &path(key)) = toml::Value::Integer(3_000_000_000);
            assert_eq!(validator.accepts(&json_of(&table)), is_valid, "{key}");
            let errors = errors(&table).unwrap_or_default();
            let is_out_of_range = errors.contains("out of range");
            assert_eq!(is_out_of_range, !is_valid, "{key}: {errors}");
        }
    }
}

#[test]
fn a_date_is_a_date_without_a_time() {
    let validator = Validator::new();
    for (date, is_valid) in [
        ("2026-01-31", true),
        ("2026-01-31T08:30:00Z", false),
        ("08:30:00", false),
    ] {
        let mut table = every_key();
        let value = toml::Value::Datetime(date.parse().expect("TOML has the value"));
        *at(&mut table, &path("source.wiki.date")) = value;
        assert_eq!(validator.accepts(&json_of(&table)), is_valid, "{date}");
        assert_eq!(errors(&table).is_none(), is_valid, "{date}");
    }
}

//! The comparison does not forget a key.

use std::collections::BTreeSet;

use commsease_status::codegen::{Table, diff};

use super::{CODE, TABLE, parse};

/// What is added to the table so that every key can have another value.
const MORE: &str = r#"
[area.files]
summary = "Files of people."
zh = { summary = "文件。" }

[source.mail]
title = "An email"

# It has the outcome and the retry advice of its category.
[[code]]
code = 20004
name = "Closed"
summary = "The room is closed."
category = "refused"
area = "chat"
sources = ["wiki"]
zh = { summary = "聊天室已关闭。" }
"#;

/// Values that can take the place of another one, so that the table stays valid.
const VALUES: [&str; 10] = [
    "caller", "failure", "lost", "never", "web", "backoff", "web-8", "files", "mail", "0.2.1",
];

/// Returns the values that differ from a value, and `None` for its removal.
fn replacements(value: &toml::Value) -> Vec<Option<toml::Value>> {
    let mut others = vec![None];
    match value {
        toml::Value::Integer(integer) => others.push(Some((integer + 1).into())),
        toml::Value::Datetime(_) => {
            others.push(Some(toml::Value::Datetime(
                "2026-02-01".parse().expect("a date"),
            )));
        }
        toml::Value::String(string) => {
            let longer = [format!("{string}x"), format!("Now {string}")];
            others.extend(longer.map(|it| Some(it.into())));
            others.extend(VALUES.map(|it| Some(it.into())));
        }
        _ => {}
    }
    others.retain(|it| it.as_ref() != Some(value));
    others
}

/// Calls `visit` with each value in a table, the last key before it, and the table with another value
/// in its place.
fn for_each_edit(
    value: &toml::Value,
    key: &str,
    rebuild: &dyn Fn(Option<toml::Value>) -> toml::Value,
    visit: &mut dyn FnMut(&str, toml::Value),
) {
    match value {
        toml::Value::Table(table) => {
            for (key, inner) in table {
                let rebuild = |it: Option<toml::Value>| {
                    let mut table = table.clone();
                    table.remove(key);
                    table.extend(it.map(|it| (key.clone(), it)));
                    rebuild(Some(table.into()))
                };
                for_each_edit(inner, key, &rebuild, visit);
            }
        }
        toml::Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                let rebuild = |it: Option<toml::Value>| {
                    let mut items = items.clone();
                    items.splice(index..=index, it);
                    rebuild(Some(items.into()))
                };
                for_each_edit(inner, key, &rebuild, visit);
            }
        }
        _ => {
            for other in replacements(value) {
                visit(key, rebuild(other));
            }
        }
    }
}

/// Returns a table with every key, each with a value that differs from its default.
fn table() -> toml::Value {
    let table = format!("{TABLE}{CODE}{MORE}")
        .replace("outcome = \"failure\"", "outcome = \"success\"")
        .replace("patterns = [", "patterns = [\"good night\", ");
    let mut table: toml::Table = table.parse().expect("the table is TOML");
    table.remove("reserved");
    // No entry of the category says the same.
    let refused = &mut table["category"]["refused"];
    refused["outcome"] = "partial".into();
    refused["retry"] = "outcome-unknown".into();
    table.into()
}

/// Any other value is a change, also in the other direction.
#[test]
fn every_key_is_compared() {
    let write = |table: &toml::Value| toml::to_string(table).expect("a table can be written");
    let table = table();
    let old = parse(&write(&table));
    let (mut keys, mut compared) = (BTreeSet::new(), BTreeSet::new());
    let identity = |it: Option<toml::Value>| it.expect("the table itself is not removed");
    for_each_edit(&table, "", &identity, &mut |key, edited| {
        keys.insert(String::from(key));
        let edited = write(&edited);
        if let Ok(new) = Table::parse(edited.as_bytes()) {
            compared.insert(String::from(key));
            assert_ne!(diff(&old, &new).verdict(), None, "`{key}` in {edited}");
            assert_ne!(diff(&new, &old).verdict(), None, "`{key}` in {edited}");
        }
    });
    // Both codes must refer to each other, and a log form must match its sample, so one edit is not
    // valid.
    keys.remove("see_also");
    keys.remove("pattern");
    assert!(keys.len() > 25, "{keys:?}");
    assert_eq!(keys, compared);
}

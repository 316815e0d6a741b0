//! What changed between two versions of a table, and whether it breaks those who use it.

mod change;
mod entry;
mod keys;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use toml::Value;

pub use self::change::{Change, ChangeKind, Item, Level};
use self::entry::{Entries, Entry, Identity, entries};
use self::keys::{VOCABULARIES, keys};
use super::Table;

/// The changes from one version of a table to another. See [`diff()`] for an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    changes: Vec<Change>,
}

impl Diff {
    /// Returns the changes: those that matter most first, then in the order of the codes.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns the part of the version number that the changes increase, or `None` if nothing
    /// changed.
    pub fn verdict(&self) -> Option<Level> {
        self.changes.first().map(Change::level)
    }
}

/// Compares two versions of a table.
///
/// Codes are compared by number, SDK identifiers by the code that they resolve to, and everything
/// else by name or id. The causes, meanings, and SDK identifiers of a code that is added or removed
/// are part of that change; so are the values that causes and meanings inherit from a code. The
/// order of entries and lists does not matter, except that of the keys in `[response]`, which decides
/// what a key means. Neither do `[[reserved]]` and comments.
///
/// # Examples
///
/// ```
/// use commsease_status::codegen::{Level, Table, diff};
///
/// let old = r#"
/// enum = { name = "AppCode", doc = "The codes of our callback." }
///
/// [[code]]
/// code = 20001
/// name = "OffDuty"
/// summary = "The receiver is off duty."
/// retry = "never"
/// "#;
/// let new = old.replace("never", "backoff");
/// let (old, new) = (Table::parse(old.as_bytes())?, Table::parse(new.as_bytes())?);
///
/// let changed = diff(&old, &new);
/// assert_eq!(changed.verdict(), Some(Level::Minor));
/// let change = changed.changes()[0].to_string();
/// assert_eq!(change, "changed `retry` of code 20001 OffDuty: never -> backoff");
///
/// assert_eq!(diff(&old, &old).verdict(), None);
/// # Ok::<(), commsease_status::codegen::TableError>(())
/// ```
#[must_use]
pub fn diff(old: &Table, new: &Table) -> Diff {
    let ids = |table: &Table| -> HashSet<String> {
        let languages = table.0.language.iter();
        languages.map(|it| it.id.clone()).collect()
    };
    let languages = &ids(old) & &ids(new);
    let (old, new) = (entries(&old.0), entries(&new.0));
    let in_both = new.iter().filter_map(|(it, new)| Some((old.get(it)?, new)));
    let mut pairs: Vec<(&Entry, &Entry)> = in_both.collect();
    let mut added: BTreeMap<_, _> = only_in(&new, &old).collect();
    let named = added.iter().filter(|(_, entry)| entry.has_name());
    let named: HashMap<_, _> = named.map(|(it, entry)| (entry.content(), *it)).collect();
    let mut changes = Vec::new();
    for (_, entry) in only_in(&old, &new) {
        let same = named.get(&entry.content());
        match same.and_then(|it| added.remove(it)) {
            Some(renamed) => pairs.push((entry, renamed)),
            None => changes.push(entry.change(None, Some(entry.text.clone()), None)),
        }
    }
    let added = added.values();
    changes.extend(added.map(|it| it.change(None, None, Some(it.text.clone()))));
    for (old, new) in pairs {
        compare(old, new, &languages, &mut changes);
    }
    remove_inherited(&mut changes);
    changes.sort_by_key(|it| (Reverse(it.level()), it.code, it.item));
    Diff { changes }
}

/// Removes the changes of values that causes and meanings inherit from their code, which changed in
/// the same way.
fn remove_inherited(changes: &mut Vec<Change>) {
    let value = |it: &Change| (it.code, it.key, it.old.clone(), it.new.clone());
    let codes = changes.iter().filter(|it| it.item == Item::Code);
    let of_codes: HashSet<_> = codes.map(value).collect();
    changes.retain(|it| {
        let can_inherit = matches!(it.item, Item::Cause | Item::Meaning)
            && matches!(it.key, Some("category" | "outcome" | "retry" | "user"));
        !(can_inherit && of_codes.contains(&value(it)))
    });
}

/// Returns the entries that `others` does not have, except the parts of codes that it does not have.
fn only_in<'t>(
    entries: &'t Entries,
    others: &'t Entries,
) -> impl Iterator<Item = (&'t Identity, &'t Entry)> {
    let is_known = |code: i32| others.contains_key(&Identity::of_code(code));
    let missing = entries.iter().filter(|(it, _)| !others.contains_key(it));
    missing.filter(move |(_, it)| !it.is_in_code() || it.code.is_some_and(is_known))
}

/// Adds the changes of the keys of an entry, and of its texts in languages of both versions.
fn compare(old: &Entry, new: &Entry, languages: &HashSet<String>, changes: &mut Vec<Change>) {
    let item = new.item;
    for key in keys(item) {
        let mut push = |old, it| changes.push(new.change(Some(key), old, it));
        match (old.keys.get(key), new.keys.get(key)) {
            (Some(Value::Array(old)), Some(Value::Array(new))) => {
                let [old, new] = [old, new].map(|it| it.iter().map(text).collect::<Vec<_>>());
                let [in_old, in_new] = [&old, &new].map(HashSet::<&String>::from_iter);
                let is_vocabulary = item == Item::Enum && VOCABULARIES.contains(&key);
                let is_ordered =
                    is_vocabulary || (item == Item::Response && matches!(key, "code" | "message"));
                if is_ordered && in_old == in_new && old != new {
                    push(Some(old.join(", ")), Some(new.join(", ")));
                }
                if is_vocabulary {
                    continue;
                }
                let removed = old.iter().filter(|it| !in_new.contains(it));
                removed.for_each(|it| push(Some(it.clone()), None));
                let added = new.iter().filter(|it| !in_old.contains(it));
                added.for_each(|it| push(None, Some(it.clone())));
            }
            (old, new) if old != new => push(old.map(text), new.map(text)),
            _ => {}
        }
    }
    let texts = old.translations.keys().chain(new.translations.keys());
    for of_text in texts
        .filter(|(it, _)| languages.contains(it))
        .collect::<BTreeSet<_>>()
    {
        let [before, after] = [old, new].map(|it| it.translations.get(of_text).cloned());
        if before != after {
            changes.push(Change {
                language: Some(of_text.0.clone()),
                ..new.change(Some(of_text.1), before, after)
            });
        }
    }
}

/// Returns a value as people read it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Table(deprecated) => {
            let key = |key| deprecated.get(key).map(text);
            let (since, note) = (
                key("since").unwrap_or_default(),
                key("note").unwrap_or_default(),
            );
            let instead = key("replaced_by").map(|code| format!(" Use {code} instead."));
            format!("since {since}: {note}{}", instead.unwrap_or_default())
        }
        _ => String::new(),
    }
}

//! Takes the values out of a TOML table, key by key.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::value::{Context, Field, Value, convert, type_mismatch};
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::suggest::closest;

/// A table with a fixed set of keys.
pub(crate) trait Read {
    const KEYS: &'static [&'static str];

    fn read(table: &mut TableReader<'_, '_>) -> Self;
}

/// The tables below a key, with their ids. `None` if the key is not such a table, which was reported.
pub(crate) type Keyed<T> = Option<Vec<(Spanned<String>, T)>>;

/// A table while its values are taken out of it.
pub(crate) struct TableReader<'t, 'c> {
    /// The dotted key of the table, such as `code.cause`; empty for the root.
    path: String,
    /// Whether it is an element of an array of tables.
    is_element: bool,
    span: Range<usize>,
    table: DeTable<'t>,
    missing: Vec<(&'static str, String)>,
    /// Whether the category of the code can give its `retry`.
    is_retry_given: bool,
    context: &'c Context,
    diagnostics: &'c mut Vec<Diagnostic>,
}

impl<'t, 'c> TableReader<'t, 'c> {
    pub(crate) fn new(
        path: String,
        table: Spanned<DeTable<'t>>,
        context: &'c Context,
        diagnostics: &'c mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            path,
            is_element: false,
            span: table.span(),
            table: table.into_inner(),
            missing: Vec::new(),
            is_retry_given: false,
            context,
            diagnostics,
        }
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Returns the header of the table, as written in a file.
    fn header(&self) -> String {
        match (self.is_element, self.path.as_str()) {
            (true, path) => format!("`[[{path}]]`"),
            (false, "") => String::from("the file"),
            (false, path) => format!("`[{path}]`"),
        }
    }

    /// Reports unknown keys. One that is a misspelling is then read as the key that was meant, so
    /// that its value is checked, too.
    pub(crate) fn deny_unknown_keys(&mut self, known: &[&'static str]) {
        let is_unknown = |key: &&Spanned<Cow<'t, str>>| !known.contains(&&**key.get_ref());
        let unknown = self.table.keys().filter(is_unknown).cloned();
        for key in unknown.collect::<Vec<_>>() {
            let name = key.get_ref().as_ref();
            let diagnostic =
                Diagnostic::error(format!("unknown key `{}`", escape(name)), key.span());
            let absent = known
                .iter()
                .copied()
                .filter(|known| !self.table.contains_key(*known));
            let similar = closest(name, absent);
            self.diagnostics.push(diagnostic.help(match similar {
                Some(similar) => format!("a key with a similar name exists: `{similar}`"),
                None => format!("valid keys for {} are {}", self.header(), list(known)),
            }));
            let value = self.table.remove(name);
            if let Some((similar, value)) = similar.zip(value) {
                self.table
                    .insert(Spanned::new(key.span(), Cow::Borrowed(similar)), value);
            }
        }
    }

    fn take(&mut self, key: &str) -> Option<Spanned<DeValue<'t>>> {
        self.table.remove(key)
    }

    pub(crate) fn optional<T: Value>(&mut self, key: &'static str) -> Field<T> {
        let value = self.take(key)?;
        convert(key, T::EXPECTED, &value, self.context, self.diagnostics)
    }

    pub(crate) fn required<T: Value>(&mut self, key: &'static str, help: &str) -> Field<T> {
        if !self.table.contains_key(key) {
            self.missing.push((key, help.to_owned()));
        }
        self.optional(key)
    }

    /// Reads a key of which the table needs this or the other one.
    pub(crate) fn required_without<T: Value>(
        &mut self,
        key: &'static str,
        (other, help): (&str, &str),
    ) -> Field<T> {
        if self.table.contains_key(other) {
            self.optional(key)
        } else {
            self.required(key, help)
        }
    }

    pub(crate) fn required_if_declared<T: Value>(
        &mut self,
        key: &'static str,
        (vocabulary, help): (&str, &str),
    ) -> Field<T> {
        if self.context.declared.contains(vocabulary) {
            self.required(key, help)
        } else {
            self.optional(key)
        }
    }

    /// Reads the category of a code, and remembers whether it can give the `retry` of the code.
    pub(crate) fn category_of_code(
        &mut self,
        key: &'static str,
        argument: (&str, &str),
    ) -> Field<String> {
        let category: Field<String> = self.required_if_declared(key, argument);
        let gives_retry = &self.context.gives_retry;
        self.is_retry_given = match &category {
            // A category that is not declared is reported.
            Some(id) => gives_retry.get(id.get_ref()).is_none_or(|gives| *gives),
            None => gives_retry.values().any(|gives| *gives),
        };
        category
    }

    /// Reads the `retry` of a code, after its category.
    pub(crate) fn required_unless_given(&mut self, key: &'static str, help: &str) -> Field<String> {
        if self.is_retry_given {
            self.optional(key)
        } else if self.context.gives_retry.is_empty() {
            self.required(key, help)
        } else {
            self.required(key, &format!("{help} to the code or to its category"))
        }
    }

    pub(crate) fn array<T: Value>(&mut self, key: &'static str) -> Vec<Spanned<T>> {
        self.take(key)
            .map(|value| self.elements(key, value))
            .unwrap_or_default()
    }

    pub(crate) fn array_if_declared<T: Value>(
        &mut self,
        key: &'static str,
        (vocabulary, help): (&str, &str),
    ) -> Vec<Spanned<T>> {
        let value = self.take(key);
        if self.context.declared.contains(vocabulary) {
            match value.as_ref().map(Spanned::get_ref) {
                None => self.missing.push((key, help.to_owned())),
                Some(DeValue::Array(array)) if array.is_empty() => {
                    let span = value.as_ref().map_or(0..0, Spanned::span);
                    let empty = Diagnostic::error(format!("`{key}` is empty"), span);
                    self.diagnostics.push(empty.help(help));
                }
                Some(_) => {}
            }
        }
        value
            .map(|value| self.elements(key, value))
            .unwrap_or_default()
    }

    fn elements<T: Value>(&mut self, key: &str, value: Spanned<DeValue<'t>>) -> Vec<Spanned<T>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(array) => {
                let convert = |element| {
                    convert(
                        key,
                        T::EXPECTED_ARRAY,
                        element,
                        self.context,
                        self.diagnostics,
                    )
                };
                array.iter().filter_map(convert).collect()
            }
            other => {
                self.diagnostics
                    .push(type_mismatch(key, T::EXPECTED_ARRAY, &other, span));
                Vec::new()
            }
        }
    }

    /// Reads a table that can be absent.
    pub(crate) fn table<T: Read>(&mut self, key: &'static str, help: &'static str) -> Option<T> {
        let value = self.take(key)?;
        self.subtable(key, value, |_| help.to_owned())
    }

    pub(crate) fn required_table<T: Read>(&mut self, key: &'static str, help: &str) -> Option<T> {
        let Some(value) = self.take(key) else {
            let message = format!("missing required table `[{key}]`");
            self.diagnostics
                .push(Diagnostic::error(message, 0..0).help(help));
            return None;
        };
        self.subtable(key, value, |_| help.to_owned())
    }

    /// Reads all tables below `key`, in the order of the file: `[key.<id>]`.
    pub(crate) fn keyed_tables<T: Read + Default>(&mut self, key: &'static str) -> Keyed<T> {
        let Some(value) = self.take(key) else {
            return Some(Vec::new());
        };
        let span = value.span();
        let is_key_of_one = |(id, value): (&Spanned<Cow<'t, str>>, &Spanned<DeValue<'t>>)| {
            T::KEYS.contains(&&**id.get_ref()) && !value.get_ref().is_table()
        };
        let tables = match value.into_inner() {
            DeValue::Table(tables) if !tables.iter().any(is_key_of_one) => tables,
            other => {
                let error = match &other {
                    DeValue::Table(_) => {
                        Diagnostic::error(format!("missing id in `[{key}]`"), span)
                    }
                    _ => type_mismatch(key, "a table", &other, span),
                };
                let help = format!("declare each {key} as `[{key}.<id>]`");
                self.diagnostics.push(error.help(help));
                return None;
            }
        };
        let mut tables: Vec<_> = tables.into_iter().collect();
        tables.sort_by_key(|(id, _)| id.span().start);
        let read = |(id, value): (Spanned<_>, Spanned<DeValue<'t>>)| {
            let id = Spanned::new(id.span(), String::from(id.into_inner()));
            // What is missing is reported at the id.
            let value = match value.get_ref() {
                DeValue::Table(_) => Spanned::new(id.span(), value.into_inner()),
                _ => value,
            };
            let path = format!("{key}.{}", escape(id.get_ref()));
            let help = |path: &str| format!("define it as a table: `[{path}]`");
            (id, self.subtable(&path, value, help).unwrap_or_default())
        };
        Some(tables.into_iter().map(read).collect())
    }

    /// Reads all tables of an array, in the order of the file: `[[key]]`.
    pub(crate) fn array_of_tables<T: Read>(&mut self, key: &'static str) -> Vec<T> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let path = self.subpath(key);
        let double = format!("use double brackets: `[[{path}]]`");
        let span = value.span();
        let elements = match value.into_inner() {
            DeValue::Array(elements) => elements,
            other => {
                let mismatch = type_mismatch(&path, "an array of tables", &other, span);
                self.diagnostics.push(mismatch.help(double));
                return Vec::new();
            }
        };
        let mut tables = Vec::with_capacity(elements.len());
        for element in elements {
            let span = element.span();
            match element.into_inner() {
                DeValue::Table(table) => {
                    let table = Spanned::new(span, table);
                    tables.push(self.read_table(path.clone(), true, table));
                }
                other => {
                    let mismatch = type_mismatch(&path, "an array of tables", &other, span);
                    self.diagnostics.push(mismatch.help(double.clone()));
                }
            }
        }
        tables
    }

    fn subtable<T: Read>(
        &mut self,
        key: &str,
        value: Spanned<DeValue<'t>>,
        help: impl FnOnce(&str) -> String,
    ) -> Option<T> {
        let path = self.subpath(key);
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Some(self.read_table(path, false, Spanned::new(span, table))),
            other => {
                let mismatch = type_mismatch(key, "a table", &other, span);
                self.diagnostics.push(mismatch.help(help(&path)));
                None
            }
        }
    }

    fn read_table<T: Read>(
        &mut self,
        path: String,
        is_element: bool,
        table: Spanned<DeTable<'t>>,
    ) -> T {
        let mut table = TableReader::new(path, table, self.context, self.diagnostics);
        table.is_element = is_element;
        table.deny_unknown_keys(T::KEYS);
        let entry = T::read(&mut table);
        table.report_missing_keys();
        entry
    }

    fn subpath(&self, key: &str) -> String {
        if self.path.is_empty() {
            String::from(key)
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// Reports all missing keys of the table at once.
    fn report_missing_keys(&mut self) {
        if self.missing.is_empty() {
            return;
        }
        let keys: Vec<&str> = self.missing.iter().map(|(key, _)| *key).collect();
        let (plural, keys) = (if keys.len() == 1 { "" } else { "s" }, list(&keys));
        let message = format!("missing required key{plural} {keys} in {}", self.header());
        let help: Vec<&str> = self.missing.iter().map(|(_, help)| &**help).collect();
        let missing = Diagnostic::error(message, self.span.clone());
        self.diagnostics.push(missing.help(help.join("\n")));
    }
}

/// Returns keys as an enumeration: `a`, `a` and `b`, or `a`, `b`, and `c`.
fn list(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.as_slice() {
        [one, other] => format!("{one} and {other}"),
        [rest @ .., last] if !rest.is_empty() => format!("{}, and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

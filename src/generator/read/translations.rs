//! Where the texts of an entry in other languages are: under the key of the language, such as `zh`.
//!
//! The keys of a serde struct are fixed, and those of languages are declared in the file. So they are
//! gathered under one key, [`LANGUAGE`], before entries are deserialized.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Reader, is_without_id};
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::schema::{KEYS_LIKE_LANGUAGES, LANGUAGE};

/// The languages of a file.
#[derive(Default)]
pub(super) struct Languages {
    declared: Vec<String>,
    /// Whether the declarations cannot be read, so that any language may be declared.
    are_unreadable: bool,
    /// Languages whose declaration is missing, which was reported.
    undeclared: Vec<String>,
}

impl Languages {
    fn new(root: &DeTable<'_>) -> Self {
        let mut languages = Self::default();
        match root.get("language").map(Spanned::get_ref) {
            None => {}
            Some(DeValue::Table(ids)) if !is_without_id(ids) => {
                languages.declared = ids.keys().map(|id| id.get_ref().to_string()).collect();
            }
            Some(_) => languages.are_unreadable = true,
        }
        languages
    }

    /// Returns whether a key of an entry is that of a language. The id of one that is declared can be
    /// invalid, even another key, which is reported where it is declared.
    fn contains(&self, key: &str, value: &DeValue<'_>) -> bool {
        if self.are_unreadable {
            return value.is_table() && is_like_tag(key);
        }
        // `deprecated` is the only other key of a table.
        let is_other_key = !is_like_tag(key) && (!value.is_table() || key == "deprecated");
        self.declared.iter().any(|it| it == key) && !is_other_key
    }
}

/// Returns whether a key looks like a language tag.
fn is_like_tag(key: &str) -> bool {
    let language = key.split('-').next().unwrap_or_default();
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && !KEYS_LIKE_LANGUAGES.contains(&key)
}

impl Reader {
    /// Gathers the translations of all entries of a file.
    pub(super) fn gather_translations(&mut self, root: &mut DeTable<'_>) {
        self.languages = Languages::new(root);
        for key in ["category", "area", "platform"] {
            // The keys of these tables are ids.
            if let Some(DeValue::Table(terms)) = root.get_mut(key).map(Spanned::get_mut) {
                terms.iter_mut().for_each(|(_, it)| self.gather(it));
            }
        }
        for key in ["range", "reserved", "code"] {
            root.get_mut(key).into_iter().for_each(|it| self.gather(it));
        }
    }

    /// Gathers the translations of an entry, of the entries in it, or of each entry of an array.
    fn gather(&mut self, entry: &mut Spanned<DeValue<'_>>) {
        let table = match entry.get_mut() {
            DeValue::Array(entries) => return entries.iter_mut().for_each(|it| self.gather(it)),
            DeValue::Table(table) => table,
            _ => return,
        };
        table.iter_mut().for_each(|(_, it)| self.gather(it));
        if let Some((key, _)) = table.remove_entry(LANGUAGE) {
            let error = Diagnostic::error(format!("unknown key `{LANGUAGE}`"), key.span());
            self.sink.push(error.help("use the id of a language"));
        }
        let is_translation = |(key, value): &(&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
            self.languages.contains(key.get_ref(), value.get_ref())
        };
        let ids = table.iter().filter(is_translation);
        let ids: Vec<String> = ids.map(|(id, _)| id.get_ref().to_string()).collect();
        let translations = ids.iter().filter_map(|id| table.remove_entry(id.as_str()));
        for (id, translation) in translations.collect::<Vec<_>>() {
            translate(table, id, translation);
        }
    }

    /// Reports a table that looks like a translation, and gathers it if its key is a misspelling.
    /// Returns a value that does not.
    pub(super) fn unknown_language<'t>(
        &mut self,
        key: &Spanned<Cow<'t, str>>,
        value: Spanned<DeValue<'t>>,
        table: &mut DeTable<'t>,
    ) -> Option<Spanned<DeValue<'t>>> {
        if !value.get_ref().is_table() {
            return Some(value);
        }
        let id = key.get_ref().as_ref();
        let translated = table.get(LANGUAGE).and_then(|it| it.get_ref().as_table());
        let is_absent = |it: &&str| translated.is_none_or(|all| !all.contains_key(*it));
        let absent = self.languages.declared.iter().map(String::as_str);
        let similar = self.sink.closest(id, absent.filter(is_absent));
        let error = Diagnostic::error(format!("unknown key `{}`", escape(id)), key.span());
        if let Some(similar) = similar {
            let help = format!("a key with a similar name exists: `{similar}`");
            self.sink.push(error.help(help));
            let similar = Cow::Owned(String::from(similar));
            translate(table, Spanned::new(key.span(), similar), value);
            return None;
        }
        if !is_like_tag(id) {
            return Some(value);
        }
        if !self.languages.undeclared.iter().any(|it| it == id) {
            let help = format!("declare the language: `[language.{id}]` with its `name`");
            self.sink.push(error.help(help));
            self.languages.undeclared.push(String::from(id));
        }
        None
    }
}

/// Adds a translation to an entry.
fn translate<'t>(
    entry: &mut DeTable<'t>,
    id: Spanned<Cow<'t, str>>,
    translation: Spanned<DeValue<'t>>,
) {
    let span = id.span();
    let gathered = entry
        .entry(Spanned::new(span.clone(), Cow::Borrowed(LANGUAGE)))
        .or_insert_with(|| Spanned::new(span, DeValue::Table(DeTable::new())));
    if let DeValue::Table(gathered) = gathered.get_mut() {
        gathered.insert(id, translation);
    }
}

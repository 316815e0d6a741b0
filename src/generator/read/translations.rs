//! Where the texts of an entry in other languages are: under the key of the language, such as `zh`.
//!
//! The keys of a serde struct are fixed, and those of languages are declared in the file. So they are
//! gathered under one key, [`LANGUAGE`], before entries are deserialized.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::generator::schema::LANGUAGE;

/// Gathers the translations of all entries of a file.
pub(super) fn gather(root: &mut DeTable<'_>) {
    let Some(DeValue::Table(declared)) = root.get("language").map(Spanned::get_ref) else {
        return;
    };
    let languages: Vec<String> = declared.keys().map(|id| id.get_ref().to_string()).collect();
    for key in ["category", "area", "platform"] {
        // The keys of these tables are ids.
        if let Some(DeValue::Table(terms)) = root.get_mut(key).map(Spanned::get_mut) {
            terms
                .iter_mut()
                .for_each(|(_, it)| in_entry(it, &languages));
        }
    }
    for key in ["range", "reserved", "code"] {
        root.get_mut(key)
            .into_iter()
            .for_each(|it| in_entry(it, &languages));
    }
}

/// Gathers the translations of an entry, of the entries in it, or of each entry of an array.
fn in_entry(entry: &mut Spanned<DeValue<'_>>, languages: &[String]) {
    match entry.get_mut() {
        DeValue::Array(entries) => entries.iter_mut().for_each(|it| in_entry(it, languages)),
        DeValue::Table(table) => {
            table.iter_mut().for_each(|(_, it)| in_entry(it, languages));
            let translations: DeTable<'_> = languages
                .iter()
                .filter_map(|id| table.remove_entry(id.as_str()))
                .collect();
            if let Some(first) = translations.keys().next().map(Spanned::span) {
                let key = Spanned::new(first.clone(), Cow::Borrowed(LANGUAGE));
                table.insert(key, Spanned::new(first, DeValue::Table(translations)));
            }
        }
        _ => {}
    }
}

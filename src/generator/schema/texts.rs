//! The texts of an entry in other languages.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Entry, Text};

/// In place of this key, an entry has the id of each declared language: see `read/translations.rs`.
pub(crate) const LANGUAGE: &str = "<language>";

/// The keys of entries that could be language tags.
pub(crate) const KEYS_LIKE_LANGUAGES: [&str; 5] = ["doc", "fix", "id", "sdk", "to"];

/// The translations of an entry, by the id of the language.
pub(crate) type Translations<T> = BTreeMap<String, Entry<T>>;

/// `<language> = { .. }` of an entry. It can have the keys of the texts that the entry can have.
pub(crate) trait Translation {
    /// Returns all keys, each with its text.
    fn texts(&self) -> Vec<(&'static str, Option<&Text>)>;
}

macro_rules! translation {
    ($(#[$doc:meta])* $name:ident: $($key:ident),*) => {
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            $($key: Option<Text>,)*
        }

        impl Translation for $name {
            fn texts(&self) -> Vec<(&'static str, Option<&Text>)> {
                vec![$((stringify!($key), self.$key.as_ref())),*]
            }
        }
    };
}

translation! {
    /// Of `[area.<id>]`, `[platform.<id>]`, and `[[range]]`.
    OfSummary: summary
}
translation! {
    /// Of `[[reserved]]` and `deprecated`.
    OfNote: note
}
translation! {
    /// Of `[category.<id>]` and `[[code]]`.
    OfCode: summary, advice, user
}
translation! {
    /// Of `[[code.meaning]]`.
    OfMeaning: summary, user
}
translation! {
    /// Of `[[code.cause]]`.
    OfCause: description, fix, user
}

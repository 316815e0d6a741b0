//! A checked table as a flat list of entries, each with its keys. An entry has the same identity in
//! every version of a table.

use std::collections::BTreeMap;

use serde::Serialize;

use super::change::{Change, Item};
use crate::generator::model::{Code, Id, Language, Prose, Table};

/// The entries of a table.
pub(super) type Entries = BTreeMap<Identity, Entry>;

/// What identifies an entry in every version of a table: the code that it is part of, and its id
/// within that code. An SDK identifier can move from one code to another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    item: Item,
    code: Option<i32>,
    id: String,
}

impl Identity {
    pub(super) fn of_code(code: i32) -> Self {
        Self {
            item: Item::Code,
            code: Some(code),
            id: String::new(),
        }
    }
}

/// An entry of a table.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) item: Item,
    /// The code that the entry is, or is part of.
    pub(super) code: Option<i32>,
    /// The entry in a few words, such as `414 InvalidParameter`.
    label: String,
    /// What it says, to show if it is added or removed.
    pub(super) text: String,
    pub(super) keys: toml::Table,
    /// The texts in other languages, by language and key.
    pub(super) translations: BTreeMap<(String, &'static str), String>,
}

impl Entry {
    fn new(item: Item, label: &str, text: &str, keys: &impl Serialize) -> Self {
        let mut keys =
            toml::Table::try_from(keys).expect("an entry is a table of strings and integers");
        if item == Item::Source {
            keys = keys
                .into_iter()
                .map(|(key, value)| match key.as_str() {
                    "summary" => (String::from("title"), value),
                    _ => (key, value),
                })
                .collect();
        }
        Self {
            item,
            code: None,
            label: String::from(label),
            text: String::from(text),
            keys,
            translations: BTreeMap::new(),
        }
    }

    /// Adds the translations of texts.
    fn with<'t>(
        mut self,
        languages: &[Language],
        texts: impl IntoIterator<Item = (&'static str, Option<&'t Prose>)>,
    ) -> Self {
        for (key, text) in texts {
            let translations = text.map(|it| it.translations.iter()).into_iter().flatten();
            let translations = languages.iter().zip(translations);
            let translations = translations.map(|(it, text)| ((it.id.clone(), key), text.clone()));
            self.translations.extend(translations);
        }
        self
    }

    fn of(self, code: &Code) -> Self {
        Self {
            code: Some(code.code),
            ..self
        }
    }

    /// Returns whether the entry is part of a code, so that it comes and goes with the code.
    pub(super) fn is_in_code(&self) -> bool {
        matches!(self.item, Item::Meaning | Item::Cause | Item::SdkIdentifier)
    }

    /// Returns whether the entry can have another name or id and still be the same.
    pub(super) fn has_name(&self) -> bool {
        !matches!(self.item, Item::Meaning | Item::SdkIdentifier)
    }

    /// Returns what the entry is, apart from its name or id.
    pub(super) fn content(&self) -> (Item, Option<i32>, &str) {
        (self.item, self.code, &self.text)
    }

    /// Returns a change of the entry or, with a key, of its value.
    pub(super) fn change(
        &self,
        key: Option<&'static str>,
        old: Option<String>,
        new: Option<String>,
    ) -> Change {
        Change {
            item: self.item,
            label: self.label.clone(),
            code: self.code,
            key,
            language: None,
            old,
            new,
        }
    }
}

/// Returns all entries of a table.
pub(super) fn entries(table: &Table) -> Entries {
    let mut entries = Entries::new();
    // The code of an SDK identifier is what it resolves to, not what it is.
    let mut add = |id: &str, entry: Entry| {
        let code = entry.code.filter(|_| entry.item != Item::SdkIdentifier);
        let (item, id) = (entry.item, String::from(id));
        entries.insert(Identity { item, code, id }, entry);
    };
    let languages = table.language.as_slice();
    let name = table.name.as_str();
    add("", Entry::new(Item::Enum, name, &table.doc, table));
    for (item, terms) in [
        (Item::Category, &table.category),
        (Item::Area, &table.area),
        (Item::Platform, &table.platform),
        (Item::Source, &table.source),
    ] {
        for term in terms {
            let id = &term.id.id;
            let texts = [
                ("summary", Some(&term.summary)),
                ("advice", term.advice.as_ref()),
                ("user", term.user.as_ref()),
            ];
            let entry = Entry::new(item, id, &term.summary.english, term);
            add(id, entry.with(languages, texts));
        }
    }
    if let Some(response) = &table.response {
        let codes = response.code.join(", ");
        add("", Entry::new(Item::Response, "form", &codes, response));
    }
    for log in &table.log {
        add(&log.id, Entry::new(Item::Log, &log.id, &log.pattern, log));
    }
    for language in languages {
        let id = &language.id;
        add(id, Entry::new(Item::Language, id, &language.name, language));
    }
    for range in &table.range {
        let name = range.name.as_str();
        let entry = Entry::new(Item::Range, name, &range.summary.english, range);
        add(
            name,
            entry.with(languages, [("summary", Some(&range.summary))]),
        );
    }
    for code in &table.code {
        let label = format!("{} {}", code.code, code.name.as_str());
        add(
            "",
            Entry::new(Item::Code, &label, &code.summary.english, code)
                .of(code)
                .with(languages, texts_of_code(code)),
        );
        for cause in &code.details.cause {
            let label = format!("{}/{}", code.code, cause.id);
            add(
                &cause.id,
                Entry::new(Item::Cause, &label, &cause.description.english, cause)
                    .of(code)
                    .with(
                        languages,
                        [
                            ("description", Some(&cause.description)),
                            ("fix", Some(&cause.fix)),
                            ("user", cause.user.as_ref()),
                        ],
                    ),
            );
        }
        for meaning in &code.details.meaning {
            let platform = &meaning.platform.id;
            let label = format!("{label} on {platform}");
            add(
                platform,
                Entry::new(Item::Meaning, &label, &meaning.summary.english, meaning)
                    .of(code)
                    .with(
                        languages,
                        [
                            ("summary", Some(&meaning.summary)),
                            ("user", meaning.user.as_ref()),
                        ],
                    ),
            );
        }
        let of_meanings = code.details.meaning.iter();
        let of_meanings =
            of_meanings.flat_map(|it| it.sdk.iter().map(|sdk| (sdk, Some(&it.platform))));
        for (sdk, platform) in code.sdk.iter().map(|sdk| (sdk, None)).chain(of_meanings) {
            let keys = SdkIdentifier {
                code: code.code,
                platform,
            };
            add(
                sdk,
                Entry::new(Item::SdkIdentifier, sdk, &label, &keys).of(code),
            );
        }
    }
    entries
}

fn texts_of_code(code: &Code) -> [(&'static str, Option<&Prose>); 4] {
    let details = &code.details;
    [
        ("summary", Some(&code.summary)),
        ("advice", details.advice.as_ref()),
        ("user", details.user.as_ref()),
        ("deprecated", details.deprecated.as_ref().map(|it| &it.note)),
    ]
}

/// An element of `sdk` of a code, or of its meaning on a platform.
#[derive(Serialize)]
struct SdkIdentifier<'t> {
    code: i32,
    platform: Option<&'t Id>,
}

//! Texts and their translations: an entry has each of its texts in every language of the table.

use std::ops::Range;

use toml::Spanned;

use super::names;
use super::pattern::{MAX_PLACEHOLDERS, is_placeholder_name};
use super::prose;
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::model::{Language, Prose};
use crate::generator::schema::{self, Declared, Entry, Text, Translation, Translations};
use crate::generator::sink::{Sink, is_placeholder, list};
use crate::shared::message::placeholders;

/// Checks a text with a key.
pub(super) type Rule = fn(&str, Text, &mut Sink) -> String;

/// The texts of an entry, each with its key, and the rule that it follows in any language.
pub(super) type Texts<const N: usize> = [(&'static str, Option<Text>, Rule); N];

/// The header of an entry, and where it is.
pub(super) struct Place {
    pub(super) header: String,
    pub(super) span: Range<usize>,
}

impl Place {
    pub(super) fn new<T>(header: &str, entry: &Spanned<T>) -> Self {
        let span = entry.span();
        let header = String::from(header);
        Self { header, span }
    }

    /// Returns the place of a declaration.
    pub(super) fn of_id<T>(kind: &str, id: &Text, entry: &Spanned<T>) -> Self {
        let header = format!("`[{kind}.{}]`", escape(id.get_ref()));
        Self::new(&header, entry)
    }

    /// Returns whether a text says that there is nothing to show. A category has no text to replace.
    fn is_nothing(&self, key: &str, text: &Text) -> bool {
        let is_empty = text.get_ref().is_empty() && !is_placeholder(&text.span());
        key == "user" && is_empty && !self.header.starts_with("`[category.")
    }
}

/// Checks the languages that a table declares.
pub(super) fn languages(declared: &Declared<schema::Language>, sink: &mut Sink) -> Vec<Language> {
    let Declared::Yes(languages) = declared else {
        return Vec::new();
    };
    let check = |(id, language): &(Text, Entry<schema::Language>)| {
        let constant = names::language(id.get_ref());
        let constant = constant
            .map_err(|error| sink.push(error.at(id.span())))
            .ok();
        let name = prose::line("name", language.get_ref().name.clone(), sink);
        Some(Language {
            id: id.get_ref().clone(),
            constant: constant?,
            name,
        })
    };
    languages.iter().filter_map(check).collect()
}

/// Checks the texts of an entry and its translations. A text can be absent; an empty `user` means that
/// there is nothing to show, in any language.
pub(super) fn check<T: Translation, const N: usize>(
    place: &Place,
    texts: Texts<N>,
    translations: &Translations<T>,
    languages: &[Language],
    sink: &mut Sink,
) -> [Option<Prose>; N] {
    let given = texts.iter();
    let given = given.filter_map(|(key, text, _)| Some((*key, text.as_ref()?)));
    let given: Vec<(&str, &Text)> = given
        .filter(|(key, it)| !place.is_nothing(key, it))
        .collect();
    for Language { id, .. } in languages {
        match translations.get(id) {
            Some(translation) => keys(place, id, translation, &given, sink),
            None if given.is_empty() => {}
            None => {
                let keys: Vec<_> = given
                    .iter()
                    .map(|(it, _)| format!("{it} = \"...\""))
                    .collect();
                let keys = keys.join(", ");
                let help = format!("translate the entry: `{id} = {{ {keys} }}`");
                sink.push_missing(&place.header, &place.span, id, help);
            }
        }
    }
    texts.map(|(key, text, rule)| {
        let text = text?;
        if place.is_nothing(key, &text) {
            return Some(Prose {
                translations: vec![String::new(); languages.len()],
                ..Prose::default()
            });
        }
        let in_language = |Language { id, .. }: &Language| {
            let texts = translations.get(id)?.get_ref().texts();
            let (_, translated) = texts.into_iter().find(|(it, _)| *it == key)?;
            sink.extend(other_placeholders(key, &text, translated?));
            Some(rule(key, translated?.clone(), sink))
        };
        let translated = languages.iter().map(in_language);
        Some(Prose {
            translations: translated.map(Option::unwrap_or_default).collect(),
            english: rule(key, text, sink),
        })
    })
}

/// Compares the keys of a translation with those of the entry.
fn keys(
    place: &Place,
    language: &str,
    translation: &Entry<impl Translation>,
    given: &[(&str, &Text)],
    sink: &mut Sink,
) {
    for (key, text) in translation.get_ref().texts() {
        let english = given.iter().find(|(it, _)| *it == key);
        match (text, english) {
            // One that was reported may say that there is nothing to show.
            (None, Some((_, english))) if is_placeholder(&english.span()) => {}
            (None, Some(_)) => {
                let header = format!("`{language}` of {}", place.header);
                let help = format!("translate it: `{key} = \"...\"`");
                sink.push_missing(&header, &translation.span(), key, help);
            }
            (Some(text), None) => {
                let message =
                    format!("`{language}` translates `{key}`, which has no text in English");
                let error = Diagnostic::error(message, text.span());
                sink.push(error.help(format!("remove it, or add the text of `{key}` in English")));
            }
            _ => {}
        }
    }
}

/// Reports a translation that does not have the placeholders of the text.
fn other_placeholders(key: &str, text: &Text, translated: &Text) -> Option<Diagnostic> {
    let [expected, found] = [text, translated].map(|it| {
        let names = placeholders(it.get_ref()).map(|it| it.name);
        let mut names: Vec<&str> = names.filter(|it| is_placeholder_name(it)).collect();
        names.sort_unstable();
        names.dedup();
        names
    });
    if expected == found {
        return None;
    }
    let message = format!("`{key}` has other placeholders than in English");
    let error = Diagnostic::error(message, translated.span());
    let error = error.secondary(text.span(), "the text in English");
    let names: Vec<String> = expected
        .iter()
        .map(|it| format!("{{{}}}", escape(it)))
        .collect();
    Some(error.help(match names.as_slice() {
        [] => String::from("remove the placeholders"),
        names if names.len() <= MAX_PLACEHOLDERS => format!("use {}", list(names)),
        _ => String::from("use the same placeholders"),
    }))
}

//! Names: of variants, of vocabularies and their words, and whether a word that is used was declared.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use toml::Spanned;

use super::super::error::{Diagnostic, nearest};
use super::super::read;
use super::super::table::Word;
use super::style::sentence;

/// The closed vocabularies that a table declares.
pub(super) struct Vocabularies {
    pub(super) categories: Vocabulary,
    pub(super) areas: Vocabulary,
    pub(super) platforms: Vocabulary,
    pub(super) sources: Vocabulary,
}

impl Vocabularies {
    pub(super) fn new(file: &read::File, found: &mut Vec<Diagnostic>) -> Self {
        let mut vocabulary = |kind, ids: Vec<&Spanned<String>>| Vocabulary::new(kind, &ids, file.broken, found);
        Self {
            categories: vocabulary("category", file.categories.iter().map(|word| &word.id).collect()),
            areas: vocabulary("area", file.areas.iter().map(|word| &word.id).collect()),
            platforms: vocabulary("platform", file.platforms.iter().map(|word| &word.id).collect()),
            sources: vocabulary("source", file.sources.iter().map(|source| &source.id).collect()),
        }
    }
}

/// The declared words of one kind and the variants that they become.
pub(super) struct Vocabulary {
    kind: &'static str,
    variants: HashMap<String, Ident>,
    /// In the order of the file: a suggestion must not depend on chance.
    ids: Vec<String>,
    /// A word may have been declared where the file is no TOML.
    broken: bool,
}

impl Vocabulary {
    fn new(kind: &'static str, ids: &[&Spanned<String>], broken: bool, found: &mut Vec<Diagnostic>) -> Self {
        let mut variants = HashMap::new();
        let mut first: HashMap<Ident, &Spanned<String>> = HashMap::new();
        for &id in ids {
            let variant = word(id.get_ref()).and_then(|legal| variant(&camel(&legal)));
            if let Ok(variant) = &variant {
                if let Some(before) = first.insert(variant.clone(), id) {
                    let message = format!("`{}` and `{}` are the same name in Rust", before.get_ref(), id.get_ref());
                    found.push(Diagnostic::error(message, id.span()).also(before.span(), "first declared here"));
                }
            }
            // A word that cannot stand is reported here, once, and not wherever it is used.
            let variant = variant.unwrap_or_else(|message| {
                found.push(Diagnostic::error(message, id.span()));
                new_ident("Illegal")
            });
            variants.insert(id.get_ref().clone(), variant);
        }
        Self { kind, variants, ids: ids.iter().map(|id| id.get_ref().clone()).collect(), broken }
    }

    /// The variant of a declared word; reports a word that was not declared.
    pub(super) fn find(&self, word: Option<&Spanned<String>>, found: &mut Vec<Diagnostic>) -> Option<Ident> {
        let word = word?;
        let variant = self.variants.get(word.get_ref());
        if variant.is_none() && !self.broken {
            let Self { kind, .. } = self;
            let help = match nearest(word.get_ref(), self.ids.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it under `[{kind}.{}]`", word.get_ref().escape_debug()),
            };
            let message = format!("undeclared {kind} `{}`", word.get_ref().escape_debug());
            found.push(Diagnostic::error(message, word.span()).help(help));
        }
        variant.cloned()
    }
}

/// The words of one kind as they will be in the table.
pub(super) fn words(words: Vec<read::Word>, vocabulary: &Vocabulary, found: &mut Vec<Diagnostic>) -> Option<Vec<Word>> {
    super::all(words.into_iter().map(|word| {
        let summary = sentence("summary", word.summary, found);
        let within = word.within.map(|wider| vocabulary.find(Some(&wider), found));
        Some(Word {
            variant: vocabulary.variants.get(word.id.get_ref())?.clone(),
            id: word.id.into_inner(),
            summary: summary?.into_inner(),
            within: match within {
                Some(wider) => Some(wider?),
                None => None,
            },
            date: None,
        })
    }))
}

/// The sources as they will be in the table: words with a title and a day.
pub(super) fn sources(
    sources: Vec<read::Source>,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<Word>> {
    super::all(sources.into_iter().map(|source| {
        let title = super::style::line("title", source.title, found);
        Some(Word {
            variant: vocabulary.variants.get(source.id.get_ref())?.clone(),
            id: source.id.into_inner(),
            summary: title?,
            within: None,
            date: source.date.map(|date| date.into_inner().to_string()),
        })
    }))
}

/// The variant for a word that the generator itself knows; reports any other.
pub(super) fn closed(
    key: &str,
    known: &[&str],
    word: Option<&Spanned<String>>,
    found: &mut Vec<Diagnostic>,
) -> Option<Ident> {
    let word = word?;
    if known.contains(&word.get_ref().as_str()) {
        return Some(new_ident(&camel(word.get_ref())));
    }
    let quoted: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    let help = match nearest(word.get_ref(), known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", quoted.join(", ")),
    };
    let message = format!("`{key}` cannot be `{}`", word.get_ref().escape_debug());
    found.push(Diagnostic::error(message, word.span()).help(help));
    None
}

/// Checks the name of a variant.
pub(super) fn variant(name: &str) -> Result<Ident, String> {
    if is_variant(name) {
        return Ok(new_ident(name));
    }
    let shown = name.escape_debug();
    Err(match name {
        "Self" => String::from("`Self` is a word of Rust and cannot be a name"),
        _ => format!("`{shown}` is no name: write ASCII letters and digits like `InvalidParameter`"),
    })
}

/// Checks the name of the enum, beside which the vocabularies will stand.
pub(super) fn enum_name(name: &str) -> Result<Ident, String> {
    match name {
        "Category" | "Area" | "Platform" | "Source" => {
            Err(format!("`{name}` is the name of an enum that is generated too: choose another"))
        }
        _ => variant(name),
    }
}

/// Checks a path such as `my_crate::codes`.
pub(super) fn path(path: &str) -> Result<String, String> {
    let is_segment = |segment: &str| {
        segment.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    if path.split("::").all(is_segment) {
        Ok(String::from(path))
    } else {
        Err(format!("`{}` is no path: write one like `my_crate::codes`", path.escape_debug()))
    }
}

/// Checks a word or the id of a cause.
pub(super) fn word(word: &str) -> Result<String, String> {
    let legal = word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && word.split('-').all(|part| !part.is_empty());
    if legal {
        Ok(String::from(word))
    } else {
        Err(format!("`{}` is no word: write lower-case letters and digits like `chat-room`", word.escape_debug()))
    }
}

/// Whether a name can be a variant: upper camel case in ASCII, and not the one such word that Rust keeps for itself.
pub(super) fn is_variant(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
        && name != "Self"
}

/// `chat-room` to `ChatRoom`.
fn camel(word: &str) -> String {
    let mut camel = String::new();
    for part in word.split('-') {
        let mut letters = part.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        camel.extend(first.into_iter().chain(letters));
    }
    camel
}

/// Makes an identifier of a name that has been checked.
pub(super) fn new_ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

//! Names: of variants, of vocabularies and their words, and whether a word that is used was declared.

use proc_macro2::{Ident, Span};
use toml::Spanned;

use super::super::error::{Diagnostic, nearest, quoted};
use super::super::map::Map;
use super::super::read;
use super::super::syntax::Gaps;
use super::super::table::Word;
use super::style::sentence;

/// Longer names and words serve nobody; a name is also a file name in the documentation.
const LONGEST: usize = 100;
/// Whoever makes more mistakes than this has other troubles than slips of the pen.
const MOST_SUGGESTIONS: usize = 200;

/// What is wrong with a name, and what to write instead.
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Refusal {
    fn new(message: String) -> Self {
        Self {
            message,
            help: None,
        }
    }

    fn help(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }

    /// Reports it.
    pub(super) fn at(self, place: std::ops::Range<usize>) -> Diagnostic {
        Diagnostic {
            help: self.help,
            ..Diagnostic::error(self.message, place)
        }
    }
}

/// The closed vocabularies that a table declares.
pub(super) struct Vocabularies {
    pub(super) categories: Vocabulary,
    pub(super) areas: Vocabulary,
    pub(super) platforms: Vocabulary,
    pub(super) sources: Vocabulary,
}

impl Vocabularies {
    pub(super) fn new(file: &read::File, found: &mut Vec<Diagnostic>) -> Self {
        let mut vocabulary = |kind, ids: Vec<&Spanned<String>>| Vocabulary::new(kind, &ids, found);
        Self {
            categories: vocabulary(
                "category",
                file.categories.iter().map(|word| &word.id).collect(),
            ),
            areas: vocabulary("area", file.areas.iter().map(|word| &word.id).collect()),
            platforms: vocabulary(
                "platform",
                file.platforms.iter().map(|word| &word.id).collect(),
            ),
            sources: vocabulary(
                "source",
                file.sources.iter().map(|source| &source.id).collect(),
            ),
        }
    }
}

/// The declared words of one kind and the variants that they become.
pub(super) struct Vocabulary {
    kind: &'static str,
    variants: Map<String, Ident>,
    /// In the order of the file: a suggestion must not depend on chance.
    ids: Vec<String>,
}

impl Vocabulary {
    fn new(kind: &'static str, ids: &[&Spanned<String>], found: &mut Vec<Diagnostic>) -> Self {
        let mut variants = Map::default();
        let mut first: Map<Ident, &Spanned<String>> = Map::default();
        for &id in ids {
            let variant = word(id.get_ref()).and_then(|legal| variant_of_word(&legal));
            if let Ok(variant) = &variant {
                if let Some(before) = first.insert(variant.clone(), id) {
                    let message = format!(
                        "`{}` and `{}` are the same name in Rust",
                        before.get_ref(),
                        id.get_ref()
                    );
                    let mistake = Diagnostic::error(message, id.span())
                        .also(before.span(), "first declared here");
                    found.push(
                        mistake
                            .label(format!("both are `{variant}`"))
                            .help("choose another word for one of them"),
                    );
                }
            }
            // A word that cannot stand is reported here, once, and not wherever it is used.
            let variant = variant.unwrap_or_else(|refusal| {
                found.push(refusal.at(id.span()));
                new_ident("Illegal")
            });
            variants.insert(id.get_ref().clone(), variant);
        }
        Self {
            kind,
            variants,
            ids: ids.iter().map(|id| id.get_ref().clone()).collect(),
        }
    }

    /// The variant of a declared word; reports a word that was not declared.
    pub(super) fn find(
        &self,
        word: Option<&Spanned<String>>,
        gaps: &Gaps,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Ident> {
        let word = word?;
        if word.get_ref().trim().is_empty() {
            found.push(
                blank(self.kind, word)
                    .help(format!("write a word that has a `[{}.WORD]`", self.kind)),
            );
            return None;
        }
        let variant = self.variants.get(word.get_ref());
        if variant.is_none() && !gaps.hide(word.get_ref()) {
            let Self { kind, .. } = self;
            let known = self.ids.iter().map(String::as_str);
            let help = match near(word.get_ref(), known, found) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it under `[{kind}.{}]`", quoted(word.get_ref())),
            };
            let message = format!("undeclared {kind} `{}`", quoted(word.get_ref()));
            found.push(Diagnostic::error(message, word.span()).help(help));
        }
        variant.cloned()
    }
}

fn blank(key: &str, word: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(format!("`{key}` is blank"), word.span())
}

/// The known word that was meant, as long as not too much is wrong to look for it.
pub(super) fn near<'w>(
    word: &str,
    known: impl IntoIterator<Item = &'w str>,
    found: &[Diagnostic],
) -> Option<&'w str> {
    if found.len() < MOST_SUGGESTIONS {
        nearest(word, known)
    } else {
        None
    }
}

/// The words of one kind as they will be in the table.
pub(super) fn words(
    words: Vec<read::Word>,
    vocabulary: &Vocabulary,
    gaps: &Gaps,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<Word>> {
    super::all(words.into_iter().map(|word| {
        let summary = sentence("summary", word.summary, found);
        if let Some(itself) = word
            .within
            .as_ref()
            .filter(|wider| wider.get_ref() == word.id.get_ref())
        {
            let mistake = Diagnostic::error("a platform cannot be within itself", itself.span());
            found.push(mistake.help("name the wider platform, or leave `within` out"));
        }
        let within = word
            .within
            .map(|wider| vocabulary.find(Some(&wider), gaps, found));
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
    let all: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    let help = match nearest(word.get_ref(), known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", all.join(", ")),
    };
    let mistake = match word.get_ref().trim() {
        "" => blank(key, word),
        _ => Diagnostic::error(
            format!("`{key}` cannot be `{}`", quoted(word.get_ref())),
            word.span(),
        ),
    };
    found.push(mistake.help(help));
    None
}

/// Checks the name of a code or a range.
pub(super) fn variant(name: &str) -> Result<Ident, Refusal> {
    if is_variant(name) {
        return Ok(new_ident(name));
    }
    Err(match name {
        "Self" => Refusal::new(String::from(
            "`Self` is a word of Rust and cannot be a name",
        )),
        "ALL" => Refusal::new(String::from(
            "`ALL` is the list of all codes and cannot be the name of one",
        )),
        _ if name.len() > LONGEST => {
            Refusal::new(format!("this name is longer than {LONGEST} letters"))
        }
        _ => {
            let meant = camel(name);
            let help = is_variant(&meant).then(|| format!("write `{meant}`"));
            let message = format!(
                "`{}` is no name: write ASCII letters and digits like `InvalidParameter`",
                quoted(name)
            );
            Refusal::new(message).help(help)
        }
    })
}

/// The variant that a legal word becomes.
fn variant_of_word(word: &str) -> Result<Ident, Refusal> {
    let name = camel(word);
    variant(&name).map_err(|_| {
        Refusal::new(format!(
            "`{word}` would be `{name}` in Rust, which cannot be: choose another"
        ))
    })
}

/// Checks the name of the enum, beside which the vocabularies will stand.
pub(super) fn enum_name(name: &str) -> Result<Ident, Refusal> {
    match name {
        "Category" | "Area" | "Platform" | "Source" => Err(Refusal::new(format!(
            "`{name}` is the name of an enum that is generated too: choose another"
        ))),
        _ => variant(name),
    }
}

/// Checks the version in which something was deprecated: lints refuse any that is no version.
pub(super) fn version(version: &str) -> Result<String, Refusal> {
    let parts: Vec<&str> = version.split('.').collect();
    let is_number = |part: &&str| {
        (1..=9).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_digit())
            && (*part == "0" || !part.starts_with('0'))
    };
    if parts.len() == 3 && parts.iter().all(is_number) {
        Ok(String::from(version))
    } else {
        Err(Refusal::new(format!(
            "`{}` is no version: write one like `1.2.0`",
            quoted(version)
        )))
    }
}

/// Checks a path such as `my_crate::codes`.
pub(super) fn path(path: &str) -> Result<String, Refusal> {
    let is_segment = |segment: &str| {
        segment.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && segment
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    if path.split("::").all(is_segment) {
        Ok(String::from(path))
    } else {
        Err(Refusal::new(format!(
            "`{}` is no path: write one like `my_crate::codes`",
            quoted(path)
        )))
    }
}

/// Checks a word or the id of a cause.
pub(super) fn word(word: &str) -> Result<String, Refusal> {
    if word.len() > LONGEST {
        return Err(Refusal::new(format!(
            "this word is longer than {LONGEST} letters"
        )));
    }
    if is_word(word) {
        return Ok(String::from(word));
    }
    let meant = kebab(word);
    let help = is_word(&meant).then(|| format!("write `{meant}`"));
    let message = format!(
        "`{}` is no word: write lower-case letters and digits like `chat-room`",
        quoted(word)
    );
    Err(Refusal::new(message).help(help))
}

fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && word.split('-').all(|part| !part.is_empty())
}

/// Whether a name can be a variant: upper camel case in ASCII, and none of the two such words that are taken.
pub(super) fn is_variant(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
        && name.len() <= LONGEST
        && !matches!(name, "Self" | "ALL")
}

/// `chat-room`, `chat_room` or `chat room` to `ChatRoom`.
fn camel(word: &str) -> String {
    let mut camel = String::new();
    for part in word.split(['-', '_', ' ']) {
        let mut letters = part.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        camel.extend(first.into_iter().chain(letters));
    }
    camel
}

/// `ChatRoom`, `chat_room` or `Chat Room` to `chat-room`.
fn kebab(word: &str) -> String {
    let mut kebab = String::new();
    for letter in word.chars() {
        let is_apart =
            letter.is_ascii_uppercase() && !kebab.is_empty() || matches!(letter, '_' | ' ');
        if is_apart && !kebab.ends_with('-') {
            kebab.push('-');
        }
        if !matches!(letter, '_' | ' ' | '-') {
            kebab.push(letter.to_ascii_lowercase());
        } else if letter == '-' && !kebab.ends_with('-') {
            kebab.push('-');
        }
    }
    kebab
}

/// Makes an identifier of a name that has been checked.
pub(super) fn new_ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

//! Ids: those that the table declares, and those of keywords.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::names;
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::model::Term;
use crate::generator::read::{Field, Keyed};
use crate::generator::suggest::{closest, suggest};

/// The declared ids of one kind, and the variants that they map to.
pub(crate) struct Vocabulary {
    kind: &'static str,
    /// An id that is not valid, which was reported, has no variant.
    variants: HashMap<String, Option<String>>,
    /// Suggestions are in the order of the file.
    ids: Vec<String>,
    /// The ids whose declaration is missing, which was reported. `None` if the declarations cannot be
    /// read: then any id may be declared.
    undeclared: Option<HashSet<String>>,
}

impl Vocabulary {
    pub(crate) fn new<T>(
        kind: &'static str,
        declared: &Keyed<T>,
        sink: &mut Vec<Diagnostic>,
    ) -> Self {
        let undeclared = declared.as_ref().map(|_| HashSet::new());
        let declared = declared.as_deref().unwrap_or_default();
        let mut variants = HashMap::new();
        let mut first: HashMap<String, &Spanned<String>> = HashMap::new();
        for (id, _) in declared {
            let variant = names::variant_of_id(kind, id.get_ref());
            let variant = variant.map_err(|error| sink.push(error.at(id.span()))).ok();
            let before = variant
                .clone()
                .and_then(|variant| first.insert(variant, id));
            if let (Some(before), Some(variant)) = (before, &variant) {
                sink.push(same_variant(kind, before, id, variant));
            }
            variants.insert(id.get_ref().clone(), variant);
        }
        let ids = declared
            .iter()
            .map(|(id, _)| id.get_ref().clone())
            .collect();
        Self {
            kind,
            variants,
            ids,
            undeclared,
        }
    }

    /// Returns a term of the vocabulary, without what only some vocabularies have.
    pub(crate) fn term(&self, id: Spanned<String>, summary: String) -> Term {
        let variant = self.variants.get(id.get_ref()).cloned().flatten();
        Term {
            id: id.into_inner(),
            variant: variant.unwrap_or_default(),
            summary,
            parent: None,
            succeeds: None,
            date: None,
            advice: None,
        }
    }

    /// Returns the variant of an id that can be absent.
    pub(crate) fn find(
        &mut self,
        id: &Field<String>,
        sink: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        self.find_id(id.as_ref()?, sink)
    }

    /// Returns the variant of an id, or reports that it is not declared.
    ///
    /// A missing declaration is one error, at its first use; each misspelled id is an error.
    pub(crate) fn find_id(
        &mut self,
        id: &Spanned<String>,
        sink: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let kind = self.kind;
        if id.get_ref().trim().is_empty() {
            let empty = Diagnostic::error(format!("`{kind}` is empty"), id.span());
            sink.push(empty.help(format!("use an id declared as `[{kind}.<id>]`")));
            return None;
        }
        if let Some(variant) = self.variants.get(id.get_ref()) {
            return variant.clone();
        }
        let undeclared = self.undeclared.as_mut()?;
        let shown = escape(id.get_ref());
        let ids = self.ids.iter().map(String::as_str);
        let help = match suggest(id.get_ref(), ids, sink.len()) {
            // The declaration was reported: its id is not valid.
            Some(similar) if self.variants[similar].is_none() => return None,
            Some(similar) => {
                let article = if kind == "area" { "an" } else { "a" };
                format!("{article} {kind} with a similar name exists: `{similar}`")
            }
            None if names::id(id.get_ref()).is_err() => {
                format!("use an id declared as `[{kind}.<id>]`")
            }
            None if undeclared.insert(id.get_ref().clone()) => {
                format!("declare it with `[{kind}.{shown}]`")
            }
            None => return None,
        };
        let error = Diagnostic::error(format!("undeclared {kind} `{shown}`"), id.span());
        sink.push(error.help(help));
        None
    }
}

fn same_variant(
    kind: &str,
    before: &Spanned<String>,
    id: &Spanned<String>,
    variant: &str,
) -> Diagnostic {
    let (first, second) = (before.get_ref(), id.get_ref());
    let message =
        format!("{kind} ids `{first}` and `{second}` map to the same variant `{variant}`");
    Diagnostic::error(message, id.span())
        .label(format!("also maps to `{variant}`"))
        .secondary(before.span(), "first declared here")
        .help("rename one of them")
}

/// Returns the keyword with an id, or reports that there is none.
pub(crate) fn keyword<T: Copy>(
    key: &str,
    all: &'static [T],
    id_of: fn(T) -> &'static str,
    id: &Field<String>,
    sink: &mut Vec<Diagnostic>,
) -> Option<T> {
    let id = id.as_ref()?;
    let keyword = all
        .iter()
        .copied()
        .find(|&keyword| id_of(keyword) == id.get_ref());
    if keyword.is_none() {
        let ids = || all.iter().map(|&keyword| id_of(keyword));
        let help = match closest(id.get_ref(), ids()) {
            Some(similar) => format!("a similar value exists: `{similar}`"),
            None => {
                let quoted: Vec<String> = ids().map(|id| format!("`{id}`")).collect();
                format!("use one of {}", quoted.join(", "))
            }
        };
        let message = match id.get_ref().trim() {
            "" => format!("`{key}` is empty"),
            _ => format!("invalid value `{}` for `{key}`", escape(id.get_ref())),
        };
        sink.push(Diagnostic::error(message, id.span()).help(help));
    }
    keyword
}

//! Ids: those that the table declares, and those of keywords.

use std::collections::{HashMap, HashSet};

use super::names;
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::model::{Id, Name, Prose, Term};
use crate::generator::schema::{Declared, Text};
use crate::generator::sink::Sink;

/// The declared ids of one kind, and the variants that they map to.
pub(crate) struct Vocabulary {
    kind: &'static str,
    is_declared: bool,
    /// An id that is not valid, which was reported, has no variant.
    variants: HashMap<String, Option<Name>>,
    /// Suggestions are in the order of the file.
    ids: Vec<String>,
    /// The ids whose declaration is missing, which was reported. `None` if the declarations cannot be
    /// read: then any id may be declared.
    undeclared: Option<HashSet<String>>,
}

impl Vocabulary {
    pub(crate) fn new<T>(kind: &'static str, declared: &Declared<T>, sink: &mut Sink) -> Self {
        let (is_declared, terms, undeclared) = match declared {
            Declared::No => (false, [].as_slice(), Some(HashSet::new())),
            Declared::Yes(terms) => (true, terms.as_slice(), Some(HashSet::new())),
            Declared::Unreadable => (true, [].as_slice(), None),
        };
        let mut variants = HashMap::new();
        let mut first: HashMap<Name, &Text> = HashMap::new();
        for (id, _) in terms {
            let variant = names::variant_of_id(kind, id.get_ref());
            let variant = variant.map_err(|error| sink.push(error.at(id.span()))).ok();
            let before = variant
                .clone()
                .and_then(|variant| first.insert(variant, id));
            if let (Some(before), Some(variant)) = (before, &variant) {
                sink.push(same_variant(kind, before, id, variant.as_str()));
            }
            variants.insert(id.get_ref().clone(), variant);
        }
        let ids = terms.iter().map(|(id, _)| id.get_ref().clone()).collect();
        Self {
            kind,
            is_declared,
            variants,
            ids,
            undeclared,
        }
    }

    /// Returns whether the table declares the vocabulary.
    pub(crate) fn is_declared(&self) -> bool {
        self.is_declared
    }

    /// Returns a term of the vocabulary, without what only some vocabularies have.
    pub(crate) fn term(&self, id: &Text, summary: Prose) -> Term {
        Term {
            id: self.get(id.get_ref()).unwrap_or_default(),
            summary,
            parent: None,
            succeeds: None,
            date: None,
            advice: None,
            user: None,
        }
    }

    /// Returns an id with its variant, if it is declared and valid.
    fn get(&self, id: &str) -> Option<Id> {
        let variant = self.variants.get(id)?.clone()?;
        let id = String::from(id);
        Some(Id { id, variant })
    }

    /// Returns an id that can be absent, with its variant.
    pub(crate) fn find(&mut self, id: &Option<Text>, sink: &mut Sink) -> Option<Id> {
        self.find_id(id.as_ref()?, sink)
    }

    /// Returns an id with its variant, or reports that it is not declared.
    ///
    /// A missing declaration is one error, at its first use; each misspelled id is an error.
    pub(crate) fn find_id(&mut self, id: &Text, sink: &mut Sink) -> Option<Id> {
        let kind = self.kind;
        if id.get_ref().trim().is_empty() {
            let empty = Diagnostic::error(format!("`{kind}` is empty"), id.span());
            sink.push(empty.help(format!("use an id declared as `[{kind}.<id>]`")));
            return None;
        }
        if self.variants.contains_key(id.get_ref()) {
            return self.get(id.get_ref());
        }
        let undeclared = self.undeclared.as_mut()?;
        let shown = escape(id.get_ref());
        let ids = self.ids.iter().map(String::as_str);
        let help = match sink.closest(id.get_ref(), ids) {
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

fn same_variant(kind: &str, before: &Text, id: &Text, variant: &str) -> Diagnostic {
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
    id: &Text,
    sink: &mut Sink,
) -> Option<T> {
    let keyword = all
        .iter()
        .copied()
        .find(|&keyword| id_of(keyword) == id.get_ref());
    if keyword.is_none() {
        let ids = || all.iter().map(|&keyword| id_of(keyword));
        let help = match sink.closest(id.get_ref(), ids()) {
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

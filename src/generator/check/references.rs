//! References between codes: `see_also` and `replaced_by`.

use std::collections::HashMap;

use toml::Spanned;

use super::names;
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::read::{Code, Field};
use crate::generator::suggest::suggest;

/// The codes that other entries refer to, by number and by name.
#[derive(Default)]
pub(crate) struct Names {
    by_code: HashMap<i64, (i32, String)>,
    by_name: HashMap<String, (i32, String)>,
    /// Suggestions are in the order of the file.
    in_order: Vec<String>,
}

impl Names {
    pub(crate) fn new(codes: &[Code]) -> Self {
        let mut names = Self::default();
        let refers = |code: &Code| code.deprecated.is_some() || !code.see_also.is_empty();
        if !codes.iter().any(refers) {
            return names;
        }
        for code in codes {
            let number = code.code.as_ref().map(|number| *number.get_ref());
            let name = code.name.as_ref().map_or("", |name| name.get_ref());
            let variant = names::variant(name).unwrap_or_default();
            let value = number.and_then(|number| i32::try_from(number).ok());
            let target = (value.unwrap_or_default(), variant);
            if let Some(number) = number {
                names.by_code.insert(number, target.clone());
            }
            names.by_name.insert(String::from(name), target);
            names.in_order.push(String::from(name));
        }
        names
    }

    /// Returns the codes of a `see_also` list, and reports those that do not exist.
    pub(crate) fn codes(
        &self,
        see_also: &[Spanned<i64>],
        sink: &mut Vec<Diagnostic>,
    ) -> Vec<(i32, String)> {
        let mut targets = Vec::new();
        for code in see_also {
            let number = code.get_ref();
            targets.extend(self.by_code.get(number).cloned());
            if !self.by_code.contains_key(number) {
                let message = format!("`see_also` refers to unknown code {number}");
                let help = format!("add an entry for {number}, or remove the reference");
                sink.push(Diagnostic::error(message, code.span()).help(help));
            }
        }
        targets
    }

    /// Returns the code with a name, or reports that it does not exist.
    pub(crate) fn code(
        &self,
        name: &Field<String>,
        sink: &mut Vec<Diagnostic>,
    ) -> Option<(i32, String)> {
        let name = name.as_ref()?;
        let target = self.by_name.get(name.get_ref());
        if target.is_none() {
            let shown = escape(name.get_ref());
            let message = format!("`replaced_by` refers to unknown code `{shown}`");
            let names = self.in_order.iter().map(String::as_str);
            let help = match suggest(name.get_ref(), names, sink.len()) {
                // The name of the other code was reported: it is not valid.
                Some(similar) if names::variant(similar).is_err() => return None,
                Some(similar) => format!("a code with a similar name exists: `{similar}`"),
                None => String::from("use the `name` of another code"),
            };
            sink.push(Diagnostic::error(message, name.span()).help(help));
        }
        target.cloned()
    }
}

/// Checks that references between codes are mutual.
pub(crate) fn check(codes: &[Code], sink: &mut Vec<Diagnostic>) {
    let by_code: HashMap<i64, &Code> = codes
        .iter()
        .filter_map(|code| Some((*code.code.as_ref()?.get_ref(), code)))
        .collect();
    for code in codes {
        let Some(number) = &code.code else { continue };
        let mut seen = HashMap::new();
        for other in &code.see_also {
            if let Some(first) = seen.insert(other.get_ref(), other.span()) {
                let message = format!("duplicate `see_also` reference to {}", other.get_ref());
                let duplicate = Diagnostic::error(message, other.span()).label("duplicate");
                let duplicate = duplicate.secondary(first, "first listed here");
                sink.push(duplicate.help("remove one of them"));
            } else if other.get_ref() == number.get_ref() {
                let message = "`see_also` refers to the code itself";
                sink.push(Diagnostic::error(message, other.span()).help("remove it"));
            } else if let Some(entry) = by_code.get(other.get_ref()) {
                sink.extend(one_sided(number, other, entry));
            }
        }
    }
}

fn one_sided(number: &Spanned<i64>, other: &Spanned<i64>, entry: &Code) -> Option<Diagnostic> {
    let (number, target) = (number.get_ref(), other.get_ref());
    if entry.see_also.iter().any(|back| back.get_ref() == number) {
        return None;
    }
    let message = format!("`see_also` is one-sided: {target} does not list {number}");
    let span = entry.code.as_ref().map_or(other.span(), Spanned::span);
    Some(
        Diagnostic::error(message, other.span())
            .secondary(span, format!("{target} is defined here"))
            .help(format!("add {number} to the `see_also` of {target}")),
    )
}

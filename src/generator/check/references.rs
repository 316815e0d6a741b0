//! References between codes: `see_also` and `replaced_by`.

use std::collections::HashMap;

use super::names;
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::model::CodeRef;
use crate::generator::schema::{Code, Entry, Integer, Text};
use crate::generator::sink::{Sink, is_placeholder};

/// The codes that other entries refer to, by number and by name.
#[derive(Default)]
pub(crate) struct Names {
    by_code: HashMap<i64, CodeRef>,
    by_name: HashMap<String, CodeRef>,
    /// Suggestions are in the order of the file.
    in_order: Vec<String>,
    /// Whether a code or a name was reported: then any may be in the table.
    is_incomplete: bool,
}

impl Names {
    pub(crate) fn new(codes: &[Entry<Code>]) -> Self {
        let mut names = Self::default();
        let refers = |code: &Code| code.deprecated.is_some() || !code.see_also.is_empty();
        let mut codes = codes.iter().map(|it| &it.get_ref().0);
        if !codes.clone().any(refers) {
            return names;
        }
        for code in &mut codes {
            let (number, name) = (*code.code.get_ref(), code.name.get_ref());
            let target = CodeRef {
                code: i32::try_from(number).unwrap_or_default(),
                name: names::variant(name).unwrap_or_default(),
            };
            names.by_code.insert(number, target.clone());
            names.by_name.insert(name.clone(), target);
            names.in_order.push(name.clone());
            names.is_incomplete |= !is_number(&code.code) || is_placeholder(&code.name.span());
        }
        names
    }

    /// Returns the codes of a `see_also` list, and reports those that do not exist.
    pub(crate) fn codes(&self, see_also: &[Integer], sink: &mut Sink) -> Vec<CodeRef> {
        let mut targets = Vec::new();
        for code in see_also {
            let number = code.get_ref();
            targets.extend(self.by_code.get(number).cloned());
            if !self.by_code.contains_key(number) && !self.is_incomplete {
                let message = format!("`see_also` refers to unknown code {number}");
                let help = format!("add an entry for {number}, or remove the reference");
                sink.push(Diagnostic::error(message, code.span()).help(help));
            }
        }
        targets
    }

    /// Returns the code with a name, or reports that it does not exist.
    pub(crate) fn code(&self, name: &Text, sink: &mut Sink) -> Option<CodeRef> {
        let target = self.by_name.get(name.get_ref());
        if target.is_none() && !self.is_incomplete {
            let shown = escape(name.get_ref());
            let message = format!("`replaced_by` refers to unknown code `{shown}`");
            let names = self.in_order.iter().map(String::as_str);
            let help = match sink.closest(name.get_ref(), names) {
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

/// Returns whether a code is what its author meant: not a placeholder, and not out of range.
fn is_number(code: &Integer) -> bool {
    !is_placeholder(&code.span()) && i32::try_from(*code.get_ref()).is_ok()
}

/// Checks that references between codes are mutual.
pub(crate) fn check(codes: &[Entry<Code>], sink: &mut Sink) {
    let codes = codes.iter().map(|it| &it.get_ref().0);
    let by_code: HashMap<i64, &Code> = codes
        .clone()
        .map(|code| (*code.code.get_ref(), code))
        .collect();
    for code in codes.filter(|code| is_number(&code.code)) {
        let number = &code.code;
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

fn one_sided(number: &Integer, other: &Integer, entry: &Code) -> Option<Diagnostic> {
    let (number, target) = (number.get_ref(), other.get_ref());
    let is_back = |back: &Integer| back.get_ref() == number || is_placeholder(&back.span());
    if entry.see_also.iter().any(is_back) {
        return None;
    }
    let message = format!("`see_also` is one-sided: {target} does not list {number}");
    Some(
        Diagnostic::error(message, other.span())
            .secondary(entry.code.span(), format!("{target} is defined here"))
            .help(format!("add {number} to the `see_also` of {target}")),
    )
}

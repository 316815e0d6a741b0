//! Codes and names that no entry can have.

use std::collections::HashMap;
use std::ops::Range;

use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::schema::{Code, File};
use crate::generator::sink::Sink;

/// Reports codes and names that are reserved.
pub(crate) fn check(file: &File, sink: &mut Sink) {
    let mut codes = HashMap::new();
    let mut names = HashMap::new();
    for reserved in file.reserved.iter().map(|it| &it.get_ref().0) {
        let note = reserved.note.get_ref().as_str();
        if let Some(code) = &reserved.code {
            codes.insert(*code.get_ref(), (code.span(), note));
        }
        if let Some(name) = &reserved.name {
            names.insert(name.get_ref().to_ascii_lowercase(), (name.span(), note));
        }
    }
    for Code { code, name, .. } in file.code.iter().map(|it| &it.get_ref().0) {
        if let Some(reserved) = codes.get(code.get_ref()) {
            let message = format!("code {} is reserved", code.get_ref());
            let conflict = conflict_with_reserved(message, code.span(), reserved);
            sink.push(conflict.help("choose another number"));
        }
        if let Some(reserved) = names.get(&name.get_ref().to_ascii_lowercase()) {
            let message = format!("name `{}` is reserved", escape(name.get_ref()));
            let conflict = conflict_with_reserved(message, name.span(), reserved);
            sink.push(conflict.help("choose another name"));
        }
    }
}

fn conflict_with_reserved(
    message: String,
    span: Range<usize>,
    (reserved, note): &(Range<usize>, &str),
) -> Diagnostic {
    let conflict = Diagnostic::error(message, span).secondary(reserved.clone(), "reserved here");
    match *note {
        "" => conflict,
        note => conflict.note(note),
    }
}

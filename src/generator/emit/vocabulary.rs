//! The enums for the vocabularies of a table.

use super::source::{ALLOW_DATA, Source};
use crate::generator::markdown::{code_span, escape_prose};
use crate::generator::model::Term;

/// Writes the enum of a vocabulary, if the table declares it.
pub(crate) fn emit(name: &str, doc: &str, terms: &[Term], out: &mut Source) {
    if terms.is_empty() {
        return;
    }
    let variants = |out: &mut Source| {
        for term in terms {
            out.doc([format!(
                "{}: {}",
                code_span(&term.id),
                escape_prose(&term.summary)
            )]);
            out.line(row(term));
        }
    };
    out.blank();
    let content = |out: &mut Source| {
        out.doc([doc]);
        out.line(ALLOW_DATA);
        out.block(format_args!("pub enum {name}"), variants, "");
    };
    out.block("::commsease_status::__vocabulary!", content, "");
}

fn row(term: &Term) -> String {
    let Term {
        id,
        variant,
        summary,
        parent,
        succeeds,
        date,
        advice,
    } = term;
    let quoted = |text: &Option<String>| text.as_ref().map(|text| format!("{text:?}"));
    let optional = [
        ("parent", parent.clone()),
        ("succeeds", succeeds.clone()),
        ("date", quoted(date)),
        ("advice", quoted(advice)),
    ];
    let mut row = format!("{variant} = {id:?}, {summary:?}");
    for (key, value) in optional {
        row.extend(value.map(|value| format!(", {key} = {value}")));
    }
    row + ";"
}

//! Sections that are valid one by one and not together.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use toml::de::Error;

use super::describe::{Place, describe};
use super::{first_definition, header_path};
use crate::generator::diagnostic::{Diagnostic, escape};

/// How many parents of a table are known.
const MAX_DEPTH: usize = 3;

/// Describes the conflicts of sections. Errors within a section come from the conflict of its
/// header.
pub(crate) fn diagnose(text: &str, sections: &[Range<usize>], errors: &[Error]) -> Vec<Diagnostic> {
    let path = |section: &Range<usize>| header_path(&text[section.clone()]).unwrap_or_default();
    // The first section that defines each table, itself or as the parent of another table.
    let mut first = HashMap::new();
    for (index, section) in sections.iter().enumerate() {
        let path = path(section);
        let dots = path.match_indices('.').take(MAX_DEPTH);
        for table in dots.map(|(dot, _)| &path[..dot]).chain([path]) {
            first.entry(table).or_insert(index);
        }
    }
    let mut seen = HashSet::new();
    let mut diagnostics = Vec::new();
    for error in errors {
        let start = error.span().map_or(0, |span| span.start);
        let index = sections.partition_point(|it| it.start <= start).max(1) - 1;
        let path = path(&sections[index]);
        if !seen.insert(path) {
            continue;
        }
        let start = sections[index].start;
        diagnostics.push(match first.get(path).filter(|other| **other < index) {
            Some(other) => between(text, sections[*other].start, start),
            None => with_root(text, sections[0].clone(), start, path)
                .unwrap_or_else(|| describe(&Place::new(text, 0, error), error.message())),
        });
    }
    diagnostics
}

fn between(text: &str, first: usize, second: usize) -> Diagnostic {
    let (first, second) = (header_span(text, first), header_span(text, second));
    let header = |span: &Range<usize>| escape(&text[span.clone()]);
    if header_path(&text[first.clone()]) == header_path(&text[second.clone()]) {
        let message = format!("duplicate table `{}`", header(&second));
        return Diagnostic::error(message, second)
            .label("redefined here")
            .secondary(first, "first defined here")
            .help("merge the two tables");
    }
    let (child, parent) = (header(&first), header(&second));
    let message = format!("`{child}` comes before the first `{parent}`");
    Diagnostic::error(message, first)
        .secondary(second, "first defined here")
        .help(format!("move it below the `{parent}` that it belongs to"))
}

/// Reports a key at the start of the file that has the name of a table, such as `category`.
fn with_root(text: &str, root: Range<usize>, header: usize, path: &str) -> Option<Diagnostic> {
    let name = path.split('.').next().unwrap_or_default();
    let key = first_definition(&text[root.clone()], name)?;
    let message = format!("`{}` must be a table", escape(name));
    Some(
        Diagnostic::error(message, root.start + key.start..root.start + key.end)
            .label("defined as a value here")
            .secondary(header_span(text, header), "defined as a table here")
            .help("move the value into a table, or remove it"),
    )
}

/// Returns the span of the header that starts at a byte.
fn header_span(text: &str, start: usize) -> Range<usize> {
    let line = text[start..].lines().next().unwrap_or_default();
    start..start + line.rfind(']').map_or(line.len(), |end| end + 1)
}

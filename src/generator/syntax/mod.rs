//! Errors in the syntax of a file.
//!
//! The toml crate finds them. One open bracket can make every line after it an error, so the file is
//! split at its table headers, and only the first error of each section is reported. The words are
//! those of the toml crate, except where they would mislead.

mod conflict;
mod describe;
mod mistake;

use std::ops::Range;

use toml::de::{DeTable, Error};

use self::describe::{Place, describe};
use crate::generator::diagnostic::Diagnostic;

/// The keys of the file: tables that can start a section.
pub(crate) const TABLES: [&str; 11] = [
    "enum", "source", "category", "area", "platform", "language", "response", "log", "range",
    "reserved", "code",
];
/// Table headers that need two brackets.
pub(crate) const ARRAYS_OF_TABLES: [&str; 6] = [
    "code",
    "log",
    "range",
    "reserved",
    "code.cause",
    "code.meaning",
];

/// Describes what keeps a file from being valid TOML. `errors` are those of the file as a whole.
pub(crate) fn diagnose(text: &str, errors: &[Error]) -> Vec<Diagnostic> {
    let conflicts = mistake::merge_conflicts(text);
    if !conflicts.is_empty() {
        return conflicts;
    }
    let sections = sections(text);
    let diagnostics: Vec<Diagnostic> = sections
        .iter()
        .filter_map(|section| in_section(text, section.clone()))
        .collect();
    if diagnostics.is_empty() {
        conflict::diagnose(text, &sections, errors)
    } else {
        diagnostics
    }
}

fn in_section(text: &str, section: Range<usize>) -> Option<Diagnostic> {
    let content = &text[section.clone()];
    if let Some(diagnostic) = single_brackets(content, section.start) {
        return Some(diagnostic);
    }
    let (_, errors) = DeTable::parse_recoverable(content);
    // An unclosed string is also an unclosed array, and a missing value is also an unexpected key.
    let first = errors.iter().min_by_key(|error| {
        let start = error.span().map(|span| span.start);
        (start, !error.message().contains("string"))
    })?;
    let place = Place::new(text, section.start, first);
    Some(mistake::find(&place).unwrap_or_else(|| describe(&place, first.message())))
}

/// Reports `[code]` in place of `[[code]]`.
fn single_brackets(section: &str, start: usize) -> Option<Diagnostic> {
    let line = section.lines().next()?;
    let path = line.strip_prefix('[')?.split(']').next()?.trim();
    let name = ARRAYS_OF_TABLES.iter().find(|name| **name == path)?;
    let span = start..start + line.find(']')? + 1;
    let diagnostic = Diagnostic::error(format!("`{name}` must be an array of tables"), span);
    let label = "this defines a single table";
    Some(
        diagnostic
            .label(label)
            .help(format!("use double brackets: `[[{name}]]`")),
    )
}

/// Splits a file before each line that starts with a table header.
fn sections(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let name = header_path(line).and_then(|path| path.split(['.', ' ', '\t']).next());
        if at > 0 && name.is_some_and(|name| TABLES.contains(&name)) {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(text.len());
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Returns what is between the brackets of a table header, closed or not.
fn header_path(line: &str) -> Option<&str> {
    let path = line.strip_prefix('[')?;
    let path = path.strip_prefix('[').unwrap_or(path);
    path.split([']', '#', '\n']).next().map(str::trim)
}

/// Returns the span of a key that starts a line.
fn first_definition(section: &str, key: &str) -> Option<Range<usize>> {
    let is_key = |line: &&str| {
        line.split('=')
            .next()
            .is_some_and(|start| start.trim() == key)
    };
    let line = section.lines().find(is_key).filter(|_| !key.is_empty())?;
    let indent = line.len() - line.trim_start().len();
    let start = line.as_ptr().addr() - section.as_ptr().addr() + indent;
    Some(start..start + key.len())
}

//! The keys that are required only in some tables.

use std::ops::Range;

use toml::Spanned;

use super::Checker;
use crate::generator::diagnostic::Diagnostic;
use crate::generator::schema::{Cause, Code, Entry, Log, Meaning, Reserved, Text};

const RETRY: &str =
    "add `retry = \"never\"` (or `\"after-fix\"`, `\"backoff\"`, `\"outcome-unknown\"`)";

/// A code has a category, an area, and sources if the table declares any, and retry advice unless its
/// category gives it.
pub(super) fn code(entry: &Entry<Code>, checker: &mut Checker) {
    let mut entry = Required::new("`[[code]]`", entry, checker);
    let code = entry.table;
    if code.category.is_none() && entry.checker.categories.is_declared() {
        entry.push(
            "category",
            "use an id declared as `[category.<id>]`: `category = \"...\"`",
        );
    }
    entry.area(code.area.as_ref());
    let given = &entry.checker.given;
    let is_retry_given = match &code.category {
        // A category that is not declared is reported.
        Some(_) => entry
            .checker
            .given(&code.category)
            .is_none_or(|it| it.has_retry),
        None => given.values().any(|given| given.has_retry),
    };
    if code.retry.is_none() && !is_retry_given {
        let place = if given.is_empty() {
            ""
        } else {
            " to the code or to its category"
        };
        entry.push("retry", &format!("{RETRY}{place}"));
    }
    entry.sources(code.sources.as_ref());
}

pub(super) fn log(entry: &Entry<Log>, checker: &mut Checker) {
    let mut entry = Required::new("`[[log]]`", entry, checker);
    entry.sources(entry.table.sources.as_ref());
}

pub(super) fn meaning(entry: &Entry<Meaning>, checker: &mut Checker) {
    let mut entry = Required::new("`[[code.meaning]]`", entry, checker);
    entry.sources(entry.table.sources.as_ref());
}

pub(super) fn cause(entry: &Entry<Cause>, checker: &mut Checker) {
    let mut entry = Required::new("`[[code.cause]]`", entry, checker);
    entry.area(entry.table.area.as_ref());
    entry.sources(entry.table.sources.as_ref());
}

/// A code, a name, or both are reserved.
pub(super) fn reserved(entry: &Entry<Reserved>, checker: &mut Checker) {
    let mut entry = Required::new("`[[reserved]]`", entry, checker);
    if entry.table.code.is_none() && entry.table.name.is_none() {
        entry.push(
            "code",
            "add what is reserved: `code = 414` or `name = \"...\"`",
        );
    }
}

/// An entry, and where its missing keys go.
struct Required<'f, 'c, T> {
    header: &'static str,
    table: &'f T,
    span: Range<usize>,
    checker: &'c mut Checker,
}

impl<'f, 'c, T> Required<'f, 'c, T> {
    fn new(header: &'static str, entry: &'f Entry<T>, checker: &'c mut Checker) -> Self {
        let (table, span) = (&entry.get_ref().0, entry.span());
        Self {
            header,
            table,
            span,
            checker,
        }
    }

    fn push(&mut self, key: &str, help: &str) {
        self.checker
            .sink
            .push_missing(self.header, &self.span, key, help);
    }

    fn area(&mut self, area: Option<&Text>) {
        if area.is_none() && self.checker.areas.is_declared() {
            self.push(
                "area",
                "use an id declared as `[area.<id>]`: `area = \"...\"`",
            );
        }
    }

    fn sources(&mut self, sources: Option<&Spanned<Vec<Text>>>) {
        const CITE: &str = "cite at least one declared source: `sources = [\"<id>\"]`";
        match sources {
            _ if !self.checker.sources.is_declared() => {}
            None => self.push("sources", CITE),
            Some(sources) if sources.get_ref().is_empty() => {
                let empty = Diagnostic::error("`sources` is empty", sources.span());
                self.checker.sink.push(empty.help(CITE));
            }
            Some(_) => {}
        }
    }
}

//! The documentation of the enum and of its variants.

use std::collections::{HashMap, HashSet};

use crate::generator::markdown::{code_span, code_spans, escape_prose, paragraphs};
use crate::generator::model::{Cause, Code, Deprecated, Meaning, Table};
use crate::shared::keywords::Outcome;

/// What one can do with every generated enum.
const METHODS: &str = "
- [`from_code`](Self::from_code) returns the variant for a code, and [`from_name`](Self::from_name)
  the one for a variant name or an SDK identifier. `parse` accepts all three.
- [`summary`](Self::summary), [`outcome`](Self::outcome), and [`retry`](Self::retry) say what a code
  means, and [`causes`](Self::causes) what can be the reason and how to fix it.
- [`diagnose`](Self::diagnose) takes a code and an error message, and finds the documented cause.
- [`Code`](::commsease_status::Code) holds a code that may have no variant.";

/// Returns the lines of the documentation of the enum: the first paragraph of the table, what one can
/// do, and the other paragraphs.
pub(crate) fn enumeration(table: &Table) -> Vec<String> {
    let mut lines: Vec<String> = paragraphs(&table.doc).collect();
    let is_blank = |line: &String| line.is_empty();
    let first = lines.iter().position(is_blank).unwrap_or(lines.len());
    lines.splice(first..first, METHODS.lines().map(String::from));
    lines
}

/// Returns the lines of the documentation of a variant.
pub(crate) fn variant(table: &Table, links: &Links<'_>, code: &Code) -> Vec<String> {
    let mut lines = Vec::new();
    let mut paragraph = |text: String| lines.extend([text, String::new()]);
    paragraph(format!(
        "**{}**: {}",
        code.code,
        escape_prose(&code.summary)
    ));
    paragraph(facts(links, code));
    if let Some((_, replacement)) = code
        .deprecated
        .as_ref()
        .and_then(|it| it.replaced_by.as_ref())
    {
        paragraph(format!(
            "Use [`{replacement}`]({}::{replacement}) instead.",
            table.name
        ));
    }
    if !code.sdk.is_empty() {
        paragraph(format!("SDK identifiers: {}.", code_spans(&code.sdk)));
    }
    if !code.shared_sdk.is_empty() {
        let shared = code_spans(&code.shared_sdk);
        paragraph(format!(
            "Shared SDK identifiers (resolve to another code): {shared}."
        ));
    }
    if let Some(advice) = advice(table, code) {
        paragraph(format!("No cause is documented. {}", escape_prose(advice)));
    }
    if !code.causes.is_empty() {
        paragraph(String::from("**Causes**"));
    }
    for cause in &code.causes {
        cause_lines(cause).into_iter().for_each(&mut paragraph);
    }
    if !code.meanings.is_empty() {
        paragraph(String::from("**On other platforms**"));
    }
    for meaning in &code.meanings {
        paragraph(meaning_line(links, meaning));
    }
    if !code.see_also.is_empty() {
        let link = |(_, other): &(i32, String)| format!("[`{other}`]({}::{other})", table.name);
        let links: Vec<String> = code.see_also.iter().map(link).collect();
        paragraph(format!("See also: {}.", links.join(", ")));
    }
    if !code.sources.is_empty() {
        let link = |source: &String| links.to("Source", source);
        let links: Vec<String> = code.sources.iter().map(link).collect();
        paragraph(format!("Sources: {}.", links.join(", ")));
    }
    lines.pop();
    lines
}

fn facts(links: &Links<'_>, code: &Code) -> String {
    let category = code.category.as_ref().map(|it| links.to("Category", it));
    let area = code.area.as_ref().map(|it| links.to("Area", it));
    let facts = [
        category.map(|category| format!("Category: {category}")),
        area.map(|area| format!("Area: {area}")),
        Some(format!("Outcome: {}", code.outcome.description())),
        Some(format!("Retry: {}", code.retry.description())),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(". ") + "."
}

/// Returns the advice of the category for a failure without a documented cause.
fn advice<'t>(table: &'t Table, code: &Code) -> Option<&'t str> {
    let is_open = code.causes.is_empty() && code.outcome == Outcome::Failure;
    let category = code.category.as_ref().filter(|_| is_open)?;
    let term = table
        .categories
        .iter()
        .find(|term| term.variant == *category)?;
    term.advice.as_deref()
}

fn cause_lines(cause: &Cause) -> [String; 2] {
    let patterns = match (cause.patterns.as_slice(), cause.hints.as_slice()) {
        ([], []) => String::new(),
        ([], hints) => format!(" (suggested by {})", code_spans(hints)),
        (patterns, _) => format!(" ({})", code_spans(patterns)),
    };
    let Cause {
        id,
        description,
        fix,
        fix_by,
        retry,
        ..
    } = cause;
    let fix_by = fix_by.description();
    [
        format!(
            "- {}{patterns}: {}",
            code_span(id),
            escape_prose(description)
        ),
        format!(
            "  **Fix** (by {fix_by}): {} Retry: {}.",
            escape_prose(fix),
            retry.description()
        ),
    ]
}

fn meaning_line(links: &Links<'_>, meaning: &Meaning) -> String {
    let platform = links.to("Platform", &meaning.platform);
    let sdk = match meaning.sdk.as_slice() {
        [] => String::new(),
        sdk => format!(" ({})", code_spans(sdk)),
    };
    let (outcome, retry) = (meaning.outcome.description(), meaning.retry.description());
    let summary = escape_prose(&meaning.summary);
    format!("- {platform}{sdk}: {summary} Outcome: {outcome}. Retry: {retry}.")
}

/// The ids of the vocabularies by the variants that they map to.
pub(crate) struct Links<'t>(HashMap<(&'static str, &'t str), &'t str>);

impl<'t> Links<'t> {
    pub(crate) fn new(table: &'t Table) -> Self {
        let vocabularies = table.vocabularies().into_iter();
        let links = vocabularies.flat_map(|(name, terms)| {
            terms
                .iter()
                .map(move |term| ((name, term.variant.as_str()), term.id.as_str()))
        });
        Self(links.collect())
    }

    /// Returns a link to the variant of a vocabulary, which shows the id.
    fn to(&self, vocabulary: &'static str, variant: &String) -> String {
        let id = self
            .0
            .get(&(vocabulary, variant))
            .copied()
            .unwrap_or_default();
        format!("[`{id}`]({vocabulary}::{variant})")
    }
}

/// Returns the note that the compiler shows where a deprecated code is used. rustdoc interprets it
/// as Markdown.
pub(crate) fn deprecation(table: &Table, deprecated: &Deprecated) -> String {
    let note = escape_prose(&deprecated.note);
    match &deprecated.replaced_by {
        Some((_, replacement)) => {
            format!("{note} Use `{}::{replacement}` instead.", table.name)
        }
        None => note.into_owned(),
    }
}

/// Returns what people type into the search field of the documentation: the code, the identifiers,
/// and the messages. rustdoc rejects some aliases.
pub(crate) fn aliases(code: &Code) -> Vec<String> {
    let identifiers = code.all_sdk().chain(&code.shared_sdk);
    let patterns = code.causes.iter().flat_map(|cause| &cause.patterns);
    let literals = patterns.filter(|pattern| !pattern.contains('{'));
    let mut aliases = vec![code.code.to_string()];
    let mut seen = HashSet::from([&code.variant, &aliases[0]]);
    let others = identifiers.chain(&code.keywords).chain(literals);
    let others = others.filter(|it| !it.is_empty() && !it.contains(is_rejected_in_alias));
    let others: Vec<_> = others.filter(|it| seen.insert(it)).cloned().collect();
    aliases.extend(others);
    aliases
}

fn is_rejected_in_alias(c: char) -> bool {
    matches!(c, '"' | '\'') || (c.is_whitespace() && c != ' ')
}

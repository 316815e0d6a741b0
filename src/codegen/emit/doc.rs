//! The documentation of a variant: better than a page of the vendor's, and found by whatever people search for.

use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream};

use super::super::prose::{code, codes, doc, markdown};
use super::super::table::{Code, Table, Word};

/// What a reader of the documentation wants to know of a code.
pub(super) fn variant_doc(table: &Table, entry: &Code) -> TokenStream {
    let name = &table.name;
    let mut text = String::with_capacity(1000);
    let mut paragraph = |line: std::fmt::Arguments<'_>| {
        // Writing to a string does not fail.
        let _ = write!(text, "{line}\n\n");
    };
    paragraph(format_args!(
        "**{}**: {}",
        entry.number,
        markdown(&entry.summary)
    ));
    paragraph(format_args!(
        "Category {}, area {}; {}, {}.",
        link("Category", &entry.category, &table.categories),
        link("Area", &entry.area, &table.areas),
        outcome(&entry.outcome),
        retry(&entry.retry),
    ));
    if let Some(replacement) = entry
        .deprecated
        .as_ref()
        .and_then(|deprecated| deprecated.replaced_by.as_ref())
    {
        paragraph(format_args!(
            "Use [`{replacement}`]({name}::{replacement}) instead."
        ));
    }
    if !entry.sdk.is_empty() {
        paragraph(format_args!("SDK identifiers: {}.", codes(&entry.sdk)));
    }
    if !entry.shared_sdk.is_empty() {
        paragraph(format_args!(
            "Also called, though the name leads to another code: {}.",
            codes(&entry.shared_sdk)
        ));
    }
    if !entry.causes.is_empty() {
        paragraph(format_args!("**Causes**"));
    }
    for cause in &entry.causes {
        let texts = match cause.texts.as_slice() {
            [] => String::new(),
            texts => format!(" ({})", codes(texts)),
        };
        let (when, fix) = (markdown(&cause.when), markdown(&cause.fix));
        paragraph(format_args!("- {}{texts}: {when}", code(&cause.id)));
        paragraph(format_args!(
            "  **Fix**, by {}: {fix} Then: {}.",
            fixer(&cause.fixer),
            retry(&cause.retry)
        ));
    }
    if !entry.senses.is_empty() {
        paragraph(format_args!("**Elsewhere**"));
    }
    for sense in &entry.senses {
        let platform = link("Platform", &sense.platform, &table.platforms);
        let sdk = match sense.sdk.as_slice() {
            [] => String::new(),
            sdk => format!(" ({})", codes(sdk)),
        };
        paragraph(format_args!(
            "- {platform}{sdk}: {} {}",
            markdown(&sense.summary),
            capital(&format!(
                "{}, {}.",
                outcome(&sense.outcome),
                retry(&sense.retry)
            ))
        ));
    }
    if !entry.see_also.is_empty() {
        let links: Vec<String> = entry
            .see_also
            .iter()
            .map(|other| format!("[`{other}`]({name}::{other})"))
            .collect();
        paragraph(format_args!("See also {}.", links.join(", ")));
    }
    let sources: Vec<String> = entry
        .sources
        .iter()
        .map(|source| link("Source", source, &table.sources))
        .collect();
    paragraph(format_args!("Sources: {}.", sources.join(", ")));
    doc(text.trim_end().lines())
}

/// A word with a link to its variant.
fn link(enumeration: &str, variant: &Ident, words: &[Word]) -> String {
    let id = words
        .iter()
        .find(|word| word.variant == *variant)
        .map_or("", |word| word.id.as_str());
    format!("[`{id}`]({enumeration}::{variant})")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(letters)
        .collect()
}

fn outcome(outcome: &Ident) -> &'static str {
    match outcome {
        word if word == "Success" => "a success",
        word if word == "Partial" => "a partial success",
        _ => "a failure",
    }
}

fn retry(retry: &Ident) -> &'static str {
    match retry {
        word if word == "Never" => "no retry",
        word if word == "AfterFix" => "retry after a fix",
        word if word == "Backoff" => "retry later, with back-off",
        _ => "retry only after finding out whether it was done",
    }
}

fn fixer(fixer: &Ident) -> &'static str {
    match fixer {
        word if word == "Caller" => "the caller",
        word if word == "Console" => "the administrator in the console",
        word if word == "EndUser" => "the end user",
        _ => "the service",
    }
}

/// What people type into the search field of the documentation: the number, the identifiers, the texts. rustdoc refuses
/// some texts as aliases.
pub(super) fn aliases(code: &Code) -> Vec<String> {
    let identifiers = code
        .sdk
        .iter()
        .chain(&code.shared_sdk)
        .chain(code.senses.iter().flat_map(|sense| &sense.sdk));
    let texts = code
        .causes
        .iter()
        .flat_map(|cause| &cause.texts)
        .filter(|text| !text.contains('{'));
    let mut aliases = vec![code.number.to_string()];
    for alias in identifiers.chain(texts) {
        let refused = alias
            .contains(|c: char| matches!(c, '"' | '\'') || (c.is_whitespace() && c != ' '))
            || code.variant == alias;
        if !refused && !aliases.contains(alias) {
            aliases.push(alias.clone());
        }
    }
    aliases
}

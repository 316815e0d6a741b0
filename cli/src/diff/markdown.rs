//! The changes as Markdown for a changelog, in the form of <https://keepachangelog.com>.

use std::io::Write;

use commsease_status::codegen::{Change, ChangeKind, Diff, Item, Level};

use crate::output::{Failed, code_span, prose};

/// Prints a section for each kind of change.
pub(super) fn print(diff: &Diff, out: &mut impl Write) -> Result<(), Failed> {
    if diff.changes().is_empty() {
        writeln!(out, "No changes.")?;
    }
    let mut separator = "";
    for heading in ["Added", "Changed", "Deprecated", "Removed"] {
        let changes = diff.changes().iter();
        let mut changes = changes.filter(|it| section(it) == heading).peekable();
        if changes.peek().is_none() {
            continue;
        }
        writeln!(out, "{separator}### {heading}\n")?;
        for change in changes {
            writeln!(out, "- {}", line(change))?;
        }
        separator = "\n";
    }
    Ok(())
}

/// Returns the heading under which a change belongs.
fn section(change: &Change) -> &'static str {
    match (change.kind(), change.key) {
        (ChangeKind::Added, Some("deprecated")) => "Deprecated",
        (ChangeKind::Added, _) => "Added",
        (ChangeKind::Removed, _) => "Removed",
        _ => "Changed",
    }
}

fn line(change: &Change) -> String {
    let breaking = match change.level() {
        Level::Major => "**Breaking:** ",
        Level::Minor | Level::Patch => "",
    };
    let item = change.item.to_string();
    let subject = match change.key {
        Some(key) => format!("`{key}` of {item}"),
        None => item[..1].to_uppercase() + &item[1..],
    };
    let values = [&change.old, &change.new].map(|it| it.as_ref().map(|it| value(change, it)));
    let values: Vec<String> = values.into_iter().flatten().collect();
    let label = code_span(&change.label);
    format!("{breaking}{subject} {label}: {}", values.join(" → "))
}

/// Returns a value as prose if it is a sentence, or as code.
fn value(change: &Change, text: &str) -> String {
    let is_prose = match change.key {
        None => change.item != Item::SdkIdentifier,
        Some(key) => matches!(
            key,
            "advice" | "deprecated" | "description" | "doc" | "fix" | "summary" | "title"
        ),
    };
    if is_prose {
        prose(&text.replace('\n', " "))
    } else {
        code_span(text)
    }
}

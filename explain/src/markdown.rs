//! An answer for issues, in Markdown.

use std::io::{self, Write};

use commsease_status::{Evidence, Outcome};

use crate::answer::{Answer, Cause};
use crate::markup::{cell, code_span, code_spans, cut, prose};

/// Prints an answer.
///
/// ```
/// use commsease_status::diagnose;
/// use commsease_status_explain::{Answer, markdown};
///
/// let mut printed = Vec::new();
/// markdown::print(&Answer::new(&diagnose(416, None), None), &mut printed)?;
/// assert!(printed.starts_with(b"### 416 RateLimited\n\n"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// Fails if `out` cannot be written.
pub fn print(answer: &Answer<'_>, out: &mut impl Write) -> io::Result<()> {
    heading(answer, out)?;
    for range in &answer.ranges {
        writeln!(
            out,
            "- {}: {}",
            code_span(&range.codes()),
            prose(range.summary)
        )?;
    }
    if let Some(facts) = answer.facts(code_span) {
        writeln!(out, "\n{facts}")?;
    }
    if let Some(deprecation) = &answer.deprecation {
        let (since, note) = (code_span(deprecation.since), prose(deprecation.note));
        let instead = deprecation.instead(ToString::to_string);
        writeln!(out, "\nDeprecated since {since}: {note}{instead}")?;
    }
    if let Some(reserved) = &answer.reserved {
        writeln!(out, "\nReserved: {}", prose(reserved.note))?;
    }
    other_meanings(answer, out)?;
    if let Some(message) = answer.message.filter(|it| !it.trim().is_empty()) {
        writeln!(out, "\nError message: {}", code_span(&cut(message)))?;
    }
    if answer.evidence == Evidence::Text && answer.outcome == Some(Outcome::Failure) {
        let sentence = "SDKs give this message with the code for any cause.";
        writeln!(out, "\n{sentence}")?;
    }
    if let Some(reason) = answer.own_reason() {
        writeln!(out, "\nReason: {}", code_span(&cut(reason)))?;
    }
    if let Some(advice) = answer.advice {
        writeln!(out, "\nAdvice: {}", prose(advice))?;
    }
    match answer.causes.as_slice() {
        [cause] if answer.is_cause_proven() => proven_cause(cause, out)?,
        causes => possible_causes(causes, out)?,
    }
    if let Some(text) = answer.user_message {
        writeln!(out, "\nFor end users: {}", prose(text))?;
    }
    if let Some(codes) = answer.see_also() {
        writeln!(out, "\nSee also: {codes}")?;
    }
    for item in &answer.failed_items {
        writeln!(out, "\nFailed item:\n")?;
        print(item, out)?;
    }
    for note in &answer.notes {
        writeln!(out, "\nNote: {}", prose(&note.to_string()))?;
    }
    for other in &answer.others {
        writeln!(out, "\nAlso in the text:\n")?;
        print(other, out)?;
    }
    Ok(())
}

fn heading(answer: &Answer<'_>, out: &mut impl Write) -> io::Result<()> {
    let name = prose(answer.name.unwrap_or("(unknown)"));
    let platform = answer.platform.map(|platform| format!(" on {platform}"));
    let platform = platform.unwrap_or_default();
    writeln!(out, "### {} {name}{platform}\n", answer.code)?;
    if answer.depends_on_platform {
        writeln!(out, "The meaning depends on the platform.")?;
    }
    match (answer.is_known(), answer.ranges.len()) {
        (true, _) => writeln!(out, "{}", prose(answer.summary))?,
        (false, 0) => writeln!(out, "No entry or range describes this code.")?,
        (false, 1) => writeln!(out, "Unknown code in the range:\n")?,
        (false, _) => writeln!(out, "Unknown code in the ranges:\n")?,
    }
    Ok(())
}

fn other_meanings(answer: &Answer<'_>, out: &mut impl Write) -> io::Result<()> {
    let general = answer
        .general
        .map(|summary| format!("in general: {}", prose(summary)));
    let meanings = answer.other_meanings().map(|meaning| {
        let separator = if meaning.sdk_names.is_empty() {
            ""
        } else {
            ", "
        };
        let names = code_spans(meaning.sdk_names);
        let (platform, summary) = (code_span(meaning.platform), prose(meaning.summary));
        let outcome = meaning.outcome.description();
        format!("{platform}: {summary} ({outcome}{separator}{names})")
    });
    let lines: Vec<String> = general.into_iter().chain(meanings).collect();
    if !lines.is_empty() {
        writeln!(out, "\nOn other platforms:\n")?;
    }
    for line in &lines {
        writeln!(out, "- {line}")?;
    }
    Ok(())
}

fn proven_cause(cause: &Cause<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\nCause: {}\n", name(cause))?;
    writeln!(out, "- What happened: {}", cause.description.markdown())?;
    writeln!(out, "- What to do: {}", cause.fix.markdown())?;
    writeln!(out, "- Fix by: {}", cause.fix_by.description())?;
    writeln!(out, "- Retry: {}", cause.retry.description())?;
    Ok(())
}

/// Returns the id of a cause, and the platform that it is limited to.
fn name(cause: &Cause<'_>) -> String {
    let platform = cause
        .platform
        .map(|platform| format!(" (only on {})", code_span(platform)));
    code_span(cause.id) + &platform.unwrap_or_default()
}

fn possible_causes(causes: &[Cause<'_>], out: &mut impl Write) -> io::Result<()> {
    if causes.is_empty() {
        return Ok(());
    }
    if causes.iter().any(|cause| cause.hinted) {
        writeln!(
            out,
            "\nThe message may be one of the causes marked with `?`, but does not prove one."
        )?;
    }
    writeln!(
        out,
        "\n| Cause | What happened | What to do | Fix by | Retry |"
    )?;
    writeln!(out, "| --- | --- | --- | --- | --- |")?;
    for cause in causes {
        let hint = if cause.hinted { " `?`" } else { "" };
        let id = cell(&name(cause));
        let (description, fix) = (cause.description.markdown(), cause.fix.markdown());
        let (fix_by, retry) = (cause.fix_by.description(), cause.retry.description());
        writeln!(
            out,
            "| {id}{hint} | {} | {} | {fix_by} | {retry} |",
            cell(&description),
            cell(&fix)
        )?;
    }
    Ok(())
}

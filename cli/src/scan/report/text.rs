//! The report for people.

use std::io::Write;

use commsease_status::Outcome;

use super::{HourCount, KnownCode, Occurrences, Report, UnknownCode, UnmatchedMessage, others};
use crate::output::{BAD, FAINT, Failed, GOOD, STRONG, counted, escape, wrapped, wrapped_styled};

/// The columns of the count, and the space after it.
const INDENT: usize = 12;

/// Prints a report.
pub(super) fn print(report: &Report, out: &mut impl Write) -> Result<(), Failed> {
    writeln!(
        out,
        "{STRONG}{} in {}{STRONG:#}",
        counted(report.responses, "response"),
        counted(report.lines, "line")
    )?;
    for code in &report.codes {
        known_code(code, out)?;
    }
    if !report.unknown_codes.is_empty() {
        writeln!(out, "\n{STRONG}Unknown codes{STRONG:#}")?;
    }
    for code in &report.unknown_codes {
        unknown_code(code, out)?;
    }
    if !report.unmatched_messages.is_empty() {
        writeln!(out, "\n{STRONG}Unmatched messages{STRONG:#}")?;
    }
    for message in &report.unmatched_messages {
        unmatched_message(message, out)?;
    }
    let hours = report.hours.as_deref().unwrap_or_default();
    if !hours.is_empty() {
        writeln!(out, "\n{STRONG}By hour{STRONG:#}")?;
    }
    for HourCount { hour, key, count } in hours {
        writeln!(out, "{count:>10}  {:14}  {}", escape(hour), escape(key))?;
    }
    for line in others(report) {
        writeln!(out, "\n{}", wrapped("", 2, &line))?;
    }
    Ok(())
}

fn known_code(code: &KnownCode, out: &mut impl Write) -> Result<(), Failed> {
    let style = match code.outcome {
        Outcome::Failure => BAD,
        Outcome::Success | Outcome::Partial => GOOD,
    };
    let cause = code.cause.map(|cause| format!(" ({})", escape(cause)));
    let heading = format!(
        "{style}{}{style:#} {STRONG}{}{STRONG:#}{}",
        code.code,
        escape(code.name),
        cause.unwrap_or_default()
    );
    let share = format!("{:>5.1}%  ", code.share);
    writeln!(out)?;
    row(&code.seen, &share, &heading, out)?;
    paragraph(&code.explanation(), out)
}

fn unknown_code(unknown: &UnknownCode, out: &mut impl Write) -> Result<(), Failed> {
    let UnknownCode {
        code,
        summary,
        seen,
    } = unknown;
    row(seen, " ", &format!("{BAD}{code}{BAD:#}"), out)?;
    match summary {
        Some(summary) => paragraph(summary, out),
        None => Ok(()),
    }
}

fn unmatched_message(unmatched: &UnmatchedMessage, out: &mut impl Write) -> Result<(), Failed> {
    let UnmatchedMessage {
        code,
        message,
        seen,
    } = unmatched;
    row(seen, " ", &format!("{code} \"{}\"", escape(message)), out)
}

/// Prints how often and where first something occurred. `heading` is escaped.
fn row(seen: &Occurrences, share: &str, heading: &str, out: &mut impl Write) -> Result<(), Failed> {
    let first = format!("{:>10} {share}", seen.count);
    let text = format!("{heading}  {FAINT}first: {}{FAINT:#}", escape(&seen.first));
    Ok(writeln!(out, "{}", wrapped_styled(&first, INDENT, &text))?)
}

fn paragraph(text: &str, out: &mut impl Write) -> Result<(), Failed> {
    let indent = " ".repeat(INDENT);
    Ok(writeln!(out, "{}", wrapped(&indent, INDENT, text))?)
}

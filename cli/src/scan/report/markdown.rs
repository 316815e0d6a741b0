//! The report as Markdown.

use std::io::Write;

use super::{HourCount, KnownCode, Report, UnknownCode, UnmatchedMessage, others};
use crate::output::{Failed, cell, code_span, counted, prose};

/// Prints a report.
pub(super) fn print(report: &Report, out: &mut impl Write) -> Result<(), Failed> {
    let responses = counted(report.responses, "response");
    writeln!(out, "{responses} in {}", counted(report.lines, "line"))?;
    if !report.codes.is_empty() {
        writeln!(
            out,
            "\n| Count | Share | Code | Name | Cause | First | What to do |"
        )?;
        writeln!(out, "| ---: | ---: | ---: | --- | --- | --- | --- |")?;
    }
    for code in &report.codes {
        known_code(code, out)?;
    }
    if !report.unknown_codes.is_empty() {
        writeln!(out, "\nUnknown codes:\n\n| Count | Code | First | Range |")?;
        writeln!(out, "| ---: | ---: | --- | --- |")?;
    }
    for code in &report.unknown_codes {
        unknown_code(code, out)?;
    }
    if !report.unmatched_messages.is_empty() {
        writeln!(
            out,
            "\nUnmatched messages:\n\n| Count | Code | Message | First |"
        )?;
        writeln!(out, "| ---: | ---: | --- | --- |")?;
    }
    for message in &report.unmatched_messages {
        unmatched_message(message, out)?;
    }
    let hours = report.hours.as_deref().unwrap_or_default();
    if !hours.is_empty() {
        writeln!(
            out,
            "\nBy hour:\n\n| Count | Hour | Key |\n| ---: | --- | --- |"
        )?;
    }
    for HourCount { hour, key, count } in hours {
        writeln!(
            out,
            "| {count} | {} | {} |",
            cell(&code_span(hour)),
            cell(&code_span(key))
        )?;
    }
    for line in others(report) {
        writeln!(out, "\n{line}")?;
    }
    Ok(())
}

fn known_code(code: &KnownCode, out: &mut impl Write) -> Result<(), Failed> {
    writeln!(
        out,
        "| {} | {:.1} % | {} | {} | {} | {} | {} |",
        code.seen.count,
        code.share,
        code.code,
        cell(&prose(code.name)),
        cell(&code.cause.map(code_span).unwrap_or_default()),
        cell(&code_span(&code.seen.first)),
        cell(&prose(&code.explanation()))
    )?;
    Ok(())
}

fn unknown_code(unknown: &UnknownCode, out: &mut impl Write) -> Result<(), Failed> {
    let UnknownCode {
        code,
        summary,
        seen,
    } = unknown;
    writeln!(
        out,
        "| {} | {code} | {} | {} |",
        seen.count,
        cell(&code_span(&seen.first)),
        cell(&prose(summary.unwrap_or_default()))
    )?;
    Ok(())
}

fn unmatched_message(unmatched: &UnmatchedMessage, out: &mut impl Write) -> Result<(), Failed> {
    let UnmatchedMessage {
        code,
        message,
        seen,
    } = unmatched;
    writeln!(
        out,
        "| {} | {code} | {} | {} |",
        seen.count,
        cell(&code_span(message)),
        cell(&code_span(&seen.first))
    )?;
    Ok(())
}

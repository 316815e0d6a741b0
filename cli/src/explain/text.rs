//! An answer for people.

use std::fmt::Write as _;
use std::io::Write;

use commsease_status::{Evidence, Outcome};
use commsease_status_explain::{Answer, Cause};

use crate::output::{BAD, FAINT, Failed, GOOD, STRONG, cut, escape, wrapped, wrapped_styled};

/// Prints an answer.
pub(crate) fn print(answer: &Answer<'_>, out: &mut impl Write) -> Result<(), Failed> {
    heading(answer, out)?;
    ranges(answer, out)?;
    if let Some(facts) = answer.facts(str::to_owned) {
        writeln!(out, "{FAINT}{}{FAINT:#}", wrapped("", 2, &facts))?;
    }
    deprecation(answer, out)?;
    if let Some(reserved) = &answer.reserved {
        writeln!(out, "\n{}", wrapped("Reserved: ", 2, reserved.note))?;
    }
    other_meanings(answer, out)?;
    message(answer, out)?;
    if let Some(reason) = answer.own_reason() {
        let reason = format!("\"{}\"", cut(reason));
        writeln!(out, "\n{}", wrapped("Reason: ", 2, &reason))?;
    }
    if let Some(advice) = answer.advice {
        writeln!(out, "\n{}", wrapped("Advice: ", 2, advice))?;
    }
    causes(answer, out)?;
    if let Some(text) = answer.user_message {
        writeln!(out, "\n{}", wrapped("For end users: ", 2, text))?;
    }
    if let Some(codes) = answer.see_also() {
        writeln!(out, "\n{}", wrapped("See also: ", 2, &codes))?;
    }
    for item in &answer.failed_items {
        writeln!(out, "\n{STRONG}Failed item{STRONG:#}")?;
        print(item, out)?;
    }
    for note in &answer.notes {
        writeln!(out, "\n{}", wrapped("Note: ", 2, &note.to_string()))?;
    }
    for other in &answer.others {
        writeln!(out, "\n{STRONG}Also in the text{STRONG:#}")?;
        print(other, out)?;
    }
    Ok(())
}

fn heading(answer: &Answer<'_>, out: &mut impl Write) -> Result<(), Failed> {
    let style = match (answer.name, answer.outcome) {
        (None, _) => STRONG,
        (_, Some(Outcome::Failure)) => BAD,
        _ => GOOD,
    };
    let name = escape(answer.name.unwrap_or("(unknown)"));
    let platform = answer.platform.map(|platform| format!(" on {platform}"));
    writeln!(
        out,
        "{style}{}{style:#} {STRONG}{name}{STRONG:#}{}",
        answer.code,
        platform.unwrap_or_default()
    )?;
    if answer.depends_on_platform {
        writeln!(out, "The meaning depends on the platform.")?;
    }
    if answer.is_known() {
        writeln!(out, "{}", wrapped("", 0, answer.summary))?;
    } else if answer.ranges.is_empty() {
        writeln!(out, "No entry or range describes this code.")?;
    }
    Ok(())
}

fn ranges(answer: &Answer<'_>, out: &mut impl Write) -> Result<(), Failed> {
    let codes: Vec<String> = answer.ranges.iter().map(|range| range.codes()).collect();
    let width = codes.iter().map(|codes| codes.chars().count()).max();
    let (Some(width), plural) = (width, if codes.len() == 1 { "" } else { "s" }) else {
        return Ok(());
    };
    writeln!(out, "Unknown code in the range{plural}:")?;
    for (range, codes) in answer.ranges.iter().zip(&codes) {
        let first = format!("  {codes:width$}  ");
        writeln!(out, "{}", wrapped(&first, width + 4, range.summary))?;
    }
    Ok(())
}

fn deprecation(answer: &Answer<'_>, out: &mut impl Write) -> Result<(), Failed> {
    let Some(deprecation) = &answer.deprecation else {
        return Ok(());
    };
    let sentence = format!(
        "Deprecated since {}: {}{}",
        deprecation.since,
        deprecation.note,
        deprecation.instead(ToString::to_string)
    );
    writeln!(out, "\n{}", wrapped("", 2, &sentence))?;
    Ok(())
}

fn other_meanings(answer: &Answer<'_>, out: &mut impl Write) -> Result<(), Failed> {
    let general = answer
        .general
        .map(|summary| format!("in general: {summary}"));
    let meanings = answer.other_meanings().map(|meaning| {
        let names = [&[meaning.outcome.description()], meaning.sdk_names]
            .concat()
            .join(", ");
        format!("{}: {} ({names})", meaning.platform, meaning.summary)
    });
    let lines: Vec<String> = general.into_iter().chain(meanings).collect();
    if !lines.is_empty() {
        writeln!(out, "\nOn other platforms:")?;
    }
    for line in &lines {
        writeln!(out, "{}", wrapped("  ", 4, line))?;
    }
    Ok(())
}

/// Prints what the message says about the cause of a failure, unless it proves one.
fn message(answer: &Answer<'_>, out: &mut impl Write) -> Result<(), Failed> {
    let message = answer.message.filter(|message| !message.trim().is_empty());
    let Some(message) = message else {
        return Ok(());
    };
    match answer.evidence {
        Evidence::Hint => {
            let sentence = "The message may be one of these causes, but does not prove one:";
            writeln!(out, "\n{}", wrapped("", 0, sentence))?;
            for cause in answer.causes.iter().filter(|cause| cause.hinted) {
                print_cause(cause, out)?;
            }
        }
        Evidence::Text if answer.outcome == Some(Outcome::Failure) => {
            let message = cut(message);
            let sentence = format!("SDKs give \"{message}\" with this code for any cause.");
            writeln!(out, "\n{}", wrapped("", 0, &sentence))?;
        }
        Evidence::Code if answer.outcome == Some(Outcome::Failure) => {
            let sentence = format!("No documented cause matches \"{}\".", cut(message));
            writeln!(out, "\n{}", wrapped("", 0, &sentence))?;
        }
        _ => {}
    }
    Ok(())
}

fn causes(answer: &Answer<'_>, out: &mut impl Write) -> Result<(), Failed> {
    let causes = answer.causes.iter().filter(|cause| !cause.hinted);
    let causes: Vec<&Cause<'_>> = causes.collect();
    let other = if causes.len() < answer.causes.len() {
        " other"
    } else {
        ""
    };
    match causes.len() {
        _ if answer.is_cause_proven() => {}
        0 => {}
        1 => writeln!(out, "\n1{other} documented cause:")?,
        count => writeln!(out, "\n{count}{other} documented causes:")?,
    }
    for cause in causes {
        print_cause(cause, out)?;
    }
    Ok(())
}

fn print_cause(cause: &Cause<'_>, out: &mut impl Write) -> Result<(), Failed> {
    let mut heading = format!("{STRONG}{}{STRONG:#}", cause.id);
    if let Some(platform) = cause.platform {
        let _ = write!(heading, " (only on {platform})");
    }
    if !cause.patterns.is_empty() {
        let patterns = cause.patterns.iter();
        let patterns: Vec<String> = patterns.map(|it| format!("\"{}\"", escape(it))).collect();
        let _ = write!(heading, "  {FAINT}{}{FAINT:#}", patterns.join(", "));
    }
    writeln!(out, "\n{}", wrapped_styled("", 4, &heading))?;
    writeln!(
        out,
        "{}",
        wrapped("  What happened: ", 4, &cause.description.plain())
    )?;
    writeln!(
        out,
        "{}",
        wrapped("  What to do:    ", 4, &cause.fix.plain())
    )?;
    let (fix_by, retry) = (cause.fix_by.description(), cause.retry.description());
    let last = format!("Fix by: {fix_by}. Retry: {retry}.");
    writeln!(out, "{FAINT}{}{FAINT:#}", wrapped("  ", 4, &last))?;
    Ok(())
}

//! `reference`: the page `docs/codes.md`, from the compiled tables.

use std::io::Write;

use commsease_status::{Cause, Platform, Range, Sense, Source, Status, StatusCode, Word};

use crate::answer::{cell, code_span};
use crate::output::Failed;

pub(crate) fn run(out: &mut impl Write) -> Result<u8, Failed> {
    writeln!(out, "# Status codes\n")?;
    writeln!(
        out,
        "The status codes of the CommsEase (NetEase Yunxin) instant messaging service: {} codes with {} documented causes.\n\
         This page is written from `codes.toml` by `commsease-status reference`.\n",
        StatusCode::ALL.len(),
        StatusCode::ALL
            .iter()
            .map(|status| status.causes().len())
            .sum::<usize>(),
    )?;
    contents(out)?;
    for status in StatusCode::ALL {
        code(*status, out)?;
    }
    ranges(out)?;
    platforms(out)?;
    sources(out)?;
    Ok(0)
}

fn contents(out: &mut impl Write) -> Result<(), Failed> {
    writeln!(
        out,
        "## Contents\n\n| code | name | summary |\n| ---: | --- | --- |"
    )?;
    for status in StatusCode::ALL {
        let (code, name) = (status.code(), status.name());
        writeln!(
            out,
            "| [{code}](#{}) | `{name}` | {} |",
            anchor(*status),
            cell(status.summary())
        )?;
    }
    writeln!(
        out,
        "\nBehind the codes: [ranges](#ranges), [platforms](#platforms), [sources](#sources).\n\n## Codes"
    )?;
    Ok(())
}

/// The anchor that Markdown renderers make of the heading of a code.
fn anchor(status: StatusCode) -> String {
    format!("{}-{}", status.code(), status.name().to_lowercase())
}

fn code(status: StatusCode, out: &mut impl Write) -> Result<(), Failed> {
    writeln!(
        out,
        "\n### {} {}\n\n{}\n",
        status.code(),
        status.name(),
        status.summary()
    )?;
    writeln!(
        out,
        "Category `{}`, area `{}`; {}; retry: `{}`.",
        status.category(),
        status.area(),
        status.outcome().description(),
        status.retry()
    )?;
    let elsewhere = |name: &&str| {
        status
            .senses()
            .iter()
            .any(|sense| sense.sdk_names().contains(name))
    };
    let own: Vec<&str> = status
        .sdk_names()
        .iter()
        .copied()
        .filter(|name| !elsewhere(name))
        .collect();
    if !own.is_empty() {
        writeln!(out, "\nSDK identifiers: {}.", spans(&own))?;
    }
    if !status.shared_sdk_names().is_empty() {
        writeln!(
            out,
            "\nAlso called, though the name leads to another code: {}.",
            spans(status.shared_sdk_names())
        )?;
    }
    if let Some(deprecation) = status.deprecation() {
        let instead = deprecation.replaced_by.and_then(StatusCode::from_code);
        let instead =
            instead.map(|other| format!(" Use [{}](#{}) instead.", other.code(), anchor(other)));
        let (since, note) = (deprecation.since, deprecation.note);
        writeln!(
            out,
            "\nDeprecated since {since}: {note}{}",
            instead.unwrap_or_default()
        )?;
    }
    if !status.causes().is_empty() {
        causes(status.causes(), out)?;
    }
    if !status.senses().is_empty() {
        senses(status.senses(), out)?;
    }
    if !status.see_also().is_empty() {
        let other = |number: &i32| {
            StatusCode::from_code(*number).map(|other| format!("[{number}](#{})", anchor(other)))
        };
        let links: Vec<String> = status.see_also().iter().filter_map(other).collect();
        writeln!(out, "\nSee also {}.", links.join(", "))?;
    }
    let sources: Vec<&str> = status.sources().iter().map(|source| source.id()).collect();
    writeln!(out, "\nSources: {}.", spans(&sources))?;
    Ok(())
}

fn causes(causes: &[Cause], out: &mut impl Write) -> Result<(), Failed> {
    writeln!(
        out,
        "\n| cause | server text | what happened | what to do | who | retry |"
    )?;
    writeln!(out, "| --- | --- | --- | --- | --- | --- |")?;
    for cause in causes {
        writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | `{}` |",
            cause.id(),
            cell(&spans(cause.texts())),
            cell(cause.when()),
            cell(cause.fix()),
            cause.fixer().description(),
            cause.retry()
        )?;
    }
    Ok(())
}

fn senses(senses: &[Sense], out: &mut impl Write) -> Result<(), Failed> {
    writeln!(
        out,
        "\n| on | it means | outcome | retry | SDK identifiers |\n| --- | --- | --- | --- | --- |"
    )?;
    for sense in senses {
        let (platform, outcome, retry) = (sense.platform(), sense.outcome(), sense.retry());
        let (summary, names) = (cell(sense.summary()), spans(sense.sdk_names()));
        writeln!(
            out,
            "| `{platform}` | {summary} | {outcome} | `{retry}` | {names} |"
        )?;
    }
    Ok(())
}

fn ranges(out: &mut impl Write) -> Result<(), Failed> {
    writeln!(
        out,
        "\n## Ranges\n\nWhat a number tells that has no entry. Several ranges may hold it.\n"
    )?;
    writeln!(out, "| numbers | name | meaning |\n| --- | --- | --- |")?;
    for range in StatusCode::ranges() {
        let numbers = numbers(range);
        writeln!(
            out,
            "| {numbers} | `{}` | {} |",
            range.name(),
            cell(range.summary())
        )?;
    }
    Ok(())
}

fn numbers(range: &Range) -> String {
    let ending = range
        .ending()
        .map(|ending| format!(" that end with {ending}"))
        .unwrap_or_default();
    format!("{} to {}{ending}", range.from(), range.to())
}

fn platforms(out: &mut impl Write) -> Result<(), Failed> {
    writeln!(
        out,
        "\n## Platforms\n\n| platform | what it is |\n| --- | --- |"
    )?;
    for platform in Platform::ALL {
        writeln!(out, "| `{platform}` | {} |", cell(platform.summary()))?;
    }
    Ok(())
}

fn sources(out: &mut impl Write) -> Result<(), Failed> {
    writeln!(
        out,
        "\n## Sources\n\n| source | what it is | date |\n| --- | --- | --- |"
    )?;
    for source in Source::ALL {
        let date = source.date().unwrap_or_default();
        writeln!(out, "| `{source}` | {} | {date} |", cell(source.summary()))?;
    }
    Ok(())
}

/// Texts as code spans with commas between them.
fn spans(texts: &[&str]) -> String {
    let spans: Vec<String> = texts.iter().map(|text| code_span(text)).collect();
    spans.join(", ")
}

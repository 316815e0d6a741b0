//! What a scan prints.

use std::io::Write;

use commsease_status::{Category, Cause, Code, Outcome, Status, StatusCode, diagnose};
use serde::Serialize;

use super::input::Inputs;
use super::tally::{Kind, Seen, Tally};
use crate::answer::{cell, code_span};
use crate::args::Format;
use crate::output::{BAD, FAINT, Failed, GOOD, STRONG, shown, wrapped};

/// The answer to `scan`.
#[derive(Serialize)]
pub(crate) struct Report {
    lines: u64,
    responses: u64,
    codes: Vec<Row>,
    unknown: Vec<Unknown>,
    texts: Vec<Unclaimed>,
    /// What was not counted one by one, as there were too many different ones.
    further_codes: u64,
    further_texts: u64,
}

/// A code with a cause, or without.
#[derive(Serialize)]
struct Row {
    code: i32,
    name: Option<&'static str>,
    cause: Option<&'static str>,
    category: Option<&'static str>,
    outcome: Option<&'static str>,
    count: u64,
    /// Of all codes that came, in per cent.
    share: f64,
    first: String,
    last: String,
    /// What happened, or what the code means.
    when: &'static str,
    fix: Option<&'static str>,
}

/// A number that the table does not have.
#[derive(Serialize)]
struct Unknown {
    code: i32,
    /// What its range tells.
    summary: &'static str,
    count: u64,
    first: String,
    last: String,
}

/// A text that no cause claims.
#[derive(Serialize)]
struct Unclaimed {
    code: i32,
    text: String,
    count: u64,
    first: String,
    last: String,
}

impl Report {
    pub(crate) fn new(tally: &Tally, inputs: &Inputs<'_>) -> Self {
        let all = tally
            .kinds()
            .groups
            .values()
            .map(|seen| seen.count)
            .sum::<u64>()
            + tally.kinds().beyond;
        let rows = tally
            .kinds()
            .by_count()
            .into_iter()
            .map(|(kind, seen)| Row::new(*kind, seen, all, inputs));
        let mut unknown: Vec<Unknown> = tally
            .unknown()
            .map(|(code, seen)| Unknown::new(code, seen, inputs))
            .collect();
        unknown.sort_by_key(|unknown| std::cmp::Reverse(unknown.count));
        let texts = tally
            .texts()
            .by_count()
            .into_iter()
            .map(|(text, seen)| Unclaimed {
                code: text.code,
                text: text.pattern.clone(),
                count: seen.count,
                first: inputs.place(seen.first),
                last: inputs.place(seen.last),
            });
        Self {
            lines: inputs.lines(),
            responses: tally.responses(),
            codes: rows.collect(),
            unknown,
            texts: texts.collect(),
            further_codes: tally.kinds().beyond,
            further_texts: tally.texts().beyond,
        }
    }

    pub(crate) fn print(&self, format: Format, out: &mut impl Write) -> Result<(), Failed> {
        match format {
            Format::Text => self.text(out),
            Format::Json => {
                serde_json::to_writer_pretty(&mut *out, self)?;
                Ok(writeln!(out)?)
            }
            Format::Markdown => self.markdown(out),
        }
    }

    fn text(&self, out: &mut impl Write) -> Result<(), Failed> {
        writeln!(
            out,
            "{STRONG}{} in {}{STRONG:#}",
            counted(self.responses, "response"),
            counted(self.lines, "line")
        )?;
        for row in &self.codes {
            row.text(out)?;
        }
        if !self.unknown.is_empty() {
            writeln!(out, "\n{STRONG}Numbers that nobody knows{STRONG:#}")?;
        }
        for Unknown {
            code,
            summary,
            count,
            first,
            last,
        } in &self.unknown
        {
            writeln!(
                out,
                "{count:>10}  {BAD}{code}{BAD:#}{FAINT}  {}{FAINT:#}",
                places(first, last)
            )?;
            writeln!(out, "{}", wrapped(INDENT, INDENT.len(), summary))?;
        }
        if !self.texts.is_empty() {
            writeln!(out, "\n{STRONG}Texts that no cause claims{STRONG:#}")?;
        }
        for Unclaimed {
            code,
            text,
            count,
            first,
            last,
        } in &self.texts
        {
            writeln!(
                out,
                "{count:>10}  {code} \"{}\"{FAINT}  {}{FAINT:#}",
                shown(text),
                places(first, last)
            )?;
        }
        self.further(out)
    }

    fn markdown(&self, out: &mut impl Write) -> Result<(), Failed> {
        writeln!(
            out,
            "{} in {}.\n",
            counted(self.responses, "response"),
            counted(self.lines, "line")
        )?;
        writeln!(
            out,
            "| count | share | code | name | cause | first | last | what to do |"
        )?;
        writeln!(out, "| ---: | ---: | ---: | --- | --- | --- | --- | --- |")?;
        for Row {
            code,
            name,
            cause,
            count,
            share,
            first,
            last,
            when,
            fix,
            ..
        } in &self.codes
        {
            let (name, cause) = (
                name.unwrap_or("(no entry)"),
                cause.map(code_span).unwrap_or_default(),
            );
            let (first, last, fix) = (
                cell(&shown(first)),
                cell(&shown(last)),
                cell(fix.unwrap_or(when)),
            );
            writeln!(
                out,
                "| {count} | {share:.1} % | {code} | {name} | {cause} | {first} | {last} | {fix} |"
            )?;
        }
        if !self.unknown.is_empty() {
            writeln!(
                out,
                "\nNumbers that nobody knows:\n\n| count | code | first | last | what is known |"
            )?;
            writeln!(out, "| ---: | ---: | --- | --- | --- |")?;
        }
        for Unknown {
            code,
            summary,
            count,
            first,
            last,
        } in &self.unknown
        {
            let (first, last) = (cell(&shown(first)), cell(&shown(last)));
            writeln!(
                out,
                "| {count} | {code} | {first} | {last} | {} |",
                cell(summary)
            )?;
        }
        if !self.texts.is_empty() {
            writeln!(
                out,
                "\nTexts that no cause claims:\n\n| count | code | text | first | last |"
            )?;
            writeln!(out, "| ---: | ---: | --- | --- | --- |")?;
        }
        for Unclaimed {
            code,
            text,
            count,
            first,
            last,
        } in &self.texts
        {
            let (first, last) = (cell(&shown(first)), cell(&shown(last)));
            writeln!(
                out,
                "| {count} | {code} | {} | {first} | {last} |",
                cell(&code_span(&shown(text)))
            )?;
        }
        self.further(out)
    }

    /// Says what the lists leave out.
    fn further(&self, out: &mut impl Write) -> Result<(), Failed> {
        if self.further_codes > 0 {
            writeln!(
                out,
                "\n{} of further numbers came.",
                counted(self.further_codes, "code")
            )?;
        }
        if self.further_texts > 0 {
            writeln!(
                out,
                "\n{} are not listed, as there are too many different ones.",
                counted(self.further_texts, "text")
            )?;
        }
        Ok(())
    }
}

/// What stands below a count.
const INDENT: &str = "            ";

impl Row {
    fn new(kind: Kind, seen: &Seen, all: u64, inputs: &Inputs<'_>) -> Self {
        let Kind { code, cause } = kind;
        let (code, status) = (Code::new(code), StatusCode::from_code(code));
        let causes = status.map_or(&[][..], |status| status.causes());
        let cause = cause.and_then(|id| causes.iter().find(|cause| cause.id() == id));
        Self {
            code: code.number(),
            name: status.map(Status::name),
            cause: cause.map(Cause::id),
            category: code.category().map(Category::id),
            outcome: code.outcome().map(Outcome::id),
            count: seen.count,
            share: share(seen.count, all),
            first: inputs.place(seen.first),
            last: inputs.place(seen.last),
            when: cause.map_or_else(|| diagnose(code.number(), None).summary(), Cause::when),
            fix: cause.map(Cause::fix),
        }
    }

    fn text(&self, out: &mut impl Write) -> Result<(), Failed> {
        let style = if matches!(self.outcome, Some("success" | "partial")) {
            GOOD
        } else {
            BAD
        };
        let cause = self
            .cause
            .map(|cause| format!(" ({cause})"))
            .unwrap_or_default();
        writeln!(
            out,
            "\n{:>10} {:>5.1}%  {style}{}{style:#} {STRONG}{}{STRONG:#}{cause}{FAINT}  {}{FAINT:#}",
            self.count,
            self.share,
            self.code,
            self.name.unwrap_or("(no entry)"),
            places(&self.first, &self.last)
        )?;
        writeln!(
            out,
            "{}",
            wrapped(INDENT, INDENT.len(), self.fix.unwrap_or(self.when))
        )?;
        Ok(())
    }
}

impl Unknown {
    fn new(code: i32, seen: &Seen, inputs: &Inputs<'_>) -> Self {
        let (first, last) = (inputs.place(seen.first), inputs.place(seen.last));
        Self {
            code,
            summary: diagnose(code, None).summary(),
            count: seen.count,
            first,
            last,
        }
    }
}

/// How much of all, in per cent. Beyond 2^53 it is not exact to the last digit, and nobody looks at it.
#[allow(
    clippy::cast_precision_loss,
    reason = "a share is shown with one digit"
)]
fn share(count: u64, all: u64) -> f64 {
    100.0 * count as f64 / all.max(1) as f64
}

fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn places(first: &str, last: &str) -> String {
    let (first, last) = (shown(first), shown(last));
    if first == last {
        format!("line {first}")
    } else {
        format!("lines {first} to {last}")
    }
}

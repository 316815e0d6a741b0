//! What is said about a code: the same content for people, programs and pages.

use std::io::Write;

use commsease_status::{Category, Diagnosis, Evidence, Outcome, Platform, Range, Retry, Sense, StatusCode};
use serde::Serialize;

use crate::args::Format;
use crate::output::{BAD, FAINT, Failed, GOOD, STRONG, shown, wrapped};

/// The answer to `explain`.
#[derive(Serialize)]
pub(crate) struct Answer {
    code: i32,
    name: Option<&'static str>,
    summary: String,
    evidence: &'static str,
    text: Option<String>,
    /// The platform whose sense this is.
    platform: Option<&'static str>,
    category: Option<&'static str>,
    outcome: Option<&'static str>,
    retry: Option<&'static str>,
    causes: Vec<CauseAnswer>,
    /// What the code means elsewhere.
    senses: Vec<SenseAnswer>,
    sdk_names: &'static [&'static str],
    see_also: &'static [i32],
    sources: Vec<&'static str>,
    /// The failed items of a batch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) failed_items: Vec<Answer>,
}

#[derive(Serialize)]
struct CauseAnswer {
    id: &'static str,
    when: String,
    fix: String,
    fixer: &'static str,
    retry: &'static str,
    area: &'static str,
    texts: &'static [&'static str],
}

#[derive(Serialize)]
struct SenseAnswer {
    platform: &'static str,
    summary: &'static str,
    outcome: &'static str,
    retry: &'static str,
    sdk_names: &'static [&'static str],
}

impl Answer {
    /// The answer for a diagnosis, in the sense of a platform if it has one of its own.
    pub(crate) fn new(diagnosis: &Diagnosis<'_>, platform: Option<Platform>) -> Self {
        let status = diagnosis.status();
        let own = platform.and_then(|platform| status?.sense(platform));
        let code = diagnosis.code();
        let mut answer = Self {
            code: code.number(),
            name: status.map(StatusCode::name),
            summary: summary(diagnosis),
            evidence: diagnosis.evidence().id(),
            text: diagnosis.text().map(String::from),
            platform: None,
            category: code.category().map(Category::id),
            outcome: diagnosis.outcome().map(Outcome::id),
            retry: diagnosis.retry().map(Retry::id),
            causes: causes(diagnosis),
            senses: status.map_or(&[][..], |status| status.senses()).iter().map(SenseAnswer::new).collect(),
            sdk_names: status.map_or(&[], |status| status.sdk_names()),
            see_also: status.map_or(&[], |status| status.see_also()),
            sources: status.map_or(&[][..], |status| status.sources()).iter().map(|source| source.id()).collect(),
            failed_items: Vec::new(),
        };
        if let Some(sense) = own {
            answer.in_sense(sense);
        }
        answer
    }

    /// On another platform the number says something else: the causes of the main sense do not apply.
    fn in_sense(&mut self, sense: &Sense) {
        self.platform = Some(sense.platform().id());
        self.summary = String::from(sense.summary());
        self.category = Some(sense.category().id());
        self.outcome = Some(sense.outcome().id());
        self.retry = Some(sense.retry().id());
        self.evidence = Evidence::Code.id();
        self.causes.clear();
        self.senses.clear();
        self.see_also = &[];
        self.sdk_names = sense.sdk_names();
        self.sources = sense.sources().iter().map(|source| source.id()).collect();
    }

    pub(crate) fn print(&self, format: Format, out: &mut impl Write) -> Result<(), Failed> {
        match format {
            Format::Text => self.text(out)?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut *out, self)?;
                writeln!(out)?;
            }
            Format::Markdown => self.markdown(out)?,
        }
        Ok(())
    }

    fn text(&self, out: &mut impl Write) -> Result<(), Failed> {
        let style = if self.outcome == Some("failure") { BAD } else { GOOD };
        let style = if self.name.is_some() { style } else { STRONG };
        let platform = self.platform.map(|platform| format!(" on {platform}")).unwrap_or_default();
        writeln!(
            out,
            "{style}{}{style:#} {STRONG}{}{STRONG:#}{platform}",
            self.code,
            self.name.unwrap_or("(no entry)")
        )?;
        writeln!(out, "{}", wrapped("", 0, &self.summary))?;
        let facts = [
            self.category.map(|category| format!("category {category}")),
            self.outcome.map(String::from),
            self.retry.map(|retry| format!("retry: {retry}")),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        if !facts.is_empty() {
            writeln!(out, "{FAINT}{}{FAINT:#}", facts.join(", "))?;
        }
        if let Some(text) = self.text.as_ref().filter(|_| self.evidence != "text") {
            let said = format!("The text \"{}\" is not one that tells a cause.", shown(text));
            writeln!(out, "\n{}", wrapped("", 0, &said))?;
        }
        if self.evidence != "text" && !self.causes.is_empty() {
            let number = if self.causes.len() == 1 { "cause is" } else { "causes are" };
            writeln!(out, "\n{} {number} documented:", self.causes.len())?;
        }
        for cause in &self.causes {
            cause.text(out)?;
        }
        for sense in &self.senses {
            let names = names(sense.sdk_names);
            let line = format!("On {}{names}: {} ({})", sense.platform, sense.summary, sense.outcome);
            writeln!(out, "\n{}", wrapped("", 2, &line))?;
        }
        if !self.see_also.is_empty() {
            let numbers: Vec<String> = self.see_also.iter().map(ToString::to_string).collect();
            writeln!(out, "\nSee also {}.", numbers.join(", "))?;
        }
        for item in &self.failed_items {
            writeln!(out, "\n{STRONG}Failed item{STRONG:#}")?;
            item.text(out)?;
        }
        Ok(())
    }

    fn markdown(&self, out: &mut impl Write) -> Result<(), Failed> {
        let platform = self.platform.map(|platform| format!(" on {platform}")).unwrap_or_default();
        writeln!(out, "### {} {}{platform}\n", self.code, self.name.unwrap_or("(no entry)"))?;
        writeln!(out, "{}", self.summary)?;
        if let Some(text) = &self.text {
            writeln!(out, "\nThe server said: {}", code_span(&shown(text)))?;
        }
        if !self.causes.is_empty() {
            writeln!(out, "\n| cause | what happened | what to do | who | retry |\n| --- | --- | --- | --- | --- |")?;
        }
        for cause in &self.causes {
            let CauseAnswer { id, when, fix, fixer, retry, .. } = cause;
            writeln!(out, "| `{id}` | {} | {} | {fixer} | {retry} |", cell(when), cell(fix))?;
        }
        if !self.senses.is_empty() {
            writeln!(out)?;
        }
        for sense in &self.senses {
            writeln!(out, "- On {}{}: {} ({})", sense.platform, names(sense.sdk_names), sense.summary, sense.outcome)?;
        }
        for item in &self.failed_items {
            writeln!(out, "\nFailed item:\n")?;
            item.markdown(out)?;
        }
        Ok(())
    }
}

impl CauseAnswer {
    fn text(&self, out: &mut impl Write) -> Result<(), Failed> {
        let texts: Vec<String> = self.texts.iter().map(|text| format!("\"{text}\"")).collect();
        let texts = if texts.is_empty() { String::new() } else { format!("  {}", texts.join(", ")) };
        writeln!(out, "\n{STRONG}{}{STRONG:#}{FAINT}{texts}{FAINT:#}", self.id)?;
        writeln!(out, "{}", wrapped("  What happened: ", 4, &self.when))?;
        writeln!(out, "{}", wrapped("  What to do:    ", 4, &self.fix))?;
        writeln!(out, "  {FAINT}by: {}, retry: {}{FAINT:#}", self.fixer, self.retry)?;
        Ok(())
    }
}

impl SenseAnswer {
    fn new(sense: &Sense) -> Self {
        Self {
            platform: sense.platform().id(),
            summary: sense.summary(),
            outcome: sense.outcome().id(),
            retry: sense.retry().id(),
            sdk_names: sense.sdk_names(),
        }
    }
}

/// By the entry, or by every range that the number is in.
fn summary(diagnosis: &Diagnosis<'_>) -> String {
    if diagnosis.evidence() != Evidence::Range {
        return String::from(diagnosis.summary());
    }
    let known = diagnosis.ranges().map(|range: &Range| {
        let numbers = match range.ending() {
            Some(ending) => format!("numbers of {} to {} that end with {ending}", range.from(), range.to()),
            None => format!("{} to {}", range.from(), range.to()),
        };
        format!("{} ({numbers})", range.summary())
    });
    known.collect::<Vec<_>>().join(" ")
}

fn causes(diagnosis: &Diagnosis<'_>) -> Vec<CauseAnswer> {
    let filled =
        |template: &str, text: Option<String>| text.map_or_else(|| String::from(template), |text| shown(&text));
    let (when, fix) = (diagnosis.when().map(|when| when.to_string()), diagnosis.fix().map(|fix| fix.to_string()));
    let answers = diagnosis.causes().iter().map(|cause| CauseAnswer {
        id: cause.id(),
        when: filled(cause.when(), when.clone()),
        fix: filled(cause.fix(), fix.clone()),
        fixer: cause.fixer().id(),
        retry: cause.retry().id(),
        area: cause.area().id(),
        texts: cause.texts(),
    });
    answers.collect()
}

/// Identifiers in parentheses, behind a blank.
fn names(names: &[&str]) -> String {
    if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
}

/// A text as a cell of a Markdown table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Any text as a code span of Markdown.
pub(crate) fn code_span(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

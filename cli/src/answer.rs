//! What is said about a code: the same content for people, programs and pages.

use std::io::Write;

use commsease_status::catalogue::{Catalogue, EntrySense, Found, Text};
use commsease_status::{Evidence, Outcome, Retry};
use serde::Serialize;

use crate::args::Format;
use crate::output::{BAD, FAINT, Failed, GOOD, STRONG, shown, wrapped};

/// The answer to `explain`.
#[derive(Serialize)]
pub(crate) struct Answer<'c> {
    code: i32,
    name: Option<&'c str>,
    summary: String,
    evidence: &'static str,
    text: Option<String>,
    /// The platform whose sense this is.
    platform: Option<&'c str>,
    category: Option<&'c str>,
    outcome: Option<&'static str>,
    retry: Option<&'static str>,
    causes: Vec<CauseAnswer<'c>>,
    /// What the code means elsewhere.
    senses: Vec<SenseAnswer<'c>>,
    sdk_names: &'c [Text],
    see_also: &'c [i32],
    sources: &'c [Text],
    /// The failed items of a batch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) failed_items: Vec<Answer<'c>>,
}

#[derive(Serialize)]
struct CauseAnswer<'c> {
    id: &'c str,
    when: String,
    fix: String,
    fixer: &'static str,
    retry: &'static str,
    area: &'c str,
    texts: &'c [Text],
}

#[derive(Serialize)]
struct SenseAnswer<'c> {
    platform: &'c str,
    summary: &'c str,
    outcome: &'static str,
    retry: &'static str,
    sdk_names: &'c [Text],
}

impl<'c> Answer<'c> {
    /// What a table says of a number and a text, in the sense of a platform if the code has one of its own there.
    pub(crate) fn new(
        table: &'c Catalogue,
        code: i32,
        text: Option<&'c str>,
        platform: Option<&str>,
    ) -> Self {
        let found = table.find(code, text);
        let entry = found.entry();
        let mut answer = Self {
            code,
            name: entry.map(|entry| &*entry.name),
            summary: summary(&found),
            evidence: found.evidence().id(),
            text: text.map(String::from),
            platform: None,
            category: found.category(),
            outcome: found.outcome().map(Outcome::id),
            retry: found.retry().map(Retry::id),
            causes: causes(&found),
            senses: entry
                .map_or(&[][..], |entry| &entry.senses)
                .iter()
                .map(SenseAnswer::new)
                .collect(),
            sdk_names: entry.map_or(&[], |entry| &entry.sdk_names),
            see_also: entry.map_or(&[], |entry| &entry.see_also),
            sources: entry.map_or(&[], |entry| &entry.sources),
            failed_items: Vec::new(),
        };
        if let Some(sense) = entry
            .zip(platform)
            .and_then(|(entry, platform)| table.sense(entry, platform))
        {
            answer.in_sense(sense);
        }
        answer
    }

    /// Whether the table has the number.
    pub(crate) fn is_known(&self) -> bool {
        self.name.is_some()
    }

    /// On another platform the number says something else: the causes of the main sense do not apply.
    fn in_sense(&mut self, sense: &'c EntrySense) {
        self.platform = Some(&sense.platform);
        self.summary = sense.summary.to_string();
        self.category = Some(&sense.category);
        self.outcome = Some(sense.outcome.id());
        self.retry = Some(sense.retry.id());
        self.evidence = Evidence::Code.id();
        self.causes.clear();
        self.senses.clear();
        self.see_also = &[];
        self.sdk_names = &sense.sdk_names;
        self.sources = &sense.sources;
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
        let style = if self.outcome == Some("failure") {
            BAD
        } else {
            GOOD
        };
        let style = if self.name.is_some() { style } else { STRONG };
        let platform = self
            .platform
            .map(|platform| format!(" on {platform}"))
            .unwrap_or_default();
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
            let said = format!(
                "The text \"{}\" is not one that tells a cause.",
                shown(text)
            );
            writeln!(out, "\n{}", wrapped("", 0, &said))?;
        }
        if self.evidence != "text" && !self.causes.is_empty() {
            let number = if self.causes.len() == 1 {
                "cause is"
            } else {
                "causes are"
            };
            writeln!(out, "\n{} {number} documented:", self.causes.len())?;
        }
        for cause in &self.causes {
            cause.text(out)?;
        }
        for sense in &self.senses {
            let names = names(sense.sdk_names);
            let line = format!(
                "On {}{names}: {} ({})",
                sense.platform, sense.summary, sense.outcome
            );
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
        let platform = self
            .platform
            .map(|platform| format!(" on {platform}"))
            .unwrap_or_default();
        writeln!(
            out,
            "### {} {}{platform}\n",
            self.code,
            self.name.unwrap_or("(no entry)")
        )?;
        writeln!(out, "{}", self.summary)?;
        if let Some(text) = &self.text {
            writeln!(out, "\nThe server said: {}", code_span(&shown(text)))?;
        }
        if !self.causes.is_empty() {
            writeln!(
                out,
                "\n| cause | what happened | what to do | who | retry |\n| --- | --- | --- | --- | --- |"
            )?;
        }
        for cause in &self.causes {
            let CauseAnswer {
                id,
                when,
                fix,
                fixer,
                retry,
                ..
            } = cause;
            writeln!(
                out,
                "| `{id}` | {} | {} | {fixer} | {retry} |",
                cell(when),
                cell(fix)
            )?;
        }
        if !self.senses.is_empty() {
            writeln!(out)?;
        }
        for sense in &self.senses {
            writeln!(
                out,
                "- On {}{}: {} ({})",
                sense.platform,
                names(sense.sdk_names),
                sense.summary,
                sense.outcome
            )?;
        }
        for item in &self.failed_items {
            writeln!(out, "\nFailed item:\n")?;
            item.markdown(out)?;
        }
        Ok(())
    }
}

impl CauseAnswer<'_> {
    fn text(&self, out: &mut impl Write) -> Result<(), Failed> {
        let texts: Vec<String> = self
            .texts
            .iter()
            .map(|text| format!("\"{text}\""))
            .collect();
        let texts = if texts.is_empty() {
            String::new()
        } else {
            format!("  {}", texts.join(", "))
        };
        writeln!(
            out,
            "\n{STRONG}{}{STRONG:#}{FAINT}{texts}{FAINT:#}",
            self.id
        )?;
        writeln!(out, "{}", wrapped("  What happened: ", 4, &self.when))?;
        writeln!(out, "{}", wrapped("  What to do:    ", 4, &self.fix))?;
        writeln!(
            out,
            "  {FAINT}by: {}, retry: {}{FAINT:#}",
            self.fixer, self.retry
        )?;
        Ok(())
    }
}

impl<'c> SenseAnswer<'c> {
    fn new(sense: &'c EntrySense) -> Self {
        Self {
            platform: &sense.platform,
            summary: &sense.summary,
            outcome: sense.outcome.id(),
            retry: sense.retry.id(),
            sdk_names: &sense.sdk_names,
        }
    }
}

/// By the entry, or by every range that the number is in.
fn summary(found: &Found<'_>) -> String {
    if let Some(entry) = found.entry() {
        return entry.summary.to_string();
    }
    let known = found.ranges().iter().map(|range| {
        let numbers = match &range.ending {
            Some(ending) => format!(
                "numbers of {} to {} that end with {ending}",
                range.from, range.to
            ),
            None => format!("{} to {}", range.from, range.to),
        };
        format!("{} ({numbers})", range.summary)
    });
    let known = known.collect::<Vec<_>>().join(" ");
    if known.is_empty() {
        String::from("Nothing is known of this number.")
    } else {
        known
    }
}

fn causes<'c>(found: &Found<'c>) -> Vec<CauseAnswer<'c>> {
    let answers = found.causes().iter().map(|cause| CauseAnswer {
        id: &cause.id,
        when: shown(&found.fill(&cause.when).to_string()),
        fix: shown(&found.fill(&cause.fix).to_string()),
        fixer: cause.fixer.id(),
        retry: cause.retry.id(),
        area: &cause.area,
        texts: &cause.texts,
    });
    answers.collect()
}

/// Identifiers in parentheses, behind a blank.
fn names(names: &[Text]) -> String {
    if names.is_empty() {
        String::new()
    } else {
        format!(" ({})", names.join(", "))
    }
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

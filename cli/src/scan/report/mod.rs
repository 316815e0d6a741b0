//! The report of a scan.

mod markdown;
mod text;

use std::cmp::Reverse;
use std::io::Write;

use commsease_status::{Cause, Code, Diagnosis, Language, Outcome, Status};
use serde::Serialize;

use super::input::Inputs;
use super::tally::{Kind, Seen, Tally};
use crate::format::Format;
use crate::number::Number;
use crate::output::{Failed, counted, write_json};
use crate::record::id;

/// What a scan found.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    lines: u64,
    responses: u64,
    /// Known codes, failures first.
    codes: Vec<KnownCode>,
    unknown_codes: Vec<UnknownCode>,
    unmatched_messages: Vec<UnmatchedMessage>,
    /// The occurrences of codes that are not listed, because there are too many.
    other_codes: u64,
    other_unmatched_messages: u64,
    /// Whether everything was read.
    complete: bool,
}

/// A code that the table has, with the same cause each time.
#[derive(Debug, Serialize)]
struct KnownCode {
    code: Number,
    name: &'static str,
    cause: Option<&'static str>,
    category: Option<&'static str>,
    outcome: Outcome,
    #[serde(flatten)]
    seen: Occurrences,
    /// The percentage of all responses.
    share: f64,
    summary: &'static str,
    /// What happened, if a cause is known.
    description: Option<&'static str>,
    fix: Option<&'static str>,
    /// What to do if no cause is known.
    advice: Option<&'static str>,
}

/// A code that the table does not have.
#[derive(Debug, Serialize)]
struct UnknownCode {
    code: Number,
    /// The summary of its range, if there is one.
    summary: Option<&'static str>,
    #[serde(flatten)]
    seen: Occurrences,
}

/// A message of a failure that the table does not have.
#[derive(Debug, Serialize)]
struct UnmatchedMessage {
    code: Number,
    message: String,
    #[serde(flatten)]
    seen: Occurrences,
}

/// How often something occurred, and where.
#[derive(Debug, Serialize)]
struct Occurrences {
    count: u64,
    first: String,
    last: String,
}

impl Report {
    pub(crate) fn new<S: Status>(
        tally: &Tally<S>,
        inputs: &Inputs<'_>,
        language: Language<S>,
        complete: bool,
    ) -> Self {
        let responses = tally.kinds.total().saturating_add(tally.unknown.total());
        let kinds = tally.kinds.by_count();
        let known = kinds.iter().filter_map(|(kind, seen)| {
            let status = S::from_code(kind.code)?;
            Some(KnownCode::new(
                status, language, **kind, *seen, responses, inputs,
            ))
        });
        let mut codes: Vec<KnownCode> = known.collect();
        codes.sort_by_key(|it| (it.outcome != Outcome::Failure, Reverse(it.seen.count)));
        let unknown = tally.unknown.by_count().into_iter();
        let messages = tally.messages.by_count().into_iter();
        Self {
            lines: inputs.lines(),
            responses,
            codes,
            unknown_codes: unknown
                .map(|(kind, seen)| UnknownCode {
                    code: Number::new::<S>(kind.code),
                    summary: Code::<S>::from(kind.code)
                        .range()
                        .map(|it| it.summary_in(language)),
                    seen: Occurrences::new(seen, inputs),
                })
                .collect(),
            unmatched_messages: messages
                .map(|((code, message), seen)| UnmatchedMessage {
                    code: Number::new::<S>(*code),
                    message: message.display(),
                    seen: Occurrences::new(seen, inputs),
                })
                .collect(),
            other_codes: tally.unknown.others(),
            other_unmatched_messages: tally.messages.others(),
            complete,
        }
    }

    pub(crate) fn print(&self, format: Format, out: &mut impl Write) -> Result<(), Failed> {
        match format {
            Format::Text => text::print(self, out),
            Format::Json => write_json(self, out),
            Format::Markdown => markdown::print(self, out),
        }
    }
}

impl KnownCode {
    fn new<S: Status>(
        status: S,
        language: Language<S>,
        kind: Kind,
        seen: Seen,
        responses: u64,
        inputs: &Inputs<'_>,
    ) -> Self {
        let cause = status
            .causes()
            .iter()
            .find(|cause| Some(cause.id()) == kind.cause);
        let advice = Diagnosis::<S>::new(kind.code, None)
            .in_language(language)
            .advice();
        Self {
            code: Number::new::<S>(kind.code),
            name: status.name(),
            cause: cause.map(Cause::id),
            category: id(status.category()),
            outcome: status.outcome(),
            share: share(seen.count, responses),
            seen: Occurrences::new(seen, inputs),
            summary: status.summary_in(language),
            description: cause.map(|it| it.description_in(language)),
            fix: cause.map(|it| it.fix_in(language)),
            advice: advice.filter(|_| cause.is_none()),
        }
    }

    /// Returns what to do or, failing that, what the code means.
    fn explanation(&self) -> String {
        match (self.fix, self.advice) {
            (Some(fix), _) => String::from(fix),
            (None, Some(advice)) if self.summary.ends_with('。') => {
                format!("{}{advice}", self.summary)
            }
            (None, Some(advice)) => format!("{} {advice}", self.summary),
            (None, None) => String::from(self.summary),
        }
    }
}

impl Occurrences {
    fn new(seen: Seen, inputs: &Inputs<'_>) -> Self {
        Self {
            count: seen.count,
            first: inputs.place(seen.first),
            last: inputs.place(seen.last),
        }
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a share is shown with one decimal"
)]
fn share(count: u64, all: u64) -> f64 {
    100.0 * count as f64 / all.max(1) as f64
}

/// Returns what the lists leave out.
fn others(report: &Report) -> Vec<String> {
    let codes = format!(
        "\u{2026} and {} of other codes",
        counted(report.other_codes, "occurrence")
    );
    let messages = format!(
        "\u{2026} and {}",
        counted(report.other_unmatched_messages, "other unmatched message")
    );
    [
        (report.other_codes, codes),
        (report.other_unmatched_messages, messages),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, line)| line)
    .collect()
}

//! The report of a scan.

mod markdown;
mod text;

use std::cmp::Reverse;
use std::io::Write;

use commsease_status::{Cause, Code, Diagnosis, Language, Outcome, Status, space_after};
use serde::Serialize;

use super::hour::Hour;
use super::input::Inputs;
use super::tally::{Kind, Seen, Tally, share};
use crate::format::Format;
use crate::output::{Failed, counted, write_json};
use crate::record::Number;
use crate::record::id;

/// From this number of lines without a response on, the report says what counts as one.
const MANY_LINES: u64 = 1_000;

/// What a scan found.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    lines: u64,
    /// The lines in which no response is.
    lines_without_response: u64,
    responses: u64,
    /// Known codes, failures first.
    codes: Vec<KnownCode>,
    unknown_codes: Vec<UnknownCode>,
    unmatched_messages: Vec<UnmatchedMessage>,
    /// The occurrences of codes that are not listed, because there are too many.
    other_codes: u64,
    other_unmatched_messages: u64,
    /// The counts by hour, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<Vec<HourCount>>,
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

/// How often a code and a cause occurred in an hour.
#[derive(Debug, Serialize)]
struct HourCount {
    /// The hour as the lines have it, or `no time`.
    hour: String,
    key: String,
    count: u64,
}

impl HourCount {
    fn new(((hour, kind), count): (&(Hour, Kind), u64)) -> Self {
        let (hour, key) = (hour.to_string(), kind.key());
        Self { hour, key, count }
    }
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
        by_hour: bool,
        complete: bool,
    ) -> Self {
        let responses = tally.responses();
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
            lines_without_response: inputs.lines().saturating_sub(tally.lines),
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
            hours: by_hour.then(|| tally.hours.iter().map(HourCount::new).collect()),
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
            (None, Some(advice)) => {
                format!("{}{}{advice}", self.summary, space_after(self.summary))
            }
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
    let without = format!(
        "{} had no response: no body such as {{\"code\":414,\"desc\":\"x\"}}, no code after a label \
         that the table has, and nothing that an SDK prints. `scan --help` says more.",
        counted(report.lines_without_response, "line")
    );
    let is_worth_saying = report.responses == 0 || report.lines_without_response >= MANY_LINES;
    [
        (report.other_codes, codes),
        (report.other_unmatched_messages, messages),
        (
            report.lines_without_response * u64::from(is_worth_saying),
            without,
        ),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, line)| line)
    .collect()
}

//! `scan`: how often each code and cause occurs in logs, and what to do about it.
//!
//! Each thread takes a block of whole lines from the inputs and counts on its own. The counts are
//! added up in the order of the blocks, so that the same logs always give the same report.

mod block;
mod findings;
mod gate;
mod hour;
pub(crate) mod input;
mod known;
mod message;
mod report;
mod stubs;
mod tally;

use std::io::Write;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{num, thread};

use clap::ValueEnum;
use commsease_status::{Language, Status};
use commsease_status_logs::{Finder, ResponseForm};

use self::block::{Block, LineCounter};
use self::findings::Findings;
use self::gate::{Condition, ConditionParser};
use self::hour::Hour;
use self::input::Inputs;
use self::known::Known;
use self::report::Report;
use self::tally::{Tally, Total};
use crate::format::Format;
use crate::output::{Failed, WARNING, counted, escape};

#[derive(clap::Args)]
#[command(after_long_help = after_long_help::<S>())]
pub(crate) struct Args<S: Status> {
    /// Log files, plain or gzip-compressed, or directories of them [default: stdin]
    ///
    /// In a directory, links to other directories are not followed.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print `codes.toml` templates for unknown codes and unmatched messages
    #[arg(long, conflicts_with = "format")]
    stubs: bool,
    /// Exit with status 1 if one of these occurs (comma-separated)
    #[arg(
        long,
        value_name = "CONDITION",
        value_delimiter = ',',
        value_parser = ConditionParser::<S>(PhantomData),
        hide_possible_values = true,
        long_help = Condition::<S>::long_help()
    )]
    fail_on: Vec<Condition<S>>,
    /// Exit with status 1 if a key occurs that is not in this file
    ///
    /// The file has one key on each line, such as 414/chat-room-closed, 414 for the code without a
    /// cause, or 414/* for both. Successes are always known. If there are new keys, the set with them
    /// is written to a file of the same name with `.new` at its end, without comments, which begin with
    /// `#`.
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Also count by the time in the lines
    ///
    /// It is the first date with a time in a line or, without one, a time at its start. A line without
    /// either has the time of the nearest line above it.
    #[arg(long, value_name = "TIME", value_enum, conflicts_with = "stubs")]
    by: Option<By>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// A unit of time.
#[derive(Clone, Copy, ValueEnum)]
enum By {
    /// The hour
    Hour,
}

fn after_long_help<S: Status>() -> String {
    let keys = |keys: &[&str]| format!("`{}`", keys.join("`, `"));
    let ResponseForm {
        codes,
        messages,
        labels,
        not_after,
    } = S::response_form();
    let (codes, messages) = (keys(codes), keys(messages));
    let labels = match labels {
        [] => String::new(),
        labels => format!(" or one of {}", keys(labels)),
    };
    let not_after = not_after.join(", ");
    format!(
        "\
A response is:
  - an integer under {codes} in a body, such as {{\"code\":414,\"desc\":\"x\"}}, {{ code: 414, desc: 'x' \
}}, or Response(code=414, desc=x), also as Python, Ruby, PHP, XML, or a form has it
  - such a code in plain text with a message after it: code=403, desc=forbidden
  - what an SDK prints, such as Error Domain=NIMRemoteErrorDomain Code=414 \"x\"
  - a known code of at least 3 digits alone, after a key{labels}: code: 415. It counts \
once in a line, and only if no body in the line has the same code. After these words, it does not \
count: {not_after}.

Bodies can be cut off, escaped in strings, nested in other bodies, or several indented lines long \
(up to 64 KiB). Each one counts, also one within another. The message is under {messages}.

Lines longer than 8 MiB, bodies nested more than 128 levels deep, and messages in lines with too \
many brackets are left out. A warning says so.

Exit status:
  0  The logs were read
  1  A condition of --fail-on is met, or a key is not in the file of --known
  2  A file cannot be read, or, with --fail-on or --known, something was left out"
    )
}

pub(crate) fn run<S: Status>(
    args: &Args<S>,
    language: Language<S>,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let known = args.known.as_deref().map(Known::read).transpose()?;
    let files = input::files(&args.files);
    let bar = input::progress(&files);
    let (inputs, tally) = count::<S>(Inputs::new(&files, &bar), args.by.is_some());
    bar.finish_and_clear();
    let skipped = skipped(&inputs, &tally);
    for warning in skipped.iter().chain(&replaced(&inputs, &tally)) {
        print_warning(warning);
    }
    let is_complete = skipped.is_empty() && inputs.errors().is_empty();
    // Without any input, a report would only say that there are no responses.
    if inputs.any_read() {
        if args.stubs {
            stubs::print(&tally, &inputs, out)?;
        } else {
            let by_hour = args.by.is_some();
            let report = Report::new(&tally, &inputs, language, by_hour, is_complete);
            report.print(args.format, out)?;
        }
        out.flush()?;
    }
    let conditions = args.fail_on.iter();
    let mut met: Vec<String> = conditions
        .filter_map(|condition| condition.error(&tally, &inputs))
        .collect();
    let is_gate = known.is_some() || !args.fail_on.is_empty();
    if let Some(known) = known {
        met.extend(known.errors(&tally, &inputs));
    }
    for error in inputs.errors().iter().chain(&met) {
        print_error(error);
    }
    if is_gate && !is_complete {
        let option = if args.fail_on.is_empty() {
            "known"
        } else {
            "fail-on"
        };
        print_error(&format!(
            "`--{option}` cannot pass, because part of the input was left out"
        ));
        return Ok(2);
    }
    Ok(match (inputs.errors(), &*met) {
        ([], []) => 0,
        ([], _) => 1,
        _ => 2,
    })
}

/// Counts all inputs, with one thread for each core.
fn count<S: Status>(inputs: Inputs<'_>, by_hour: bool) -> (Inputs<'_>, Tally<S>) {
    let threads = thread::available_parallelism().map_or(1, num::NonZero::get);
    let (inputs, total) = (Mutex::new(inputs), Mutex::new(Total::default()));
    let finder = Finder::<S>::of_table();
    let count = || count_blocks(&finder, by_hour, &inputs, &total);
    thread::scope(|scope| {
        // This thread is one of them. If there can be no other, it is the only one.
        for _ in 1..threads {
            if thread::Builder::new().spawn_scoped(scope, count).is_err() {
                break;
            }
        }
        count();
    });
    let inputs = inputs.into_inner().unwrap_or_else(PoisonError::into_inner);
    let total = total.into_inner().unwrap_or_else(PoisonError::into_inner);
    (inputs, total.into_tally())
}

fn count_blocks<S: Status>(
    finder: &Finder<S>,
    by_hour: bool,
    inputs: &Mutex<Inputs<'_>>,
    total: &Mutex<Total<S>>,
) {
    let mut block = Block::default();
    while lock(inputs).next_block(&mut block) {
        let mut findings = Findings::default();
        let mut lines = LineCounter::default();
        finder.search(block.bytes(), |finding| {
            let line = lines.line(block.bytes(), finding.at());
            let hour = by_hour.then(|| Hour::of(block.bytes(), finding.at()));
            findings.add(block.place(line), hour, finding);
        });
        let tally = findings.into_tally();
        lock(total).add(block.number(), tally);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns what was left out.
fn skipped<S: Status>(inputs: &Inputs<'_>, tally: &Tally<S>) -> Vec<String> {
    let counts = [
        (inputs.too_long(), "skipped", "line", "longer than 8 MiB"),
        (
            tally.too_deep.as_ref(),
            "skipped",
            "response",
            "nested more than 128 levels deep",
        ),
        (
            tally.gave_up.as_ref(),
            "gave up on",
            "line",
            "with too many candidate bodies",
        ),
    ];
    let warnings = counts.map(|(seen, verb, what, why)| {
        let seen = seen?;
        let count = counted(seen.count, what);
        let first = inputs.place(seen.first);
        Some(format!("{verb} {count} {why} (first: {first})"))
    });
    warnings.into_iter().flatten().collect()
}

/// Returns what was not read as it is.
fn replaced<S: Status>(inputs: &Inputs<'_>, tally: &Tally<S>) -> Option<String> {
    let seen = tally.invalid_utf8.as_ref()?;
    let messages = counted(seen.count, "error message");
    let first = inputs.place(seen.first);
    Some(format!(
        "replaced invalid UTF-8 in {messages} (first: {first})"
    ))
}

fn print_warning(warning: &str) {
    let mut out = anstream::stderr().lock();
    // There is nowhere left to report that standard error cannot be written.
    let _ = writeln!(out, "{WARNING}warning:{WARNING:#} {}", escape(warning));
}

fn print_error(error: &str) {
    Failed::Input(String::from(error)).print();
}

//! `annotate`: for each line, one JSON line with the responses that are in it.
//!
//! Each thread takes the lines that have arrived and annotates them on its own, then waits for its
//! turn to write. So an answer follows its line at once, and the rows are in the order of the lines.

mod row;
mod source;
mod turn;

use std::sync::{Mutex, PoisonError};
use std::{io, num, thread};

use commsease_status::{Language, Status};
use commsease_status_logs::Finder;
use memchr::memchr_iter;

use self::row::Annotator;
use self::source::{Chunk, Source};
use self::turn::Turns;
use crate::output::Failed;

#[derive(clap::Args)]
#[command(after_long_help = "\
Each line of standard input becomes one line of JSON, in the same order, as soon as the line has \
ended. So a program can write a line, read the answer, and then write the next one.

If the line is a JSON object, `responses` is added to it. Any other line is the text under `line`. \
The list is empty if the line has no response. `scan --help` says what a response is; here, each \
line is read alone.

In each response, `cause` and `fix` are null if no cause is proven. In the repository of \
commsease-status, docs/annotate.schema.json describes the rows, and docs/pipelines.md has recipes.

No line is left out. `problem` says what was not read: a line longer than 8 MiB, of which `line` has \
the start, bytes that are not UTF-8, a missing field. An object that has the key `responses` or \
`problem` already is not changed, but is the text under `line`.

Exit status:
  0  All lines were read, or nothing reads the output any more
  2  The input cannot be read to its end")]
pub(crate) struct Args {
    /// Only read this field of JSON lines
    ///
    /// It is a key of the object. Its value is a string, or any other value whose JSON is read.
    #[arg(long, value_name = "NAME")]
    field: Option<String>,
    /// Everything that `explain --format json` says about each response
    #[arg(long)]
    all: bool,
}

/// Annotates standard input. Threads write to the standard output, so it must not be locked.
pub(crate) fn run<S: Status>(args: &Args, language: Language<S>) -> Result<u8, Failed> {
    let threads = thread::available_parallelism().map_or(1, num::NonZero::get);
    let source = Mutex::new(Source::new(io::stdin()));
    let turns = Turns::new(io::stdout());
    let finder = Finder::<S>::of_table();
    let annotate = || annotate(args, language, &finder, &source, &turns);
    thread::scope(|scope| {
        // This thread is one of them. If there can be no other, it is the only one.
        for _ in 1..threads {
            if thread::Builder::new()
                .spawn_scoped(scope, annotate)
                .is_err()
            {
                break;
            }
        }
        annotate();
    });
    turns.finish()?;
    let source = source.into_inner().unwrap_or_else(PoisonError::into_inner);
    match source.into_error() {
        None => Ok(0),
        Some(error) => Err(Failed::Input(format!(
            "failed to read standard input: {error}"
        ))),
    }
}

fn annotate<S: Status>(
    args: &Args,
    language: Language<S>,
    finder: &Finder<S>,
    source: &Mutex<Source<io::Stdin>>,
    turns: &Turns<io::Stdout>,
) {
    let mut annotator = Annotator::new(finder, args.field.as_deref(), args.all, language);
    let (mut chunk, mut rows) = (Chunk::default(), Vec::new());
    let next = |chunk: &mut Chunk| {
        let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
        source.next(chunk)
    };
    while next(&mut chunk) {
        let mut turn = turns.of(chunk.number, &mut rows);
        if chunk.is_cut {
            annotator.cut_line(&chunk.bytes, &mut turn);
            continue;
        }
        let mut start = 0;
        let last = (!chunk.bytes.ends_with(b"\n")).then_some(chunk.bytes.len());
        for end in memchr_iter(b'\n', &chunk.bytes).chain(last) {
            annotator.line(&chunk.bytes[start..end], &mut turn);
            start = end + 1;
        }
    }
}

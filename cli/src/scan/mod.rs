//! `scan`: how often each code and cause came in logs, and what to do about it.
//!
//! One thread after the other takes a block of whole lines from the inputs and counts it on its own; the counts are
//! added up in the order of the blocks, so that the same logs give the same answer.

mod bodies;
mod input;
mod report;
mod stubs;
mod tally;

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{num, thread};

use self::input::{Block, Inputs};
use self::report::Report;
use self::tally::{Seen, Tally, Total};
use crate::args::{Format, Scan};
use crate::output::{Failed, shown};

pub(crate) fn run(scan: &Scan, format: Format, out: &mut impl Write) -> Result<u8, Failed> {
    let bar = input::progress(&scan.files);
    let (inputs, tally) = count(Inputs::new(&scan.files, &bar));
    bar.finish_and_clear();
    for trouble in troubles(&inputs, &tally) {
        // Nothing is left to be done if even this cannot be written.
        let _ = writeln!(anstream::stderr(), "warning: {}", shown(&trouble));
    }
    if scan.stubs {
        stubs::print(&tally, out)?;
    } else {
        Report::new(&tally, &inputs).print(format, out)?;
    }
    let feared = tally
        .categories()
        .any(|category| scan.fail_on.iter().any(|feared| feared == category.id()));
    Ok(if inputs.all_read() {
        u8::from(feared)
    } else {
        2
    })
}

/// Counts all inputs, with as many threads as there are cores.
fn count(inputs: Inputs<'_>) -> (Inputs<'_>, Tally) {
    let threads = thread::available_parallelism().map_or(1, num::NonZero::get);
    let (inputs, total) = (Mutex::new(inputs), Mutex::new(Total::default()));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| count_blocks(&inputs, &total));
        }
    });
    let inputs = inputs.into_inner().unwrap_or_else(PoisonError::into_inner);
    (
        inputs,
        total
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .into_tally(),
    )
}

fn count_blocks(inputs: &Mutex<Inputs<'_>>, total: &Mutex<Total>) {
    let mut block = Block::default();
    while lock(inputs).next_block(&mut block) {
        let mut tally = Tally::default();
        bodies::each(block.bytes(), |line, finding| {
            tally.add(block.place(line), finding)
        });
        lock(total).add(block.number(), tally);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What could not be counted as it should be.
fn troubles(inputs: &Inputs<'_>, tally: &Tally) -> Vec<String> {
    let mut troubles = inputs.troubles().to_vec();
    let mut report = |seen: Option<&Seen>, what: &str| {
        let told = seen.map(|seen| {
            format!(
                "{what}: {}, the first one is {}",
                seen.count,
                inputs.place(seen.first)
            )
        });
        troubles.extend(told);
    };
    report(
        inputs.overlong(),
        "lines that are too long and were left out",
    );
    report(
        tally.not_utf8(),
        "lines with a code that are not UTF-8 and were read with the wrong bytes replaced",
    );
    report(
        tally.tangled(),
        "lines that are too tangled and were not read to their end",
    );
    troubles
}

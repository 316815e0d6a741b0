//! Rows, written in the order of their lines.

use std::io::{self, ErrorKind, Write};
use std::process;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Rows are written early if there are more bytes of them, so that they take little memory.
const MAX_ROWS_LEN: usize = 1 << 20;

/// The output, and whose turn it is.
pub(super) struct Turns<W> {
    state: Mutex<State<W>>,
    changed: Condvar,
}

struct State<W> {
    out: W,
    /// The number of the chunk that is written next.
    next: u64,
    error: Option<io::Error>,
}

impl<W: Write> Turns<W> {
    pub(super) fn new(out: W) -> Self {
        let state = State {
            out,
            next: 0,
            error: None,
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// Returns a writer of the rows of a chunk. All of them are written when it is dropped.
    pub(super) fn of<'t>(&'t self, chunk: u64, rows: &'t mut Vec<u8>) -> Turn<'t, W> {
        let turns = self;
        Turn { turns, chunk, rows }
    }

    /// Returns the error of the output, if there was one.
    pub(super) fn finish(self) -> io::Result<()> {
        let state = self.state.into_inner();
        let error = state.unwrap_or_else(PoisonError::into_inner).error;
        error.map_or(Ok(()), Err)
    }
}

/// The rows of a chunk.
pub(super) struct Turn<'t, W: Write> {
    turns: &'t Turns<W>,
    chunk: u64,
    rows: &'t mut Vec<u8>,
}

impl<W: Write> Turn<'_, W> {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.rows.extend_from_slice(bytes);
        if self.rows.len() > MAX_ROWS_LEN {
            drop(self.write());
        }
    }

    /// Waits for the turn and writes the rows so far.
    fn write(&mut self) -> MutexGuard<'_, State<W>> {
        let is_early = |state: &mut State<W>| state.next != self.chunk;
        let state = self.turns.state.lock();
        let state = state.unwrap_or_else(PoisonError::into_inner);
        let state = self.turns.changed.wait_while(state, is_early);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        if state.error.is_none() {
            let out = &mut state.out;
            let written = out.write_all(self.rows).and_then(|()| out.flush());
            match written {
                // Another thread can wait for input, which may never come.
                Err(error) if error.kind() == ErrorKind::BrokenPipe => process::exit(0),
                written => state.error = written.err(),
            }
        }
        self.rows.clear();
        state
    }
}

impl<W: Write> Drop for Turn<'_, W> {
    fn drop(&mut self) {
        self.write().next += 1;
        self.turns.changed.notify_all();
    }
}

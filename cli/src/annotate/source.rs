//! The lines of the input, as they arrive.

use std::io::{self, ErrorKind, Read};

use memchr::{memchr, memrchr};

use crate::scan::input::format_of;

/// The number of bytes that are read at once.
const READ_LEN: usize = 1 << 18;
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// Longer lines are not read. It also limits the memory of each thread.
pub(super) const MAX_LINE_LEN: usize = 8 << 20;

/// Some whole lines.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) bytes: Vec<u8>,
    /// The position among all chunks, from 0.
    pub(super) number: u64,
    /// Whether this is the start of a line that is too long.
    pub(super) is_cut: bool,
}

/// The input, as far as it has been read.
pub(super) struct Source<R> {
    reader: R,
    buffer: Vec<u8>,
    /// What has been read of the next chunk.
    begun: Vec<u8>,
    chunks: u64,
    is_first: bool,
    /// Whether the line that is read next has been cut.
    skips_line: bool,
    ended: bool,
    error: Option<io::Error>,
}

impl<R: Read> Source<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: vec![0; READ_LEN],
            begun: Vec::new(),
            chunks: 0,
            is_first: true,
            skips_line: false,
            ended: false,
            error: None,
        }
    }

    /// Waits for the end of a line and returns all lines that have arrived. Returns `false` if there
    /// are no more.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> bool {
        chunk.bytes.clear();
        chunk.bytes.append(&mut self.begun);
        chunk.is_cut = false;
        while !self.ended && !self.read_lines(chunk) {}
        if chunk.bytes.is_empty() {
            return false;
        }
        chunk.number = self.chunks;
        self.chunks += 1;
        true
    }

    /// Returns why the input was not read to its end.
    pub(super) fn into_error(self) -> Option<io::Error> {
        self.error
    }

    /// Reads once. Returns `true` if the chunk is complete.
    fn read_lines(&mut self, chunk: &mut Chunk) -> bool {
        let is_start = self.is_first;
        let read = self.read();
        let mut new = &self.buffer[..read];
        if is_start {
            new = new.strip_prefix(BYTE_ORDER_MARK).unwrap_or(new);
        }
        if self.skips_line {
            let Some(newline) = memchr(b'\n', new) else {
                return false;
            };
            self.skips_line = false;
            new = &new[newline + 1..];
        }
        if let Some(newline) = memrchr(b'\n', new) {
            chunk.bytes.extend_from_slice(&new[..=newline]);
            self.begun.extend_from_slice(&new[newline + 1..]);
            return true;
        }
        chunk.bytes.extend_from_slice(new);
        chunk.is_cut = chunk.bytes.len() > MAX_LINE_LEN;
        self.skips_line = chunk.is_cut;
        chunk.is_cut
    }

    /// Returns the number of bytes that were read, which is 0 only if the input has ended.
    fn read(&mut self) -> usize {
        let read = loop {
            match self.reader.read(&mut self.buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        let read = read.and_then(|read| match format_of(&self.buffer[..read]) {
            Some(reason) if self.is_first => Err(io::Error::new(
                ErrorKind::InvalidData,
                format!("it is {reason}"),
            )),
            _ => Ok(read),
        });
        self.is_first = false;
        let read = read.unwrap_or_else(|error| {
            self.error = Some(error);
            0
        });
        self.ended = read == 0;
        read
    }
}

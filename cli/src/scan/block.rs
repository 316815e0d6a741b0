//! Blocks of whole lines.

use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use commsease_status_logs::{MAX_RECORD_LEN, is_continued};
use memchr::{memchr, memchr_iter, memrchr, memrchr_iter};

use super::tally::{Place, Seen};

/// The number of bytes that one thread reads before another one continues.
const BLOCK_LEN: usize = 1 << 18;
/// Longer lines are left out. It also limits the memory of each thread.
const MAX_LINE_LEN: usize = 8 << 20;

/// Some lines of one input.
#[derive(Default)]
pub(crate) struct Block {
    buffer: Vec<u8>,
    filled: usize,
    first: Place,
    /// The position among all blocks, from 0.
    pub(super) number: u64,
}

impl Block {
    /// Returns the lines.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.filled]
    }

    /// Returns the position among all blocks, from 0.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Returns the place of a line of the block.
    pub(crate) fn place(&self, line: u64) -> Place {
        Place {
            line: self.first.line + line,
            ..self.first
        }
    }

    /// Replaces the content.
    fn start_with(&mut self, bytes: &[u8]) {
        self.filled = bytes.len();
        if self.buffer.len() < bytes.len() {
            self.buffer.resize(bytes.len(), 0);
        }
        self.buffer[..bytes.len()].copy_from_slice(bytes);
    }

    /// Reads until the block has `len` bytes or the input has ended.
    fn fill_up(&mut self, len: usize, lines: &mut Lines) -> io::Result<()> {
        if self.buffer.len() < len {
            self.buffer.resize(len, 0);
        }
        while let Some(free) = self
            .buffer
            .get_mut(self.filled..len)
            .filter(|free| !free.is_empty() && !lines.ended)
        {
            match lines.reader.read(free) {
                Ok(0) => lines.ended = true,
                Ok(read) => self.filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    lines.ended = true;
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

/// Counts the lines of a block, from 0.
#[derive(Default)]
pub(crate) struct LineCounter {
    at: usize,
    line: u64,
}

impl LineCounter {
    /// Returns the line of a place, which is fast if it is near the previous one.
    pub(crate) fn line(&mut self, block: &[u8], at: usize) -> u64 {
        let lines = |range: Range<usize>| memchr_iter(b'\n', &block[range]).count() as u64;
        self.line = if at < self.at {
            self.line - lines(at..self.at)
        } else {
            self.line + lines(self.at..at)
        };
        self.at = at;
        self.line
    }
}

/// One input, as far as it has been read.
pub(crate) struct Lines {
    reader: Box<dyn Read + Send>,
    /// What has been read of the next block.
    begun: Vec<u8>,
    /// The place of the next line.
    place: Place,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(reader: Box<dyn Read + Send>, place: Place) -> Self {
        Self {
            reader,
            begun: Vec::new(),
            place,
            ended: false,
        }
    }

    /// Returns the place of the next line.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// Returns `true` if there are no more lines.
    pub(crate) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Fills a block with whole lines. It is empty only if the input has ended.
    pub(crate) fn fill(
        &mut self,
        block: &mut Block,
        too_long: &mut Option<Seen>,
    ) -> io::Result<()> {
        let mut len = BLOCK_LEN.max(self.begun.len());
        block.start_with(&self.begun);
        let mut read = Ok(());
        loop {
            read = read.and(block.fill_up(len, self));
            let end = if self.ended {
                Some(block.filled)
            } else {
                end_of_lines(block.bytes())
            };
            if let Some(end) = end {
                self.begun.clear();
                self.begun.extend_from_slice(&block.bytes()[end..]);
                block.filled = end;
                block.first = self.place;
                self.place.line += memchr_iter(b'\n', block.bytes()).count() as u64;
                return read;
            }
            if len < MAX_LINE_LEN {
                len = (2 * len).min(MAX_LINE_LEN);
            } else {
                Seen::add(too_long, self.place);
                read = read.and(self.skip_line(block));
                len = BLOCK_LEN;
            }
        }
    }

    /// Skips the rest of a line. The block keeps what comes after it.
    fn skip_line(&mut self, block: &mut Block) -> io::Result<()> {
        self.place.line += 1;
        loop {
            block.filled = 0;
            let read = block.fill_up(BLOCK_LEN, self);
            let newline = memchr(b'\n', block.bytes());
            let rest = newline.map_or(block.filled, |newline| newline + 1);
            block.buffer.copy_within(rest..block.filled, 0);
            block.filled -= rest;
            if newline.is_some() || self.ended {
                return read;
            }
        }
    }
}

/// Returns the end of the lines of a block, at which the next block starts. Lines that can have a
/// body in common remain together.
fn end_of_lines(bytes: &[u8]) -> Option<usize> {
    let start = bytes.len().saturating_sub(MAX_RECORD_LEN);
    let mut newlines = memrchr_iter(b'\n', &bytes[start..]).map(|at| start + at);
    // The next line must have begun to be seen.
    let is_known = |newline: usize| {
        let mut next = bytes[newline + 1..].iter();
        next.any(|byte| !matches!(byte, b' ' | b'\t'))
    };
    newlines
        .find(|&newline| is_known(newline) && !is_continued(bytes, newline))
        .or_else(|| memrchr(b'\n', bytes))
        .map(|newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::end_of_lines;

    #[test]
    fn lines_with_a_common_body_remain_together() {
        let end = |text: &str| end_of_lines(text.as_bytes());
        assert_eq!(end("a\nb\nc"), Some(4));
        assert_eq!(end("a\nb {\n  c,\n  d"), Some(2));
        assert_eq!(end("a\nb {\n  c\n}"), Some(2));
        assert_eq!(end("a\nb\n"), Some(2));
        assert_eq!(end("a\nb\n  "), Some(2));
        assert_eq!(end("a\n"), Some(2));
        assert_eq!(end("a {\n  b"), Some(4));
        assert_eq!(end("a"), None);
    }
}

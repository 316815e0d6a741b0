//! The inputs of a scan, in blocks of whole lines: files and standard input, plain or gzip.

use std::fs::{self, File};
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};

use super::tally::{Place, Seen};

/// How much is read before somebody starts counting it.
const BLOCK: usize = 1 << 18;
/// A longer line is left out. What is in memory at any time is at most this, for each thread.
const LONGEST_LINE: usize = 8 << 20;

/// All inputs, one after the other.
pub(crate) struct Inputs<'p> {
    paths: &'p [PathBuf],
    bar: &'p ProgressBar,
    /// The input that is being read, and which one it is.
    current: Option<Lines>,
    next: usize,
    blocks: u64,
    lines: u64,
    troubles: Vec<String>,
    overlong: Option<Seen>,
}

/// Some lines of one input.
#[derive(Default)]
pub(crate) struct Block {
    buffer: Vec<u8>,
    filled: usize,
    number: u64,
    first: Place,
}

/// One input, as far as it has been read.
struct Lines {
    reader: Box<dyn Read + Send>,
    /// The beginning of a line whose end has not been read yet.
    begun: Vec<u8>,
    /// The line that comes next.
    place: Place,
    ended: bool,
}

/// A bar over the bytes of the files, for people who wait at a terminal; nobody else sees it.
pub(crate) fn progress(paths: &[PathBuf]) -> ProgressBar {
    let sizes: Option<u64> = paths
        .iter()
        .map(|path| Some(fs::metadata(path).ok()?.len()))
        .sum();
    let (bar, template) = match sizes.filter(|_| !paths.is_empty()) {
        Some(size) => (
            ProgressBar::new(size),
            "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
        ),
        None => (
            ProgressBar::no_length(),
            "{spinner} {bytes}, {bytes_per_sec}",
        ),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

impl<'p> Inputs<'p> {
    /// The files, or standard input if there are none.
    pub(crate) fn new(paths: &'p [PathBuf], bar: &'p ProgressBar) -> Self {
        let (current, troubles) = (None, Vec::new());
        Self {
            paths,
            bar,
            current,
            next: 0,
            blocks: 0,
            lines: 0,
            troubles,
            overlong: None,
        }
    }

    /// Fills a block with the lines that come next; false if there are none.
    pub(crate) fn next_block(&mut self, block: &mut Block) -> bool {
        while let Some(lines) = self.current.take().or_else(|| self.open_next()) {
            if self.fill(lines, block) {
                block.number = self.blocks;
                self.blocks += 1;
                return true;
            }
        }
        false
    }

    /// What went wrong with whole inputs.
    pub(crate) fn troubles(&self) -> &[String] {
        &self.troubles
    }

    /// Whether every input was read to its end.
    pub(crate) fn all_read(&self) -> bool {
        self.troubles.is_empty()
    }

    /// The lines that were left out.
    pub(crate) fn overlong(&self) -> Option<&Seen> {
        self.overlong.as_ref()
    }

    /// How many lines there were.
    pub(crate) fn lines(&self) -> u64 {
        self.lines
    }

    /// A place in words.
    pub(crate) fn place(&self, place: Place) -> String {
        if self.paths.len() > 1 {
            format!("{}:{}", self.name(place.input), place.line)
        } else {
            place.line.to_string()
        }
    }

    fn name(&self, input: usize) -> String {
        match self.paths.get(input) {
            Some(path) if !is_standard_input(path) => path.display().to_string(),
            _ => String::from("standard input"),
        }
    }

    /// The next input that can be opened.
    fn open_next(&mut self) -> Option<Lines> {
        while self.next < self.paths.len().max(1) {
            let input = self.next;
            self.next += 1;
            match self.open(input) {
                Ok(reader) => {
                    let place = Place { input, line: 1 };
                    return Some(Lines {
                        reader,
                        begun: Vec::new(),
                        place,
                        ended: false,
                    });
                }
                Err(error) => self
                    .troubles
                    .push(format!("cannot read {}: {error}", self.name(input))),
            }
        }
        None
    }

    fn open(&self, input: usize) -> io::Result<Box<dyn Read + Send>> {
        match self.paths.get(input) {
            Some(path) if !is_standard_input(path) => plain(self.bar.wrap_read(File::open(path)?)),
            _ => plain(self.bar.wrap_read(io::stdin())),
        }
    }

    /// Fills a block from one input, which stays the current one unless it has ended.
    fn fill(&mut self, mut lines: Lines, block: &mut Block) -> bool {
        let first = lines.place;
        if let Err(error) = lines.fill(block, &mut self.overlong) {
            self.troubles.push(format!(
                "{} was not read to its end: {error}",
                self.name(first.input)
            ));
        }
        if block.filled > 0 || !lines.ended {
            let unended = u64::from(lines.ended && !block.bytes().ends_with(b"\n"));
            self.lines += lines.place.line - first.line + unended;
            self.current = Some(lines);
        } else {
            self.lines += lines.place.line - first.line;
        }
        block.filled > 0
    }
}

impl Block {
    /// The lines.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.filled]
    }

    /// Which block it is, from 0.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Where a line of the block is.
    pub(crate) fn place(&self, line: u64) -> Place {
        Place {
            line: self.first.line + line,
            ..self.first
        }
    }

    /// Empties the block but for the beginning of a line.
    fn begin_with(&mut self, begun: &[u8]) {
        self.filled = begun.len();
        if self.buffer.len() < begun.len() {
            self.buffer.resize(begun.len(), 0);
        }
        self.buffer[..begun.len()].copy_from_slice(begun);
    }

    /// Reads until the block has so many bytes or the input has ended.
    fn fill_up(&mut self, size: usize, lines: &mut Lines) -> io::Result<()> {
        if self.buffer.len() < size {
            self.buffer.resize(size, 0);
        }
        while let Some(free) = self
            .buffer
            .get_mut(self.filled..size)
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

impl Lines {
    /// Fills a block with whole lines. Nothing is in it only if the input has ended.
    fn fill(&mut self, block: &mut Block, overlong: &mut Option<Seen>) -> io::Result<()> {
        let mut size = BLOCK.max(self.begun.len());
        block.begin_with(&self.begun);
        let mut read = Ok(());
        loop {
            read = read.and(block.fill_up(size, self));
            let last = memchr::memrchr(b'\n', block.bytes());
            if last.is_some() || self.ended {
                let end = last
                    .filter(|_| !self.ended)
                    .map_or(block.filled, |last| last + 1);
                self.begun.clear();
                self.begun.extend_from_slice(&block.bytes()[end..]);
                block.filled = end;
                block.first = self.place;
                self.place.line += newlines(block.bytes());
                return read;
            }
            if size < LONGEST_LINE {
                size = (2 * size).min(LONGEST_LINE);
            } else {
                Seen::add(overlong, self.place);
                read = read.and(self.skip_line(block));
                size = BLOCK;
            }
        }
    }

    /// Goes on to the end of a line that is too long: the block keeps what comes behind it.
    fn skip_line(&mut self, block: &mut Block) -> io::Result<()> {
        self.place.line += 1;
        loop {
            block.filled = 0;
            let read = block.fill_up(BLOCK, self);
            let behind =
                memchr::memchr(b'\n', block.bytes()).map_or(block.filled, |newline| newline + 1);
            let found = behind > 0 && block.bytes()[behind - 1] == b'\n';
            block.buffer.copy_within(behind..block.filled, 0);
            block.filled -= behind;
            if found || self.ended {
                return read;
            }
        }
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The same bytes, or what they hold if they are gzip: by their first two, whatever the file is called.
fn plain(mut reader: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut head = Vec::new();
    reader.by_ref().take(2).read_to_end(&mut head)?;
    let is_gzip = head == [0x1f, 0x8b];
    let whole = Cursor::new(head).chain(reader);
    Ok(if is_gzip {
        Box::new(MultiGzDecoder::new(whole))
    } else {
        Box::new(whole)
    })
}

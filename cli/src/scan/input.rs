//! The inputs of a scan: files and standard input, plain or gzip-compressed.

use std::fs::{self, File};
use std::io::{self, Cursor, Error, ErrorKind, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};

use super::block::{Block, Lines};
use super::tally::{Place, Seen};

/// Compressed and other files that are not plain text, by their first bytes. A question mark is any
/// byte.
const FORMATS: [(&[u8], &str); 17] = [
    (b"\x1f\x8b", COMPRESSED),
    (
        b"\x28\xb5\x2f\xfd",
        "Zstandard-compressed: decompress it first",
    ),
    (b"\xfd7zXZ\0", "xz-compressed: decompress it first"),
    (b"BZh?1AY&SY", "bzip2-compressed: decompress it first"),
    (b"\x04\x22\x4d\x18", "LZ4-compressed: decompress it first"),
    (b"LZIP", "lzip-compressed: decompress it first"),
    (b"\x1f\x9d", "compressed: decompress it first"),
    (
        b"\xff\x06\0\0sNaPpY",
        "Snappy-compressed: decompress it first",
    ),
    (b"PK\x03\x04", "a ZIP archive: extract it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: extract it first"),
    (b"Rar!\x1a\x07", "a RAR archive: extract it first"),
    (
        b"LPKSHHRH",
        "a systemd journal: pipe `journalctl` into this",
    ),
    (b"ElfFile\0", "a Windows event log: export it as text first"),
    (
        b"SQLite format 3\0",
        "an SQLite database: export it as text first",
    ),
    (b"PAR1", "a Parquet file: export it as text first"),
    (b"\xff\xfe", UTF_16),
    (b"\xfe\xff", UTF_16),
];
const UTF_16: &str = "encoded in UTF-16: convert it to UTF-8 first";
const COMPRESSED: &str = "gzip-compressed: decompress it first";
/// The number of bytes that tell what a file is.
const HEAD_LEN: usize = 32;

/// All inputs, one after the other.
pub(crate) struct Inputs<'p> {
    paths: &'p [PathBuf],
    bar: &'p ProgressBar,
    current: Option<Lines>,
    /// The index of the input after the current one.
    next: usize,
    blocks: u64,
    lines: u64,
    /// The number of inputs that were read, at least in part.
    read: usize,
    errors: Vec<String>,
    too_long: Option<Seen>,
}

/// Returns the files, with those in directories in place of these. Symbolic links to directories are
/// not followed, because they can lead back.
pub(crate) fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        let count = files.len();
        if path.is_dir() {
            push_files(path, &mut files);
        }
        // Opened, a directory without files is an error.
        if files.len() == count {
            files.push(path.clone());
        }
    }
    files
}

fn push_files(directory: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(directory) else {
        return files.push(directory.to_owned());
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        // Opened, a link that leads nowhere is an error.
        if path.is_file() || !path.exists() {
            files.push(path);
        } else if path.is_dir() && !path.is_symlink() {
            push_files(&path, files);
        }
    }
}

/// Returns a progress bar over the bytes of the files. It is visible only on a terminal.
pub(crate) fn progress(paths: &[PathBuf]) -> ProgressBar {
    let sizes: Option<u64> = paths
        .iter()
        .map(|path| Some(fs::metadata(path).ok()?.len()))
        .try_fold(0_u64, |sum, size| Some(sum.saturating_add(size?)));
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
    /// Returns the files, or standard input if there are none.
    pub(crate) fn new(paths: &'p [PathBuf], bar: &'p ProgressBar) -> Self {
        Self {
            paths,
            bar,
            current: None,
            next: 0,
            blocks: 0,
            lines: 0,
            read: 0,
            errors: Vec::new(),
            too_long: None,
        }
    }

    /// Fills a block with the next lines. Returns `false` if there are none.
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

    /// Returns why inputs were not read, or not to their end.
    pub(crate) fn errors(&self) -> &[String] {
        &self.errors
    }

    /// Returns `true` if at least one input was read.
    pub(crate) fn any_read(&self) -> bool {
        self.read > 0
    }

    /// Returns the lines that were left out because they are too long.
    pub(crate) fn too_long(&self) -> Option<&Seen> {
        self.too_long.as_ref()
    }

    /// Returns the number of lines.
    pub(crate) fn lines(&self) -> u64 {
        self.lines
    }

    /// Returns a place in the form `file:line`.
    pub(crate) fn place(&self, place: Place) -> String {
        format!("{}:{}", self.name(place.input), place.line)
    }

    fn name(&self, input: usize) -> String {
        match self.paths.get(input) {
            Some(path) if !is_stdin(path) => path.display().to_string(),
            _ => String::from("<stdin>"),
        }
    }

    /// Opens the next input that can be read.
    fn open_next(&mut self) -> Option<Lines> {
        while self.next < self.paths.len().max(1) {
            let input = self.next;
            self.next += 1;
            match self.open(input) {
                Ok(reader) => {
                    self.read += 1;
                    return Some(Lines::new(reader, Place { input, line: 1 }));
                }
                Err(error) => {
                    let error = format!("failed to read {}: {error}", self.name(input));
                    self.errors.push(error);
                }
            }
        }
        None
    }

    fn open(&self, input: usize) -> io::Result<Box<dyn Read + Send>> {
        match self.paths.get(input) {
            Some(path) if path.is_dir() => Err(Error::other("the directory has no readable files")),
            Some(path) if !is_stdin(path) => decoded(self.bar.wrap_read(File::open(path)?)),
            _ => decoded(self.bar.wrap_read(io::stdin())),
        }
    }

    /// Fills a block from one input, which remains the current one unless it has ended.
    fn fill(&mut self, mut lines: Lines, block: &mut Block) -> bool {
        let first = lines.place();
        if let Err(error) = lines.fill(block, &mut self.too_long) {
            let name = self.name(first.input);
            self.errors
                .push(format!("failed to read all of {name}: {error}"));
        }
        self.lines += lines.place().line - first.line;
        if block.bytes().is_empty() && lines.has_ended() {
            return false;
        }
        if lines.has_ended() && !block.bytes().ends_with(b"\n") {
            self.lines += 1;
        }
        self.current = Some(lines);
        !block.bytes().is_empty()
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns the decompressed bytes. The first bytes decide, not the name of the file.
fn decoded(reader: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let (reader, is_gzip) = identified(reader)?;
    if !is_gzip {
        return Ok(Box::new(reader));
    }
    match identified(MultiGzDecoder::new(reader))? {
        (reader, false) => Ok(Box::new(reader)),
        (_, true) => Err(unsupported("compressed twice: decompress it first")),
    }
}

/// Returns the same bytes, and whether they are gzip-compressed.
fn identified(mut reader: impl Read + Send) -> io::Result<(impl Read + Send, bool)> {
    let mut head = Vec::new();
    reader
        .by_ref()
        .take(HEAD_LEN as u64)
        .read_to_end(&mut head)?;
    match format_of(&head) {
        Some(reason) if reason != COMPRESSED => Err(unsupported(reason)),
        format => Ok((Cursor::new(head).chain(reader), format.is_some())),
    }
}

/// Returns what a file is, by its first bytes, if it is not plain text.
pub(crate) fn format_of(start: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| {
        let mut bytes = magic.iter().zip(start);
        start.len() >= magic.len() && bytes.all(|(magic, byte)| *magic == b'?' || magic == byte)
    };
    let mut formats = FORMATS.iter();
    let format = formats.find(|(magic, _)| starts(magic));
    let head = &start[..start.len().min(HEAD_LEN)];
    format
        .map(|(_, reason)| *reason)
        .or_else(|| is_utf_16(head).then_some(UTF_16))
}

/// Returns `true` for UTF-16 without a byte order mark: every other byte is zero.
fn is_utf_16(head: &[u8]) -> bool {
    let pairs = head.chunks_exact(2);
    let is_zero = |index: usize| {
        pairs
            .clone()
            .all(|pair| pair[index] == 0 && pair[1 - index] != 0)
    };
    pairs.len() >= 2 && (is_zero(0) || is_zero(1))
}

fn unsupported(reason: &str) -> Error {
    Error::new(ErrorKind::InvalidData, format!("it is {reason}"))
}

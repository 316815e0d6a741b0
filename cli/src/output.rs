//! How a command prints, and how it fails.
//!
//! Messages, file names, and tables can contain anything. Text becomes output only through
//! [`escape`], [`wrapped`], [`write_json`], [`prose`], or [`code_span`], which escape everything
//! that could control a terminal or change how other text is displayed.

use std::env;
use std::fmt::{self, Write as _};
use std::io::{self, ErrorKind, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use commsease_status::must_escape;
pub(crate) use commsease_status_explain::markup::{
    cell, code_span, code_spans, cut, escape, prose,
};
use serde::Serialize;
use textwrap::{WordSeparator, WordSplitter};

/// Headings and codes.
pub(crate) const STRONG: Style = Style::new().bold();
/// Success.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// Failure.
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
/// Details.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// The word `error`.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// The word `warning`.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The length of a line if nothing else is known.
const DEFAULT_WIDTH: usize = 100;

/// The reason why a command failed.
#[derive(Debug)]
pub(crate) enum Failed {
    /// The arguments or the input cannot be used.
    Input(String),
    /// A code or a name that the table already has, and which one is free.
    Taken {
        message: String,
        tip: Option<String>,
    },
    /// A name that is not in the table, and what to do about it.
    Unknown {
        message: String,
        tip: Option<String>,
    },
    /// The output could not be written.
    Write(io::Error),
}

impl Failed {
    /// Returns the exit status.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Self::Unknown { .. } => 1,
            Self::Input(_) | Self::Taken { .. } | Self::Write(_) => 2,
        }
    }

    /// Prints the error to standard error, escaped and in the form that clap uses.
    pub(crate) fn print(&self) {
        let mut out = anstream::stderr().lock();
        // There is nowhere left to report that standard error cannot be written.
        let _ = writeln!(out, "{ERROR}error:{ERROR:#} {}", escape(&self.to_string()));
        if let Self::Taken { tip: Some(tip), .. } | Self::Unknown { tip: Some(tip), .. } = self {
            let _ = writeln!(out, "\n  {GOOD}tip:{GOOD:#} {}", escape(tip));
        }
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<serde_json::Error> for Failed {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<csv::Error> for Failed {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(message) | Self::Taken { message, .. } | Self::Unknown { message, .. } => {
                f.write_str(message)
            }
            Self::Write(error) => write!(f, "failed to write output: {error}"),
        }
    }
}

/// Output that a reader can stop reading, as `head` does. The rest is discarded, and the exit status
/// is the same.
pub(crate) struct Pipe<W>(W);

impl<W: Write> Pipe<W> {
    pub(crate) fn new(out: W) -> Self {
        Self(out)
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        unless_closed(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        unless_closed(self.0.flush(), ())
    }
}

/// Returns the result, or `discarded` if no one reads the output.
fn unless_closed<T>(result: io::Result<T>, discarded: T) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(discarded),
        result => result,
    }
}

/// Prints help, the version, or a usage error, and returns the exit status.
pub(crate) fn print_clap_message(message: &clap::Error) -> Result<u8, Failed> {
    let text = message.render().ansi().to_string();
    if message.use_stderr() {
        // There is nowhere left to report that standard error cannot be written.
        let _ = write!(anstream::stderr().lock(), "{text}");
    } else {
        let mut out = Pipe::new(anstream::stdout().lock());
        write!(out, "{text}")?;
        out.flush()?;
    }
    Ok(u8::try_from(message.exit_code()).unwrap_or(2))
}

/// Writes a value as JSON. Everything that [`escape`] escapes is a `\u` escape.
pub(crate) fn write_json(value: &impl Serialize, out: &mut impl Write) -> Result<(), Failed> {
    let json = serde_json::to_string_pretty(value)?;
    let mut escaped = String::with_capacity(json.len() + 1);
    push_json(&json, &mut escaped);
    Ok(writeln!(out, "{escaped}")?)
}

/// Appends a value as JSON on one line, escaped as by [`write_json`].
pub(crate) fn push_json_line<T: Serialize + ?Sized>(value: &T, escaped: &mut String) {
    let json = serde_json::to_string(value);
    push_json(&json.expect("all keys are strings"), escaped);
}

/// Returns `true` for text in which nothing is escaped. It is fast, but not exact.
pub(crate) fn is_plain(text: &str) -> bool {
    // Without a branch for each byte, several are compared at once.
    let mut blocks = text.as_bytes().chunks(64);
    blocks.all(|block| {
        let is_plain = |byte: &u8| byte.wrapping_sub(b' ') <= b'~' - b' ';
        block.iter().fold(true, |all, byte| all & is_plain(byte))
    })
}

/// Appends JSON, escaped as by [`write_json`]. Whitespace between values that is neither a space nor
/// a line feed becomes a space.
pub(crate) fn push_json(json: &str, escaped: &mut String) {
    if is_plain(json) {
        return escaped.push_str(json);
    }
    for c in json.chars() {
        match c {
            // Between values only: those in strings are escaped already.
            '\t' | '\r' => escaped.push(' '),
            '\n' => escaped.push('\n'),
            c if must_escape(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
            }
            c => escaped.push(c),
        }
    }
}

/// Returns the number of columns that a line can have: that of `COLUMNS`, of the terminal, or 100.
pub(crate) fn width() -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    match columns {
        Some(columns) if columns > 0 => columns,
        _ if io::stdout().is_terminal() => textwrap::termwidth(),
        _ => DEFAULT_WIDTH,
    }
}

/// Escapes a paragraph and breaks it into lines. The first line starts with `first`; the others are
/// indented by `indent` spaces.
pub(crate) fn wrapped(first: &str, indent: usize, text: &str) -> String {
    wrapped_to(width(), first, indent, text)
}

/// Does the same as [`wrapped`] for lines of at most `width` columns.
pub(crate) fn wrapped_to(width: usize, first: &str, indent: usize, text: &str) -> String {
    fill(width, first, indent, &escape(text))
}

/// Does the same as [`wrapped`] for text that is escaped already and has styles.
pub(crate) fn wrapped_styled(first: &str, indent: usize, text: &str) -> String {
    fill(width(), first, indent, text)
}

/// Returns where a line can break: at spaces or, in text of a script that has none, between most
/// characters.
fn separator(text: &str) -> WordSeparator {
    let is_ideograph = |c| ('\u{2e80}'..='\u{9fff}').contains(&c);
    if text.contains(is_ideograph) {
        WordSeparator::UnicodeBreakProperties
    } else {
        WordSeparator::AsciiSpace
    }
}

/// Breaks a paragraph only between words: a longer word is on a line that is too long.
fn fill(width: usize, first: &str, indent: usize, text: &str) -> String {
    let indent = " ".repeat(indent);
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(&indent)
        .break_words(false)
        .word_separator(separator(text))
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// Returns the number and the word, in the plural unless the number is 1: `2 lines`, `0 lines`.
pub(crate) fn counted(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// Returns the number and the word, with `no` for 0: `2 errors`, `no errors`.
pub(crate) fn counted_or_no(count: usize, word: &str) -> String {
    match count {
        0 => format!("no {word}s"),
        _ => counted(count as u64, word),
    }
}

//! How a command prints, and how it fails.
//!
//! Messages, file names, and tables can contain anything. Text becomes output only through
//! [`escape`], [`wrapped`], [`write_json`], [`prose`], or [`code_span`], which escape everything
//! that could control a terminal or change how other text is displayed.

use std::borrow::Cow;
use std::env;
use std::fmt::{self, Write as _};
use std::io::{self, ErrorKind, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use commsease_status::must_escape;
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

/// Escapes every character that could control a terminal or change how other text is displayed.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(must_escape) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + text.len() / 2);
    for c in text.chars() {
        if must_escape(c) {
            escaped.extend(c.escape_default());
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Returns the start of a text that is quoted.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    const MAX_LEN: usize = 500;
    match text.char_indices().nth(MAX_LEN) {
        Some((end, _)) => Cow::Owned(format!("{}\u{2026}", &text[..end])),
        None => Cow::Borrowed(text),
    }
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

/// Returns any text as a code span of Markdown.
pub(crate) fn code_span(text: &str) -> String {
    let text = escape(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // One space on each side is not part of the span.
    let needs_space = text.is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let space = if needs_space { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Returns texts as code spans, separated by commas.
pub(crate) fn code_spans<T: AsRef<str>>(texts: &[T]) -> String {
    let spans: Vec<String> = texts.iter().map(|text| code_span(text.as_ref())).collect();
    spans.join(", ")
}

/// Returns prose as Markdown. Balanced backticks make code spans; all other markup is escaped.
pub(crate) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let is_span = |index: usize| index % 2 == 1;
    let is_balanced = parts.len() % 2 == 1
        && (0..parts.len()).all(|index| !is_span(index) || !parts[index].trim().is_empty());
    if !is_balanced {
        return escape_markup(text);
    }
    let mut markdown = String::with_capacity(text.len());
    for (index, part) in parts.iter().enumerate() {
        let part = if is_span(index) {
            code_span(part)
        } else {
            escape_markup(part)
        };
        // Two code spans without a space between them would be one.
        if markdown.ends_with('`') && part.starts_with('`') {
            markdown.push(' ');
        }
        markdown += &part;
    }
    markdown
}

/// Escapes Markdown and HTML. Mentions, references, and addresses, which are links without any
/// markup, become code spans: nothing else stops every program from making a link of them.
fn escape_markup(text: &str) -> String {
    const MARKUP: [char; 10] = ['\\', '`', '*', '_', '[', ']', '<', '>', '~', '&'];
    let text = escape(text);
    // Headings and lists, which are markup only at the start of a line.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match digits {
        0 => text.starts_with(['#', '-', '+', '=']).then_some(0),
        _ => text[digits..].starts_with(['.', ')']).then_some(digits),
    };
    let mut escaped = String::with_capacity(text.len());
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let is_around = |c: char| c.is_whitespace() || "()[]<>{}\"'.,;:!?".contains(c);
        let inside = word.trim_matches(is_around);
        let (before, after) = word.split_once(inside).unwrap_or((word, ""));
        for (is_link, part) in [(false, before), (is_link(inside), inside), (false, after)] {
            if is_link {
                escaped += &code_span(part);
            } else {
                for (offset, c) in part.char_indices() {
                    if MARKUP.contains(&c) || marker == Some(at + offset) {
                        escaped.push('\\');
                    }
                    escaped.push(c);
                }
            }
            at += part.len();
        }
    }
    escaped
}

/// Returns whether programs that show Markdown make a link of a word: `@user`, `#123`, `GH-1`, an
/// address of a page or of mail.
fn is_link(word: &str) -> bool {
    let is_before = |mark: &str, is_next: fn(char) -> bool| {
        let mut after = word
            .match_indices(mark)
            .map(|(at, _)| &word[at + mark.len()..]);
        after.any(|after| after.starts_with(is_next))
    };
    let lowercase = word.to_ascii_lowercase();
    is_before("@", char::is_alphanumeric)
        || is_before("#", |c| c.is_ascii_digit())
        || lowercase.contains("gh-")
        || lowercase.contains("www.")
        || word.contains("://")
}

/// Returns Markdown as a cell of a table.
pub(crate) fn cell(markdown: &str) -> String {
    let mut cell = String::with_capacity(markdown.len());
    let mut is_escaped = false;
    for c in markdown.chars() {
        if c == '|' {
            // A backslash in a code span would escape the one that is added here.
            cell.push_str(if is_escaped { "\\\\" } else { "\\" });
        }
        is_escaped = c == '\\' && !is_escaped;
        cell.push(c);
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_once() {
        let text = "a\u{1b}[31m\u{9b}\u{202e}\u{feff}\n\\é";
        let escaped = escape(text);
        assert_eq!(escaped, r"a\u{1b}[31m\u{9b}\u{202e}\u{feff}\n\é");
        assert!(matches!(escape(&escaped), Cow::Borrowed(_)));
    }

    #[test]
    fn code_spans_contain_any_text() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a`b"), "``a`b``");
        assert_eq!(code_span("``"), "``` `` ```");
        assert_eq!(code_span(""), "`  `");
        assert_eq!(code_span("a\n"), r"`a\n`");
    }

    #[test]
    fn prose_has_no_markup_but_code_spans() {
        assert_eq!(prose("`a_b` and a_b <i>"), r"`a_b` and a\_b \<i\>");
        assert_eq!(prose("`a"), r"\`a");
        assert_eq!(prose("1. One"), r"1\. One");
        assert_eq!(prose("# C#"), r"\# C#");
    }

    #[test]
    fn prose_has_no_links() {
        let case = |text, markdown| assert_eq!(prose(text), markdown);
        case("By @user, not a@ b.", "By `@user`, not a@ b.");
        case("See #123 and C#.", "See `#123` and C#.");
        case("(a/b#1) GH-1!", "(`a/b#1`) `GH-1`!");
        case("At https://a.example/?b=c.", "At `https://a.example/?b=c`.");
        case("`a`@b and c@d`e`", "`a` `@b` and `c@d` `e`");
        case("#1 <www.a.example> ©", r"`#1` \<`www.a.example`\> ©");
        case("<img src=x>", r"\<img src=x\>");
    }

    #[test]
    fn a_cell_stays_one_cell() {
        assert_eq!(cell("a|b"), r"a\|b");
        assert_eq!(cell(&code_span(r"a\|b")), r"`a\\\|b`");
        assert_eq!(cell(&prose(r"a\|b")), r"a\\\|b");
    }
}

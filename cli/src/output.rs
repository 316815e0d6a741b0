//! How things are shown, and how a command fails.

use std::fmt::{self, Write as _};
use std::io;

use anstyle::{AnsiColor, Style};

/// Headings and numbers.
pub(crate) const STRONG: Style = Style::new().bold();
/// What was done or can be done.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What failed.
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
/// What stands beside.
pub(crate) const FAINT: Style = Style::new().dimmed();

/// Lines are broken before this column.
const WIDTH: usize = 100;

/// Why a command ended without an answer.
pub(crate) enum Failed {
    /// The arguments or the body cannot be used.
    Input(String),
    /// There is no code of that name.
    Unknown(String),
    /// The answer could not be written.
    Write(io::Error),
}

impl Failed {
    /// The exit status.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Self::Unknown(_) => 1,
            Self::Input(_) | Self::Write(_) => 2,
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

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(sentence) | Self::Unknown(sentence) => f.write_str(sentence),
            Self::Write(error) => write!(f, "cannot write the answer: {error}"),
        }
    }
}

/// Text from elsewhere with everything escaped that could steer a terminal.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if steers(c) {
            let _ = write!(shown, "{}", c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Whether a character could steer a terminal, or show a text other than it is.
pub(crate) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A paragraph in lines that fit, every line behind the first one indented.
pub(crate) fn wrapped(first: &str, indent: usize, text: &str) -> String {
    let indent = " ".repeat(indent);
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(&indent);
    textwrap::fill(text, options)
}

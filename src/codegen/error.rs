//! What the generator has to say about a table: a place and a sentence, and what to write instead.

use std::fmt;
use std::ops::Range;

use super::snippet::{Lines, is_format_control};

/// Whether the table can be used all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// The table is refused.
    Error,
    /// The table is used, but this looks like a slip.
    Warning,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A place in the table with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place, in bytes from the beginning of the file.
    pub span: Range<usize>,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// One finding about a table.
///
/// ```
/// use commsease_status::codegen::{generate, Level};
///
/// let source = b"[enum]\nname = \"No\"\ndoc = 5\n";
/// let rejected = generate(source).unwrap_err();
/// let finding = &rejected.diagnostics()[0];
/// assert_eq!(finding.level, Level::Error);
/// assert_eq!(finding.message, "`doc` must be a text");
/// assert_eq!(&source[finding.primary.span.clone()], b"5");
/// assert_eq!(
///     finding.render(source, "codes.toml"),
///     "error: `doc` must be a text\n --> codes.toml:3:7\n  |\n3 | doc = 5\n  |       ^ this is an integer\n  |\n  \
///      = help: write `\"5\"`, in quotes\n",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Whether the table is refused.
    pub level: Level,
    /// One sentence that says what is wrong.
    pub message: String,
    /// Where it is wrong.
    pub primary: Label,
    /// Another place that belongs to it, such as the first of two that must not be equal.
    pub secondary: Option<Label>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(super) fn error(message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            level: Level::Error,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: None,
            help: None,
        }
    }

    pub(super) fn warning(message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            level: Level::Warning,
            ..Self::error(message, span)
        }
    }

    pub(super) fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    pub(super) fn also(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.secondary = Some(Label {
            span,
            text: text.into(),
        });
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Moves it behind something of that many bytes.
    pub(super) fn shift(&mut self, bytes: usize) {
        for label in std::iter::once(&mut self.primary).chain(&mut self.secondary) {
            label.span = label.span.start + bytes..label.span.end + bytes;
        }
    }

    /// The finding as rustc would print it, with the lines of the table it is about; `path` is what the file is
    /// called in it.
    pub fn render(&self, source: &[u8], path: &str) -> String {
        Lines::new(&String::from_utf8_lossy(source)).render(self, path)
    }
}

/// Why a table was refused: at least one error, and every warning, in the order of the file.
///
/// It displays as one line a finding; [`render`](Self::render) shows the places too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    diagnostics: Vec<Diagnostic>,
}

impl Rejected {
    /// In the order of the file.
    pub(super) fn new(mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by_key(|found| (found.primary.span.start, found.primary.span.end));
        Self { diagnostics }
    }

    /// The findings, in the order of the file.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// All findings as rustc would print them, a blank line between each two.
    pub fn render(&self, source: &[u8], path: &str) -> String {
        render(&self.diagnostics, source, path)
    }
}

/// Renders findings about one file, splitting it into lines only once.
pub(super) fn render(diagnostics: &[Diagnostic], source: &[u8], path: &str) -> String {
    let text = String::from_utf8_lossy(source);
    let lines = Lines::new(&text);
    let blocks: Vec<String> = diagnostics
        .iter()
        .map(|found| lines.render(found, path))
        .collect();
    blocks.join("\n")
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, found) in self.diagnostics.iter().enumerate() {
            let separator = if i == 0 { "" } else { "\n" };
            write!(f, "{separator}{}: {}", found.level, found.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejected {}

/// What somebody wrote as it can be shown in a sentence: nothing in it steers a terminal, and it is not too long.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let shown = text.chars().take(MOST).map(|c| match c {
        c if c.is_control() || is_format_control(c) => format!("\\u{{{:x}}}", u32::from(c)),
        c => String::from(c),
    });
    let cut = if text.chars().nth(MOST).is_some() {
        "..."
    } else {
        ""
    };
    shown.chain([String::from(cut)]).collect()
}

/// Longer words are nobody's slip.
const LONGEST_WORD: usize = 64;

/// The known word that `word` is most likely a slip of: at most one edit for every three letters.
pub(super) fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let limit = word.chars().count().max(3) / 3;
    let is_word = |word: &str| word.len() <= LONGEST_WORD;
    let (length, letters) = letters(word);
    // Each letter that one of them has more is an edit, and no edit changes more than two of the letters that are there:
    // most words need no further look.
    let may_be_near = |candidate: &str| {
        let (other_length, other_letters) = self::letters(candidate);
        length.abs_diff(other_length) <= limit
            && (letters ^ other_letters).count_ones() as usize <= 2 * limit
    };
    known
        .into_iter()
        .filter(|candidate| is_word(word) && is_word(candidate) && may_be_near(candidate))
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|&(edits, _)| edits <= limit)
        .min_by_key(|&(edits, _)| edits)
        .map(|(_, candidate)| candidate)
}

/// How many letters a word has, and which: a bit for each, without regard to case.
fn letters(word: &str) -> (usize, u32) {
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold((0, 0), |(count, bits), letter| {
        (count + 1, bits | 1 << (u32::from(letter) % 32))
    })
}

/// Edits from one word to the other, without regard to case; two letters that changed places are one edit.
fn distance(from: &str, to: &str) -> usize {
    let letters = |word: &str| {
        word.chars()
            .flat_map(char::to_lowercase)
            .collect::<Vec<_>>()
    };
    let (from, to) = (letters(from), letters(to));
    let mut before_last = vec![0; to.len() + 1];
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let mut row = before_last.clone();
    for i in 1..=from.len() {
        row[0] = i;
        for j in 1..=to.len() {
            let same = from[i - 1] == to[j - 1];
            row[j] = (last[j - 1] + usize::from(!same))
                .min(last[j] + 1)
                .min(row[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[to.len()]
}

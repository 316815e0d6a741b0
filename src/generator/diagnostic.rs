//! What the generator reports about a table.

use std::fmt;
use std::ops::Range;

use crate::generator::display::push_char;

/// The severity of a [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The table is not valid.
    Error,
    /// The table is valid but probably has a mistake.
    Warning,
}

/// Formats the severity in lowercase.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A span of the table and a few words about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Label {
    /// The span, in bytes from the start of the file.
    pub span: Range<usize>,
    /// The label text; may be empty.
    pub text: String,
}

/// An error or a warning about a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The problem.
    pub message: String,
    /// Where the problem is.
    pub primary: Label,
    /// A related span, such as the first of two definitions.
    pub secondary: Option<Label>,
    /// A fact that helps to understand the problem.
    pub note: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn error(message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: None,
            note: None,
            help: None,
        }
    }

    pub(crate) fn warning(message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(message, span)
        }
    }

    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    pub(crate) fn secondary(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.secondary = Some(Label {
            span,
            text: text.into(),
        });
        self
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The error returned if a table is not valid: at least one error, and all warnings, in the order of
/// the file.
///
/// It formats as one line a diagnostic; [`render`](Self::render) shows the lines of the table, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    diagnostics: Vec<Diagnostic>,
}

impl TableError {
    pub(crate) fn new(diagnostics: Vec<Diagnostic>) -> Self {
        let diagnostics = in_order(diagnostics);
        Self { diagnostics }
    }

    /// Returns the errors and warnings, in the order of the file.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(
                f,
                "{separator}{}: {}",
                diagnostic.severity, diagnostic.message
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for TableError {}

/// People correct some errors and check again, so more diagnostics do not help.
const MAX_DIAGNOSTICS: usize = 200;

/// Returns diagnostics in the order of the file. If there are too many, the last one says how many
/// were left out; warnings are left out first.
pub(crate) fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |it: &Diagnostic| (it.primary.span.start, it.primary.span.end);
    diagnostics.sort_by_key(place);
    if diagnostics.len() <= MAX_DIAGNOSTICS {
        return diagnostics;
    }
    diagnostics.sort_by_key(|it| it.severity != Severity::Error);
    let rest = diagnostics.split_off(MAX_DIAGNOSTICS);
    diagnostics.sort_by_key(place);
    let errors = rest
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .count();
    let count = match (errors, rest.len() - errors) {
        (errors, 0) => format!("{errors} more errors"),
        (0, warnings) => format!("{warnings} more warnings"),
        (errors, warnings) => format!("{errors} more errors and {warnings} more warnings"),
    };
    diagnostics.extend(rest.into_iter().next().map(|first| Diagnostic {
        message: format!("... and {count}"),
        secondary: None,
        note: None,
        help: Some(String::from(
            "correct those before this one, and check the table again",
        )),
        ..first
    }));
    diagnostics
}

/// Escapes control characters in text that a message quotes, and shortens long text.
pub(crate) fn escape(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    let mut escaped = String::new();
    text.chars()
        .take(MAX_CHARS)
        .for_each(|c| push_char(&mut escaped, c));
    if text.chars().nth(MAX_CHARS).is_some() {
        escaped.push_str("...");
    }
    escaped
}

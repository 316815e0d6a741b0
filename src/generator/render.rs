//! Renders diagnostics in the style of rustc.
//!
//! The crates that do this would be built by every user of the library.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use crate::generator::diagnostic::{Diagnostic, Label, TableError};
use crate::generator::display::{char_width, push_char};

/// The number of columns of a source line that are shown.
const WIDTH: usize = 100;
/// The number of columns that are shown before the label if the line is cut.
const LEAD: usize = 40;

/// Renders diagnostics of one file.
///
/// # Examples
///
/// ```ignore
/// let renderer = Renderer::new(&source, "codes.toml");
/// for diagnostic in error.diagnostics() {
///     eprintln!("{}", renderer.render(diagnostic));
/// }
/// ```
#[derive(Debug)]
pub struct Renderer<'s> {
    path: &'s str,
    text: Cow<'s, str>,
    /// The start of each line.
    line_starts: Vec<usize>,
}

/// A label on the line where it starts.
struct Annotation<'l> {
    line: usize,
    /// The span in the text, cut at the end of the line.
    span: Range<usize>,
    /// The bytes of the line that are shown.
    window: Range<usize>,
    mark: char,
    text: &'l str,
}

impl<'s> Renderer<'s> {
    /// Creates a renderer for the file with the given contents. `path` is the file name to display.
    #[must_use]
    pub fn new(source: &'s [u8], path: &'s str) -> Self {
        let text = String::from_utf8_lossy(source);
        let first = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let line_ends = text.match_indices('\n').map(|(end, _)| end + 1);
        let line_starts = std::iter::once(first).chain(line_ends).collect();
        Self {
            path,
            text,
            line_starts,
        }
    }

    /// Renders all of the given diagnostics, separated by blank lines.
    #[must_use]
    pub fn render_all(&self, diagnostics: &[Diagnostic]) -> String {
        let rendered: Vec<String> = diagnostics.iter().map(|it| self.render(it)).collect();
        rendered.join("\n")
    }

    /// Renders a diagnostic, with a line feed at the end.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        let mut annotations = vec![self.annotation(&diagnostic.primary, '^')];
        annotations.extend(
            diagnostic
                .secondary
                .as_ref()
                .map(|label| self.annotation(label, '-')),
        );
        annotations.sort_by_key(|annotation| annotation.line);
        let gutter = annotations
            .last()
            .map_or(0, |last| (last.line + 1).to_string().len());
        let (line, column) = self.position(diagnostic.primary.span.start);

        let mut out = format!(
            "{}: {}\n{:gutter$}--> {}:{line}:{column}\n",
            diagnostic.severity, diagnostic.message, "", self.path
        );
        push_line(&mut out, gutter, "", "");
        let mut previous: Option<&Annotation<'_>> = None;
        for annotation in &annotations {
            if previous.is_some_and(|previous| previous.line + 1 < annotation.line) {
                out.push_str("...\n");
            }
            let is_shown = previous.is_some_and(|previous| {
                previous.line == annotation.line && previous.window == annotation.window
            });
            if !is_shown {
                let number = (annotation.line + 1).to_string();
                push_line(&mut out, gutter, &number, &self.display_line(annotation));
            }
            self.push_marks(&mut out, gutter, annotation);
            previous = Some(annotation);
        }
        let footers = [("note", &diagnostic.note), ("help", &diagnostic.help)];
        if diagnostic.note.is_some() || diagnostic.help.is_some() {
            push_line(&mut out, gutter, "", "");
        }
        for (kind, text) in footers {
            for (index, line) in text.iter().flat_map(|text| text.lines()).enumerate() {
                let lead = if index == 0 {
                    format!("= {kind}: ")
                } else {
                    " ".repeat(8)
                };
                let _ = writeln!(out, "{:gutter$} {lead}{line}", "");
            }
        }
        out
    }

    /// Returns the line and column of a byte, both from one. The column counts characters.
    #[must_use]
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let byte = floor_char_boundary(&self.text, byte);
        let line = self.line_of(byte);
        let before = self
            .text
            .get(self.line_starts[line]..byte)
            .unwrap_or_default();
        (line + 1, before.chars().count() + 1)
    }

    fn line_of(&self, byte: usize) -> usize {
        self.line_starts
            .partition_point(|&start| start <= byte)
            .saturating_sub(1)
    }

    /// Returns the span of a line without its line ending.
    fn line_span(&self, line: usize) -> Range<usize> {
        let start = self.line_starts[line];
        let end = self
            .line_starts
            .get(line + 1)
            .map_or(self.text.len(), |&next| next - 1);
        let end = if self.text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        start..end
    }

    fn annotation<'l>(&self, label: &'l Label, mark: char) -> Annotation<'l> {
        let line = self.line_of(label.span.start);
        let whole = self.line_span(line);
        let start = floor_char_boundary(&self.text, label.span.start);
        let start = start.clamp(whole.start, whole.end);
        let end = floor_char_boundary(&self.text, label.span.end).clamp(start, whole.end);
        let window = self.window(whole, start);
        let span = start..end.min(window.end.max(start));
        Annotation {
            line,
            span,
            window,
            mark,
            text: &label.text,
        }
    }

    /// Returns the part of a line that is shown around a byte: all of it, if it is not too long.
    fn window(&self, line: Range<usize>, byte: usize) -> Range<usize> {
        if prefix_len(self.text[line.clone()].chars(), WIDTH) == line.len() {
            return line;
        }
        let start = byte - prefix_len(self.text[line.start..byte].chars().rev(), LEAD);
        start..start + prefix_len(self.text[start..line.end].chars(), WIDTH)
    }

    fn display_line(&self, annotation: &Annotation<'_>) -> String {
        let (line, window) = (self.line_span(annotation.line), &annotation.window);
        let dots = |is_cut: bool| if is_cut { "..." } else { "" };
        let mut text = String::new();
        self.text[window.clone()]
            .chars()
            .for_each(|c| push_char(&mut text, c));
        format!(
            "{}{text}{}",
            dots(window.start > line.start),
            dots(window.end < line.end)
        )
    }

    fn push_marks(&self, out: &mut String, gutter: usize, annotation: &Annotation<'_>) {
        let Annotation {
            line,
            span,
            window,
            mark,
            text,
        } = annotation;
        let dots = if window.start > self.line_span(*line).start {
            3
        } else {
            0
        };
        let indent = dots + width(&self.text[window.start..span.start]);
        let marks = mark
            .to_string()
            .repeat(width(&self.text[span.clone()]).max(1));
        push_line(out, gutter, "", &format!("{:indent$}{marks} {text}", ""));
    }
}

impl Diagnostic {
    /// Renders the diagnostic in the style of rustc. `path` is the file name to display. To render
    /// many diagnostics of one file, use a [`Renderer`].
    #[must_use]
    pub fn render(&self, source: &[u8], path: &str) -> String {
        Renderer::new(source, path).render(self)
    }
}

impl TableError {
    /// Renders all diagnostics in the style of rustc, separated by blank lines. `path` is the file
    /// name to display.
    #[must_use]
    pub fn render(&self, source: &[u8], path: &str) -> String {
        Renderer::new(source, path).render_all(self.diagnostics())
    }
}

fn push_line(out: &mut String, gutter: usize, number: &str, text: &str) {
    let line = format!("{number:gutter$} | {text}");
    out.push_str(line.trim_end());
    out.push('\n');
}

/// Returns the number of bytes of the first characters that fit into `columns`.
fn prefix_len(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut left = columns;
    let fitting = chars.take_while(|&c| {
        let width = char_width(c);
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    });
    fitting.map(char::len_utf8).sum()
}

/// Returns the last character boundary at or before `byte`, as `str::floor_char_boundary` of a newer
/// Rust does.
pub(crate) fn floor_char_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

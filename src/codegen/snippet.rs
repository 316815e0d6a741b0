//! Draws a finding the way rustc does: the sentence, the place, the line, and carets under the exact token.
//!
//! The crates that draw such pictures would be built by every user of the library; what is needed of them is this.
//! A file may have thousands of findings, and all of them on one line: nothing here walks along a whole line twice.

use std::fmt::Write as _;
use std::ops::Range;

use super::error::{Diagnostic, Label};

/// How many columns of a source line are shown.
const WIDTH: usize = 100;
/// How many of them stand before the label, if the line is cut.
const LEAD: usize = 40;
/// How many bytes of the text have one entry in the list of characters before them.
const STRIDE: usize = 1024;

/// A text and where its lines begin.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters stand before each stretch of the text.
    characters: Vec<usize>,
}

/// A label on the one line where it begins.
struct Mark<'a> {
    line: usize,
    /// Its bytes in the text, none of them behind the line.
    span: Range<usize>,
    /// The bytes of the line that are shown with it.
    window: Range<usize>,
    sign: char,
    text: &'a str,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        // A byte order mark is no part of the first line.
        let first = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let starts = std::iter::once(first)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let mut count = 0;
        let characters = text.as_bytes().chunks(STRIDE).map(|stretch| {
            let before = count;
            count += begun(stretch);
            before
        });
        let characters = characters.collect();
        Self {
            text,
            starts,
            characters,
        }
    }

    /// The whole picture of one finding, with a line feed at its end.
    pub(super) fn render(&self, found: &Diagnostic, path: &str) -> String {
        let mut marks = vec![self.mark(&found.primary, '^')];
        marks.extend(found.secondary.as_ref().map(|label| self.mark(label, '-')));
        marks.sort_by_key(|mark| mark.line);
        let gutter = marks
            .iter()
            .map(|mark| (mark.line + 1).to_string().len())
            .max()
            .unwrap_or(1);
        let (line, column) = self.position(found.primary.span.start);

        let mut out = format!(
            "{}: {}\n{:gutter$}--> {path}:{line}:{column}\n",
            found.level, found.message, ""
        );
        put(&mut out, gutter, "", "");
        let mut above: Option<&Mark<'_>> = None;
        for mark in &marks {
            if above.is_some_and(|above| above.line + 1 < mark.line) {
                out.push_str("...\n");
            }
            if above.is_none_or(|above| above.line != mark.line || above.window != mark.window) {
                put(
                    &mut out,
                    gutter,
                    &(mark.line + 1).to_string(),
                    &self.shown(mark),
                );
            }
            self.draw(&mut out, gutter, mark);
            above = Some(mark);
        }
        if let Some(help) = &found.help {
            put(&mut out, gutter, "", "");
            let _ = writeln!(out, "{:gutter$} = help: {help}", "");
        }
        out
    }

    /// Line and column of a byte, both from one; the column counts characters.
    fn position(&self, at: usize) -> (usize, usize) {
        let at = floor(self.text, at);
        let line = self.line_of(at);
        (
            line + 1,
            self.characters_before(at)
                .saturating_sub(self.characters_before(self.starts[line]))
                + 1,
        )
    }

    fn characters_before(&self, at: usize) -> usize {
        let stretch = at / STRIDE;
        let whole = self.characters.get(stretch).copied().unwrap_or_default();
        let rest = self
            .text
            .as_bytes()
            .get(stretch * STRIDE..at)
            .unwrap_or_default();
        whole + begun(rest)
    }

    fn line_of(&self, at: usize) -> usize {
        self.starts
            .partition_point(|&start| start <= at)
            .saturating_sub(1)
    }

    /// The bytes of a line without its end.
    fn line(&self, line: usize) -> Range<usize> {
        let start = self.starts[line];
        let end = self
            .starts
            .get(line + 1)
            .map_or(self.text.len(), |&next| next - 1);
        let end = if self.text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        start..end
    }

    fn mark<'a>(&self, label: &'a Label, sign: char) -> Mark<'a> {
        let line = self.line_of(label.span.start);
        let whole = self.line(line);
        let from = floor(self.text, label.span.start).clamp(whole.start, whole.end);
        let to = floor(self.text, label.span.end).clamp(from, whole.end);
        let window = self.window(whole, from);
        Mark {
            line,
            span: from..to.min(window.end.max(from)),
            window,
            sign,
            text: &label.text,
        }
    }

    /// The part of a line that is shown around a place: all of it, if it is not too long.
    fn window(&self, line: Range<usize>, at: usize) -> Range<usize> {
        if fitting(self.text[line.clone()].chars(), WIDTH) == line.len() {
            return line;
        }
        let start = at - fitting(self.text[line.start..at].chars().rev(), LEAD);
        start..start + fitting(self.text[start..line.end].chars(), WIDTH)
    }

    /// The line as it is shown, with dots where it is cut.
    fn shown(&self, mark: &Mark<'_>) -> String {
        let (line, window) = (self.line(mark.line), &mark.window);
        let dots = |cut: bool| if cut { "..." } else { "" };
        let text: String = self.text[window.clone()]
            .chars()
            .map(|c| show(c).0)
            .collect();
        format!(
            "{}{text}{}",
            dots(window.start > line.start),
            dots(window.end < line.end)
        )
    }

    fn draw(&self, out: &mut String, gutter: usize, mark: &Mark<'_>) {
        let dots = if mark.window.start > self.line(mark.line).start {
            3
        } else {
            0
        };
        let indent = dots + width(&self.text[mark.window.start..mark.span.start]);
        let signs = mark
            .sign
            .to_string()
            .repeat(width(&self.text[mark.span.clone()]).max(1));
        put(
            out,
            gutter,
            "",
            &format!("{:indent$}{signs} {}", "", mark.text),
        );
    }
}

fn put(out: &mut String, gutter: usize, number: &str, text: &str) {
    let line = format!("{number:gutter$} | {text}");
    out.push_str(line.trim_end());
    out.push('\n');
}

/// How many bytes the first characters have that fit into so many columns.
fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut left = columns;
    let fitting = characters.take_while(|&c| {
        let fits = show(c).1 <= left;
        left = left.saturating_sub(show(c).1);
        fits
    });
    fitting.map(char::len_utf8).sum()
}

/// How many characters begin in some bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// The last place up to `at` where a character begins.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn width(text: &str) -> usize {
    text.chars().map(|c| show(c).1).sum()
}

/// How a character of the table is shown, and how many columns that takes.
fn show(c: char) -> (String, usize) {
    match c {
        '\t' => (String::from("    "), 4),
        c if c.is_control() || is_format_control(c) => {
            let escaped = format!("\\u{{{:x}}}", u32::from(c));
            let width = escaped.len();
            (escaped, width)
        }
        c if is_combining(c) => (String::from(c), 0),
        c => (String::from(c), if is_wide(c) { 2 } else { 1 }),
    }
}

/// Characters that change how their neighbours are shown: a terminal must not get them.
pub(super) fn is_format_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Marks that are drawn over the character before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}

/// The blocks whose characters take two columns in a terminal.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{a000}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}' | '\u{1f900}'..='\u{1f9ff}' | '\u{20000}'..='\u{3fffd}')
}

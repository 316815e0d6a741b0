//! Draws a finding the way rustc does: the sentence, the place, the line, and carets under the exact token.
//!
//! The crates that draw such pictures would be built by every user of the library; what is needed of them is this.

use std::fmt::Write as _;
use std::ops::Range;

use super::error::{Diagnostic, Label};

/// How many columns of a source line are shown around a label.
const WIDTH: usize = 100;
/// How many of them stand before the label.
const LEAD: usize = 40;

/// A text and where its lines begin.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

/// A label on the one line where it begins, in columns as they are shown.
struct Mark<'a> {
    line: usize,
    columns: Range<usize>,
    sign: char,
    text: &'a str,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The whole picture of one finding, with a line feed at its end.
    pub(super) fn render(&self, found: &Diagnostic, path: &str) -> String {
        let mut marks = vec![self.mark(&found.primary, '^')];
        marks.extend(found.secondary.as_ref().map(|label| self.mark(label, '-')));
        marks.sort_by_key(|mark| mark.line);
        let gutter = marks.iter().map(|mark| (mark.line + 1).to_string().len()).max().unwrap_or(1);
        let (line, column) = self.position(found.primary.span.start);

        let mut out = format!("{}: {}\n{:gutter$}--> {path}:{line}:{column}\n", found.level, found.message, "");
        let mut above = None;
        for mark in &marks {
            match above {
                Some(line) if line == mark.line => {}
                Some(line) if line + 1 == mark.line => self.draw_line(&mut out, gutter, mark),
                Some(_) => {
                    out.push_str("...\n");
                    self.draw_line(&mut out, gutter, mark);
                }
                None => {
                    put(&mut out, gutter, "", "");
                    self.draw_line(&mut out, gutter, mark);
                }
            }
            self.draw_mark(&mut out, gutter, mark);
            above = Some(mark.line);
        }
        if let Some(help) = &found.help {
            put(&mut out, gutter, "", "");
            let _ = writeln!(out, "{:gutter$} = help: {help}", "");
        }
        out
    }

    /// Line and column of a byte, both from one; the column counts characters.
    pub(super) fn position(&self, at: usize) -> (usize, usize) {
        let (line, start) = self.line_of(at);
        let before = self.text.get(start..at).unwrap_or_default();
        (line + 1, before.chars().count() + 1)
    }

    fn line_of(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start <= at).saturating_sub(1);
        (line, self.starts[line])
    }

    /// A line without its line feed.
    fn line(&self, line: usize) -> &'t str {
        let end = self.starts.get(line + 1).map_or(self.text.len(), |&next| next - 1);
        let text = &self.text[self.starts[line]..end];
        text.strip_suffix('\r').unwrap_or(text)
    }

    fn mark<'a>(&self, label: &'a Label, sign: char) -> Mark<'a> {
        let (line, start) = self.line_of(label.span.start);
        let text = self.line(line);
        let within = |at: usize| text.get(..at.saturating_sub(start).min(text.len())).map_or(0, width);
        let from = within(label.span.start);
        let to = within(label.span.end).max(from + 1);
        Mark { line, columns: from..to, sign, text: &label.text }
    }

    fn draw_line(&self, out: &mut String, gutter: usize, mark: &Mark<'_>) {
        let (text, _) = window(self.line(mark.line), &mark.columns);
        put(out, gutter, &(mark.line + 1).to_string(), &text);
    }

    fn draw_mark(&self, out: &mut String, gutter: usize, mark: &Mark<'_>) {
        let (_, shift) = window(self.line(mark.line), &mark.columns);
        let from = mark.columns.start - shift.min(mark.columns.start);
        let to = (mark.columns.end - shift.min(mark.columns.end)).min(WIDTH).max(from + 1);
        let signs = mark.sign.to_string().repeat(to - from);
        put(out, gutter, "", &format!("{:from$}{signs} {}", "", mark.text));
    }
}

fn put(out: &mut String, gutter: usize, number: &str, text: &str) {
    let line = format!("{number:gutter$} | {text}");
    out.push_str(line.trim_end());
    out.push('\n');
}

/// The part of a line that is shown, and how many columns are cut off before it.
fn window(line: &str, columns: &Range<usize>) -> (String, usize) {
    let shown: Vec<(String, usize)> = line.chars().map(show).collect();
    if shown.iter().map(|(_, width)| width).sum::<usize>() <= WIDTH {
        return (shown.into_iter().map(|(text, _)| text).collect(), 0);
    }
    let first = columns.start.saturating_sub(LEAD);
    let mut text = String::new();
    let (mut column, mut start) = (0, None);
    for (piece, width) in shown {
        if column >= first && column + width <= first + WIDTH {
            start.get_or_insert(column);
            text.push_str(&piece);
        }
        column += width;
    }
    let start = start.unwrap_or(0);
    if column > first + WIDTH {
        text.push_str("...");
    }
    if start == 0 { (text, 0) } else { (format!("...{text}"), start - 3) }
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
        c => (String::from(c), if is_wide(c) { 2 } else { 1 }),
    }
}

/// Characters that change how their neighbours are shown: a terminal must not get them.
pub(super) fn is_format_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The blocks whose characters take two columns in a terminal.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{a000}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f900}'..='\u{1f9ff}' | '\u{20000}'..='\u{3fffd}')
}

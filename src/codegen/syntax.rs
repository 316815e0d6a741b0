//! What can still be read of a file that is not legal TOML.
//!
//! A parser that comes upon a mistake has lost its place: after a bracket that nobody closed, every further line is an
//! error. Here the file is taken apart at its headings, and what a mistake makes unreadable is blanked out, statement by
//! statement: each slip is reported once, in words that say what to write, and all the rest is read as if nothing had
//! been wrong. Blanks take the place of what is left out, so that every place in the file stays what it was.

use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::error::{Diagnostic, quoted};
use super::snippet::floor;

/// After so many slips in one section, the rest of it is left out.
const MOST_SLIPS: usize = 20;

/// Headings that stand for one of many, and need two brackets.
const LISTS: [&str; 5] = ["code", "range", "reserved", "code.cause", "code.sense"];

/// A file that is legal TOML, made of one that is not.
pub(super) struct Patched {
    pub(super) text: String,
    pub(super) found: Vec<Diagnostic>,
    pub(super) gaps: Gaps,
}

/// What was left out of a file: something that seems to be absent may have stood there.
#[derive(Default)]
pub(super) struct Gaps {
    /// The section of each gap, and what it said.
    gaps: Vec<(Range<usize>, String)>,
}

impl Gaps {
    /// Whether a word stands in any gap.
    pub(super) fn hide(&self, word: &str) -> bool {
        self.gaps.iter().any(|(_, said)| said.contains(word))
    }

    /// Whether a word stands in a gap of the section that a place is in.
    pub(super) fn hide_near(&self, place: usize, word: &str) -> bool {
        self.gaps
            .iter()
            .any(|(section, said)| section.contains(&place) && said.contains(word))
    }
}

/// Leaves out whatever keeps the file from being TOML.
pub(super) fn patch(text: &str) -> Patched {
    let mut patch = Patch {
        text,
        readable: text.as_bytes().to_vec(),
        found: Vec::new(),
        gaps: Gaps::default(),
    };
    let sections = sections(text);
    let mut headings = HashMap::new();
    let mut entry_is_lost = false;
    for section in &sections {
        let heading = heading(&text[section.clone()]);
        let usable = patch.heading(section, heading, &mut headings) && patch.mend(section);
        entry_is_lost = !usable || (entry_is_lost && belongs_to_entry(heading));
        if entry_is_lost {
            patch.leave_out(section, section);
        }
    }
    patch.rest(&sections);
    Patched {
        text: patch.readable(0..text.len()),
        found: patch.found,
        gaps: patch.gaps,
    }
}

struct Patch<'t> {
    text: &'t str,
    /// The text with blanks for what was left out.
    readable: Vec<u8>,
    found: Vec<Diagnostic>,
    gaps: Gaps,
}

impl Patch<'_> {
    fn readable(&self, range: Range<usize>) -> String {
        String::from_utf8_lossy(&self.readable[range]).into_owned()
    }

    /// Whether a section can stand under its heading; reports why not.
    fn heading<'h>(
        &mut self,
        section: &Range<usize>,
        heading: &'h str,
        first: &mut HashMap<&'h str, Range<usize>>,
    ) -> bool {
        let Some(path) = heading
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        else {
            return true;
        };
        if path.starts_with('[') {
            return true;
        }
        let place = section.start..section.start + heading.len();
        if LISTS.contains(&path.trim()) {
            let mistake = Diagnostic::error(
                format!("`{heading}` needs two brackets on each side"),
                place,
            );
            self.found
                .push(mistake.help(format!("write `[[{}]]`: there may be several", path.trim())));
            return false;
        }
        if let Some(first) = first.get(heading) {
            let mistake =
                Diagnostic::error(format!("`{heading}` is there twice"), place).label("here again");
            self.found
                .push(mistake.also(first.clone(), "first defined here"));
            return false;
        }
        first.insert(heading, place);
        true
    }

    /// Leaves out the statements of a section that are not TOML; false if it is of no use without them.
    fn mend(&mut self, section: &Range<usize>) -> bool {
        for _ in 0..MOST_SLIPS {
            let part = self.readable(section.clone());
            let (_, errors) = DeTable::parse_recoverable(&part);
            let Some(error) = errors
                .iter()
                .min_by_key(|error| error.span().map(|span| span.start))
            else {
                return true;
            };
            let Slip {
                mut diagnostic,
                lines,
            } = slip(&part, error);
            diagnostic.shift(section.start);
            self.found.push(diagnostic);
            let lines = section.start + lines.start..section.start + lines.end;
            if !self.leave_out(section, &lines) || lines.start == section.start {
                return false;
            }
        }
        false
    }

    /// What is wrong between sections: the first thing of each is reported.
    fn rest(&mut self, sections: &[Range<usize>]) {
        for _ in 0..MOST_SLIPS {
            let readable = self.readable(0..self.text.len());
            let (_, errors) = DeTable::parse_recoverable(&readable);
            if errors.is_empty() {
                return;
            }
            let mut last = None;
            for error in &errors {
                let span = error.span().unwrap_or_default();
                let at = sections
                    .partition_point(|section| section.end <= span.start)
                    .min(sections.len() - 1);
                if last.replace(at) != Some(at) {
                    self.found.push(Diagnostic::error(
                        format!("this is not TOML: {}", error.message()),
                        span,
                    ));
                    self.leave_out(&sections[at], &sections[at]);
                }
            }
        }
        let everything = 0..self.text.len();
        self.leave_out(&everything, &everything);
    }

    /// Puts blanks in the place of some lines; false if there was nothing else before.
    fn leave_out(&mut self, section: &Range<usize>, lines: &Range<usize>) -> bool {
        let left_out = &mut self.readable[lines.clone()];
        if left_out.trim_ascii().is_empty() {
            return false;
        }
        for byte in left_out.iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
        self.gaps
            .gaps
            .push((section.clone(), String::from(&self.text[lines.clone()])));
        true
    }
}

/// The parts of a file that begin with a heading, and what stands before the first one.
fn sections(text: &str) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = lines(text)
        .filter(|(_, line)| is_heading(line))
        .map(|(at, _)| at)
        .collect();
    starts.insert(0, 0);
    starts.push(text.len());
    starts
        .windows(2)
        .map(|pair| pair[0]..pair[1])
        .filter(|section| !section.is_empty())
        .collect()
}

/// The heading of a section, if it has one, without a comment behind it.
fn heading(section: &str) -> &str {
    let line = section.lines().next().unwrap_or_default();
    let line = if is_heading(line) { line } else { "" };
    line.split('#').next().unwrap_or_default().trim_end()
}

fn is_heading(line: &str) -> bool {
    let name = line
        .strip_prefix('[')
        .map(|rest| rest.strip_prefix('[').unwrap_or(rest));
    name.is_some_and(|name| {
        name.trim_start()
            .starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

/// Whether a heading is about a part of the entry before it, such as `[[code.cause]]`.
fn belongs_to_entry(heading: &str) -> bool {
    heading
        .trim_start_matches('[')
        .trim_start()
        .starts_with("code.")
}

/// A mistake and the lines that cannot be read for it, both in their section.
struct Slip {
    diagnostic: Diagnostic,
    lines: Range<usize>,
}

/// Finds out what the parser's complaint comes from.
fn slip(section: &str, error: &Error) -> Slip {
    let span = error.span().unwrap_or(section.len()..section.len());
    let span = floor(section, span.start)..floor(section, span.end);
    let complaint = error
        .message()
        .split(", expected")
        .next()
        .unwrap_or_default();
    if complaint.contains("multi-line") {
        if let Some(slip) = open_text(section, span.start) {
            return slip;
        }
    }
    let lines = statement(section, span.start);
    let first = section[lines.clone()].lines().next().unwrap_or_default();
    let first = lines.start..lines.start + first.len();
    let equals = section[first.clone()]
        .find('=')
        .map_or(first.start, |at| first.start + at);
    // In a list that nobody closed, the key of the next statement is taken for a value.
    let key_as_value = span.start < equals && !complaint.contains("key");
    let is_open = ["array elements", "key-value pairs", "unclosed"]
        .iter()
        .any(|part| complaint.contains(part));
    if is_open || key_as_value {
        if let Some(slip) = open_bracket(section, &lines, &first, complaint) {
            return slip;
        }
    }
    Slip {
        diagnostic: explain(section, complaint, error.message(), &span, &first),
        lines,
    }
}

/// A text in three quotes without an end swallows the rest of its section.
fn open_text(section: &str, at: usize) -> Option<Slip> {
    let before = &section[..floor(section, at)];
    let quotes = ["\"\"\"", "'''"];
    let (at, quotes) = quotes
        .iter()
        .filter_map(|quotes| Some((before.rfind(quotes)?, quotes)))
        .max()?;
    let line = section[..at].rfind('\n').map_or(0, |end| end + 1);
    let diagnostic = Diagnostic::error("this text is not closed", at..at + 3)
        .help(format!("write `{quotes}` at its end"));
    Some(Slip {
        diagnostic,
        lines: line..section.len(),
    })
}

/// A bracket that nobody closed is noticed at the next statement, or at the end of the section.
fn open_bracket(
    section: &str,
    lines: &Range<usize>,
    first: &Range<usize>,
    complaint: &str,
) -> Option<Slip> {
    let opens = |range: &Range<usize>| {
        let line = &section[range.clone()];
        let (_, value) = line.split_once('=')?;
        let bracket = value
            .trim_start()
            .chars()
            .next()
            .filter(|c| matches!(c, '[' | '{'))?;
        let close = if bracket == '[' { ']' } else { '}' };
        (!value.contains(close)).then_some((range.end - value.trim_start().len(), close))
    };
    let here = opens(first).map(|open| (open, lines.clone()));
    let (open, close, lines) = match here {
        Some(((open, close), lines)) => (open, close, lines),
        None if complaint.starts_with("unclosed") || lines.start > 0 => {
            let before = statement(section, lines.start.checked_sub(1)?);
            let line = section[before.clone()].lines().next()?;
            let (open, close) = opens(&(before.start..before.start + line.len()))?;
            (open, close, before)
        }
        None => return None,
    };
    let what = if close == ']' { "list" } else { "table" };
    let diagnostic = Diagnostic::error(format!("this {what} is not closed"), open..open + 1);
    Some(Slip {
        diagnostic: diagnostic.help(format!("write `{close}` at its end")),
        lines,
    })
}

/// What is wrong, in words for somebody who does not know TOML.
fn explain(
    section: &str,
    complaint: &str,
    message: &str,
    span: &Range<usize>,
    line: &Range<usize>,
) -> Diagnostic {
    let text = &section[line.clone()];
    let key = text.split(['=', ':', ' ', '"']).next().unwrap_or_default();
    let value = text.find('=').map(|at| line.start + at + 1..line.end);
    let value = value.map(|range| trimmed(section, range));
    let steers = |c: &char| c.is_control() && !c.is_whitespace();
    if let Some(control) = section[span.start..].chars().next().filter(steers) {
        let message = format!(
            "the control character U+{:04X} cannot stand here",
            u32::from(control)
        );
        return Diagnostic::error(message, span.start..span.start + control.len_utf8())
            .help("delete it");
    }
    match (complaint, value) {
        (_, Some(value)) if value.is_empty() => Diagnostic::error(
            format!("`{}` has no value", quoted(key.trim())),
            trimmed(section, line.clone()),
        )
        .help("write it behind `=`"),
        (
            "string values must be quoted"
            | "missing opening quote"
            | "invalid boolean"
            | "invalid float"
            | "invalid value",
            Some(value),
        ) => {
            let is_list = section[value.clone()].starts_with(['[', '{']);
            let value = if is_list { span.clone() } else { value };
            let inner =
                section[value.clone()].trim_matches(['"', '\'', '“', '”', '‘', '’', '„', '«', '»']);
            Diagnostic::error("a text stands between two `\"`", value)
                .help(format!("write `\"{}\"`", quoted(inner)))
        }
        ("invalid basic string" | "invalid literal string", Some(value))
            if !closed(&section[value.clone()]) =>
        {
            let quote = &section[value.start..=value.start];
            Diagnostic::error("this text is not closed", value.clone())
                .help(format!("write `{quote}` at its end"))
        }
        ("key with no value" | "invalid unquoted key", None) => {
            let key = key.trim();
            Diagnostic::error(
                format!("there is no `=` behind `{}`", quoted(key)),
                line.start..line.start + key.len(),
            )
            .help(format!("write `{} = ` and the value", quoted(key)))
        }
        ("unclosed table" | "unclosed array table", _) => {
            let brackets = if text.starts_with("[[") {
                ("[[", "]]")
            } else {
                ("[", "]")
            };
            let name = text.trim_matches(['[', ']', ' ']);
            Diagnostic::error("this heading is not closed", line.clone()).help(format!(
                "write `{}{}{}`",
                brackets.0,
                quoted(name),
                brackets.1
            ))
        }
        ("duplicate key", _) => duplicate(section, span),
        ("unexpected leading zero", Some(value)) => {
            let digits = section[value.clone()].trim_start_matches('0');
            Diagnostic::error("a number does not begin with 0", value)
                .help(format!("write `{}`", quoted(digits)))
        }
        ("unexpected key or value", Some(_)) => {
            Diagnostic::error("nothing may stand behind a value on its line", span.clone())
                .help("delete it")
        }
        ("missing comma between array elements", _) => {
            Diagnostic::error("between two values of a list stands a comma", span.clone())
                .help("write `,` before this one")
        }
        ("missing escaped value", _) => {
            Diagnostic::error("a backslash in a text begins an escape", span.clone())
                .help("write `\\\\` for a backslash, or put the text between two `'`")
        }
        ("cannot recurse further; max recursion depth met" | "recursion limit", _) => {
            Diagnostic::error("brackets are nested too deep here", span.clone())
                .help("no value needs more than two")
        }
        _ => Diagnostic::error(format!("this is not TOML: {message}"), span.clone()),
    }
}

/// A key that is there twice, with its first place.
fn duplicate(section: &str, span: &Range<usize>) -> Diagnostic {
    let key = section.get(span.clone()).unwrap_or_default();
    let twice = Diagnostic::error(format!("`{}` is there twice", quoted(key)), span.clone())
        .label("here again");
    let is_key = |line: &str| {
        line.split('=')
            .next()
            .is_some_and(|found| found.trim() == key)
    };
    let first = lines(&section[..span.start]).find(|(_, line)| is_key(line));
    match first {
        Some((at, line)) => {
            let at = at + line.len() - line.trim_start().len();
            twice.also(at..at + key.len(), "first defined here")
        }
        None => twice,
    }
}

/// The lines of the statement that a place is in: from its key to the next key.
fn statement(section: &str, at: usize) -> Range<usize> {
    let mut range = 0..section.len();
    for (start, line) in lines(section) {
        let begins = start == 0 || is_statement(line);
        if begins && start <= at {
            range.start = start;
        } else if begins {
            range.end = start;
            break;
        }
    }
    range
}

/// Whether a line begins with a key, or with what may have been meant as one.
fn is_statement(line: &str) -> bool {
    line.trim_start()
        .starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !line.trim_end().ends_with(',')
        || line.contains('=') && !line.trim_start().starts_with(['"', '\'', '{', '#'])
}

/// Whether a text ends with the quote that it begins with.
fn closed(value: &str) -> bool {
    let mut letters = value.chars();
    let first = letters.next();
    first == letters.next_back() && first.is_some()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text[range.clone()].trim_start();
    let start = range.end - inner.len();
    start..start + inner.trim_end().len()
}

/// The lines of a text with the places where they begin, without their ends.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

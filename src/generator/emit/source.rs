//! Lays out generated source so that it can be read.

use std::fmt::{Display, Write as _};

/// Lines of short elements are filled up to this column.
const WIDTH: usize = 100;

/// The lints that names and prose can set off.
pub(crate) const ALLOW_DATA: &str = "#[allow(clippy::doc_markdown, clippy::enum_variant_names, \
    clippy::upper_case_acronyms, reason = \"names and prose are data\")]";

/// Source that is being written.
pub(crate) struct Source {
    text: String,
    indent: usize,
}

impl Source {
    pub(crate) fn new(header: &str) -> Self {
        Self {
            text: String::from(header),
            indent: 0,
        }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Writes a blank line.
    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, line: impl Display) {
        self.text.extend(std::iter::repeat_n("    ", self.indent));
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    /// Writes lines.
    pub(crate) fn lines(&mut self, lines: &str) {
        lines.lines().for_each(|line| self.line(line));
    }

    /// Writes a doc comment.
    pub(crate) fn doc<L: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = L>) {
        for line in lines {
            let space = if line.as_ref().is_empty() { "" } else { " " };
            self.line(format_args!("///{space}{}", line.as_ref()));
        }
    }

    /// Writes a block: its head, what is in it, and what follows its brace.
    pub(crate) fn block(
        &mut self,
        head: impl Display,
        content: impl FnOnce(&mut Self),
        tail: &str,
    ) {
        self.line(format_args!("{head} {{"));
        self.indent += 1;
        content(self);
        self.indent -= 1;
        self.line(format_args!("}}{tail}"));
    }

    /// Writes a static array.
    pub(crate) fn array(&mut self, array: &Array) {
        let Array {
            name,
            ty,
            lines,
            len,
            ..
        } = array;
        if *len == 0 {
            return self.line(format_args!("static {name}: [{ty}; 0] = [];"));
        }
        self.line(format_args!("static {name}: [{ty}; {len}] = ["));
        self.indent += 1;
        for line in lines {
            self.line(line);
        }
        self.indent -= 1;
        self.line("];");
    }
}

/// A static array whose elements are laid out as they come.
pub(crate) struct Array {
    name: &'static str,
    ty: String,
    /// Whether a line holds as many elements as fit.
    fill: bool,
    lines: Vec<String>,
    len: usize,
}

impl Array {
    /// Creates an array with one element a line.
    pub(crate) fn new(name: &'static str, ty: impl Into<String>) -> Self {
        Self {
            name,
            ty: ty.into(),
            fill: false,
            lines: Vec::new(),
            len: 0,
        }
    }

    /// Creates an array with as many elements a line as fit.
    pub(crate) fn filled(name: &'static str, ty: impl Into<String>) -> Self {
        Self {
            fill: true,
            ..Self::new(name, ty)
        }
    }

    pub(crate) fn push(&mut self, element: impl Display) {
        let element = format!("{element},");
        match self.lines.last_mut() {
            Some(line) if self.fill && line.len() + element.len() < WIDTH => {
                line.push(' ');
                line.push_str(&element);
            }
            _ => self.lines.push(element),
        }
        self.len += 1;
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

/// Returns an integer literal with its digits in groups, as clippy wants long ones.
pub(crate) fn integer(value: impl Into<i64>) -> String {
    let value: i64 = value.into();
    let digits = value.unsigned_abs().to_string();
    if digits.len() <= 5 {
        return value.to_string();
    }
    let mut literal = String::from(if value < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            literal.push('_');
        }
        literal.push(digit);
    }
    literal
}

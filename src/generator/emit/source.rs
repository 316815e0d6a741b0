//! Lays out generated source so that it can be read.
//!
//! It knows the few forms that the generator emits, not all of Rust.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Literal, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};

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
    pub(crate) fn line(&mut self, line: &str) {
        self.start_line();
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Writes tokens on a line.
    pub(crate) fn tokens(&mut self, tokens: impl ToTokens) {
        self.start_line();
        push_tokens(&mut self.text, tokens.into_token_stream());
        self.text.push('\n');
    }

    /// Writes a doc comment.
    pub(crate) fn doc<L: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = L>) {
        for line in lines {
            let space = if line.as_ref().is_empty() { "" } else { " " };
            self.line(&format!("///{space}{}", line.as_ref()));
        }
    }

    /// Writes a block: its head, what is in it, and what follows its brace.
    pub(crate) fn block(&mut self, head: &str, content: impl FnOnce(&mut Self), tail: &str) {
        self.line(&format!("{head} {{"));
        self.indent += 1;
        content(self);
        self.indent -= 1;
        self.line(&format!("}}{tail}"));
    }

    /// Writes a static array.
    pub(crate) fn array(&mut self, array: &Array) {
        let (name, ty, len) = (array.name, &array.ty, array.len);
        let mut head = String::new();
        push_tokens(&mut head, ty.clone());
        if len == 0 {
            return self.line(&format!("static {name}: [{head}; 0] = [];"));
        }
        self.line(&format!("static {name}: [{head}; {len}] = ["));
        self.indent += 1;
        for line in array.elements.lines() {
            self.line(line);
        }
        self.indent -= 1;
        self.line("];");
    }

    fn start_line(&mut self) {
        self.text.extend(std::iter::repeat_n("    ", self.indent));
    }
}

/// A static array whose elements are laid out as they come, because all of their tokens at once
/// would take ten times the memory of the text.
pub(crate) struct Array {
    name: &'static str,
    ty: TokenStream,
    /// Whether a line holds as many elements as fit.
    fill: bool,
    elements: String,
    line_start: usize,
    len: usize,
}

impl Array {
    /// Creates an array with one element a line.
    pub(crate) fn new(name: &'static str, ty: TokenStream) -> Self {
        Self {
            name,
            ty,
            fill: false,
            elements: String::new(),
            line_start: 0,
            len: 0,
        }
    }

    /// Creates an array with as many elements a line as fit.
    pub(crate) fn filled(name: &'static str, ty: TokenStream) -> Self {
        Self {
            fill: true,
            ..Self::new(name, ty)
        }
    }

    pub(crate) fn push(&mut self, element: impl ToTokens) {
        let start = self.elements.len();
        push_tokens(&mut self.elements, element.into_token_stream());
        self.elements.push(',');
        if start > 0 {
            let fits = self.fill && self.elements.len() - self.line_start < WIDTH;
            self.elements.insert(start, if fits { ' ' } else { '\n' });
            self.line_start = if fits { self.line_start } else { start + 1 };
        }
        self.len += 1;
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

/// Writes tokens with the spaces that rustfmt would write.
fn push_tokens(out: &mut String, tokens: TokenStream) {
    // Whether a space comes before the next token, unless that token excludes it.
    let mut space = false;
    let mut is_joint = false;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) => {
                let c = punct.as_char();
                let is_rest = c == '.' && out.ends_with(',');
                let excludes_space =
                    matches!(c, ',' | ';' | '.' | ':' | '<' | '>') && !is_rest || is_joint;
                push_separator(out, !excludes_space && (space || c == '='));
                out.push(c);
                let was_joint = is_joint;
                is_joint = punct.spacing() == Spacing::Joint;
                let is_path = c == ':' && (is_joint || was_joint);
                space = !is_joint && !is_path && !matches!(c, '&' | '#' | '<' | '-' | '.' | '\'');
                continue;
            }
            TokenTree::Group(group) => push_group(out, &group, space),
            TokenTree::Ident(ident) => {
                push_separator(out, space && !is_joint);
                let _ = write!(out, "{ident}");
            }
            TokenTree::Literal(literal) => {
                push_separator(out, space && !is_joint);
                let _ = write!(out, "{literal}");
            }
        }
        (space, is_joint) = (true, false);
    }
}

fn push_group(out: &mut String, group: &proc_macro2::Group, space: bool) {
    let after_word = out.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '#');
    let (open, close) = match group.delimiter() {
        Delimiter::Brace => (" { ", " }"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::None => ("", ""),
    };
    push_separator(
        out,
        space && !after_word && group.delimiter() != Delimiter::Brace,
    );
    out.push_str(open);
    push_tokens(out, group.stream());
    out.push_str(close);
}

fn push_separator(out: &mut String, is_needed: bool) {
    if is_needed {
        out.push(' ');
    }
}

/// Returns an integer literal with its digits in groups, as clippy wants long ones.
pub(crate) fn integer(value: i64) -> TokenStream {
    let digits = value.unsigned_abs().to_string();
    let literal = if digits.len() > 5 {
        let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(ascii).collect();
        groups
            .join("_")
            .parse()
            .expect("digits and underscores are a literal")
    } else {
        Literal::u64_unsuffixed(value.unsigned_abs())
    };
    if value < 0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

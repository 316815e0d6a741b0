//! Where generated source has line breaks: an item, a variant, an element of an array is a line.
//!
//! That is enough to find one in an error of rustc. To read the whole, `cargo expand` formats it.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// How deeply nested braces and lists are split into lines.
const DEPTH: usize = 2;

/// Returns the text of items.
pub(crate) fn source(items: TokenStream) -> String {
    let mut out = String::new();
    push(&mut out, items, 0);
    out
}

fn push(out: &mut String, tokens: TokenStream, depth: usize) {
    let mut is_attribute = false;
    for token in tokens {
        let is_split = depth < DEPTH && is_lines(&token);
        match &token {
            TokenTree::Group(group) if is_split => push_lines(out, group, depth),
            // Writing to a string cannot fail.
            token => drop(write!(out, "{token}")),
        }
        match &token {
            TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => out.push('\n'),
            TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint => {}
            TokenTree::Group(_) if is_split || is_attribute => out.push('\n'),
            _ => out.push(' '),
        }
        is_attribute = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
    }
}

/// Returns whether a token is braces, or brackets around a list.
fn is_lines(token: &TokenTree) -> bool {
    let is_comma = |it: TokenTree| matches!(it, TokenTree::Punct(punct) if punct.as_char() == ',');
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            group.stream().into_iter().any(is_comma)
        }
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    }
}

fn push_lines(out: &mut String, group: &Group, depth: usize) {
    let [open, close] = match group.delimiter() {
        Delimiter::Brace => ['{', '}'],
        _ => ['[', ']'],
    };
    out.extend([open, '\n']);
    push(out, group.stream(), depth + 1);
    out.extend(['\n', close]);
}

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

/// Writes tokens, and takes them apart: to look into a group without that means to copy its tokens.
fn push(out: &mut String, tokens: impl IntoIterator<Item = TokenTree>, depth: usize) {
    let mut is_attribute = false;
    for token in tokens {
        let is_hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        let after = match token {
            TokenTree::Group(group) => {
                let is_split = push_group(out, group, depth);
                if is_split || is_attribute { "\n" } else { " " }
            }
            TokenTree::Punct(punct) => {
                out.push(punct.as_char());
                match punct.as_char() {
                    ',' | ';' if depth <= DEPTH => "\n",
                    _ if punct.spacing() == Spacing::Joint => "",
                    _ => " ",
                }
            }
            // Writing to a string cannot fail.
            TokenTree::Ident(ident) => write!(out, "{ident}").map_or("", |()| " "),
            TokenTree::Literal(literal) => write!(out, "{literal}").map_or("", |()| " "),
        };
        out.push_str(after);
        is_attribute = is_hash;
    }
}

/// Writes a group, and returns whether it is split into lines: braces, and brackets around a list.
fn push_group(out: &mut String, group: Group, depth: usize) -> bool {
    let [open, close] = match group.delimiter() {
        Delimiter::Brace => ["{", "}"],
        Delimiter::Bracket => ["[", "]"],
        Delimiter::Parenthesis => ["(", ")"],
        Delimiter::None => ["", ""],
    };
    let delimiter = group.delimiter();
    let tokens = group.stream();
    drop(group);
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_comma = |it: &TokenTree| matches!(it, TokenTree::Punct(punct) if punct.as_char() == ',');
    let is_split = depth < DEPTH
        && match delimiter {
            Delimiter::Brace => true,
            Delimiter::Bracket => tokens.iter().any(is_comma),
            _ => false,
        };
    out.push_str(open);
    if is_split {
        out.push('\n');
        push(out, tokens, depth + 1);
        out.push('\n');
    } else {
        push(out, tokens, DEPTH + 1);
    }
    out.push_str(close);
    is_split
}

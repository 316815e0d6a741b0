//! Texts as literals, escaped as `quote` does it, which asks of every character whether it can be shown: here only those
//! are asked that may need an escape.

use proc_macro2::Literal;

/// A text as a literal.
pub(super) fn text(text: &str) -> Literal {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    push_escaped(&mut literal, text);
    closed(literal)
}

/// Several lines as one literal, each with a blank before it unless it is empty. The ends of the lines stand in it as
/// they are.
pub(super) fn indented<L: AsRef<str>>(lines: impl IntoIterator<Item = L>) -> Literal {
    let mut literal = String::with_capacity(1000);
    let mut before = '"';
    for line in lines {
        literal.push(std::mem::replace(&mut before, '\n'));
        if !line.as_ref().is_empty() {
            literal.push(' ');
            push_escaped(&mut literal, line.as_ref());
        }
    }
    closed(literal)
}

fn closed(mut literal: String) -> Literal {
    literal.push('"');
    literal
        .parse()
        .expect("what is escaped stands between quotes")
}

fn push_escaped(literal: &mut String, text: &str) {
    let escapes = text
        .bytes()
        .filter(|byte| !matches!(byte, b' '..=b'~') || matches!(byte, b'"' | b'\\'));
    // Counted to the end, as that goes by many bytes at once.
    if escapes.count() == 0 {
        literal.push_str(text);
    } else {
        let escaped = Literal::string(text).to_string();
        literal.push_str(&escaped[1..escaped.len() - 1]);
    }
}

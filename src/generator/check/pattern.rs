//! A single pattern: whether it is valid, and the form in which it is compared.

use std::cmp::Reverse;
use std::collections::HashSet;

use toml::Spanned;

use super::prose::prose_error;
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::model::Log;
use crate::generator::schema::Text;
use crate::generator::sink::Sink;
use crate::shared::message::{
    Kind, Placeholder, normalize_pattern, placeholders, split_placeholder,
};
use crate::shared::text;

/// No service sends longer messages.
const MAX_PATTERN_LEN: usize = 500;
/// Each placeholder can multiply the ways to match a message.
pub(crate) const MAX_PLACEHOLDERS: usize = 10;
/// What only a regular expression contains.
const REGULAR_EXPRESSIONS: [&str; 6] = [".*", ".+", "\\d+", "\\w+", "\\s+", "\\s*"];

/// Returns the form in which a pattern is compared, or reports what is wrong with it. Only a pattern
/// that is specific enough can select a cause.
pub(crate) fn normalize(
    written: &Spanned<String>,
    selects: bool,
    sink: &mut Sink,
) -> Option<String> {
    let error = match validate(written.get_ref(), false) {
        Ok(()) => {
            let text: String = normalize_pattern(written.get_ref());
            if !selects || is_specific(&text) {
                return Some(text);
            }
            Diagnostic::error(
                "pattern is not specific enough to select a cause",
                written.span(),
            )
            .label("matches too many messages")
            .note("a pattern with placeholders needs at least two words of literal text")
            .help(
                "add literal text, or move it to `hints`, which suggest a cause, capture nothing, \
                 and have no samples",
            )
        }
        Err((message, label, help)) => Diagnostic::error(message, written.span())
            .label(label)
            .help(help),
    };
    sink.push(error);
    None
}

/// Returns the key by which log forms are sorted: the one with more literal text is more specific.
pub(crate) fn precedence_of_form(form: &Log) -> (Reverse<usize>, String) {
    let literal = literals(&form.pattern).map(str::len).sum();
    (Reverse(literal), form.pattern.clone())
}

/// Checks how an SDK prints an error. Its first word is what a search looks for.
pub(crate) fn check_form(written: &Text, min_first_word: usize, sink: &mut Sink) {
    let pattern = written.get_ref();
    let is_captured = |it: &Placeholder<'_>| {
        let kind = if it.name == "code" {
            Kind::Word
        } else {
            Kind::Any
        };
        matches!(it.name, "code" | "message") && it.kind == kind
    };
    let first_word = pattern.split([' ', '{']).next().unwrap_or_default();
    let error = match validate(pattern, true) {
        Err(error) => error,
        Ok(()) if !placeholders(pattern).any(|it| is_captured(&it)) => error(
            "log form captures nothing",
            "",
            "add `{code}`, `{message...}`, or both",
        ),
        Ok(()) if first_word.len() < min_first_word => error(
            "log form begins with a placeholder or a short word",
            &format!("the first word must have at least {min_first_word} bytes"),
            "begin with more of the literal text",
        ),
        Ok(()) => return,
    };
    let (message, label, help) = error;
    sink.push(
        Diagnostic::error(message, written.span())
            .label(label)
            .help(help),
    );
}

/// Returns whether a normalized pattern has literal text that few messages have by chance.
fn is_specific(text: &str) -> bool {
    let words = literals(text).flat_map(|literal| literal.split(|c: char| !c.is_alphanumeric()));
    split_placeholder(text).1.is_none() || words.filter(|word| !word.is_empty()).count() >= 2
}

/// Message, label, and help.
type PatternError = (String, String, String);

fn error(message: &str, label: &str, help: &str) -> PatternError {
    (
        String::from(message),
        String::from(label),
        String::from(help),
    )
}

/// In a log form, text can follow the digits of `{code}`.
fn validate(written: &str, is_form: bool) -> Result<(), PatternError> {
    if let Some((problem, help)) = prose_error(written, false) {
        let help = if written.trim().is_empty() {
            "remove it"
        } else {
            help
        };
        return Err(error(&format!("pattern {problem}"), "", help));
    }
    if text::trim(written).is_empty() {
        return Err(error("pattern contains only punctuation", "", "remove it"));
    }
    if written.len() > MAX_PATTERN_LEN {
        let label = format!("{} bytes; the limit is {MAX_PATTERN_LEN}", written.len());
        return Err(error("pattern is too long", &label, "shorten it"));
    }
    if let Some(syntax) = REGULAR_EXPRESSIONS.iter().find(|it| written.contains(**it)) {
        let label = format!("`{syntax}` would match only itself");
        let help = "use `{name}` to match one word, or `{name...}` to match any text";
        return Err(error("pattern contains a regular expression", &label, help));
    }
    let is_object = |inside: &str| inside.trim_start().starts_with('"');
    if written.strip_prefix('{').is_some_and(is_object) {
        let help = "use only the error message of the response";
        return Err(error("pattern is a whole response", "", help));
    }
    let mut names = HashSet::new();
    let mut last = "";
    let mut rest = written;
    while let Some((literal, inside)) = rest.split_once('{') {
        if literal.contains('}') {
            break;
        }
        let Some((inside, after)) = inside.split_once('}') else {
            return Err(error(
                "unclosed placeholder in pattern",
                "",
                "add a closing `}`",
            ));
        };
        let name = check_kind(inside)?;
        check_placeholder_name(name, &mut names)?;
        if names.len() > MAX_PLACEHOLDERS {
            let label = format!("the limit is {MAX_PLACEHOLDERS}");
            let help = "use `{name...}` for several of them";
            return Err(error("pattern has too many placeholders", &label, help));
        }
        let is_adjacent = text::normalize(literal).next().is_none() && !last.is_empty();
        if is_adjacent && !(is_form && last == "code") {
            let label = format!("no literal text between `{{{last}}}` and `{{{name}}}`");
            let help = "add literal text between them";
            return Err(error("adjacent placeholders are ambiguous", &label, help));
        }
        (last, rest) = (name, after);
    }
    if rest.contains('}') || rest.contains('{') {
        let help = "add the opening `{`, or remove the `}`";
        return Err(error("unmatched `}` in pattern", "", help));
    }
    if literals(written).all(|literal| text::trim(literal).is_empty()) {
        let label = "this would match every message";
        let help = "add a fixed part of the message";
        return Err(error("pattern contains no literal text", label, help));
    }
    Ok(())
}

/// Checks what a placeholder stands for, and returns its name.
fn check_kind(inside: &str) -> Result<&str, PatternError> {
    let Some((name, kind)) = inside.split_once(':') else {
        return Ok(inside.strip_suffix("...").unwrap_or(inside));
    };
    let is_kind = |text: &str| Kind::NAMED.iter().any(|(known, _)| *known == text);
    if is_kind(kind) {
        return Ok(name);
    }
    let (name, kind) = (escape(name), escape(kind));
    match kind.strip_suffix("...").filter(|kind| is_kind(kind)) {
        Some(kind) => {
            let message = format!("placeholder `{{{name}}}` has a kind and dots");
            let help = format!("use `{{{name}:{kind}}}`, or `{{{name}...}}` to match any text");
            Err(error(&message, "", &help))
        }
        None => {
            let message = format!("unknown kind `{kind}` of placeholder `{{{name}}}`");
            let help = format!("use `{{{name}:number}}` or `{{{name}:id}}`");
            Err(error(&message, "", &help))
        }
    }
}

fn check_placeholder_name<'w>(
    name: &'w str,
    names: &mut HashSet<&'w str>,
) -> Result<(), PatternError> {
    if name.is_empty() {
        let help = "add a name, such as `{accid}`";
        return Err(error("placeholder without a name", "", help));
    }
    if !is_placeholder_name(name) {
        let message = format!("invalid placeholder name `{}`", escape(name));
        let help = "use lowercase letters, digits, and underscores, such as `{accid}`";
        return Err(error(&message, "", help));
    }
    if !names.insert(name) {
        let message = format!("duplicate placeholder `{{{name}}}`");
        return Err(error(&message, "", "give each placeholder a unique name"));
    }
    Ok(())
}

pub(crate) fn is_placeholder_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Returns the literal parts of a pattern.
pub(crate) fn literals(pattern: &str) -> impl Iterator<Item = &str> {
    pattern
        .split('{')
        .enumerate()
        .map(|(index, part)| match part.split_once('}') {
            Some((_, literal)) if index > 0 => literal,
            _ => part,
        })
}

/// Returns the pattern without the names of its placeholders: what decides which messages match.
pub(crate) fn shape(pattern: &str) -> String {
    let (mut shape, mut rest) = (String::new(), pattern);
    while let (literal, Some((placeholder, after))) = split_placeholder(rest) {
        shape.push_str(literal);
        shape.push_str(match placeholder.kind {
            Kind::Word => "{}",
            Kind::Any => "{...}",
            Kind::Number => "{:number}",
            Kind::Id => "{:id}",
        });
        rest = after;
    }
    shape + rest
}

//! The texts of a code's causes: the form in which they are compared, the order in which they count, and whether every
//! recorded sample selects its cause.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;

use super::super::error::{Diagnostic, Level};
use super::super::read::Cause;
use super::super::sample;
use super::super::table::Pattern;
use super::style;
use crate::text;

/// A pattern with what the checks need to know of it.
struct Candidate<'c> {
    pattern: Pattern,
    place: Range<usize>,
    cause: &'c Cause,
    /// How many bytes are literal; of a text without holes more than any template has.
    weight: usize,
}

/// The patterns of a code in the order in which they count: a text without holes before a template, a template with
/// more literal text before one with less.
pub(super) fn check(
    code: Option<&Spanned<i64>>,
    causes: &[Cause],
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<Pattern>> {
    let errors = |found: &[Diagnostic]| found.iter().filter(|found| found.level == Level::Error).count();
    let before = errors(found);
    let mut candidates = Vec::new();
    for (index, cause) in causes.iter().enumerate() {
        for written in &cause.texts {
            match holes(written.get_ref()) {
                Ok(_) => candidates.push(candidate(index, cause, written)),
                Err(message) => found.push(Diagnostic::error(message, written.span())),
            }
        }
    }
    candidates.sort_by_key(|candidate| Reverse(candidate.weight));
    same_twice(&candidates, found);
    shadowed(&candidates, found);
    for (index, cause) in causes.iter().enumerate() {
        captures(cause, found);
        if let (Some(text), []) = (cause.texts.first(), cause.samples.as_slice()) {
            let warning = Diagnostic::warning("this cause has a text and no sample", text.span());
            found.push(
                warning.help("record a response in `samples`, so that the build checks that it selects this cause"),
            );
        }
        for written in &cause.samples {
            found.extend(selection_mistake(written, code, index, &candidates));
        }
    }
    (errors(found) == before).then(|| candidates.into_iter().map(|candidate| candidate.pattern).collect())
}

fn candidate<'c>(index: usize, cause: &'c Cause, written: &Spanned<String>) -> Candidate<'c> {
    let pattern = fold(written.get_ref());
    let weight = match literal_length(&pattern) {
        length if length == pattern.len() => usize::MAX,
        length => length,
    };
    Candidate { pattern: Pattern { text: pattern, cause: index }, place: written.span(), cause, weight }
}

/// The form in which a text is compared; the names of its holes stay.
fn fold(written: &str) -> String {
    let core = String::from_utf8_lossy(text::core(written));
    let words: Vec<&str> = core.split_ascii_whitespace().collect();
    words.join(" ").to_ascii_lowercase()
}

fn literal_length(pattern: &str) -> usize {
    match text::first_hole(pattern.as_bytes()) {
        (literal, None) => literal.len(),
        (literal, Some((_, behind))) => literal.len() + std::str::from_utf8(behind).map_or(0, literal_length),
    }
}

/// The names of the holes of a text, or what is wrong with it.
fn holes(written: &str) -> Result<Vec<&str>, String> {
    if let Some(reason) = style::illegal(written, false) {
        return Err(format!("a text {reason}"));
    }
    let mut names = Vec::new();
    let mut pieces = written.split('{');
    let first = pieces.next().unwrap_or_default();
    let mut literals = vec![first];
    for piece in pieces {
        let (name, literal) = piece.split_once('}').ok_or("`{` in a text begins a name: close it with `}`")?;
        let legal = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !legal {
            return Err(format!("`{{{}}}` is no name: write one like `{{accid}}`", name.escape_debug()));
        }
        if names.contains(&name) {
            return Err(format!("`{{{name}}}` is there twice"));
        }
        names.push(name);
        literals.push(literal);
    }
    if literals.iter().any(|literal| literal.contains('}')) {
        return Err(String::from("`}` in a text ends a name: open it with `{`"));
    }
    let between = literals.get(1..literals.len() - 1).unwrap_or_default();
    if between.iter().any(|literal| literal.is_empty()) {
        return Err(String::from("two names side by side: nothing says where the first one ends"));
    }
    if literals.iter().all(|literal| literal.trim().is_empty()) {
        return Err(String::from("a text of nothing but names fits every text"));
    }
    Ok(names)
}

/// A pattern selects one cause: none may be there twice, whatever its holes are called.
fn same_twice(candidates: &[Candidate<'_>], found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<String, &Candidate<'_>> = HashMap::new();
    let mut in_file: Vec<&Candidate<'_>> = candidates.iter().collect();
    in_file.sort_by_key(|candidate| candidate.place.start);
    for candidate in in_file {
        let nameless = candidate.pattern.text.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, l)| l));
        let shape = nameless.collect::<Vec<_>>().join("{}");
        if let Some(first) = seen.insert(shape, candidate) {
            let mistake = Diagnostic::error("two texts of this code are compared as the same", candidate.place.clone());
            found.push(mistake.also(first.place.clone(), "first written here"));
        }
    }
}

/// Warns of a template for which another one always takes its place: one that counts before it and fits all that it
/// fits.
fn shadowed(candidates: &[Candidate<'_>], found: &mut Vec<Diagnostic>) {
    for (at, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| candidate.weight < usize::MAX) {
        // What fits a text with something unlikely in its holes fits whatever is in them.
        let filled: Vec<&str> =
            candidate.pattern.text.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, l)| l)).collect();
        let filled = filled.join("\u{1}");
        let others = candidates[..at].iter().filter(|other| other.pattern.cause != candidate.pattern.cause);
        if let Some(other) = others.clone().find(|other| text::fits(&other.pattern.text, &filled)) {
            let message = format!("this text selects nothing that does not select {} before", id(other));
            let warning = Diagnostic::warning(message, candidate.place.clone());
            found.push(warning.also(other.place.clone(), "this text fits whatever the other one fits"));
        }
    }
}

/// What `when` and `fix` quote from the text must be in a text.
fn captures(cause: &Cause, found: &mut Vec<Diagnostic>) {
    let captured: Vec<&str> = cause.texts.iter().filter_map(|text| holes(text.get_ref()).ok()).flatten().collect();
    for (key, prose) in [("when", &cause.when), ("fix", &cause.fix)] {
        let Some((prose, place)) = super::text(prose.as_ref()) else { continue };
        for name in quoted(prose).filter(|name| !captured.contains(name)) {
            let mistake =
                Diagnostic::error(format!("no text of this cause has the `{{{name}}}` of `{key}`"), place.clone());
            found.push(mistake.suggest(name, captured.iter().copied()));
        }
    }
}

/// The names in braces in a sentence.
fn quoted(prose: &str) -> impl Iterator<Item = &str> {
    let inside = prose.split('{').skip(1).filter_map(|piece| piece.split_once('}')).map(|(name, _)| name);
    inside.filter(|name| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    })
}

/// Why a sample does not select the cause that it stands in, and no other.
fn selection_mistake(
    written: &Spanned<String>,
    code: Option<&Spanned<i64>>,
    cause: usize,
    candidates: &[Candidate<'_>],
) -> Option<Diagnostic> {
    let mistake = |message: &str| Some(Diagnostic::error(message, written.span()));
    let sample = match sample::read(written.get_ref()) {
        Ok(sample) => sample,
        Err(reason) => return mistake(&format!("this sample is no response: {reason}")),
    };
    if let Some(code) = code.filter(|code| *code.get_ref() != sample.code) {
        return mistake(&format!("this sample has the code {}", sample.code))
            .map(|mistake| mistake.also(code.span(), "and stands in this one"));
    }
    let Some(said) = sample.text else { return mistake("this sample has no text, so it selects no cause") };
    let mut fitting = candidates.iter().filter(|candidate| text::fits(&candidate.pattern.text, &said));
    let Some(first) = fitting.next() else {
        let help = format!("add `{}` to `texts`", said.escape_debug());
        return mistake("this sample selects no cause").map(|mistake| mistake.help(help));
    };
    let rival = fitting.find(|rival| rival.weight == first.weight && rival.pattern.cause != first.pattern.cause);
    if let Some(rival) = rival {
        return mistake(&format!("this sample selects two causes, {} and {}", id(first), id(rival)))
            .map(|mistake| mistake.also(rival.place.clone(), "this text fits as well as the other"));
    }
    if first.pattern.cause != cause {
        return mistake(&format!("this sample selects another cause, {}", id(first)))
            .map(|mistake| mistake.also(first.place.clone(), "by this text"));
    }
    None
}

fn id(candidate: &Candidate<'_>) -> String {
    format!("`{}`", super::text(candidate.cause.id.as_ref()).map_or("?", |(id, _)| id))
}

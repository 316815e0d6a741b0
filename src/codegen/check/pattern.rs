//! The texts of a code's causes: the form in which they are compared, the order in which they count, and whether every
//! recorded sample selects its cause.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use toml::Spanned;

use super::super::error::{Diagnostic, Level, nearest, quoted};
use super::super::read::Cause;
use super::super::sample;
use super::super::syntax::Gaps;
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

/// No service writes longer ones.
const LONGEST_TEXT: usize = 500;

/// The patterns of a code in the order in which they count: a text without holes before a template, a template with
/// more literal text before one with less.
pub(super) fn check(
    code: Option<&Spanned<i64>>,
    causes: &[Cause],
    gaps: &Gaps,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<Pattern>> {
    let before = found.len();
    let mut candidates = Vec::new();
    let mut unusable = HashSet::new();
    for (index, cause) in causes.iter().enumerate() {
        for written in &cause.texts {
            match holes(written.get_ref()) {
                Ok(_) => candidates.push(candidate(index, cause, written)),
                Err(message) => {
                    unusable.insert(index);
                    found.push(Diagnostic::error(message, written.span()));
                }
            }
        }
    }
    candidates.sort_by_key(|candidate| Reverse(candidate.weight));
    unusable.extend(same_twice(&mut candidates, found));
    rivals(&candidates, found);
    let selection = Selection::new(code, &candidates);
    for (index, cause) in causes.iter().enumerate() {
        without_sample(cause, gaps, found);
        // What a text says that cannot be used, nobody knows.
        let is_hidden = unusable.contains(&index)
            || cause
                .id
                .as_ref()
                .is_some_and(|id| gaps.hide_near(id.span().start, "texts"));
        if !is_hidden {
            captures(cause, found);
            found.extend(
                cause
                    .samples
                    .iter()
                    .filter_map(|written| selection.mistake(written, index)),
            );
        }
    }
    let is_error = |found: &Diagnostic| found.level == Level::Error;
    (!found[before..].iter().any(is_error)).then(|| {
        candidates
            .into_iter()
            .map(|candidate| candidate.pattern)
            .collect()
    })
}

fn without_sample(cause: &Cause, gaps: &Gaps, found: &mut Vec<Diagnostic>) {
    if let (Some(text), []) = (cause.texts.first(), cause.samples.as_slice()) {
        if !gaps.hide_near(text.span().start, "samples") {
            let warning = Diagnostic::warning("this cause has a text and no sample", text.span());
            found.push(
                warning.help("record a response in `samples`, so that the build checks that it selects this cause"),
            );
        }
    }
}

fn candidate<'c>(index: usize, cause: &'c Cause, written: &Spanned<String>) -> Candidate<'c> {
    let pattern = fold(written.get_ref());
    let weight = match literal_length(&pattern) {
        length if length == pattern.len() => usize::MAX,
        length => length,
    };
    Candidate {
        pattern: Pattern {
            text: pattern,
            cause: index,
        },
        place: written.span(),
        cause,
        weight,
    }
}

/// The form in which a text is compared; the names of its holes stay.
fn fold(written: &str) -> String {
    let core = String::from_utf8_lossy(text::core(written));
    let words: Vec<&str> = core.split_ascii_whitespace().collect();
    words.join(" ").to_ascii_lowercase()
}

fn literal_length(pattern: &str) -> usize {
    let mut length = 0;
    let mut rest = pattern.as_bytes();
    while let (literal, Some((_, behind))) = text::first_hole(rest) {
        length += literal.len();
        rest = behind;
    }
    length + rest.len()
}

/// The names of the holes of a text, or what is wrong with it.
fn holes(written: &str) -> Result<Vec<&str>, String> {
    if let Some(reason) = style::illegal(written, false) {
        return Err(format!("a text {reason}"));
    }
    if written.len() > LONGEST_TEXT {
        return Err(format!("a text is at most {LONGEST_TEXT} bytes long"));
    }
    let mut names = Vec::new();
    let mut pieces = written.split('{');
    let first = pieces.next().unwrap_or_default();
    let mut literals = vec![first];
    for piece in pieces {
        let (name, literal) = piece
            .split_once('}')
            .ok_or("`{` in a text begins a name: close it with `}`")?;
        let legal = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !legal {
            return Err(format!(
                "`{{{}}}` is no name: write one like `{{accid}}`",
                quoted(name)
            ));
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
        return Err(String::from(
            "two names side by side: nothing says where the first one ends",
        ));
    }
    if literals.iter().all(|literal| literal.trim().is_empty()) {
        return Err(String::from("a text of nothing but names fits every text"));
    }
    Ok(names)
}

/// A pattern selects one cause: none may be there twice, whatever its holes are called. The later ones are reported and
/// taken out; gives the causes that they are missing in.
fn same_twice(candidates: &mut Vec<Candidate<'_>>, found: &mut Vec<Diagnostic>) -> HashSet<usize> {
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    let mut lacking = HashSet::new();
    // The order among equal weights is that of the file, and two that are the same weigh the same.
    candidates.retain(|candidate| {
        let shape = literals(&candidate.pattern.text)
            .collect::<Vec<_>>()
            .join("{}");
        if let Some(first) = first.get(&shape) {
            let mistake = Diagnostic::error(
                "two texts of this code are compared as the same",
                candidate.place.clone(),
            );
            let mistake = mistake
                .label("here again")
                .also(first.clone(), "first written here");
            found.push(mistake.help("a text means one cause: delete one of the two"));
            lacking.insert(candidate.pattern.cause);
            return false;
        }
        first.insert(shape, candidate.place.clone());
        true
    });
    lacking
}

/// The literal parts of a text, between its holes.
fn literals(pattern: &str) -> impl DoubleEndedIterator<Item = &str> {
    pattern
        .split('{')
        .map(|piece| piece.split_once('}').map_or(piece, |(_, literal)| literal))
}

/// Warns of two templates that may fit the same text while neither says more than the other.
///
/// A template that is shadowed by a more general one there cannot be: the general one has less literal text, so it
/// counts later.
fn rivals(candidates: &[Candidate<'_>], found: &mut Vec<Diagnostic>) {
    let ends = |candidate: &Candidate<'_>| {
        let mut literals = literals(&candidate.pattern.text);
        let first = literals.next().unwrap_or_default().to_owned();
        (first, literals.next_back().unwrap_or_default().to_owned())
    };
    let templates = candidates
        .iter()
        .filter(|candidate| candidate.weight < usize::MAX);
    let templates: Vec<_> = templates
        .map(|candidate| (candidate, ends(candidate)))
        .collect();
    for (at, (candidate, (head, tail))) in templates.iter().enumerate() {
        let same_weight = templates[..at]
            .iter()
            .rev()
            .take_while(|(other, _)| other.weight == candidate.weight);
        let mut others =
            same_weight.filter(|(other, _)| other.pattern.cause != candidate.pattern.cause);
        // What lies between beginning and end fits in the other one's holes.
        let rival = others.find(|(_, (other_head, other_tail))| {
            (head.starts_with(other_head.as_str()) || other_head.starts_with(head.as_str()))
                && (tail.ends_with(other_tail.as_str()) || other_tail.ends_with(tail.as_str()))
        });
        if let Some((rival, _)) = rival {
            let message = format!(
                "a text may fit this and a text of the cause {} as well",
                id(rival)
            );
            let warning = Diagnostic::warning(message, candidate.place.clone());
            let warning = warning.also(
                rival.place.clone(),
                "this one has just as many letters outside its names",
            );
            found.push(warning.help(
                "write more of what the server says into one of them: the longer one counts first",
            ));
        }
    }
}

/// What `when` and `fix` quote from the text must be in a text.
fn captures(cause: &Cause, found: &mut Vec<Diagnostic>) {
    let captured: Vec<&str> = cause
        .texts
        .iter()
        .filter_map(|text| holes(text.get_ref()).ok())
        .flatten()
        .collect();
    let known: HashSet<&str> = captured.iter().copied().collect();
    for (key, prose) in [("when", &cause.when), ("fix", &cause.fix)] {
        let Some((prose, place)) = super::text(prose.as_ref()) else {
            continue;
        };
        if let Some(name) = quoted_names(prose).find(|name| !known.contains(name)) {
            let mistake = Diagnostic::error(
                format!("no text of this cause has the `{{{name}}}` of `{key}`"),
                place.clone(),
            );
            found.push(match nearest(name, captured.iter().copied()) {
                Some(near) => mistake.help(format!("did you mean `{{{near}}}`?")),
                None => mistake
                    .help("write it where it varies in a text of `texts`, or leave the braces out"),
            });
        }
    }
}

/// The names in braces in a sentence.
fn quoted_names(prose: &str) -> impl Iterator<Item = &str> {
    let inside = prose
        .split('{')
        .skip(1)
        .filter_map(|piece| piece.split_once('}'))
        .map(|(name, _)| name);
    inside.filter(|name| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    })
}

/// Which cause a response selects.
struct Selection<'c> {
    code: Option<&'c Spanned<i64>>,
    /// The texts without holes.
    literals: HashMap<&'c str, &'c Candidate<'c>>,
    /// In the order in which they count.
    templates: Vec<&'c Candidate<'c>>,
}

impl<'c> Selection<'c> {
    fn new(code: Option<&'c Spanned<i64>>, candidates: &'c [Candidate<'c>]) -> Self {
        let (literals, templates): (Vec<_>, Vec<_>) = candidates
            .iter()
            .partition(|candidate| candidate.weight == usize::MAX);
        // Of two that are the same, the first one counts; the other one was reported.
        let literals = literals
            .into_iter()
            .rev()
            .map(|literal| (literal.pattern.text.as_str(), literal))
            .collect();
        Self {
            code,
            literals,
            templates,
        }
    }

    /// The candidate that a text selects, and another one that fits it as well.
    fn of(&self, said: &str) -> Option<(&'c Candidate<'c>, Option<&'c Candidate<'c>>)> {
        if let Some(literal) = self.literals.get(fold(said).as_str()) {
            return Some((*literal, None));
        }
        let mut fitting = self
            .templates
            .iter()
            .copied()
            .filter(|template| text::fits(&template.pattern.text, said));
        let first = fitting.next()?;
        let is_rival = |rival: &&Candidate<'_>| {
            rival.weight == first.weight && rival.pattern.cause != first.pattern.cause
        };
        Some((first, fitting.find(is_rival)))
    }

    /// Why a sample does not select the cause that it stands in, and no other.
    fn mistake(&self, written: &Spanned<String>, cause: usize) -> Option<Diagnostic> {
        let mistake = |message: &str| Diagnostic::error(message, written.span());
        let sample = match sample::read(written.get_ref()) {
            Ok(sample) => sample,
            Err(reason) => {
                let help = "write a response like `{\"code\":414,\"desc\":\"check roomid\"}`";
                return Some(mistake(&format!("this sample is no response: {reason}")).help(help));
            }
        };
        if let Some(code) = self.code.filter(|code| *code.get_ref() != sample.code) {
            let mistake = mistake(&format!("this sample has the code {}", sample.code));
            return Some(
                mistake
                    .also(code.span(), "and stands in this one")
                    .help("move it to the code that it has"),
            );
        }
        let Some(said) = sample.text else {
            let help = "write what the server said under `desc`, `msg`, `errmsg` or `message`";
            return Some(mistake("this sample has no text, so it selects no cause").help(help));
        };
        let Some((first, rival)) = self.of(&said) else {
            let help = format!("add `{}` to `texts`", quoted(&said));
            return Some(mistake("this sample selects no cause").help(help));
        };
        if let Some(rival) = rival {
            let mistake = mistake(&format!(
                "this sample selects two causes, {} and {}",
                id(first),
                id(rival)
            ));
            let mistake = mistake.also(rival.place.clone(), "this text fits as well as the other");
            return Some(mistake.help(
                "write more of what the server says into one of them: the longer one counts first",
            ));
        }
        (first.pattern.cause != cause).then(|| {
            mistake(&format!("this sample selects another cause, {}", id(first)))
                .also(first.place.clone(), "by this text")
                .help("move it to that cause, or write a text here that says more")
        })
    }
}

fn id(candidate: &Candidate<'_>) -> String {
    format!(
        "`{}`",
        super::text(candidate.cause.id.as_ref())
            .map_or_else(|| String::from("?"), |(id, _)| quoted(id))
    )
}

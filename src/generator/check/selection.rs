//! The patterns of a code's causes: their order of precedence, and whether every sample selects its
//! cause.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::pattern::{is_placeholder_name, literals, normalize, shape};
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::model::{Pattern, Patterns};
use crate::generator::schema::{Cause, Text};
use crate::generator::sink::{Sink, is_placeholder};
use crate::shared::message::{self, normalize_pattern, split_placeholder};
use crate::shared::text;

/// Patterns with placeholders and hints are tried one by one.
const MAX_TEMPLATES: usize = 1000;
/// How many equally specific patterns are compared with each other.
const MAX_RIVALS: usize = 50;

/// A valid pattern with its origin.
#[derive(Clone)]
struct Candidate<'c> {
    text: String,
    written: &'c Text,
    index: usize,
    cause: &'c Cause,
    /// The words that its placeholders never stand for.
    except: Vec<&'c str>,
}

impl Candidate<'_> {
    fn span(&self) -> Range<usize> {
        self.written.span()
    }

    fn is_literal(&self) -> bool {
        split_placeholder(&self.text).1.is_none()
    }

    /// Returns the number of bytes of literal text: the pattern with more is more specific.
    fn specificity(&self) -> usize {
        literals(&self.text).map(str::len).sum()
    }

    fn cause_id(&self) -> String {
        shown_id(self.cause)
    }
}

fn shown_id(cause: &Cause) -> String {
    match cause.id.get_ref().as_str() {
        "" => String::from("?"),
        id => escape(id),
    }
}

/// Checks the patterns, hints, and samples of a code's causes. Patterns without placeholders take
/// precedence over those with placeholders, and more specific ones over less specific ones.
pub(crate) fn check(causes: &[&Cause], sink: &mut Sink) -> Patterns {
    let mut selecting = Vec::new();
    let mut hints = Vec::new();
    // The causes with a pattern that was reported, which may match anything and capture anything.
    let mut invalid = HashSet::new();
    for (index, &cause) in causes.iter().enumerate() {
        let candidate = |written, text| Candidate {
            text,
            written,
            index,
            cause,
            except: cause
                .except
                .iter()
                .map(|it| it.get_ref().as_str())
                .collect(),
        };
        for written in &cause.patterns {
            match normalize(written, true, sink) {
                Some(text) => selecting.push(candidate(written, text)),
                None => drop(invalid.insert(index)),
            }
        }
        for written in &cause.hints {
            hints.extend(normalize(written, false, sink).map(|text| candidate(written, text)));
        }
    }
    reject_duplicates(
        &mut selecting,
        |candidate| (shape(&candidate.text), 0),
        sink,
    );
    reject_duplicates(&mut hints, |hint| (shape(&hint.text), hint.index), sink);
    let (literals, mut templates): (Vec<_>, Vec<_>) =
        selecting.into_iter().partition(Candidate::is_literal);
    templates.sort_by_cached_key(|it| (Reverse(it.specificity()), it.text.clone()));
    if let Some(excess) = templates.get(MAX_TEMPLATES).or(hints.get(MAX_TEMPLATES)) {
        let message = "too many patterns with placeholders or hints in one code";
        let error = Diagnostic::error(message, excess.span());
        sink.push(
            error
                .label(format!("the limit is {MAX_TEMPLATES}"))
                .help("remove some of them"),
        );
    } else {
        warn_ambiguous(&templates, sink);
        let selection = Selection::new(&literals, &templates);
        for (index, cause) in causes.iter().enumerate() {
            if !invalid.contains(&index) {
                check_placeholders(cause, sink);
            }
            if invalid.is_empty() {
                let samples = cause.samples.iter();
                let errors: Vec<_> = samples
                    .filter_map(|it| selection.check(it, index, cause))
                    .collect();
                if errors.is_empty() {
                    require_sample(cause, sink);
                }
                sink.extend(errors);
            }
        }
    }
    Patterns {
        selecting: literals.into_iter().chain(templates).map(pattern).collect(),
        hints: hints.into_iter().map(pattern).collect(),
    }
}

fn pattern(candidate: Candidate<'_>) -> Pattern {
    let cause = u32::try_from(candidate.index).unwrap_or(u32::MAX);
    Pattern {
        text: candidate.text,
        cause,
    }
}

/// Reports and removes candidates with the key of an earlier one.
fn reject_duplicates(
    candidates: &mut Vec<Candidate<'_>>,
    key: impl Fn(&Candidate<'_>) -> (String, usize),
    sink: &mut Sink,
) {
    let mut seen: HashMap<_, Range<usize>> = HashMap::new();
    candidates.retain(|candidate| {
        let Some(first) = seen.get(&key(candidate)) else {
            seen.insert(key(candidate), candidate.span());
            return true;
        };
        let duplicate = Diagnostic::error("duplicate pattern", candidate.span())
            .label("matches the same messages")
            .secondary(first.clone(), "first defined here")
            .note("case, repeated whitespace, quotes, and final punctuation are ignored");
        sink.push(duplicate.help("remove one of them"));
        false
    });
}

/// Warns of patterns of two causes that can match the same message and are equally specific.
fn warn_ambiguous(templates: &[Candidate<'_>], sink: &mut Sink) {
    for (index, template) in templates.iter().enumerate() {
        let before = templates[..index].iter().rev().take(MAX_RIVALS);
        let mut rivals = before
            .take_while(|rival| rival.specificity() == template.specificity())
            .filter(|rival| rival.index != template.index);
        if let Some(rival) = rivals.find(|rival| can_match_same(&template.text, &rival.text)) {
            let message = format!(
                "ambiguous pattern: a message can also match cause `{}`",
                rival.cause_id()
            );
            let warning = Diagnostic::warning(message, template.span());
            let warning = warning.secondary(rival.span(), "equally specific pattern");
            let help = "add literal text to one of them; the pattern with more literal text wins";
            sink.push(warning.help(help));
        }
    }
}

/// Returns whether two patterns begin and end alike, as far as both are literal there.
fn can_match_same(one: &str, other: &str) -> bool {
    let ends = |text: &str| {
        let mut literals = literals(text).map(String::from);
        let first = literals.next().unwrap_or_default();
        (first, literals.last().unwrap_or_default())
    };
    let ((start, end), (other_start, other_end)) = (ends(one), ends(other));
    (start.starts_with(&other_start) || other_start.starts_with(&start))
        && (end.ends_with(&other_end) || other_end.ends_with(&end))
}

/// Warns of patterns that SDKs give with the code for any cause.
pub(crate) fn warn_of_texts(texts: &[Text], causes: &[&Cause], sink: &mut Sink) {
    for pattern in causes.iter().flat_map(|cause| &cause.patterns) {
        let is_same = |text: &&Text| text::is_same(text.get_ref(), pattern.get_ref());
        if let Some(text) = texts.iter().find(is_same) {
            let message = "pattern is a fixed text of the code";
            let warning = Diagnostic::warning(message, pattern.span());
            let warning = warning.secondary(text.span(), "fixed text");
            let help = "remove the pattern: the text proves no more than the code";
            sink.push(warning.help(help));
        }
    }
}

/// Checks that the placeholders in `description` and `fix` are those of a pattern.
fn check_placeholders(cause: &Cause, sink: &mut Sink) {
    // A pattern that was reported may have any.
    if cause.patterns.iter().any(|it| is_placeholder(&it.span())) {
        return;
    }
    let patterns = cause.patterns.iter().map(|pattern| pattern.get_ref());
    let captured: Vec<&str> = patterns
        .flat_map(|it| message::placeholders(it).map(|it| it.name))
        .collect();
    let known: HashSet<&str> = captured.iter().copied().collect();
    for (key, prose) in [("description", &cause.description), ("fix", &cause.fix)] {
        let mut names = message::placeholders(prose.get_ref()).map(|it| it.name);
        let unknown = names.find(|it| is_placeholder_name(it) && !known.contains(it));
        if let Some(name) = unknown {
            let message = format!("unknown placeholder `{{{name}}}` in `{key}`");
            let error = Diagnostic::error(message, prose.span());
            let near = sink.closest(name, captured.iter().copied());
            sink.push(match near {
                Some(near) => error.help(format!(
                    "a placeholder with a similar name exists: `{{{near}}}`"
                )),
                None => error.help(format!(
                    "add `{{{name}}}` to a pattern in `patterns`, or remove the braces"
                )),
            });
        }
    }
}

/// Checks that each pattern with placeholders matches a sample. One without placeholders proves
/// itself.
fn require_sample(cause: &Cause, sink: &mut Sink) {
    let is_tested = |pattern: &&Text| {
        let text: String = normalize_pattern(pattern.get_ref());
        let mut samples = cause.samples.iter();
        split_placeholder(&text).1.is_none()
            || samples.any(|it| message::matches(&text, it.get_ref()))
    };
    if let Some(pattern) = cause.patterns.iter().find(|it| !is_tested(it)) {
        let error = Diagnostic::error("pattern with placeholders has no sample", pattern.span());
        let help = "add a message that it matches to `samples`, so that the build verifies it";
        sink.push(error.help(help));
    }
}

/// Which cause a message selects.
struct Selection<'c> {
    literals: HashMap<&'c str, &'c Candidate<'c>>,
    templates: &'c [Candidate<'c>],
}

impl<'c> Selection<'c> {
    fn new(literals: &'c [Candidate<'c>], templates: &'c [Candidate<'c>]) -> Self {
        let literals = literals.iter().map(|it| (it.text.as_str(), it)).collect();
        Self {
            literals,
            templates,
        }
    }

    /// Returns the candidate that a message selects, and an equally specific one of another cause.
    fn select(&self, message: &str) -> Option<(&'c Candidate<'c>, Option<&'c Candidate<'c>>)> {
        let select = |candidates: &mut dyn Iterator<Item = &'c Candidate<'c>>| {
            message::select(candidates, |it| &it.text, |it| &it.except, message)
        };
        // A table can have many literals. The others cannot match.
        let normalized: String = text::normalize(text::trim(message)).collect();
        let literal = self.literals.get(normalized.as_str()).copied();
        let first = select(&mut literal.into_iter().chain(self.templates))?;
        let is_rival = |it: &&Candidate<'_>| {
            it.index != first.index && it.specificity() == first.specificity()
        };
        let rival = || select(&mut self.templates.iter().filter(is_rival));
        let rival = if first.is_literal() { None } else { rival() };
        Some((first, rival))
    }

    /// Returns why a sample does not select its cause and no other.
    fn check(&self, sample: &Text, cause: usize, own: &Cause) -> Option<Diagnostic> {
        let error = |message: String| Diagnostic::error(message, sample.span());
        let Some((first, rival)) = self.select(sample.get_ref()) else {
            return Some(self.no_match(sample, cause));
        };
        if let Some(rival) = rival {
            let (first, second) = (first.cause_id(), rival.cause_id());
            let message = format!("sample matches two causes, `{first}` and `{second}`");
            let error = error(message).secondary(rival.span(), "this pattern also matches");
            let help =
                "add literal text to one of the patterns; the one with more literal text wins";
            return Some(error.help(help));
        }
        if first.index == cause {
            return None;
        }
        let (id, own) = (first.cause_id(), shown_id(own));
        let error = error(format!("sample matches cause `{id}` instead of `{own}`"));
        let error = error.secondary(first.span(), "matched by this pattern");
        Some(error.help(format!(
            "move the sample to `{id}`, or add a more specific pattern to `{own}`"
        )))
    }

    fn no_match(&self, sample: &Text, cause: usize) -> Diagnostic {
        let received = sample.get_ref();
        if text::trim(received).is_empty() {
            return Diagnostic::error("sample is empty", sample.span()).help("remove it");
        }
        let error = Diagnostic::error("sample does not match any pattern", sample.span());
        let of_any_text = |it: &str| it.replace("...}", "}").replace('}', "...}");
        let mut own = self.templates.iter().filter(|it| it.index == cause);
        let near = own.find(|it| message::matches(&of_any_text(&it.text), received));
        match near {
            Some(near) if message::placeholders(&near.text).any(|it| it.kind.is_run()) => error
                .secondary(
                    near.span(),
                    "a placeholder matches only what its kind allows",
                )
                .help("use `{name}` to match one word, or `{name...}` to match any text"),
            Some(near) => error
                .secondary(near.span(), "matches only one word in place of `{name}`")
                .help("use `{name...}` to match any text"),
            None if received.starts_with('{') => {
                error.help("use only the error message of the response")
            }
            None if received.contains(['{', '}']) => {
                error.help("add a pattern that matches it, or remove it")
            }
            None => error.help(format!("add `{}` to `patterns`", escape(received))),
        }
    }
}

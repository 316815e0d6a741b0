//! Second stage: entries to a table in which everything is legal.
//!
//! Only this stage decides what is legal. It goes through every entry even when one before it was wrong, and leaves out
//! what cannot be used; the table comes to be only if nothing was.

mod extends;
mod pattern;
mod style;
mod unique;
mod words;

use std::collections::BTreeMap;

use proc_macro2::Ident;
use toml::Spanned;

use self::style::{sentence, sentences};
use self::words::{Refusal, Vocabularies, closed, is_variant, new_ident, version};
use super::error::{Diagnostic, Level, Rejected, quoted};
use super::map::{Map, Set};
use super::read;
use super::syntax::Gaps;
use super::table::{Cause, Code, Deprecated, NumberRange, Sense, Table};

const OUTCOMES: &[&str] = &["success", "partial", "failure"];
const RETRIES: &[&str] = &["never", "after-fix", "backoff", "outcome-unknown"];
const FIXERS: &[&str] = &["caller", "console", "end-user", "service"];

/// Checks everything, and reports all that is wrong at once. Beside the table it gives the warnings.
pub(super) fn check(mut file: read::File) -> Result<(Table, Vec<Diagnostic>), Rejected> {
    let mut found = std::mem::take(&mut file.found);
    unique::check(&file, &mut found);
    extends::check(&file, &mut found);
    let vocabularies = Vocabularies::new(&file, &mut found);
    let names = Names::new(&file.codes);
    let gaps = std::mem::take(&mut file.gaps);
    if found.is_empty() && file.codes.is_empty() {
        let place = file.enumeration.name.as_ref().map_or(0..0, Spanned::span);
        found.push(
            Diagnostic::error("the table has no code", place)
                .help("begin one with `[[code]]`, a line of its own"),
        );
    }
    let table = Check {
        found: &mut found,
        vocabularies: &vocabularies,
        names: &names,
        gaps: &gaps,
    }
    .table(file);
    match table {
        Some(table) if found.iter().all(|found| found.level == Level::Warning) => {
            found.sort_by_key(|found| found.primary.span.start);
            Ok((table, found))
        }
        _ => Err(Rejected::new(found)),
    }
}

/// The names of the codes that other entries refer to.
struct Names {
    /// A code whose name cannot be used is there without one.
    by_number: Map<i64, Option<Ident>>,
    /// In the order of the alphabet: a suggestion must not depend on chance. Empty if no entry names another one.
    all: BTreeMap<String, Ident>,
}

impl Names {
    fn new(codes: &[read::Code]) -> Self {
        let referred: Set<i64> = codes
            .iter()
            .flat_map(|code| &code.see_also)
            .map(|number| *number.get_ref())
            .collect();
        let name = |code: &read::Code| code.name.as_ref().map(|name| name.get_ref().clone());
        let ident = |name: String| is_variant(&name).then(|| new_ident(&name));
        let numbers = codes
            .iter()
            .filter_map(|code| Some((*code.code.as_ref()?.get_ref(), code)));
        let referred = numbers.filter(|(number, _)| referred.contains(number));
        let named = codes
            .iter()
            .filter_map(|code| Some((name(code)?, ident(name(code)?)?)));
        let is_named = codes.iter().any(|code| code.deprecated.is_some());
        Self {
            by_number: referred
                .map(|(number, code)| (number, name(code).and_then(ident)))
                .collect(),
            all: if is_named {
                named.collect()
            } else {
                BTreeMap::new()
            },
        }
    }
}

/// What the entries are checked against, and where the findings go.
struct Check<'c> {
    found: &'c mut Vec<Diagnostic>,
    vocabularies: &'c Vocabularies,
    names: &'c Names,
    gaps: &'c Gaps,
}

impl Check<'_> {
    fn table(&mut self, file: read::File) -> Option<Table> {
        let name = self.name(file.enumeration.name.as_ref(), words::enum_name);
        let doc = style::document("doc", file.enumeration.doc, self.found);
        let path = self.name(file.enumeration.path.as_ref(), words::path);
        let extends = file.enumeration.extends.is_some();
        let categories = words::words(
            file.categories,
            &self.vocabularies.categories,
            self.gaps,
            self.found,
        );
        let areas = words::words(file.areas, &self.vocabularies.areas, self.gaps, self.found);
        let platforms = words::words(
            file.platforms,
            &self.vocabularies.platforms,
            self.gaps,
            self.found,
        );
        let sources = words::sources(file.sources, &self.vocabularies.sources, self.found);
        let ranges = all(file.ranges.into_iter().map(|range| self.range(range)));
        let codes = all(file.codes.into_iter().map(|code| self.code(code)));
        let mut codes = codes?;
        codes.sort_by_key(|code| code.number);
        Some(Table {
            name: name?,
            doc: doc?,
            path,
            extends,
            categories: categories?,
            areas: areas?,
            platforms: platforms?,
            sources: sources?,
            ranges: ranges?,
            codes,
        })
    }

    fn code(&mut self, code: read::Code) -> Option<Code> {
        let number = self.number("code", code.code.as_ref());
        let variant = self.name(code.name.as_ref(), words::variant);
        let summary = sentence("summary", code.summary, self.found);
        if let (Some(name), Some(summary)) = (&code.name, &summary) {
            style::says_more(name, summary, self.found);
        }
        let category = self.category(code.category.as_ref());
        let area = self
            .vocabularies
            .areas
            .find(code.area.as_ref(), self.gaps, self.found);
        let outcome = closed("outcome", OUTCOMES, code.outcome.as_ref(), self.found);
        let retry = closed("retry", RETRIES, code.retry.as_ref(), self.found);
        let see_also = all(code.see_also.iter().map(|number| self.entry(number)));
        let sources = self.sources(&code.sources);
        let deprecated = code
            .deprecated
            .map(|deprecated| self.deprecated(deprecated, code.name.as_ref()));
        let patterns = pattern::check(code.code.as_ref(), &code.causes, self.gaps, self.found);
        let senses = all(code
            .senses
            .into_iter()
            .map(|sense| self.sense(sense, category.as_ref(), outcome.as_ref(), retry.as_ref())));
        let causes = all(code
            .causes
            .into_iter()
            .map(|cause| self.cause(cause, retry.as_ref())));
        Some(Code {
            number: number?,
            variant: variant?,
            summary: summary?.into_inner(),
            category: category?,
            area: area?,
            outcome: outcome?,
            retry: retry?,
            sdk: inner(code.sdk),
            shared_sdk: inner(code.shared_sdk),
            see_also: see_also?,
            sources: sources?,
            deprecated: match deprecated {
                Some(deprecated) => Some(deprecated?),
                None => None,
            },
            senses: senses?,
            causes: causes?,
            patterns: patterns?,
        })
    }

    fn deprecated(
        &mut self,
        deprecated: read::Deprecated,
        own: Option<&Spanned<String>>,
    ) -> Option<Deprecated> {
        if let (Some(other), Some(own)) = (&deprecated.replaced_by, own) {
            if other.get_ref() == own.get_ref() {
                let mistake =
                    Diagnostic::error("a code cannot be replaced by itself", other.span());
                self.found
                    .push(mistake.help("name the code to use instead, or leave `replaced_by` out"));
            }
        }
        let since = self.name(deprecated.since.as_ref(), version);
        let note = sentences("note", deprecated.note, self.found);
        let replaced_by = deprecated.replaced_by.and_then(|name| self.named(&name));
        Some(Deprecated {
            since: since?,
            note: note?,
            replaced_by,
        })
    }

    /// A sense says what differs; whatever it leaves out is as the code has it.
    fn sense(
        &mut self,
        sense: read::Sense,
        category: Option<&Ident>,
        outcome: Option<&Ident>,
        retry: Option<&Ident>,
    ) -> Option<Sense> {
        let platform =
            self.vocabularies
                .platforms
                .find(sense.platform.as_ref(), self.gaps, self.found);
        let summary = sentence("summary", sense.summary, self.found);
        let own_category = self.category(sense.category.as_ref());
        let own_outcome = closed("outcome", OUTCOMES, sense.outcome.as_ref(), self.found);
        let own_retry = closed("retry", RETRIES, sense.retry.as_ref(), self.found);
        let sources = self.sources(&sense.sources);
        Some(Sense {
            platform: platform?,
            summary: summary?.into_inner(),
            category: own_category.as_ref().or(category)?.clone(),
            outcome: own_outcome.as_ref().or(outcome)?.clone(),
            retry: own_retry.as_ref().or(retry)?.clone(),
            sdk: inner(sense.sdk),
            sources: sources?,
        })
    }

    fn cause(&mut self, cause: read::Cause, retry: Option<&Ident>) -> Option<Cause> {
        let id = self.name(cause.id.as_ref(), words::word);
        let when = sentences("when", cause.when, self.found);
        let fix = sentences("fix", cause.fix, self.found);
        let fixer = closed("fixer", FIXERS, cause.fixer.as_ref(), self.found);
        let own_retry = closed("retry", RETRIES, cause.retry.as_ref(), self.found);
        let area = self
            .vocabularies
            .areas
            .find(cause.area.as_ref(), self.gaps, self.found);
        let sources = self.sources(&cause.sources);
        Some(Cause {
            id: id?,
            when: when?,
            fix: fix?,
            fixer: fixer?,
            retry: own_retry.as_ref().or(retry)?.clone(),
            area: area?,
            texts: inner(cause.texts),
            samples: inner(cause.samples),
            sources: sources?,
        })
    }

    fn range(&mut self, range: read::NumberRange) -> Option<NumberRange> {
        let from = self.number("from", range.from.as_ref());
        let to = self.number("to", range.to.as_ref());
        if let (Some(from), Some(to), Some(place)) = (from, to, &range.to) {
            if to < from {
                let mistake = Diagnostic::error("`to` is less than `from`", place.span());
                self.found.push(
                    mistake.help("write the least number as `from` and the greatest as `to`"),
                );
            }
        }
        let digits = |ending: &String| {
            (1..=9).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_digit())
        };
        if let Some(ending) = range
            .ending
            .as_ref()
            .filter(|ending| !digits(ending.get_ref()))
        {
            let mistake = Diagnostic::error("`ending` must be one to nine digits", ending.span());
            self.found.push(
                mistake.help(
                    "write the digits that the numbers of the range end with, like `\"404\"`",
                ),
            );
        }
        let name = self.name(range.name.as_ref(), words::variant);
        let summary = sentence("summary", range.summary, self.found);
        let category = self.category(range.category.as_ref());
        let outcome = closed("outcome", OUTCOMES, range.outcome.as_ref(), self.found);
        let retry = closed("retry", RETRIES, range.retry.as_ref(), self.found);
        Some(NumberRange {
            from: from?,
            to: to?,
            ending: range.ending.map(Spanned::into_inner),
            name: name?.to_string(),
            summary: summary?.into_inner(),
            category,
            outcome,
            retry,
        })
    }

    fn category(&mut self, word: Option<&Spanned<String>>) -> Option<Ident> {
        self.vocabularies
            .categories
            .find(word, self.gaps, self.found)
    }

    fn sources(&mut self, words: &[Spanned<String>]) -> Option<Vec<Ident>> {
        for (at, word) in words.iter().enumerate() {
            if let Some(first) = words[..at]
                .iter()
                .find(|first| first.get_ref() == word.get_ref())
            {
                let again = Diagnostic::error(
                    format!("`{}` is listed twice", quoted(word.get_ref())),
                    word.span(),
                );
                self.found.push(
                    again
                        .label("here again")
                        .also(first.span(), "first listed here"),
                );
            }
        }
        all(words.iter().map(|word| {
            self.vocabularies
                .sources
                .find(Some(word), self.gaps, self.found)
        }))
    }

    fn number(&mut self, key: &str, number: Option<&Spanned<i64>>) -> Option<i32> {
        let number = number?;
        let narrow = i32::try_from(*number.get_ref()).ok();
        if narrow.is_none() {
            let message = format!("`{key}` must be between {} and {}", i32::MIN, i32::MAX);
            self.found.push(Diagnostic::error(message, number.span()));
        }
        narrow
    }

    fn entry(&mut self, number: &Spanned<i64>) -> Option<Ident> {
        let name = self.names.by_number.get(number.get_ref());
        if name.is_none() && !self.gaps.hide(&number.get_ref().to_string()) {
            let mistake = Diagnostic::error(
                format!("no code has the number {}", number.get_ref()),
                number.span(),
            );
            self.found
                .push(mistake.help("write the number of another `[[code]]`"));
        }
        name.cloned().flatten()
    }

    /// The code that a name leads to.
    fn named(&mut self, name: &Spanned<String>) -> Option<Ident> {
        let known = self.names.all.get(name.get_ref());
        if known.is_none() && !self.gaps.hide(name.get_ref()) {
            let near = words::near(
                name.get_ref(),
                self.names.all.keys().map(String::as_str),
                self.found,
            );
            let help = near.map_or(String::from("write the `name` of another code"), |near| {
                format!("did you mean `{near}`?")
            });
            let mistake = Diagnostic::error(
                format!("no code has the name `{}`", quoted(name.get_ref())),
                name.span(),
            );
            self.found.push(mistake.help(help));
        }
        known.cloned()
    }

    /// Applies a rule for names, which says what is wrong with one.
    fn name<T>(
        &mut self,
        name: Option<&Spanned<String>>,
        rule: fn(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        let name = name?;
        rule(name.get_ref())
            .map_err(|refusal| self.found.push(refusal.at(name.span())))
            .ok()
    }
}

/// All of them, or nothing; each is looked at either way.
fn all<T>(items: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let items: Vec<Option<T>> = items.collect();
    items.into_iter().collect()
}

fn inner<T>(items: Vec<Spanned<T>>) -> Vec<T> {
    items.into_iter().map(Spanned::into_inner).collect()
}

/// The text of a value that is there.
fn text(value: Option<&Spanned<String>>) -> Option<(&str, std::ops::Range<usize>)> {
    value.map(|value| (value.get_ref().as_str(), value.span()))
}

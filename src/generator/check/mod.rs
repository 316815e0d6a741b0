//! Second stage: entries to a table in which everything is valid.
//!
//! Only this stage decides what is valid. A value that cannot be used is reported and replaced by a
//! placeholder, so that every entry is checked; there is a table only if there was no error.

mod names;
mod pattern;
mod prose;
mod ranges;
mod references;
mod selection;
mod unique;
mod vocabulary;

use std::collections::HashMap;

use toml::Spanned;

use self::names::NameError;
use self::references::Names;
use self::vocabulary::{Vocabulary, keyword};
use crate::generator::diagnostic::{Diagnostic, Severity, TableError};
use crate::generator::model::{
    Base, Cause, Code, CodeRange, Deprecated, Meaning, Reserved, Table, Term,
};
use crate::generator::read::{self, Field, Keyed};
use crate::shared::keywords::{FixBy, Outcome, Retry};

/// Checks a file.
///
/// # Errors
///
/// Returns all errors and warnings if the file is not a valid table.
pub(crate) fn check(
    (enumeration, file, mut sink): (read::Enum, read::File, Vec<Diagnostic>),
    base: Option<&Base>,
) -> Result<(Table, Vec<Diagnostic>), TableError> {
    unique::check(&file, &mut sink);
    ranges::check(&file.range, &mut sink);
    references::check(&file.code, &mut sink);
    if let Some(extends) = &enumeration.extends {
        unique::check_base(extends, base, &file.code, &mut sink);
    }
    if file.code.is_empty() && sink.is_empty() {
        let none = Diagnostic::error("no codes defined", enumeration.span.clone());
        sink.push(none.help("add at least one `[[code]]` entry"));
    }
    let mut checker = Checker {
        categories: Vocabulary::new("category", &file.category, &mut sink),
        areas: Vocabulary::new("area", &file.area, &mut sink),
        platforms: Vocabulary::new("platform", &file.platform, &mut sink),
        sources: Vocabulary::new("source", &file.source, &mut sink),
        names: Names::new(&file.code),
        given: HashMap::new(),
        sink,
    };
    let table = checker.table(enumeration, file);
    let mut diagnostics = checker.sink;
    if diagnostics.iter().any(|it| it.severity == Severity::Error) {
        return Err(TableError::new(diagnostics));
    }
    diagnostics.sort_by_key(|it| it.primary.span.start);
    Ok((table, diagnostics))
}

/// What entries are checked against, and where diagnostics go.
struct Checker {
    categories: Vocabulary,
    areas: Vocabulary,
    platforms: Vocabulary,
    sources: Vocabulary,
    names: Names,
    /// What each category gives the codes that do not have it themselves.
    given: HashMap<String, (Option<Outcome>, Option<Retry>)>,
    sink: Vec<Diagnostic>,
}

impl Checker {
    fn table(&mut self, enumeration: read::Enum, file: read::File) -> Table {
        let mut table = Table {
            extends: enumeration.extends.is_some(),
            name: self.name(&enumeration.name, names::enum_name),
            doc: prose::paragraphs("doc", enumeration.doc, &mut self.sink),
            categories: each(file.category, |it| self.category(it)),
            areas: each(file.area, |it| self.area(it)),
            platforms: each(file.platform, |it| self.platform(it)),
            sources: each(file.source, |it| self.source(it)),
            ranges: file.range.into_iter().map(|it| self.range(it)).collect(),
            reserved: file
                .reserved
                .into_iter()
                .map(|it| self.reserved(it))
                .collect(),
            codes: file.code.into_iter().map(|it| self.code(it)).collect(),
        };
        table.codes.sort_by_key(|code| code.code);
        table.ranges.sort_by_key(CodeRange::width);
        table
    }

    fn category(&mut self, (id, category): (Spanned<String>, read::Category)) -> Term {
        let summary = prose::sentence("summary", category.summary, &mut self.sink);
        let advice = category.advice.is_some();
        let advice = advice.then(|| prose::sentences("advice", category.advice, &mut self.sink));
        let given = (self.outcome(&category.outcome), self.retry(&category.retry));
        self.given.insert(id.get_ref().clone(), given);
        Term {
            advice,
            ..self.categories.term(id, summary)
        }
    }

    fn area(&mut self, (id, area): (Spanned<String>, read::Area)) -> Term {
        let summary = prose::sentence("summary", area.summary, &mut self.sink);
        self.areas.term(id, summary)
    }

    fn platform(&mut self, (id, platform): (Spanned<String>, read::Platform)) -> Term {
        let summary = prose::sentence("summary", platform.summary, &mut self.sink);
        let parent = self.other_platform("parent", &id, &platform.parent);
        let succeeds = self.other_platform("succeeds", &id, &platform.succeeds);
        Term {
            parent,
            succeeds,
            ..self.platforms.term(id, summary)
        }
    }

    fn other_platform(
        &mut self,
        key: &str,
        own: &Spanned<String>,
        other: &Field<String>,
    ) -> Option<String> {
        if let Some(other) = other.as_ref().filter(|it| it.get_ref() == own.get_ref()) {
            let message = format!("`{key}` refers to the platform itself");
            let help = format!("name another platform, or remove `{key}`");
            self.sink
                .push(Diagnostic::error(message, other.span()).help(help));
        }
        self.platforms.find(other, &mut self.sink)
    }

    fn source(&mut self, (id, source): (Spanned<String>, read::Source)) -> Term {
        let title = prose::line("title", source.title, &mut self.sink);
        let date = source.date.map(|date| date.into_inner().0);
        Term {
            date,
            ..self.sources.term(id, title)
        }
    }

    fn range(&mut self, range: read::CodeRange) -> CodeRange {
        CodeRange {
            first: self.number("from", &range.from),
            last: self.number("to", &range.to),
            suffix: range.suffix.map(Spanned::into_inner),
            name: self.name(&range.name, names::variant),
            summary: prose::sentence("summary", range.summary, &mut self.sink),
            category: self.categories.find(&range.category, &mut self.sink),
            outcome: self.outcome(&range.outcome),
            retry: self.retry(&range.retry),
        }
    }

    fn reserved(&mut self, reserved: read::Reserved) -> Reserved {
        let code = reserved.code;
        Reserved {
            code: code.is_some().then(|| self.number("code", &code)),
            name: reserved.name.map(Spanned::into_inner),
            note: prose::sentences("note", reserved.note, &mut self.sink),
        }
    }

    fn code(&mut self, code: read::Code) -> Code {
        prose::warn_if_redundant(&code.name, &code.summary, &mut self.sink);
        let category = self.categories.find(&code.category, &mut self.sink);
        let (outcome, retry) = self.given(&code.category);
        let outcome = self.outcome(&code.outcome).or(outcome);
        let outcome = outcome.unwrap_or(Outcome::Failure);
        let retry = self.retry(&code.retry).or(retry).unwrap_or(Retry::Never);
        let meanings = code.meaning.into_iter();
        let meanings = meanings
            .map(|it| self.meaning(it, (&category, outcome, retry)))
            .collect();
        let name = &code.name;
        Code {
            code: self.number("code", &code.code),
            variant: self.name(name, names::variant),
            summary: prose::sentence("summary", code.summary, &mut self.sink),
            category,
            area: self.areas.find(&code.area, &mut self.sink),
            outcome,
            retry,
            sdk: inner(code.sdk),
            shared_sdk: inner(code.shared_sdk),
            keywords: self.keywords(code.keywords),
            see_also: self.names.codes(&code.see_also, &mut self.sink),
            sources: self.sources(&code.sources),
            deprecated: code.deprecated.map(|it| self.deprecated(it, name)),
            meanings,
            patterns: selection::check(&code.cause, &mut self.sink),
            causes: code
                .cause
                .into_iter()
                .map(|it| self.cause(it, retry))
                .collect(),
        }
    }

    /// Returns what the category of a code gives it.
    fn given(&self, category: &Field<String>) -> (Option<Outcome>, Option<Retry>) {
        let id = category.as_ref().map(Spanned::get_ref);
        id.and_then(|id| self.given.get(id).copied())
            .unwrap_or_default()
    }

    fn deprecated(&mut self, deprecated: read::Deprecated, own_name: &Field<String>) -> Deprecated {
        let is_own = |name: &&Spanned<String>| {
            own_name
                .as_ref()
                .is_some_and(|own| own.get_ref() == name.get_ref())
        };
        if let Some(name) = deprecated.replaced_by.as_ref().filter(is_own) {
            let message = "`replaced_by` refers to the deprecated code itself";
            let help = "name another code, or remove `replaced_by`";
            self.sink
                .push(Diagnostic::error(message, name.span()).help(help));
        }
        Deprecated {
            since: self.name(&deprecated.since, names::version),
            note: prose::sentences("note", deprecated.note, &mut self.sink),
            replaced_by: self.names.code(&deprecated.replaced_by, &mut self.sink),
        }
    }

    /// A meaning states what differs; what it leaves out is as for the code.
    fn meaning(
        &mut self,
        meaning: read::Meaning,
        (category, outcome, retry): (&Option<String>, Outcome, Retry),
    ) -> Meaning {
        let platform = self.platforms.find(&meaning.platform, &mut self.sink);
        let own_category = self.categories.find(&meaning.category, &mut self.sink);
        Meaning {
            platform: platform.unwrap_or_default(),
            summary: prose::sentence("summary", meaning.summary, &mut self.sink),
            category: own_category.or_else(|| category.clone()),
            outcome: self.outcome(&meaning.outcome).unwrap_or(outcome),
            retry: self.retry(&meaning.retry).unwrap_or(retry),
            sdk: inner(meaning.sdk),
            sources: self.sources(&meaning.sources),
        }
    }

    fn cause(&mut self, cause: read::Cause, retry: Retry) -> Cause {
        let fix_by = keyword(
            "fix_by",
            FixBy::ALL,
            FixBy::id,
            &cause.fix_by,
            &mut self.sink,
        );
        Cause {
            id: self.name(&cause.id, names::id),
            description: prose::sentences("description", cause.description, &mut self.sink),
            fix: prose::sentences("fix", cause.fix, &mut self.sink),
            fix_by: fix_by.unwrap_or(FixBy::Caller),
            retry: self.retry(&cause.retry).unwrap_or(retry),
            area: self.areas.find(&cause.area, &mut self.sink),
            patterns: inner(cause.patterns),
            hints: inner(cause.hints),
            samples: inner(cause.samples),
            sources: self.sources(&cause.sources),
        }
    }

    fn keywords(&mut self, keywords: Vec<Spanned<String>>) -> Vec<String> {
        unique::report_listed_twice("keyword", &keywords, &mut self.sink);
        for keyword in &keywords {
            if let Some((problem, help)) = prose::prose_error(keyword.get_ref(), false) {
                let error = Diagnostic::error(format!("keyword {problem}"), keyword.span());
                self.sink.push(error.help(help));
            }
        }
        inner(keywords)
    }

    fn outcome(&mut self, id: &Field<String>) -> Option<Outcome> {
        keyword("outcome", Outcome::ALL, Outcome::id, id, &mut self.sink)
    }

    fn retry(&mut self, id: &Field<String>) -> Option<Retry> {
        keyword("retry", Retry::ALL, Retry::id, id, &mut self.sink)
    }

    fn sources(&mut self, ids: &[Spanned<String>]) -> Vec<String> {
        unique::report_listed_twice("source", ids, &mut self.sink);
        let find = |id| self.sources.find_id(id, &mut self.sink);
        ids.iter().filter_map(find).collect()
    }

    fn number(&mut self, key: &str, number: &Field<i64>) -> i32 {
        let Some(number) = number else {
            return 0;
        };
        i32::try_from(*number.get_ref()).unwrap_or_else(|_| {
            let message = format!("`{key}` is out of range for `i32`");
            let error = Diagnostic::error(message, number.span())
                .label("must be between -2147483648 and 2147483647")
                .note("codes are stored as 32-bit signed integers and never truncated");
            self.sink.push(match u32::try_from(*number.get_ref()) {
                _ if key != "code" => error.help("use a number in this range"),
                Ok(bits) => {
                    let code = i32::from_ne_bytes(bits.to_ne_bytes());
                    error.help(format!("use the two's complement: `{code}`"))
                }
                Err(_) => error.help(format!(
                    "use a number in this range, and list this one as an identifier: \
                     `sdk = [\"E{}\"]`",
                    number.get_ref()
                )),
            });
            0
        })
    }

    /// Applies a rule for names.
    fn name(
        &mut self,
        name: &Field<String>,
        rule: fn(&str) -> Result<String, NameError>,
    ) -> String {
        let Some(name) = name else {
            return String::new();
        };
        rule(name.get_ref()).unwrap_or_else(|error| {
            self.sink.push(error.at(name.span()));
            String::new()
        })
    }
}

/// Checks each declaration of a vocabulary.
fn each<T>(declared: Keyed<T>, check: impl FnMut((Spanned<String>, T)) -> Term) -> Vec<Term> {
    declared.into_iter().flatten().map(check).collect()
}

fn inner<T>(items: Vec<Spanned<T>>) -> Vec<T> {
    items.into_iter().map(Spanned::into_inner).collect()
}

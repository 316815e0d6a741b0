//! Second stage: entries to a table in which everything is valid.
//!
//! Only this stage decides what is valid. A value that cannot be used is reported and replaced by a
//! placeholder, so that every entry is checked; there is a table only if there was no error.

mod extends;
mod forms;
mod names;
mod pattern;
mod prose;
mod ranges;
mod references;
mod required;
mod reserved;
mod selection;
mod unique;
mod vocabulary;

use std::collections::HashMap;

use toml::Spanned;
use toml::value::Datetime;

use self::names::NameError;
use self::references::Names;
use self::vocabulary::{Vocabulary, keyword};
use crate::generator::diagnostic::{Diagnostic, Severity, TableError, in_order};
use crate::generator::model::{
    Base, Cause, Code, CodeRange, Deprecated, Details, Id, Meaning, Reserved, Table, Term,
};
use crate::generator::read::DATE_HELP;
use crate::generator::schema::{self, Declared, Entry, File, Integer, Text};
use crate::generator::sink::Sink;
use crate::shared::keywords::{FixBy, Outcome, Retry};

/// Checks a file.
///
/// # Errors
///
/// Returns all errors and warnings if the file is not a valid table.
pub(crate) fn check(
    (file, mut sink): (File, Sink),
    base: Option<&Base>,
) -> Result<(Table, Vec<Diagnostic>), TableError> {
    unique::check(&file, &mut sink);
    reserved::check(&file, &mut sink);
    ranges::check(&file.range, &mut sink);
    references::check(&file.code, &mut sink);
    let extends = file.enumeration.get_ref().extends.as_ref();
    let extends = extends.and_then(|it| extends::check(it, base, &file.code, &mut sink));
    if file.code.is_empty() && sink.is_empty() {
        let none = Diagnostic::error("no codes defined", file.enumeration.span());
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
    let table = Table {
        extends,
        ..checker.table(file)
    };
    let diagnostics = checker.sink.finish();
    if diagnostics.iter().any(|it| it.severity == Severity::Error) {
        return Err(TableError::new(diagnostics));
    }
    Ok((table, in_order(diagnostics)))
}

/// What entries are checked against, and where diagnostics go.
struct Checker {
    categories: Vocabulary,
    areas: Vocabulary,
    platforms: Vocabulary,
    sources: Vocabulary,
    names: Names,
    /// What each category gives the codes that do not have it themselves.
    given: HashMap<String, Given>,
    sink: Sink,
}

/// What a category gives its codes.
#[derive(Clone, Copy, Default)]
struct Given {
    outcome: Option<Outcome>,
    retry: Option<Retry>,
    has_retry: bool,
}

impl Checker {
    fn table(&mut self, file: File) -> Table {
        let schema::Table(enumeration) = file.enumeration.into_inner();
        let mut table = Table {
            name: self.name(&enumeration.name, names::enum_name),
            doc: prose::paragraphs("doc", enumeration.doc, &mut self.sink),
            extends: None,
            category: each(file.category, |it| self.category(it)),
            area: each(file.area, |it| self.area(it)),
            platform: each(file.platform, |it| self.platform(it)),
            source: each(file.source, |it| self.source(it)),
            response: file.response.map(|it| self.response(it)),
            log: file.log.into_iter().map(|it| self.log(it)).collect(),
            range: file.range.into_iter().map(|it| self.range(it)).collect(),
            reserved: file
                .reserved
                .into_iter()
                .map(|it| self.reserved(it))
                .collect(),
            code: file.code.into_iter().map(|it| self.code(it)).collect(),
        };
        // The place of an entry in the file decides nothing.
        table.code.sort_by_key(|code| code.code);
        table.range.sort_by(CodeRange::precedence);
        table.log.sort_by_cached_key(pattern::precedence_of_form);
        table
    }

    fn category(&mut self, (id, category): (Text, schema::Category)) -> Term {
        let summary = prose::sentence("summary", category.summary, &mut self.sink);
        let advice = category.advice;
        let advice = advice.map(|it| prose::sentences("advice", it, &mut self.sink));
        let given = Given {
            outcome: self.outcome(&category.outcome),
            retry: self.retry(&category.retry),
            has_retry: category.retry.is_some(),
        };
        self.given.insert(id.get_ref().clone(), given);
        Term {
            advice,
            ..self.categories.term(&id, summary)
        }
    }

    fn area(&mut self, (id, area): (Text, schema::Area)) -> Term {
        let summary = prose::sentence("summary", area.summary, &mut self.sink);
        self.areas.term(&id, summary)
    }

    fn platform(&mut self, (id, platform): (Text, schema::Platform)) -> Term {
        let summary = prose::sentence("summary", platform.summary, &mut self.sink);
        let parent = self.other_platform("parent", &id, &platform.parent);
        let succeeds = self.other_platform("succeeds", &id, &platform.succeeds);
        Term {
            parent,
            succeeds,
            ..self.platforms.term(&id, summary)
        }
    }

    fn other_platform(&mut self, key: &str, own: &Text, other: &Option<Text>) -> Option<Id> {
        if let Some(other) = other.as_ref().filter(|it| it.get_ref() == own.get_ref()) {
            let message = format!("`{key}` refers to the platform itself");
            let help = format!("name another platform, or remove `{key}`");
            self.sink
                .push(Diagnostic::error(message, other.span()).help(help));
        }
        self.platforms.find(other, &mut self.sink)
    }

    fn source(&mut self, (id, source): (Text, schema::Source)) -> Term {
        let title = prose::line("title", source.title, &mut self.sink);
        let date = source.date.map(|date| self.date(&date));
        Term {
            date,
            ..self.sources.term(&id, title)
        }
    }

    fn date(&mut self, date: &Spanned<Datetime>) -> String {
        let shown = date.get_ref().date.map(|date| date.to_string());
        let error = match (&shown, date.get_ref().time) {
            (Some(_), None) => return shown.unwrap_or_default(),
            (Some(shown), Some(_)) => Diagnostic::error("`date` includes a time", date.span())
                .help(format!("use only the date: `{shown}`")),
            (None, _) => Diagnostic::error("`date` must be a date", date.span()).help(DATE_HELP),
        };
        self.sink.push(error);
        String::new()
    }

    fn range(&mut self, range: Entry<schema::CodeRange>) -> CodeRange {
        let schema::Table(range) = range.into_inner();
        CodeRange {
            from: self.number("from", &range.from),
            to: self.number("to", &range.to),
            suffix: range.suffix.map(Spanned::into_inner),
            name: self.name(&range.name, names::variant),
            summary: prose::sentence("summary", range.summary, &mut self.sink),
            category: self.categories.find(&range.category, &mut self.sink),
            outcome: self.outcome(&range.outcome),
            retry: self.retry(&range.retry),
        }
    }

    fn reserved(&mut self, reserved: Entry<schema::Reserved>) -> Reserved {
        required::reserved(&reserved, self);
        let schema::Table(reserved) = reserved.into_inner();
        Reserved {
            code: reserved.code.map(|code| self.number("code", &code)),
            name: reserved.name.map(Spanned::into_inner),
            note: prose::sentences("note", reserved.note, &mut self.sink),
        }
    }

    fn code(&mut self, entry: Entry<schema::Code>) -> Code {
        required::code(&entry, self);
        let schema::Table(code) = entry.into_inner();
        prose::warn_if_redundant(&code.name, &code.summary, &mut self.sink);
        let given = self.given(&code.category).unwrap_or_default();
        let outcome = self.outcome(&code.outcome).or(given.outcome);
        let category = code.category.as_ref().map(|it| it.get_ref().as_str());
        self.agree(category, code.outcome.as_ref(), outcome);
        let retry = self.retry(&code.retry).or(given.retry);
        let causes: Vec<&schema::Cause> = code.cause.iter().map(|it| &it.get_ref().0).collect();
        let patterns = selection::check(&causes, &mut self.sink);
        selection::warn_of_texts(&code.texts, &causes, &mut self.sink);
        let mut checked = Code {
            code: self.number("code", &code.code),
            name: self.name(&code.name, names::variant),
            summary: prose::sentence("summary", code.summary, &mut self.sink),
            category: self.categories.find(&code.category, &mut self.sink),
            area: self.areas.find(&code.area, &mut self.sink),
            outcome: outcome.unwrap_or(Outcome::Failure),
            retry: retry.unwrap_or(Retry::Never),
            sdk: inner(code.sdk),
            details: Details {
                shared_sdk: inner(code.shared_sdk),
                texts: forms::words("text", code.texts, &mut self.sink),
                advice: code
                    .advice
                    .map(|it| prose::sentences("advice", it, &mut self.sink)),
                keywords: forms::words("keyword", code.keywords, &mut self.sink),
                see_also: self.names.codes(&code.see_also, &mut self.sink),
                sources: self.sources(code.sources),
                deprecated: code.deprecated.map(|it| self.deprecated(it.0, &code.name)),
                patterns,
                ..Details::default()
            },
        };
        let meanings = code.meaning.into_iter();
        checked.details.meaning = meanings.map(|it| self.meaning(it, &checked)).collect();
        let causes = code.cause.into_iter();
        checked.details.cause = causes.map(|it| self.cause(it, checked.retry)).collect();
        checked
    }

    /// Reports a failure in a category of successes, and a success in another one. A category that gives
    /// the outcome `success` is one of successes.
    fn agree(&mut self, category: Option<&str>, written: Option<&Text>, outcome: Option<Outcome>) {
        let is_of_successes = |given: &Given| given.outcome == Some(Outcome::Success);
        let given = category.and_then(|id| self.given.get(id));
        let (Some(given), Some(written)) = (given, written) else {
            return;
        };
        let has_successes = self.given.values().any(is_of_successes);
        let message = match (outcome, is_of_successes(given)) {
            (Some(Outcome::Failure), true) => "failure in a category of successes",
            (Some(Outcome::Success), false) if has_successes => "success in a category of failures",
            _ => return,
        };
        let error = Diagnostic::error(message, written.span());
        self.sink
            .push(error.help("change the outcome or the category"));
    }

    /// Returns what the category of a code gives it.
    fn given(&self, category: &Option<Text>) -> Option<Given> {
        self.given.get(category.as_ref()?.get_ref()).copied()
    }

    fn deprecated(&mut self, deprecated: schema::Deprecated, own_name: &Text) -> Deprecated {
        let replaced_by = deprecated.replaced_by.as_ref();
        if let Some(name) = replaced_by.filter(|it| it.get_ref() == own_name.get_ref()) {
            let message = "`replaced_by` refers to the deprecated code itself";
            let help = "name another code, or remove `replaced_by`";
            self.sink
                .push(Diagnostic::error(message, name.span()).help(help));
        }
        Deprecated {
            since: self.name(&deprecated.since, names::version),
            note: prose::sentences("note", deprecated.note, &mut self.sink),
            replaced_by: replaced_by.and_then(|it| self.names.code(it, &mut self.sink)),
        }
    }

    /// A meaning states what differs; what it leaves out is as for the code.
    fn meaning(&mut self, meaning: Entry<schema::Meaning>, code: &Code) -> Meaning {
        required::meaning(&meaning, self);
        let schema::Table(meaning) = meaning.into_inner();
        let outcome = self.outcome(&meaning.outcome);
        let own = meaning.category.as_ref().map(|it| it.get_ref().as_str());
        let category = own.or(code.category.as_ref().map(|it| it.id.as_str()));
        self.agree(category, meaning.outcome.as_ref(), outcome);
        let category = self.categories.find(&meaning.category, &mut self.sink);
        let platform = self.platforms.find_id(&meaning.platform, &mut self.sink);
        Meaning {
            platform: platform.unwrap_or_default(),
            summary: prose::sentence("summary", meaning.summary, &mut self.sink),
            category: category.or_else(|| code.category.clone()),
            outcome: outcome.unwrap_or(code.outcome),
            retry: self.retry(&meaning.retry).unwrap_or(code.retry),
            sdk: inner(meaning.sdk),
            sources: self.sources(meaning.sources),
        }
    }

    fn cause(&mut self, cause: Entry<schema::Cause>, retry: Retry) -> Cause {
        required::cause(&cause, self);
        let schema::Table(cause) = cause.into_inner();
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
            platform: self.platforms.find(&cause.platform, &mut self.sink),
            patterns: inner(cause.patterns),
            except: forms::words("word", cause.except, &mut self.sink),
            hints: inner(cause.hints),
            samples: inner(cause.samples),
            sources: self.sources(cause.sources),
        }
    }

    fn outcome(&mut self, id: &Option<Text>) -> Option<Outcome> {
        let id = id.as_ref()?;
        keyword("outcome", Outcome::ALL, Outcome::id, id, &mut self.sink)
    }

    fn retry(&mut self, id: &Option<Text>) -> Option<Retry> {
        let id = id.as_ref()?;
        keyword("retry", Retry::ALL, Retry::id, id, &mut self.sink)
    }

    fn sources(&mut self, ids: Option<Spanned<Vec<Text>>>) -> Vec<Id> {
        let ids = ids.map(Spanned::into_inner).unwrap_or_default();
        unique::report_listed_twice("source", &ids, &mut self.sink);
        let find = |id| self.sources.find_id(id, &mut self.sink);
        ids.iter().filter_map(find).collect()
    }

    fn number(&mut self, key: &str, number: &Integer) -> i32 {
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
    fn name<T: Default>(&mut self, name: &Text, rule: fn(&str) -> Result<T, NameError>) -> T {
        rule(name.get_ref()).unwrap_or_else(|error| {
            self.sink.push(error.at(name.span()));
            T::default()
        })
    }
}

/// Checks each declaration of a vocabulary.
fn each<T>(declared: Declared<T>, check: impl FnMut((Text, T)) -> Term) -> Vec<Term> {
    match declared {
        Declared::Yes(terms) => terms.into_iter().map(check).collect(),
        Declared::No | Declared::Unreadable => Vec::new(),
    }
}

fn inner<T>(items: Vec<Spanned<T>>) -> Vec<T> {
    items.into_iter().map(Spanned::into_inner).collect()
}

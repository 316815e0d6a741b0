//! Second stage: entries to a table in which everything is valid.
//!
//! Only this stage decides what is valid. A value that cannot be used is reported and replaced by a
//! placeholder, so that every entry is checked; there is a table only if there was no error.

mod code;
mod extends;
mod forms;
mod names;
mod notation;
mod pattern;
mod prose;
mod ranges;
mod references;
mod required;
mod reserved;
mod selection;
mod translations;
mod unique;
mod vocabulary;

use std::collections::HashMap;

use toml::Spanned;
use toml::value::Datetime;

use self::names::NameError;
use self::references::Names;
use self::translations::{Place, Rule, Texts};
use self::vocabulary::{Vocabulary, keyword};
use crate::generator::diagnostic::{Diagnostic, Severity, TableError, in_order};
use crate::generator::model::{Base, CodeRange, Id, Language, Prose, Reserved, Table, Term};
use crate::generator::read::DATE_HELP;
use crate::generator::schema::{
    self, Declared, Entry, File, Integer, Text, Translation, Translations,
};
use crate::generator::sink::Sink;
use crate::shared::keywords::{Notation, Outcome, Retry};
use crate::shared::notation::from_bits;

/// Checks a file.
///
/// # Errors
///
/// Returns all errors and warnings if the file is not a valid table.
pub(crate) fn check(
    (mut file, mut sink): (File, Sink),
    base: Option<&Base>,
) -> Result<(Table, Vec<Diagnostic>), TableError> {
    let notation = notation::check(&mut file, &mut sink);
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
        languages: translations::languages(&file.language, &mut sink),
        notation,
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
    languages: Vec<Language>,
    notation: Notation,
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
            notation: self.notation,
            category: each(file.category, |it| self.category(it)),
            area: each(file.area, |it| self.area(it)),
            platform: each(file.platform, |it| self.platform(it)),
            source: each(file.source, |it| self.source(it)),
            language: self.languages.clone(),
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

    fn category(&mut self, (id, category): (Text, Entry<schema::Category>)) -> Term {
        let place = Place::of_id("category", &id, &category);
        let schema::Table(category) = category.into_inner();
        let texts = [
            ("summary", Some(category.summary), prose::sentence as _),
            ("advice", category.advice, prose::sentences as _),
            ("user", category.user, prose::sentences as _),
        ];
        let [summary, advice, user] = self.texts(&place, texts, &category.translations);
        let given = Given {
            outcome: self.outcome(&category.outcome),
            retry: self.retry(&category.retry),
            has_retry: category.retry.is_some(),
        };
        self.given.insert(id.get_ref().clone(), given);
        Term {
            advice,
            user,
            ..self.categories.term(&id, summary.unwrap_or_default())
        }
    }

    fn area(&mut self, (id, area): (Text, Entry<schema::Area>)) -> Term {
        let place = Place::of_id("area", &id, &area);
        let schema::Table(area) = area.into_inner();
        let summary = self.only_text(
            &place,
            ("summary", area.summary, prose::sentence),
            &area.translations,
        );
        self.areas.term(&id, summary)
    }

    fn platform(&mut self, (id, platform): (Text, Entry<schema::Platform>)) -> Term {
        let place = Place::of_id("platform", &id, &platform);
        let schema::Table(platform) = platform.into_inner();
        let summary = self.only_text(
            &place,
            ("summary", platform.summary, prose::sentence),
            &platform.translations,
        );
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

    fn source(&mut self, (id, source): (Text, Entry<schema::Source>)) -> Term {
        let schema::Table(source) = source.into_inner();
        let title = Prose {
            english: prose::line("title", source.title, &mut self.sink),
            translations: Vec::new(),
        };
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
        let place = Place::new("`[[range]]`", &range);
        let schema::Table(range) = range.into_inner();
        CodeRange {
            from: self.number("from", &range.from),
            to: self.number("to", &range.to),
            suffix: range.suffix.map(Spanned::into_inner),
            name: self.name(&range.name, names::variant),
            summary: self.only_text(
                &place,
                ("summary", range.summary, prose::sentence),
                &range.translations,
            ),
            category: self.categories.find(&range.category, &mut self.sink),
            outcome: self.outcome(&range.outcome),
            retry: self.retry(&range.retry),
        }
    }

    fn reserved(&mut self, reserved: Entry<schema::Reserved>) -> Reserved {
        required::reserved(&reserved, self);
        let place = Place::new("`[[reserved]]`", &reserved);
        let schema::Table(reserved) = reserved.into_inner();
        Reserved {
            code: reserved.code.map(|code| self.number("code", &code)),
            name: reserved.name.map(Spanned::into_inner),
            note: self.only_text(
                &place,
                ("note", reserved.note, prose::sentences),
                &reserved.translations,
            ),
        }
    }

    fn texts<T: Translation, const N: usize>(
        &mut self,
        place: &Place,
        texts: Texts<N>,
        translations: &Translations<T>,
    ) -> [Option<Prose>; N] {
        translations::check(place, texts, translations, &self.languages, &mut self.sink)
    }

    /// Checks the text of an entry that has no other one.
    fn only_text(
        &mut self,
        place: &Place,
        (key, text, rule): (&'static str, Text, Rule),
        translations: &Translations<impl Translation>,
    ) -> Prose {
        let [text] = self.texts(place, [(key, Some(text), rule)], translations);
        text.unwrap_or_default()
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
                    let code = from_bits(bits);
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
fn each<T>(declared: Declared<T>, check: impl FnMut((Text, Entry<T>)) -> Term) -> Vec<Term> {
    match declared {
        Declared::Yes(terms) => terms.into_iter().map(check).collect(),
        Declared::No | Declared::Unreadable => Vec::new(),
    }
}

fn inner<T>(items: Vec<Spanned<T>>) -> Vec<T> {
    items.into_iter().map(Spanned::into_inner).collect()
}

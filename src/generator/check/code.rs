//! A code with its meanings and its causes.

use super::translations::Place;
use super::vocabulary::keyword;
use super::{Checker, Given, forms, inner, names, prose, required, selection, unique};
use crate::generator::diagnostic::Diagnostic;
use crate::generator::model::{Cause, Code, Deprecated, Details, Meaning};
use crate::generator::schema::{self, Entry, Text};
use crate::shared::keywords::{FixBy, Outcome, Retry};

impl Checker {
    pub(super) fn code(&mut self, entry: Entry<schema::Code>) -> Code {
        required::code(&entry, self);
        let place = Place::new("`[[code]]`", &entry);
        let schema::Table(code) = entry.into_inner();
        prose::warn_if_redundant(&code.name, &code.summary, &mut self.sink);
        let shared = "shared SDK identifier";
        unique::report_listed_twice(shared, &code.shared_sdk, &mut self.sink);
        let given = self.given(&code.category).unwrap_or_default();
        let outcome = self.outcome(&code.outcome).or(given.outcome);
        let category = code.category.as_ref().map(|it| it.get_ref().as_str());
        self.agree(category, code.outcome.as_ref(), outcome);
        let retry = self.retry(&code.retry).or(given.retry);
        let causes: Vec<&schema::Cause> = code.cause.iter().map(|it| &it.get_ref().0).collect();
        let patterns = selection::check(&causes, &mut self.sink);
        selection::warn_of_texts(&code.texts, &causes, &mut self.sink);
        let texts = [
            ("summary", Some(code.summary), prose::sentence as _),
            ("advice", code.advice, prose::sentences as _),
            ("user", code.user, prose::sentences as _),
        ];
        let [summary, advice, user] = self.texts(&place, texts, &code.translations);
        let mut checked = Code {
            code: self.number("code", &code.code),
            name: self.name(&code.name, names::variant),
            summary: summary.unwrap_or_default(),
            category: self.categories.find(&code.category, &mut self.sink),
            area: self.areas.find(&code.area, &mut self.sink),
            outcome: outcome.unwrap_or(Outcome::Failure),
            retry: retry.unwrap_or(Retry::Never),
            sdk: inner(code.sdk),
            details: Details {
                shared_sdk: inner(code.shared_sdk),
                texts: forms::words("text", code.texts, &mut self.sink),
                advice,
                user,
                keywords: forms::words("keyword", code.keywords, &mut self.sink),
                see_also: self.names.codes(&code.see_also, &mut self.sink),
                sources: self.sources(code.sources),
                deprecated: code.deprecated.map(|it| self.deprecated(it, &code.name)),
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
    pub(super) fn given(&self, category: &Option<Text>) -> Option<Given> {
        self.given.get(category.as_ref()?.get_ref()).copied()
    }

    fn deprecated(&mut self, entry: Entry<schema::Deprecated>, own_name: &Text) -> Deprecated {
        let place = Place::new("`deprecated`", &entry);
        let schema::Table(deprecated) = entry.into_inner();
        let replaced_by = deprecated.replaced_by.as_ref();
        if let Some(name) = replaced_by.filter(|it| it.get_ref() == own_name.get_ref()) {
            let message = "`replaced_by` refers to the deprecated code itself";
            let help = "name another code, or remove `replaced_by`";
            self.sink
                .push(Diagnostic::error(message, name.span()).help(help));
        }
        Deprecated {
            since: self.name(&deprecated.since, names::version),
            note: self.only_text(
                &place,
                ("note", deprecated.note, prose::sentences),
                &deprecated.translations,
            ),
            replaced_by: replaced_by.and_then(|it| self.names.code(it, &mut self.sink)),
        }
    }

    /// A meaning states what differs; what it leaves out is as for the code.
    fn meaning(&mut self, meaning: Entry<schema::Meaning>, code: &Code) -> Meaning {
        required::meaning(&meaning, self);
        let place = Place::new("`[[code.meaning]]`", &meaning);
        let schema::Table(meaning) = meaning.into_inner();
        let outcome = self.outcome(&meaning.outcome);
        let own = meaning.category.as_ref().map(|it| it.get_ref().as_str());
        let category = own.or(code.category.as_ref().map(|it| it.id.as_str()));
        self.agree(category, meaning.outcome.as_ref(), outcome);
        let category = self.categories.find(&meaning.category, &mut self.sink);
        let platform = self.platforms.find_id(&meaning.platform, &mut self.sink);
        let texts = [
            ("summary", Some(meaning.summary), prose::sentence as _),
            ("user", meaning.user, prose::sentences as _),
        ];
        let [summary, user] = self.texts(&place, texts, &meaning.translations);
        Meaning {
            platform: platform.unwrap_or_default(),
            summary: summary.unwrap_or_default(),
            user: user.or_else(|| code.details.user.clone()),
            category: category.or_else(|| code.category.clone()),
            outcome: outcome.unwrap_or(code.outcome),
            retry: self.retry(&meaning.retry).unwrap_or(code.retry),
            sdk: inner(meaning.sdk),
            sources: self.sources(meaning.sources),
        }
    }

    fn cause(&mut self, cause: Entry<schema::Cause>, retry: Retry) -> Cause {
        required::cause(&cause, self);
        let place = Place::new("`[[code.cause]]`", &cause);
        let schema::Table(cause) = cause.into_inner();
        unique::report_listed_twice("sample", &cause.samples, &mut self.sink);
        let fix_by = keyword(
            "fix_by",
            FixBy::ALL,
            FixBy::id,
            &cause.fix_by,
            &mut self.sink,
        );
        let texts = [
            (
                "description",
                Some(cause.description),
                prose::sentences as _,
            ),
            ("fix", Some(cause.fix), prose::sentences as _),
            ("user", cause.user, prose::sentences as _),
        ];
        let [description, fix, user] = self.texts(&place, texts, &cause.translations);
        Cause {
            id: self.name(&cause.id, names::id),
            description: description.unwrap_or_default(),
            fix: fix.unwrap_or_default(),
            user,
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
}

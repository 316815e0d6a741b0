//! What responses look like, in bodies and in logs: `[response]` and `[[log]]`.

use toml::Spanned;

use super::{Checker, inner, names, pattern, prose, required, unique};
use crate::generator::diagnostic::Diagnostic;
use crate::generator::model::{Log, LogSample, Response};
use crate::generator::schema::{self, Entry, Table, Text};
use crate::generator::sink::Sink;

/// A search finds the first word of a form. A shorter one would be found everywhere.
const MIN_FIRST_WORD: usize = 4;

impl Checker {
    pub(super) fn response(&mut self, response: Entry<schema::Response>) -> Response {
        let Table(response) = response.into_inner();
        Response {
            code: self.keys_of_body("code", response.code),
            message: self.keys_of_body("message", response.message),
            labels: words("label", response.labels, &mut self.sink),
            not_after: words("word", response.not_after, &mut self.sink),
        }
    }

    /// Returns the keys of a response that a table lists. None are those of all tables.
    fn keys_of_body(&mut self, key: &str, keys: Option<Spanned<Vec<Text>>>) -> Vec<String> {
        let Some(keys) = keys else {
            return Vec::new();
        };
        if keys.get_ref().is_empty() {
            let empty = Diagnostic::error(format!("`{key}` is empty"), keys.span());
            let help = format!("list the keys, or remove `{key}` for the default ones");
            self.sink.push(empty.help(help));
        }
        words("key", keys.into_inner(), &mut self.sink)
    }

    pub(super) fn log(&mut self, log: Entry<schema::Log>) -> Log {
        required::log(&log, self);
        let Table(log) = log.into_inner();
        pattern::check_form(&log.pattern, MIN_FIRST_WORD, &mut self.sink);
        if log.samples.is_empty() {
            let error = Diagnostic::error("log form has no sample", log.pattern.span());
            let help =
                "add a line: `samples = [{ line = \"...\", code = 414, message = \"...\" }]`";
            self.sink.push(error.help(help));
        }
        Log {
            id: self.name(&log.id, names::id),
            platform: self.platforms.find(&log.platform, &mut self.sink),
            samples: log
                .samples
                .into_iter()
                .map(|it| self.log_sample(it))
                .collect(),
            sources: self.sources(log.sources),
            pattern: log.pattern.into_inner(),
        }
    }

    fn log_sample(&mut self, sample: Entry<schema::LogSample>) -> LogSample {
        let Table(sample) = sample.into_inner();
        LogSample {
            line: sample.line.into_inner(),
            code: sample.code.map(|code| self.number("code", &code)),
            message: sample.message.map(Spanned::into_inner),
        }
    }
}

/// Checks a list of words of one kind.
pub(super) fn words(kind: &str, words: Vec<Text>, sink: &mut Sink) -> Vec<String> {
    unique::report_listed_twice(kind, &words, sink);
    for word in &words {
        if let Some((problem, help)) = prose::prose_error(word.get_ref(), false) {
            let error = Diagnostic::error(format!("{kind} {problem}"), word.span());
            sink.push(error.help(help));
        }
    }
    inner(words)
}

//! What responses look like, in bodies and in logs: `[response]` and `[[log]]`.

use toml::Spanned;

use super::{Checker, inner, names, pattern, prose, required, unique};
use crate::generator::diagnostic::Diagnostic;
use crate::generator::model::{Log, LogSample, Response};
use crate::generator::schema::{self, Entry, Table, Text};
use crate::generator::sink::{Sink, is_placeholder};
use crate::shared::message::{self, normalize_pattern, split_placeholder};

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
        let lines = log.samples.iter().map(|it| &it.get_ref().0.line);
        unique::report_listed_twice("sample", lines, &mut self.sink);
        for sample in &log.samples {
            self.sink.extend(disproof(&log.pattern, sample.get_ref()));
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

/// Returns why a line is not one of a form: its code and its message are not where the form has them.
fn disproof(pattern: &Text, sample: &schema::LogSample) -> Option<Diagnostic> {
    let line = &sample.line;
    // What was reported may be anything.
    let code = sample.code.as_ref().map(Spanned::span);
    let message = sample.message.as_ref().map(Spanned::span);
    if code
        .into_iter()
        .chain(message)
        .any(|it| is_placeholder(&it))
    {
        return None;
    }
    let code = sample.code.as_ref().map(|code| code.get_ref().to_string());
    let message = sample
        .message
        .as_ref()
        .map(|message| message.get_ref().clone());
    let mut filled_in = String::new();
    let mut rest = pattern.get_ref().as_str();
    while let (literal, Some((placeholder, after))) = split_placeholder(rest) {
        let written = &rest[literal.len()..rest.len() - after.len()];
        let found = match placeholder.name {
            "code" => &code,
            "message" => &message,
            _ => &None,
        };
        if found.is_none() && ["code", "message"].contains(&placeholder.name) {
            let lacks = format!("sample of a log form lacks `{}`", placeholder.name);
            let help = format!("add what the line has in place of `{written}`");
            return Some(Diagnostic::error(lacks, line.span()).help(help));
        }
        // An identifier can stand in place of a code, and braces would be placeholders.
        let is_literal = |it: &&String| line.get_ref().contains(*it) && !it.contains(['{', '}']);
        let found = found.as_ref().filter(is_literal);
        filled_in.extend([literal, found.map_or(written, String::as_str)]);
        rest = after;
    }
    filled_in.push_str(rest);
    let anywhere = [
        ("", ""),
        ("{before...}", ""),
        ("", "{after...}"),
        ("{before...}", "{after...}"),
    ];
    let is_match = anywhere.into_iter().any(|(before, after)| {
        let pattern: String = normalize_pattern(&format!("{before}{filled_in}{after}"));
        // What is no longer a placeholder captures nothing.
        let capture = |name| message::capture(&pattern, line.get_ref(), name);
        message::matches(&pattern, line.get_ref())
            && capture("code").is_none_or(|code| code.parse::<i64>().is_err())
    });
    if is_match {
        return None;
    }
    let error = Diagnostic::error("sample does not match the log form", line.span());
    let error = error.secondary(pattern.span(), "log form");
    Some(error.help("copy the line as it is printed, and its code and message"))
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

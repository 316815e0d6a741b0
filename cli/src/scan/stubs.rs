//! `scan --stubs`: entries of `codes.toml` for what the table does not have, to be filled in.

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Write;
use std::ops::Range;

use commsease_status::codegen::{Severity, generate};
use commsease_status::{Cause, Status, must_escape};

use super::input::Inputs;
use super::message::Message;
use super::tally::{Seen, Tally};
use crate::args::is_undeclared;
use crate::new::translations;
use crate::output::{Failed, escape};

/// A table with one code, to which causes are added to see whether their patterns are valid.
const TEST_TABLE: &str = r#"
enum = { name = "Test", doc = "A test." }
[[code]]
code = 1
name = "Test"
summary = "The code is unknown."
retry = "never"
"#;

/// Prints entries for the unknown codes and causes for the unmatched messages, the most frequent
/// first.
pub(crate) fn print<S: Status>(
    tally: &Tally<S>,
    inputs: &Inputs<'_>,
    out: &mut impl Write,
) -> Result<(), Failed> {
    let messages = tally.messages_by_code();
    let mut printed = HashSet::new();
    for (kind, seen) in tally.all_kinds() {
        let code = kind.code;
        if printed.insert(code) {
            let status = S::from_code(code);
            if status.is_none() {
                write!(out, "{}", entry::<S>(code, seen, inputs))?;
            }
            let messages = messages.get(&code).map_or(&[][..], |messages| messages);
            write!(out, "{}", causes(status, messages, inputs))?;
        }
    }
    Ok(())
}

fn entry<S: Status>(code: i32, seen: Seen, inputs: &Inputs<'_>) -> String {
    let keys = [
        "name = \"\"\nsummary = \"\"\n",
        &translations::<S>(&["summary"]),
        if_declared::<S::Category>("category = \"\"\n"),
        if_declared::<S::Area>("area = \"\"\n"),
        "retry = \"\"\n",
        if_declared::<S::Source>("sources = []\n"),
    ];
    let seen = times(seen, inputs);
    format!(
        "# Seen {seen}\n[[code]]\ncode = {code}\n{}\n",
        keys.concat()
    )
}

/// Returns a cause for each message that can be a pattern, and a comment for each other one.
fn causes<S: Status>(
    status: Option<S>,
    messages: &[(&Message, Seen)],
    inputs: &Inputs<'_>,
) -> String {
    let patterns = messages.iter().map(|(message, _)| patterns(message));
    let patterns = valid_patterns(status, patterns.collect());
    let cause = |((message, seen), patterns): (&(&Message, Seen), Option<String>)| {
        let seen = times(*seen, inputs);
        let comment = match status {
            Some(status) => {
                let (code, name) = (status.code(), escape(status.name()));
                format!("# Add to {code} {name} (seen {seen})")
            }
            None => format!("# Seen {seen}"),
        };
        let Some(patterns) = patterns else {
            let message = message.display();
            return format!(
                "{comment}, but it cannot be a pattern:\n# {}\n\n",
                escape(&message)
            );
        };
        let keys = [
            "id = \"\"\ndescription = \"\"\nfix = \"\"\n",
            &translations::<S>(&["description", "fix"]),
            "fix_by = \"\"\n",
            if_declared::<S::Area>("area = \"\"\n"),
            &patterns,
            if_declared::<S::Source>("sources = []\n"),
        ];
        format!("{comment}\n[[code.cause]]\n{}\n", keys.concat())
    };
    messages.iter().zip(patterns).map(cause).collect()
}

fn times(seen: Seen, inputs: &Inputs<'_>) -> String {
    let first = inputs.place(seen.first);
    let first = escape(&first);
    match seen.count {
        1 => format!("once, at {first}"),
        count => format!("{count} times, first at {first}"),
    }
}

fn if_declared<V: commsease_status::Vocabulary>(key: &'static str) -> &'static str {
    if is_undeclared::<V>() { "" } else { key }
}

/// Returns the keys `patterns` and `samples` of a message, if it can be a pattern.
fn patterns(message: &Message) -> Option<String> {
    let mut keys = format!("patterns = [{}]\n", toml_string(&message.pattern()?));
    if let Some(sample) = message.sample() {
        let _ = writeln!(keys, "samples = [{}]", toml_string(&sample));
    }
    Some(keys)
}

/// Removes the patterns that are not valid together with the others and with those that the code
/// has already. The generator itself decides.
fn valid_patterns<S: Status>(
    status: Option<S>,
    mut patterns: Vec<Option<String>>,
) -> Vec<Option<String>> {
    while patterns.iter().any(Option::is_some) {
        let (table, spans) = test_table(status, &patterns);
        let Err(error) = generate(table.as_bytes()) else {
            break;
        };
        let mut errors = error.diagnostics().iter();
        let is_invalid = |span: &Range<usize>| {
            errors
                .clone()
                .any(|it| it.severity == Severity::Error && span.contains(&it.primary.span.start))
        };
        let invalid: Vec<bool> = spans.iter().map(is_invalid).collect();
        let none = !invalid.contains(&true);
        debug_assert!(!none, "{:?}", errors.next());
        for (pattern, is_invalid) in patterns.iter_mut().zip(invalid) {
            if is_invalid || none {
                *pattern = None;
            }
        }
    }
    patterns
}

/// Returns a table with the patterns, and where each of them is.
fn test_table<S: Status>(
    status: Option<S>,
    patterns: &[Option<String>],
) -> (String, Vec<Range<usize>>) {
    let mut table = String::from(TEST_TABLE);
    for cause in status.map_or(&[][..], Status::causes) {
        add_cause(&mut table, &format!("own-{}", cause.id()), &own_keys(cause));
    }
    let spans = patterns.iter().enumerate().map(|(index, keys)| {
        let start = table.len();
        if let Some(keys) = keys {
            add_cause(&mut table, &format!("new-{index}"), keys);
        }
        start..table.len()
    });
    let spans = spans.collect();
    (table, spans)
}

fn add_cause(table: &mut String, id: &str, keys: &str) {
    let _ = write!(
        table,
        "[[code.cause]]\nid = \"{id}\"\ndescription = \"It failed.\"\nfix = \"Fix it.\"\n\
         fix_by = \"caller\"\n{keys}"
    );
}

/// Returns the keys of a cause that the table has already.
fn own_keys<S: Status>(cause: &Cause<S>) -> String {
    let array = |strings: &[&str]| {
        let strings: Vec<String> = strings.iter().map(|string| toml_string(string)).collect();
        strings.join(", ")
    };
    format!(
        "patterns = [{}]\nsamples = [{}]\n",
        array(cause.patterns()),
        array(cause.samples())
    )
}

/// Returns a text as a basic string of TOML.
fn toml_string(text: &str) -> String {
    let mut string = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => string.extend(['\\', c]),
            _ if must_escape(c) => {
                let _ = write!(string, "\\U{:08X}", u32::from(c));
            }
            _ => string.push(c),
        }
    }
    string + "\""
}

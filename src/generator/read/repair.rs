//! From an error of serde to a diagnostic, and to a value without the error.
//!
//! serde says what is wrong in words, and toml says where. [`Problem::new`] and
//! [`type_mismatch`] are the only functions that know the words; an error in other words is reported
//! as it is. An unknown key is removed, or renamed if it is misspelled; in place of a key that is
//! missing, and of a value of the wrong type, there is a placeholder: see [`Sink`].
//!
//! [`Sink`]: crate::generator::sink::Sink

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue, Error};
use toml::value::{Date, Datetime};

use super::Reader;
use super::message::{header, missing_help, owner, type_mismatch};
use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::schema::LANGUAGE;
use crate::generator::sink::{is_placeholder, list};

/// After so many repairs of an entry, a whole value of it is given up at once: each repair takes time
/// in proportion to the size of the entry.
const MAX_REPAIRS: usize = 100;

/// What serde reports.
enum Problem<'e> {
    UnknownKey { known: Vec<&'e str> },
    MissingKey(&'e str),
    Mismatch { expected: &'e str },
}

impl<'e> Problem<'e> {
    fn new(message: &'e str) -> Option<Self> {
        let (start, expected) = message.rsplit_once(", expected ").unwrap_or((message, ""));
        let quoted = |text: &'e str| text.split('`').skip(1).step_by(2);
        if start.starts_with("unknown field") {
            let known = quoted(expected).collect();
            Some(Self::UnknownKey { known })
        } else if start.starts_with("missing field") {
            quoted(start).next().map(Self::MissingKey)
        } else if start.starts_with("invalid ") {
            Some(Self::Mismatch { expected })
        } else {
            None
        }
    }
}

impl Reader {
    /// Reports an error, and repairs what it is about in the entry. Returns `None` if that is not
    /// possible.
    pub(super) fn repair(
        &mut self,
        path: &str,
        entry: &mut Spanned<DeValue<'_>>,
        error: &Error,
        repairs: usize,
    ) -> Option<()> {
        let span = error.span().unwrap_or_else(|| entry.span());
        let problem = Problem::new(error.message());
        let is_repaired = (repairs >= MAX_REPAIRS && self.give_up(entry, &span))
            || problem.is_some_and(|it| self.repair_at(&span, &it, path, entry));
        if !is_repaired {
            self.sink
                .push(Diagnostic::error(escape(error.message()), span));
        }
        is_repaired.then_some(())
    }

    /// Returns `false` if there is nothing to repair at the span.
    fn repair_at(
        &mut self,
        span: &Range<usize>,
        problem: &Problem<'_>,
        path: &str,
        value: &mut Spanned<DeValue<'_>>,
    ) -> bool {
        let is_here = value.span() == *span;
        match (problem, value.get_mut()) {
            (Problem::UnknownKey { known }, DeValue::Table(table))
                if table.keys().any(|key| key.span() == *span) =>
            {
                self.unknown_keys(path, table, known);
                return true;
            }
            (Problem::MissingKey(key), DeValue::Table(table))
                if is_here && !table.contains_key(*key) =>
            {
                let help = missing_help(path, key);
                self.sink.push_missing(&header(path), span, key, help);
                let key = Spanned::new(span.clone(), Cow::Owned(String::from(*key)));
                table.insert(key, self.placeholder("a string"));
                return true;
            }
            (Problem::Mismatch { expected }, _) if is_here => {
                return self.replace(path, value, expected);
            }
            _ => {}
        }
        match value.get_mut() {
            DeValue::Table(table) => table.iter_mut().any(|(key, value)| {
                let path = format!("{path}.{}", key.get_ref());
                self.repair_at(span, problem, &path, value)
            }),
            DeValue::Array(elements) => {
                let path = format!("{path}[]");
                let first = elements
                    .iter_mut()
                    .position(|it| self.repair_at(span, problem, &path, it));
                // Where one element has the wrong type, many can have it.
                match (first, problem) {
                    (
                        Some(first),
                        Problem::Mismatch {
                            expected: expected @ "a string",
                        },
                    ) if is_placeholder(&elements[first].span()) => {
                        let others = elements.iter_mut().skip(first + 1);
                        for other in others.filter(|it| !it.get_ref().is_str()) {
                            self.replace(&path, other, expected);
                        }
                    }
                    _ => {}
                }
                first.is_some()
            }
            _ => false,
        }
    }

    /// Reports and replaces the value of the entry that an error is in.
    fn give_up(&mut self, entry: &mut Spanned<DeValue<'_>>, error: &Range<usize>) -> bool {
        let DeValue::Table(table) = entry.get_mut() else {
            return false;
        };
        // What stands in for a value can have the wrong type, and is repaired.
        let mut given = table
            .iter_mut()
            .filter(|(_, it)| !is_placeholder(&it.span()));
        let Some((key, value)) = given.find(|(_, value)| is_in(value, error)) else {
            return false;
        };
        let message = format!("too many errors in `{}`", escape(key.get_ref()));
        let error = Diagnostic::error(message, value.span());
        self.sink
            .push(error.help("correct the errors before this one first"));
        *value = self.placeholder(if value.get_ref().is_table() {
            "a table"
        } else {
            "a sequence"
        });
        true
    }

    /// Reports all unknown keys of a table. One that is a misspelling is replaced by the key that was
    /// meant, so that its value is checked, too.
    pub(super) fn unknown_keys(&mut self, path: &str, table: &mut DeTable<'_>, known: &[&str]) {
        let is_unknown = |key: &&Spanned<Cow<'_, str>>| !known.contains(&&**key.get_ref());
        let unknown: Vec<_> = table.keys().filter(is_unknown).cloned().collect();
        for key in unknown {
            let Some(value) = table.remove(key.get_ref().as_ref()) else {
                continue;
            };
            let value = if known.contains(&LANGUAGE) {
                self.unknown_language(&key, value, table)
            } else {
                Some(value)
            };
            if let Some(value) = value {
                self.unknown_key(path, &key, value, table, known);
            }
        }
    }

    fn unknown_key<'t>(
        &mut self,
        path: &str,
        key: &Spanned<Cow<'t, str>>,
        value: Spanned<DeValue<'t>>,
        table: &mut DeTable<'t>,
        known: &[&str],
    ) {
        let known: Vec<_> = known.iter().copied().filter(|it| *it != LANGUAGE).collect();
        let (name, span) = (key.get_ref().as_ref(), key.span());
        let message = format!("unknown key `{}`", escape(name));
        let error = Diagnostic::error(message, span.clone());
        if let Some(owner) = owner(path, name) {
            let error = error.label(format!("a key of `[[{owner}]]`"));
            self.sink.push(error.help(match path {
                "" => format!("use `[[{owner}]]`"),
                _ => format!("move it to a `[[{owner}]]`"),
            }));
            return;
        }
        // The file can have entries under the key that was meant, too.
        let is_candidate = |it: &&str| path.is_empty() || !table.contains_key(*it);
        let candidates = known.iter().copied().filter(is_candidate);
        let similar = self.sink.closest(name, candidates);
        self.sink.push(error.help(match similar {
            Some(similar) => format!("a key with a similar name exists: `{similar}`"),
            None => format!("valid keys for {} are {}", header(path), list(&known)),
        }));
        let Some(similar) = similar else { return };
        let (key, value) = match table.remove_entry(similar) {
            None => (Spanned::new(span, Cow::Owned(String::from(similar))), value),
            Some((key, present)) => (key, merge(present, value)),
        };
        table.insert(key, value);
    }

    /// Reports a value of the wrong type, unless it is a placeholder, and replaces it. Returns `false`
    /// if that changes nothing.
    fn replace(&mut self, path: &str, value: &mut Spanned<DeValue<'_>>, expected: &str) -> bool {
        let mismatch = type_mismatch(path, expected, value.get_ref(), value.span());
        self.sink.push(mismatch);
        // A quoted code is known, so others can refer to it.
        let quoted = quoted_integer(value).filter(|_| expected == "i64" && !path.ends_with("[]"));
        let new = quoted.unwrap_or_else(|| self.placeholder(expected));
        let old = std::mem::replace(value, new);
        !is_placeholder(&old.span())
            || std::mem::discriminant(old.get_ref()) != std::mem::discriminant(value.get_ref())
    }

    /// Returns what stands in for a value that was reported.
    pub(super) fn placeholder<'t>(&mut self, expected: &str) -> Spanned<DeValue<'t>> {
        let value = match expected {
            "i64" => DeValue::Integer(DeInteger::default()),
            // Not an empty list: it may have had any elements.
            "a sequence" => {
                let mut elements = DeArray::new();
                elements.push(self.placeholder("a string"));
                DeValue::Array(elements)
            }
            "a table" => DeValue::Table(DeTable::new()),
            "a TOML datetime" => DeValue::Datetime(Datetime {
                date: Some(Date {
                    year: 1970,
                    month: 1,
                    day: 1,
                }),
                time: None,
                offset: None,
            }),
            _ => DeValue::String(Cow::Borrowed("")),
        };
        Spanned::new(self.sink.placeholder(), value)
    }
}

/// Adds the entries of another array, in the order of the file.
fn merge<'t>(present: Spanned<DeValue<'t>>, more: Spanned<DeValue<'t>>) -> Spanned<DeValue<'t>> {
    let span = present.span();
    let merged = match (present.into_inner(), more.into_inner()) {
        (DeValue::Array(present), DeValue::Array(more)) => {
            let mut entries: Vec<_> = present.into_iter().chain(more).collect();
            entries.sort_by_key(|it| it.span().start);
            let mut array = DeArray::new();
            for entry in entries {
                array.push(entry);
            }
            DeValue::Array(array)
        }
        (present, _) => present,
    };
    Spanned::new(span, merged)
}

/// Returns the integer that a string has between its quotes: the one that was meant.
fn quoted_integer<'t>(value: &Spanned<DeValue<'t>>) -> Option<Spanned<DeValue<'t>>> {
    let DeValue::String(Cow::Borrowed(text)) = *value.get_ref() else {
        return None;
    };
    let integer = DeValue::parse(text).ok()?.into_inner();
    integer
        .is_integer()
        .then(|| Spanned::new(value.span(), integer))
}

/// Returns whether a span is that of a value, or of something in it.
fn is_in(value: &Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    value.span() == *span
        || match value.get_ref() {
            DeValue::Array(elements) => elements.iter().any(|it| is_in(it, span)),
            DeValue::Table(table) => table
                .iter()
                .any(|(key, it)| key.span() == *span || is_in(it, span)),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer};

    use super::super::translations::Languages;
    use super::*;
    use crate::generator::sink::Sink;

    /// The words of serde can change. Then its message is shown where it belongs, and nothing is lost.
    #[test]
    fn an_error_in_unknown_words_is_reported_as_it_is() {
        struct Unreadable;

        impl<'de> Deserialize<'de> for Unreadable {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = toml::Table::deserialize(deserializer)?;
                Err(D::Error::custom(format!("{} is no good", value["code"])))
            }
        }

        let text = "\n[[code]]\ncode = 414\n";
        let mut root = DeTable::parse(text).expect("it is TOML").into_inner();
        let mut reader = Reader {
            invisible: Vec::new(),
            languages: Languages::default(),
            sink: Sink::new(text),
        };
        let codes = reader.each::<Unreadable>("code", &mut root);
        assert!(codes.is_empty());
        let diagnostics = reader.sink.finish();
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].message, "414 is no good");
        assert_eq!(&text[diagnostics[0].primary.span.clone()], "[[code]]");
    }
}

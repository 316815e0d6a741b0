//! First stage: TOML to the structs of the schema.
//!
//! serde stops at the first error of an entry. So what the error is about is reported and repaired,
//! and the entry is deserialized again, until there is no error left: see `repair`.

mod message;
mod repair;
mod translations;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

pub(crate) use self::message::DATE_HELP;
use self::message::type_mismatch;
use self::translations::Languages;
use crate::generator::diagnostic::{Diagnostic, TableError, escape};
use crate::generator::schema::{Declared, Entry, File};
use crate::generator::sink::Sink;
use crate::generator::syntax;
use crate::shared::escape::{is_format_control, must_escape};

/// Reads a file. What is wrong with its values goes to the sink.
///
/// # Errors
///
/// Returns an error if the file is not UTF-8, not TOML, or has no `[enum]` that can be read.
pub(crate) fn read(source: &[u8]) -> Result<(File, Sink), TableError> {
    let text = std::str::from_utf8(source)
        .map_err(|error| TableError::new(vec![not_utf8(source, error)]))?;
    let invisible = invisible_characters(text);
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let errors = syntax::diagnose(text, &errors);
        return Err(TableError::new([invisible, errors].concat()));
    }
    let mut reader = Reader {
        invisible: invisible.iter().map(|it| it.primary.span.start).collect(),
        languages: Languages::default(),
        sink: Sink::new(text),
    };
    reader.sink.extend(invisible);
    let file = reader.file(root.into_inner());
    match file {
        Some(file) => Ok((file, reader.sink)),
        None => Err(TableError::new(reader.sink.finish())),
    }
}

struct Reader {
    /// The places of invisible characters, which were reported.
    invisible: Vec<usize>,
    languages: Languages,
    sink: Sink,
}

impl Reader {
    fn file(&mut self, mut root: DeTable<'_>) -> Option<File> {
        for (key, value) in &mut root {
            self.clean(key.get_ref(), value);
        }
        self.unknown_keys("", &mut root, &syntax::TABLES);
        self.gather_translations(&mut root);
        let enumeration = root.remove("enum").unwrap_or_else(|| {
            let missing = Diagnostic::error("missing required table `[enum]`", 0..0);
            let help = "add an `[enum]` table with the keys `name` and `doc`";
            self.sink.push(missing.help(help));
            self.placeholder("a table")
        });
        Some(File {
            enumeration: self.entry("enum", enumeration)?,
            source: self.declared("source", &mut root),
            category: self.declared("category", &mut root),
            area: self.declared("area", &mut root),
            platform: self.declared("platform", &mut root),
            language: self.declared("language", &mut root),
            response: root
                .remove("response")
                .and_then(|it| self.entry("response", it)),
            log: self.each("log", &mut root),
            range: self.each("range", &mut root),
            reserved: self.each("reserved", &mut root),
            code: self.each("code", &mut root),
        })
    }

    /// Rejects control characters, and normalizes line endings, which differ between platforms.
    fn clean(&mut self, key: &str, value: &mut Spanned<DeValue<'_>>) {
        let span = value.span();
        match value.get_mut() {
            DeValue::String(text) if text.contains(must_escape) => {
                *text = text.replace("\r\n", "\n").into();
                let control = text.chars().find(|&c| must_escape(c) && c != '\n');
                let Some(c) = control else { return };
                // An invisible character was reported where it is; this one is an escape sequence.
                let next = self.invisible.partition_point(|&at| at < span.start);
                if self.invisible.get(next).is_none_or(|&at| at >= span.end) {
                    let (key, code) = (escape(key), u32::from(c));
                    let message = format!("`{key}` contains control character U+{code:04X}");
                    self.sink
                        .push(Diagnostic::error(message, span).help("remove it"));
                }
                *value = self.placeholder("a string");
            }
            DeValue::Array(elements) => elements.iter_mut().for_each(|it| self.clean(key, it)),
            DeValue::Table(table) => table
                .iter_mut()
                .for_each(|(key, value)| self.clean(key.get_ref(), value)),
            _ => {}
        }
    }

    /// Reads all `[[key]]`.
    fn each<'t, T: Deserialize<'t>>(
        &mut self,
        key: &'static str,
        root: &mut DeTable<'t>,
    ) -> Vec<Entry<T>> {
        match root.remove(key).map(|it| (it.span(), it.into_inner())) {
            None => Vec::new(),
            Some((_, DeValue::Array(entries))) => {
                let path = format!("{key}[]");
                entries
                    .into_iter()
                    .filter_map(|entry| self.entry(&path, entry))
                    .collect()
            }
            Some((span, other)) => {
                self.sink
                    .push(type_mismatch(key, "a sequence", &other, span));
                Vec::new()
            }
        }
    }

    /// Reads all `[key.<id>]`.
    fn declared<'t, T: Deserialize<'t>>(
        &mut self,
        key: &'static str,
        root: &mut DeTable<'t>,
    ) -> Declared<T> {
        let Some(value) = root.remove(key) else {
            return Declared::No;
        };
        let span = value.span();
        let error = match value.into_inner() {
            DeValue::Table(table) if !is_without_id(&table) => {
                let mut tables: Vec<_> = table.into_iter().collect();
                tables.sort_by_key(|(id, _)| id.span().start);
                let terms = tables.into_iter().filter_map(|(id, value)| {
                    let id = Spanned::new(id.span(), String::from(id.into_inner()));
                    let path = format!("{key}.{}", escape(id.get_ref()));
                    // What is missing is reported at the id.
                    let value = match value.get_ref() {
                        DeValue::Table(_) => Spanned::new(id.span(), value.into_inner()),
                        _ => value,
                    };
                    Some((id, self.entry(&path, value)?))
                });
                return Declared::Yes(terms.collect());
            }
            DeValue::Table(_) => Diagnostic::error(format!("missing id in `[{key}]`"), span),
            other => type_mismatch(key, "a table", &other, span),
        };
        let help = format!("declare each {key} as `[{key}.<id>]`");
        self.sink.push(error.help(help));
        Declared::Unreadable
    }

    /// Reads an entry. `path` is its dotted key. Returns `None` if there is an error that cannot be
    /// repaired, which was reported.
    fn entry<'t, T: Deserialize<'t>>(
        &mut self,
        path: &str,
        mut value: Spanned<DeValue<'t>>,
    ) -> Option<Entry<T>> {
        let mut repairs = 0;
        loop {
            match Entry::deserialize(ValueDeserializer::from(value.clone())) {
                Ok(entry) => return Some(entry),
                Err(error) => self.repair(path, &mut value, &error, repairs)?,
            }
            repairs += 1;
        }
    }
}

/// Returns whether a table of ids is one declaration without its id.
fn is_without_id(table: &DeTable<'_>) -> bool {
    let mut keys = ["summary", "title", "name"].iter();
    keys.any(|key| table.get(*key).is_some_and(|it| !it.get_ref().is_table()))
}

fn not_utf8(source: &[u8], error: std::str::Utf8Error) -> Diagnostic {
    // The rendered text has a replacement character of three bytes in place of the invalid ones.
    let start = error.valid_up_to();
    let end = error.error_len().map_or(source.len(), |len| start + len);
    Diagnostic::error("file is not valid UTF-8", start..end)
        .label("invalid byte sequence")
        .help("save the file as UTF-8")
}

/// Reports characters that are not visible and change how others are displayed, such as those that
/// reverse the direction of text.
fn invisible_characters(text: &str) -> Vec<Diagnostic> {
    let is_mark = |at: usize, c: char| at == 0 && c == '\u{feff}';
    let invisible = text
        .char_indices()
        .filter(|&(at, c)| is_format_control(c) && !is_mark(at, c));
    let diagnostics = invisible.map(|(at, c)| {
        let message = format!("invisible character U+{:04X} is not allowed", u32::from(c));
        Diagnostic::error(message, at..at + c.len_utf8())
            .label("this can change how the surrounding text is displayed")
            .help("remove it")
    });
    diagnostics.collect()
}

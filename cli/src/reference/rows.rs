//! The reference as tables of rows, for programs that join.

use std::io::Write;

use clap::ValueEnum;
use commsease_status::{Cause, CodeRange, Diagnosis, Language, Status};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::output::{Failed, escape};
use crate::record::{id, ids};

/// What the rows are.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Table {
    /// A row for each code
    Codes,
    /// A row for each cause of a code
    Causes,
    /// A row for each range of codes
    Ranges,
}

/// A column that is the same in all languages.
type Column<T> = (&'static str, fn(T) -> String);
/// A column of each language.
type Texts<T, S> = (&'static str, fn(T, Language<S>) -> Option<&'static str>);

/// Returns a writer of RFC 4180.
pub(super) fn csv<W: Write>(out: W) -> Writer<W> {
    let mut builder = WriterBuilder::new();
    builder.terminator(Terminator::CRLF).from_writer(out)
}

/// Returns a writer of fields between tabs, without quotes: no field contains a tab or a line feed.
pub(super) fn tsv<W: Write>(out: W) -> Writer<W> {
    let mut builder = WriterBuilder::new();
    let builder = builder.delimiter(b'\t').quote_style(QuoteStyle::Never);
    builder.from_writer(out)
}

/// Writes a table. No column is ever removed or renamed.
pub(super) fn write<S: Status, W: Write>(table: Table, out: Writer<W>) -> Result<(), Failed> {
    match table {
        Table::Codes => codes::<S, W>(out),
        Table::Causes => causes::<S, W>(out),
        Table::Ranges => ranges::<S, W>(out),
    }
}

fn codes<S: Status, W: Write>(out: Writer<W>) -> Result<(), Failed> {
    let columns: [Column<S>; 11] = [
        ("key", |it| key(it, None)),
        ("code", |it| it.code().to_string()),
        ("name", |it| it.name().into()),
        ("category", |it| or_empty(id(it.category()))),
        ("area", |it| or_empty(id(it.area()))),
        ("outcome", |it| it.outcome().id().into()),
        ("retry", |it| it.retry().id().into()),
        ("sdk_names", |it| it.sdk_names().join(" ")),
        ("deprecated_since", |it| {
            or_empty(it.deprecation().map(|it| it.since()))
        }),
        ("replaced_by", |it| {
            let code = it.deprecation().and_then(|it| it.replaced_by());
            or_empty(code)
        }),
        ("sources", |it| ids(it.sources()).join(" ")),
    ];
    let texts: [Texts<S, S>; 3] = [
        ("summary", |it, language| Some(it.summary_in(language))),
        ("user_message", |it, language| {
            diagnosis(it, language).user_message()
        }),
        ("advice", |it, language| diagnosis(it, language).advice()),
    ];
    rows(S::all().iter().copied(), &columns, &texts, out)
}

fn causes<S: Status, W: Write>(out: Writer<W>) -> Result<(), Failed> {
    let columns: [Column<(S, &'static Cause<S>)>; 8] = [
        ("key", |(status, cause)| key(status, Some(cause.id()))),
        ("code", |(status, _)| status.code().to_string()),
        ("name", |(status, _)| status.name().into()),
        ("cause", |(_, it)| it.id().into()),
        ("area", |(_, it)| or_empty(id(it.area()))),
        ("platform", |(_, it)| or_empty(it.platform().and_then(id))),
        ("fix_by", |(_, it)| it.fix_by().id().into()),
        ("retry", |(_, it)| it.retry().id().into()),
    ];
    let texts: [Texts<(S, &'static Cause<S>), S>; 3] = [
        ("description", |(_, it), language| {
            Some(it.description_in(language))
        }),
        ("fix", |(_, it), language| Some(it.fix_in(language))),
        ("user_message", |(status, it), language| {
            let own = it.user_message_in(language);
            own.or_else(|| diagnosis(status, language).user_message())
        }),
    ];
    let of_code = |status: S| status.causes().iter().map(move |it| (status, it));
    let all = S::all().iter().copied().flat_map(of_code);
    rows(all, &columns, &texts, out)
}

fn ranges<S: Status, W: Write>(out: Writer<W>) -> Result<(), Failed> {
    let columns: [Column<&'static CodeRange<S>>; 7] = [
        ("name", |it| it.name().into()),
        ("first", |it| it.first().to_string()),
        ("last", |it| it.last().to_string()),
        ("suffix", |it| or_empty(it.suffix())),
        ("category", |it| or_empty(it.category().and_then(id))),
        ("outcome", |it| or_empty(it.outcome().map(|it| it.id()))),
        ("retry", |it| or_empty(it.retry().map(|it| it.id()))),
    ];
    let texts: [Texts<&'static CodeRange<S>, S>; 1] =
        [("summary", |it, language| Some(it.summary_in(language)))];
    rows(S::ranges().iter(), &columns, &texts, out)
}

/// Writes the names of the columns, then a row for each item. The texts come last, in English first.
fn rows<T: Copy, S: Status, W: Write>(
    items: impl Iterator<Item = T>,
    columns: &[Column<T>],
    texts: &[Texts<T, S>],
    mut out: Writer<W>,
) -> Result<(), Failed> {
    let languages = S::languages();
    for (name, _) in columns {
        out.write_field(name)?;
    }
    for (name, _) in texts {
        for language in languages {
            if *language == Language::ENGLISH {
                out.write_field(name)?;
            } else {
                let language = language.id().replace('-', "_");
                out.write_field(format!("{name}_{language}"))?;
            }
        }
    }
    out.write_record(None::<&[u8]>)?;
    for item in items {
        for (_, value) in columns {
            out.write_field(escape(&value(item)).as_ref())?;
        }
        for (_, text) in texts {
            for language in languages {
                let text = text(item, *language).unwrap_or_default();
                out.write_field(escape(text).as_ref())?;
            }
        }
        out.write_record(None::<&[u8]>)?;
    }
    Ok(out.flush()?)
}

/// Returns what [`Diagnosis::key`] is.
fn key<S: Status>(status: S, cause: Option<&str>) -> String {
    let code = status.code();
    cause.map_or_else(|| code.to_string(), |cause| format!("{code}/{cause}"))
}

fn diagnosis<S: Status>(status: S, language: Language<S>) -> Diagnosis<'static, S> {
    Diagnosis::new(status.code(), None).in_language(language)
}

fn or_empty(value: Option<impl ToString>) -> String {
    value.map(|it| it.to_string()).unwrap_or_default()
}

//! `reference`: everything that the table says.

mod links;
mod markdown;
mod rows;

use std::io::Write;
use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};
use commsease_status::{Language, Status};
use serde::Serialize;

use self::rows::Table;
use crate::output::{Failed, write_json};
use crate::record::{self, Entry, LogForm, Range, Reserved, ResponseForm, Value};
use crate::{explain, files};

#[derive(clap::Args)]
#[command(after_long_help = "\
The text form is what `explain` prints for each code.

The JSON form is for programs, such as one that generates an enum in another language. In the
repository of commsease-status, docs/reference.schema.json describes it.

The forms `csv` (RFC 4180) and `tsv` (no quotes) have a row for each code, to join with. `key` is \
unique. Texts have a column for each language, such as `summary` and `summary_zh`. Programs should \
read columns by name: new ones can come between others. In the same repository, docs/pipelines.md \
lists them.

Exit status:
  0  The reference was printed or written
  2  The arguments or the directory cannot be used")]
pub(crate) struct Args {
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Directory for Markdown pages of a hundred codes each
    ///
    /// The index of the pages is `README.md`. Existing files are replaced, and none is removed.
    #[arg(
        long,
        value_name = "DIR",
        value_hint = ValueHint::DirPath,
        conflicts_with = "format"
    )]
    split: Option<PathBuf>,
    /// Rows of the forms `csv` and `tsv` [default: codes]
    #[arg(long, value_enum, value_name = "ROWS", conflicts_with = "split")]
    table: Option<Table>,
}

/// An output format.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Human-readable
    Text,
    /// Machine-readable
    Json,
    /// For pasting into issues and documents
    Markdown,
    /// Rows to join with, comma-separated
    Csv,
    /// Rows to join with, tab-separated
    Tsv,
}

/// The whole table.
#[derive(Serialize)]
struct Reference {
    codes: Vec<Entry>,
    response: ResponseForm,
    logs: Vec<LogForm>,
    ranges: Vec<Range>,
    reserved: Vec<Reserved>,
    categories: Vec<Value>,
    areas: Vec<Value>,
    platforms: Vec<Value>,
    sources: Vec<Value>,
}

impl Reference {
    fn new<S: Status>(language: Language<S>) -> Self {
        Self {
            codes: S::all()
                .iter()
                .map(|it| Entry::new(*it, language))
                .collect(),
            response: ResponseForm::new(S::response_form()),
            logs: S::log_forms().iter().map(LogForm::new).collect(),
            ranges: S::ranges()
                .iter()
                .map(|it| Range::new(it, language))
                .collect(),
            reserved: S::reserved()
                .iter()
                .map(|it| Reserved::new(it, language))
                .collect(),
            categories: record::vocabulary::<S::Category, S>(language),
            areas: record::vocabulary::<S::Area, S>(language),
            platforms: record::vocabulary::<S::Platform, S>(language),
            sources: record::vocabulary::<S::Source, S>(language),
        }
    }

    /// Yields the vocabularies that the table declares, with their titles.
    fn vocabularies(&self) -> impl Iterator<Item = (&'static str, &[Value])> {
        let all = [
            ("Categories", &*self.categories),
            ("Areas", &*self.areas),
            ("Platforms", &*self.platforms),
            ("Sources", &*self.sources),
        ];
        all.into_iter().filter(|(_, values)| !values.is_empty())
    }
}

/// A Markdown file.
struct Page {
    name: String,
    content: Vec<u8>,
}

impl Page {
    fn new(name: String) -> Self {
        let content = Vec::new();
        Self { name, content }
    }
}

/// Prints the reference, or writes it to a directory.
pub(crate) fn run<S: Status>(
    args: &Args,
    language: Language<S>,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    if args.table.is_some() && !matches!(args.format, Format::Csv | Format::Tsv) {
        let message = "`--table` needs `--format csv` or `--format tsv`";
        return Err(Failed::Input(String::from(message)));
    }
    let table = args.table.unwrap_or(Table::Codes);
    let reference = || Reference::new(language);
    match (&args.split, args.format) {
        (None, Format::Text) => print_text(language, out)?,
        (Some(directory), _) => {
            for page in markdown::split(&reference())? {
                files::write(&directory.join(page.name), &page.content)?;
            }
        }
        (None, Format::Markdown) => markdown::print(&reference(), out)?,
        (None, Format::Json) => write_json(&reference(), out)?,
        (None, Format::Csv) => rows::write::<S, _>(table, rows::csv(out))?,
        (None, Format::Tsv) => rows::write::<S, _>(table, rows::tsv(out))?,
    }
    Ok(0)
}

fn print_text<S: Status>(language: Language<S>, out: &mut impl Write) -> Result<(), Failed> {
    for (index, status) in S::all().iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        explain::print_code(*status, language, out)?;
    }
    Ok(())
}

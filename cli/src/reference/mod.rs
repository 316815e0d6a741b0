//! `reference`: everything that the table says.

mod markdown;

use std::io::Write;

use clap::ValueEnum;
use commsease_status::Status;
use serde::Serialize;

use crate::output::{Failed, write_json};
use crate::record::{self, Entry, Range, Value};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A page for people
    Markdown,
    /// Machine-readable
    Json,
}

/// The whole table.
#[derive(Serialize)]
struct Reference {
    codes: Vec<Entry>,
    ranges: Vec<Range>,
    categories: Vec<Value>,
    areas: Vec<Value>,
    platforms: Vec<Value>,
    sources: Vec<Value>,
}

impl Reference {
    fn new<S: Status>() -> Self {
        Self {
            codes: S::all().iter().copied().map(Entry::new).collect(),
            ranges: S::ranges().iter().map(Range::new).collect(),
            categories: record::vocabulary::<S::Category>(),
            areas: record::vocabulary::<S::Area>(),
            platforms: record::vocabulary::<S::Platform>(),
            sources: record::vocabulary::<S::Source>(),
        }
    }
}

/// Prints the reference.
pub(crate) fn run<S: Status>(args: &Args, out: &mut impl Write) -> Result<u8, Failed> {
    let reference = Reference::new::<S>();
    match args.format {
        Format::Markdown => markdown::print(&reference, out)?,
        Format::Json => write_json(&reference, out)?,
    }
    Ok(0)
}

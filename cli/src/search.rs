//! `search`: codes by keyword.

use std::io::Write;

use commsease_status::{Cause, Meaning, Status, Vocabulary};

use crate::format::Format;
use crate::list;
use crate::output::Failed;
use crate::record;

#[derive(clap::Args)]
#[command(after_long_help = "\
Keywords are searched in names, summaries, causes, fixes, error messages, platform-specific \
meanings, and SDK identifiers. Case is ignored.

Exit status:
  0  At least one code matches
  1  No code matches
  2  The arguments cannot be used")]
pub(crate) struct Args {
    /// Keywords to search for; all must match
    #[arg(value_name = "KEYWORD", required = true)]
    keywords: Vec<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Prints the codes that match all keywords, and returns exit status 1 if there are none.
pub(crate) fn run<S: Status>(args: &Args, out: &mut impl Write) -> Result<u8, Failed> {
    let keywords = args
        .keywords
        .iter()
        .flat_map(|word| word.split_whitespace());
    let keywords: Vec<String> = keywords.map(str::to_lowercase).collect();
    let is_match = |status: &S| {
        let text = searchable(*status);
        keywords.iter().all(|keyword| text.contains(keyword))
    };
    list::print(S::all().iter().copied().filter(is_match), args.format, out)
}

/// Returns every text and identifier of a code in lowercase, one to a line.
fn searchable<S: Status>(status: S) -> String {
    let mut texts = vec![status.name(), status.summary()];
    texts.extend(record::id(status.category()));
    texts.extend(record::id(status.area()));
    texts.extend(
        [
            status.sdk_names(),
            status.shared_sdk_names(),
            status.keywords(),
        ]
        .concat(),
    );
    texts.extend(status.deprecation().map(|deprecation| deprecation.note()));
    texts.extend(status.meanings().iter().flat_map(meaning_texts));
    texts.extend(status.causes().iter().flat_map(cause_texts));
    format!("{}\n{}", status.code(), texts.join("\n")).to_lowercase()
}

fn meaning_texts<S: Status>(meaning: &Meaning<S>) -> [&'static str; 2] {
    [meaning.platform().id(), meaning.summary()]
}

fn cause_texts<S: Status>(cause: &Cause<S>) -> Vec<&'static str> {
    let mut texts = vec![cause.id(), cause.description(), cause.fix()];
    texts.extend(record::id(cause.area()));
    texts.extend([cause.patterns(), cause.hints(), cause.samples()].concat());
    texts
}

//! `search`: codes by keyword.

use std::io::Write;

use commsease_status::{Language, Status};

use crate::format::Format;
use crate::list;
use crate::output::Failed;

#[derive(clap::Args)]
#[command(after_long_help = "\
Keywords are searched in names, summaries, causes, fixes, error messages, platform-specific \
meanings, and SDK identifiers, in all languages. A keyword matches where a word starts, also inside a name such as \
`InvalidParameter`. Case, hyphens, and underscores are ignored. The best matches come first.

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

/// Prints the codes that match all keywords, the best first. Fails if there are none.
pub(crate) fn run<S: Status>(
    args: &Args,
    language: Language<S>,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let text = args.keywords.join(" ");
    let found: Vec<S> = commsease_status_explain::search(&text);
    let is_empty = found.is_empty();
    let status = list::print(found.into_iter(), language, args.format, out)?;
    if is_empty {
        let tip = "use fewer keywords, only the start of a word, or a part of the error message";
        return Err(Failed::Unknown {
            message: format!("no code matches `{text}`"),
            tip: Some(String::from(tip)),
        });
    }
    Ok(status)
}

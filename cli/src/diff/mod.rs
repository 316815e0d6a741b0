//! `diff`: what changed between two versions of a code table, and whether it breaks those who use it.

mod markdown;

use std::io::Write;

use clap::builder::ValueParser;
use commsease_status::codegen::{self, Change, Diff, Level};
use serde::Serialize;

use crate::args;
use crate::check::valid_table;
use crate::format::Format;
use crate::output::{BAD, FAINT, Failed, WARNING, counted, escape, write_json};

#[derive(clap::Args)]
#[command(after_long_help = after_long_help())]
pub(crate) struct Args {
    /// Old code table (`-` reads from stdin)
    old: String,
    /// New code table (`-` reads from stdin)
    #[arg(default_value = "codes.toml")]
    new: String,
    /// Exit with status 1 if a change is at this level or above
    #[arg(long, value_name = "LEVEL", value_parser = level())]
    fail_on: Option<Level>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn after_long_help() -> String {
    let name = args::program_name();
    format!(
        "\
Compares codes, names, causes, patterns, meanings, SDK identifiers, ranges, and what the tables say
about each. The Markdown has the sections of a changelog.

Example:
  git show v1.0.0:codes.toml | {name} diff - --fail-on major

Exit status:
  0  The tables were compared
  1  A change is at the level of --fail-on or above
  2  A table cannot be read or is not valid"
    )
}

fn level() -> ValueParser {
    let help = |level| match level {
        Level::Major => "Something that programs refer to is removed or renamed",
        Level::Minor => "Something is added, or what the table says about a code is corrected",
        Level::Patch => "Only documentation and sources differ",
    };
    args::one_of(
        Level::ALL
            .iter()
            .rev()
            .map(|&level| (level, level.id(), help(level))),
    )
}

/// Prints all changes and the verdict, and returns exit status 1 if one is at the level of
/// `--fail-on`.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<u8, Failed> {
    if args.old == "-" && args.new == "-" {
        let message = "only one of the two tables can be read from stdin";
        return Err(Failed::Input(String::from(message)));
    }
    let (old, new) = (valid_table(&args.old)?, valid_table(&args.new)?);
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(2);
    };
    let diff = codegen::diff(&old, &new);
    match args.format {
        Format::Text => print_text(&diff, out)?,
        Format::Json => print_json(&diff, out)?,
        Format::Markdown => markdown::print(&diff, out)?,
    }
    out.flush()?;
    let Some(error) = args.fail_on.and_then(|level| error(&diff, level)) else {
        return Ok(0);
    };
    Failed::Input(error).print();
    Ok(1)
}

/// Returns what is at a level or above, if anything is.
fn error(diff: &Diff, level: Level) -> Option<String> {
    let mut changes = diff.changes().iter().filter(|it| it.level() >= level);
    let first = changes.next()?;
    let count = counted(changes.count() as u64 + 1, "change");
    let above = if level == Level::Major {
        ""
    } else {
        " or above"
    };
    Some(format!(
        "found {count} at level `{level}`{above} (first: {first})"
    ))
}

/// Prints one line for each change, and the verdict.
fn print_text(diff: &Diff, out: &mut impl Write) -> Result<(), Failed> {
    for change in diff.changes() {
        let level = change.level();
        let style = match level {
            Level::Major => BAD,
            Level::Minor => WARNING,
            Level::Patch => FAINT,
        };
        let change = change.to_string();
        writeln!(out, "{style}{level}{style:#}  {}", escape(&change))?;
    }
    let Some(verdict) = diff.verdict() else {
        writeln!(out, "no changes")?;
        return Ok(());
    };
    let count = |level| {
        let changes = diff.changes().iter();
        let count = changes.filter(|it| it.level() == level).count();
        (count > 0).then(|| format!("{count} {level}"))
    };
    let counts: Vec<String> = Level::ALL.iter().rev().copied().filter_map(count).collect();
    writeln!(out, "verdict: {verdict} ({})", counts.join(", "))?;
    Ok(())
}

fn print_json(diff: &Diff, out: &mut impl Write) -> Result<(), Failed> {
    #[derive(Serialize)]
    struct Json<'d> {
        verdict: Option<&'static str>,
        changes: Vec<JsonChange<'d>>,
    }
    let json = Json {
        verdict: diff.verdict().map(Level::id),
        changes: diff.changes().iter().map(JsonChange::new).collect(),
    };
    write_json(&json, out)
}

#[derive(Serialize)]
struct JsonChange<'d> {
    level: &'static str,
    kind: &'static str,
    item: &'static str,
    label: &'d str,
    code: Option<i32>,
    key: Option<&'static str>,
    old: Option<&'d str>,
    new: Option<&'d str>,
}

impl<'d> JsonChange<'d> {
    fn new(change: &'d Change) -> Self {
        Self {
            level: change.level().id(),
            kind: change.kind().id(),
            item: change.item.id(),
            label: &change.label,
            code: change.code,
            key: change.key,
            old: change.old.as_deref(),
            new: change.new.as_deref(),
        }
    }
}

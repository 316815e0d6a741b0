//! `list`: codes, one to a line.

use std::io::{self, IsTerminal, Write};

use commsease_status::{Language, Status};

use crate::args;
use crate::format::Format;
use crate::output::{
    FAINT, Failed, STRONG, cell, code_span, escape, prose, width, wrapped_to, write_json,
};
use crate::record::Line;

/// A summary is below the name if it would have fewer columns than this next to it.
const MIN_SUMMARY_WIDTH: usize = 40;

#[derive(clap::Args)]
#[command(after_long_help = "\
On a terminal, the list is a table. Otherwise it has one line for each code: the code, the name, and \
the summary, separated by tabs.

Exit status:
  0  At least one code matches
  1  No code matches
  2  The arguments cannot be used")]
pub(crate) struct Args<S: Status> {
    /// Only codes matching this pattern, such as `4xx`
    #[arg(allow_negative_numbers = true, value_parser = pattern)]
    pattern: Option<String>,
    /// Only codes in this category
    #[arg(
        long,
        value_parser = args::ids::<S::Category>(),
        hide = args::is_undeclared::<S::Category>(),
        hide_possible_values = true,
        long_help = args::long_help::<S::Category>("Only codes in this category")
    )]
    category: Option<S::Category>,
    /// Only codes in this area, or with a cause in it
    #[arg(
        long,
        value_parser = args::ids::<S::Area>(),
        hide = args::is_undeclared::<S::Area>(),
        hide_possible_values = true,
        long_help = args::long_help::<S::Area>("Only codes in this area, or with a cause in it")
    )]
    area: Option<S::Area>,
    /// Only codes with a meaning of their own on this platform
    #[arg(
        long,
        value_parser = args::ids::<S::Platform>(),
        hide = args::is_undeclared::<S::Platform>(),
        hide_possible_values = true,
        long_help = args::long_help::<S::Platform>(
            "Only codes with a meaning of their own on this platform"
        )
    )]
    platform: Option<S::Platform>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn pattern(text: &str) -> Result<String, &'static str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_valid = |byte: u8| byte.is_ascii_digit() || byte.eq_ignore_ascii_case(&b'x');
    if !digits.is_empty() && digits.bytes().all(is_valid) {
        Ok(String::from(text))
    } else {
        Err("expected digits and `x`, such as `4xx`")
    }
}

/// Prints the codes and returns exit status 1 if there are none.
pub(crate) fn run<S: Status>(
    args: &Args<S>,
    language: Language<S>,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let is_match = |status: &S| {
        let pattern = args.pattern.as_deref();
        pattern.is_none_or(|pattern| matches(status.code(), pattern))
            && args.category.is_none_or(|it| status.category() == it)
            && args.area.is_none_or(|it| is_in_area(*status, it))
            && args
                .platform
                .is_none_or(|it| status.meaning_on(it).is_some())
    };
    let codes = S::all().iter().copied().filter(is_match);
    print(codes, language, args.format, out)
}

/// Returns `true` if a code has as many digits as the pattern, and the same except for each `x`.
fn matches(code: i32, pattern: &str) -> bool {
    let code = code.to_string();
    let mut pairs = code.bytes().zip(pattern.bytes());
    code.len() == pattern.len()
        && pairs.all(|(digit, wanted)| {
            digit == wanted || (digit != b'-' && wanted.eq_ignore_ascii_case(&b'x'))
        })
}

fn is_in_area<S: Status>(status: S, area: S::Area) -> bool {
    status.area() == area || status.causes().iter().any(|cause| cause.area() == area)
}

/// Prints codes and returns exit status 1 if there are none.
pub(crate) fn print<S: Status>(
    codes: impl Iterator<Item = S>,
    language: Language<S>,
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let lines: Vec<Line> = codes.map(|it| Line::new(it, language)).collect();
    match format {
        Format::Json => write_json(&lines, out)?,
        Format::Markdown => print_markdown(&lines, out)?,
        Format::Text if io::stdout().is_terminal() => print_table(&lines, width(), out)?,
        Format::Text => print_lines(&lines, out)?,
    }
    Ok(u8::from(lines.is_empty()))
}

/// Prints one line for each code, for other programs: `grep` keeps the code, `cut` finds it.
fn print_lines(lines: &[Line], out: &mut impl Write) -> Result<(), Failed> {
    for line in lines {
        let (name, summary) = (escape(line.name), escape(line.summary));
        let note = deprecation_note(line);
        writeln!(out, "{}\t{name}\t{summary}{note}", line.code)?;
    }
    Ok(())
}

/// Prints a table for people.
fn print_table(lines: &[Line], width: usize, out: &mut impl Write) -> Result<(), Failed> {
    let codes = lines.iter().map(|line| line.code.to_string().len());
    let code_width = codes.max().unwrap_or_default();
    let names = lines.iter().map(|line| escape(line.name).len());
    let name_width = names.max().unwrap_or_default();
    let indent = code_width + name_width + 4;
    let is_wide = indent + MIN_SUMMARY_WIDTH <= width;
    for line in lines {
        let (code, name) = (line.code, escape(line.name));
        let note = deprecation_note(line);
        let summary = format!("{}{note}", line.summary);
        if is_wide {
            let summary = wrapped_to(width, &" ".repeat(indent), indent, &summary);
            let summary = summary.trim_start();
            writeln!(
                out,
                "{STRONG}{code:code_width$}{STRONG:#}  {name:name_width$}  {summary}"
            )?;
        } else {
            let indent = code_width + 2;
            let summary = wrapped_to(width, &" ".repeat(indent), indent, &summary);
            writeln!(out, "{STRONG}{code:code_width$}{STRONG:#}  {name}")?;
            writeln!(out, "{FAINT}{summary}{FAINT:#}")?;
        }
    }
    Ok(())
}

fn print_markdown(lines: &[Line], out: &mut impl Write) -> Result<(), Failed> {
    writeln!(out, "| Code | Name | Summary |\n| ---: | --- | --- |")?;
    for line in lines {
        let (name, summary) = (cell(&code_span(line.name)), cell(&prose(line.summary)));
        let note = deprecation_note(line);
        writeln!(out, "| {} | {name} | {summary}{note} |", line.code)?;
    }
    Ok(())
}

fn deprecation_note(line: &Line) -> &'static str {
    if line.deprecated { " (deprecated)" } else { "" }
}

#[cfg(test)]
mod tests {
    use commsease_status::{Outcome, Retry, StatusCode};

    use super::*;
    use crate::record::Number;

    #[test]
    fn a_pattern_matches_digit_by_digit() {
        assert!(matches(414, "4xx") && matches(414, "41X") && matches(-1, "-x"));
        assert!(!matches(414, "4x") && !matches(414, "5xx") && !matches(-1, "xx"));
    }

    fn line(code: i32, name: &'static str, summary: &'static str, deprecated: bool) -> Line {
        Line {
            code: Number::new::<StatusCode>(code),
            name,
            summary,
            category: None,
            area: None,
            outcome: Outcome::Failure,
            retry: Retry::Never,
            deprecated,
        }
    }

    #[track_caller]
    fn check_table(width: usize, expected: &str) {
        let lines = [
            line(
                7,
                "Closed",
                "The room is closed, and its members left.",
                false,
            ),
            line(-120, "OffDuty", "The receiver is off duty.", true),
        ];
        let mut out = anstream::StripStream::new(Vec::new());
        print_table(&lines, width, &mut out).unwrap();
        assert_eq!(String::from_utf8(out.into_inner()).unwrap(), expected);
    }

    #[test]
    fn a_wide_table_has_the_summary_next_to_the_name() {
        let table = "   7  Closed   The room is closed, and its members left.
-120  OffDuty  The receiver is off duty. (deprecated)
";
        check_table(120, table);
        check_table(56, table);
    }

    #[test]
    fn a_summary_is_wrapped_in_its_column() {
        let table = "   7  Closed   The room is closed, and its members
               left.
-120  OffDuty  The receiver is off duty. (deprecated)
";
        check_table(55, table);
    }

    #[test]
    fn a_narrow_table_has_the_summary_below_the_name() {
        let table = "   7  Closed
      The room is closed, and its members
      left.
-120  OffDuty
      The receiver is off duty. (deprecated)
";
        check_table(46, table);
        let table = "   7  Closed
      The room is
      closed, and its
      members left.
-120  OffDuty
      The receiver is
      off duty.
      (deprecated)
";
        check_table(22, table);
    }
}

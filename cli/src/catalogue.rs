//! `list` and `search`: many codes, a line each.

use std::io::Write;

use commsease_status::catalogue::{Catalogue, Entry};
use serde::Serialize;

use crate::answer::cell;
use crate::args::{Format, List, Search};
use crate::output::{Failed, STRONG, shown, wrapped};
use crate::view::declared;

pub(crate) fn list(
    list: &List,
    table: &Catalogue,
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    if let Some(numbers) = &list.numbers {
        let form = numbers.strip_prefix('-').unwrap_or(numbers);
        if form.is_empty()
            || !form
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'x' || b == b'X')
        {
            return Err(Failed::Input(format!(
                "`{}` is no form of numbers: write one like `4xx`",
                shown(numbers)
            )));
        }
    }
    let category = declared(
        "category",
        list.category.as_deref(),
        table.categories.iter(),
    )?;
    let area = declared("area", list.area.as_deref(), table.areas.iter())?;
    let platform = declared(
        "platform",
        list.platform.as_deref(),
        table.platforms.iter().map(|(word, _)| word),
    )?;
    let wanted = |entry: &&Entry| {
        list.numbers
            .as_ref()
            .is_none_or(|form| has_form(entry.code, form))
            && category.is_none_or(|category| entry.category == category)
            && area.is_none_or(|area| is_in_area(entry, area))
            && platform
                .is_none_or(|platform| entry.senses.iter().any(|sense| sense.platform == platform))
    };
    print(table.entries.iter().filter(wanted), format, out)
}

pub(crate) fn search(
    search: &Search,
    table: &Catalogue,
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let words: Vec<String> = search
        .words
        .iter()
        .flat_map(|word| word.split_whitespace())
        .map(str::to_lowercase)
        .collect();
    let wanted = |entry: &&Entry| {
        let text = searchable(entry);
        words.iter().all(|word| text.contains(word.as_str()))
    };
    print(table.entries.iter().filter(wanted), format, out)
}

/// Whether a number has as many digits as a form, and the same ones where the form has any.
fn has_form(number: i32, form: &str) -> bool {
    let number = number.to_string();
    number.len() == form.len()
        && number
            .bytes()
            .zip(form.bytes())
            .all(|(digit, wanted)| wanted | 0x20 == b'x' || digit == wanted)
}

fn is_in_area(entry: &Entry, area: &str) -> bool {
    entry.area == area || entry.causes.iter().any(|cause| cause.area == area)
}

/// Everything that is said of a code, in lower case.
fn searchable(entry: &Entry) -> String {
    let mut text = vec![&entry.name, &entry.summary];
    text.extend(&entry.sdk_names);
    for cause in &entry.causes {
        text.extend([&cause.id, &cause.when, &cause.fix]);
        text.extend(&cause.texts);
    }
    text.extend(entry.senses.iter().map(|sense| &sense.summary));
    let text: Vec<&str> = text.into_iter().map(AsRef::as_ref).collect();
    format!("{} {}", entry.code, text.join("\n")).to_lowercase()
}

/// The name or identifier that is most like a word, if one is like it.
pub(crate) fn nearest_name<'c>(word: &str, table: &'c Catalogue) -> Option<&'c str> {
    let wanted = word.to_lowercase();
    let names = table
        .entries
        .iter()
        .flat_map(|entry| std::iter::once(&entry.name).chain(&entry.sdk_names));
    let near = names.map(|name| (similarity(&wanted, &name.to_lowercase()), name));
    near.filter(|(similarity, _)| *similarity >= 0.7)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, name)| name.as_ref())
}

/// How much of two words is alike, by the pairs of letters that they have in common: from 0 to 1.
fn similarity(left: &str, right: &str) -> f64 {
    let pairs = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        letters
            .windows(2)
            .map(|pair| (pair[0], pair[1]))
            .collect::<Vec<_>>()
    };
    let (left, mut right) = (pairs(left), pairs(right));
    let all = left.len() + right.len();
    let mut common = 0_u32;
    for pair in left {
        if let Some(at) = right.iter().position(|other| *other == pair) {
            right.swap_remove(at);
            common += 1;
        }
    }
    let all = u32::try_from(all.max(1)).unwrap_or(u32::MAX);
    2.0 * f64::from(common) / f64::from(all)
}

/// One code of a list.
#[derive(Serialize)]
struct Line<'c> {
    code: i32,
    name: &'c str,
    summary: &'c str,
    category: &'c str,
    area: &'c str,
    outcome: &'static str,
    retry: &'static str,
}

/// Prints codes; exit status 1 if there are none.
fn print<'c>(
    entries: impl Iterator<Item = &'c Entry>,
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let lines: Vec<Line<'c>> = entries
        .map(|entry| Line {
            code: entry.code,
            name: &entry.name,
            summary: &entry.summary,
            category: &entry.category,
            area: &entry.area,
            outcome: entry.outcome.id(),
            retry: entry.retry.id(),
        })
        .collect();
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &lines)?;
            writeln!(out)?;
        }
        Format::Markdown => {
            writeln!(out, "| code | name | summary |\n| ---: | --- | --- |")?;
            for Line {
                code,
                name,
                summary,
                ..
            } in &lines
            {
                writeln!(out, "| {code} | `{name}` | {} |", cell(summary))?;
            }
        }
        Format::Text => {
            for Line {
                code,
                name,
                summary,
                ..
            } in &lines
            {
                writeln!(
                    out,
                    "{STRONG}{code:>6} {name}{STRONG:#}\n{}",
                    wrapped("       ", 7, summary)
                )?;
            }
        }
    }
    Ok(u8::from(lines.is_empty()))
}

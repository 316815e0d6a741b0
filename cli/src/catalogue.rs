//! `list` and `search`: many codes, a line each.

use std::io::Write;

use commsease_status::{Sense, StatusCode};
use serde::Serialize;

use crate::answer::cell;
use crate::args::{Format, List, Search};
use crate::output::{Failed, STRONG, shown, wrapped};

pub(crate) fn list(list: &List, format: Format, out: &mut impl Write) -> Result<u8, Failed> {
    if let Some(numbers) = &list.numbers {
        let form = numbers.strip_prefix('-').unwrap_or(numbers);
        if form.is_empty() || !form.bytes().all(|b| b.is_ascii_digit() || b == b'x' || b == b'X') {
            return Err(Failed::Input(format!("`{}` is no form of numbers: write one like `4xx`", shown(numbers))));
        }
    }
    let wanted = |status: &StatusCode| {
        list.numbers.as_ref().is_none_or(|form| has_form(status.code(), form))
            && list.category.as_ref().is_none_or(|category| status.category().id() == category)
            && list.area.as_ref().is_none_or(|area| is_in_area(*status, area))
            && list
                .platform
                .as_ref()
                .is_none_or(|platform| status.senses().iter().any(|sense| sense.platform().id() == platform))
    };
    print(StatusCode::ALL.iter().copied().filter(wanted), format, out)
}

pub(crate) fn search(search: &Search, format: Format, out: &mut impl Write) -> Result<u8, Failed> {
    let words: Vec<String> =
        search.words.iter().flat_map(|word| word.split_whitespace()).map(str::to_lowercase).collect();
    let wanted = |status: &StatusCode| {
        let text = searchable(*status);
        words.iter().all(|word| text.contains(word.as_str()))
    };
    print(StatusCode::ALL.iter().copied().filter(wanted), format, out)
}

/// Whether a number has as many digits as a form, and the same ones where the form has any.
fn has_form(number: i32, form: &str) -> bool {
    let number = number.to_string();
    number.len() == form.len()
        && number.bytes().zip(form.bytes()).all(|(digit, wanted)| wanted | 0x20 == b'x' || digit == wanted)
}

fn is_in_area(status: StatusCode, area: &str) -> bool {
    status.area().id() == area || status.causes().iter().any(|cause| cause.area().id() == area)
}

/// Everything that is said of a code, in lower case.
fn searchable(status: StatusCode) -> String {
    let mut text = vec![status.name(), status.summary()];
    text.extend(status.sdk_names());
    for cause in status.causes() {
        text.extend([cause.id(), cause.when(), cause.fix()]);
        text.extend(cause.texts());
    }
    text.extend(status.senses().iter().map(Sense::summary));
    format!("{} {}", status.code(), text.join("\n")).to_lowercase()
}

/// The name or identifier that is most like a word, if one is like it.
pub(crate) fn nearest_name(word: &str) -> Option<&'static str> {
    let wanted = word.to_lowercase();
    let names = StatusCode::ALL
        .iter()
        .flat_map(|status| std::iter::once(status.name()).chain(status.sdk_names().iter().copied()));
    let near = names.map(|name| (similarity(&wanted, &name.to_lowercase()), name));
    near.filter(|(similarity, _)| *similarity >= 0.7)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, name)| name)
}

/// How much of two words is alike, by the pairs of letters that they have in common: from 0 to 1.
fn similarity(left: &str, right: &str) -> f64 {
    let pairs = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()
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
struct Entry {
    code: i32,
    name: &'static str,
    summary: &'static str,
    category: &'static str,
    area: &'static str,
    outcome: &'static str,
    retry: &'static str,
}

/// Prints codes; exit status 1 if there are none.
fn print(codes: impl Iterator<Item = StatusCode>, format: Format, out: &mut impl Write) -> Result<u8, Failed> {
    let entries: Vec<Entry> = codes
        .map(|status| Entry {
            code: status.code(),
            name: status.name(),
            summary: status.summary(),
            category: status.category().id(),
            area: status.area().id(),
            outcome: status.outcome().id(),
            retry: status.retry().id(),
        })
        .collect();
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &entries)?;
            writeln!(out)?;
        }
        Format::Markdown => {
            writeln!(out, "| code | name | summary |\n| ---: | --- | --- |")?;
            for Entry { code, name, summary, .. } in &entries {
                writeln!(out, "| {code} | `{name}` | {} |", cell(summary))?;
            }
        }
        Format::Text => {
            for Entry { code, name, summary, .. } in &entries {
                writeln!(out, "{STRONG}{code:>6} {name}{STRONG:#}\n{}", wrapped("       ", 7, summary))?;
            }
        }
    }
    Ok(u8::from(entries.is_empty()))
}

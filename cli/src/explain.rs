//! `explain`: what a number, a name or a response means.

use std::io::{self, Read, Write};

use commsease_status::Response;
use commsease_status::catalogue::Catalogue;

use crate::answer::Answer;
use crate::args::{Explain, Format};
use crate::catalogue;
use crate::output::{Failed, shown};
use crate::view::declared;

pub(crate) fn run(
    explain: &Explain,
    table: &Catalogue,
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let platforms = table.platforms.iter().map(|(platform, _)| platform);
    let platform = declared("platform", explain.platform.as_deref(), platforms)?;
    let what = explain.what.trim();
    let body = match what {
        "-" => Some(standard_input()?),
        _ if what.starts_with('{') => Some(String::from(what)),
        _ => None,
    };
    match body {
        Some(body) if explain.text.is_none() => {
            let response: Response<'_> = json5::from_str(&body).map_err(|error| {
                Failed::Input(format!(
                    "the body is no response: {}",
                    shown(&error.to_string())
                ))
            })?;
            let mut answer =
                Answer::new(table, response.code().number(), response.text(), platform);
            let items = response.failed_items().iter();
            answer.failed_items = items
                .map(|item| Answer::new(table, item.code().number(), item.text(), platform))
                .collect();
            print(&answer, format, out)
        }
        Some(_) => Err(Failed::Input(String::from(
            "a body has its own text: leave out the second argument",
        ))),
        None => {
            let (number, named) = meant(what, table)?;
            print(
                &Answer::new(table, number, explain.text.as_deref(), platform.or(named)),
                format,
                out,
            )
        }
    }
}

/// Prints the answer; exit status 1 if the table does not have the number.
fn print(answer: &Answer<'_>, format: Format, out: &mut impl Write) -> Result<u8, Failed> {
    answer.print(format, out)?;
    Ok(u8::from(!answer.is_known()))
}

/// Reads all of standard input as a body.
fn standard_input() -> Result<String, Failed> {
    let mut body = Vec::new();
    io::stdin()
        .read_to_end(&mut body)
        .map_err(|error| Failed::Input(format!("cannot read standard input: {error}")))?;
    String::from_utf8(body).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failed::Input(format!(
            "the body is not UTF-8: the byte at offset {at} is wrong"
        ))
    })
}

/// The number that is meant: itself, or that of a name or an SDK identifier. An identifier that only one platform has,
/// with a meaning of its own, means that platform too.
fn meant<'t>(what: &str, table: &'t Catalogue) -> Result<(i32, Option<&'t str>), Failed> {
    let is_number = !what.is_empty()
        && what
            .trim_start_matches(['-', '+'])
            .bytes()
            .all(|b| b.is_ascii_digit());
    if is_number {
        let too_large = |_| {
            Failed::Input(format!(
                "`{what}` is no code: codes are integers of 32 bits"
            ))
        };
        return what.parse().map(|number| (number, None)).map_err(too_large);
    }
    let Some(entry) = table.named(what) else {
        let near = catalogue::nearest_name(what, table);
        let near = near
            .map(|name| format!(": did you mean `{name}`?"))
            .unwrap_or_default();
        return Err(Failed::Unknown(format!(
            "no code has the name or SDK identifier `{}`{near}",
            shown(what)
        )));
    };
    let sense = entry
        .senses
        .iter()
        .find(|sense| sense.sdk_names.iter().any(|name| name == what));
    Ok((entry.code, sense.map(|sense| sense.platform.as_ref())))
}

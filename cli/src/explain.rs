//! `explain`: what a number, a name or a response means.

use std::io::{self, Read, Write};

use commsease_status::{Platform, Response, StatusCode, diagnose};

use crate::answer::Answer;
use crate::args::{Explain, Format};
use crate::catalogue;
use crate::output::{Failed, shown};

pub(crate) fn run(explain: &Explain, format: Format, out: &mut impl Write) -> Result<u8, Failed> {
    let platform = explain.platform.as_deref();
    let platform = platform.and_then(|id| Platform::ALL.iter().copied().find(|platform| platform.id() == id));
    let what = explain.what.trim();
    let body = match what {
        "-" => Some(standard_input()?),
        _ if what.starts_with('{') => Some(String::from(what)),
        _ => None,
    };
    let (answer, known) = if let Some(body) = body {
        if explain.text.is_some() {
            return Err(Failed::Input(String::from("a body has its own text: leave out the second argument")));
        }
        from_body(&body, platform)?
    } else {
        let (number, named) = meant(what)?;
        from_code(number, explain.text.as_deref(), platform.or(named))
    };
    answer.print(format, out)?;
    Ok(u8::from(!known))
}

/// Reads all of standard input as a body.
fn standard_input() -> Result<String, Failed> {
    let mut body = Vec::new();
    io::stdin()
        .read_to_end(&mut body)
        .map_err(|error| Failed::Input(format!("cannot read standard input: {error}")))?;
    String::from_utf8(body).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failed::Input(format!("the body is not UTF-8: the byte at offset {at} is wrong"))
    })
}

fn from_body(body: &str, platform: Option<Platform>) -> Result<(Answer, bool), Failed> {
    let response: Response<'_> = json5::from_str(body)
        .map_err(|error| Failed::Input(format!("the body is no response: {}", shown(&error.to_string()))))?;
    let diagnosis = response.diagnosis();
    let mut answer = Answer::new(&diagnosis, platform);
    answer.failed_items = response.failed_items().iter().map(|item| Answer::new(&item.diagnosis(), platform)).collect();
    Ok((answer, diagnosis.status().is_some()))
}

fn from_code(number: i32, text: Option<&str>, platform: Option<Platform>) -> (Answer, bool) {
    let diagnosis = diagnose(number, text);
    (Answer::new(&diagnosis, platform), diagnosis.status().is_some())
}

/// The number that is meant: itself, or that of a name or an SDK identifier. An identifier that only one platform has,
/// with a meaning of its own, means that platform too.
fn meant(what: &str) -> Result<(i32, Option<Platform>), Failed> {
    let is_number = !what.is_empty() && what.trim_start_matches(['-', '+']).bytes().all(|b| b.is_ascii_digit());
    if is_number {
        let too_large = |_| Failed::Input(format!("`{what}` is no code: codes are integers of 32 bits"));
        return what.parse().map(|number| (number, None)).map_err(too_large);
    }
    let Some(status) = StatusCode::from_name(what) else {
        let near = catalogue::nearest_name(what).map(|name| format!(": did you mean `{name}`?")).unwrap_or_default();
        return Err(Failed::Unknown(format!("no code has the name or SDK identifier `{}`{near}", shown(what))));
    };
    let sense = status.senses().iter().find(|sense| sense.sdk_names().contains(&what));
    Ok((status.code(), sense.map(|sense| sense.platform())))
}

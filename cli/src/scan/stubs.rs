//! `scan --stubs`: entries of `codes.toml`, to be filled in, for what the table does not have.

use std::io::Write;

use commsease_status::StatusCode;

use super::tally::{Seen, Tally, Text};
use crate::output::{Failed, steers};

pub(crate) fn print(tally: &Tally, out: &mut impl Write) -> Result<(), Failed> {
    for (code, seen) in tally.unknown() {
        unknown(code, seen, out)?;
        for (text, _) in texts(tally, code) {
            cause(text, out)?;
        }
    }
    for status in StatusCode::ALL {
        for (text, seen) in texts(tally, status.code()) {
            writeln!(
                out,
                "# For the entry of {} {}, came {}.",
                status.code(),
                status.name(),
                times(seen)
            )?;
            cause(text, out)?;
        }
    }
    Ok(())
}

/// The unclaimed texts of a code.
fn texts(tally: &Tally, code: i32) -> impl Iterator<Item = (&Text, &Seen)> {
    tally
        .texts()
        .groups
        .iter()
        .filter(move |(text, _)| text.code == code)
}

fn unknown(code: i32, seen: &Seen, out: &mut impl Write) -> Result<(), Failed> {
    writeln!(out, "# Came {}.\n[[code]]\ncode = {code}", times(seen))?;
    writeln!(
        out,
        "name = \"\"\nsummary = \"\"\ncategory = \"\"\narea = \"\"\noutcome = \"failure\"\nretry = \"\""
    )?;
    writeln!(out, "sources = []\n")?;
    Ok(())
}

fn cause(text: &Text, out: &mut impl Write) -> Result<(), Failed> {
    let sample =
        serde_json::json!({ "code": text.code, "desc": sample(&text.pattern) }).to_string();
    writeln!(
        out,
        "[[code.cause]]\nid = \"\"\nwhen = \"\"\nfix = \"\"\nfixer = \"\"\narea = \"\""
    )?;
    writeln!(
        out,
        "texts = [{}]\nsamples = [{}]",
        quoted(&text.pattern)?,
        quoted(&sample)?
    )?;
    writeln!(out, "sources = []\n")?;
    Ok(())
}

fn times(seen: &Seen) -> String {
    if seen.count == 1 {
        String::from("once")
    } else {
        format!("{} times", seen.count)
    }
}

/// A text that the pattern fits: its names stand for numbers.
fn sample(pattern: &str) -> String {
    let mut sample = String::from(pattern);
    for name in 1.. {
        let named = format!("{{n{name}}}");
        if !sample.contains(&named) {
            break;
        }
        sample = sample.replace(&named, &name.to_string());
    }
    sample
}

/// A text as a string of TOML. JSON's strings are some of TOML's, but for characters that are better escaped.
fn quoted(text: &str) -> Result<String, Failed> {
    let json = serde_json::to_string(text)?;
    let escaped = |c: char| {
        if steers(c) {
            format!("\\U{:08X}", u32::from(c))
        } else {
            String::from(c)
        }
    };
    Ok(json.chars().map(escaped).collect())
}

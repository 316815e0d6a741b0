//! `check`: what the generator says about a table, without a build.

use std::io::{self, Read, Write};

use anstyle::{AnsiColor, Style};
use commsease_status::codegen::{Diagnostic, Level, generate};

use crate::output::{Failed, shown};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Prints every finding; exit status 1 if there is an error among them.
pub(crate) fn run(file: &str, out: &mut impl Write) -> Result<u8, Failed> {
    let (source, path) = read(file)?;
    match generate(&source) {
        Ok(generated) => {
            print(generated.warnings(), &source, &path, out)?;
            let warnings = match generated.warnings().len() {
                0 => String::new(),
                1 => String::from(", with 1 warning"),
                count => format!(", with {count} warnings"),
            };
            writeln!(out, "{path} is legal{warnings}")?;
            Ok(0)
        }
        Err(rejected) => {
            print(rejected.diagnostics(), &source, &path, out)?;
            let errors = rejected
                .diagnostics()
                .iter()
                .filter(|found| found.level == Level::Error)
                .count();
            writeln!(
                out,
                "{path} has {errors} error{}",
                if errors == 1 { "" } else { "s" }
            )?;
            Ok(1)
        }
    }
}

/// The bytes of a file or of standard input, and what to call them.
fn read(file: &str) -> Result<(Vec<u8>, String), Failed> {
    let mut source = Vec::new();
    let read = if file == "-" {
        io::stdin().read_to_end(&mut source).map(|_| ())
    } else {
        std::fs::read(file).map(|bytes| source = bytes)
    };
    let path = if file == "-" {
        String::from("<stdin>")
    } else {
        shown(file)
    };
    read.map_err(|error| Failed::Input(format!("cannot read `{path}`: {error}")))?;
    Ok((source, path))
}

/// Each finding as the build would show it, a blank line behind it.
fn print(
    found: &[Diagnostic],
    source: &[u8],
    path: &str,
    out: &mut impl Write,
) -> Result<(), Failed> {
    for finding in found {
        let style = if finding.level == Level::Error {
            ERROR
        } else {
            WARNING
        };
        let level = finding.level.to_string();
        let rendered = finding.render(source, path);
        let rest = rendered.strip_prefix(&level).unwrap_or(&rendered);
        writeln!(out, "{style}{level}{style:#}{rest}")?;
    }
    Ok(())
}

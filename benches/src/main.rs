//! Measures the library and its generator against their peers.
//!
//! `cargo run --release -p commsease-status-benches -- COMMAND [--quick]`, with a command of
//! [`SECTIONS`] or `all`. `all` takes about half an hour and also writes `docs/benchmarks.md` and
//! its pictures. `--quick` leaves out the tables of more than 1,000 codes and most of the turns,
//! and writes to `target/benchmarks` instead: it shows that nothing is broken, in a debug build as
//! well.
//!
//! `instructions --record` writes the baseline of the instruction counts.

mod build;
mod chart;
mod clock;
mod codes;
mod compile;
mod generate;
mod hostile;
mod instructions;
mod lookup;
mod machine;
mod measure;
mod project;
mod report;
mod size;
mod synthetic;
mod tables;

use std::process::ExitCode;
use std::{env, fs, io};

use crate::report::Section;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [first, rest @ ..] = arguments.as_slice() {
        match first.as_str() {
            "measure" => return measure::run(rest),
            "generate-once" => return generate::run_once(rest),
            _ => {}
        }
    }
    match report(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The extent of the measurements.
struct Effort {
    is_full: bool,
    lookup_turns: usize,
    generate_turns: usize,
    compiler_turns: usize,
    /// The numbers of codes of the tables that are generated and compiled.
    sizes: &'static [usize],
    /// The numbers of codes of the tables that programs are linked with.
    linked_sizes: &'static [usize],
    /// The hostile tables are smaller by this factor.
    hostile_divisor: usize,
}

const FULL: Effort = Effort {
    is_full: true,
    lookup_turns: 50,
    generate_turns: 5,
    compiler_turns: 3,
    sizes: &[300, 1000, 10_000, 50_000],
    linked_sizes: &[1000, 10_000],
    hostile_divisor: 1,
};

const QUICK: Effort = Effort {
    is_full: false,
    lookup_turns: 3,
    generate_turns: 1,
    compiler_turns: 1,
    sizes: &[300, 1000],
    linked_sizes: &[300],
    hostile_divisor: 100,
};

fn report(arguments: &[String]) -> io::Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (command, effort) = match *arguments.as_slice() {
        ["instructions"] => return instructions::command(false),
        ["instructions", "--record"] => return instructions::command(true),
        [command] => (command, FULL),
        [command, "--quick"] => (command, QUICK),
        _ => return Err(usage()),
    };
    if effort.is_full && !cfg!(large) {
        return Err(io::Error::other(
            "results need a release build: `--release`, or `--quick` for a trial",
        ));
    }
    if command == "all" {
        return all(&effort);
    }
    let section = SECTIONS.iter().find(|(name, _)| *name == command);
    let (_, section) = section.ok_or_else(usage)?;
    print!("{}", section(&effort)?.text());
    Ok(())
}

fn usage() -> io::Error {
    let commands: Vec<&str> = SECTIONS.iter().map(|(name, _)| *name).collect();
    io::Error::other(format!(
        "usage: commsease-status-benches {} | all [--quick]",
        commands.join(" | ")
    ))
}

type Report = fn(&Effort) -> io::Result<Section>;

/// The commands, in the order of the page.
const SECTIONS: &[(&str, Report)] = &[
    ("lookup", |effort| {
        Ok(lookup::run(effort.lookup_turns, effort.is_full))
    }),
    ("instructions", |_| instructions::run()),
    ("generate", |effort| {
        generate::run(effort.sizes, effort.generate_turns)
    }),
    ("hostile", |effort| hostile::run(effort.hostile_divisor)),
    ("compile", |effort| {
        compile::run(effort.sizes, effort.compiler_turns)
    }),
    ("build", |effort| build::run(effort.compiler_turns)),
    ("size", |effort| size::run(effort.linked_sizes)),
];

/// Prints every section when it is complete, and writes the page and its pictures.
fn all(effort: &Effort) -> io::Result<()> {
    let mut page = head()?;
    print!("{page}");
    let mut pictures = Vec::new();
    for (_, section) in SECTIONS {
        let section = section(effort)?;
        let text = section.text();
        print!("\n{text}");
        page.push('\n');
        page += &text;
        pictures.extend(section.into_pictures());
    }
    let root = project::root();
    let folder = if effort.is_full {
        root.join("docs")
    } else {
        root.join("target").join("benchmarks")
    };
    fs::write(folder.join("benchmarks.md"), page)?;
    for picture in pictures {
        fs::write(folder.join(picture.file), picture.svg)?;
    }
    Ok(())
}

fn head() -> io::Result<String> {
    Ok(format!(
        "# Benchmarks\n\nWritten by `cargo run --release -p commsease-status-benches -- all`. \
         Times depend on the machine; ratios depend on it much less. Goals that are not reached \
         say so.\n\n{}\n",
        machine::describe()?
    ))
}

//! Measures the library and its generator against their peers.
//!
//! `cargo run --release -p commsease-status-benches -- lookup | generate | compile | build | size | all [--quick]`.
//! `all` takes a quarter of an hour and writes what it found to `docs/benchmarks.md`, too. `--quick` leaves out the
//! tables of more than 1,000 codes and most of the turns, and writes nothing: it shows that nothing is broken, in a
//! debug build as well.

mod build;
mod clock;
mod codes;
mod compile;
mod generate;
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

const USAGE: &str =
    "usage: commsease-status-benches lookup | generate | compile | build | size | all [--quick]";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [first, rest @ ..] = arguments.as_slice() {
        if first == "measure" {
            return measure::run(rest);
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

/// How much is measured.
struct Effort {
    is_full: bool,
    lookup_turns: usize,
    generate_turns: usize,
    compiler_turns: usize,
    /// Codes of the tables that are generated and compiled.
    sizes: &'static [usize],
    /// Codes of the tables that programs are linked with.
    linked_sizes: &'static [usize],
}

const FULL: Effort = Effort {
    is_full: true,
    lookup_turns: 50,
    generate_turns: 5,
    compiler_turns: 3,
    sizes: &[300, 1000, 10_000, 50_000],
    linked_sizes: &[1000, 10_000],
};

const QUICK: Effort = Effort {
    is_full: false,
    lookup_turns: 3,
    generate_turns: 1,
    compiler_turns: 1,
    sizes: &[300, 1000],
    linked_sizes: &[300],
};

fn report(arguments: &[String]) -> io::Result<()> {
    let (command, effort) = match arguments {
        [command] => (command, FULL),
        [command, option] if option == "--quick" => (command, QUICK),
        _ => return Err(io::Error::other(USAGE)),
    };
    if effort.is_full && !cfg!(large) {
        return Err(io::Error::other(
            "figures are those of a release build: `--release`, or `--quick` for a trial",
        ));
    }
    match command.as_str() {
        "all" => all(&effort)?,
        command => {
            let (_, section) = SECTIONS
                .iter()
                .find(|(name, _)| *name == command)
                .ok_or(io::Error::other(USAGE))?;
            print!("{}", section(&effort)?);
        }
    }
    Ok(())
}

type Report = fn(&Effort) -> io::Result<String>;

/// The commands, in the order of the page.
const SECTIONS: &[(&str, Report)] = &[
    ("lookup", |effort| {
        Ok(lookup::run(effort.lookup_turns, effort.is_full))
    }),
    ("generate", |effort| {
        Ok(generate::run(effort.sizes, effort.generate_turns))
    }),
    ("compile", |effort| {
        compile::run(effort.sizes, effort.compiler_turns)
    }),
    ("build", |effort| build::run(effort.compiler_turns)),
    ("size", |effort| size::run(effort.linked_sizes)),
];

/// Prints every section as soon as it is there, and writes the page of a full run.
fn all(effort: &Effort) -> io::Result<()> {
    let mut page = head()?;
    print!("{page}");
    for (_, section) in SECTIONS {
        let section = section(effort)?;
        print!("\n{section}");
        page.push('\n');
        page += &section;
    }
    if effort.is_full {
        fs::write(project::root().join("docs").join("benchmarks.md"), page)?;
    }
    Ok(())
}

fn head() -> io::Result<String> {
    Ok(format!(
        "# Benchmarks\n\nWritten by `cargo run --release -p commsease-status-benches -- all`. Times depend on the \
         machine, ratios far less.\n\n{}\n",
        machine::describe()?
    ))
}

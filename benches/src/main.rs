//! Measures the library and its generator against their peers.
//!
//! `cargo run --release -p commsease-status-benches -- lookup | generate | compile | all [--quick]`; `all` writes what
//! it found to `docs/benchmarks.md`, too. Half a minute for look-ups and generation, some minutes for the compiler;
//! `--quick` leaves out the tables of more than 1,000 codes there.

mod clock;
mod compile;
mod generate;
mod lookup;
mod measure;
mod report;
mod synthetic;
mod tables;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs, io};

const USAGE: &str = "usage: commsease-status-benches lookup | generate | compile | all [--quick]";

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

fn report(arguments: &[String]) -> io::Result<()> {
    let is_quick = arguments.iter().any(|argument| argument == "--quick");
    let (turns, sizes): (_, &[usize]) = if is_quick { (10, &[300, 1000]) } else { (50, &[300, 1000, 10_000, 50_000]) };
    match arguments.first().map(String::as_str) {
        Some("lookup") => println!("{}", lookup::run(turns)),
        Some("generate") => println!("{}", generate::run(sizes, 5)),
        Some("compile") => println!("{}", compile::run(sizes)?),
        Some("all") => {
            let sections = [head()?, lookup::run(turns), generate::run(sizes, 5), compile::run(sizes)?];
            let page = sections.concat();
            println!("{page}");
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/benchmarks.md"), page)?;
        }
        _ => return Err(io::Error::other(USAGE)),
    }
    Ok(())
}

/// What the figures depend on.
fn head() -> io::Result<String> {
    let rustc = Command::new("rustc").arg("--version").output()?;
    let compiler = String::from_utf8_lossy(&rustc.stdout).trim().to_owned();
    let machine = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = machine.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let processor = processor.map_or("an unknown processor", |(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(format!(
        "# Benchmarks\n\nWritten by `cargo run --release -p commsease-status-benches -- all`. Times depend on the \
         machine, ratios far less.\n\nMeasured on {processor}, {cores} cores, {}, with {compiler}; peers as in \
         `Cargo.lock`.\n\n",
        env::consts::OS
    ))
}

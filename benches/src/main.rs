//! Measures the library and its generator against their peers: see `docs/benchmarks.md`.

mod clock;
mod compile;
mod generate;
mod lookup;
mod measure;
mod report;
mod synthetic;
mod tables;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("measure") => return measure::run(&arguments[1..]),
        Some("compile") => match compile::run(&[300, 1000, 10_000, 50_000]) {
            Ok(s) => println!("{s}"),
            Err(e) => println!("{e}"),
        },
        Some("generate") => println!("{}", generate::run(&[300, 1000, 10_000, 50_000], 5)),
        _ => println!("{}", lookup::run(50)),
    }
    ExitCode::SUCCESS
}

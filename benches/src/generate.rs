//! Generation: from the text of a table to Rust source.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

use commsease_status::codegen::generate;
use toml::de::DeTable;

use crate::clock::{Contender, race};
use crate::measure::{Ended, LIMITS, Limits, measure};
use crate::project::root;
use crate::report::{Grid, Section, significant, thousands};
use crate::synthetic;

const OURS: &str = "**`generate`**";
const PARSE: &str = "bare parse";

/// Returns the code that is generated for a table.
pub(crate) fn code(table: &str) -> io::Result<String> {
    let generated = generate(table.as_bytes());
    let generated =
        generated.map_err(|error| io::Error::other(error.render(table.as_bytes(), "table")))?;
    Ok(String::from(generated.code()))
}

/// Generates code from a file, or renders what is wrong with it, as a build script does, and prints
/// the first error.
pub(crate) fn run_once(arguments: &[String]) -> ExitCode {
    let [path] = arguments else {
        return ExitCode::FAILURE;
    };
    let Ok(source) = fs::read(path) else {
        return ExitCode::FAILURE;
    };
    match generate(&source) {
        Ok(generated) => drop(black_box(generated)),
        Err(error) => {
            black_box(error.render(&source, path));
            eprintln!("{}", error.diagnostics()[0].message);
        }
    }
    ExitCode::SUCCESS
}

/// Measures [`run_once`] for a table, in a process of its own.
pub(crate) fn measure_once(table: &str, limits: Limits) -> io::Result<Ended> {
    let path = temporary_path();
    fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
    fs::write(&path, table)?;
    let mut command = Command::new(env::current_exe()?);
    command.arg("generate-once").arg(path);
    measure(&command, limits)
}

fn temporary_path() -> PathBuf {
    root().join("target").join("benchmarks").join("table.toml")
}

pub(crate) fn run(sizes: &[usize], turns: usize) -> io::Result<Section> {
    let mut section = Section::new(
        "Generating",
        "Milliseconds from the text of a table to the text of the Rust source, beside the time \
         that the toml crate takes to parse the same text into its own tree, which every generator \
         has to wait for. The peak memory is that of a process that does nothing else.",
    );
    let mut grid = Grid::new("codes");
    let mut ratios = Vec::new();
    for &size in sizes {
        let table = synthetic::table(size);
        let [ours, parse] = times(&table, turns);
        let memory = match measure_once(&table, LIMITS)? {
            Ended::Done(cost, _) => format!("{:.0} MiB", cost.mebibytes),
            Ended::CutOff(limit) => limit,
        };
        let ratio = format!("{}×", significant(ours / parse));
        let cells = [
            (String::from(OURS), significant(ours)),
            (String::from(PARSE), significant(parse)),
            (String::from("ratio"), ratio),
            (String::from("peak memory"), memory),
        ];
        grid.column(&thousands(size), cells);
        ratios.push((size, ours / parse));
    }
    section.grid(&grid);
    for (size, ratio) in ratios {
        let goal = format!("{} codes: at most 15 times the bare parse", thousands(size));
        section.mark(&goal, ratio, ratio <= 15.0);
    }
    Ok(section)
}

/// Returns the milliseconds for the generation and for the bare parse.
fn times(table: &str, turns: usize) -> [f64; 2] {
    let texts = [table];
    let mut contenders = [
        Contender::new(OURS, &texts, |text: &str| generate(text.as_bytes()).is_ok()),
        Contender::new(PARSE, &texts, |text: &str| DeTable::parse(text).is_ok()),
    ];
    race(&mut contenders, turns);
    contenders.map(|contender| contender.nanoseconds() / 1e6)
}

//! Instruction counts: a measurement that a busy machine does not change.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Error, ErrorKind};
use std::path::PathBuf;
use std::process::Command;

use crate::machine;
use crate::project::{self, Project, root, this_library};
use crate::report::{Grid, Section, significant};

/// The look-ups, some with a goal in whole instructions, which no new baseline changes.
const LOOKUPS: &[(&str, Option<f64>)] = &[
    ("from_code", Some(28.0)),
    ("summary", Some(25.0)),
    ("from_name", None),
    // 1.3 times what it was when messages were compared without escapes.
    ("diagnose", Some(1408.0)),
];

/// Growth above this is reported.
const MAX_GROWTH: f64 = 1.05;

/// The passes whose instructions are counted. Those of starting the program are subtracted.
const PASSES: u32 = 1000;

/// The instructions of one look-up.
struct Count {
    lookup: &'static str,
    goal: Option<f64>,
    instructions: f64,
    baseline: Option<f64>,
}

impl Count {
    fn has_grown(&self) -> bool {
        self.baseline
            .is_some_and(|baseline| self.instructions > baseline * MAX_GROWTH)
    }
}

/// Counts the instructions of the look-ups, and compares them with the baseline. `record` makes the
/// counts the new baseline.
pub(crate) fn command(record: bool) -> io::Result<()> {
    let counts = counts()?;
    print!("{}", section(&counts).text());
    if record {
        return fs::write(baseline_path(), baseline_text(&counts)?);
    }
    let grown: Vec<&str> = counts
        .iter()
        .filter(|count| count.has_grown())
        .map(|count| count.lookup)
        .collect();
    if grown.is_empty() {
        Ok(())
    } else {
        let message = format!("grew by more than 5 %: {}", grown.join(", "));
        Err(Error::other(message))
    }
}

/// Returns the section of the page, which says so if valgrind is not installed.
pub(crate) fn run() -> io::Result<Section> {
    match counts() {
        Ok(counts) => Ok(section(&counts)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Section::new(
            "Instructions",
            "Not measured, because valgrind is not installed.",
        )),
        Err(error) => Err(error),
    }
}

fn section(counts: &[Count]) -> Section {
    let mut section = Section::new(
        "Instructions",
        "Instructions of one look-up in the shipped table, counted by callgrind over a fixed input \
         of known and unknown codes, names, and messages. The baseline is that of \
         `benches/instructions.txt`; `cargo run --release -p commsease-status-benches -- \
         instructions` compares the counts with it, and fails if one grew by more than 5 %.",
    );
    let cells = |value: fn(&Count) -> String| counts.iter().map(move |it| (name(it), value(it)));
    let mut grid = Grid::new("look-up");
    grid.column("instructions", cells(|it| significant(it.instructions)));
    grid.column(
        "baseline",
        cells(|it| it.baseline.map_or(String::new(), significant)),
    );
    section.grid(&grid);
    for count in counts {
        if let Some(most) = count.goal {
            let goal = format!("{}: at most {most} instructions, rounded", name(count));
            let rounded = count.instructions.round();
            section.mark(&goal, rounded, rounded <= most);
        }
        if let Some(baseline) = count.baseline {
            let goal = format!("{}: at most 1.05 times the baseline", name(count));
            section.mark(&goal, count.instructions / baseline, !count.has_grown());
        }
    }
    section
}

fn name(count: &Count) -> String {
    format!("`{}`", count.lookup)
}

fn counts() -> io::Result<Vec<Count>> {
    let program = build()?;
    let baseline = baseline()?;
    let count = |&(lookup, goal): &(&'static str, Option<f64>)| {
        let start = collected(&program, lookup, 0)?;
        let passes = collected(&program, lookup, PASSES)?;
        let inputs = inputs(&program, lookup)?;
        #[allow(clippy::cast_precision_loss, reason = "millions")]
        let instructions = (passes - start) as f64 / f64::from(PASSES) / inputs;
        Ok(Count {
            lookup,
            goal,
            instructions,
            baseline: baseline.get(lookup).copied(),
        })
    };
    LOOKUPS.iter().map(count).collect()
}

/// Builds the program whose instructions are counted.
fn build() -> io::Result<PathBuf> {
    let source = fs::read_to_string(root().join("benches/programs/instructions.rs"))?;
    let dependencies = format!("[dependencies]\n{}", this_library(""));
    let project = Project::new("instructions", &dependencies, &[("src/main.rs", &source)])?;
    project::run(project.cargo(&["build", "--quiet", "--release"]))?;
    Ok(project.path("target/release/instructions"))
}

/// Returns the instructions of a run with this number of passes.
fn collected(program: &PathBuf, lookup: &str, passes: u32) -> io::Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([lookup, &passes.to_string()])
        .output()?;
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    collected
        .and_then(|(_, count)| count.trim().parse().ok())
        .ok_or_else(|| Error::other(format!("valgrind fails: {text}")))
}

/// Returns the number of inputs of a look-up.
fn inputs(program: &PathBuf, lookup: &str) -> io::Result<f64> {
    let output = Command::new(program).args([lookup, "0"]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let message = || Error::other(format!("`{lookup}` has no number of inputs: {text}"));
    text.trim().parse().map_err(|_| message())
}

fn baseline_path() -> PathBuf {
    root().join("benches").join("instructions.txt")
}

/// Reads the baseline: a look-up and its instructions on each line.
fn baseline() -> io::Result<BTreeMap<String, f64>> {
    let text = match fs::read_to_string(baseline_path()) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let entry = |line: &str| {
        let (lookup, instructions) = line.split_once(' ')?;
        Some((String::from(lookup), instructions.parse().ok()?))
    };
    Ok(text.lines().filter_map(entry).collect())
}

fn baseline_text(counts: &[Count]) -> io::Result<String> {
    let mut text = format!(
        "# Instructions of one look-up, written by\n\
         # `cargo run --release -p commsease-status-benches -- instructions --record`\n\
         # with {} on {}.\n",
        machine::compiler()?,
        std::env::consts::ARCH
    );
    for count in counts {
        let _ = writeln!(text, "{} {:.1}", count.lookup, count.instructions);
    }
    Ok(text)
}

//! Compiling tables: what the generated code costs the compiler, beside an enum with the derives that people use.

use std::process::Command;
use std::{fmt, fs, io};

use crate::codes::{Code, derived};
use crate::generate;
use crate::measure::{Cost, Ended, Limits, measure};
use crate::project::{self, DERIVES, Libraries, Project};
use crate::report::{Grid, Section, significant, thousands};
use crate::synthetic;

/// What nobody waits for.
const LIMITS: Limits = Limits {
    seconds: 300,
    mebibytes: 12 << 10,
};

/// Derives that take longer for a table are not tried with the next larger one.
const PATIENCE: f64 = 30.0;

/// So small a table is compiled in so short a time that one run says little.
const SMALL: usize = 1000;

/// How a library is compiled.
const MODES: &[Mode] = &[
    Mode {
        name: "check",
        profile: "debug",
        flags: &["--emit=metadata"],
    },
    Mode {
        name: "debug",
        profile: "debug",
        flags: &["--emit=link", "-Cdebuginfo=2"],
    },
    Mode {
        name: "release",
        profile: "release",
        flags: &["--emit=link", "-Copt-level=3"],
    },
];

struct Mode {
    name: &'static str,
    profile: &'static str,
    flags: &'static [&'static str],
}

/// Whose code is compiled.
#[derive(Clone, Copy, PartialEq)]
enum Subject {
    Ours,
    Derives,
}

const SUBJECTS: &[Subject] = &[Subject::Ours, Subject::Derives];

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ours => f.write_str("**this crate**"),
            Self::Derives => f.write_str(&DERIVES.join(", ")),
        }
    }
}

/// What became of a job.
enum Outcome {
    /// The cost, and the bytes of what was written.
    Compiled(Cost, u64),
    CutOff(String),
    NotTried,
}

struct Job {
    subject: Subject,
    size: usize,
    mode: &'static str,
    outcome: Outcome,
}

pub(crate) fn run(sizes: &[usize], turns: usize) -> io::Result<String> {
    let workshop = Workshop::new()?;
    let mut jobs = Vec::new();
    for mode in MODES {
        for &size in sizes {
            let turns = if size <= SMALL { turns } else { 1 };
            for &subject in SUBJECTS {
                let is_hopeless = is_hopeless(&jobs, subject, size, mode.name);
                let outcome = if is_hopeless {
                    Outcome::NotTried
                } else {
                    workshop.best(subject, size, mode, turns)?
                };
                jobs.push(Job {
                    subject,
                    size,
                    mode: mode.name,
                    outcome,
                });
            }
        }
    }
    Ok(report(&jobs, sizes, turns))
}

/// Whoever was cut off with a smaller table or in a lighter mode is cut off again. What our own code costs is asked of
/// every size, as long as it has not been cut off.
fn is_hopeless(jobs: &[Job], subject: Subject, size: usize, mode: &str) -> bool {
    let mut own = jobs.iter().filter(|job| job.subject == subject);
    own.any(|job| match job.outcome {
        Outcome::Compiled(cost, _) => {
            subject == Subject::Derives && job.mode == mode && cost.seconds > PATIENCE
        }
        _ => job.size == size || job.mode == mode,
    })
}

fn report(jobs: &[Job], sizes: &[usize], turns: usize) -> String {
    let about = format!(
        "One run of `rustc` for a library with a table of so many codes: seconds, peak memory, size of the library. Of \
         tables of up to {} codes, it is the best run of {turns}. The derives are those of num_enum (`IntoPrimitive`, \
         `TryFromPrimitive`), strum (`EnumString`, `IntoStaticStr`) and thiserror (`Error`), and `Debug`; they know \
         number, name, identifiers and summary, where this crate's code has causes, texts and documentation, too. {} \
         of processor time or {} is where a job was cut off; not tried is what was cut off in a lighter mode or \
         with a smaller table, and the derives where the table before took them more than {PATIENCE:.0} s.",
        thousands(SMALL),
        cut_off(&Ended::OutOfTime),
        cut_off(&Ended::OutOfMemory)
    );
    let mut section = Section::new("Compiling", &about);
    for mode in MODES {
        let mut grid = Grid::new(mode.name);
        for &size in sizes {
            let of_column = jobs
                .iter()
                .filter(|job| job.mode == mode.name && job.size == size);
            let cells = of_column.map(|job| (job.subject.to_string(), job.outcome.to_string()));
            grid.column(&thousands(size), cells);
        }
        section.grid(&grid);
    }
    marks(&mut section, jobs);
    section.finish()
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compiled(cost, bytes) => {
                let (seconds, mebibytes) = (significant(cost.seconds), cost.mebibytes);
                write!(f, "{seconds} s, {mebibytes:.0} MiB, {} KiB", bytes / 1024)
            }
            Self::CutOff(limit) => f.write_str(limit),
            Self::NotTried => f.write_str("not tried"),
        }
    }
}

/// The limit that was hit.
fn cut_off(ended: &Ended) -> String {
    match ended {
        Ended::OutOfMemory => format!("> {} GiB", LIMITS.mebibytes >> 10),
        _ => format!("> {} s", LIMITS.seconds),
    }
}

fn marks(section: &mut Section, jobs: &[Job]) {
    let cost = |subject: Subject, size: usize, mode: &str| {
        let job = jobs
            .iter()
            .find(|job| job.subject == subject && job.size == size && job.mode == mode);
        job.and_then(|job| {
            if let Outcome::Compiled(cost, _) = job.outcome {
                Some(cost)
            } else {
                None
            }
        })
    };
    for mode in MODES.iter().map(|mode| mode.name) {
        let ours = |size| cost(Subject::Ours, size, mode);
        if let (Some(ours), Some(derives)) = (ours(10_000), cost(Subject::Derives, 10_000, mode)) {
            let faster = derives.seconds / ours.seconds;
            let promise = format!("10,000 codes, {mode}: at least 10 times as fast as the derives");
            section.mark(&promise, faster, faster >= 10.0);
            let share = ours.mebibytes / derives.mebibytes;
            section.mark(
                &format!("10,000 codes, {mode}: at most a tenth of their memory"),
                share,
                share <= 0.1,
            );
        }
        if let (Some(small), Some(large)) = (ours(1000), ours(10_000)) {
            let growth = large.seconds / small.seconds;
            let promise = format!("from 1,000 to 10,000 codes, {mode}: at most 12 times the time");
            section.mark(&promise, growth, growth <= 12.0);
        }
        if let Some(largest) = ours(50_000) {
            let gibibytes = largest.mebibytes / 1024.0;
            section.mark(
                &format!("50,000 codes, {mode}: within 2 GiB"),
                gibibytes,
                gibibytes <= 2.0,
            );
        }
    }
}

/// Where tables are compiled.
struct Workshop(Project);

impl Workshop {
    fn new() -> io::Result<Self> {
        project::shelf().map(Self)
    }

    /// Compiles a table so many times, and gives back the best.
    fn best(
        &self,
        subject: Subject,
        size: usize,
        mode: &Mode,
        turns: usize,
    ) -> io::Result<Outcome> {
        let output = self.0.path("table.out");
        let rustc = self.rustc(subject, size, mode)?;
        let mut best: Option<Cost> = None;
        for _ in 0..turns {
            match measure(&rustc, LIMITS)? {
                Ended::Well(cost, _) => {
                    best = best
                        .filter(|best| best.seconds <= cost.seconds)
                        .or(Some(cost))
                }
                limit => return Ok(Outcome::CutOff(cut_off(&limit))),
            }
        }
        let best = best.ok_or_else(|| io::Error::other("no turn at all"))?;
        Ok(Outcome::Compiled(best, fs::metadata(output)?.len()))
    }

    fn rustc(&self, subject: Subject, size: usize, mode: &Mode) -> io::Result<Command> {
        let table = synthetic::table(size);
        let (source, names) = match subject {
            Subject::Ours => (ours(&table)?, &["commsease_status"][..]),
            Subject::Derives => (derives(&table)?, DERIVES),
        };
        self.0.write("table.rs", &source)?;
        let libraries: Libraries = self.0.libraries(mode.profile)?;
        let mut rustc = libraries.rustc(names)?;
        rustc
            .args(["--crate-type=lib", "--crate-name=table"])
            .args(mode.flags);
        rustc
            .arg("-o")
            .arg(self.0.path("table.out"))
            .arg(self.0.path("table.rs"));
        Ok(rustc)
    }
}

/// The generated code, and functions that make the compiler translate the part that is inlined.
fn ours(table: &str) -> io::Result<String> {
    Ok(generate::code(table)?
        + "pub fn summary(status: Ours) -> &'static str { status.summary() }\n\
           pub fn name(status: Ours) -> &'static str { status.name() }\n\
           pub fn causes(status: Ours) -> &'static [commsease_status::Cause<Ours>] { status.causes() }\n\
           pub fn diagnose(code: i32, text: &str) -> Option<&'static commsease_status::Cause<Ours>> {\n\
               commsease_status::Diagnosis::<Ours>::new(code, Some(text)).cause()\n\
           }\n")
}

/// The same table as a person writes it who has the derives.
fn derives(table: &str) -> io::Result<String> {
    let codes = Code::of(table).map_err(io::Error::other)?;
    Ok(derived(&codes).to_string())
}

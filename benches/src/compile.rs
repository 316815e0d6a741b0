//! Compilation: the time and memory that rustc takes for generated code, and for enums that people
//! write.

use std::process::Command;
use std::{fmt, fs, io};

use quote::quote;

use crate::chart::{self, Line};
use crate::codes::{Code, derived};
use crate::generate;
use crate::measure::{Cost, Ended, LIMITS, measure};
use crate::project::{self, DERIVES, Libraries, Project};
use crate::report::{Grid, Section, significant, thousands};
use crate::synthetic;

/// A peer that takes longer for a table is not tried with the next larger one.
const PATIENCE: f64 = 30.0;

/// A table with at most this number of codes compiles so fast that one run is not enough.
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

/// The code that is compiled.
#[derive(Clone, Copy, PartialEq)]
enum Subject {
    Ours,
    Derives,
    Functions,
    Constants,
}

const SUBJECTS: &[Subject] = &[
    Subject::Ours,
    Subject::Derives,
    Subject::Functions,
    Subject::Constants,
];

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ours => f.write_str("**this crate**"),
            Self::Derives => f.write_str(&DERIVES.join(", ")),
            Self::Functions => f.write_str("enum with `match` functions"),
            Self::Constants => f.write_str("newtype with constants"),
        }
    }
}

/// The result of a job.
enum Outcome {
    /// The cost, and the size of the library in bytes.
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

impl Job {
    fn cost(&self) -> Option<Cost> {
        match self.outcome {
            Outcome::Compiled(cost, _) => Some(cost),
            Outcome::CutOff(_) | Outcome::NotTried => None,
        }
    }
}

pub(crate) fn run(sizes: &[usize], turns: usize) -> io::Result<Section> {
    let workshop = Workshop(project::shelf()?);
    let mut jobs = Vec::new();
    for mode in MODES {
        for &size in sizes {
            let turns = if size <= SMALL { turns } else { 1 };
            for &subject in SUBJECTS {
                let outcome = if is_hopeless(&jobs, subject, size, mode.name) {
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

/// Returns `true` if a job with a smaller table or in a lighter mode was cut off, or if a peer was
/// slow with a smaller table.
fn is_hopeless(jobs: &[Job], subject: Subject, size: usize, mode: &str) -> bool {
    let mut own = jobs.iter().filter(|job| job.subject == subject);
    own.any(|job| match job.outcome {
        Outcome::Compiled(cost, _) => {
            subject != Subject::Ours && job.mode == mode && cost.seconds > PATIENCE
        }
        Outcome::CutOff(_) | Outcome::NotTried => job.size == size || job.mode == mode,
    })
}

fn report(jobs: &[Job], sizes: &[usize], turns: usize) -> Section {
    let about = format!(
        "One run of `rustc` for a library with a table: seconds, peak memory, and size of the \
         library. For up to {} codes, it is the best run of {turns}. The derives are those of \
         num_enum (`IntoPrimitive`, `TryFromPrimitive`), strum (`EnumString`, `IntoStaticStr`), \
         thiserror (`Error`), and `Debug`. They know the code, the name, the SDK identifiers, and \
         the summary. The enum with `match` functions, without derives but `Clone` and `Copy`, and \
         the newtype with constants, as bindings have them, know the code, the name, and the \
         summary, and do not parse names. The code of this crate has all of it, and causes, \
         patterns, and documentation.\n\n\
         A job was cut off at {} of processor time or {} of memory. A job was not tried if a \
         lighter mode or a smaller table was cut off, or if a peer took more than {PATIENCE:.0} s \
         for the table before. A part of the time of the derives is a bug of rustc: for a large \
         enum, `derive(Debug)` takes time in proportion to the square of the number of variants \
         ([rust-lang/rust#133945](https://github.com/rust-lang/rust/issues/133945), fixed in a \
         later version than the one measured here).",
        thousands(SMALL),
        LIMITS.exceeded_time(),
        LIMITS.exceeded_memory()
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
    section.picture(
        "compile-time.svg",
        "Seconds of `cargo check` against the number of codes, on logarithmic axes",
        picture(jobs),
    );
    marks(&mut section, jobs);
    section
}

/// Draws the time of the mode "check" against the number of codes.
fn picture(jobs: &[Job]) -> String {
    let line = |subject: Subject| {
        let own = jobs
            .iter()
            .filter(|job| job.subject == subject && job.mode == "check");
        #[allow(clippy::cast_precision_loss, reason = "thousands of codes")]
        let points = own.filter_map(|job| Some((job.size as f64, job.cost()?.seconds)));
        Line {
            label: subject.to_string().replace(['`', '*'], ""),
            points: points.collect(),
            is_ours: subject == Subject::Ours,
        }
    };
    let lines: Vec<Line> = SUBJECTS.iter().copied().map(line).collect();
    chart::lines("Compile time (check)", "codes", "seconds", &lines)
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

fn marks(section: &mut Section, jobs: &[Job]) {
    let cost = |subject: Subject, size: usize| {
        let is_job = |job: &&Job| job.subject == subject && job.size == size && job.mode == "check";
        jobs.iter().find(is_job).and_then(Job::cost)
    };
    let ours = |size| cost(Subject::Ours, size);
    if let (Some(ours), Some(derives)) = (ours(10_000), cost(Subject::Derives, 10_000)) {
        let factor = derives.seconds / ours.seconds;
        section.mark(
            "10,000 codes, check: at least 7 times as fast as the derives",
            factor,
            factor >= 7.0,
        );
    }
    if let (Some(small), Some(large)) = (ours(1000), ours(10_000)) {
        let growth = large.seconds / small.seconds;
        section.mark(
            "from 1,000 to 10,000 codes, check: at most 12 times the time",
            growth,
            growth <= 12.0,
        );
    }
    if let (Some(largest), Some(derives)) = (ours(50_000), cost(Subject::Derives, 10_000)) {
        let ratio = largest.seconds / derives.seconds;
        section.mark(
            "50,000 codes, check: at most the time of the derives for 10,000",
            ratio,
            ratio <= 1.0,
        );
    }
    if let Some(largest) = ours(50_000) {
        let gibibytes = largest.mebibytes / 1024.0;
        section.mark(
            "50,000 codes, check: within 2 GiB",
            gibibytes,
            gibibytes <= 2.0,
        );
    }
}

/// The project in which tables are compiled.
struct Workshop(Project);

impl Workshop {
    /// Compiles a table several times, and returns the best time.
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
                Ended::Done(cost, _) => {
                    best = best
                        .filter(|best| best.seconds <= cost.seconds)
                        .or(Some(cost));
                }
                Ended::CutOff(limit) => return Ok(Outcome::CutOff(limit)),
            }
        }
        let best = best.ok_or_else(|| io::Error::other("no turns"))?;
        Ok(Outcome::Compiled(best, fs::metadata(output)?.len()))
    }

    fn rustc(&self, subject: Subject, size: usize, mode: &Mode) -> io::Result<Command> {
        let table = synthetic::table(size);
        let codes = Code::of(&table).map_err(io::Error::other)?;
        let (source, names) = match subject {
            Subject::Ours => (ours(&table)?, &["commsease_status"][..]),
            Subject::Derives => {
                let derived = derived(&codes, &quote!(#[derive(strum::EnumString)]));
                (derived.to_string(), DERIVES)
            }
            Subject::Functions => (functions(&codes), &[][..]),
            Subject::Constants => (constants(&codes), &[][..]),
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

/// Returns the generated code, and functions for which rustc compiles the code that is inlined.
fn ours(table: &str) -> io::Result<String> {
    Ok(generate::code(table)?
        + "use commsease_status::{Cause, Diagnosis};\n\
           pub fn summary(status: Ours) -> &'static str { status.summary() }\n\
           pub fn name(status: Ours) -> &'static str { status.name() }\n\
           pub fn causes(status: Ours) -> &'static [Cause<Ours>] { status.causes() }\n\
           pub fn diagnose(code: i32, message: &str) -> Option<&'static Cause<Ours>> {\n\
               Diagnosis::<Ours>::new(code, Some(message)).cause()\n\
           }\n")
}

/// Returns an enum without derives, and `match` functions.
fn functions(codes: &[Code]) -> String {
    let variants: Vec<_> = codes.iter().map(Code::variant).collect();
    let numbers: Vec<_> = codes.iter().map(Code::number).collect();
    let (names, summaries) = (codes.iter().map(|it| &it.name), summaries(codes));
    quote! {
        #[derive(Clone, Copy)]
        #[repr(i32)]
        pub enum Status { #(#variants = #numbers),* }

        pub fn from_code(code: i32) -> Option<Status> {
            match code { #(#numbers => Some(Status::#variants),)* _ => None }
        }

        pub fn name(status: Status) -> &'static str {
            match status { #(Status::#variants => #names),* }
        }

        pub fn summary(status: Status) -> &'static str {
            match status { #(Status::#variants => #summaries),* }
        }
    }
    .to_string()
}

/// Returns a newtype with a constant for each code, and `match` functions.
fn constants(codes: &[Code]) -> String {
    let constants: Vec<_> = codes.iter().map(Code::variant).collect();
    let numbers = codes.iter().map(Code::number);
    let (names, summaries) = (codes.iter().map(|it| &it.name), summaries(codes));
    quote! {
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct Status(pub i32);

        impl Status {
            #(pub const #constants: Self = Self(#numbers);)*
        }

        pub fn name(status: Status) -> Option<&'static str> {
            match status { #(Status::#constants => Some(#names),)* _ => None }
        }

        pub fn summary(status: Status) -> Option<&'static str> {
            match status { #(Status::#constants => Some(#summaries),)* _ => None }
        }
    }
    .to_string()
}

fn summaries(codes: &[Code]) -> impl Iterator<Item = &String> {
    codes.iter().map(|code| &code.summary)
}

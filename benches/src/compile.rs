//! Compiling tables: what the generated code costs the compiler, beside an enum with the derives that people use.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use commsease_status::codegen::generate;

use crate::measure::{Cost, Limits, measure};
use crate::report::{Grid, Section, significant};
use crate::synthetic;

const OURS: &str = "**this crate**";
const DERIVES: &str = "num_enum, strum, thiserror";

/// What nobody waits for.
const LIMITS: Limits = Limits { seconds: 100, mebibytes: 12 << 10 };

/// How a library is compiled.
const MODES: &[(&str, &str, &[&str])] = &[
    ("check", "debug", &["--emit=metadata"]),
    ("debug", "debug", &["--emit=link", "-Cdebuginfo=2"]),
    ("release", "release", &["--emit=link", "-Copt-level=3"]),
];

pub(crate) fn run(sizes: &[usize]) -> io::Result<String> {
    let workshop = Workshop::new()?;
    let mut section = Section::new(
        "Compiling",
        "One run of `rustc` for a library with a table of so many codes: seconds, peak memory, size of the library. The \
         derives are those of num_enum (`TryFromPrimitive`), strum (`EnumString`, `IntoStaticStr`) and thiserror \
         (`Error`), and `Debug`; they know number, name and summary, where this crate's code has causes, texts and \
         documentation too. What is missing did not end within 100 s and 12 GiB.",
    );
    let mut costs = Vec::new();
    for &(mode, profile, flags) in MODES {
        let mut grid = Grid::new(mode);
        for &size in sizes {
            let mut cells = Vec::new();
            for subject in [OURS, DERIVES] {
                // Whoever does not get through the smallest job does not get through the others.
                let is_hopeless =
                    costs.iter().any(|&(s, n, cost, _)| s == subject && n == size && Option::is_none(&cost));
                let compiled = if is_hopeless { None } else { workshop.compile(subject, size, profile, flags)? };
                costs.push((subject, size, compiled.map(|(cost, _)| cost), mode));
                cells.push((
                    String::from(subject),
                    compiled.map_or(String::from("—"), |(cost, bytes)| cell(cost, bytes)),
                ));
            }
            grid.column(&size.to_string(), cells);
        }
        section.grid(&grid);
    }
    marks(&mut section, &costs);
    section.gap();
    Ok(section.finish())
}

type Measured = (&'static str, usize, Option<Cost>, &'static str);

fn marks(section: &mut Section, costs: &[Measured]) {
    let cost = |subject: &str, size: usize, mode: &str| {
        costs.iter().find(|cost| cost.0 == subject && cost.1 == size && cost.3 == mode).and_then(|cost| cost.2)
    };
    for &(mode, ..) in MODES {
        if let (Some(ours), Some(derives)) = (cost(OURS, 10_000, mode), cost(DERIVES, 10_000, mode)) {
            let faster = derives.seconds / ours.seconds;
            section.mark(
                &format!("10,000 codes, {mode}: at least 10 times as fast as the derives"),
                faster,
                faster >= 10.0,
            );
            let share = ours.mebibytes / derives.mebibytes;
            section.mark(&format!("10,000 codes, {mode}: at most a tenth of their memory"), share, share <= 0.1);
        }
        if let (Some(small), Some(large)) = (cost(OURS, 1000, mode), cost(OURS, 10_000, mode)) {
            let growth = large.seconds / small.seconds;
            section.mark(
                &format!("from 1,000 to 10,000 codes, {mode}: at most 12 times the time"),
                growth,
                growth <= 12.0,
            );
        }
        if let Some(largest) = cost(OURS, 50_000, mode) {
            let gibibytes = largest.mebibytes / 1024.0;
            section.mark(&format!("50,000 codes, {mode}: within 2 GiB"), gibibytes, gibibytes <= 2.0);
        }
    }
}

fn cell(cost: Cost, bytes: u64) -> String {
    format!("{} s, {:.0} MiB, {} KiB", significant(cost.seconds), cost.mebibytes, bytes / 1024)
}

/// A folder with the compiled dependencies of both.
struct Workshop {
    folder: PathBuf,
}

const SHELF: &str = r#"[package]
name = "shelf"
version = "0.0.0"
edition = "2024"

[dependencies]
commsease-status = { path = "ROOT" }
num_enum = { version = "0.7", default-features = false }
strum = { version = "0.28", default-features = false, features = ["derive"] }
thiserror = { version = "2.0", default-features = false }

[workspace]
"#;

impl Workshop {
    fn new() -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default();
        let folder = root.join("target").join("benchmarks").join("compile");
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("src").join("lib.rs"), "")?;
        fs::write(folder.join("Cargo.toml"), SHELF.replace("ROOT", &root.display().to_string()))?;
        for profile in ["dev", "release"] {
            let status =
                Command::new("cargo").args(["build", "--quiet", "--profile", profile]).current_dir(&folder).status()?;
            if !status.success() {
                return Err(io::Error::other("the dependencies do not compile"));
            }
        }
        Ok(Self { folder })
    }

    /// Compiles a table once; nothing if a limit is hit. The size is that of what was written.
    fn compile(&self, subject: &str, size: usize, profile: &str, flags: &[&str]) -> io::Result<Option<(Cost, u64)>> {
        let source = self.folder.join("table.rs");
        let output = self.folder.join("table.out");
        fs::write(&source, if subject == OURS { ours(size) } else { derives(size) })?;
        let shelf = self.folder.join("target").join(profile).join("deps");
        let mut rustc = Command::new("rustc");
        rustc.args(["--edition=2024", "--crate-type=lib", "--crate-name=table", "--cap-lints=allow"]).args(flags);
        rustc.arg("-L").arg(format!("dependency={}", shelf.display())).arg("-o").arg(&output).arg(&source);
        let names = if subject == OURS { &["commsease_status"][..] } else { &["num_enum", "strum", "thiserror"] };
        for name in names {
            rustc.arg("--extern").arg(format!("{name}={}", library(&shelf, name)?.display()));
        }
        let cost = measure(&rustc, LIMITS);
        Ok(cost.map(|cost| (cost, fs::metadata(&output).map_or(0, |file| file.len()))))
    }
}

fn library(shelf: &Path, name: &str) -> io::Result<PathBuf> {
    let prefix = format!("lib{name}-");
    for file in fs::read_dir(shelf)? {
        let path = file?.path();
        let is_it = path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(&prefix));
        if is_it && path.extension().is_some_and(|extension| extension == "rlib") {
            return Ok(path);
        }
    }
    Err(io::Error::other(format!("`{name}` was not compiled")))
}

/// The generated code, and functions that make the compiler translate the part that is inlined.
fn ours(size: usize) -> String {
    let table = synthetic::table(size);
    let generated = generate(table.as_bytes()).map_or(String::new(), |generated| String::from(generated.code()));
    generated
        + "pub fn summary(status: Ours) -> &'static str { status.summary() }\n\
           pub fn name(status: Ours) -> &'static str { status.name() }\n\
           pub fn causes(status: Ours) -> &'static [commsease_status::Cause<Ours>] { status.causes() }\n\
           pub fn diagnose(code: i32, text: &str) -> Option<&'static commsease_status::Cause<Ours>> {\n\
               commsease_status::Diagnosis::<Ours>::new(code, Some(text)).cause()\n\
           }\n"
}

/// The same table as a person writes it who has the derives.
fn derives(size: usize) -> String {
    let mut source = String::from(
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, num_enum::TryFromPrimitive, strum::EnumString, \
         strum::IntoStaticStr, thiserror::Error)]\n#[repr(i32)]\npub enum Derived {\n",
    );
    for (at, number) in synthetic::numbers(size).into_iter().enumerate() {
        // Writing to a string does not fail.
        let _ = writeln!(
            source,
            "    #[error(\"The request number {at} was refused by the service.\")]\n    #[strum(serialize = \
             \"Status{at}Of{number}\", serialize = \"RES_STATUS_{at}_OF_{number}\")]\n    Status{at}Of{number} = {number},"
        );
    }
    source + "}\n"
}

//! Building a program with a table: the first time, and after an entry was edited.

use std::{fs, io};

use crate::codes::{Code, derived};
use crate::measure::{Cost, Ended, Limits, measure};
use crate::project::{DERIVES, Project, peers, root, this_library};
use crate::report::{Grid, Section, significant, thousands};

const LIMITS: Limits = Limits {
    seconds: 300,
    mebibytes: 12 << 10,
};

const OURS_MAIN: &str = r#"mod codes {
    commsease_status::include_codes!("codes");
}

fn main() {
    println!("{}", codes::StatusCode::from_code(414).map_or("unknown", |status| status.summary()));
}
"#;

const OURS_BUILD: &str = r#"fn main() {
    commsease_status::codegen::compile("codes.toml");
}
"#;

const DERIVES_MAIN: &str = r#"mod codes;

fn main() {
    match codes::Derived::try_from(414) {
        Ok(status) => println!("{status}"),
        Err(_) => println!("unknown"),
    }
}
"#;

const USER_MAIN: &str = r#"fn main() {
    println!("{}", commsease_status::StatusCode::from_code(414).map_or("unknown", |status| status.summary()));
}
"#;

pub(crate) fn run(turns: usize) -> io::Result<String> {
    let table = fs::read_to_string(root().join("codes.toml"))?;
    let codes = Code::of(&table).map_err(io::Error::other)?;
    let mut grid = Grid::new("program");
    let subjects = [user()?, with_derives(&codes)?, with_table(&table)?];
    let first = subjects
        .iter()
        .map(|subject| Ok((subject.title, subject.first(turns)?)));
    let (mut costs, mut crates) = (Vec::new(), Vec::new());
    for (title, (cost, compiled)) in first.collect::<io::Result<Vec<_>>>()? {
        costs.push((String::from(title), cell(cost)));
        crates.push((String::from(title), compiled.to_string()));
    }
    grid.column("first build", costs);
    grid.column("packages", crates);
    let mut edits = Vec::new();
    for subject in &subjects {
        if let Some(cost) = subject.after_edits(&codes[codes.len() / 2], turns)? {
            edits.push((String::from(subject.title), cell(cost)));
        }
    }
    grid.column("after an edit", edits);
    let about = format!(
        "`cargo build` of a small program, in seconds, and in brackets the seconds that all processors together were \
         busy: the first build with all packages that it depends on, which were fetched before, and the build after a \
         summary was edited, in the table or in the source. The table is that of this crate, with {} codes; the \
         derives are {} in the program's own source. Best of {turns}.",
        thousands(codes.len()),
        DERIVES.join(", "),
    );
    let mut section = Section::new("Building", &about);
    section.grid(&grid);
    Ok(section.finish())
}

fn cell(cost: Cost) -> String {
    format!(
        "{} s ({} s)",
        significant(cost.seconds),
        significant(cost.processor_seconds)
    )
}

/// A program, and where its codes stand if they are its own.
struct Subject {
    title: &'static str,
    project: Project,
    codes: Option<(&'static str, String)>,
}

/// A program that needs no codes but the service's.
fn user() -> io::Result<Subject> {
    let dependencies = format!("[dependencies]\n{}", this_library(""));
    let project = Project::new("user", &dependencies, &[("src/main.rs", USER_MAIN)])?;
    Ok(Subject {
        title: "depends on **this crate**",
        project,
        codes: None,
    })
}

/// A program with a table of its own, as the library's documentation teaches it.
fn with_table(table: &str) -> io::Result<Subject> {
    let (run_time, build_time) = (this_library(""), this_library("\"codegen\""));
    let dependencies = format!("[dependencies]\n{run_time}\n[build-dependencies]\n{build_time}");
    let files = [
        ("codes.toml", table),
        ("build.rs", OURS_BUILD),
        ("src/main.rs", OURS_MAIN),
    ];
    let project = Project::new("own-table", &dependencies, &files)?;
    Ok(Subject {
        title: "own table, **this crate**",
        project,
        codes: Some(("codes.toml", String::from(table))),
    })
}

/// A program with the same codes in an enum with derives.
fn with_derives(codes: &[Code]) -> io::Result<Subject> {
    let dependencies = format!("[dependencies]\n{}", peers(DERIVES));
    let source = derived(codes).to_string();
    let files = [
        ("src/codes.rs", source.as_str()),
        ("src/main.rs", DERIVES_MAIN),
    ];
    let project = Project::new("derives", &dependencies, &files)?;
    Ok(Subject {
        title: "own enum, derives",
        project,
        codes: Some(("src/codes.rs", source)),
    })
}

impl Subject {
    /// Builds it from nothing, so many times: the least cost, and how many packages were compiled.
    fn first(&self, turns: usize) -> io::Result<(Cost, usize)> {
        let target = self.project.path("target");
        let build = || {
            if target.exists() {
                fs::remove_dir_all(&target)?;
            }
            self.build()
        };
        let built = (0..turns)
            .map(|_| build())
            .collect::<io::Result<Vec<_>>>()?;
        let (cost, said) = least(built)?;
        Ok((
            cost,
            said.lines()
                .filter(|line| line.trim_start().starts_with("Compiling "))
                .count(),
        ))
    }

    /// Builds it again after each of so many edits.
    fn after_edits(&self, code: &Code, turns: usize) -> io::Result<Option<Cost>> {
        let Some((path, text)) = &self.codes else {
            return Ok(None);
        };
        let edit = |turn: usize| {
            let summary = code.summary.trim_end_matches('.');
            let edited = text.replacen(
                &format!("\"{summary}."),
                &format!("\"{summary}, edited {turn} times."),
                1,
            );
            if edited == *text {
                return Err(io::Error::other(format!(
                    "no summary of {} to edit in {path}",
                    code.code
                )));
            }
            self.project.write(path, &edited)?;
            self.build()
        };
        least((0..turns).map(edit).collect::<io::Result<Vec<_>>>()?).map(|(cost, _)| Some(cost))
    }

    fn build(&self) -> io::Result<(Cost, String)> {
        match measure(&self.project.cargo(&["build"]), LIMITS)? {
            Ended::Well(cost, said) => Ok((cost, said)),
            _ => Err(io::Error::other(format!(
                "{} does not build within the limits",
                self.title
            ))),
        }
    }
}

fn least(built: Vec<(Cost, String)>) -> io::Result<(Cost, String)> {
    let least = built
        .into_iter()
        .min_by(|one, other| one.0.seconds.total_cmp(&other.0.seconds));
    least.ok_or_else(|| io::Error::other("no turn at all"))
}

//! Builds of small programs: the first build, the build after an edit, and the documentation.

use std::{fs, io};

use quote::quote;

use crate::chart::{self, Bar, Bars};
use crate::codes::{Code, derived};
use crate::measure::{Cost, Ended, LIMITS, measure};
use crate::project::{DERIVES, Project, peers, root, this_library};
use crate::report::{Grid, Section, significant, thousands};

const OURS_MAIN: &str = r#"pub mod codes {
    commsease_status::include_codes!("codes");
}

fn main() {
    let status = codes::StatusCode::from_code(414);
    println!("{}", status.map_or("unknown", |status| status.summary()));
}
"#;

const OURS_BUILD: &str = r#"fn main() {
    commsease_status::codegen::compile("codes.toml");
}
"#;

const DERIVES_MAIN: &str = r#"pub mod codes;

fn main() {
    match codes::Derived::try_from(414) {
        Ok(status) => println!("{status}"),
        Err(_) => println!("unknown"),
    }
}
"#;

const USER_MAIN: &str = r#"fn main() {
    let status = commsease_status::StatusCode::from_code(414);
    println!("{}", status.map_or("unknown", |status| status.summary()));
}
"#;

pub(crate) fn run(turns: usize) -> io::Result<Section> {
    let table = fs::read_to_string(root().join("codes.toml"))?;
    let codes = Code::of(&table).map_err(io::Error::other)?;
    let subjects = [user()?, with_derives(&codes)?, with_table(&table)?];
    let mut costs = Vec::new();
    let [mut first, mut packages, mut edits, mut docs, mut pages] = [const { Vec::new() }; 5];
    let edited = &codes[codes.len() / 2];
    for subject in &subjects {
        let title = || String::from(subject.title);
        let (cost, compiled) = subject.first(turns)?;
        costs.push(cost.seconds);
        first.push((title(), cell(cost)));
        packages.push((title(), compiled.to_string()));
        if let Some(codes) = &subject.codes {
            edits.push((title(), cell(subject.after_edits(codes, edited, turns)?)));
            let (cost, kibibytes) = subject.documentation(codes, turns)?;
            docs.push((title(), cell(cost)));
            pages.push((title(), format!("{kibibytes} KiB")));
        }
    }
    let mut grid = Grid::new("program");
    grid.column("first build", first);
    grid.column("packages", packages);
    grid.column("after an edit", edits);
    grid.column("documentation", docs);
    grid.column("page of the enum", pages);
    let mut section = Section::new("Building", &about(codes.len(), turns));
    section.grid(&grid);
    section.picture(
        "first-build.svg",
        "Bar chart of the seconds of a first build",
        picture(&subjects, &costs),
    );
    let ratio = costs[0] / costs[1];
    section.mark(
        "first build of a program that depends on this crate: at most the time of the derives",
        ratio,
        ratio <= 1.0,
    );
    Ok(section)
}

fn about(codes: usize, turns: usize) -> String {
    format!(
        "`cargo build` of a small program, in seconds, and in parentheses the processor time: the \
         first build with all packages that the program depends on, which were fetched before, and \
         the build after a summary was edited, in the table or in the source. Then `cargo doc \
         --no-deps`, and the size of the page that documents the enum. The table is that of this \
         crate, with {} codes; the derives are {} in the source of the program. Best of {turns}.",
        thousands(codes),
        DERIVES.join(", "),
    )
}

fn picture(subjects: &[Subject], seconds: &[f64]) -> String {
    let bars = subjects.iter().zip(seconds).map(|(subject, seconds)| Bar {
        label: subject.title.replace(['`', '*'], ""),
        value: *seconds,
        is_ours: subject.title.contains("**"),
    });
    let chart = Bars {
        title: String::from("with all dependencies"),
        bars: bars.collect(),
    };
    chart::bars("Seconds of the first build", "s", &[chart])
}

fn cell(cost: Cost) -> String {
    let (seconds, processor) = (cost.seconds, cost.processor_seconds);
    format!("{} s ({} s)", significant(seconds), significant(processor))
}

/// A program.
struct Subject {
    title: &'static str,
    project: Project,
    /// Where the codes of the program are, if it has its own.
    codes: Option<Codes>,
}

/// The codes of a program.
struct Codes {
    file: &'static str,
    text: String,
    /// The documentation of the enum, below the target directory.
    page: &'static str,
}

/// Returns a program that needs only the codes of the service.
fn user() -> io::Result<Subject> {
    let dependencies = format!("[dependencies]\n{}", this_library(""));
    let project = Project::new("user", &dependencies, &[("src/main.rs", USER_MAIN)])?;
    Ok(Subject {
        title: "depends on **this crate**",
        project,
        codes: None,
    })
}

/// Returns a program with a table of its own, as the documentation of the library describes it.
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
        codes: Some(Codes {
            file: "codes.toml",
            text: String::from(table),
            page: "doc/own_table/codes/enum.StatusCode.html",
        }),
    })
}

/// Returns a program with the same codes in an enum with derives.
fn with_derives(codes: &[Code]) -> io::Result<Subject> {
    let dependencies = format!("[dependencies]\n{}", peers(DERIVES));
    let text = derived(codes, &quote!(#[derive(strum::EnumString)])).to_string();
    let files = [
        ("src/codes.rs", text.as_str()),
        ("src/main.rs", DERIVES_MAIN),
    ];
    let project = Project::new("derives", &dependencies, &files)?;
    Ok(Subject {
        title: "own enum, derives",
        project,
        codes: Some(Codes {
            file: "src/codes.rs",
            text,
            page: "doc/derives/codes/enum.Derived.html",
        }),
    })
}

impl Subject {
    /// Builds the program without earlier results several times. Returns the least cost and the
    /// number of compiled packages.
    fn first(&self, turns: usize) -> io::Result<(Cost, usize)> {
        let target = self.project.path("target");
        let build = || {
            if target.exists() {
                fs::remove_dir_all(&target)?;
            }
            self.cargo(&["build"])
        };
        let (cost, output) = least((0..turns).map(|_| build()))?;
        let lines = output.lines().map(str::trim_start);
        let packages = lines.filter(|line| line.starts_with("Compiling ")).count();
        Ok((cost, packages))
    }

    /// Builds the program after each of several edits.
    fn after_edits(&self, codes: &Codes, code: &Code, turns: usize) -> io::Result<Cost> {
        let edit = |turn: usize| {
            let summary = code.summary.trim_end_matches('.');
            let old = format!("\"{summary}.");
            let new = format!("\"{summary}, edited {turn} times.");
            let edited = codes.text.replacen(&old, &new, 1);
            if edited == codes.text {
                let message = format!("`{}` has no summary of {}", codes.file, code.code);
                return Err(io::Error::other(message));
            }
            self.project.write(codes.file, &edited)?;
            self.cargo(&["build"])
        };
        least((0..turns).map(edit)).map(|(cost, _)| cost)
    }

    /// Documents the program. Returns the least cost, and the size of the page of the enum in KiB.
    fn documentation(&self, codes: &Codes, turns: usize) -> io::Result<(Cost, u64)> {
        let page = self.project.path("target").join(codes.page);
        let document = || {
            let folder = self.project.path("target").join("doc");
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            self.cargo(&["doc", "--no-deps"])
        };
        let (cost, _) = least((0..turns).map(|_| document()))?;
        Ok((cost, fs::metadata(page)?.len() / 1024))
    }

    fn cargo(&self, arguments: &[&str]) -> io::Result<(Cost, String)> {
        match measure(&self.project.cargo(arguments), LIMITS)? {
            Ended::Done(cost, output) => Ok((cost, output)),
            Ended::CutOff(limit) => Err(io::Error::other(format!("{}: {limit}", self.title))),
        }
    }
}

fn least(built: impl Iterator<Item = io::Result<(Cost, String)>>) -> io::Result<(Cost, String)> {
    let built = built.collect::<io::Result<Vec<_>>>()?;
    let least = built
        .into_iter()
        .min_by(|one, other| one.0.seconds.total_cmp(&other.0.seconds));
    least.ok_or_else(|| io::Error::other("no turns"))
}

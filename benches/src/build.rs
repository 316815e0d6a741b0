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
    let status = codes::StatusCode::from_code(code());
    println!("{}", status.map_or("unknown", |status| status.summary()));
}
"#;

const OURS_BUILD: &str = r#"fn main() {
    commsease_status::codegen::compile("codes.toml");
}
"#;

const DERIVES_MAIN: &str = r#"pub mod codes;

fn main() {
    match codes::Derived::try_from(code()) {
        Ok(status) => println!("{status}"),
        Err(_) => println!("unknown"),
    }
}
"#;

const PLAIN_MAIN: &str = r#"fn main() {
    println!("{}", code());
}
"#;

const USER_MAIN: &str = r#"fn main() {
    let status = commsease_status::StatusCode::from_code(code());
    println!("{}", status.map_or("unknown", |status| status.summary()));
}
"#;

/// What a program has apart from its codes.
struct Base {
    /// The start of the name of its package.
    prefix: &'static str,
    dependencies: &'static str,
    /// The function that returns the code to look up.
    code: &'static str,
}

const EMPTY: Base = Base {
    prefix: "",
    dependencies: "",
    code: "
fn code() -> i32 {
    414
}
",
};

/// What most programs that call a service have, with the dependencies as people write them.
const SERDE: Base = Base {
    prefix: "serde_",
    dependencies: "serde = { version = '1.0', features = ['derive'] }\nserde_json = '1.0'\n",
    code: "
#[derive(serde::Deserialize)]
struct Body {
    code: i32,
}

fn code() -> i32 {
    let body = std::env::args().nth(1).unwrap_or_default();
    serde_json::from_str(&body).map_or(0, |body: Body| body.code)
}
",
};

pub(crate) fn run(turns: usize) -> io::Result<Section> {
    let table = fs::read_to_string(root().join("codes.toml"))?;
    let codes = Code::of(&table).map_err(io::Error::other)?;
    let mut section = Section::new("Building", &about(codes.len(), turns));
    alone(&table, &codes, turns, &mut section)?;
    beside_serde(&codes, turns, &mut section)?;
    Ok(section)
}

/// Measures programs that have nothing but their codes.
fn alone(table: &str, codes: &[Code], turns: usize, section: &mut Section) -> io::Result<()> {
    let subjects = [
        user(&EMPTY)?,
        with_derives(&EMPTY, codes)?,
        with_table(table)?,
    ];
    let builds = first_builds(&subjects, turns)?;
    let [mut edits, mut docs, mut pages] = [const { Vec::new() }; 3];
    let edited = &codes[codes.len() / 2];
    for subject in &subjects {
        let title = || String::from(subject.title);
        if let Some(codes) = &subject.codes {
            edits.push((title(), cell(subject.after_edits(codes, edited, turns)?)));
            let (cost, kibibytes) = subject.documentation(codes, turns)?;
            docs.push((title(), cell(cost)));
            pages.push((title(), format!("{kibibytes} KiB")));
        }
    }
    let mut grid = Grid::new("program");
    first_columns(&subjects, &builds, &mut grid);
    grid.column("after an edit", edits);
    grid.column("documentation", docs);
    grid.column("page of the enum", pages);
    section.grid(&grid);
    section.picture(
        "first-build.svg",
        "Bar chart of the seconds of a first build",
        picture(&subjects, &builds),
    );
    let ratio = builds[0].cost.processor_seconds / builds[1].cost.processor_seconds;
    section.mark(
        "first build of a program that depends on this crate: at most 1.7 times the processor time \
         of the derives",
        ratio,
        ratio <= 1.7,
    );
    section.gap();
    Ok(())
}

/// Measures what the codes add to programs that have serde anyway.
fn beside_serde(codes: &[Code], turns: usize, section: &mut Section) -> io::Result<()> {
    let subjects = [
        without_codes()?,
        user(&SERDE)?,
        with_derives(&SERDE, codes)?,
    ];
    let builds = first_builds(&subjects, turns)?;
    let added = |build: &Build| build.cost.processor_seconds - builds[0].cost.processor_seconds;
    let cells = subjects.iter().zip(&builds).skip(1);
    let cells = cells.map(|(subject, build)| {
        let title = String::from(subject.title);
        (title, format!("{} s", significant(added(build))))
    });
    let mut grid = Grid::new("program with serde and serde_json");
    first_columns(&subjects, &builds, &mut grid);
    grid.column("added processor time", cells);
    section.paragraph(
        "Most programs that call a service have serde with its derive, and serde_json. The next \
         table shows what is added to the first build of such a program.",
    );
    section.grid(&grid);
    let ratio = added(&builds[1]) / added(&builds[2]);
    section.mark(
        "added to the first build of a program with serde and serde_json: at most the processor \
         time that the derives add",
        ratio,
        ratio <= 1.0,
    );
    Ok(())
}

fn first_columns(subjects: &[Subject], builds: &[Build], grid: &mut Grid) {
    let column = |value: fn(&Build) -> String| {
        let rows = subjects.iter().zip(builds);
        rows.map(move |(subject, build)| (String::from(subject.title), value(build)))
    };
    grid.column("first build", column(|build| cell(build.cost)));
    grid.column("packages", column(|build| build.packages.to_string()));
}

fn about(codes: usize, turns: usize) -> String {
    format!(
        "`cargo build` of a small program, in seconds, and in parentheses the processor time: the \
         first build with all packages that the program depends on, which were fetched before, and \
         the build after a summary was edited, in the table or in the source. Then `cargo doc \
         --no-deps`, and the size of the page that documents the enum. The table is that of this \
         crate, with {} codes; the derives are {} in the source of the program. The programs \
         took turns, and each time is the best of {turns}.",
        thousands(codes),
        DERIVES.join(", "),
    )
}

fn picture(subjects: &[Subject], builds: &[Build]) -> String {
    let bars = subjects.iter().zip(builds).map(|(subject, build)| Bar {
        label: subject.title.replace(['`', '*'], ""),
        value: build.cost.seconds,
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
    page: String,
}

/// Returns a program that has serde, but no codes.
fn without_codes() -> io::Result<Subject> {
    Ok(Subject {
        title: "no codes",
        project: program(&SERDE, "without-codes", "", PLAIN_MAIN, &[])?,
        codes: None,
    })
}

/// Returns a program that needs only the codes of the service.
fn user(base: &Base) -> io::Result<Subject> {
    Ok(Subject {
        title: "depends on **this crate**",
        project: program(base, "user", &this_library(""), USER_MAIN, &[])?,
        codes: None,
    })
}

/// Returns a program with a table of its own, as the documentation of the library describes it.
fn with_table(table: &str) -> io::Result<Subject> {
    let (run_time, build_time) = (this_library(""), this_library("\"codegen\""));
    let dependencies = format!("{run_time}\n[build-dependencies]\n{build_time}");
    let files = [("codes.toml", table), ("build.rs", OURS_BUILD)];
    Ok(Subject {
        title: "own table, **this crate**",
        project: program(&EMPTY, "own-table", &dependencies, OURS_MAIN, &files)?,
        codes: Some(Codes {
            file: "codes.toml",
            text: String::from(table),
            page: String::from("doc/own_table/codes/enum.StatusCode.html"),
        }),
    })
}

/// Returns a program with the same codes in an enum with derives.
fn with_derives(base: &Base, codes: &[Code]) -> io::Result<Subject> {
    let text = derived(codes, &quote!(#[derive(strum::EnumString)])).to_string();
    let files = [("src/codes.rs", text.as_str())];
    Ok(Subject {
        title: "own enum, derives",
        project: program(base, "derives", &peers(DERIVES), DERIVES_MAIN, &files)?,
        codes: Some(Codes {
            file: "src/codes.rs",
            text,
            page: format!("doc/{}derives/codes/enum.Derived.html", base.prefix),
        }),
    })
}

/// Writes the package of a program.
fn program(
    base: &Base,
    name: &str,
    dependencies: &str,
    main: &str,
    files: &[(&str, &str)],
) -> io::Result<Project> {
    let name = format!("{}{name}", base.prefix);
    let dependencies = format!("[dependencies]\n{}{dependencies}", base.dependencies);
    let main = format!("{main}{}", base.code);
    let files = [files, &[("src/main.rs", &main)]].concat();
    Project::new(&name, &dependencies, &files)
}

/// A first build.
struct Build {
    cost: Cost,
    /// The number of compiled packages.
    packages: usize,
}

/// Builds the programs in turns, each without earlier results. Returns the best costs.
fn first_builds(subjects: &[Subject], turns: usize) -> io::Result<Vec<Build>> {
    let mut builds = Vec::new();
    for _ in 0..turns {
        for subject in subjects {
            builds.push(subject.first()?);
        }
    }
    let best = (0..subjects.len()).map(|at| {
        let own = || builds.iter().skip(at).step_by(subjects.len());
        Ok(Build {
            cost: best(own().map(|build| build.cost))?,
            packages: builds[at].packages,
        })
    });
    best.collect()
}

impl Subject {
    /// Builds the program without earlier results.
    fn first(&self) -> io::Result<Build> {
        let target = self.project.path("target");
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        let (cost, output) = self.cargo(&["build"])?;
        let lines = output.lines().map(str::trim_start);
        let packages = lines.filter(|line| line.starts_with("Compiling ")).count();
        Ok(Build { cost, packages })
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
            Ok(self.cargo(&["build"])?.0)
        };
        best((0..turns).map(edit).collect::<io::Result<Vec<_>>>()?)
    }

    /// Documents the program. Returns the least cost, and the size of the page of the enum in KiB.
    fn documentation(&self, codes: &Codes, turns: usize) -> io::Result<(Cost, u64)> {
        let page = self.project.path("target").join(&codes.page);
        let document = |_| {
            let folder = self.project.path("target").join("doc");
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            Ok(self.cargo(&["doc", "--no-deps"])?.0)
        };
        let cost = best((0..turns).map(document).collect::<io::Result<Vec<_>>>()?)?;
        Ok((cost, fs::metadata(page)?.len() / 1024))
    }

    fn cargo(&self, arguments: &[&str]) -> io::Result<(Cost, String)> {
        match measure(&self.project.cargo(arguments), LIMITS)? {
            Ended::Done(cost, output) => Ok((cost, output)),
            Ended::CutOff(limit) => Err(io::Error::other(format!("{}: {limit}", self.title))),
        }
    }
}

/// Returns the best of each figure.
fn best(costs: impl IntoIterator<Item = Cost>) -> io::Result<Cost> {
    let best = costs.into_iter().reduce(Cost::best);
    best.ok_or_else(|| io::Error::other("no turns"))
}

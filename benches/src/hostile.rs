//! Tables of hostile size: many errors, and many elements in one place.

use std::fmt::Write as _;
use std::io;

use crate::generate::{code, measure_once};
use crate::measure::{self, Ended, Limits};
use crate::report::{Grid, Section, significant, thousands};
use crate::synthetic;

const LIMITS: Limits = Limits {
    seconds: 120,
    ..measure::LIMITS
};

const HEAD: &str =
    "[enum]\nname = \"Ours\"\ndoc = \"The codes of a service that does not exist.\"\n";

/// A hostile table, and an ordinary one with the same number of elements.
struct Case {
    name: &'static str,
    count: usize,
    hostile: fn(usize) -> String,
    ordinary: fn(usize) -> String,
}

const CASES: &[Case] = &[
    Case {
        name: "unknown keys",
        count: 100_000,
        hostile: |count| format!("{HEAD}{}", repeat(count, |it| format!("key{it} = {it}\n"))),
        ordinary: ordinary_keys,
    },
    Case {
        name: "syntax errors",
        count: 200_000,
        hostile: |count| {
            format!(
                "{HEAD}{}",
                repeat(count, |it| format!("[key{it}]\na = = 1\n"))
            )
        },
        ordinary: ordinary_keys,
    },
    Case {
        name: "SDK identifiers in one code",
        count: 100_000,
        hostile: |count| HEAD.to_owned() + &one_code(&list("sdk", count, |it| format!("ID_{it}"))),
        ordinary: |count| HEAD.to_owned() + &codes(count / 10, |at| list_at("sdk", at, "ID_")),
    },
    Case {
        name: "sources in one list",
        count: 60_000,
        hostile: |count| sources(count) + &one_code(&list("sources", count, |it| format!("s{it}"))),
        ordinary: |count| {
            let of_code = |at: usize| list_at("sources", at % 10, "s");
            sources(100) + &codes(count / 10, of_code)
        },
    },
    Case {
        name: "patterns of one code",
        count: 100_000,
        hostile: |count| {
            let patterns = list("patterns", count, |it| format!("error {it}"));
            HEAD.to_owned() + &one_code(&cause(&patterns))
        },
        ordinary: |count| {
            let patterns = |at| cause(&list_at("patterns", at, "error "));
            HEAD.to_owned() + &codes(count / 10, patterns)
        },
    },
    Case {
        name: "codes spread over `i32`",
        count: 10_000,
        hostile: synthetic::spread_table,
        ordinary: synthetic::table,
    },
];

/// Compares each hostile table with an ordinary one. The
/// `divisor` makes the tables smaller, for a trial.
pub(crate) fn run(divisor: usize) -> io::Result<Section> {
    let mut section = Section::new(
        "Hostile sizes",
        "Seconds and peak memory of a process that generates code from a table and renders all \
         errors. The ordinary table has the same number of elements in ordinary places: keys in \
         entries with eight keys each; ten identifiers, patterns, or sources in each code, of 100 \
         sources; codes in clusters. The last column is the first error message, if the hostile \
         table is not valid.",
    );
    let mut grid = Grid::new("table");
    let mut rows = Vec::new();
    for case in CASES {
        let count = case.count / divisor;
        let hostile = measure_once(&(case.hostile)(count), LIMITS)?;
        let ordinary = measure_once(&(case.ordinary)(count), LIMITS)?;
        rows.push((
            format!("{} {}", thousands(count), case.name),
            hostile,
            ordinary,
        ));
    }
    let column = |cells: fn(&Ended, &Ended) -> String| {
        let cell = move |(name, hostile, ordinary): &(String, Ended, Ended)| {
            (name.clone(), cells(hostile, ordinary))
        };
        rows.iter().map(cell).collect::<Vec<_>>()
    };
    grid.column("hostile", column(|hostile, _| cell(hostile)));
    grid.column("ordinary", column(|_, ordinary| cell(ordinary)));
    grid.column("message", column(|hostile, _| message(hostile)));
    section.grid(&grid);
    for (name, hostile, ordinary) in &rows {
        if let (Some(hostile), Some(ordinary)) = (hostile.cost(), ordinary.cost()) {
            let ratio = hostile.seconds / ordinary.seconds;
            let goal = format!("{name}: at most 10 times the time of ordinary ones");
            section.mark(&goal, ratio, ratio <= 10.0);
        }
    }
    spread_bytes(CASES[CASES.len() - 1].count / divisor, &mut section)?;
    Ok(section)
}

fn spread_bytes(count: usize, section: &mut Section) -> io::Result<()> {
    #[allow(clippy::cast_precision_loss, reason = "megabytes")]
    let each = |source: String| source.len() as f64 / count as f64;
    let spread = each(code(&synthetic::spread_table(count))?);
    let clustered = each(code(&synthetic::table(count))?);
    section.mark(
        &format!(
            "bytes of source for each of {} spread codes ({clustered:.0} in clusters): at most \
             2,048",
            thousands(count)
        ),
        spread,
        spread <= 2048.0,
    );
    Ok(())
}

fn cell(ended: &Ended) -> String {
    match ended {
        Ended::Done(cost, _) => {
            format!("{} s, {:.0} MiB", significant(cost.seconds), cost.mebibytes)
        }
        Ended::CutOff(limit) => limit.clone(),
    }
}

fn message(ended: &Ended) -> String {
    match ended {
        Ended::Done(_, message) => message.trim_end().replace('|', r"\|"),
        Ended::CutOff(_) => String::new(),
    }
}

/// Returns a table with this number of ordinary keys.
fn ordinary_keys(count: usize) -> String {
    HEAD.to_owned()
        + &codes(count / 8, |at| {
            format!(
                "outcome = \"failure\"\nsee_also = []\nsdk = [\"ID_{at}\"]\n\
                 keywords = [\"word{at}\"]\n"
            )
        })
}

fn repeat(count: usize, element: impl Fn(usize) -> String) -> String {
    (0..count).map(element).collect()
}

/// Returns a table of codes, with more lines for each.
fn codes(count: usize, more: impl Fn(usize) -> String) -> String {
    let code = |at| {
        format!(
            "[[code]]\ncode = {}\nname = \"Status{at}\"\nsummary = \"Condition {at} occurred.\"\n\
             retry = \"never\"\n{}",
            1000 + at,
            more(at)
        )
    };
    repeat(count, code)
}

fn one_code(more: &str) -> String {
    codes(1, |_| more.to_owned())
}

fn cause(patterns: &str) -> String {
    format!(
        "[[code.cause]]\nid = \"cause\"\ndescription = \"The request had a fault.\"\n\
         fix = \"Correct the request.\"\nfix_by = \"caller\"\n{patterns}"
    )
}

fn sources(count: usize) -> String {
    let source = |it| format!("[source.s{it}]\ntitle = \"Manual {it}\"\n");
    HEAD.to_owned() + &repeat(count, source)
}

fn list(key: &str, count: usize, element: impl Fn(usize) -> String) -> String {
    let mut list = format!("{key} = [");
    for it in 0..count {
        // Writing to a string does not fail.
        let _ = write!(list, "\"{}\", ", element(it));
    }
    list + "]\n"
}

/// Returns the list of ten elements that belongs to a code.
fn list_at(key: &str, at: usize, prefix: &str) -> String {
    list(key, 10, |it| format!("{prefix}{}", at * 10 + it))
}

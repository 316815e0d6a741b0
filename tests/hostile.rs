//! The generator accepts any input: it finishes quickly, and every error is at a place inside the file.
//!
//! The suite tries a few inputs of each kind. For a long run, use
//! `HOSTILE_RUNS=1000000 cargo test --release --features codegen --test hostile -- --ignored`.
#![cfg(feature = "codegen")]

#[path = "hostile/check.rs"]
mod check;
#[path = "hostile/entries.rs"]
mod entries;
#[path = "hostile/large.rs"]
mod large;
#[path = "hostile/mutate.rs"]
mod mutate;

use std::fs;
use std::path::Path;

use commsease_status::codegen::try_compile;

use check::check;
use mutate::{BYTE_MUTATIONS, Random, mutate_byte, mutate_line, mutate_table};

/// A small table with every key.
const SMALL: &str = include_str!("hostile/every_key.toml");
const SHIPPED: &str = include_str!("../codes.toml");

/// The vocabularies of the shipped table with a few of its entries.
fn piece(random: &mut Random, entries: &[&str]) -> String {
    let mut piece = String::from(entries[0]);
    let at = random.below(entries.len() - 1) + 1;
    for entry in &entries[at..entries.len().min(at + 1 + random.below(4))] {
        piece.push_str(entry);
    }
    piece
}

/// The shipped table, split before each `[[code]]`.
fn shipped_entries() -> Vec<&'static str> {
    let starts = SHIPPED
        .match_indices("\n[[code]]\n")
        .map(|(start, _)| start);
    let starts: Vec<usize> = [0]
        .into_iter()
        .chain(starts)
        .chain([SHIPPED.len()])
        .collect();
    starts
        .windows(2)
        .map(|pair| &SHIPPED[pair[0]..pair[1]])
        .collect()
}

fn mutate(random: &mut Random, piece: &str) -> Vec<u8> {
    match random.below(3) {
        0 => {
            let mut bytes = piece.as_bytes().to_vec();
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                bytes = mutate_byte(&bytes, at, random.below(BYTE_MUTATIONS));
                bytes.push(b'\n');
            }
            bytes
        }
        1 => {
            let mut lines: Vec<String> = piece.lines().map(String::from).collect();
            for _ in 0..=random.below(5) {
                mutate_line(random, &mut lines);
            }
            lines.join("\n").into_bytes()
        }
        _ => {
            let mut table = piece.parse().expect("the table is valid");
            for _ in 0..=random.below(3) {
                mutate_table(random, &mut table);
            }
            let text = toml::to_string(&table);
            text.expect("any table can be serialized").into_bytes()
        }
    }
}

/// Checks mutated files, all different for different seeds. Returns how many of them are valid.
fn run(seed: u64, runs: usize) -> usize {
    let mut random = Random(seed);
    let entries = shipped_entries();
    let mut valid = 0;
    for _ in 0..runs {
        let piece = match random.below(16) {
            0 => piece(&mut random, &entries),
            _ => String::from(SMALL),
        };
        valid += usize::from(check(&mutate(&mut random, &piece)));
    }
    valid
}

#[test]
fn the_small_table_is_valid() {
    assert!(check(SMALL.as_bytes()));
}

#[test]
fn bytes_of_the_small_table() {
    let source = SMALL.as_bytes();
    // Another mutation at each place; without optimization, at every fifth one.
    for at in (0..source.len()).step_by(if cfg!(debug_assertions) { 5 } else { 1 }) {
        check(&mutate_byte(source, at, at % BYTE_MUTATIONS));
    }
}

#[test]
fn some_bytes_of_the_shipped_table() {
    let source = SHIPPED.as_bytes();
    let mut random = Random(4);
    for how in 0..8 {
        check(&mutate_byte(source, random.below(source.len()), how));
    }
}

#[test]
fn random_mutations() {
    let valid = run(1, 600);
    assert!(
        valid > 24,
        "mutations that are all rejected test little of the generator: {valid}"
    );
}

/// A million files, unless the environment sets another number.
#[test]
#[ignore = "takes minutes"]
fn many_random_mutations() {
    let runs = std::env::var("HOSTILE_RUNS").ok();
    let runs: usize = runs.and_then(|runs| runs.parse().ok()).unwrap_or(1_000_000);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let begin = std::time::Instant::now();
    let threads: Vec<_> = (0..threads)
        .map(|thread| std::thread::spawn(move || run(1000 + thread as u64, runs / threads)))
        .collect();
    let valid: usize = threads
        .into_iter()
        .map(|thread| thread.join().expect("no run panics"))
        .sum();
    println!(
        "{runs} mutated files, {valid} of them valid, in {:?}",
        begin.elapsed()
    );
}

/// Every byte of the shipped table, with one mutation of every kind in turn.
#[test]
#[ignore = "takes an hour"]
fn bytes_of_the_shipped_table() {
    let source = SHIPPED.as_bytes();
    for at in 0..source.len() {
        check(&mutate_byte(source, at, at % BYTE_MUTATIONS));
    }
}

/// An id can be any string until it is checked, and is quoted before that.
#[test]
fn ids_do_not_control_a_terminal() {
    for kind in ["category", "area", "platform", "source"] {
        let declared = format!("\n[{kind}.\"\\u009B\"]\nsummary = \"It.\"\n");
        let used = SMALL
            .replace("\"wiki\"", "\"b\"")
            .replace("\"refused\"", "\"b\"");
        let used = used
            .replace("\"chat\"", "\"b\"")
            .replace("\"web-9\"", "\"b\"");
        assert!(!check((used + &declared).as_bytes()));
    }
}

/// Inputs that made an earlier version panic, or print a control character.
#[test]
fn earlier_crashes() {
    for source in [
        "\"=é\" = \"abc",
        "a.'=é' = 'abc'",
        "é",
        "é = ",
        "a = é",
        "[é",
        "[[code]]\né = é",
        "a = \"\\é\"",
        "a = 0é",
        "a = 1.é",
        "a = é'",
        "\u{feff}\u{feff}",
        "\u{a0}",
        "a = \u{a0}",
        "=======",
        "\"\\u001B[31m\" = \"\\u0000\"",
    ] {
        assert!(!check(source.as_bytes()), "{source}");
        assert!(!check(format!("{source}\n").as_bytes()), "{source}");
        assert!(!check(format!("{source}\n{SMALL}").as_bytes()), "{source}");
        check(format!("{SMALL}\n{source}").as_bytes());
    }
}

/// A suffix has no limit until it is checked. Two ranges are compared by what it leaves of them.
#[test]
fn long_suffixes_are_errors() {
    for digits in [10, 20, 64, 1 << 20] {
        let suffix = "0".repeat(digits);
        let range = format!(
            "\n[[range]]\nfrom = 1\nto = 9\nsuffix = \"{suffix}\"\nname = \"Long\"\nsummary = \"It is long.\"\n"
        );
        assert!(
            !check((String::from(SMALL) + &range).as_bytes()),
            "{digits}"
        );
    }
}

/// Some file systems ignore case, so one of the generated files would replace the other.
#[test]
fn file_names_that_differ_in_case_are_an_error() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("case");
    let paths = ["Codes.toml", "b/codes.toml"].map(|it| dir.join(it));
    fs::create_dir_all(dir.join("b")).expect("the directory can be created");
    for path in &paths {
        fs::write(path, SMALL).expect("the table can be written");
    }
    let [first, second] = paths.map(|path| try_compile(path, &dir));
    assert_eq!(first.as_deref(), Ok(&*dir.join("Codes.rs")));
    let error = second.expect_err("the other table is refused");
    let (first, second) = (dir.join("Codes.toml"), dir.join("b/codes.toml"));
    let expected = format!(
        "`{}` and `{}` both generate `{}`; rename one of the tables",
        first.display(),
        second.display(),
        dir.join("codes.rs").display()
    );
    assert_eq!(error, expected);
}

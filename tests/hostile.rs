//! Whatever somebody feeds to the generator: it answers, soon, and every mistake has a place inside the file.
//!
//! The suite runs a sample of each kind of mutation. The long run is
//! `HOSTILE_RUNS=1000000 cargo test --release --features codegen --test hostile -- --ignored`.
#![cfg(feature = "codegen")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use commsease_status::codegen::{Diagnostic, Level, generate};

/// A small table in which every key occurs.
const SMALL: &str = include_str!("hostile/every_key.toml");
const SHIPPED: &str = include_str!("../codes.toml");

/// Runs the generator, and says whether it took the table.
#[track_caller]
fn judge(source: &[u8]) -> bool {
    let is_inside = |found: &Diagnostic| {
        let labels = std::iter::once(&found.primary).chain(&found.secondary);
        labels
            .into_iter()
            .all(|label| label.span.start <= label.span.end && label.span.end <= source.len())
    };
    let (found, accepted) = match generate(source) {
        Ok(generated) => (generated.warnings().to_vec(), true),
        Err(rejected) => (rejected.diagnostics().to_vec(), false),
    };
    assert_eq!(
        accepted,
        found.iter().all(|found| found.level == Level::Warning),
        "{}",
        shown(source)
    );
    assert!(
        found.iter().all(is_inside),
        "{found:?} in {}",
        shown(source)
    );
    assert!(
        found.is_sorted_by_key(|found| found.primary.span.start),
        "{found:?} in {}",
        shown(source)
    );
    // What is printed begins with a sentence and a place, and steers no terminal.
    for found in found.iter().take(20) {
        let rendered = found.render(source, "codes.toml");
        assert!(
            rendered
                .lines()
                .nth(1)
                .is_some_and(|line| line.contains("--> codes.toml:")),
            "{rendered}"
        );
        assert!(
            !rendered.contains(|c: char| c.is_control() && c != '\n'),
            "{rendered:?}"
        );
    }
    accepted
}

fn shown(source: &[u8]) -> String {
    String::from_utf8_lossy(&source[..source.len().min(20_000)]).into_owned()
}

/// Small, and the same on every machine: `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or_default()
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }
}

/// Bytes that mean something to TOML, to Rust, to Markdown or to a terminal, and some that are no text.
const BYTES: &[u8] =
    b"\0\x01\t\n\r\x1b \"#'()*+,-./0:;<=>AZ[\\]_`az{|}~\x7f\x80\xbf\xc0\xe2\xef\xf0\xff";

/// One byte of a file is cut off with all that follows, left out, doubled, flipped or replaced.
fn mutate_byte(source: &[u8], at: usize, how: usize) -> Vec<u8> {
    let mut mutated = source.to_vec();
    match how {
        0 => mutated.truncate(at),
        1 => {
            mutated.remove(at);
        }
        2 => mutated.insert(at, source[at]),
        3..=10 => mutated[at] ^= 1 << (how - 3),
        _ => mutated[at] = BYTES[(how - 11) % BYTES.len()],
    }
    mutated
}

const BYTE_MUTATIONS: usize = 11 + BYTES.len();

/// Values of every type, some of them legal for some key.
const VALUES: &[&str] = &[
    "",
    "0",
    "-1",
    "20001",
    "2147483648",
    "-2147483648",
    "9223372036854775807",
    "99999999999999999999999",
    "0x1F",
    "1e400",
    "nan",
    "true",
    "2026-01-31",
    "25:61:00",
    "[]",
    "{}",
    "[[[[]]]]",
    "[{}]",
    "[1, \"a\", []]",
    "{ a = { b = { c = 1 } } }",
    "\"\"",
    "\" \"",
    "\"refused\"",
    "\"Error\"",
    "\"Self\"",
    "\"r#fn\"",
    "\"\\u202E\"",
    "\"\\u0000\"",
    "\"{\"",
    "\"}{\"",
    "\"{a}{b}\"",
    "\"[x](y) <T> `\"",
    "'''\nmany\nlines.'''",
    "\"It is 3 o'clock.\"",
    "[\"{hour}\", \"it is {hour} o'clock\"]",
    "['{\"code\":20001,\"desc\":\"夜里\"}']",
    "['{{{{', '}', '{\"code\":[[[', '{\"code\":1e999,\"desc\":\"x\"}']",
    "[\"wiki\", \"wiki\", \"wiki\"]",
    "\"\"\"",
];

const KEYS: &[&str] = &[
    "code",
    "name",
    "summary",
    "category",
    "area",
    "outcome",
    "retry",
    "sdk",
    "shared_sdk",
    "see_also",
    "sources",
    "deprecated",
    "sense",
    "cause",
    "id",
    "when",
    "fix",
    "fixer",
    "texts",
    "samples",
    "platform",
    "from",
    "to",
    "ending",
    "note",
    "since",
    "title",
    "date",
    "within",
    "doc",
    "path",
    "enum",
    "Code",
    "\"\"",
    "a.b.c",
    "naem",
    "é",
];

const HEADINGS: &[&str] = &[
    "[[code]]",
    "[code]",
    "[[code.cause]]",
    "[code.cause]",
    "[[code.sense]]",
    "[[range]]",
    "[[reserved]]",
    "[enum]",
    "[category.new]",
    "[category]",
    "[category.refused]",
    "[area.chat-room]",
    "[platform.web.x]",
    "[source.\"\"]",
    "[]",
    "[[]]",
    "[[code",
    "[[code]",
    "[\"code\"]",
    "[[code.cause.cause]]",
    "[[area]]",
    "[[a.b]]",
];

/// One line of a table gets another key, value or heading, or another place.
fn mutate_line(random: &mut Random, lines: &mut Vec<String>) {
    let at = random.below(lines.len());
    let key = lines[at]
        .split_once('=')
        .map(|(key, _)| String::from(key.trim()));
    match random.below(8) {
        0 => lines[at] = format!("{} = {}", key.unwrap_or_default(), random.pick(VALUES)),
        1 | 2 => lines[at] = format!("{} = {}", random.pick(KEYS), random.pick(VALUES)),
        3 => lines[at] = String::from(random.pick(HEADINGS)),
        4 => lines.insert(at, String::from(random.pick(HEADINGS))),
        5 => lines.insert(at, lines[random.below(lines.len())].clone()),
        6 => {
            let other = random.below(lines.len());
            lines.swap(at, other);
        }
        _ => {
            lines.remove(at);
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
}

/// The vocabularies of the shipped table with a few of its entries.
fn piece(random: &mut Random, entries: &[&str]) -> String {
    let mut piece = String::from(entries[0]);
    let at = random.below(entries.len() - 1) + 1;
    for entry in &entries[at..entries.len().min(at + 1 + random.below(4))] {
        piece.push_str(entry);
    }
    piece
}

/// The shipped table, cut before each `[[code]]`; the comments of the first part left out.
fn shipped_entries() -> Vec<&'static str> {
    let mut cuts: Vec<usize> = SHIPPED
        .match_indices("\n[[code]]\n")
        .map(|(at, _)| at)
        .collect();
    cuts.insert(0, 0);
    cuts.push(SHIPPED.len());
    cuts.windows(2)
        .map(|pair| &SHIPPED[pair[0]..pair[1]])
        .collect()
}

/// Some hundred mutated files, all different for different seeds; how many of them were taken.
fn run(seed: u64, runs: usize) -> usize {
    let mut random = Random(seed);
    let entries = shipped_entries();
    let mut taken = 0;
    for _ in 0..runs {
        let piece = match random.below(16) {
            0 => piece(&mut random, &entries),
            _ => String::from(SMALL),
        };
        let mutated = if random.below(2) == 0 {
            let mut bytes = piece.into_bytes();
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                bytes = mutate_byte(&bytes, at, random.below(BYTE_MUTATIONS));
                bytes.push(b'\n');
            }
            bytes
        } else {
            let mut lines: Vec<String> = piece.lines().map(String::from).collect();
            for _ in 0..=random.below(5) {
                mutate_line(&mut random, &mut lines);
            }
            lines.join("\n").into_bytes()
        };
        taken += usize::from(judge(&mutated));
    }
    taken
}

#[test]
fn the_small_table_is_legal() {
    assert!(judge(SMALL.as_bytes()));
}

#[test]
fn every_byte_of_the_small_table() {
    let source = SMALL.as_bytes();
    // Another mutation at each place; without optimization, at every fifth one.
    for at in (0..source.len()).step_by(if cfg!(debug_assertions) { 5 } else { 1 }) {
        judge(&mutate_byte(source, at, at % BYTE_MUTATIONS));
    }
}

#[test]
fn some_bytes_of_the_shipped_table() {
    let source = SHIPPED.as_bytes();
    let mut random = Random(4);
    for how in 0..8 {
        judge(&mutate_byte(source, random.below(source.len()), how));
    }
}

#[test]
fn a_sample_of_random_edits() {
    let taken = run(1, 500);
    assert!(
        taken > 20,
        "mutations that are all refused try little of the generator: {taken}"
    );
}

/// A million files, or as many as the environment says.
#[test]
#[ignore = "the long run: minutes"]
fn many_random_edits() {
    let runs: usize = std::env::var("HOSTILE_RUNS")
        .ok()
        .and_then(|runs| runs.parse().ok())
        .unwrap_or(1_000_000);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let threads: Vec<_> = (0..threads)
        .map(|thread| std::thread::spawn(move || run(1000 + thread as u64, runs / threads)))
        .collect();
    let taken: usize = threads
        .into_iter()
        .map(|thread| thread.join().expect("no run panics"))
        .sum();
    println!("{runs} mutated files, {taken} of them legal");
}

/// Every byte of the shipped table, each with one mutation of every kind in turn.
#[test]
#[ignore = "the long run: an hour"]
fn every_byte_of_the_shipped_table() {
    let source = SHIPPED.as_bytes();
    for at in 0..source.len() {
        judge(&mutate_byte(source, at, at % BYTE_MUTATIONS));
    }
}

/// A small table with something large in it is answered in seconds, not in hours.
#[track_caller]
fn soon(what: &str, source: &str) -> bool {
    let begun = Instant::now();
    let accepted = judge(source.as_bytes());
    if let Err(rejected) = generate(source.as_bytes()) {
        let rendered = rejected.render(source.as_bytes(), "codes.toml");
        assert!(
            rendered.len() < 2000 * rejected.diagnostics().len(),
            "{what}: {}",
            rendered.len()
        );
    }
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "{what}: {:?}",
        begun.elapsed()
    );
    accepted
}

/// The small table with one line replaced; the key says which.
#[track_caller]
fn with(key: &str, value: &str) -> String {
    let line = SMALL
        .lines()
        .find(|line| line.starts_with(&format!("{key} = ")))
        .expect("the key is in the table");
    SMALL.replacen(line, &format!("{key} = {value}"), 1)
}

#[test]
fn texts_of_a_megabyte() {
    let letters = "a".repeat(1 << 20);
    for key in [
        "name", "path", "title", "summary", "within", "ending", "category", "note", "id", "fixer",
        "since",
    ] {
        if SMALL.contains(&format!("\n{key} = ")) {
            soon(key, &with(key, &format!("\"{letters}.\"")));
        }
    }
    let holes = (0..100_000).fold(String::new(), |mut holes, i| {
        let _ = write!(holes, "{{a{i}}}x");
        holes
    });
    assert!(!soon("holes", &with("texts", &format!("[\"{holes}\"]"))));
    assert!(!soon("captures", &with("fix", &format!("\"{holes}.\""))));
    assert!(!soon(
        "brackets",
        &with("samples", &format!("['{}']", "{\"code\":".repeat(1 << 16)))
    ));
    assert!(!soon(
        "deep",
        &with(
            "samples",
            &format!(
                "['{{\"code\":{}{}}}']",
                "[".repeat(1 << 19),
                "]".repeat(1 << 19)
            )
        )
    ));
    assert!(!soon(
        "dots",
        &SMALL.replace("[enum]", &format!("[{}]", "a.".repeat(1 << 19)))
    ));
    assert!(!soon("arrays", &with("see_also", &"[".repeat(1 << 20))));
    assert!(!soon("no line end", &"x = [".repeat(1 << 18)));
    assert!(!soon("nothing but slips", &"slip\n".repeat(1 << 18)));
    assert!(!soon("nothing but headings", &"[[code]\n".repeat(1 << 14)));
    assert!(!soon(
        "invisible",
        &format!("# {}", "\u{202e}x".repeat(1 << 14))
    ));
}

/// Without optimization, a tenth of it shows the same.
const MANY: usize = if cfg!(debug_assertions) {
    1_000
} else {
    10_000
};

/// Ten thousand entries that are all legal, or all wrong in the same way.
#[test]
fn ten_thousand_entries() {
    let (head, _) = SMALL.split_once("[[code]]").expect("there is a code");
    let codes = |entry: &dyn Fn(usize) -> String| {
        (0..MANY).fold(String::from(head), |table, i| table + &entry(i))
    };
    let code = |number: usize, extra: &str| {
        format!(
            "[[code]]\ncode = {number}\nname = \"N{number}\"\nsummary = \"Reason {number} was given.\"\n\
             category = \"refused\"\narea = \"chat\"\noutcome = \"failure\"\nretry = \"never\"\nsources = [\"wiki\"]\n{extra}"
        )
    };
    assert!(soon("codes", &codes(&|i| code(i, ""))));
    assert!(!soon("duplicates", &codes(&|_| code(7, ""))));
    assert!(!soon(
        "undeclared",
        &codes(&|i| code(i, "").replace("refused", &format!("refuses-{i}")))
    ));
    assert!(!soon(
        "nowhere",
        &codes(&|i| code(i, &format!("see_also = [{}]\n", i + 20_000)))
    ));
    assert!(!soon(
        "keys",
        &codes(&|i| code(i, &format!("key{i} = 1\n")))
    ));
    assert!(!soon("one way", &codes(&|i| code(i, "see_also = [0]\n"))));
    assert!(!soon("slips", &codes(&|i| code(i, "slip\n"))));
    assert!(!soon(
        "reserved",
        &codes(&|i| format!(
            "{}\n[[reserved]]\ncode = {i}\nnote = \"Never again.\"\n",
            code(i, "")
        ))
    ));
    assert!(!soon(
        "replaced",
        &codes(&|i| code(
            i,
            "deprecated = { since = \"1.0.0\", note = \"No.\", replaced_by = \"Nobody\" }\n"
        ))
    ));
    let words = (0..MANY).fold(code(1, ""), |table, i| {
        format!("{table}[area.word-{i}]\nsummary = \"Word {i}.\"\n")
    });
    assert!(soon("words", &format!("{head}{words}")));
}

#[test]
fn ten_thousand_causes() {
    let (head, _) = SMALL.split_once("[[code]]").expect("there is a code");
    let code = "[[code]]\ncode = 5\nname = \"Five\"\nsummary = \"Reason five was given.\"\ncategory = \"refused\"\n\
                area = \"chat\"\noutcome = \"failure\"\nretry = \"never\"\nsources = [\"wiki\"]\n";
    let causes = |text: &dyn Fn(usize) -> String, said: &dyn Fn(usize) -> String| {
        (0..MANY).fold(format!("{head}{code}"), |mut table, i| {
            let (text, said) = (text(i), said(i));
            let _ = write!(
                table,
                "[[code.cause]]\nid = \"c{i}\"\nwhen = \"It was {i}.\"\nfix = \"Do {i}.\"\nfixer = \"caller\"\n\
                 area = \"chat\"\nsources = [\"wiki\"]\ntexts = [\"{text}\"]\n\
                 samples = ['{{\"code\":5,\"desc\":\"{said}\"}}']\n"
            );
            table
        })
    };
    assert!(soon(
        "literals",
        &causes(&|i| format!("reason {i}"), &|i| format!("Reason  {i}."))
    ));
    assert!(!soon(
        "samples",
        &causes(&|i| format!("reason {i}"), &|i| format!("reason {}", i + 1))
    ));
    assert!(!soon(
        "nothing fits",
        &causes(&|i| format!("reason {i}"), &|i| format!("other {i}"))
    ));
    assert!(!soon(
        "the same",
        &causes(&|_| String::from("reason {what}"), &|i| format!(
            "reason {i}"
        ))
    ));
    assert!(soon(
        "templates",
        &causes(&|i| format!("{i} for {{what}} is {i}"), &|i| format!(
            "{i} for x is {i}"
        ))
    ));
}

//! Looking things up: numbers, names and texts.

use std::hash::Hash;

use aho_corasick::AhoCorasick;
use commsease_status::{Diagnosis, Status};
use regex::bytes::{RegexSet, RegexSetBuilder};
use rustc_hash::FxHashMap;

use crate::clock::{Contender, race};
use crate::report::{Grid, Section, significant, thousands};
use crate::synthetic::Random;
#[cfg(large)]
use crate::tables::of_10000;
use crate::tables::{of_300, of_1000, shipped};

/// Enough that no branch predictor learns them, and few enough to stay in a cache.
const INPUTS: usize = 1 << 15;

const OURS: &str = "**this crate**";
const FLOOR: &str = "a dependent load";

/// One set of expressions for each code, and one for the table.
const SET: &str = "`RegexSet` for each code";
const ONE_SET: &str = "one `RegexSet`, then by code";

/// Calls a macro for every table: the module, what stands before the number of its codes, and the module again if it
/// has the peers that take the compiler too long for a large table.
macro_rules! each_table {
    ($table:ident, $is_full:ident) => {
        $table!(shipped, "shipped, ", shipped);
        $table!(of_300, "", of_300);
        $table!(of_1000, "", of_1000);
        if $is_full {
            #[cfg(large)]
            $table!(of_10000, "",);
        }
    };
}

pub(crate) fn run(turns: usize, is_full: bool) -> String {
    let mut section = Section::new(
        "Looking up",
        "Nanoseconds for one look-up, and how many times as long as ours that is. Half of the numbers, names and texts \
         are known to the table; they come in random order. All contenders of a column ran in one process on the same \
         inputs, in turns; the best turn counts. A dependent load is what reading one array by an index from another \
         costs in the same loop. At 10,000 codes, strum's `EnumString` and `match` on names are missing, as the \
         compiler takes a minute and more than four minutes for them; and phf gives the number in place of the \
         variant, as the compiler takes another minute to look up each enum value of a `static` among all.",
    );
    numbers(turns, is_full, &mut section);
    summaries(turns, is_full, &mut section);
    names(turns, is_full, &mut section);
    texts(turns, is_full, &mut section);
    section.finish()
}

/// The measured contenders of one table.
struct Column(Vec<(&'static str, f64)>);

impl Column {
    fn new(contenders: &mut [Contender<'_>], turns: usize) -> Self {
        race(contenders, turns);
        Self(
            contenders
                .iter()
                .map(|contender| (contender.name, contender.nanoseconds()))
                .collect(),
        )
    }

    fn of(&self, name: &str) -> f64 {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(f64::NAN, |(_, time)| *time)
    }

    /// The least time of those that are neither ours nor in the list.
    fn best_but(&self, excluded: &[&str]) -> f64 {
        let peers = self
            .0
            .iter()
            .filter(|(name, _)| *name != OURS && !excluded.contains(name));
        peers.map(|(_, time)| *time).fold(f64::INFINITY, f64::min)
    }

    fn cells(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().map(|(name, time)| {
            (
                String::from(*name),
                format!(
                    "{} ({}×)",
                    significant(*time),
                    significant(time / self.of(OURS))
                ),
            )
        })
    }
}

/// The head of a column.
fn title(prefix: &str, codes: usize) -> String {
    format!("{prefix}{}", thousands(codes))
}

/// Known numbers, their neighbours, and numbers from anywhere.
fn mixed_numbers<S: Status>() -> Vec<i32> {
    let mut random = Random::new(1);
    let all = S::all();
    let known = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let number = |_| {
        let code = all[random.below(known) as usize].code();
        match random.below(4) {
            0 | 1 => code,
            2 => unknown_near::<S>(code, &mut random),
            _ => unknown_near::<S>(step(&mut random, 1 << 20), &mut random),
        }
    };
    (0..INPUTS).map(number).collect()
}

fn step(random: &mut Random, end: u32) -> i32 {
    i32::try_from(random.below(end)).unwrap_or(i32::MAX)
}

fn unknown_near<S: Status>(code: i32, random: &mut Random) -> i32 {
    let mut code = code;
    while S::from_code(code).is_some() {
        code += 1 + step(random, 3);
    }
    code
}

/// Places in an array of so many elements.
fn random_places(count: usize) -> Vec<usize> {
    let mut random = Random::new(2);
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    (0..INPUTS).map(|_| random.below(count) as usize).collect()
}

fn hash_map<K: Hash + Eq, V>(entries: impl Iterator<Item = (K, V)>) -> FxHashMap<K, V> {
    entries.collect()
}

fn numbers(turns: usize, is_full: bool, section: &mut Section) {
    let mut grid = Grid::new("number to variant");
    let mut columns = Vec::new();
    macro_rules! table {
        ($table:ident, $prefix:literal, $($small:ident)?) => {{
            use $table::{Derived, Ours, PHF_CODE, ROWS, match_code};
            let inputs = mixed_numbers::<Ours>();
            let variants: Vec<(i32, Derived)> = ROWS
                .iter()
                .filter_map(|row| Some((row.0, Derived::try_from(row.0).ok()?)))
                .collect();
            let map = hash_map(variants.iter().copied());
            let places = random_places(variants.len());
            let search = |code| {
                variants
                    .binary_search_by_key(&code, |row| row.0)
                    .ok()
                    .map(|row| variants[row].1)
            };
            let mut contenders = vec![
                Contender::new(FLOOR, &places, |place: usize| {
                    variants.get(place).map(|row| row.1)
                }),
                Contender::new(OURS, &inputs, |code| Ours::from_code(code)),
                Contender::new("`match`", &inputs, |code| match_code(code)),
                Contender::new("num_enum", &inputs, |code| Derived::try_from(code).ok()),
                Contender::new("phf", &inputs, |code| PHF_CODE.get(&code).copied()),
                Contender::new("`HashMap`, FxHash", &inputs, |code| map.get(&code).copied()),
                Contender::new("binary search", &inputs, search),
            ];
            columns.push((
                title($prefix, ROWS.len()),
                Column::new(&mut contenders, turns),
            ));
        }};
    }
    each_table!(table, is_full);
    let inputs: Vec<u16> = mixed_numbers::<shipped::Ours>()
        .iter()
        .filter_map(|&code| u16::try_from(code & 0x7ff).ok())
        .collect();
    let mut http = [Contender::new(
        "http (untyped, 100 to 999)",
        &inputs,
        |code| http::StatusCode::from_u16(code).ok(),
    )];
    race(&mut http, turns);
    columns[0].1.0.push((http[0].name, http[0].nanoseconds()));
    for (title, column) in &columns {
        grid.column(title, column.cells());
    }
    section.grid(&grid);
    let shipped = &columns[0].1;
    let factor = shipped.best_but(&[FLOOR, http[0].name]) / shipped.of(OURS);
    section.mark(
        "the shipped table at least 2.5 times as fast as the best peer",
        factor,
        factor >= 2.5,
    );
    if let [_, (_, small), .., (_, large)] = columns.as_slice() {
        let growth = large.of(OURS) / small.of(OURS);
        section.mark(
            "the largest table at most 1.3 times the cost of the one of 300",
            growth,
            growth <= 1.3,
        );
    }
    section.gap();
}

fn summaries(turns: usize, is_full: bool, section: &mut Section) {
    let mut grid = Grid::new("variant to summary");
    let mut columns = Vec::new();
    macro_rules! table {
        ($table:ident, $prefix:literal, $($small:ident)?) => {{
            use $table::{Derived, Ours, PHF_SUMMARY, ROWS, match_summary};
            let places = random_places(ROWS.len());
            let inputs: Vec<Ours> = places.iter().map(|&place| Ours::ALL[place]).collect();
            let derived: Vec<Derived> = places
                .iter()
                .filter_map(|&place| Derived::try_from(ROWS[place].0).ok())
                .collect();
            let map = hash_map(ROWS.iter().map(|row| (row.0, row.1)));
            let loads: Vec<&str> = ROWS.iter().map(|row| row.1).collect();
            let search = |code| {
                ROWS.binary_search_by_key(&code, |row| row.0)
                    .ok()
                    .map(|row| ROWS[row].1)
            };
            let mut contenders = vec![
                Contender::new(FLOOR, &places, |place: usize| loads.get(place).copied()),
                Contender::new(OURS, &inputs, |status: Ours| status.summary()),
                Contender::new("`match`", &derived, |status| match_summary(status)),
                Contender::new("phf", &derived, |status: Derived| {
                    PHF_SUMMARY.get(&i32::from(status)).copied()
                }),
                Contender::new("`HashMap`, FxHash", &derived, |status: Derived| {
                    map.get(&i32::from(status)).copied()
                }),
                Contender::new("binary search", &derived, |status: Derived| {
                    search(i32::from(status))
                }),
                Contender::new("strum, the name", &derived, |status: Derived| {
                    <&'static str>::from(status)
                }),
                Contender::new("thiserror, into a `String`", &derived, |status: Derived| {
                    status.to_string()
                }),
            ];
            columns.push((
                title($prefix, ROWS.len()),
                Column::new(&mut contenders, turns),
            ));
        }};
    }
    each_table!(table, is_full);
    for (title, column) in &columns {
        grid.column(title, column.cells());
    }
    section.grid(&grid);
    for (title, column) in &columns {
        let factor = column.of("`match`") / column.of(OURS);
        section.mark(
            &format!("{title} codes: at least 5 times as fast as `match`"),
            factor,
            factor >= 5.0,
        );
    }
    section.gap();
}

fn names(turns: usize, is_full: bool, section: &mut Section) {
    let mut grid = Grid::new("text to variant");
    macro_rules! table {
        ($table:ident, $prefix:literal, $($small:ident)?) => {{
            use $table::{Derived, Ours, PHF_NAME, ROWS};
            let rows = ROWS.iter().flat_map(|row| row.2.iter().map(|name| (*name, row.0)));
            let mut variants: Vec<(&str, Derived)> =
                rows.filter_map(|(name, code)| Some((name, Derived::try_from(code).ok()?))).collect();
            variants.sort_unstable_by_key(|row| row.0);
            let said: Vec<String> =
                variants.iter().flat_map(|(name, _)| [String::from(*name), format!("{name}X")]).collect();
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            let inputs: Vec<&str> = random_places(said.len()).into_iter().map(|place| said[place]).collect();
            let map = hash_map(variants.iter().copied());
            let search = |name| variants.binary_search_by_key(&name, |row| row.0).ok().map(|row| variants[row].1);
            let mut contenders = vec![
                Contender::new(OURS, &inputs, |name: &str| name.parse::<Ours>().ok()),
                $(
                    Contender::new("strum `EnumString`", &inputs, |name: &str| name.parse::<$small::Derived>().ok()),
                    Contender::new("`match`", &inputs, |name| $small::match_name(name)),
                )?
                Contender::new("phf", &inputs, |name| PHF_NAME.get(name).copied()),
                Contender::new("`HashMap`, FxHash", &inputs, |name| map.get(name).copied()),
                Contender::new("binary search", &inputs, search),
            ];
            grid.column(&title($prefix, ROWS.len()), Column::new(&mut contenders, turns).cells());
        }};
    }
    each_table!(table, is_full);
    section.grid(&grid);
}

fn texts(turns: usize, is_full: bool, section: &mut Section) {
    let mut grid = Grid::new("number and text to cause");
    let mut columns = Vec::new();
    macro_rules! table {
        ($table:ident, $prefix:literal, $($small:ident)?) => {{
            use $table::ROWS;
            let said = said::<$table::Ours>();
            let places = random_places(said.len());
            let inputs: Vec<(i32, &str)> = places
                .iter()
                .map(|&place| (said[place].0, said[place].1.as_str()))
                .collect();
            let sets = regex_sets::<$table::Ours>();
            let (set, codes) = regex_set::<$table::Ours>();
            let search = literal_search::<$table::Ours>();
            let mut contenders = vec![
                Contender::new(OURS, &inputs, |(code, text)| {
                    Diagnosis::<$table::Ours>::new(code, Some(text)).cause()
                }),
                Contender::new(SET, &inputs, |(code, text): (i32, &str)| {
                    sets.get(&code)
                        .and_then(|set| set.matches(text.as_bytes()).iter().next())
                }),
                Contender::new(ONE_SET, &inputs, |(code, text): (i32, &str)| {
                    set.matches(text.as_bytes())
                        .iter()
                        .find(|&at| codes[at] == code)
                }),
                Contender::new("aho-corasick, literal parts only", &inputs, |(_, text)| {
                    search.find(text).map(|found| found.pattern())
                }),
            ];
            columns.push((
                title($prefix, ROWS.len()),
                Column::new(&mut contenders, turns),
            ));
        }};
    }
    each_table!(table, is_full);
    for (title, column) in &columns {
        grid.column(title, column.cells());
    }
    section.grid(&grid);
    for (title, column) in &columns {
        for set in [SET, ONE_SET] {
            let factor = column.of(set) / column.of(OURS);
            section.mark(
                &format!("{title} codes: at least 10 times as fast as {set}"),
                factor,
                factor >= 10.0,
            );
        }
    }
}

/// What a server says: every text of the table with something in its holes, and as many that no cause has.
fn said<S: Status>() -> Vec<(i32, String)> {
    let mut said = Vec::new();
    for (code, text) in texts_of::<S>() {
        let filled = literal_parts(text).join("user0815");
        said.push((code, format!("{filled} as far as we know")));
        said.push((code, filled));
    }
    said
}

fn texts_of<S: Status>() -> impl Iterator<Item = (i32, &'static str)> {
    let causes = S::all()
        .iter()
        .flat_map(|status| status.causes().iter().map(|cause| (status.code(), cause)));
    causes.flat_map(|(code, cause)| cause.texts().iter().map(move |text| (code, *text)))
}

fn literal_parts(text: &str) -> Vec<&str> {
    text.split('{')
        .map(|piece| piece.split_once('}').map_or(piece, |(_, literal)| literal))
        .collect()
}

/// The texts of each code as expressions.
fn regex_sets<S: Status>() -> FxHashMap<i32, RegexSet> {
    let mut expressions: FxHashMap<i32, Vec<String>> = FxHashMap::default();
    for (code, text) in texts_of::<S>() {
        expressions.entry(code).or_default().push(expression(text));
    }
    expressions
        .into_iter()
        .map(|(code, expressions)| (code, set_of(expressions)))
        .collect()
}

/// The texts of all codes as expressions, and whose they are.
fn regex_set<S: Status>() -> (RegexSet, Vec<i32>) {
    let (codes, expressions) = texts_of::<S>()
        .map(|(code, text)| (code, expression(text)))
        .unzip();
    (set_of(expressions), codes)
}

/// An expression with the meaning of a text: case, blanks and a final full stop do not matter.
fn expression(text: &str) -> String {
    let literal = |part: &str| {
        part.split(' ')
            .map(regex::escape)
            .collect::<Vec<_>>()
            .join(r"\s+")
    };
    let expression = literal_parts(text)
        .into_iter()
        .map(literal)
        .collect::<Vec<_>>()
        .join("(?s:.+)");
    format!(r"^\s*{expression}\.?\s*$")
}

/// A set with memory enough for thousands of expressions.
fn set_of(expressions: Vec<String>) -> RegexSet {
    let mut builder = RegexSetBuilder::new(expressions);
    builder
        .unicode(false)
        .case_insensitive(true)
        .size_limit(1 << 30)
        .dfa_size_limit(1 << 28);
    builder.build().expect("the texts are escaped and short")
}

/// One automaton for the longest literal part of every text.
fn literal_search<S: Status>() -> AhoCorasick {
    let longest = texts_of::<S>().filter_map(|(_, text)| {
        literal_parts(text)
            .into_iter()
            .max_by_key(|part| part.len())
    });
    let builder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(longest);
    builder.expect("texts of a table are far below the limits of an automaton")
}

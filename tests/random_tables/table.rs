//! Random tables.

mod toml;

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};

use super::data::{IDS, KEYWORDS, NAMES, PROSE};

#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    doc: Vec<String>,
    /// A vocabulary without ids is not declared.
    pub(crate) categories: Vec<&'static str>,
    pub(crate) areas: Vec<&'static str>,
    pub(crate) platforms: Vec<&'static str>,
    pub(crate) sources: Vec<&'static str>,
    prose: Vec<String>,
    pub(crate) ranges: Vec<(i32, i32, Option<&'static str>)>,
    pub(crate) codes: Vec<Code>,
}

#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) code: i32,
    pub(crate) name: &'static str,
    /// Selects ids and prose from those of the table.
    pub(crate) seed: usize,
    sdk: usize,
    meanings: usize,
    pub(crate) keywords: Vec<&'static str>,
    pub(crate) is_deprecated: bool,
    pub(crate) causes: Vec<Cause>,
}

#[derive(Clone, Debug)]
pub(crate) struct Cause {
    description: String,
    fix: String,
    patterns: Vec<(String, Varying)>,
    hints: usize,
}

/// What varies in a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Varying {
    Nothing,
    Word,
    Text,
}

impl Varying {
    pub(crate) fn placeholder(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Word => "{what_1}",
            Self::Text => "{what_1...}",
        }
    }

    pub(crate) fn filling(self) -> &'static str {
        match self {
            Self::Text => "it, and more",
            _ => "it",
        }
    }
}

fn prose() -> impl Strategy<Value = String> {
    let long = Just("long".repeat(200));
    let piece = prop_oneof![20 => select(PROSE).prop_map(String::from), 1 => long];
    vec(piece, 1..5).prop_map(|pieces| String::from(pieces.join(" ").trim()))
}

fn number() -> impl Strategy<Value = i32> {
    const LIMITS: &[i32] = &[
        i32::MIN,
        i32::MIN + 1,
        -1,
        0,
        1,
        99_999,
        100_000,
        i32::MAX - 1,
        i32::MAX,
    ];
    prop_oneof![select(LIMITS), 400..430, any::<i32>()]
}

fn cause() -> impl Strategy<Value = Cause> {
    let varying = select(&[Varying::Nothing, Varying::Word, Varying::Text][..]);
    (prose(), prose(), vec((prose(), varying), 0..3), 0_usize..3).prop_map(
        |(description, fix, patterns, hints)| Cause {
            description,
            fix,
            patterns,
            hints,
        },
    )
}

fn code() -> impl Strategy<Value = Code> {
    (
        (any::<u16>(), 0_usize..4, 0_usize..3),
        subsequence(KEYWORDS, 0..4),
        any::<bool>(),
        vec(cause(), 0..4),
    )
        .prop_map(
            |((seed, sdk, meanings), keywords, is_deprecated, causes)| Code {
                code: 0,
                name: "",
                seed: usize::from(seed),
                sdk,
                meanings,
                keywords,
                is_deprecated,
                causes,
            },
        )
}

fn codes() -> impl Strategy<Value = Vec<Code>> {
    let numbers = btree_set(number(), 1..8);
    (numbers, subsequence(NAMES, 8), vec(code(), 8)).prop_map(|(numbers, names, codes)| {
        let numbered = numbers.into_iter().zip(names).zip(codes).enumerate();
        let code = |(index, ((code, name), rest)): (usize, ((i32, _), Code))| Code {
            code,
            name,
            // Sentences end with the seed, so that no two codes have the same one.
            seed: rest.seed + index * 100_000,
            ..rest
        };
        numbered.map(code).collect()
    })
}

pub(crate) fn table() -> impl Strategy<Value = Table> {
    let suffix = option::of(select(&["0", "404", "000000001"][..]));
    let range =
        (number(), number(), suffix).prop_map(|(a, b, suffix)| (a.min(b), a.max(b), suffix));
    let name = select(NAMES).prop_filter("conflicts with a generated type", |name| {
        !matches!(*name, "Category" | "Area" | "Platform" | "Source")
    });
    (
        (name, vec(prose(), 1..6)),
        (
            subsequence(IDS, 0..4),
            subsequence(IDS, 0..4),
            subsequence(IDS, 0..4),
            subsequence(IDS, 0..4),
        ),
        vec(prose(), 16),
        vec(range, 0..4),
        codes(),
    )
        .prop_map(
            |((name, doc), (categories, areas, platforms, sources), prose, ranges, codes)| Table {
                name,
                doc,
                categories,
                areas,
                platforms,
                sources,
                prose,
                ranges,
                codes,
            },
        )
}

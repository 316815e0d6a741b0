//! Look-ups: codes, names, and error messages.

mod bodies;
mod codes;
mod messages;
mod names;
mod summaries;

use std::collections::HashMap;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::chart::{self, Bars};
use crate::clock::{Contender, race};
use crate::report::{Grid, Section, significant, thousands};
use crate::synthetic::Random;
use crate::tables::Table;

/// Enough inputs that no branch predictor learns them, and few enough for a cache.
const INPUTS: usize = 1 << 15;

const OURS: &str = "**this crate**";
const FLOOR: &str = "a dependent load";
const MATCH: &str = "`match`";
const FX_HASH: &str = "`HashMap`, FxHash";
const FOLDHASH: &str = "`HashMap`, foldhash";
const SIP_HASH: &str = "`HashMap`, SipHash";

/// Measures some tables, and in a full run also the large one.
macro_rules! columns {
    ($column:ident, $turns:expr, $is_full:expr, [$($Table:ident),*]) => {{
        #[allow(unused_mut, reason = "only a release build has the large table")]
        let mut columns = vec![$($column::<crate::tables::$Table>($turns)),*];
        if $is_full {
            #[cfg(large)]
            columns.push($column::<crate::tables::Of10000>($turns));
        }
        columns
    }};
}
use columns;

const ABOUT: &str = "\
Nanoseconds for one look-up, and the time as a multiple of ours. Half of the codes, names, and \
messages are known to the table; they come in random order. All contenders of a column ran in one \
process on the same inputs, in turns, and the best turn counts. A dependent load is the cost of \
reading one array at an index from another array in the same loop.

The columns are the shipped table and tables with a number of synthetic codes. The codes of the \
column \"spread\" are spread over the whole range of `i32`, as `HRESULT`s are; the others are in \
clusters.

Peers with limits:

- phf has its faster layout, `ptrhash`. phf, hashify, and frozen-collections make their maps at \
compile time. At 10,000 codes, these maps have codes in place of variants, because rustc resolves \
each enum value in a static by a linear search: that takes it 10 to 25 s for one map.
- strum's `FromRepr` is missing at 10,000 codes: rustc takes 36 s and 9 GiB for it. `EnumString` \
and `match` on names take more than a minute each, and `EnumString` with `use_phf` takes 25 s.
- hashify's keys are bytes: it hashes the bytes of a code.";

/// Compares the look-ups with those of the peers.
pub(crate) fn run(turns: usize, is_full: bool) -> Section {
    let mut section = Section::new("Looking up", ABOUT);
    let bars = [
        codes::run(turns, is_full, &mut section),
        summaries::run(turns, is_full, &mut section),
        names::run(turns, is_full, &mut section),
        messages::run(turns, is_full, &mut section),
    ];
    bodies::run(turns, is_full, &mut section);
    section.picture(
        "lookups.svg",
        "Bar charts of the four look-ups in the shipped table",
        chart::bars("Nanoseconds for one look-up, shipped table", "ns", &bars),
    );
    section
}

/// The measured contenders of one table.
struct Column {
    title: String,
    times: Vec<(&'static str, f64)>,
}

impl Column {
    fn new<T: Table>(contenders: &mut [Contender<'_>], turns: usize) -> Self {
        race(contenders, turns);
        let times = contenders
            .iter()
            .map(|contender| (contender.name, contender.nanoseconds()));
        Self {
            title: format!("{}{}", T::PREFIX, thousands(T::ROWS.len())),
            times: times.collect(),
        }
    }

    fn of(&self, name: &str) -> f64 {
        self.times
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(f64::NAN, |(_, time)| *time)
    }

    /// Returns the time of the fastest peer that is not excluded.
    fn best_except(&self, excluded: &[&str]) -> f64 {
        let peers = self
            .times
            .iter()
            .filter(|(name, _)| *name != OURS && !excluded.contains(name));
        peers.map(|(_, time)| *time).fold(f64::INFINITY, f64::min)
    }

    fn cells(&self) -> impl Iterator<Item = (String, String)> {
        self.times.iter().map(|(name, time)| {
            let (time, ratio) = (significant(*time), significant(time / self.of(OURS)));
            (String::from(*name), format!("{time} ({ratio}×)"))
        })
    }

    fn bars(&self, title: &str) -> Bars {
        let plain = |name: &str| name.replace(['`', '*'], "");
        let bars = self.times.iter().map(|(name, time)| chart::Bar {
            label: plain(name),
            value: *time,
            is_ours: *name == OURS,
        });
        Bars {
            title: String::from(title),
            bars: bars.collect(),
        }
    }
}

/// Adds the columns to the section, and returns the bars of the shipped table, the first column.
fn add(corner: &'static str, columns: &[Column], section: &mut Section) -> Bars {
    let mut grid = Grid::new(corner);
    for column in columns {
        grid.column(&column.title, column.cells());
    }
    section.grid(&grid);
    columns[0].bars(corner)
}

/// Returns random indices into an array.
fn random_indices(len: usize) -> Vec<usize> {
    let mut random = Random::new(2);
    let len = u32::try_from(len).unwrap_or(u32::MAX);
    (0..INPUTS).map(|_| random.below(len) as usize).collect()
}

/// Hash maps with the hashers that people choose.
struct Maps<K, V> {
    fx_hash: FxHashMap<K, V>,
    foldhash: HashMap<K, V, foldhash::fast::RandomState>,
    sip_hash: HashMap<K, V>,
}

impl<K: Hash + Eq + Copy, V: Copy> Maps<K, V> {
    fn new(entries: &[(K, V)]) -> Self {
        Self {
            fx_hash: entries.iter().copied().collect(),
            foldhash: entries.iter().copied().collect(),
            sip_hash: entries.iter().copied().collect(),
        }
    }

    /// Returns a contender for each map. `key` turns an input into a key.
    fn contenders<'c, I: Copy>(
        &'c self,
        inputs: &'c [I],
        key: impl Fn(I) -> K + Copy + 'c,
    ) -> [Contender<'c>; 3] {
        [
            Contender::new(FX_HASH, inputs, move |input| {
                self.fx_hash.get(&key(input)).copied()
            }),
            Contender::new(FOLDHASH, inputs, move |input| {
                self.foldhash.get(&key(input)).copied()
            }),
            Contender::new(SIP_HASH, inputs, move |input| {
                self.sip_hash.get(&key(input)).copied()
            }),
        ]
    }
}

/// Returns each code with its variant of the enum with derives.
fn derived_variants<T: Table>() -> Vec<(i32, T::Derived)> {
    T::ROWS
        .iter()
        .filter_map(|row| Some((row.0, T::Derived::try_from(row.0).ok()?)))
        .collect()
}

//! From a code to its variant.

use commsease_status::{Status, StatusCode};

use super::{
    Column, FLOOR, FX_HASH, INPUTS, MATCH, Maps, OURS, add, columns, derived_variants,
    random_indices,
};
use crate::chart::Bars;
use crate::clock::{Contender, race};
use crate::report::Section;
use crate::synthetic::Random;
use crate::tables::Table;

const HTTP: &str = "http (untyped, 100 to 999)";

pub(super) fn run(turns: usize, is_full: bool, section: &mut Section) -> Bars {
    let mut columns = columns!(column, turns, is_full, [Shipped, Of300, Of1000, Spread]);
    columns[0].times.push((HTTP, http(turns)));
    let bars = add("code to variant", &columns, section);
    let shipped = &columns[0];
    let factor = shipped.best_except(&[FLOOR, HTTP]) / shipped.of(OURS);
    section.mark(
        "shipped table: at least 4 times as fast as the fastest peer with an enum",
        factor,
        factor >= 4.0,
    );
    let spread = &columns[3];
    let factor = spread.of(FX_HASH) / spread.of(OURS);
    section.mark(
        "codes spread over `i32`: at least 1.2 times as fast as a `HashMap` with FxHash",
        factor,
        factor >= 1.2,
    );
    section.gap();
    bars
}

fn column<T: Table>(turns: usize) -> Column {
    let inputs = mixed_codes::<T::Ours>();
    let variants = derived_variants::<T>();
    let maps = Maps::new(&variants);
    let indices = random_indices(variants.len());
    let search = |code| {
        let row = variants.binary_search_by_key(&code, |row| row.0).ok()?;
        Some(variants[row].1)
    };
    let mut contenders = vec![
        Contender::new(FLOOR, &indices, |index: usize| {
            variants.get(index).map(|row| row.1)
        }),
        Contender::new(OURS, &inputs, |code| T::from_code(code)),
        Contender::new(MATCH, &inputs, |code| T::match_code(code)),
        Contender::new("num_enum", &inputs, |code| T::Derived::try_from(code).ok()),
    ];
    contenders.extend(T::small_code_peers(&inputs));
    contenders.extend([
        Contender::new("phf", &inputs, |code| T::phf_code(code)),
        Contender::new("hashify", &inputs, |code| T::hashify_code(code)),
        Contender::new("frozen-collections", &inputs, |code| T::frozen_code(code)),
    ]);
    contenders.extend(maps.contenders(&inputs, |code| code));
    contenders.push(Contender::new("binary search", &inputs, search));
    Column::new::<T>(&mut contenders, turns)
}

/// Measures the check of the http crate, which has no table.
fn http(turns: usize) -> f64 {
    let inputs: Vec<u16> = mixed_codes::<StatusCode>()
        .iter()
        .filter_map(|&code| u16::try_from(code & 0x7ff).ok())
        .collect();
    let check = |code| http::StatusCode::from_u16(code).ok();
    let mut contenders = [Contender::new(HTTP, &inputs, check)];
    race(&mut contenders, turns);
    contenders[0].nanoseconds()
}

/// Returns known codes, unknown codes close to them, and unknown codes from anywhere.
fn mixed_codes<S: Status>() -> Vec<i32> {
    let mut random = Random::new(1);
    let all = S::all();
    let known = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let is_spread = all[0].code() < 0;
    let code = |_| {
        let code = all[random.below(known) as usize].code();
        match random.below(4) {
            0 | 1 => code,
            2 => unknown_near::<S>(code, &mut random),
            _ if is_spread => unknown_near::<S>(random.bits().cast_signed(), &mut random),
            _ => unknown_near::<S>(step(&mut random, 1 << 20), &mut random),
        }
    };
    (0..INPUTS).map(code).collect()
}

fn step(random: &mut Random, end: u32) -> i32 {
    i32::try_from(random.below(end)).unwrap_or(i32::MAX)
}

fn unknown_near<S: Status>(code: i32, random: &mut Random) -> i32 {
    let mut code = code;
    while S::from_code(code).is_some() {
        code = code.wrapping_add(1 + step(random, 3));
    }
    code
}

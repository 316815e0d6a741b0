//! From a name or an SDK identifier to its variant.

use super::{Column, Maps, OURS, add, columns, random_indices};
use crate::chart::Bars;
use crate::clock::Contender;
use crate::report::Section;
use crate::tables::Table;

pub(super) fn run(turns: usize, is_full: bool, section: &mut Section) -> Bars {
    let columns = columns!(column, turns, is_full, [Shipped, Of300, Of1000]);
    let bars = add("name to variant", &columns, section);
    let factor = columns[0].best_except(&[]) / columns[0].of(OURS);
    section.mark(
        "shipped table: at least 0.95 times as fast as the fastest peer",
        factor,
        factor >= 0.95,
    );
    section.gap();
    bars
}

fn column<T: Table>(turns: usize) -> Column {
    let mut variants: Vec<(&str, T::Derived)> = Vec::new();
    for (code, _, names) in T::ROWS {
        let variant = T::Derived::try_from(*code).ok();
        variants.extend(names.iter().filter_map(|name| Some((*name, variant?))));
    }
    variants.sort_unstable_by_key(|row| row.0);
    let names = variants.iter().map(|row| row.0);
    let unknown: Vec<String> = names.clone().map(|name| format!("{name}X")).collect();
    let all: Vec<&str> = names.chain(unknown.iter().map(String::as_str)).collect();
    let indices = random_indices(all.len());
    let inputs: Vec<&str> = indices.into_iter().map(|index| all[index]).collect();
    let maps = Maps::new(&variants);
    let search = |name| {
        let row = variants.binary_search_by_key(&name, |row| row.0).ok()?;
        Some(variants[row].1)
    };
    let mut contenders = vec![Contender::new(OURS, &inputs, |name| T::from_name(name))];
    contenders.extend(T::small_name_peers(&inputs));
    contenders.extend([
        Contender::new("phf", &inputs, |name| T::phf_name(name)),
        Contender::new("hashify", &inputs, |name| T::hashify_name(name)),
        Contender::new("frozen-collections", &inputs, |name| T::frozen_name(name)),
    ]);
    contenders.extend(maps.contenders(&inputs, |name| name));
    contenders.push(Contender::new("binary search", &inputs, search));
    Column::new::<T>(&mut contenders, turns)
}

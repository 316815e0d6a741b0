//! From a variant to its summary.

use commsease_status::Status;

use super::{Column, FLOOR, MATCH, Maps, OURS, add, columns, random_indices};
use crate::chart::Bars;
use crate::clock::Contender;
use crate::report::Section;
use crate::tables::Table;

pub(super) fn run(turns: usize, is_full: bool, section: &mut Section) -> Bars {
    let columns = columns!(column, turns, is_full, [Shipped, Of300, Of1000, Spread]);
    let bars = add("variant to summary", &columns, section);
    let factor = columns[0].of(MATCH) / columns[0].of(OURS);
    section.mark(
        "shipped table: at least 12 times as fast as `match`",
        factor,
        factor >= 12.0,
    );
    section.gap();
    bars
}

fn column<T: Table>(turns: usize) -> Column {
    let indices = random_indices(T::ROWS.len());
    let all = T::Ours::all();
    let inputs: Vec<T::Ours> = indices.iter().map(|&index| all[index]).collect();
    let derived: Vec<T::Derived> = indices
        .iter()
        .filter_map(|&index| T::Derived::try_from(T::ROWS[index].0).ok())
        .collect();
    let entries: Vec<(i32, &str)> = T::ROWS.iter().map(|row| (row.0, row.1)).collect();
    let loads: Vec<&str> = T::ROWS.iter().map(|row| row.1).collect();
    let maps = Maps::new(&entries);
    let code = |status: T::Derived| -> i32 { status.into() };
    let search = |status| {
        let row = entries
            .binary_search_by_key(&code(status), |row| row.0)
            .ok()?;
        Some(entries[row].1)
    };
    let mut contenders = vec![
        Contender::new(FLOOR, &indices, |index: usize| loads.get(index).copied()),
        Contender::new(OURS, &inputs, |status| T::summary(status)),
        Contender::new(MATCH, &derived, |status| T::match_summary(status)),
        Contender::new("phf", &derived, |status| T::phf_summary(code(status))),
        Contender::new("frozen-collections", &derived, |status| {
            T::frozen_summary(code(status))
        }),
    ];
    contenders.extend(maps.contenders(&derived, code));
    contenders.extend([
        Contender::new("binary search", &derived, search),
        Contender::new(
            "strum `IntoStaticStr`, the name",
            &derived,
            |status: T::Derived| -> &'static str { status.into() },
        ),
        Contender::new(
            "thiserror, into a `String`",
            &derived,
            |status: T::Derived| status.to_string(),
        ),
    ]);
    Column::new::<T>(&mut contenders, turns)
}

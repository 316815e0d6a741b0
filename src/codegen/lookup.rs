//! The structures by which compiled code finds the row of a number or a name: see `Index` and `Names` of the library's
//! tables.

use super::map::{Map, Set};
use super::table::{Code, Pattern};
use crate::ends::ends;
use crate::hash::{bucket, cell};

/// A page table over numbers.
pub(super) struct Index {
    pub(super) base: i32,
    pub(super) page_bits: u32,
    /// The bits of a block and which pages each block has; only where the numbers are far apart.
    pub(super) blocks: Option<(u32, Vec<u32>)>,
    pub(super) pages: Vec<u32>,
    pub(super) cells: Vec<u32>,
}

/// A list of pages longer than this is never built.
const MOST_PAGES: u64 = 1 << 18;
/// As large as the data cache that is next to the core: up to there, one list of pages is quickest.
const SMALL: usize = 32 * 1024;

impl Index {
    /// The smallest page table for numbers in ascending order. The row of a number is its place among them; the number
    /// of rows stands where there is no row.
    pub(super) fn new(numbers: &[i32]) -> Self {
        let base = numbers.first().copied().unwrap_or_default();
        let offsets: Vec<u32> = numbers
            .iter()
            .map(|&number| number.abs_diff(base))
            .collect();
        let flat = (2..=12)
            .filter_map(|bits| Self::flat(base, &offsets, bits))
            .min_by_key(Self::bytes);
        if let Some(flat) = flat {
            if flat.bytes() <= SMALL.max(8 * numbers.len()) {
                return flat;
            }
        }
        let deep =
            (2..=8).flat_map(|page_bits| (6..=14).map(move |block_bits| (page_bits, block_bits)));
        let deep = deep.filter_map(|(page_bits, block_bits)| {
            Self::deep(base, &offsets, page_bits, block_bits)
        });
        deep.min_by_key(Self::bytes)
            .expect("blocks of 2^14 pages of 2^8 cells cover all numbers with 2^10 blocks")
    }

    fn flat(base: i32, offsets: &[u32], page_bits: u32) -> Option<Self> {
        let last = offsets.last().copied().unwrap_or_default() >> page_bits;
        if u64::from(last) >= MOST_PAGES {
            return None;
        }
        let rows = (0..).zip(offsets).map(|(row, &offset)| (offset, row));
        let empty = u32::try_from(offsets.len()).unwrap_or(u32::MAX);
        let (pages, cells) = paged(rows, page_bits, last, empty);
        Some(Self {
            base,
            page_bits,
            blocks: None,
            pages,
            cells,
        })
    }

    fn deep(base: i32, offsets: &[u32], page_bits: u32, block_bits: u32) -> Option<Self> {
        let last = offsets.last().copied().unwrap_or_default() >> page_bits >> block_bits;
        if u64::from(last) >= MOST_PAGES {
            return None;
        }
        let rows = (0..).zip(offsets).map(|(row, &offset)| (offset, row));
        let empty = u32::try_from(offsets.len()).unwrap_or(u32::MAX);
        let (used, cells) = stored(rows, page_bits, empty);
        let (blocks, pages) = paged(used.into_iter(), block_bits, last, 0);
        Some(Self {
            base,
            page_bits,
            blocks: Some((block_bits, blocks)),
            pages,
            cells,
        })
    }

    fn bytes(&self) -> usize {
        let blocks = self.blocks.as_ref().map_or(0, |(_, blocks)| bytes(blocks));
        blocks + bytes(&self.pages) + bytes(&self.cells)
    }
}

/// A list of the pages from 0 to `last` and of an empty one for all behind, and the cells of those that differ.
fn paged(
    cells: impl Iterator<Item = (u32, u32)>,
    bits: u32,
    last: u32,
    empty: u32,
) -> (Vec<u32>, Vec<u32>) {
    let (used, cells) = stored(cells, bits, empty);
    let mut pages = vec![0; last as usize + 2];
    for (page, stored) in used {
        pages[page as usize] = stored;
    }
    (pages, cells)
}

/// Which stored page each used page is, and the cells of the stored pages, of which the first one is empty. The cells are
/// given in ascending order.
fn stored(
    cells: impl Iterator<Item = (u32, u32)>,
    bits: u32,
    empty: u32,
) -> (Vec<(u32, u32)>, Vec<u32>) {
    let size = 1 << bits;
    let mut used: Vec<(u32, Vec<u32>)> = Vec::new();
    for (at, value) in cells {
        if used.last().is_none_or(|(last, _)| *last != at >> bits) {
            used.push((at >> bits, vec![empty; size]));
        }
        if let Some((_, page)) = used.last_mut() {
            page[at as usize & (size - 1)] = value;
        }
    }
    let mut all = vec![empty; size];
    let mut known = Map::from_iter([(all.clone(), 0)]);
    let mut places = Vec::with_capacity(used.len());
    for (page, cells) in used {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        let stored = *known.entry(cells).or_insert_with_key(|cells| {
            all.extend_from_slice(cells);
            next
        });
        places.push((page, stored));
    }
    (places, all)
}

fn bytes(values: &[u32]) -> usize {
    let width = match values.iter().max() {
        Some(256..=0xffff) => 2,
        Some(0x1_0000..) => 4,
        _ => 1,
    };
    values.len() * width
}

/// A perfect hash over keys that have a place each.
pub(super) struct PerfectHash {
    pub(super) seeds: Vec<u32>,
    /// The place of the key that leads to each cell; a number that is no place where none does.
    pub(super) cells: Vec<u32>,
}

/// Keys for each seed, on the average: the more, the fewer seeds, and the longer the search for them.
const KEYS_PER_SEED: usize = 4;
/// More trials mean that the cells are too few.
const MOST_SEEDS: u32 = 0xffff;

impl PerfectHash {
    /// For keys by their hashes, of which no two are the same, with the place of each, and a number that is no place.
    pub(super) fn new(keys: &[(u64, u32)], none: u32) -> Self {
        // With a ninth of the cells free, a seed is found after some trials; more cells are for the unlucky table.
        let mut sizes = (0..8).map(|more| keys.len() + keys.len() * (1 + 2 * more) / 8 + 1);
        sizes
            .find_map(|size| Self::of_size(keys, none, size))
            .expect("different hashes find different cells")
    }

    fn of_size(keys: &[(u64, u32)], none: u32, size: usize) -> Option<Self> {
        let mut buckets = vec![Vec::new(); keys.len() / KEYS_PER_SEED + 1];
        for &(hash, key) in keys {
            let bucket = bucket(hash, buckets.len());
            buckets[bucket].push((hash, key));
        }
        let mut order: Vec<usize> = (0..buckets.len()).collect();
        order.sort_by_key(|&bucket| std::cmp::Reverse(buckets[bucket].len()));
        let mut seeds = vec![0; buckets.len()];
        let mut cells = vec![none; size];
        for bucket in order {
            seeds[bucket] =
                (1..=MOST_SEEDS).find(|&seed| put(&mut cells, &buckets[bucket], seed, none))?;
        }
        Some(Self { seeds, cells })
    }
}

/// Puts all keys of a bucket into their cells, or none if one of the cells is taken.
fn put(cells: &mut [u32], keys: &[(u64, u32)], seed: u32, none: u32) -> bool {
    for (done, &(hash, key)) in keys.iter().enumerate() {
        let at = cell(hash, seed, cells.len());
        if cells[at] != none {
            for &(hash, _) in &keys[..done] {
                cells[cell(hash, seed, cells.len())] = none;
            }
            return false;
        }
        cells[at] = key;
    }
    true
}

/// The patterns of all codes in the order in which a compiled table has them.
pub(super) struct Patterns<'t> {
    /// For each code those for which all must be searched, and behind them those that the hash finds.
    pub(super) rows: Vec<Vec<(&'t Pattern, bool)>>,
    pub(super) hash: PerfectHash,
}

impl<'t> Patterns<'t> {
    pub(super) fn new(codes: &'t [Code]) -> Self {
        let mut rows = Vec::with_capacity(codes.len());
        let mut keys = Vec::new();
        let mut known = Set::default();
        let mut place = 0;
        for (row, code) in codes.iter().enumerate() {
            let hash = |pattern: &Pattern| ends(pattern.text.as_bytes()).hash(row);
            // Of two texts with the same ends, one is found by them.
            let is_hashed = |pattern: &&Pattern| !pattern.has_hole() && known.insert(hash(pattern));
            let (hashed, searched): (Vec<&Pattern>, Vec<&Pattern>) =
                code.patterns.iter().partition(is_hashed);
            place += small(searched.len());
            keys.extend(hashed.iter().map(|pattern| hash(pattern)).zip(place..));
            place += small(hashed.len());
            let searched = searched.into_iter().map(|pattern| (pattern, false));
            rows.push(
                searched
                    .chain(hashed.into_iter().map(|pattern| (pattern, true)))
                    .collect(),
            );
        }
        Self {
            rows,
            hash: PerfectHash::new(&keys, place),
        }
    }
}

/// A count or a place in a table.
pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).expect("a table is far smaller than 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::{Index, PerfectHash, bytes};
    use crate::hash::hash;
    use crate::table;

    /// The structure as generated code has it.
    fn compiled(numbers: &[i32]) -> table::Index {
        let Index {
            base,
            page_bits,
            blocks,
            pages,
            cells,
        } = Index::new(numbers);
        let ints = |values: Vec<u32>| table::Ints::U32(values.leak());
        let blocks = blocks.map(|(bits, blocks)| (bits, ints(blocks)));
        table::Index {
            base,
            page_bits,
            blocks,
            pages: ints(pages),
            cells: ints(cells),
        }
    }

    /// Numbers from one end to the other.
    fn scattered() -> Vec<i32> {
        (0..200).map(|at| i32::MIN + at * 10_000_003).collect()
    }

    /// Each number has its row, and its neighbours and the ends of all numbers have none unless they are in the table.
    #[track_caller]
    fn check(numbers: &[i32]) {
        let index = compiled(numbers);
        let near = numbers
            .iter()
            .flat_map(|&number| (-70..=70).map(move |step| number.wrapping_add(step)));
        let far = (0..31).flat_map(|bit| [1 << bit, -(1 << bit)]);
        for code in near.chain(far).chain([i32::MIN, -1, 0, i32::MAX]) {
            let row = index.row(code);
            assert_eq!(
                (row < numbers.len()).then_some(row),
                numbers.binary_search(&code).ok(),
                "{code}"
            );
        }
    }

    #[test]
    fn every_number_leads_to_its_row_and_no_other_does() {
        check(&[0]);
        check(&[i32::MIN]);
        check(&[i32::MAX]);
        check(&[i32::MIN, i32::MAX]);
        check(&[i32::MIN, -1, 0, 1, i32::MAX]);
        check(&[
            -1_073_741_823,
            -1_073_741_822,
            -1_072_365_566,
            0,
            259,
            1_073_741_825,
        ]);
        check(&(-300..300).collect::<Vec<_>>());
        check(&scattered());
    }

    #[test]
    fn numbers_far_apart_need_no_giant() {
        let sizes = [&[i32::MIN, i32::MAX], scattered().as_slice()]
            .map(|numbers| Index::new(numbers).bytes());
        assert!(sizes[0] < 16 * 1024 && sizes[1] < 160 * 1024, "{sizes:?}");
    }

    #[test]
    fn every_key_has_a_cell_of_its_own() {
        for count in [0, 1, 2, 3, 10, 500, 20_000] {
            let names: Vec<String> = (0..count)
                .map(|at| format!("RES_{}_{at}", at % 7))
                .collect();
            let keys: Vec<(u64, u32)> = names
                .iter()
                .map(|name| hash(name.as_bytes()))
                .zip(0..)
                .collect();
            let PerfectHash { seeds, cells } =
                PerfectHash::new(&keys, u32::try_from(count).unwrap());
            assert!(bytes(&seeds) + bytes(&cells) <= 3 * count + 8, "{count}");
            let ints = |values: Vec<u32>| table::Ints::U32(values.leak());
            let compiled = table::PerfectHash {
                seeds: ints(seeds),
                cells: ints(cells),
            };
            for (hash, place) in keys {
                assert_eq!(compiled.place(hash), place as usize);
            }
            assert!(compiled.place(hash(b"RES")) <= count);
        }
    }
}

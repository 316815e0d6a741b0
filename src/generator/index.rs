//! The indexes by which compiled code finds the row of a code or a name: see `CodeIndex` and
//! `PerfectHash` of the library's tables.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::shared::hash::{bucket, hash, slot};

/// An index from codes to rows.
pub(crate) enum CodeIndex {
    Pages(PageTable),
    Hash(PerfectHash),
}

/// The size of a level 1 data cache: up to there, a page table is fastest.
const L1_CACHE_BYTES: usize = 32 * 1024;
/// A larger list of pages is never built.
const MAX_PAGES: u32 = 1 << 18;

impl CodeIndex {
    /// Builds the index for sorted codes, whose rows are their positions.
    pub(crate) fn new(codes: &[i32]) -> Self {
        let tables = (2..=12).filter_map(|page_bits| PageTable::new(codes, page_bits));
        let smallest = tables.min_by_key(PageTable::bytes);
        match smallest.filter(|it| it.bytes() <= L1_CACHE_BYTES.max(8 * codes.len())) {
            Some(table) => Self::Pages(table),
            None => {
                let keys: Vec<_> = codes
                    .iter()
                    .map(|code| code.to_le_bytes())
                    .zip(0..)
                    .collect();
                Self::Hash(PerfectHash::new(&keys, to_u32(codes.len())))
            }
        }
    }
}

pub(crate) struct PageTable {
    pub(crate) base: i32,
    pub(crate) page_bits: u32,
    pub(crate) pages: Vec<u32>,
    pub(crate) cells: Vec<u32>,
}

impl PageTable {
    fn new(codes: &[i32], page_bits: u32) -> Option<Self> {
        let base = *codes.first()?;
        let last = codes.last()?.abs_diff(base) >> page_bits;
        if last >= MAX_PAGES {
            return None;
        }
        let page_len = 1 << page_bits;
        let empty = to_u32(codes.len());
        // The first page of cells is empty. All pages without codes refer to it, and so does an
        // additional last page, which stands in for all after it.
        let mut cells = vec![empty; page_len];
        let mut pages = vec![0; last as usize + 2];
        for (row, code) in (0..).zip(codes) {
            let offset = code.abs_diff(base);
            let page = &mut pages[(offset >> page_bits) as usize];
            if *page == 0 {
                *page = to_u32(cells.len() >> page_bits);
                cells.resize(cells.len() + page_len, empty);
            }
            let first = (*page as usize) << page_bits;
            cells[first + (offset as usize & (page_len - 1))] = row;
        }
        Some(Self {
            base,
            page_bits,
            pages,
            cells,
        })
    }

    fn bytes(&self) -> usize {
        [&self.pages, &self.cells]
            .map(|ints| ints.len() * usize::from(int_bytes(ints)))
            .iter()
            .sum()
    }
}

/// Returns the size of the smallest integer type that holds all values.
pub(crate) fn int_bytes(ints: &[u32]) -> u8 {
    match ints.iter().max() {
        Some(256..=0xffff) => 2,
        Some(0x1_0000..) => 4,
        _ => 1,
    }
}

/// A perfect hash from keys to values.
pub(crate) struct PerfectHash {
    pub(crate) seed: u64,
    pub(crate) bucket_seeds: Vec<u32>,
    pub(crate) slots: Vec<u32>,
}

/// The average number of keys in a bucket: with more, there are fewer seeds, which take longer to
/// find.
const KEYS_PER_BUCKET: usize = 4;
/// If no smaller seed works, there are too few slots.
const MAX_BUCKET_SEED: u32 = 0xffff;

impl PerfectHash {
    /// Builds the hash for distinct keys; `empty` marks empty slots.
    pub(crate) fn new<K: AsRef<[u8]>>(keys: &[(K, u32)], empty: u32) -> Self {
        let mut seeds = 0..;
        let hash = seeds.find_map(|seed| Self::with_seed(keys, empty, seed));
        hash.expect("some seed gives distinct keys distinct hashes")
    }

    fn with_seed<K: AsRef<[u8]>>(keys: &[(K, u32)], empty: u32, seed: u64) -> Option<Self> {
        let hashes = keys
            .iter()
            .map(|(key, value)| (hash(key.as_ref(), seed), *value));
        let hashes: Vec<(u64, u32)> = hashes.collect();
        let mut distinct = HashSet::with_capacity(hashes.len());
        if !hashes.iter().all(|(hash, _)| distinct.insert(*hash)) {
            return None;
        }
        // With a ninth of the slots free, seeds are found after a few attempts.
        let mut sizes = (0..8).map(|more| keys.len() + keys.len() * (1 + 2 * more) / 8 + 1);
        let (bucket_seeds, slots) = sizes.find_map(|size| place(&hashes, empty, size))?;
        Some(Self {
            seed,
            bucket_seeds,
            slots,
        })
    }
}

/// Finds a seed for each bucket so that all keys have slots of their own.
fn place(hashes: &[(u64, u32)], empty: u32, size: usize) -> Option<(Vec<u32>, Vec<u32>)> {
    let mut buckets = vec![Vec::new(); hashes.len() / KEYS_PER_BUCKET + 1];
    for &(hash, value) in hashes {
        let bucket = bucket(hash, buckets.len());
        buckets[bucket].push((hash, value));
    }
    let mut order: Vec<usize> = (0..buckets.len()).collect();
    order.sort_by_key(|&bucket| Reverse(buckets[bucket].len()));
    let mut bucket_seeds = vec![0; buckets.len()];
    let mut slots = vec![empty; size];
    for bucket in order {
        let mut seeds = 1..=MAX_BUCKET_SEED;
        let keys = &buckets[bucket];
        bucket_seeds[bucket] = seeds.find(|&seed| try_place(&mut slots, keys, seed, empty))?;
    }
    Some((bucket_seeds, slots))
}

/// Places all keys of a bucket, or none if one of their slots is taken.
fn try_place(slots: &mut [u32], keys: &[(u64, u32)], seed: u32, empty: u32) -> bool {
    for (placed, &(hash, value)) in keys.iter().enumerate() {
        let index = slot(hash, seed, slots.len());
        if slots[index] != empty {
            for &(hash, _) in &keys[..placed] {
                slots[slot(hash, seed, slots.len())] = empty;
            }
            return false;
        }
        slots[index] = value;
    }
    true
}

/// Converts a count or an index.
pub(crate) fn to_u32(count: usize) -> u32 {
    u32::try_from(count).expect("a table is far smaller than 4 GiB")
}

//! The indexes by which compiled code finds the row of a code or a name: see `CodeIndex` and
//! `NameIndex` of the library's tables.

use crate::shared::hash;

/// An index from codes to rows.
pub(crate) enum CodeIndex {
    Pages(PageTable),
    Slots(Vec<u32>),
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
            None => Self::Slots(place(codes.iter().map(|code| hash::of_code(*code)))),
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

/// The number of slots for each key: with four, most keys are in the first slot that is looked at.
const SLOTS_PER_KEY: usize = 4;

/// Returns the slots of a hash table. Each holds the position of a key, or the number of keys if it
/// is empty. Of equal keys, the first one is found.
pub(crate) fn place(hashes: impl ExactSizeIterator<Item = u64>) -> Vec<u32> {
    let empty = to_u32(hashes.len());
    let mut slots = vec![empty; (SLOTS_PER_KEY * hashes.len()).next_power_of_two()];
    for (key, hash) in (0..).zip(hashes) {
        let mut slot = hash::first_slot(hash, slots.len());
        while slots[slot] != empty {
            slot = hash::next_slot(slot, slots.len());
        }
        slots[slot] = key;
    }
    slots
}

/// Converts a count or an index.
pub(crate) fn to_u32(count: usize) -> u32 {
    u32::try_from(count).expect("a table is far smaller than 4 GiB")
}

//! From a code to its row.

use super::ints::PackedInts;
use crate::shared::hash;

/// An index from codes to rows.
#[derive(Clone, Copy, Debug)]
pub enum CodeIndex {
    /// For codes in clusters, as services assign them: a page table, as an operating system has it
    /// for addresses.
    ///
    /// The offset of a code from `base` is split into a page number and a position in the page.
    /// `pages` says which stored page that is, and its cell holds the row. All pages without codes
    /// share one stored page.
    Pages {
        /// The lowest code.
        base: i32,
        /// The number of bits of an offset that are the position in the page.
        page_bits: u32,
        /// The stored page for each page number. The last one is empty, and stands in for all after
        /// it.
        pages: PackedInts,
        /// The rows, page by page; the number of rows where there is no row.
        cells: PackedInts,
    },
    /// For codes that are far apart.
    Slots {
        /// A hash table of rows; beyond the last row in an empty slot.
        slots: PackedInts,
        /// The code of each row.
        codes: &'static [i32],
    },
}

impl CodeIndex {
    /// Returns the row of a code, or a number that is not a row if the table does not have it.
    #[allow(
        clippy::inline_always,
        reason = "a dozen instructions if the table is known, else many"
    )]
    #[inline(always)]
    #[must_use]
    pub const fn row(&self, code: i32) -> usize {
        match *self {
            Self::Pages {
                base,
                page_bits,
                pages,
                cells,
            } => {
                // A code below `base` wraps around to an offset beyond the last page.
                #[allow(
                    clippy::cast_sign_loss,
                    reason = "offsets of known codes are not negative"
                )]
                let offset = code.wrapping_sub(base) as u32 as usize;
                let page = pages.get_clamped(offset >> page_bits);
                cells.get((page << page_bits) | (offset & ((1 << page_bits) - 1)))
            }
            Self::Slots { slots, codes } => {
                let mut slot = hash::first_slot(hash::of_code(code), slots.len());
                loop {
                    let row = slots.get(slot);
                    // One branch, because whether a code is known is unpredictable.
                    if (row >= codes.len()) | (get_clamped(codes, row) == code) {
                        return row;
                    }
                    slot = hash::next_slot(slot, slots.len());
                }
            }
        }
    }

    /// Returns the string in the row of a code, or an empty string if the table does not have it.
    #[inline]
    #[must_use]
    pub const fn string(&self, strings: &[&'static str], code: i32) -> &'static str {
        let row = self.row(code);
        if row < strings.len() {
            strings[row]
        } else {
            ""
        }
    }
}

/// Returns `values[row]`, clamping `row` to the last index. `values` must not be empty.
///
/// Whether a code is known is unpredictable for a processor, so there is no branch on it: the caller
/// compares the code of what it got.
#[inline]
pub const fn get_clamped<T: Copy>(values: &[T], row: usize) -> T {
    let last = values.len() - 1;
    values[if row < last { row } else { last }]
}

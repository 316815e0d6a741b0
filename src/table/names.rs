//! From a variant name or an SDK identifier to its row.

use super::ints::PackedInts;
use crate::shared::hash;

/// An index from names and SDK identifiers to rows.
#[derive(Clone, Copy, Debug)]
pub struct NameIndex {
    /// The names, row by row.
    pub names: &'static [&'static str],
    /// The SDK identifiers.
    pub sdk_names: &'static [&'static str],
    /// The row of each SDK identifier.
    pub sdk_rows: PackedInts,
    /// A hash table of positions in `names` or, beyond them, in `sdk_names`; beyond both in an empty
    /// slot.
    pub slots: PackedInts,
}

impl NameIndex {
    /// Returns the row that has the given name or SDK identifier.
    #[inline]
    #[must_use]
    pub fn row(&self, name: &str) -> Option<usize> {
        let mut slot = hash::first_slot(hash::of_name(name), self.slots.len());
        loop {
            let key = self.slots.get(slot);
            let (known, row) = match self.names.get(key) {
                Some(known) => (known, key),
                None => {
                    let key = key.wrapping_sub(self.names.len());
                    (self.sdk_names.get(key)?, self.sdk_rows.get(key))
                }
            };
            if *known == name {
                return Some(row);
            }
            slot = hash::next_slot(slot, self.slots.len());
        }
    }
}

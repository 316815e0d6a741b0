//! From a variant name or an SDK identifier to its row.

use super::ints::PackedInts;
use crate::shared::hash;

/// An index from names and SDK identifiers to rows: a hash table.
#[derive(Clone, Copy, Debug)]
pub struct NameIndex {
    /// The names and the SDK identifiers.
    pub keys: &'static [&'static str],
    /// The row of each key.
    pub rows: PackedInts,
    /// The position of a key, or the number of keys in an empty slot.
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
            if *self.keys.get(key)? == name {
                return Some(self.rows.get(key));
            }
            slot = hash::next_slot(slot, self.slots.len());
        }
    }
}

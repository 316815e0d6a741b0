//! From a variant name or an SDK identifier to its row.

use super::hash::PerfectHash;
use super::ints::PackedInts;

/// An index from names and SDK identifiers to rows.
#[derive(Clone, Copy, Debug)]
pub struct NameIndex {
    /// The names, row by row.
    pub names: &'static [&'static str],
    /// The SDK identifiers.
    pub sdk_names: &'static [&'static str],
    /// The row of each SDK identifier.
    pub sdk_rows: PackedInts,
    /// From a key to its index in `names` or, beyond them, in `sdk_names`.
    pub hash: PerfectHash,
}

impl NameIndex {
    /// Returns the row that has the given name or SDK identifier.
    #[inline]
    #[must_use]
    pub fn row(&self, name: &str) -> Option<usize> {
        let index = self.hash.index(name.as_bytes());
        let (known, row) = match self.names.get(index) {
            Some(known) => (known, index),
            None => {
                let index = index.wrapping_sub(self.names.len());
                (self.sdk_names.get(index)?, self.sdk_rows.get(index))
            }
        };
        (*known == name).then_some(row)
    }
}

//! A perfect hash.

use super::ints::PackedInts;
use crate::shared::hash::{bucket, hash, slot};

/// A perfect hash: from a key to the only index where it can be.
///
/// The hash of a key selects a bucket, whose seed selects the slot that holds the index. The caller
/// compares the key.
#[derive(Clone, Copy, Debug)]
pub struct PerfectHash {
    /// The seed of the hash.
    pub seed: u64,
    /// The seed of each bucket.
    pub bucket_seeds: PackedInts,
    /// The index of the key that belongs to each slot; out of bounds where there is none.
    pub slots: PackedInts,
}

impl PerfectHash {
    /// Returns the only index where `key` can be.
    #[inline]
    #[must_use]
    pub const fn index(&self, key: &[u8]) -> usize {
        let hash = hash(key, self.seed);
        let bucket_seed = self.bucket_seeds.get(bucket(hash, self.bucket_seeds.len()));
        #[allow(
            clippy::cast_possible_truncation,
            reason = "bucket seeds are 32-bit integers"
        )]
        self.slots
            .get(slot(hash, bucket_seed as u32, self.slots.len()))
    }
}

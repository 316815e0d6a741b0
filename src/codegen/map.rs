//! Maps and sets with the hash of the tables. The keys are words of the author's own file: nobody attacks it, and the
//! hash that the standard library has against that takes a tenth of all the generator's time.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::hash::{hash, mix};

pub(super) type Map<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;
pub(super) type Set<K> = HashSet<K, BuildHasherDefault<KeyHasher>>;

/// Hashes keys of any kind.
#[derive(Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, hash(bytes));
    }

    /// What ends a text.
    fn write_u8(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

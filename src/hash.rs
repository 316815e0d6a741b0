//! The hash that places a key in its table: computed when the table is generated and when a key is looked up.

/// Hashes a key. Every bit of the result depends on every byte of the key.
pub(crate) const fn hash(key: &[u8]) -> u64 {
    let mut state = key.len() as u64 ^ 0xcbf2_9ce4_8422_2325;
    let mut rest = key;
    while let (Some((word, after)), 9..) = (rest.split_first_chunk::<8>(), rest.len()) {
        state = mix(state, u64::from_le_bytes(*word));
        rest = after;
    }
    mix(state, last_bytes(key))
}

/// The last eight bytes of a key, some of them perhaps for the second time, or all of a shorter one, as one number.
const fn last_bytes(key: &[u8]) -> u64 {
    if let Some(word) = key.last_chunk::<8>() {
        return u64::from_le_bytes(*word);
    }
    let mut word = 0;
    let mut rest = key;
    while let [byte, after @ ..] = rest {
        word = (word << 8) | *byte as u64;
        rest = after;
    }
    word
}

/// Which of so many seeds belongs to a hashed key.
pub(crate) const fn bucket(hash: u64, seeds: usize) -> usize {
    below(seeds, hash)
}

/// Which of so many cells belongs to a hashed key, for a seed.
///
/// The generator looks for seeds with which no two keys of a table meet.
pub(crate) const fn cell(hash: u64, seed: u32, cells: usize) -> usize {
    below(cells, mix(hash, seed as u64))
}

/// A number below another one: the upper half of the product with a fraction of 32 bits.
const fn below(end: usize, hash: u64) -> usize {
    #[allow(clippy::cast_possible_truncation, reason = "a table has fewer than 2^32 keys")]
    let below = (((hash >> 32) * end as u64) >> 32) as usize;
    below
}

/// Multiplies by an odd number and folds the upper half of the product into the lower one.
pub(crate) const fn mix(state: u64, word: u64) -> u64 {
    let product = (state ^ word) as u128 * 0x9e37_79b9_7f4a_7c15;
    #[allow(clippy::cast_possible_truncation, reason = "each half of the product by itself")]
    let (low, high) = (product as u64, (product >> 64) as u64);
    low ^ high
}

//! The hash that places a name in its table: computed when the table is generated and when a name is looked up.

/// Hashes a key. Every bit of the result depends on every byte of the key.
pub(crate) const fn hash(key: &[u8]) -> u64 {
    let mut state = key.len() as u64 ^ 0xcbf2_9ce4_8422_2325;
    let mut rest = key;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        state = stir(state ^ u64::from_le_bytes(*word));
        rest = after;
    }
    stir(state ^ last_bytes(rest))
}

/// The last bytes of a key, fewer than eight, as one number.
const fn last_bytes(bytes: &[u8]) -> u64 {
    let mut word = 0;
    let mut rest = bytes;
    if let Some((half, after)) = rest.split_first_chunk::<4>() {
        word = u32::from_le_bytes(*half) as u64;
        rest = after;
    }
    while let [byte, after @ ..] = rest {
        word = (word << 8) | *byte as u64;
        rest = after;
    }
    word
}

/// Where a hashed key stands among `1 << bits` places, for a seed.
///
/// The generator looks for seeds with which no two keys of a table meet.
pub(crate) const fn place(hash: u64, seed: u32, bits: u32) -> usize {
    let mixed = stir(hash ^ seed as u64);
    // Fewer than 32 bits are kept, so that the cast loses nothing.
    #[allow(clippy::cast_possible_truncation, reason = "at most 32 bits are left after the shift")]
    let place = (mixed >> 32 >> (32 - bits)) as usize;
    place
}

/// Multiplies by an odd number and folds the upper half of the product into the lower one.
const fn stir(state: u64) -> u64 {
    let product = state as u128 * 0x9e37_79b9_7f4a_7c15;
    #[allow(clippy::cast_possible_truncation, reason = "each half of the product by itself")]
    let (low, high) = (product as u64, (product >> 64) as u64);
    low ^ high
}

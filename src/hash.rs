//! The hash that places a name in its table: computed when the table is generated and when a name is looked up.

/// Hashes a key. Every bit of the result depends on every byte of the key.
pub(crate) const fn hash(key: &[u8]) -> u64 {
    // FNV-1a, which mixes its upper bits well and its lower ones badly: `place` stirs them.
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    let mut rest = key;
    while let [byte, after @ ..] = rest {
        state = (state ^ *byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
        rest = after;
    }
    state
}

/// Where a hashed key stands among `1 << bits` places, for a seed.
///
/// The generator looks for seeds with which no two keys of a table meet.
pub(crate) const fn place(hash: u64, seed: u32, bits: u32) -> usize {
    let mixed = (hash ^ seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    // Fewer than 32 bits are kept, so that the cast loses nothing.
    #[allow(clippy::cast_possible_truncation, reason = "at most 32 bits are left after the shift")]
    let place = (mixed >> 32 >> (32 - bits)) as usize;
    place
}

//! The hash that places keys in a perfect hash: computed when the table is generated and when a key
//! is looked up.

/// Hashes a key. Every bit of the result depends on every byte of the key.
///
/// Reads 16 bytes per round; the final read overlaps the previous one, so keys of up to 16 bytes
/// need no loop and no mispredicted branch. The generator tries another `seed` if two keys have
/// equal hashes.
pub(crate) const fn hash(key: &[u8], seed: u64) -> u64 {
    let mut state = key.len() as u64 ^ seed ^ 0xcbf2_9ce4_8422_2325;
    let mut rest = key;
    while let (Some((block, after)), 17..) = (rest.split_first_chunk::<16>(), rest.len()) {
        state = mix_block(state, u128::from_le_bytes(*block));
        rest = after;
    }
    mix_block(state, last_block(key))
}

/// Returns the last 16 bytes of a key, or all bytes of a shorter key.
const fn last_block(key: &[u8]) -> u128 {
    if let Some(block) = key.last_chunk::<16>() {
        return u128::from_le_bytes(*block);
    }
    if let (Some(head), Some(tail)) = (key.first_chunk::<8>(), key.last_chunk::<8>()) {
        return u64::from_le_bytes(*head) as u128 | (u64::from_le_bytes(*tail) as u128) << 64;
    }
    let mut block = 0;
    let mut rest = key;
    while let [byte, after @ ..] = rest {
        block = (block << 8) | *byte as u128;
        rest = after;
    }
    block
}

const fn mix_block(state: u64, block: u128) -> u64 {
    let [low, high] = halves(block);
    folded_multiply(state ^ low, high ^ MULTIPLIER)
}

/// Maps a hash to its bucket, `0..buckets`.
pub(crate) const fn bucket(hash: u64, buckets: usize) -> usize {
    reduce(hash, buckets)
}

/// Maps a hash to its slot, `0..slots`. The generator chooses `bucket_seed` for the keys of one
/// bucket so that no two keys of the table share a slot.
pub(crate) const fn slot(hash: u64, bucket_seed: u32, slots: usize) -> usize {
    reduce(
        folded_multiply(hash ^ bucket_seed as u64, MULTIPLIER),
        slots,
    )
}

/// Maps a hash to `0..end` without a division (Lemire's fast range reduction).
const fn reduce(hash: u64, end: usize) -> usize {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the result is less than `end`"
    )]
    let reduced = (((hash >> 32) * end as u64) >> 32) as usize;
    reduced
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Multiplies two words and folds the upper half of the product into the lower half.
const fn folded_multiply(one: u64, other: u64) -> u64 {
    let [low, high] = halves(one as u128 * other as u128);
    low ^ high
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "each half is taken by itself"
)]
const fn halves(block: u128) -> [u64; 2] {
    [block as u64, (block >> 64) as u64]
}

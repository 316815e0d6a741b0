//! The hashes of names and codes, and the order in which slots are looked at: the same when a table
//! is generated and when a key is looked up.
//!
//! A hash table has at least four slots for each key, and their number is a power of two. A key is
//! in the first free slot from the one that the upper bits of its hash name (linear probing).

/// Returns the hash of a name. Every bit of the result depends on every byte of the name.
///
/// Reads 16 bytes per round; the final read overlaps the previous one, so names of up to 16 bytes
/// need no loop and no mispredicted branch.
pub(crate) const fn of_name(name: &str) -> u64 {
    let name = name.as_bytes();
    let mut state = name.len() as u64 ^ 0xcbf2_9ce4_8422_2325;
    let mut rest = name;
    while let (Some((block, after)), 17..) = (rest.split_first_chunk::<16>(), rest.len()) {
        state = mix_block(state, u128::from_le_bytes(*block));
        rest = after;
    }
    mix_block(state, last_block(name))
}

/// Returns the hash of a code, of which only the upper half is used.
#[allow(clippy::cast_sign_loss, reason = "the bits are hashed, not the number")]
pub(crate) const fn of_code(code: i32) -> u64 {
    (code as u32 as u64).wrapping_mul(MULTIPLIER)
}

/// Returns the first slot to look at.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the shift leaves fewer bits than the number of slots has"
)]
pub(crate) const fn first_slot(hash: u64, slots: usize) -> usize {
    // Two shifts, because one by 64 bits would overflow if there was a single slot.
    (hash >> 1 >> (63 - slots.trailing_zeros())) as usize
}

/// Returns the slot to look at after a slot that is taken.
pub(crate) const fn next_slot(slot: usize, slots: usize) -> usize {
    (slot + 1) & (slots - 1)
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

//! The hash that places a key in its table: computed when the table is generated and when a key is looked up.

/// Hashes a key. Every bit of the result depends on every byte of the key.
///
/// Two words at a time, and the last two whether they were there before or not: what is different about two keys should
/// be their bytes, not how often a loop goes round, which a processor guesses wrong.
pub(crate) const fn hash(key: &[u8]) -> u64 {
    let mut state = key.len() as u64 ^ 0xcbf2_9ce4_8422_2325;
    let mut rest = key;
    while let (Some((pair, after)), 17..) = (rest.split_first_chunk::<16>(), rest.len()) {
        state = mix_pair(state, u128::from_le_bytes(*pair));
        rest = after;
    }
    mix_pair(state, last_bytes(key))
}

/// The last sixteen bytes of a key, or all of a shorter one, some of them perhaps twice, as one number.
const fn last_bytes(key: &[u8]) -> u128 {
    if let Some(pair) = key.last_chunk::<16>() {
        return u128::from_le_bytes(*pair);
    }
    if let (Some(head), Some(tail)) = (key.first_chunk::<8>(), key.last_chunk::<8>()) {
        return u64::from_le_bytes(*head) as u128 | (u64::from_le_bytes(*tail) as u128) << 64;
    }
    let mut word = 0;
    let mut rest = key;
    while let [byte, after @ ..] = rest {
        word = (word << 8) | *byte as u128;
        rest = after;
    }
    word
}

/// Mixes two words into a state. The odd number begins with a byte that no ASCII text has: the factor is not zero.
const fn mix_pair(state: u64, pair: u128) -> u64 {
    let [low, high] = halves(pair);
    folded(state ^ low, high ^ ODD)
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
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a table has fewer than 2^32 keys"
    )]
    let below = (((hash >> 32) * end as u64) >> 32) as usize;
    below
}

/// Mixes a word into a state.
pub(crate) const fn mix(state: u64, word: u64) -> u64 {
    folded(state ^ word, ODD)
}

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A product with its upper half folded into the lower one.
const fn folded(one: u64, other: u64) -> u64 {
    let [low, high] = halves(one as u128 * other as u128);
    low ^ high
}

#[allow(clippy::cast_possible_truncation, reason = "each half by itself")]
const fn halves(pair: u128) -> [u64; 2] {
    [pair as u64, (pair >> 64) as u64]
}

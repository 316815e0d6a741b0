//! Suggestions for misspelled words.

/// Beyond this many errors, suggestions are left out, because each takes time in proportion to the
/// number of candidates.
const MAX_SUGGESTIONS: usize = 200;
/// A longer word is not a misspelling.
const MAX_WORD_LEN: usize = 64;

/// Returns the [`closest`] of many candidates, unless there were too many errors before.
pub(crate) fn suggest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    errors: usize,
) -> Option<&'c str> {
    if errors < MAX_SUGGESTIONS {
        closest(word, candidates)
    } else {
        None
    }
}

/// Returns the candidate that `word` is most likely a misspelling of: at most one edit for every
/// three characters.
pub(crate) fn closest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let limit = word.chars().count().max(3) / 3;
    let is_plausible = |candidate: &&str| {
        word.len().max(candidate.len()) <= MAX_WORD_LEN
            && word.len().abs_diff(candidate.len()) <= 4 * limit
    };
    candidates
        .into_iter()
        .filter(is_plausible)
        .map(|candidate| (edit_distance(word, candidate), candidate))
        .filter(|&(edits, _)| edits <= limit)
        .min_by_key(|&(edits, _)| edits)
        .map(|(_, candidate)| candidate)
}

/// Returns the number of edits from one word to the other, ignoring case. A transposition of two
/// characters is one edit.
fn edit_distance(from: &str, to: &str) -> usize {
    let fold = |word: &str| {
        word.chars()
            .flat_map(char::to_lowercase)
            .collect::<Vec<_>>()
    };
    let (from, to) = (fold(from), fold(to));
    let mut before_last = vec![0; to.len() + 1];
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let mut row = before_last.clone();
    for i in 1..=from.len() {
        row[0] = i;
        for j in 1..=to.len() {
            let substitution = usize::from(from[i - 1] != to[j - 1]);
            row[j] = (last[j - 1] + substitution)
                .min(last[j] + 1)
                .min(row[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[to.len()]
}

//! Suggestions for misspelled words.

/// A longer word is not a misspelling.
const MAX_WORD_LEN: usize = 64;

/// How much work all suggestions of a run can take, in steps of [`edit_distance`]: in proportion to
/// the size of the file, as everything else. The first 100 misspelled names of an ordinary table get
/// suggestions.
pub(crate) struct Budget(usize);

impl Budget {
    pub(crate) fn new(source: &str) -> Self {
        Self(50 * source.len())
    }
}

/// Returns the candidate that `word` is most likely a misspelling of: at most one edit for every
/// three characters. Returns `None` if the budget is spent.
pub(crate) fn closest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    budget: &mut Budget,
) -> Option<&'c str> {
    let limit = word.chars().count().max(3) / 3;
    let mut closest = None;
    for candidate in candidates {
        let is_plausible = word.len().max(candidate.len()) <= MAX_WORD_LEN
            && word.len().abs_diff(candidate.len()) <= 4 * limit;
        let cost = if is_plausible {
            1 + word.len() * candidate.len()
        } else {
            1
        };
        budget.0 = budget.0.checked_sub(cost)?;
        if is_plausible {
            let edits = edit_distance(word, candidate);
            if edits <= limit && closest.is_none_or(|(fewest, _)| edits < fewest) {
                closest = Some((edits, candidate));
            }
        }
    }
    closest.map(|(_, candidate)| candidate)
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

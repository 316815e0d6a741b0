//! The same search as in `search.rs`, in a hundredth of the code, for WebAssembly.

use std::ops::Range;

/// A search for several texts at once, which looks at their first bytes.
#[derive(Debug)]
pub(super) struct Search {
    texts: Vec<&'static [u8]>,
    /// The texts that begin with each byte, by their place among all.
    by_first: Vec<Vec<usize>>,
}

impl Search {
    pub(super) fn new(texts: impl Iterator<Item = &'static str> + Clone) -> Self {
        let texts: Vec<&[u8]> = texts.map(str::as_bytes).collect();
        let mut by_first = vec![Vec::new(); 256];
        for (index, text) in texts.iter().enumerate() {
            if let Some(first) = text.first() {
                by_first[usize::from(*first)].push(index);
            }
        }
        Self { texts, by_first }
    }

    /// Returns the first of the texts from `start` on, and its place. Of several, it is the longest.
    pub(super) fn find(&self, text: &[u8], start: usize) -> Option<(usize, Range<usize>)> {
        (start..text.len()).find_map(|at| {
            let all = self.by_first[usize::from(text[at])].iter().copied();
            let here = all.filter(|index| text[at..].starts_with(self.texts[*index]));
            let longest = here.max_by_key(|index| self.texts[*index].len())?;
            Some((longest, at..at + self.texts[longest].len()))
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use crate::search::Search as Fast;

    use super::Search;

    #[test]
    fn both_searches_find_the_same() {
        let texts = ["ode", "rror", "\u{7801}", "rro", "codes", "x"].into_iter();
        let (small, fast) = (Search::new(texts.clone()), Fast::new(texts));
        for text in [
            "",
            "code: 414, error codes",
            "\u{9519}\u{8bef}\u{7801}x",
            "errorrrror",
        ] {
            for start in 0..=text.len() {
                let found = small.find(text.as_bytes(), start);
                assert_eq!(found, fast.find(text.as_bytes(), start), "{text} {start}");
            }
        }
    }
}

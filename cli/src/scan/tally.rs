//! What a scan has counted. However many different numbers and texts there are, it stays small.

use std::collections::{BTreeMap, BTreeSet};

use commsease_status::{Category, Cause, Code, Diagnosis, Outcome};

use super::bodies::Finding;

/// How many different pairs of code and cause are counted one by one: more than any table has.
const MOST_ROWS: usize = 10_000;
/// How many different texts are counted one by one.
const MOST_TEXTS: usize = 1_000;
/// How many characters of a text are kept.
const LONGEST_TEXT: usize = 200;

/// A line of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Which input, from 0.
    pub(crate) input: usize,
    /// Which line, from 1.
    pub(crate) line: u64,
}

/// How often something came, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) count: u64,
    pub(crate) first: Place,
    pub(crate) last: Place,
}

/// A code, and the cause that the text told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    pub(crate) code: i32,
    pub(crate) cause: Option<&'static str>,
}

/// A text that no cause claims, with `{n1}` and so on for the numbers in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Text {
    pub(crate) code: i32,
    pub(crate) pattern: String,
}

/// Counts of different things, up to a number of them.
#[derive(Debug)]
pub(crate) struct Groups<K, const MOST: usize> {
    pub(crate) groups: BTreeMap<K, Seen>,
    /// How often something came that was one too many.
    pub(crate) beyond: u64,
}

/// The counts.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    responses: u64,
    kinds: Groups<Kind, MOST_ROWS>,
    texts: Groups<Text, MOST_TEXTS>,
    categories: BTreeSet<Category>,
    not_utf8: Option<Seen>,
    tangled: Option<Seen>,
}

/// The counts of blocks, added up in the order of the blocks.
#[derive(Debug, Default)]
pub(crate) struct Total {
    tally: Tally,
    next: u64,
    early: BTreeMap<u64, Tally>,
}

impl Total {
    pub(crate) fn add(&mut self, block: u64, tally: Tally) {
        self.early.insert(block, tally);
        while let Some(tally) = self.early.remove(&self.next) {
            self.tally.merge(tally);
            self.next += 1;
        }
    }

    pub(crate) fn into_tally(self) -> Tally {
        self.tally
    }
}

impl Tally {
    pub(crate) fn add(&mut self, place: Place, finding: &Finding<'_>) {
        match finding {
            Finding::Response(response) => {
                self.responses += 1;
                self.count(&response.diagnosis(), place);
                for item in response.failed_items() {
                    self.count(&item.diagnosis(), place);
                }
            }
            Finding::NotUtf8 => Seen::add(&mut self.not_utf8, place),
            Finding::Tangled => Seen::add(&mut self.tangled, place),
        }
    }

    fn count(&mut self, diagnosis: &Diagnosis<'_>, place: Place) {
        let code = diagnosis.code().number();
        let cause = diagnosis.cause().map(Cause::id);
        self.kinds.add(Kind { code, cause }, Seen::at(place));
        self.categories.extend(diagnosis.code().category());
        let failed = !matches!(
            diagnosis.outcome(),
            Some(Outcome::Success | Outcome::Partial)
        );
        let unclaimed = diagnosis
            .text()
            .filter(|text| failed && cause.is_none() && !text.trim().is_empty());
        if let Some(text) = unclaimed {
            self.texts.add(
                Text {
                    code,
                    pattern: pattern(text),
                },
                Seen::at(place),
            );
        }
    }

    fn merge(&mut self, other: Self) {
        self.responses += other.responses;
        self.kinds.merge(other.kinds);
        self.texts.merge(other.texts);
        self.categories.extend(other.categories);
        Seen::merge(&mut self.not_utf8, other.not_utf8);
        Seen::merge(&mut self.tangled, other.tangled);
    }

    /// How many responses there were.
    pub(crate) fn responses(&self) -> u64 {
        self.responses
    }

    /// How often each code and cause came. Failed items of batches count, too.
    pub(crate) fn kinds(&self) -> &Groups<Kind, MOST_ROWS> {
        &self.kinds
    }

    /// The numbers that the table does not have.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = (i32, &Seen)> {
        let kinds = self.kinds.groups.iter();
        kinds
            .filter(|(kind, _)| Code::new(kind.code).status().is_none())
            .map(|(kind, seen)| (kind.code, seen))
    }

    /// The texts that no cause claims.
    pub(crate) fn texts(&self) -> &Groups<Text, MOST_TEXTS> {
        &self.texts
    }

    /// The categories of the codes that came.
    pub(crate) fn categories(&self) -> impl Iterator<Item = Category> {
        self.categories.iter().copied()
    }

    /// The lines that are not UTF-8.
    pub(crate) fn not_utf8(&self) -> Option<&Seen> {
        self.not_utf8.as_ref()
    }

    /// The lines that were not read to their end.
    pub(crate) fn tangled(&self) -> Option<&Seen> {
        self.tangled.as_ref()
    }
}

impl Seen {
    fn at(place: Place) -> Self {
        Self {
            count: 1,
            first: place,
            last: place,
        }
    }

    /// Counts one more.
    pub(crate) fn add(seen: &mut Option<Self>, place: Place) {
        Self::merge(seen, Some(Self::at(place)));
    }

    fn merge(seen: &mut Option<Self>, other: Option<Self>) {
        match (seen.as_mut(), other) {
            (Some(seen), Some(other)) => seen.join(other),
            (None, other) => *seen = other,
            (Some(_), None) => {}
        }
    }

    fn join(&mut self, other: Self) {
        self.count += other.count;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

impl<K: Ord, const MOST: usize> Groups<K, MOST> {
    fn add(&mut self, key: K, seen: Seen) {
        if let Some(group) = self.groups.get_mut(&key) {
            group.join(seen);
        } else if self.groups.len() < MOST {
            self.groups.insert(key, seen);
        } else {
            self.beyond += seen.count;
        }
    }

    fn merge(&mut self, other: Self) {
        for (key, seen) in other.groups {
            self.add(key, seen);
        }
        self.beyond += other.beyond;
    }

    /// The groups, those that came most often first.
    pub(crate) fn by_count(&self) -> Vec<(&K, &Seen)> {
        let mut groups: Vec<_> = self.groups.iter().collect();
        groups.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.count));
        groups
    }
}

impl<K, const MOST: usize> Default for Groups<K, MOST> {
    fn default() -> Self {
        Self {
            groups: BTreeMap::new(),
            beyond: 0,
        }
    }
}

/// The beginning of a text with a name for each number in it, so that texts which differ in numbers only are one.
fn pattern(text: &str) -> String {
    let text: String = text.chars().take(LONGEST_TEXT).collect();
    // A text of nothing but a number would become a pattern that fits everything.
    if !text.contains(char::is_alphabetic) {
        return text;
    }
    let mut pattern = String::with_capacity(text.len());
    let (mut names, mut in_number) = (0, false);
    for c in text.chars() {
        let is_digit = c.is_ascii_digit();
        if is_digit && !in_number {
            names += 1;
            pattern.extend(["{n", &names.to_string(), "}"]);
        } else if !is_digit {
            pattern.push(c);
        }
        in_number = is_digit;
    }
    pattern
}

//! The counts of a scan. They take little memory, however many different codes and messages occur.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use commsease_status::{Cause, Diagnosis, Outcome, Status};

use super::hour::Hour;
use super::message::Message;

/// The maximum number of unknown codes that are counted one by one.
const MAX_UNKNOWN_CODES: usize = 10_000;
/// The maximum number of messages that are counted one by one.
const MAX_MESSAGES: usize = 1_000;
/// The maximum number of codes and causes in all hours that are counted one by one.
const MAX_IN_HOURS: usize = 100_000;

/// A line of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The index of the input.
    pub(crate) input: usize,
    /// The line, from 1.
    pub(crate) line: u64,
}

/// How often something occurred, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) count: u64,
    pub(crate) first: Place,
    pub(crate) last: Place,
}

/// A code, and the id of the cause that the message identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    pub(crate) code: i32,
    pub(crate) cause: Option<&'static str>,
}

impl Kind {
    /// Returns what [`Diagnosis::key`] is.
    pub(crate) fn key(self) -> String {
        let code = self.code.to_string();
        self.cause
            .map_or(code, |cause| format!("{}/{cause}", self.code))
    }
}

/// Counts of different things. When those of blocks are added up, only the first ones are counted one
/// by one, each from its first occurrence on.
#[derive(Debug)]
pub(crate) struct Groups<K> {
    groups: BTreeMap<K, Seen>,
    /// The occurrences of all others.
    others: u64,
}

/// All counts.
#[derive(Debug)]
pub(crate) struct Tally<S: Status> {
    /// Known codes and causes.
    pub(crate) kinds: Groups<Kind>,
    /// Unknown codes.
    pub(crate) unknown: Groups<Kind>,
    /// Messages of failures that the table does not have, by code.
    pub(crate) messages: Groups<(i32, Message)>,
    /// Codes and causes by hour, if that is asked for.
    pub(crate) hours: Groups<(Hour, Kind)>,
    pub(crate) categories: BTreeMap<S::Category, Seen>,
    /// The number of lines with a response.
    pub(crate) lines: u64,
    pub(crate) unknown_codes: Option<Seen>,
    pub(crate) unmatched_messages: Option<Seen>,
    pub(crate) invalid_utf8: Option<Seen>,
    pub(crate) too_deep: Option<Seen>,
    pub(crate) gave_up: Option<Seen>,
}

/// The counts of blocks, added up in the order of the blocks, so that the result does not depend on
/// the threads.
#[derive(Debug)]
pub(crate) struct Total<S: Status> {
    tally: Tally<S>,
    next: u64,
    early: BTreeMap<u64, Tally<S>>,
}

impl<S: Status> Total<S> {
    pub(crate) fn add(&mut self, block: u64, tally: Tally<S>) {
        self.early.insert(block, tally);
        while let Some(tally) = self.early.remove(&self.next) {
            self.tally.merge(tally);
            self.next += 1;
        }
    }

    pub(crate) fn into_tally(self) -> Tally<S> {
        self.tally
    }
}

impl<S: Status> Default for Total<S> {
    fn default() -> Self {
        Self {
            tally: Tally::default(),
            next: 0,
            early: BTreeMap::new(),
        }
    }
}

impl<S: Status> Tally<S> {
    /// Counts a response that was seen once or more.
    pub(crate) fn count(
        &mut self,
        hour: Option<Hour>,
        code: i32,
        message: Option<&str>,
        seen: Seen,
    ) {
        let diagnosis = Diagnosis::<S>::new(code, message);
        let cause = diagnosis.cause().map(Cause::id);
        let kinds = match diagnosis.status() {
            Some(_) => &mut self.kinds,
            None => &mut self.unknown,
        };
        let kind = Kind { code, cause };
        kinds.add(kind, seen);
        if let Some(hour) = hour {
            self.hours.add((hour, kind), seen);
        }
        if let Some(category) = diagnosis.code().category() {
            let all = self.categories.entry(category);
            all.and_modify(|all| all.join(seen)).or_insert(seen);
        }
        if diagnosis.status().is_none() {
            Seen::merge(&mut self.unknown_codes, Some(seen));
        }
        let failed = !matches!(
            diagnosis.outcome(),
            Some(Outcome::Success | Outcome::Partial)
        );
        let message = message.filter(|it| failed && cause.is_none() && !it.trim().is_empty());
        if let Some(message) = message.filter(|_| !diagnosis.is_text()) {
            Seen::merge(&mut self.unmatched_messages, Some(seen));
            self.messages.add((code, Message::new(message)), seen);
        }
    }

    fn merge(&mut self, other: Self) {
        self.kinds.merge(other.kinds, usize::MAX);
        self.unknown.merge(other.unknown, MAX_UNKNOWN_CODES);
        self.messages.merge(other.messages, MAX_MESSAGES);
        self.hours.merge(other.hours, MAX_IN_HOURS);
        self.lines += other.lines;
        for (category, seen) in other.categories {
            let all = self.categories.entry(category);
            all.and_modify(|all| all.join(seen)).or_insert(seen);
        }
        for (seen, other) in [
            (&mut self.unknown_codes, other.unknown_codes),
            (&mut self.unmatched_messages, other.unmatched_messages),
            (&mut self.invalid_utf8, other.invalid_utf8),
            (&mut self.too_deep, other.too_deep),
            (&mut self.gave_up, other.gave_up),
        ] {
            Seen::merge(seen, other);
        }
    }

    /// Returns the number of responses.
    pub(crate) fn responses(&self) -> u64 {
        self.kinds.total().saturating_add(self.unknown.total())
    }

    /// Returns the codes and causes, the most frequent first.
    pub(crate) fn all_kinds(&self) -> Vec<(&Kind, Seen)> {
        let mut kinds = [self.kinds.by_count(), self.unknown.by_count()].concat();
        kinds.sort_by_key(|(kind, seen)| (Reverse(seen.count), **kind));
        kinds
    }

    /// Returns the unmatched messages of each code, the most frequent first.
    pub(crate) fn messages_by_code(&self) -> BTreeMap<i32, Vec<(&Message, Seen)>> {
        let mut messages = BTreeMap::<_, Vec<_>>::new();
        for ((code, message), seen) in self.messages.by_count() {
            messages.entry(*code).or_default().push((message, seen));
        }
        messages
    }
}

impl<S: Status> Default for Tally<S> {
    fn default() -> Self {
        Self {
            kinds: Groups::default(),
            unknown: Groups::default(),
            messages: Groups::default(),
            hours: Groups::default(),
            lines: 0,
            categories: BTreeMap::new(),
            unknown_codes: None,
            unmatched_messages: None,
            invalid_utf8: None,
            too_deep: None,
            gave_up: None,
        }
    }
}

impl Seen {
    pub(crate) fn at(place: Place) -> Self {
        Self {
            count: 1,
            first: place,
            last: place,
        }
    }

    /// Returns the number in words: `once`, `2 times`.
    pub(crate) fn times(&self) -> String {
        match self.count {
            1 => String::from("once"),
            count => format!("{count} times"),
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

    pub(crate) fn join(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

impl<K: Ord> Groups<K> {
    fn add(&mut self, key: K, seen: Seen) {
        let group = self.groups.entry(key);
        group.and_modify(|group| group.join(seen)).or_insert(seen);
    }

    /// Adds the counts of a block. There are at most `max` groups then.
    fn merge(&mut self, other: Self, max: usize) {
        for (key, seen) in other.groups {
            if self.groups.len() < max || self.groups.contains_key(&key) {
                self.add(key, seen);
            } else {
                self.others = self.others.saturating_add(seen.count);
            }
        }
        self.others = self.others.saturating_add(other.others);
    }

    /// Returns the occurrences that were not counted one by one.
    pub(crate) fn others(&self) -> u64 {
        self.others
    }

    /// Returns all occurrences.
    pub(crate) fn total(&self) -> u64 {
        let counts = self.groups.values().map(|seen| seen.count);
        counts.fold(self.others, u64::saturating_add)
    }

    /// Yields the groups in order, with their counts.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, u64)> {
        self.groups.iter().map(|(key, seen)| (key, seen.count))
    }

    /// Returns the groups, the most frequent first.
    pub(crate) fn by_count(&self) -> Vec<(&K, Seen)> {
        let mut groups: Vec<_> = self.groups.iter().map(|(key, seen)| (key, *seen)).collect();
        groups.sort_by_key(|(_, seen)| Reverse(seen.count));
        groups
    }
}

impl<K> Default for Groups<K> {
    fn default() -> Self {
        Self {
            groups: BTreeMap::new(),
            others: 0,
        }
    }
}

/// Returns the percentage.
#[allow(
    clippy::cast_precision_loss,
    reason = "a share is shown with one decimal"
)]
pub(crate) fn share(count: u64, all: u64) -> f64 {
    100.0 * count as f64 / all.max(1) as f64
}

//! What generated code is made of: plain static data, and how a number or a name finds its row in it.
//!
//! A table has a row for each code. Every field is a static of its own, so that a program which only prints names
//! carries nobody's prose. Nothing here allocates, and nothing that is looked up by number can panic.
//!
//! The types are public because generated code names them, in any crate; they change together with the generator and
//! are no part of the stable interface.

use crate::cause::{Cause, Outcome, Retry, Sense};
use crate::code::UnknownName;
use crate::ends::{self, Ends};
use crate::hash;
use crate::range::Range;
use crate::status::Status;
use crate::text;

/// All that is known of an enum's codes.
#[derive(Debug)]
pub struct Table<S: Status> {
    /// From the number to the row.
    pub rows: Index,
    /// From the name or the SDK identifier to the row.
    pub lookup: Names,
    /// The only static that holds values of the enum: the compiler checks each of them.
    pub variants: &'static [S],
    /// `name`
    pub names: &'static [&'static str],
    /// `summary`
    pub summaries: &'static [&'static str],
    /// `category`
    pub categories: &'static [S::Category],
    /// `area`
    pub areas: &'static [S::Area],
    /// `outcome`
    pub outcomes: &'static [Outcome],
    /// `retry`
    pub retries: &'static [Retry],
    /// `sdk` of the code and its senses
    pub sdk_names: Lists<&'static str>,
    /// `shared_sdk`
    pub shared_sdk_names: Lists<&'static str>,
    /// `see_also`, as numbers
    pub see_also: Lists<i32>,
    /// `sources`
    pub sources: Lists<S::Source>,
    /// `deprecated`: one or none
    pub deprecations: Lists<Deprecation>,
    /// `[[code.sense]]`
    pub senses: Lists<Sense<S>>,
    /// `[[code.cause]]`
    pub causes: Lists<Cause<S>>,
    /// The texts of the causes, in the order in which they count.
    pub patterns: Lists<Pattern>,
    /// `[[range]]`
    pub ranges: &'static [Range<S>],
}

/// Why a code should no longer be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Deprecation {
    /// The version that deprecated it.
    pub since: &'static str,
    /// Why.
    pub note: &'static str,
    /// The number to use instead.
    pub replaced_by: Option<i32>,
}

/// A server text in the form in which it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    pub(crate) text: &'static str,
    pub(crate) cause: u16,
    ends: Ends,
}

impl Pattern {
    /// A text, and the index of its cause among the causes of its code.
    pub const fn new(text: &'static str, cause: u16) -> Self {
        Self { text, cause, ends: Ends::of_pattern(text) }
    }
}

impl<S: Status> Table<S> {
    /// The variant with a number.
    #[inline]
    pub const fn variant(&self, code: i32) -> Option<S> {
        at(self.variants, self.rows.row(code))
    }

    /// The variant with a number, if the table has it, and some variant if not: see [`Index::nearest`].
    #[inline]
    pub const fn nearest(&self, code: i32) -> S {
        self.rows.nearest(self.variants, code)
    }

    /// The name of a code that the table has.
    #[inline]
    pub const fn name(&self, code: i32) -> &'static str {
        self.rows.text(self.names, code)
    }

    /// The summary of a code that the table has.
    #[inline]
    pub const fn summary(&self, code: i32) -> &'static str {
        self.rows.text(self.summaries, code)
    }

    /// One value a row, by number.
    #[inline]
    pub const fn value<T: Copy>(&self, values: &[T], code: i32) -> Option<T> {
        at(values, self.rows.row(code))
    }

    /// One value a row, by the number of a code that the table has; the other value is never seen.
    #[inline]
    pub const fn value_or<T: Copy>(&self, values: &[T], code: i32, or: T) -> T {
        match self.value(values, code) {
            Some(value) => value,
            None => or,
        }
    }

    /// A list of values a row, by number; empty for a number that the table does not have.
    #[inline]
    pub const fn list<T>(&self, lists: &Lists<T>, code: i32) -> &'static [T] {
        lists.get(self.rows.row(code))
    }

    /// The variant with a name or an SDK identifier.
    pub const fn named(&self, name: &str) -> Option<S> {
        match self.lookup.row(name) {
            Some(row) => at(self.variants, row),
            None => None,
        }
    }

    /// What a text names: a name, an SDK identifier or a number.
    ///
    /// # Errors
    ///
    /// It names none that the table has.
    pub fn parse(&self, text: &str) -> Result<S, UnknownName> {
        let by_number = || text.parse().ok().and_then(|code| self.variant(code));
        self.named(text).or_else(by_number).ok_or(UnknownName(()))
    }

    /// The cause that a text means, among the causes of a code, and the text of the table that told.
    pub const fn cause_of(&self, code: i32, said: &str) -> Option<(&'static Cause<S>, &'static str)> {
        let row = self.rows.row(code);
        let mut patterns = self.patterns.get(row);
        if patterns.is_empty() {
            return None;
        }
        let said = text::core(said);
        let ends = ends::ends(said);
        while let [pattern, rest @ ..] = patterns {
            if pattern.ends.may_fit(ends) && ends::fits_core(pattern.text.as_bytes(), said) {
                let causes = self.causes.get(row);
                let index = pattern.cause as usize;
                return if index < causes.len() { Some((&causes[index], pattern.text)) } else { None };
            }
            patterns = rest;
        }
        None
    }
}

#[inline]
const fn at<T: Copy>(values: &[T], row: usize) -> Option<T> {
    if row < values.len() { Some(values[row]) } else { None }
}

/// A variant always has a row: the empty text is never seen.
#[inline]
const fn text_at(texts: &[&'static str], row: usize) -> &'static str {
    if row < texts.len() { texts[row] } else { "" }
}

/// Integers in the smallest type that holds them all.
#[derive(Clone, Copy, Debug)]
pub enum Ints {
    /// Below 256.
    U8(&'static [u8]),
    /// Below 65,536.
    U16(&'static [u16]),
    /// All others.
    U32(&'static [u32]),
}

impl Ints {
    /// The integer at a place, or the last one behind the end: without a branch, for what is random to a processor.
    #[inline]
    const fn get_or_last(&self, at: usize) -> usize {
        let last = self.len().saturating_sub(1);
        self.get(if at < last { at } else { last })
    }

    #[inline]
    const fn len(&self) -> usize {
        match *self {
            Self::U8(ints) => ints.len(),
            Self::U16(ints) => ints.len(),
            Self::U32(ints) => ints.len(),
        }
    }

    /// The integer at a place, or `usize::MAX` behind the end.
    #[inline]
    pub const fn get(&self, at: usize) -> usize {
        match *self {
            Self::U8(ints) if at < ints.len() => ints[at] as usize,
            Self::U16(ints) if at < ints.len() => ints[at] as usize,
            Self::U32(ints) if at < ints.len() => ints[at] as usize,
            _ => usize::MAX,
        }
    }
}

/// From a number to its row: a page table, as an operating system has it for addresses.
///
/// A number less `base` is cut into the number of its page and its place in the page; `pages` says where the cells of
/// a page begin and the cell holds the row. Pages that are alike, above all the empty one, are stored once. Where the
/// numbers lie so far apart that the list of pages would be a giant, `blocks` does to the pages what they do to the
/// cells.
#[derive(Clone, Copy, Debug)]
pub struct Index {
    /// The least number.
    pub base: i32,
    /// How many bits of the number are its place in the page.
    pub page_bits: u32,
    /// How many bits of the page's number are its place in the block, and where the pages of each block begin. The last
    /// block has only empty pages, and stands for all behind it.
    pub blocks: Option<(u32, Ints)>,
    /// Which of the stored pages each page is. The last one is the empty page, and stands for all behind it.
    pub pages: Ints,
    /// The rows, page after page.
    pub cells: Ints,
}

impl Index {
    /// The value in the row of a number, and some value if the number has none: whoever has the values' numbers at hand
    /// compares.
    ///
    /// Whether a number is known is as good as random to a processor, and a branch that it guesses wrong costs more than
    /// the whole look-up. So there is none: a value is read in any case, and the comparison needs none either.
    #[inline]
    pub const fn nearest<T: Copy>(&self, values: &[T], code: i32) -> T {
        let row = self.row(code);
        let last = values.len() - 1;
        values[if row < last { row } else { last }]
    }

    /// The text in the row of a number; empty if the number has none.
    #[inline]
    pub const fn text(&self, texts: &[&'static str], code: i32) -> &'static str {
        text_at(texts, self.row(code))
    }

    /// The row of a number; some number that is no row if the table does not have it.
    #[allow(clippy::inline_always, reason = "with the index known it is a dozen instructions, else several dozens")]
    #[inline(always)]
    pub const fn row(&self, code: i32) -> usize {
        // A number below `base` wraps around to one that is behind the last page.
        #[allow(clippy::cast_sign_loss, reason = "the distance to the least number is not negative")]
        let offset = code.wrapping_sub(self.base) as u32 as usize;
        let mut page = offset >> self.page_bits;
        if let Some((block_bits, blocks)) = self.blocks {
            let block = blocks.get_or_last(page >> block_bits);
            page = (block << block_bits) | (page & ((1 << block_bits) - 1));
        }
        let page = self.pages.get_or_last(page);
        self.cells.get((page << self.page_bits) | (offset & ((1 << self.page_bits) - 1)))
    }
}

/// From a name to its row: a perfect hash.
///
/// The hash of a name chooses a seed, hash and seed choose the one place where the name may stand.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// There are `1 << seed_bits` seeds.
    pub seed_bits: u32,
    /// The seeds.
    pub seeds: Ints,
    /// There are `1 << bits` places.
    pub bits: u32,
    /// What stands at each place; the empty text where nothing does.
    pub keys: &'static [&'static str],
    /// The row that belongs to it.
    pub rows: Ints,
}

impl Names {
    /// The row of a name.
    pub const fn row(&self, name: &str) -> Option<usize> {
        let hash = hash::hash(name.as_bytes());
        let seed = self.seeds.get(hash::place(hash, 0, self.seed_bits));
        #[allow(clippy::cast_possible_truncation, reason = "the generator chose the seeds among 32-bit numbers")]
        let place = hash::place(hash, seed as u32, self.bits);
        if text::equal(text_at(self.keys, place).as_bytes(), name.as_bytes()) && !name.is_empty() {
            Some(self.rows.get(place))
        } else {
            None
        }
    }
}

/// A list for each row, one behind the other.
#[derive(Clone, Copy, Debug)]
pub struct Lists<T: 'static> {
    /// Where the list of each row begins, and where the last one ends.
    pub bounds: Ints,
    /// The lists.
    pub items: &'static [T],
}

impl<T> Lists<T> {
    /// The list of a row; empty behind the last row.
    #[inline]
    pub const fn get(&self, row: usize) -> &'static [T] {
        let to = self.bounds.get(row.wrapping_add(1));
        let Some((head, _)) = self.items.split_at_checked(to) else { return &[] };
        match head.split_at_checked(self.bounds.get(row)) {
            Some((_, list)) => list,
            None => &[],
        }
    }
}

//! What generated code is made of: plain static data, and how a number or a name finds its row in it.
//!
//! A table has a row for each code. Every field is a static of its own, so that a program which only prints names
//! carries nobody's prose. Nothing here allocates, and nothing that is looked up by number can panic.
//!
//! The shape of the data is also what the compiler is quickest with: it looks up every value of an enum that stands in a
//! static among all discriminants, and gives every nested `&[..]` a constant of its own. So values of the enum stand in
//! one static alone, of many codes in none; no constant that is evaluated in any case refers to them; and what is a list
//! within an entry is a part of one list that all entries share.
//!
//! The types are public because generated code names them, in any crate; they change together with the generator and
//! are no part of the stable interface.

use crate::cause::{Cause, Outcome, Retry, Sense};
use crate::code::UnknownName;
use crate::ends::{Ends, ends};
use crate::hash::{bucket, cell, hash};
use crate::range::Range;
use crate::status::Status;
use crate::text;

/// All that is known of an enum's codes but the values of the enum itself.
#[derive(Debug)]
pub struct Table<S: Status> {
    /// From the number to the row.
    pub rows: Index,
    /// `name`
    pub names: &'static [&'static str],
    /// `summary`
    pub summaries: &'static [&'static str],
    /// What codes have in common, and which of it each row has.
    pub kinds: &'static [Kind<S>],
    /// Which of the kinds each row is.
    pub kind_of_row: Ints,
    /// `sdk` of the code and its senses
    pub sdk_names: Lists<&'static str>,
    /// `shared_sdk`
    pub shared_sdk_names: Lists<&'static str>,
    /// `see_also`, as numbers
    pub see_also: Lists<i32>,
    /// `deprecated`: one or none
    pub deprecations: Lists<Deprecation>,
    /// `[[code.sense]]`
    pub senses: Lists<Sense<S>>,
    /// `[[code.cause]]`
    pub causes: Lists<Cause<S>>,
    /// The texts of the causes: those for which all must be searched, and behind them those that a hash finds.
    pub patterns: Lists<Pattern>,
    /// From a row and a text without holes to its place among the patterns.
    pub by_text: PerfectHash,
    /// What causes have as `texts` and `samples`.
    pub texts: &'static [&'static str],
    /// What codes, causes and senses have as `sources`.
    pub sources: &'static [S::Source],
    /// `[[range]]`
    pub ranges: &'static [Range<S>],
}

/// What codes can have in common.
#[derive(Clone, Copy, Debug)]
pub struct Kind<S: Status> {
    /// `category`
    pub category: S::Category,
    /// `area`
    pub area: S::Area,
    /// `outcome`
    pub outcome: Outcome,
    /// `retry`
    pub retry: Retry,
    /// `sources`
    pub sources: Part,
}

/// Where a list begins and ends in one that many entries share.
pub type Part = (u32, u32);

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
    /// The text, in which `{name}` stands for anything.
    pub text: &'static str,
    /// The cause among those of the code.
    pub cause: u16,
    /// How many bytes stand before the first `{name}`.
    pub head: u16,
    /// How many bytes stand behind the last `{name}`.
    pub tail: u16,
    /// Whether [`Table::by_text`] has it.
    pub is_hashed: bool,
}

impl Pattern {
    /// Whether the core of a text with these ends fits.
    #[inline]
    const fn fits(&self, said: &[u8], ends: Ends) -> bool {
        self.may_fit(ends) && text::fits_core(self.text.as_bytes(), said)
    }

    /// Whether a text with these ends may fit: nearly all that do not fit differ in their first or last eight bytes.
    pub(crate) const fn may_fit(&self, ends: Ends) -> bool {
        let text = self.text.as_bytes();
        match (text.first_chunk(), text.last_chunk()) {
            (Some(head), Some(tail)) => {
                let head = (u64::from_le_bytes(*head) ^ ends.head) & lowest(self.head);
                let tail = (u64::from_le_bytes(*tail) ^ ends.tail) & lowest(self.tail).swap_bytes();
                head | tail == 0
            }
            _ => true,
        }
    }
}

/// The bits of so many bytes, eight at most.
const fn lowest(bytes: u16) -> u64 {
    match bytes {
        0..8 => (1 << (8 * bytes)) - 1,
        _ => u64::MAX,
    }
}

impl<S: Status> Table<S> {
    /// Whether the table has a number.
    #[inline]
    pub const fn has(&self, code: i32) -> bool {
        self.rows.row(code) < self.names.len()
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

    /// What a number has in common with others, if the table has it.
    #[inline]
    pub const fn kind(&self, code: i32) -> Option<&'static Kind<S>> {
        let kind = self.kind_of_row.get(self.rows.row(code));
        if kind < self.kinds.len() {
            Some(&self.kinds[kind])
        } else {
            None
        }
    }

    /// What a code that the table has has in common with others.
    #[inline]
    pub const fn kind_of(&self, code: i32) -> &'static Kind<S> {
        match self.kind(code) {
            Some(kind) => kind,
            None => &self.kinds[0],
        }
    }

    /// The identifiers of SDKs for a number; empty, as all lists, if the table does not have it.
    #[inline]
    pub const fn sdk_names(&self, code: i32) -> &'static [&'static str] {
        self.sdk_names.get(self.rows.row(code))
    }

    /// The identifiers of SDKs for a number that lead to another one by name.
    #[inline]
    pub const fn shared_sdk_names(&self, code: i32) -> &'static [&'static str] {
        self.shared_sdk_names.get(self.rows.row(code))
    }

    /// The numbers that say the same elsewhere.
    #[inline]
    pub const fn see_also(&self, code: i32) -> &'static [i32] {
        self.see_also.get(self.rows.row(code))
    }

    /// Where a code that the table has is documented.
    #[inline]
    pub const fn sources(&self, code: i32) -> &'static [S::Source] {
        part(self.sources, self.kind_of(code).sources)
    }

    /// Why a number should no longer be used: one reason or none.
    #[inline]
    pub const fn deprecations(&self, code: i32) -> &'static [Deprecation] {
        self.deprecations.get(self.rows.row(code))
    }

    /// What a number means on some platforms.
    #[inline]
    pub const fn senses(&self, code: i32) -> &'static [Sense<S>] {
        self.senses.get(self.rows.row(code))
    }

    /// The documented reasons for a number.
    #[inline]
    pub const fn causes(&self, code: i32) -> &'static [Cause<S>] {
        self.causes.get(self.rows.row(code))
    }

    /// The texts of its causes.
    #[inline]
    pub const fn patterns(&self, code: i32) -> &'static [Pattern] {
        self.patterns.get(self.rows.row(code))
    }

    /// The cause that a text means, among the causes of a code, and the text of the table that told.
    #[allow(
        clippy::inline_always,
        reason = "with the table known, nothing has to be asked about its shape"
    )]
    #[inline(always)]
    pub const fn cause_of(
        &self,
        code: i32,
        said: &str,
    ) -> Option<(&'static Cause<S>, &'static str)> {
        let row = self.rows.row(code);
        let patterns = self.patterns.get(row);
        if patterns.is_empty() {
            return None;
        }
        let Some(pattern) = self.pattern(row, patterns, text::core(said)) else {
            return None;
        };
        let (causes, index) = (self.causes.get(row), pattern.cause as usize);
        if index < causes.len() {
            Some((&causes[index], pattern.text))
        } else {
            None
        }
    }

    /// The pattern of a row that a text fits. What is the text itself counts before what has a hole.
    #[allow(
        clippy::inline_always,
        reason = "with the table known, nothing has to be asked about its shape"
    )]
    #[inline(always)]
    const fn pattern(
        &self,
        row: usize,
        patterns: &'static [Pattern],
        said: &[u8],
    ) -> Option<&'static Pattern> {
        let ends = ends(said);
        let place = self
            .by_text
            .place(ends.hash(row))
            .wrapping_sub(self.patterns.bounds.get(row));
        if place < patterns.len() {
            let pattern = &patterns[place];
            if pattern.is_hashed && pattern.fits(said, ends) {
                return Some(pattern);
            }
        }
        let mut searched = patterns;
        while let [
            pattern @ Pattern {
                is_hashed: false, ..
            },
            rest @ ..,
        ] = searched
        {
            if pattern.fits(said, ends) {
                return Some(pattern);
            }
            searched = rest;
        }
        None
    }
}

/// A value, if it is the one that was asked for.
#[inline]
pub const fn only_if<T: Copy>(is_right: bool, value: T) -> Option<T> {
    if is_right { Some(value) } else { None }
}

/// The value in a row, or the last one behind the end.
///
/// Whether a number is known is as good as random to a processor, and a branch that it guesses wrong costs more than the
/// whole look-up. So there is none: a value is read in any case, and whoever has the number at hand compares.
#[inline]
pub const fn value_or_last<T: Copy>(values: &[T], row: usize) -> T {
    let last = values.len() - 1;
    values[if row < last { row } else { last }]
}

/// The variants of so many rows, by the function that gives each.
#[doc(hidden)]
#[macro_export]
macro_rules! __variants {
    ($variant:path, $count:literal) => {{
        let mut variants = [$variant(0); $count];
        let mut row = 1;
        while row < $count {
            variants[row] = $variant(row);
            row += 1;
        }
        variants
    }};
}

/// What a text names: a name, an SDK identifier or a number.
///
/// # Errors
///
/// It names none that the table has.
pub fn parse<S: Status>(text: &str) -> Result<S, UnknownName> {
    let by_number = || text.parse().ok().and_then(S::from_code);
    S::from_name(text).or_else(by_number).ok_or(UnknownName(()))
}

/// A part of a shared list.
#[inline]
pub const fn part<T>(items: &'static [T], (from, to): Part) -> &'static [T] {
    between(items, from as usize, to as usize)
}

/// What stands from one place up to another; nothing if they are no places.
#[inline]
const fn between<T>(items: &'static [T], from: usize, to: usize) -> &'static [T] {
    let Some((head, _)) = items.split_at_checked(to) else {
        return &[];
    };
    match head.split_at_checked(from) {
        Some((_, between)) => between,
        None => &[],
    }
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
    /// The text in the row of a number; empty if the number has none, which no variant's number is.
    #[inline]
    pub const fn text(&self, texts: &[&'static str], code: i32) -> &'static str {
        let row = self.row(code);
        if row < texts.len() { texts[row] } else { "" }
    }

    /// The row of a number; some number that is no row if the table does not have it.
    #[allow(
        clippy::inline_always,
        reason = "with the index known it is a dozen instructions, else several dozens"
    )]
    #[inline(always)]
    pub const fn row(&self, code: i32) -> usize {
        // A number below `base` wraps around to one that is behind the last page.
        #[allow(
            clippy::cast_sign_loss,
            reason = "the distance to the least number is not negative"
        )]
        let offset = code.wrapping_sub(self.base) as u32 as usize;
        let mut page = offset >> self.page_bits;
        if let Some((block_bits, blocks)) = self.blocks {
            let block = blocks.get_or_last(page >> block_bits);
            page = (block << block_bits) | (page & ((1 << block_bits) - 1));
        }
        let page = self.pages.get_or_last(page);
        self.cells
            .get((page << self.page_bits) | (offset & ((1 << self.page_bits) - 1)))
    }
}

/// From a name or an SDK identifier to its row.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The names, row by row.
    pub names: &'static [&'static str],
    /// The identifiers.
    pub sdk_names: &'static [&'static str],
    /// The row of each identifier.
    pub sdk_rows: Ints,
    /// From either to its place: among the names, or behind them among the identifiers.
    pub places: PerfectHash,
}

impl Names {
    /// The row that has a name or an identifier.
    pub const fn row(&self, name: &str) -> Option<usize> {
        let place = self.places.place(hash(name.as_bytes()));
        let sdk = place.wrapping_sub(self.names.len());
        let (known, row) = if place < self.names.len() {
            (self.names[place], place)
        } else if sdk < self.sdk_names.len() {
            (self.sdk_names[sdk], self.sdk_rows.get(sdk))
        } else {
            return None;
        };
        only_if(text::equal(known.as_bytes(), name.as_bytes()), row)
    }
}

/// From a key to the one place where it may be: a perfect hash.
///
/// The hash of a key chooses a seed, hash and seed choose the cell that says where the key is.
#[derive(Clone, Copy, Debug)]
pub struct PerfectHash {
    /// The seeds.
    pub seeds: Ints,
    /// The places of the keys, and some number that is no place where no key leads.
    pub cells: Ints,
}

impl PerfectHash {
    /// The place of the one key that may have this hash; whoever asks compares.
    #[inline]
    pub(crate) const fn place(&self, hash: u64) -> usize {
        let seed = self.seeds.get(bucket(hash, self.seeds.len()));
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the generator chose the seeds among 32-bit numbers"
        )]
        self.cells.get(cell(hash, seed as u32, self.cells.len()))
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
        between(
            self.items,
            self.bounds.get(row),
            self.bounds.get(row.wrapping_add(1)),
        )
    }
}

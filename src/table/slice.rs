//! Lists within entries.

/// A list as a range of indices into an array that all entries share.
///
/// rustc promotes every nested `&[..]` to a constant of its own, which makes a table of 10,000
/// entries with three lists each take nine seconds to check instead of half a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice(pub u32, pub u32);

impl Slice {
    pub(crate) const EMPTY: Self = Self(0, 0);

    /// Returns `items[start..end]`, or an empty slice if out of bounds, which generated code never
    /// is.
    #[inline]
    pub const fn of<T>(self, items: &'static [T]) -> &'static [T] {
        let Some((head, _)) = items.split_at_checked(self.1 as usize) else {
            return &[];
        };
        match head.split_at_checked(self.0 as usize) {
            Some((_, slice)) => slice,
            None => &[],
        }
    }
}

//! Integers in as few bytes as possible.

/// Integers in the smallest type that holds them all.
#[derive(Clone, Copy, Debug)]
pub enum PackedInts {
    /// Up to 255.
    U8(&'static [u8]),
    /// Up to 65,535.
    U16(&'static [u16]),
    /// Any other.
    U32(&'static [u32]),
}

impl PackedInts {
    /// Returns the integer at an index, clamping the index, without a branch.
    #[inline]
    #[must_use]
    pub const fn get_clamped(&self, index: usize) -> usize {
        let last = self.len().saturating_sub(1);
        self.get(if index < last { index } else { last })
    }

    /// Returns the number of integers.
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize {
        match *self {
            Self::U8(ints) => ints.len(),
            Self::U16(ints) => ints.len(),
            Self::U32(ints) => ints.len(),
        }
    }

    /// Returns `true` if there are no integers.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the integer at an index, or `usize::MAX` if out of bounds.
    #[inline]
    #[must_use]
    pub const fn get(&self, index: usize) -> usize {
        match *self {
            Self::U8(ints) if index < ints.len() => ints[index] as usize,
            Self::U16(ints) if index < ints.len() => ints[index] as usize,
            Self::U32(ints) if index < ints.len() => ints[index] as usize,
            _ => usize::MAX,
        }
    }
}

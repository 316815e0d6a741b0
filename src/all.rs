//! All codes of a table.

use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;
use core::slice::Iter;

use crate::status::Status;

/// Every code of a table, in the order of their numbers: what `ALL` of each generated enum is.
///
/// It is used like the slice that it dereferences to. The slice itself is a constant of the trait, which the compiler
/// evaluates for programs that use it and no others: it looks up each value of an enum in a constant among all
/// discriminants, and with ten thousand codes that takes longer than all the rest of them.
///
/// ```
/// use commsease_status::{All, StatusCode};
///
/// for status in StatusCode::ALL {
///     assert_eq!(StatusCode::from_code(status.code()), Some(*status));
/// }
/// assert!(StatusCode::ALL.contains(&StatusCode::InvalidParameter));
/// assert!(StatusCode::ALL.windows(2).all(|pair| pair[0].code() < pair[1].code()));
///
/// const COUNT: usize = StatusCode::ALL.len();
/// assert_eq!(StatusCode::ALL.as_slice().len(), COUNT);
/// ```
pub struct All<S>(PhantomData<S>);

impl<S: Status> All<S> {
    /// The codes of a table, for code that takes any.
    ///
    /// ```
    /// use commsease_status::{All, Status, StatusCode};
    ///
    /// fn least<S: Status>() -> Option<i32> {
    ///     All::<S>::new().first().map(|status| status.code())
    /// }
    /// assert_eq!(least::<StatusCode>(), Some(StatusCode::ALL[0].code()));
    /// ```
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// The codes as a slice.
    pub const fn as_slice(self) -> &'static [S] {
        S::VARIANTS
    }

    /// How many codes there are: at least one.
    #[allow(
        clippy::len_without_is_empty,
        reason = "no table is empty, and slices have the method"
    )]
    pub const fn len(self) -> usize {
        self.as_slice().len()
    }

    /// The codes, one by one.
    pub fn iter(self) -> Iter<'static, S> {
        self.as_slice().iter()
    }
}

impl<S: Status> Deref for All<S> {
    type Target = [S];

    fn deref(&self) -> &[S] {
        self.as_slice()
    }
}

impl<S: Status> IntoIterator for All<S> {
    type Item = &'static S;
    type IntoIter = Iter<'static, S>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<S: Status> IntoIterator for &All<S> {
    type Item = &'static S;
    type IntoIter = Iter<'static, S>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<S> Clone for All<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for All<S> {}

impl<S: Status> Default for All<S> {
    fn default() -> Self {
        Self::new()
    }
}

/// Shows the names.
impl<S: Status> fmt::Debug for All<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

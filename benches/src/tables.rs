//! The generated code of each table, and that of its peers.

use std::fmt::Display;

use commsease_status::Status;

use crate::clock::Contender;

/// A row: the code, the summary, and the name and SDK identifiers.
type Row = (i32, &'static str, &'static [&'static str]);

/// A trait implemented by every table.
pub(crate) trait Table {
    /// What the head of a column says before the number of codes.
    const PREFIX: &'static str;
    const ROWS: &'static [Row];
    /// The enum of this library.
    type Ours: Status;
    /// The enum with derives.
    type Derived: Copy + TryFrom<i32> + Into<i32> + Into<&'static str> + Display;
    /// The values of the perfect hashes of the peers: variants, or codes for a large table.
    type Hashed: Copy + 'static;

    fn from_code(code: i32) -> Option<Self::Ours>;
    fn summary(status: Self::Ours) -> &'static str;
    fn from_name(name: &str) -> Option<Self::Ours>;
    fn match_code(code: i32) -> Option<Self::Derived>;
    fn match_summary(status: Self::Derived) -> &'static str;
    fn match_message(code: i32, message: &str) -> Option<usize>;
    fn phf_code(code: i32) -> Option<Self::Hashed>;
    fn phf_name(name: &str) -> Option<Self::Hashed>;
    fn phf_summary(code: i32) -> Option<&'static str>;
    fn hashify_code(code: i32) -> Option<Self::Hashed>;
    fn hashify_name(name: &str) -> Option<Self::Hashed>;
    fn frozen_code(code: i32) -> Option<Self::Hashed>;
    fn frozen_name(name: &str) -> Option<Self::Hashed>;
    fn frozen_summary(code: i32) -> Option<&'static str>;

    /// Returns the peers that compile only for small tables.
    fn small_code_peers(_: &[i32]) -> Vec<Contender<'_>> {
        Vec::new()
    }

    /// Returns the peers that compile only for small tables.
    fn small_name_peers<'c>(_: &'c [&'c str]) -> Vec<Contender<'c>> {
        Vec::new()
    }
}

/// Includes the code for a table, in modules of its own, and implements [`Table`].
macro_rules! table {
    (
        $Table:ident, $module:ident, $prefix:literal, $peers:literal, $ours:item,
        { $($small:item)* }
    ) => {
        #[allow(
            dead_code,
            missing_docs,
            unreachable_pub,
            clippy::all,
            clippy::pedantic,
            reason = "generated, in part by macros of the peers"
        )]
        mod $module {
            $ours

            include!(concat!(env!("OUT_DIR"), "/peers_", $peers, ".rs"));
        }

        pub(crate) struct $Table;

        impl Table for $Table {
            const PREFIX: &'static str = $prefix;
            const ROWS: &'static [Row] = $module::ROWS;
            type Ours = $module::Ours;
            type Derived = $module::Derived;
            type Hashed = $module::Hashed;

            #[inline]
            fn from_code(code: i32) -> Option<Self::Ours> {
                $module::Ours::from_code(code)
            }

            #[inline]
            fn summary(status: Self::Ours) -> &'static str {
                status.summary()
            }

            #[inline]
            fn from_name(name: &str) -> Option<Self::Ours> {
                $module::Ours::from_name(name)
            }

            #[inline]
            fn match_code(code: i32) -> Option<Self::Derived> {
                $module::match_code(code)
            }

            #[inline]
            fn match_summary(status: Self::Derived) -> &'static str {
                $module::match_summary(status)
            }

            #[inline]
            fn match_message(code: i32, message: &str) -> Option<usize> {
                $module::match_message(code, message)
            }

            #[inline]
            fn phf_code(code: i32) -> Option<Self::Hashed> {
                $module::PHF_CODE.get(&code).copied()
            }

            #[inline]
            fn phf_name(name: &str) -> Option<Self::Hashed> {
                $module::PHF_NAME.get(name).copied()
            }

            #[inline]
            fn phf_summary(code: i32) -> Option<&'static str> {
                $module::PHF_SUMMARY.get(&code).copied()
            }

            #[inline]
            fn hashify_code(code: i32) -> Option<Self::Hashed> {
                $module::hashify_code(code)
            }

            #[inline]
            fn hashify_name(name: &str) -> Option<Self::Hashed> {
                $module::hashify_name(name)
            }

            #[inline]
            fn frozen_code(code: i32) -> Option<Self::Hashed> {
                $module::frozen_code(code)
            }

            #[inline]
            fn frozen_name(name: &str) -> Option<Self::Hashed> {
                $module::frozen_name(name)
            }

            #[inline]
            fn frozen_summary(code: i32) -> Option<&'static str> {
                $module::frozen_summary(code)
            }

            $($small)*
        }
    };
}

/// Includes the code for a small table, with all peers.
macro_rules! small_table {
    ($Table:ident, $module:ident, $prefix:literal, $peers:literal, $ours:item) => {
        table!($Table, $module, $prefix, $peers, $ours, {
            fn small_code_peers(inputs: &[i32]) -> Vec<Contender<'_>> {
                vec![Contender::new("strum `FromRepr`", inputs, |code| {
                    $module::Derived::from_repr(code)
                })]
            }

            fn small_name_peers<'c>(inputs: &'c [&'c str]) -> Vec<Contender<'c>> {
                vec![
                    Contender::new("`match`", inputs, |name| $module::match_name(name)),
                    Contender::new("strum `EnumString`", inputs, |name: &str| {
                        name.parse::<$module::Derived>().ok()
                    }),
                    Contender::new("strum `EnumString`, `use_phf`", inputs, |name: &str| {
                        name.parse::<$module::Phf>().ok()
                    }),
                ]
            }
        });
    };
}

/// Includes generated code in a module of its own: `include!` yields items, but [`table!`] takes
/// one.
macro_rules! generated {
    ($module:ident, $size:literal) => {
        #[allow(
            dead_code,
            unreachable_pub,
            missing_docs,
            reason = "generated for a table of the benchmarks"
        )]
        mod $module {
            include!(concat!(env!("OUT_DIR"), "/ours_", $size, ".rs"));
        }
    };
}

generated!(ours_300, "300");
generated!(ours_1000, "1000");
generated!(ours_spread, "spread");
#[cfg(large)]
generated!(ours_10000, "10000");

small_table!(
    Shipped,
    shipped,
    "shipped, ",
    "shipped",
    pub use commsease_status::StatusCode as Ours;
);
small_table!(Of300, of_300, "", "300", pub use super::ours_300::Ours;);
small_table!(Of1000, of_1000, "", "1000", pub use super::ours_1000::Ours;);
small_table!(
    Spread,
    spread,
    "spread, ",
    "spread",
    pub use super::ours_spread::Ours;
);
#[cfg(large)]
table!(
    Of10000,
    of_10000,
    "",
    "10000",
    pub use super::ours_10000::Ours;,
    {}
);

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Table>() {
        for (code, summary, names) in T::ROWS {
            let derived = T::Derived::try_from(*code).ok();
            assert!(T::from_code(*code).is_some_and(|it| it.code() == *code));
            assert!(T::from_code(*code).is_some_and(|it| T::summary(it) == *summary));
            assert!(T::match_code(*code).map(Into::into) == Some(*code));
            assert!(derived.is_some_and(|it| T::match_summary(it) == *summary));
            assert_eq!(T::phf_summary(*code), Some(*summary));
            assert_eq!(T::frozen_summary(*code), Some(*summary));
            for name in *names {
                assert!(T::from_name(name).is_some_and(|it| it.code() == *code));
                assert!(T::phf_name(name).is_some());
                assert!(T::hashify_name(name).is_some());
                assert!(T::frozen_name(name).is_some());
                let unknown = format!("{name}X");
                assert!(T::phf_name(&unknown).is_none());
                assert!(T::hashify_name(&unknown).is_none());
                assert!(T::frozen_name(&unknown).is_none());
            }
            for code in [*code, code.wrapping_add(1)] {
                let is_known = T::from_code(code).is_some();
                assert_eq!(T::phf_code(code).is_some(), is_known);
                assert_eq!(T::hashify_code(code).is_some(), is_known);
                assert_eq!(T::frozen_code(code).is_some(), is_known);
            }
        }
    }

    #[test]
    fn peers_know_the_same_codes_and_names() {
        check::<Shipped>();
        check::<Of300>();
        check::<Spread>();
    }
}

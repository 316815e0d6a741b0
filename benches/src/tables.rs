//! The code that was generated for each table, and a list of the tables with their contenders.

/// One table: our generated code and the peers' code for it.
macro_rules! table {
    ($module:ident, $peers:literal, $ours:item) => {
        #[allow(
            dead_code,
            missing_docs,
            unreachable_pub,
            clippy::all,
            clippy::pedantic,
            reason = "generated, the peers' part by macros that do not mind our rules"
        )]
        pub(crate) mod $module {
            $ours

            include!(concat!(env!("OUT_DIR"), "/peers_", $peers, ".rs"));
        }
    };
}

/// What `include!` gives is items, and a module takes one here.
macro_rules! generated {
    ($module:ident, $size:literal) => {
        #[allow(
            dead_code,
            unreachable_pub,
            missing_docs,
            reason = "generated for a table of the benchmarks"
        )]
        pub(crate) mod $module {
            include!(concat!(env!("OUT_DIR"), "/ours_", $size, ".rs"));
        }
    };
}

generated!(ours_300, "300");
generated!(ours_1000, "1000");
#[cfg(large)]
generated!(ours_10000, "10000");

table!(
    shipped,
    "shipped",
    pub use commsease_status::StatusCode as Ours;
);
table!(of_300, "300", pub use super::ours_300::Ours;);
table!(of_1000, "1000", pub use super::ours_1000::Ours;);
#[cfg(large)]
table!(of_10000, "10000", pub use super::ours_10000::Ours;);

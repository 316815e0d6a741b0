//! How generated code gets into a crate.

/// Brings in what [`codegen::compile`](https://docs.rs/commsease-status/latest/commsease_status/codegen/fn.compile.html)
/// made of a table in the crate's `build.rs`: the enum, its vocabularies and its data stand where the macro is called.
///
/// The name is that of the table without `.toml`. Two tables of one crate stand in two modules, as each has a
/// `Category`, an `Area`, a `Platform` and a `Source` of its own.
///
/// ```ignore
/// mod codes {
///     commsease_status::include_codes!("codes");
/// }
/// ```
///
/// Generated code names this library `::commsease_status`. A crate that has the dependency under another name says so
/// once, in its root:
///
/// ```ignore
/// extern crate status as commsease_status;
/// ```
///
/// [Your own codes](crate::your_own_codes) goes through all of it.
#[macro_export]
macro_rules! include_codes {
    ($table:literal) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $table, ".rs"));
    };
}

//! Four tables in one crate, each in a module of its own. Generated code needs neither `std` nor an allocator.

#![no_std]

/// A table with something under every key that a table may have.
pub mod app {
    commsease_status::include_codes!("app");
}

/// A table that extends this project's own one.
pub mod callback {
    commsease_status::include_codes!("callback");
}

/// The registry of the status codes of HTTP.
pub mod http {
    commsease_status::include_codes!("http");
}

/// The error codes of Windows: more than three thousand.
pub mod windows {
    commsease_status::include_codes!("windows");
}

//! A client of the service's server API, to be pasted into a service, and a server on loopback for its tests.
//!
//! [`client`] signs requests as the service documents it and turns every answer into a value or an error that says what
//! to do; [`retry`] makes a call again where that is right, and only there. [`server`] behaves as the service is
//! documented to, as far as the tests need it.

pub mod checksum;
pub mod client;
pub mod retry;
pub mod server;

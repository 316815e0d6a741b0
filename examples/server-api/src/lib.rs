//! A client of the server API, to copy into a service, and a loopback server for its tests.
//!
//! - [`client`] signs requests and turns every response into a value or an error with advice.
//! - [`retry`] retries a request if that is safe.
//! - [`server`] behaves as the service is documented to, to the extent that the tests need it.

pub mod checksum;
pub mod client;
pub mod retry;
pub mod server;

//! The command-line tool for [`StatusCode`].

use std::process::ExitCode;

use commsease_status::StatusCode;

fn main() -> ExitCode {
    commsease_status_cli::run::<StatusCode>(env!("CARGO_PKG_VERSION"))
}

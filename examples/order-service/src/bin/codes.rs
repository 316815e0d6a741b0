//! The command-line tool for the codes of the service.

#[path = "../codes.rs"]
mod codes;

fn main() -> std::process::ExitCode {
    commsease_status_cli::run::<codes::OrderCode>(env!("CARGO_PKG_VERSION"))
}

//! The command-line tool for the codes of this app: `explain`, `list`, `search`, `scan`, and more.

#[path = "../codes.rs"]
mod codes;

fn main() -> std::process::ExitCode {
    commsease_status_cli::run::<codes::CallbackCode>(env!("CARGO_PKG_VERSION"))
}

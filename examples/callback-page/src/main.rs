//! The web page for the codes of an app: `cargo run --package callback-page -- DIR` writes it.

mod codes {
    commsease_status::include_codes!("codes");
}

fn main() -> std::process::ExitCode {
    commsease_status_web::run::<codes::CallbackCode>("Callback codes")
}

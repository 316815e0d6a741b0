//! The web page for [`StatusCode`].

use std::process::ExitCode;

use commsease_status::StatusCode;

fn main() -> ExitCode {
    commsease_status_web::run::<StatusCode>("CommsEase (网易云信) IM")
}

//! A static web page that explains status codes, for any generated enum of them.
//!
//! The binary of this crate writes the page for the codes of CommsEase. To get the same page for your own
//! codes, generate an enum as described in [Your own codes](commsease_status::your_own_codes), and
//! call [`run`].
//!
//! The program is built twice. On your machine, it writes the files. Compiled to WebAssembly, it is in
//! the page, where it answers what people paste with the code of the command-line tool.

mod answer;
#[cfg(target_arch = "wasm32")]
pub mod browser;
mod entry;
mod prose;
mod words;

#[cfg(not(target_arch = "wasm32"))]
mod module;
#[cfg(not(target_arch = "wasm32"))]
mod page_words;
#[cfg(not(target_arch = "wasm32"))]
mod pages;
#[cfg(not(target_arch = "wasm32"))]
mod site;

use std::process::ExitCode;

use commsease_status::Status;

pub use self::answer::answer;

/// Writes the page for the codes of `S` to the directory that is the argument of the program. The
/// title names the service.
///
/// In the browser, it prepares the answers.
///
/// # Examples
///
/// A complete program:
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use commsease_status::StatusCode;
///
/// fn main() -> ExitCode {
///     commsease_status_web::run::<StatusCode>("Our service")
/// }
/// ```
#[must_use]
pub fn run<S: Status>(title: &'static str) -> ExitCode {
    #[cfg(target_arch = "wasm32")]
    {
        let _ = title;
        browser::prepare(answer::<S>)
    }
    #[cfg(not(target_arch = "wasm32"))]
    site::run::<S>(title)
}

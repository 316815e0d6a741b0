//! A program that uses parts of a table of this crate, which `--cfg name` and so on select.
#![no_std]

use commsease_status::{
    Cause, CodeRange, Deprecation, Diagnosis, Meaning, Outcome, Retry, Status, Vocabulary,
};
use table::Ours;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

// The compiled `core` refers to it, but nothing calls it.
#[unsafe(no_mangle)]
pub extern "C" fn rust_eh_personality() {}

#[cfg(from_code)]
#[unsafe(no_mangle)]
pub fn from_code(code: i32) -> Option<Ours> {
    Ours::from_code(code)
}

#[cfg(name)]
#[unsafe(no_mangle)]
pub fn name(status: Ours) -> &'static str {
    status.name()
}

#[cfg(summary)]
#[unsafe(no_mangle)]
pub fn summary(status: Ours) -> &'static str {
    status.summary()
}

#[cfg(from_str)]
#[unsafe(no_mangle)]
pub fn from_str(name: &str) -> Option<Ours> {
    name.parse().ok()
}

#[cfg(causes)]
#[unsafe(no_mangle)]
pub fn causes(status: Ours) -> &'static [Cause<Ours>] {
    status.causes()
}

#[cfg(diagnose)]
#[unsafe(no_mangle)]
pub fn diagnose(code: i32, message: &str) -> Diagnosis<'_, Ours> {
    Diagnosis::new(code, Some(message))
}

#[cfg(everything)]
mod everything {
    use core::fmt::{Result, Write};

    use super::{
        CodeRange, Deprecation, Diagnosis, Meaning, Ours, Outcome, Retry, Status, Vocabulary,
    };

    #[unsafe(no_mangle)]
    pub fn outcomes(status: Ours) -> (Outcome, Retry) {
        (status.outcome(), status.retry())
    }

    #[unsafe(no_mangle)]
    pub fn vocabulary(status: Ours) -> [&'static str; 4] {
        let (category, area) = (status.category(), status.area());
        [category.id(), category.summary(), area.id(), area.summary()]
    }

    #[unsafe(no_mangle)]
    pub fn source(
        status: Ours,
        index: usize,
    ) -> Option<(&'static str, &'static str, Option<&'static str>)> {
        status.sources().get(index).map(|source| (source.id(), source.summary(), source.date()))
    }

    #[unsafe(no_mangle)]
    pub fn meanings(status: Ours) -> &'static [Meaning<Ours>] {
        status.meanings()
    }

    #[unsafe(no_mangle)]
    pub fn strings(status: Ours) -> [&'static [&'static str]; 3] {
        [status.sdk_names(), status.shared_sdk_names(), status.keywords()]
    }

    #[unsafe(no_mangle)]
    pub fn see_also(status: Ours) -> &'static [i32] {
        status.see_also()
    }

    #[unsafe(no_mangle)]
    pub fn deprecation(status: Ours) -> Option<&'static Deprecation> {
        status.deprecation()
    }

    #[unsafe(no_mangle)]
    pub fn ranges() -> &'static [CodeRange<Ours>] {
        Ours::ranges()
    }

    #[unsafe(no_mangle)]
    pub fn show(diagnosis: &Diagnosis<'_, Ours>, into: &mut dyn Write) -> Result {
        write!(into, "{diagnosis} {diagnosis:?}")
    }
}

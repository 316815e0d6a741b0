//! What a program uses of a table of this crate: `--cfg name` and so on say how much.
#![no_std]

use commsease_status::{Cause, Deprecation, Diagnosis, Outcome, Range, Retry, Sense, Status, Word};
use table::Ours;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

// The compiled `core` names it, and nothing here calls it.
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
pub fn diagnose(code: i32, text: &str) -> Diagnosis<'_, Ours> {
    Diagnosis::new(code, Some(text))
}

#[cfg(everything)]
mod everything {
    use core::fmt::{Result, Write};

    use super::{Deprecation, Diagnosis, Ours, Outcome, Range, Retry, Sense, Status, Word};

    #[unsafe(no_mangle)]
    pub fn kinds(status: Ours) -> (Outcome, Retry) {
        (status.outcome(), status.retry())
    }

    #[unsafe(no_mangle)]
    pub fn words(status: Ours) -> [&'static str; 4] {
        let (category, area) = (status.category(), status.area());
        [category.id(), category.summary(), area.id(), area.summary()]
    }

    #[unsafe(no_mangle)]
    pub fn source(status: Ours, at: usize) -> Option<(&'static str, &'static str, Option<&'static str>)> {
        status.sources().get(at).map(|source| (source.id(), source.summary(), source.date()))
    }

    #[unsafe(no_mangle)]
    pub fn senses(status: Ours) -> &'static [Sense<Ours>] {
        status.senses()
    }

    #[unsafe(no_mangle)]
    pub fn identifiers(status: Ours) -> [&'static [&'static str]; 2] {
        [status.sdk_names(), status.shared_sdk_names()]
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
    pub fn ranges() -> &'static [Range<Ours>] {
        Ours::ranges()
    }

    #[unsafe(no_mangle)]
    pub fn show(diagnosis: &Diagnosis<'_, Ours>, into: &mut dyn Write) -> Result {
        write!(into, "{diagnosis} {diagnosis:?}")
    }
}

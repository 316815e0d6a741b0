//! A program that uses parts of an enum with derives, which `--cfg name` and so on select.
#![no_std]

use table::Derived;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

// The compiled `core` refers to it, but nothing calls it.
#[unsafe(no_mangle)]
pub extern "C" fn rust_eh_personality() {}

#[cfg(from_code)]
#[unsafe(no_mangle)]
pub fn from_code(code: i32) -> Option<Derived> {
    Derived::try_from(code).ok()
}

#[cfg(name)]
#[unsafe(no_mangle)]
pub fn name(status: Derived) -> &'static str {
    status.into()
}

#[cfg(summary)]
#[unsafe(no_mangle)]
pub fn summary(status: Derived, into: &mut dyn core::fmt::Write) -> core::fmt::Result {
    write!(into, "{status}")
}

#[cfg(from_str)]
#[unsafe(no_mangle)]
pub fn from_str(name: &str) -> Option<Derived> {
    name.parse().ok()
}

#[cfg(everything)]
mod everything {
    use core::fmt::{Result, Write};

    use super::Derived;

    #[unsafe(no_mangle)]
    pub fn code(status: Derived) -> i32 {
        status.into()
    }

    #[unsafe(no_mangle)]
    pub fn show(status: Derived, into: &mut dyn Write) -> Result {
        write!(into, "{status:?}")
    }
}

//! Arbitrary bytes as a log: `cargo +nightly fuzz run scan_line`.

#![no_main]

use libfuzzer_sys::fuzz_target;

use self::bodies::{Finding, search};

#[allow(dead_code, reason = "the command uses the rest")]
#[path = "../../cli/src/scan/bodies/mod.rs"]
mod bodies;

const BODY: &[u8] = br#"{"desc":"check roomid","code":414}"#;

fuzz_target!(|bytes: &[u8]| {
    let lines = memchr::memchr_iter(b'\n', bytes).count() as u64;
    let (mut last, mut gave_up) = (None, false);
    search(&[bytes, BODY].concat(), |line, finding| {
        assert!(line <= lines, "there is no line {line}");
        match finding {
            Finding::Response { code, message } => last = Some((code, message.map(String::from))),
            Finding::GaveUp => gave_up = true,
            _ => {}
        }
    });
    // A body is found after any bytes.
    let expected = Some((414, Some(String::from("check roomid"))));
    assert!(gave_up || last == expected, "{last:?}");
});

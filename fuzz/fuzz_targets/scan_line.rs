//! Arbitrary bytes as a log: `cargo +nightly fuzz run scan_line`.

#![no_main]

use libfuzzer_sys::fuzz_target;

use self::bodies::{Finding, search};
use self::reference::{message_of, slow_bodies};

#[allow(dead_code, reason = "the command uses the rest")]
#[path = "../../logs/src/lib.rs"]
mod bodies;
#[path = "../../logs/src/tests/reference.rs"]
mod reference;

const BODY: &str = r#"{"desc":"check roomid","code":414}"#;

/// A code, and the message that came with it.
type Body = (i32, Option<String>);

fuzz_target!(|bytes: &[u8]| {
    let Some(found) = found(&[bytes, BODY.as_bytes()].concat()) else {
        return;
    };
    // A body is found after any bytes.
    assert!(found.contains(&(414, Some(String::from("check roomid")))));
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut found = self::found(text.as_bytes()).unwrap_or_default().into_iter();
    let whole = |(code, body): (_, Option<_>)| Some((code, message_of(body.as_ref()?)));
    for body in slow_bodies(text).into_iter().filter_map(whole) {
        assert!(found.any(|it| it == body), "{body:?} is not found");
    }
});

/// Returns what a scan finds, or nothing if it gave up.
fn found(bytes: &[u8]) -> Option<Vec<Body>> {
    let lines = memchr::memchr_iter(b'\n', bytes).count() as u64;
    let (mut found, mut gave_up) = (Vec::new(), false);
    search(bytes, |line, finding| {
        assert!(line <= lines, "there is no line {line}");
        match finding {
            Finding::Response { code, message } => {
                found.push((code, message.map(|message| message.into_owned())));
            }
            Finding::CodeAlone(code) => found.push((code, None)),
            Finding::GaveUp | Finding::TooDeep => gave_up = true,
            Finding::InvalidUtf8 => {}
        }
    });
    (!gave_up).then_some(found)
}

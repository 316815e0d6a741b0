//! Arbitrary bytes as a log: `cargo +nightly fuzz run scan_line`.

#![no_main]

use std::sync::LazyLock;

use commsease_status::StatusCode;
use commsease_status_logs::{Finder, Finding, Problem};
use libfuzzer_sys::fuzz_target;

use self::reference::{message_of, slow_bodies};

#[path = "../../logs/src/tests/reference.rs"]
mod reference;

static FINDER: LazyLock<Finder<StatusCode>> = LazyLock::new(Finder::of_table);

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
    let _ = FINDER.guess(text);
    let mut found = self::found(text.as_bytes()).unwrap_or_default().into_iter();
    let whole = |(code, body): (_, Option<_>)| Some((code, message_of(body.as_ref()?)));
    for body in slow_bodies(text).into_iter().filter_map(whole) {
        assert!(found.any(|it| it == body), "{body:?} is not found");
    }
});

/// Returns what a scan finds, or nothing if it gave up.
fn found(bytes: &[u8]) -> Option<Vec<Body>> {
    let (mut found, mut gave_up) = (Vec::new(), false);
    FINDER.search(bytes, |finding| {
        assert!(finding.at() <= bytes.len());
        match finding {
            Finding::Response(response) => {
                let message = response.message.map(String::from);
                found.extend(response.code.map(|code| (code, message)));
            }
            Finding::Problem(problem, _) => gave_up |= problem != Problem::InvalidUtf8,
        }
    });
    (!gave_up).then_some(found)
}

//! Arbitrary bytes as a log: `cargo +nightly fuzz run scan_line`.

#![no_main]

use std::sync::LazyLock;

use commsease_status::{Status, StatusCode};
use commsease_status_logs::{Finder, Finding, Problem};
use libfuzzer_sys::fuzz_target;

use self::reference::{NOTATIONS, message_of, printed, slow_bodies, slow_bodies_in};

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
    // A body is found after any bytes, and what an SDK prints after any lines.
    let expected = (414, Some(String::from("check roomid")));
    assert!(found.contains(&expected));
    let forms = StatusCode::log_forms().iter().map(|form| form.pattern());
    let forms = forms.filter(|it| it.contains("{code}") && it.contains("{message...}"));
    let forms: Vec<&str> = forms.collect();
    let form = forms[bytes.len() % forms.len()];
    let line = printed(form, 414, "check roomid");
    if let Some(found) = self::found(&[bytes, b"\n", line.as_bytes(), b"\n"].concat()) {
        assert!(found.contains(&expected), "{line} is not found");
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let _ = FINDER.guess(text);
    let Some(found) = self::found(text.as_bytes()) else {
        return;
    };
    let mut in_order = found.iter();
    let whole = |(code, body): (_, Option<_>)| Some((code, message_of(body.as_ref()?)));
    for body in slow_bodies(text).into_iter().filter_map(whole) {
        assert!(in_order.any(|it| *it == body), "{body:?} is not found");
    }
    // Of several notations in one text, the one that is read is a matter of taste.
    let bodies = NOTATIONS.map(|notation| (notation.0, slow_bodies_in(notation, text)));
    let mut notations = bodies.iter().filter(|(_, bodies)| !bodies.is_empty());
    if let (Some((name, bodies)), None) = (notations.next(), notations.next()) {
        for (code, body) in bodies {
            let body = (*code, message_of(body));
            // A form without a message can be anything.
            let is_empty = body.1.as_ref().is_none_or(String::is_empty);
            let is_found = is_empty || found.contains(&body);
            assert!(is_found, "{name}: {body:?} is not found");
        }
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

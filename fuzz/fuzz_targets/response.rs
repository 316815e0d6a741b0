//! Any bytes as a response and as a log: `cargo +nightly fuzz run response`.

#![no_main]

use std::sync::LazyLock;

use commsease_status::{Code, Response, StatusCode};
use commsease_status_logs::{Finder, Finding};
use libfuzzer_sys::fuzz_target;

static FINDER: LazyLock<Finder<StatusCode>> = LazyLock::new(Finder::of_table);

fuzz_target!(|bytes: &[u8]| {
    if let Ok(response) = serde_json::from_slice::<Response>(bytes) {
        check(&response);
    }
    FINDER.search(bytes, |finding| {
        if let Finding::Response(found) = finding {
            if let Some(code) = found.code {
                check(&Response::new(Code::new(code), found.message.as_deref()));
            }
        }
    });
});

/// Calls everything that a response has.
fn check(response: &Response) {
    for item in response.failed_items() {
        assert_eq!(item.diagnosis().code(), item.code());
    }
    let diagnosis = response.diagnosis();
    assert_eq!(diagnosis.code(), response.code());
    for (name, text) in diagnosis.captures() {
        assert_eq!(diagnosis.capture(name), Some(text));
        assert!(response.message().is_some_and(|it| it.contains(text)));
    }
    if let Err(failure) = response.clone().into_result() {
        assert_eq!(failure.code(), response.code());
        assert!(
            !failure.to_string().contains(char::is_control),
            "it is one line without control characters: {failure:?}"
        );
    }
}

//! Any bytes as a response and as a log: `cargo +nightly fuzz run response`.

#![no_main]

use commsease_status::{Code, Response};
use libfuzzer_sys::fuzz_target;

use self::bodies::Finding;

#[allow(
    dead_code,
    reason = "the command-line tool uses the rest of the module"
)]
#[path = "../../cli/src/scan/bodies/mod.rs"]
mod bodies;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(response) = serde_json::from_slice::<Response>(bytes) {
        check(&response);
    }
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    bodies::search(bytes, |line, finding| {
        assert!(line <= lines, "there is no line {line}");
        if let Finding::Response { code, message } = finding {
            check(&Response::new(Code::new(code), message.as_deref()));
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

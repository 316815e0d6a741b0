//! Arbitrary bytes as a response and as a log: `cargo +nightly fuzz run response`.

#![no_main]

use commsease_status::Response;
use libfuzzer_sys::fuzz_target;

use self::bodies::Finding;

#[path = "../../cli/src/scan/bodies.rs"]
mod bodies;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(response) = serde_json::from_slice::<Response<'_>>(bytes) {
        go_through(&response);
    }
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    bodies::each(bytes, |line, finding| {
        assert!(line <= lines, "there is no line {line}");
        if let Finding::Response(response) = finding {
            go_through(response);
        }
    });
});

/// Asks everything that can be asked of a response.
fn go_through(response: &Response<'_>) {
    for item in response.failed_items() {
        assert_eq!(item.diagnosis().code(), item.code());
    }
    let owned = response.clone().into_owned();
    assert_eq!(owned, *response);
    if let Err(failure) = owned.into_result() {
        assert_eq!(failure.code(), response.code());
        assert!(
            !failure.to_string().contains(char::is_control),
            "it shows in one line: {failure:?}"
        );
    }
}

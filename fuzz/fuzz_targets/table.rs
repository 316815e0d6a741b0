//! The generator takes any bytes: it ends, and what it refuses has a place inside the file.

#![no_main]

use commsease_status::codegen::{Level, generate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &[u8]| {
    if let Err(rejected) = generate(source) {
        let found = rejected.diagnostics();
        assert!(found.iter().any(|found| found.level == Level::Error));
        for label in found
            .iter()
            .flat_map(|found| std::iter::once(&found.primary).chain(&found.secondary))
        {
            assert!(label.span.start <= label.span.end && label.span.end <= source.len());
        }
        // The picture is drawn, whatever is in the file.
        assert!(!rejected.render(source, "codes.toml").is_empty());
    }
});

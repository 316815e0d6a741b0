//! The generator accepts any bytes: it ends, and every error is at a place inside the file.

#![no_main]

use commsease_status::codegen::{Renderer, Severity, generate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &[u8]| {
    let diagnostics = match generate(source) {
        Ok(generated) => generated.warnings().to_vec(),
        Err(error) => {
            let mut diagnostics = error.diagnostics().iter();
            assert!(diagnostics.any(|it| it.severity == Severity::Error));
            error.diagnostics().to_vec()
        }
    };
    let text = std::str::from_utf8(source);
    let renderer = Renderer::new(source, "codes.toml");
    for diagnostic in diagnostics {
        for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary) {
            let span = label.span.clone();
            assert!(span.start <= span.end && span.end <= source.len());
            assert!(text.is_err() || text.is_ok_and(|text| text.get(span).is_some()));
        }
        let rendered = renderer.render(&diagnostic);
        assert!(!rendered.contains(|c: char| c.is_control() && c != '\n'));
    }
});

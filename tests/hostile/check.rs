//! What holds for any input of the generator.

use commsease_status::codegen::{Diagnostic, Generated, Renderer, Severity, TableError, generate};
use proc_macro2::TokenStream;

/// How many diagnostics of one file are rendered.
const MAX_RENDERED: usize = 20;

/// Runs the generator, checks everything that holds for any input, and returns whether the table is
/// valid.
#[track_caller]
pub(crate) fn check(source: &[u8]) -> bool {
    check_result(source, &generate(source))
}

/// Checks everything that holds for the result of any input, and returns whether it is a table.
#[track_caller]
pub(crate) fn check_result(source: &[u8], result: &Result<Generated, TableError>) -> bool {
    let (diagnostics, code) = match result {
        Ok(generated) => (generated.warnings(), Some(generated.code())),
        Err(error) => (error.diagnostics(), None),
    };
    let has_errors = diagnostics.iter().any(|it| it.severity == Severity::Error);
    assert_eq!(code.is_none(), has_errors, "{}", excerpt(source));
    assert!(
        diagnostics.is_sorted_by_key(|it| it.primary.span.start),
        "{diagnostics:?} in {}",
        excerpt(source)
    );
    for diagnostic in diagnostics {
        check_spans(diagnostic, source);
    }
    let renderer = Renderer::new(source, "codes.toml");
    for diagnostic in diagnostics.iter().take(MAX_RENDERED) {
        check_text(diagnostic, &renderer.render(diagnostic));
    }
    if let Some(code) = code {
        let tokens = code.parse::<TokenStream>();
        assert!(tokens.is_ok(), "{tokens:?}: {}", excerpt(source));
        let control = code.chars().find(|c| is_control(*c));
        assert_eq!(control, None, "{}", excerpt(source));
    }
    code.is_some()
}

/// Checks that spans are inside the file, on character boundaries.
#[track_caller]
fn check_spans(diagnostic: &Diagnostic, source: &[u8]) {
    let text = std::str::from_utf8(source);
    for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary) {
        let span = label.span.clone();
        let is_inside = span.start <= span.end && span.end <= source.len();
        let is_on_boundaries = text.is_err() || text.is_ok_and(|text| text.get(span).is_some());
        assert!(
            is_inside && is_on_boundaries,
            "{diagnostic:?} in {}",
            excerpt(source)
        );
    }
}

/// Checks that a diagnostic starts with a message and a place, and does not control a terminal.
#[track_caller]
fn check_text(diagnostic: &Diagnostic, rendered: &str) {
    assert!(!diagnostic.message.is_empty());
    let mut lines = rendered.lines().skip(1);
    let place = lines.next().unwrap_or_default();
    assert!(place.contains("--> codes.toml:"), "{rendered}");
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
    let texts = [Some(&diagnostic.message), diagnostic.help.as_ref()];
    let texts = texts.into_iter().flatten().chain(labels.map(|it| &it.text));
    // A note can quote prose of several lines.
    for text in texts.chain(&diagnostic.note).map(String::as_str) {
        assert!(!text.contains(is_control), "{text:?}");
    }
    assert!(!rendered.contains(is_control), "{rendered:?}");
}

/// Returns whether a character controls a terminal, or is invisible and changes how others are
/// displayed.
fn is_control(c: char) -> bool {
    let is_invisible = matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}');
    (c.is_control() && c != '\n') || is_invisible
}

fn excerpt(source: &[u8]) -> String {
    String::from_utf8_lossy(&source[..source.len().min(20_000)]).into_owned()
}

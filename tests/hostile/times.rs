//! How long large inputs take.

use std::time::Instant;

use commsease_status::codegen::{Renderer, generate};

use super::large::{causes, code, codes, head, join};

/// Prints how long large inputs take, next to as many ordinary entries.
#[test]
#[ignore = "takes a minute"]
fn times() {
    for (name, source) in ordinary().into_iter().chain(lists()).chain(errors()) {
        let begin = Instant::now();
        let result = generate(source.as_bytes());
        let generated = begin.elapsed();
        let (outcome, diagnostics) = match &result {
            Ok(generated) => ("valid", generated.warnings()),
            Err(error) => ("invalid", error.diagnostics()),
        };
        let begin = Instant::now();
        let rendered = Renderer::new(source.as_bytes(), "codes.toml").render_all(diagnostics);
        println!(
            "{name}: {} KB, {outcome}, {} diagnostics, {generated:.2?}; rendering {} KB: {:.2?}",
            source.len() / 1000,
            diagnostics.len(),
            rendered.len() / 1000,
            begin.elapsed()
        );
    }
}

type Cases = Vec<(&'static str, String)>;

fn ordinary() -> Cases {
    let reserved = "[[reserved]]\ncode = 19999\n";
    let codes = |count| codes(count, |_| String::new()).replace(reserved, "[[reserved]]\n");
    let spread = (0..10_000).fold(String::from(head()), |table, index| {
        table + &code(i64::from(i32::MIN) + index * ((1 << 32) / 10_000), "")
    });
    vec![
        ("10,000 codes", codes(10_000)),
        ("100,000 codes", codes(100_000)),
        ("10,000 codes that spread over all numbers", spread),
    ]
}

fn names(count: usize, prefix: &str) -> String {
    join(count, |index| format!("\"{prefix}{index}\""))
}

fn one_code(extra: &str) -> String {
    format!("{}{}", head(), code(1, extra))
}

/// Long lists of one code.
fn lists() -> Cases {
    let cause = |lists: String| causes(1, |_| lists.clone());
    let reasons = names(100_000, "reason ");
    let templates = names(1_000, "it is {x} of ");
    let samples = join(100_000, |i| format!("\"it is {i} of {}\"", i % 1_000));
    vec![
        (
            "100,000 identifiers",
            one_code(&format!("sdk = [{}]\n", names(100_000, "ID_"))),
        ),
        (
            "100,000 keywords",
            one_code(&format!("keywords = [{}]\n", names(100_000, "word "))),
        ),
        (
            "100,000 literal patterns",
            cause(format!("patterns = [{reasons}]")),
        ),
        (
            "100,000 literal patterns and samples",
            cause(format!("patterns = [{reasons}]\nsamples = [{reasons}]")),
        ),
        (
            "1,000 patterns with placeholders and 100,000 samples",
            cause(format!("patterns = [{templates}]\nsamples = [{samples}]")),
        ),
    ]
}

fn errors() -> Cases {
    let keys = |count| (0..count).fold(String::new(), |text, i| text + &format!("key{i} = 1\n"));
    let sources = |list: String| one_code("").replace("[\"wiki\"]", &format!("[{list}]"));
    let templates = names(100_000, "it is {x} of ");
    vec![
        ("100,000 unknown keys", one_code(&keys(100_000))),
        ("200,000 lines without `=`", "word\n".repeat(200_000)),
        (
            "200,000 sections without `=`",
            "[[code]]\nword\n".repeat(200_000),
        ),
        ("200,000 duplicate tables", "[enum]\n".repeat(200_000)),
        (
            "60,000 undeclared sources",
            sources(names(60_000, "source-")),
        ),
        (
            "60,000 equal sources",
            sources(join(60_000, |_| String::from("\"wiki\""))),
        ),
        (
            "100,000 patterns with placeholders",
            causes(1, |_| format!("patterns = [{templates}]")),
        ),
    ]
}

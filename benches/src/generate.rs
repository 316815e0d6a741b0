//! Generating: a table's text to Rust's text, beside the bare parse of the same text.

use std::hint::black_box;
use std::io;

use commsease_status::codegen::generate;
use toml::de::DeTable;

use crate::clock::{Contender, race};
use crate::report::{Grid, Section, significant, thousands};
use crate::synthetic;

const OURS: &str = "**`generate`**";
const PARSE: &str = "bare parse";

/// The code that is generated for a table.
pub(crate) fn code(table: &str) -> io::Result<String> {
    let generated = generate(table.as_bytes());
    let generated = generated
        .map_err(|rejected| io::Error::other(rejected.render(table.as_bytes(), "table")))?;
    Ok(String::from(generated.code()))
}

pub(crate) fn run(sizes: &[usize], turns: usize) -> String {
    let mut section = Section::new(
        "Generating",
        "Milliseconds from the text of a table to the text of the Rust source, beside what `toml` takes to parse the \
         same text into its own tree, which every generator has to wait for.",
    );
    let mut grid = Grid::new("codes");
    let mut figures = Vec::new();
    for &size in sizes {
        let table = synthetic::table(size);
        let texts = [table.as_str()];
        let mut contenders = [
            Contender::new(OURS, &texts, |text: &str| {
                black_box(generate(text.as_bytes()).is_ok())
            }),
            Contender::new(PARSE, &texts, |text: &str| {
                black_box(DeTable::parse(text).is_ok())
            }),
        ];
        race(&mut contenders, turns);
        let [ours, parse] = contenders.map(|contender| contender.nanoseconds() / 1e6);
        let cells = [
            (String::from(OURS), significant(ours)),
            (String::from(PARSE), significant(parse)),
            (
                String::from("ratio"),
                format!("{}×", significant(ours / parse)),
            ),
        ];
        grid.column(&thousands(size), cells);
        figures.push((size, ours, parse));
    }
    section.grid(&grid);
    for (size, ours, parse) in &figures {
        let promise = format!("{} codes: at most 3 times the bare parse", thousands(*size));
        section.mark(&promise, ours / parse, ours / parse <= 3.0);
    }
    if let (Some((small, before, _)), Some((large, after, _))) = (figures.first(), figures.last()) {
        #[allow(clippy::cast_precision_loss, reason = "thousands of codes")]
        let growth = after / before / (*large as f64 / *small as f64);
        let (small, large) = (thousands(*small), thousands(*large));
        let promise =
            format!("time for a code at {large} codes against {small}: at most 1.5 times");
        section.mark(&promise, growth, growth <= 1.5);
    }
    section.finish()
}

//! The results as Markdown.

use std::fmt::Write as _;

/// A section with tables, marks, and pictures.
#[derive(Default)]
pub(crate) struct Section {
    text: String,
    pictures: Vec<Picture>,
}

/// A picture of the page.
pub(crate) struct Picture {
    /// The name of the file, beside the page.
    pub(crate) file: &'static str,
    pub(crate) svg: String,
}

impl Section {
    pub(crate) fn new(title: &str, about: &str) -> Self {
        Self {
            text: format!("## {title}\n\n{about}\n\n"),
            pictures: Vec::new(),
        }
    }

    pub(crate) fn grid(&mut self, grid: &Grid) {
        let _ = writeln!(self.text, "{}", grid.markdown());
    }

    pub(crate) fn paragraph(&mut self, paragraph: &str) {
        let _ = writeln!(self.text, "{paragraph}\n");
    }

    /// Adds a picture, with a description for readers who do not see it.
    pub(crate) fn picture(&mut self, file: &'static str, description: &str, svg: String) {
        self.paragraph(&format!("![{description}]({file})"));
        self.pictures.push(Picture { file, svg });
    }

    /// Adds a goal, what was measured, and whether the goal holds.
    pub(crate) fn mark(&mut self, goal: &str, measured: f64, holds: bool) {
        let verdict = if holds { "holds" } else { "**does not hold**" };
        // One digit more than in a cell, so that a near miss does not look like the goal.
        let _ = writeln!(self.text, "- {goal}: measured {measured:.2}, {verdict}");
    }

    /// Separates a list from what follows.
    pub(crate) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// Returns the text, with one line break at its end.
    pub(crate) fn text(&self) -> String {
        format!("{}\n", self.text.trim_end())
    }

    pub(crate) fn into_pictures(self) -> Vec<Picture> {
        self.pictures
    }
}

/// A table of results: a contender a row, a case a column.
pub(crate) struct Grid {
    corner: &'static str,
    columns: Vec<String>,
    rows: Vec<(String, Vec<Option<String>>)>,
}

impl Grid {
    pub(crate) fn new(corner: &'static str) -> Self {
        Self {
            corner,
            columns: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Adds the results of some contenders in one case.
    pub(crate) fn column(
        &mut self,
        title: &str,
        cells: impl IntoIterator<Item = (String, String)>,
    ) {
        let at = self.columns.len();
        self.columns.push(String::from(title));
        for (name, cell) in cells {
            let row = self
                .rows
                .iter()
                .position(|(known, _)| *known == name)
                .unwrap_or(self.rows.len());
            if row == self.rows.len() {
                self.rows.push((name, Vec::new()));
            }
            let cells = &mut self.rows[row].1;
            cells.resize(at, None);
            cells.push(Some(cell));
        }
    }

    fn markdown(&self) -> String {
        let mut text = format!(
            "| {} | {} |\n| --- |{}\n",
            self.corner,
            self.columns.join(" | "),
            " ---: |".repeat(self.columns.len())
        );
        for (name, cells) in &self.rows {
            let cells = (0..self.columns.len())
                .map(|at| cells.get(at).and_then(Option::as_deref).unwrap_or(""));
            let _ = writeln!(
                text,
                "| {name} | {} |",
                cells.collect::<Vec<_>>().join(" | ")
            );
        }
        text
    }
}

/// Formats a number with two digits after the point below 1, with one below 10, and else with none.
pub(crate) fn significant(value: f64) -> String {
    match value {
        ..1.0 => format!("{value:.2}"),
        ..10.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// Formats a number of codes with a comma between thousands.
pub(crate) fn thousands(number: usize) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    }
}

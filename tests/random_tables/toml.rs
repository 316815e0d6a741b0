//! What a random table is in TOML.

use std::fmt::Write as _;

use super::super::data::{FIX_BY, OUTCOMES, RETRIES};
use super::{Cause, Code, Table, Varying};

/// Returns a string in TOML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

fn array<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(|it| quoted(it.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// Returns a key with an id of a vocabulary, or nothing if the vocabulary is not declared.
fn key(key: &str, id: Option<&str>) -> String {
    id.map_or(String::new(), |id| format!("{key} = {}\n", quoted(id)))
}

impl Table {
    /// Returns a sentence that no other code has.
    pub(crate) fn sentence(&self, seed: usize) -> String {
        format!("{} is reason {seed}.", self.prose[seed % self.prose.len()])
    }

    /// Returns the advice of a category, which every other category has.
    pub(crate) fn advice(&self, category: &str) -> Option<String> {
        let index = self.categories.iter().position(|it| *it == category)?;
        (index % 2 == 0).then(|| format!("{} Ask {index}.", self.sentence(index)))
    }

    /// Returns the value of a key that a category gives its codes: every other category gives one.
    fn given(&self, category: &str, values: &[&'static str]) -> Option<&'static str> {
        let index = self.categories.iter().position(|it| *it == category)?;
        (index % 2 == 1).then(|| values[index % values.len()])
    }

    pub(crate) fn toml(&self) -> String {
        let doc: Vec<String> = self.doc.iter().map(|line| escaped(line)).collect();
        let doc = doc.join("\n    ");
        let mut toml = format!(
            "[enum]\nname = \"{}\"\ndoc = \"\"\"\nWords.\n\n    {}\nThe end.\n\"\"\"\n",
            self.name,
            doc.trim_end()
        );
        self.vocabularies(&mut toml);
        for (index, (from, to, suffix)) in self.ranges.iter().enumerate() {
            let summary = quoted(&self.sentence(index));
            let suffix = key("suffix", *suffix);
            let _ = write!(
                toml,
                "[[range]]\nfrom = {from}\nto = {to}\nname = \"Range{index}\"\nsummary = {summary}\n{suffix}"
            );
        }
        toml.push_str("[[reserved]]\nname = \"Gone\"\nnote = \"It is gone.\"\n");
        for code in &self.codes {
            toml.push_str(&code.toml(self));
        }
        toml
    }

    fn vocabularies(&self, toml: &mut String) {
        let kinds = [
            ("category", &self.categories),
            ("area", &self.areas),
            ("platform", &self.platforms),
        ];
        for (kind_index, (kind, ids)) in kinds.into_iter().enumerate() {
            for (index, id) in ids.iter().enumerate() {
                let summary = quoted(&self.sentence(kind_index * 5 + index));
                let _ = write!(toml, "[{kind}.{id}]\nsummary = {summary}\n");
                if kind == "platform" && index > 0 {
                    toml.push_str(&key("parent", ids.first().copied()));
                    toml.push_str(&key("succeeds", Some(ids[index - 1])));
                }
                if kind == "category" {
                    toml.push_str(&key("advice", self.advice(id).as_deref()));
                    toml.push_str(&key("outcome", self.given(id, OUTCOMES)));
                    toml.push_str(&key("retry", self.given(id, RETRIES)));
                }
            }
        }
        for (index, id) in self.sources.iter().enumerate() {
            let title = quoted(&self.prose[index]);
            let date = if index % 2 == 0 {
                "date = 2026-01-31\n"
            } else {
                ""
            };
            let _ = write!(toml, "[source.{id}]\ntitle = {title}\n{date}");
        }
    }
}

impl Code {
    /// Selects an id, if there are any.
    pub(crate) fn pick(&self, ids: &[&'static str], salt: usize) -> Option<&'static str> {
        ids.get((self.seed + salt) % ids.len().max(1)).copied()
    }

    /// Returns the outcome or the retry advice if the category gives it and the code does not.
    fn inherited(&self, table: &Table, values: &[&'static str]) -> Option<&'static str> {
        let category = self.pick(&table.categories, 0)?;
        let inherits = self.seed / 16 % 2 == 0;
        table.given(category, values).filter(|_| inherits)
    }

    /// Returns the outcome or the retry advice, inherited or not.
    pub(crate) fn value(&self, table: &Table, values: &[&'static str]) -> &'static str {
        let inherited = self.inherited(table, values);
        inherited.or(self.pick(values, 0)).unwrap_or_default()
    }

    pub(crate) fn sdk(&self) -> Vec<String> {
        const FORMS: &[&str] = &["RES_E", "kNIM", "中文", "it's\"", "a.b::c", "r#fn", "\\n"];
        let form = |index| FORMS[(self.seed + index) % FORMS.len()];
        (0..self.sdk)
            .map(|index| format!("{}{}_{index}", form(index), self.code))
            .collect()
    }

    /// Returns the platforms on which the code has another meaning.
    pub(crate) fn platforms<'t>(&self, table: &'t Table) -> &'t [&'static str] {
        &table.platforms[..self.meanings.min(table.platforms.len())]
    }

    /// Returns the code that this one refers to, if any: the first and the last code refer to each
    /// other.
    pub(crate) fn see_also(&self, table: &Table) -> Option<i32> {
        let (first, last) = (&table.codes[0], &table.codes[table.codes.len() - 1]);
        match self.code {
            code if first.code == last.code || (code != first.code && code != last.code) => None,
            code if code == first.code => Some(last.code),
            _ => Some(first.code),
        }
    }

    /// Returns the patterns of a cause as they are written, and what varies in each.
    pub(crate) fn patterns(&self, cause: usize) -> Vec<(String, Varying)> {
        let pattern = |(index, (prose, varying)): (usize, &(String, Varying))| {
            let prose = prose.chars().filter(|c| !matches!(c, '{' | '}'));
            let prose: String = prose.take(60).collect();
            let start = format!("t{cause}-{index}: {}", prose.trim());
            let pattern = match varying.placeholder() {
                "" => start.trim_end().to_owned(),
                placeholder => format!("{start}, {placeholder}; end"),
            };
            (pattern, *varying)
        };
        let patterns = self.causes[cause].patterns.iter();
        patterns.enumerate().map(pattern).collect()
    }

    pub(crate) fn hints(&self, cause: usize) -> Vec<String> {
        let hints = 0..self.causes[cause].hints;
        hints
            .map(|it| format!("hint {cause}-{it} <{{of}}> `*"))
            .collect()
    }

    /// Returns a message that matches a pattern.
    pub(crate) fn message((pattern, varying): &(String, Varying)) -> String {
        pattern
            .replace("...}", "}")
            .replace("{what_1}", varying.filling())
    }

    pub(crate) fn fix(&self, cause: usize) -> String {
        let Cause { fix, patterns, .. } = &self.causes[cause];
        let captures = patterns.iter().any(|(_, it)| *it != Varying::Nothing);
        let end = if captures { "{what_1} it is" } else { "Do it" };
        format!("{fix} {end}.")
    }

    pub(crate) fn description(&self, cause: usize) -> String {
        format!("{} happened.", self.causes[cause].description)
    }

    fn sources(&self, table: &Table, salt: usize) -> String {
        let source = self.pick(&table.sources, salt);
        source.map_or(String::new(), |it| format!("sources = [\"{it}\"]\n"))
    }

    fn toml(&self, table: &Table) -> String {
        let mut toml = format!(
            "[[code]]\ncode = {}\nname = {}\nsummary = {}\nsdk = {}\nkeywords = {}\n{}",
            self.code,
            quoted(self.name),
            quoted(&table.sentence(self.seed)),
            array(&self.sdk()),
            array(&self.keywords),
            self.sources(table, 0),
        );
        toml.push_str(&key("category", self.pick(&table.categories, 0)));
        toml.push_str(&key("area", self.pick(&table.areas, 0)));
        for (name, values) in [("outcome", OUTCOMES), ("retry", RETRIES)] {
            if self.inherited(table, values).is_none() {
                toml.push_str(&key(name, self.pick(values, 0)));
            }
        }
        if let Some(other) = self.see_also(table) {
            let _ = writeln!(toml, "see_also = [{other}]");
        }
        if self.is_deprecated {
            let note = quoted(&table.sentence(self.seed + 1));
            let first = table.codes[0].name;
            let replacement = if first == self.name {
                String::new()
            } else {
                format!(", replaced_by = \"{first}\"")
            };
            let _ = writeln!(
                toml,
                "deprecated = {{ since = \"1.2.3\", note = {note}{replacement} }}"
            );
        }
        for (index, platform) in self.platforms(table).iter().enumerate() {
            let summary = quoted(&table.sentence(self.seed + 7 + index));
            let sources = self.sources(table, index);
            let _ = write!(
                toml,
                "[[code.meaning]]\nplatform = \"{platform}\"\nsummary = {summary}\n{sources}"
            );
        }
        for cause in 0..self.causes.len() {
            toml.push_str(&self.cause_toml(table, cause));
        }
        toml
    }

    fn cause_toml(&self, table: &Table, cause: usize) -> String {
        let patterns = self.patterns(cause);
        let samples: Vec<String> = patterns.iter().map(Self::message).collect();
        let patterns: Vec<String> = patterns.into_iter().map(|(pattern, _)| pattern).collect();
        format!(
            "[[code.cause]]\nid = \"cause-{cause}\"\ndescription = {}\nfix = {}\nfix_by = {}\nretry = {}\n\
             patterns = {}\nhints = {}\nsamples = {}\n{}{}",
            quoted(&self.description(cause)),
            quoted(&self.fix(cause)),
            quoted(self.pick(FIX_BY, cause).unwrap_or_default()),
            quoted(self.pick(RETRIES, cause + 1).unwrap_or_default()),
            array(&patterns),
            array(&self.hints(cause)),
            array(&samples),
            key("area", self.pick(&table.areas, cause)),
            self.sources(table, cause),
        )
    }
}

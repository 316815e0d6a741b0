//! Random tables, and what they are in TOML.

use std::fmt::Write as _;

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};

use super::data::{FIX_BY, IDS, KEYWORDS, NAMES, OUTCOMES, PROSE, RETRIES};

#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    doc: Vec<String>,
    /// A vocabulary without ids is not declared.
    pub(crate) categories: Vec<&'static str>,
    pub(crate) areas: Vec<&'static str>,
    pub(crate) platforms: Vec<&'static str>,
    pub(crate) sources: Vec<&'static str>,
    prose: Vec<String>,
    pub(crate) ranges: Vec<(i32, i32, Option<&'static str>)>,
    pub(crate) codes: Vec<Code>,
}

#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) code: i32,
    pub(crate) name: &'static str,
    /// Selects ids and prose from those of the table.
    pub(crate) seed: usize,
    sdk: usize,
    meanings: usize,
    pub(crate) keywords: Vec<&'static str>,
    pub(crate) is_deprecated: bool,
    pub(crate) causes: Vec<Cause>,
}

#[derive(Clone, Debug)]
pub(crate) struct Cause {
    description: String,
    fix: String,
    patterns: Vec<(String, Varying)>,
    hints: usize,
}

/// What varies in a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Varying {
    Nothing,
    Word,
    Text,
}

impl Varying {
    pub(crate) fn placeholder(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Word => "{what_1}",
            Self::Text => "{what_1...}",
        }
    }

    pub(crate) fn filling(self) -> &'static str {
        match self {
            Self::Text => "it, and more",
            _ => "it",
        }
    }
}

fn prose() -> impl Strategy<Value = String> {
    let long = Just("long".repeat(200));
    let piece = prop_oneof![20 => select(PROSE).prop_map(String::from), 1 => long];
    vec(piece, 1..5).prop_map(|pieces| String::from(pieces.join(" ").trim()))
}

fn number() -> impl Strategy<Value = i32> {
    const LIMITS: &[i32] = &[
        i32::MIN,
        i32::MIN + 1,
        -1,
        0,
        1,
        99_999,
        100_000,
        i32::MAX - 1,
        i32::MAX,
    ];
    prop_oneof![select(LIMITS), 400..430, any::<i32>()]
}

fn cause() -> impl Strategy<Value = Cause> {
    let varying = select(&[Varying::Nothing, Varying::Word, Varying::Text][..]);
    (prose(), prose(), vec((prose(), varying), 0..3), 0_usize..3).prop_map(
        |(description, fix, patterns, hints)| Cause {
            description,
            fix,
            patterns,
            hints,
        },
    )
}

fn code() -> impl Strategy<Value = Code> {
    (
        (any::<u16>(), 0_usize..4, 0_usize..3),
        subsequence(KEYWORDS, 0..4),
        any::<bool>(),
        vec(cause(), 0..4),
    )
        .prop_map(
            |((seed, sdk, meanings), keywords, is_deprecated, causes)| Code {
                code: 0,
                name: "",
                seed: usize::from(seed),
                sdk,
                meanings,
                keywords,
                is_deprecated,
                causes,
            },
        )
}

fn codes() -> impl Strategy<Value = Vec<Code>> {
    let numbers = btree_set(number(), 1..8);
    (numbers, subsequence(NAMES, 8), vec(code(), 8)).prop_map(|(numbers, names, codes)| {
        let numbered = numbers.into_iter().zip(names).zip(codes).enumerate();
        let code = |(index, ((code, name), rest)): (usize, ((i32, _), Code))| Code {
            code,
            name,
            // Sentences end with the seed, so that no two codes have the same one.
            seed: rest.seed + index * 100_000,
            ..rest
        };
        numbered.map(code).collect()
    })
}

pub(crate) fn table() -> impl Strategy<Value = Table> {
    let suffix = option::of(select(&["0", "404", "000000001"][..]));
    let range =
        (number(), number(), suffix).prop_map(|(a, b, suffix)| (a.min(b), a.max(b), suffix));
    let name = select(NAMES).prop_filter("conflicts with a generated type", |name| {
        !matches!(*name, "Category" | "Area" | "Platform" | "Source")
    });
    (
        (name, vec(prose(), 1..6)),
        (
            subsequence(IDS, 0..4),
            subsequence(IDS, 0..4),
            subsequence(IDS, 0..4),
            subsequence(IDS, 0..4),
        ),
        vec(prose(), 16),
        vec(range, 0..4),
        codes(),
    )
        .prop_map(
            |((name, doc), (categories, areas, platforms, sources), prose, ranges, codes)| Table {
                name,
                doc,
                categories,
                areas,
                platforms,
                sources,
                prose,
                ranges,
                codes,
            },
        )
}

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
            "[[code]]\ncode = {}\nname = {}\nsummary = {}\nretry = {}\nsdk = {}\nkeywords = {}\n{}",
            self.code,
            quoted(self.name),
            quoted(&table.sentence(self.seed)),
            quoted(self.pick(RETRIES, 0).unwrap_or_default()),
            array(&self.sdk()),
            array(&self.keywords),
            self.sources(table, 0),
        );
        toml.push_str(&key("category", self.pick(&table.categories, 0)));
        toml.push_str(&key("area", self.pick(&table.areas, 0)));
        toml.push_str(&key("outcome", self.pick(OUTCOMES, 0)));
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

//! From a code and an error message to the cause.

use aho_corasick::AhoCorasick;
use commsease_status::{Diagnosis, Status};
use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use rustc_hash::FxHashMap;

use super::{Column, OURS, add, columns, random_indices};
use crate::chart::Bars;
use crate::clock::Contender;
use crate::report::Section;
use crate::tables::Table;

const LITERALS: &str = "aho-corasick, literal parts only";

pub(super) fn run(turns: usize, is_full: bool, section: &mut Section) -> Bars {
    section.paragraph(
        "A pattern ignores case, extra whitespace, and final punctuation; the regular expressions \
         do the same for ASCII. The other two peers do less: `starts_with` is a chain of \
         comparisons in a `match` on the code, as people write it, and distinguishes case; \
         aho-corasick finds the literal text of a pattern anywhere, without regard to the code.",
    );
    let columns = columns!(column, turns, is_full, [Shipped, Of300, Of1000]);
    let bars = add("code and message to cause", &columns, section);
    let factor = columns[0].of(LITERALS) / columns[0].of(OURS);
    section.mark(
        "shipped table: not slower than aho-corasick over the literal parts",
        factor,
        factor >= 1.0,
    );
    section.gap();
    bars
}

/// The peers that take regular expressions.
struct Expressions {
    lists: FxHashMap<i32, Vec<Regex>>,
    sets: FxHashMap<i32, RegexSet>,
    one_set: RegexSet,
    /// The code of each expression of `one_set`.
    codes: Vec<i32>,
}

impl Expressions {
    fn new<S: Status>() -> Self {
        let by_code = expressions::<S>();
        let (codes, all): (Vec<i32>, Vec<String>) = patterns::<S>()
            .map(|(code, pattern)| (code, expression(pattern)))
            .unzip();
        Self {
            lists: by_code
                .iter()
                .map(|(code, all)| (*code, list(all)))
                .collect(),
            sets: by_code
                .iter()
                .map(|(code, all)| (*code, set(all)))
                .collect(),
            one_set: set(&all),
            codes,
        }
    }

    fn contenders<'c>(&'c self, inputs: &'c [(i32, &'c str)]) -> [Contender<'c>; 4] {
        [
            Contender::new("`Regex`es for each code", inputs, |(code, message)| {
                let mut list = self.lists.get(&code)?.iter();
                list.position(|regex| regex.is_match(message.as_bytes()))
            }),
            Contender::new("the same, `captures`", inputs, |(code, message)| {
                let mut list = self.lists.get(&code)?.iter();
                list.find_map(|regex| regex.captures(message.as_bytes()))
            }),
            Contender::new("`RegexSet` for each code", inputs, |(code, message)| {
                let set = self.sets.get(&code)?;
                set.matches(message.as_bytes()).iter().next()
            }),
            Contender::new("one `RegexSet`, then by code", inputs, |(code, message)| {
                let matches = self.one_set.matches(message.as_bytes());
                matches.iter().find(|&index| self.codes[index] == code)
            }),
        ]
    }
}

fn column<T: Table>(turns: usize) -> Column {
    let messages = messages::<T::Ours>();
    let inputs: Vec<(i32, &str)> = random_indices(messages.len())
        .into_iter()
        .map(|index| (messages[index].0, messages[index].1.as_str()))
        .collect();
    let expressions = Expressions::new::<T::Ours>();
    let literals = literal_search::<T::Ours>();
    let mut contenders = vec![
        Contender::new(OURS, &inputs, |(code, message)| {
            Diagnosis::<T::Ours>::new(code, Some(message)).cause()
        }),
        Contender::new("`starts_with` in a `match`", &inputs, |(code, message)| {
            T::match_message(code, message)
        }),
    ];
    contenders.extend(expressions.contenders(&inputs));
    contenders.push(Contender::new(LITERALS, &inputs, |(_, message)| {
        literals.find(message).map(|it| it.pattern())
    }));
    Column::new::<T>(&mut contenders, turns)
}

/// Returns error messages: for each pattern one that matches it and one that nothing matches.
pub(super) fn messages<S: Status>() -> Vec<(i32, String)> {
    let mut messages = Vec::new();
    for (code, pattern) in patterns::<S>() {
        let message = literal_parts(pattern).join("user0815");
        messages.push((code, format!("{message} as far as we know")));
        messages.push((code, message));
    }
    messages
}

/// Returns the patterns of all causes, with their codes.
fn patterns<S: Status>() -> impl Iterator<Item = (i32, &'static str)> {
    let codes = S::all().iter();
    let causes = codes.flat_map(|it| it.causes().iter().map(|cause| (it.code(), cause)));
    causes.flat_map(|(code, cause)| cause.patterns().iter().map(move |it| (code, *it)))
}

/// Returns the text before, between, and after the placeholders.
fn literal_parts(pattern: &str) -> Vec<&str> {
    pattern
        .split('{')
        .map(|piece| piece.split_once('}').map_or(piece, |(_, literal)| literal))
        .collect()
}

/// Returns the patterns of each code as regular expressions.
fn expressions<S: Status>() -> FxHashMap<i32, Vec<String>> {
    let mut expressions: FxHashMap<i32, Vec<String>> = FxHashMap::default();
    for (code, pattern) in patterns::<S>() {
        expressions
            .entry(code)
            .or_default()
            .push(expression(pattern));
    }
    expressions
}

/// Returns a regular expression that matches what a pattern matches, as far as it is ASCII.
fn expression(pattern: &str) -> String {
    let literal = |text: &str| {
        let words: Vec<String> = text.split(' ').map(regex::escape).collect();
        words.join(r"\s+")
    };
    let mut expression = String::from(r#"^[\s"'`]*"#);
    let mut rest = pattern;
    while let Some((text, (placeholder, after))) = rest
        .split_once('{')
        .and_then(|(text, inside)| Some((text, inside.split_once('}')?)))
    {
        expression += &literal(text);
        expression += if placeholder.ends_with("...") {
            "((?s:.+))"
        } else {
            r"(\S+)"
        };
        rest = after;
    }
    expression + &literal(rest) + r#"[\s"'`.!,;]*$"#
}

fn list(expressions: &[String]) -> Vec<Regex> {
    let regex = |expression: &String| {
        let mut builder = RegexBuilder::new(expression);
        builder.unicode(false).case_insensitive(true);
        builder
            .build()
            .expect("escaped patterns are valid expressions")
    };
    expressions.iter().map(regex).collect()
}

/// Returns a set with enough memory for thousands of expressions.
fn set(expressions: &[String]) -> RegexSet {
    let mut builder = RegexSetBuilder::new(expressions);
    builder
        .unicode(false)
        .case_insensitive(true)
        .size_limit(1 << 30)
        .dfa_size_limit(1 << 28);
    builder
        .build()
        .expect("escaped patterns are valid expressions")
}

/// Returns one automaton for the longest literal part of every pattern.
fn literal_search<S: Status>() -> AhoCorasick {
    let longest = patterns::<S>().filter_map(|(_, pattern)| {
        let parts = literal_parts(pattern).into_iter();
        parts.max_by_key(|part| part.len())
    });
    let builder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(longest);
    builder.expect("the patterns of a table are below the limits of an automaton")
}

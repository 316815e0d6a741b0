//! Sentences with placeholders.

use serde::{Serialize, Serializer};

use crate::output::{code_span, prose};

/// A sentence of a cause, and the text that its placeholders stand for.
#[derive(Clone, Debug)]
pub(crate) struct Sentence<'m> {
    template: &'static str,
    captures: Vec<(&'static str, &'m str)>,
}

impl<'m> Sentence<'m> {
    pub(crate) fn new(template: &'static str, captures: &[(&'static str, &'m str)]) -> Self {
        let captures = captures.to_vec();
        Self { template, captures }
    }

    /// Returns the sentence with the captured text filled in as it is.
    pub(crate) fn plain(&self) -> String {
        self.fill(self.template, str::to_owned, str::to_owned)
    }

    /// Returns the sentence as Markdown. Captured text is always in a code span, where it cannot be
    /// markup, a link, or a mention.
    pub(crate) fn markdown(&self) -> String {
        let parts: Vec<&str> = self.template.split('`').collect();
        if parts.len() % 2 == 0 {
            return self.fill(self.template, prose, code_span);
        }
        let part = |(index, part): (usize, &&'static str)| match index % 2 {
            0 => self.fill(part, prose, code_span),
            _ => code_span(&self.fill(part, str::to_owned, str::to_owned)),
        };
        parts.iter().enumerate().map(part).collect()
    }

    /// Replaces each placeholder that captured text.
    fn fill(
        &self,
        template: &str,
        literal: impl Fn(&str) -> String,
        captured: impl Fn(&str) -> String,
    ) -> String {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, text, after)) = self.next_placeholder(rest) {
            filled.push_str(&literal(before));
            filled.push_str(&captured(text));
            rest = after;
        }
        filled.push_str(&literal(rest));
        filled
    }

    /// Returns the text before the next placeholder, what the placeholder captured, and the text
    /// after it.
    fn next_placeholder<'t>(&self, text: &'t str) -> Option<(&'t str, &'m str, &'t str)> {
        text.match_indices('{').find_map(|(open, _)| {
            let (inside, after) = text[open + 1..].split_once('}')?;
            let name = inside.strip_suffix("...").unwrap_or(inside);
            let mut captures = self.captures.iter();
            let (_, captured) = captures.find(|(captured, _)| *captured == name)?;
            Some((&text[..open], *captured, after))
        })
    }
}

/// Serializes the sentence with the captured text filled in.
impl Serialize for Sentence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

#[cfg(test)]
mod tests {
    use super::Sentence;

    #[test]
    fn captured_text_is_filled_in_once() {
        let captures = [("a", "{b}"), ("b", "x`y")];
        let sentence = Sentence::new("`{a}` and {b...} _and_ {c}", &captures);
        assert_eq!(sentence.plain(), "`{b}` and x`y _and_ {c}");
        assert_eq!(sentence.markdown(), "`{b}` and ``x`y`` \\_and\\_ {c}");
    }
}

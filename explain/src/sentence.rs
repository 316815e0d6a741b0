//! Sentences with placeholders.

use serde::{Serialize, Serializer};

use crate::markup::{code_span, prose};

/// A sentence of a cause, and the text that its placeholders stand for.
#[derive(Clone, Debug)]
pub struct Sentence<'m> {
    template: &'static str,
    captures: Vec<(&'static str, &'m str)>,
}

impl<'m> Sentence<'m> {
    pub(crate) fn new(template: &'static str, captures: &[(&'static str, &'m str)]) -> Self {
        let captures = captures.to_vec();
        Self { template, captures }
    }

    /// Returns the sentence with the captured text filled in as it is.
    #[must_use]
    pub fn plain(&self) -> String {
        self.fill(self.template, str::to_owned, str::to_owned)
    }

    /// Returns the sentence as Markdown. Captured text is always in a code span, where it cannot be
    /// markup, a link, or a mention.
    #[must_use]
    pub fn markdown(&self) -> String {
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

    /// Returns the text of the sentence and what its placeholders captured, in their order.
    ///
    /// ```
    /// use commsease_status::diagnose;
    /// use commsease_status_explain::{Answer, Part};
    ///
    /// let diagnosis = diagnose(414, Some("alice not register"));
    /// let answer = Answer::new(&diagnosis, None);
    /// let parts = answer.causes[0].description.parts();
    /// assert!(parts.contains(&Part::Captured("alice")));
    /// ```
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'_>> {
        self.parts_of(self.template)
    }

    fn parts_of<'t>(&'t self, template: &'t str) -> Vec<Part<'t>> {
        let mut parts = Vec::new();
        let mut rest = template;
        while let Some((before, text, after)) = self.next_placeholder(rest) {
            parts.extend([Part::Text(before), Part::Captured(text)]);
            rest = after;
        }
        parts.push(Part::Text(rest));
        parts
    }

    /// Replaces each placeholder that captured text.
    fn fill(
        &self,
        template: &str,
        literal: impl Fn(&str) -> String,
        captured: impl Fn(&str) -> String,
    ) -> String {
        let fill = |part: &Part<'_>| match part {
            Part::Text(text) => literal(text),
            Part::Captured(text) => captured(text),
        };
        self.parts_of(template).iter().map(fill).collect()
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

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'m> {
    /// Text of the table, in which backticks make code spans.
    Text(&'m str),
    /// Text of the message.
    Captured(&'m str),
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

//! Sentences of causes, with what a message says filled in.

use core::fmt;

use crate::shared::escape::Escaped;
use crate::shared::message;

/// A sentence with its placeholders filled in. It is formatted lazily and does not allocate.
///
/// Captured text comes from a server and is formatted with control characters escaped.
#[derive(Clone, Copy)]
#[must_use = "a sentence has no effect unless it is formatted"]
pub struct Interpolated<'m> {
    pub(crate) sentence: &'static str,
    pub(crate) pattern: &'static str,
    pub(crate) message: &'m str,
}

impl fmt::Display for Interpolated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.sentence;
        while let (literal, Some((placeholder, after))) = message::split_placeholder(rest) {
            f.write_str(literal)?;
            match message::capture(self.pattern, self.message, placeholder.name) {
                Some(text) => Escaped(text).fmt(f)?,
                None => write!(f, "{{{}}}", placeholder.name)?,
            }
            rest = after;
        }
        f.write_str(rest)
    }
}

impl fmt::Debug for Interpolated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// Returns what separates a sentence from the next one. Full-width punctuation has its own space.
#[must_use]
pub fn space_after(sentence: &str) -> &'static str {
    if sentence.ends_with(['。', '！', '？']) {
        ""
    } else {
        " "
    }
}

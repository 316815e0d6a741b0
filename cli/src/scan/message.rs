//! Error messages that the table does not have, grouped by what differs in numbers only.

/// The maximum number of characters of a message that are kept.
const MAX_MESSAGE_LEN: usize = 200;

/// The start of an error message, without its numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Message {
    /// The literal text between the numbers.
    parts: Vec<String>,
    is_cut: bool,
}

impl Message {
    pub(crate) fn new(message: &str) -> Self {
        let message = message.trim();
        let end = message.char_indices().nth(MAX_MESSAGE_LEN);
        let start = &message[..end.map_or(message.len(), |(at, _)| at)];
        Self {
            parts: split_at_numbers(start),
            is_cut: end.is_some(),
        }
    }

    /// Returns the message as people read it, with `{n1}` for the first number.
    pub(crate) fn display(&self) -> String {
        let mut text = self.with_numbers(|n| format!("{{n{n}}}"));
        if self.is_cut {
            text.push('\u{2026}');
        }
        text
    }

    /// Returns the message as a pattern of a cause, unless it has braces or was cut.
    pub(crate) fn pattern(&self) -> Option<String> {
        let has_braces = self.parts.iter().any(|part| part.contains(['{', '}']));
        (!has_braces && !self.is_cut).then(|| self.display())
    }

    /// Returns a message that differs from the original in numbers only, if it has any.
    pub(crate) fn sample(&self) -> Option<String> {
        (self.parts.len() > 1).then(|| self.with_numbers(|n| n.to_string()))
    }

    fn with_numbers(&self, number: impl Fn(usize) -> String) -> String {
        let mut text = String::new();
        for (n, part) in self.parts.iter().enumerate() {
            if n > 0 {
                text.push_str(&number(n));
            }
            text.push_str(part);
        }
        text
    }
}

/// Returns the literal text before, between, and after the numbers. A message without any letters is
/// not split, because its pattern would match any message.
fn split_at_numbers(message: &str) -> Vec<String> {
    if !message.contains(char::is_alphabetic) {
        return vec![String::from(message)];
    }
    let mut parts = vec![String::new()];
    let mut in_number = false;
    for c in message.chars() {
        let is_digit = c.is_ascii_digit();
        if is_digit && !in_number {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut().filter(|_| !is_digit) {
            part.push(c);
        }
        in_number = is_digit;
    }
    parts
}

//! A slow reader of the bodies in a text, to compare with.

use std::ops::Range;

use commsease_status::{Status, StatusCode};
use serde_json::{Map, Value};

/// The number that marks the code in question.
const MARK: u64 = 1_987_654_321;

/// Reads the bodies with quoted keys as slowly as can be: for each key, every text from a brace
/// before it to a brace after it is read as JSON.
pub(crate) fn slow_bodies(text: &str) -> Vec<(i32, Option<Map<String, Value>>)> {
    let mut bodies = Vec::new();
    for (at, _) in text.match_indices("\"code") {
        let before = text[..at].len() - text[..at].trim_end_matches('\\').len();
        let level = (0..5).find(|level| (before + 1) % (2 << level) == 1 << level);
        let Some(level) = level else { continue };
        let separator = format!("{}\":", "\\".repeat((1 << level) - 1));
        let Some(value) = text[at + 5..].strip_prefix(&separator) else {
            continue;
        };
        let digits = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
        let Ok(code) = value[..value.len() - digits.len()].parse() else {
            continue;
        };
        let digits = text.len() - value.len()..text.len() - digits.len();
        bodies.push((code, slow_body(text, level, digits)));
    }
    bodies
}

fn slow_body(text: &str, level: u32, digits: Range<usize>) -> Option<Map<String, Value>> {
    let marked = |open: usize, close: usize| {
        let (before, after) = (&text[open..digits.start], &text[digits.end..=close]);
        let mut body = format!("{before}{MARK}{after}");
        for _ in 0..level {
            body = serde_json::from_str(&format!("\"{body}\"")).ok()?;
        }
        let body: Map<String, Value> = serde_json::from_str(&body).ok()?;
        (body.get("code")?.as_u64() == Some(MARK)).then_some(body)
    };
    let end = digits.end;
    let opens = text[..digits.start].rmatch_indices('{');
    let mut bodies = opens.flat_map(|(open, _)| {
        let closes = text[end..].match_indices('}');
        closes.map(move |(close, _)| (open, end + close))
    });
    bodies.find_map(|(open, close)| marked(open, close))
}

/// Returns the error message of a body: the first that is not blank or, failing that, any.
pub(crate) fn message_of(body: &Map<String, Value>) -> Option<String> {
    let keys = StatusCode::response_form().messages();
    let messages = keys.iter().filter_map(|key| body.get(*key)?.as_str());
    let message = messages.reduce(|first, next| {
        if first.trim_ascii().is_empty() {
            next
        } else {
            first
        }
    });
    message.map(String::from)
}

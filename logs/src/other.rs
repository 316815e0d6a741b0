//! Numbers that are no status codes of the service.

use std::ops::RangeInclusive;

use super::key::Words;
use super::text::is_identifier;

/// What the protocols and systems say of their own numbers: HTTP statuses, and errors of the
/// operating system.
const OWN_TEXTS: [&str; 38] = [
    "OK",
    "Created",
    "Accepted",
    "No Content",
    "Moved",
    "Found",
    "Not Modified",
    "Temporary Redirect",
    "Bad Request",
    "Unauthorized",
    "Payment Required",
    "Forbidden:",
    "Forbidden for",
    "Not Found",
    "NOT_FOUND",
    "Method Not Allowed",
    "Not Acceptable",
    "Request Timeout",
    "Conflict",
    "Gone",
    "Length Required",
    "Payload Too Large",
    "Request Entity Too Large",
    "Unsupported Media Type",
    "Unprocessable",
    "Too Many Requests",
    "Internal Server Error",
    "INTERNAL_SERVER_ERROR",
    "Not Implemented",
    "Bad Gateway",
    "Service Unavailable",
    "SERVICE_UNAVAILABLE",
    "Gateway Time",
    "HTTP Version Not Supported",
    "(Connection",
    "(Network",
    "Connection re",
    "No such file",
];
const FULL_WIDTH_COLON: &str = "\u{ff1a}";
/// The codes with which a WebSocket is closed.
const CLOSE_CODES: RangeInclusive<i32> = 1000..=1015;

impl Words {
    /// Returns `true` if the words before a code say that it is not from the service: `exit code: 1`,
    /// `HTTP response code: 404`. `key` is the place of its key, `end` the end of the key.
    pub(super) fn is_other(&self, text: &[u8], key: usize, end: usize) -> bool {
        self.is_after(&text[..key]) || self.is_after(&text[..end])
    }

    /// Returns `true` if a body is the event of a WebSocket that was closed.
    pub(super) fn is_close_event(&self, text: &[u8], open: usize, code: i32) -> bool {
        CLOSE_CODES.contains(&code) && self.is_after(&text[..open])
    }

    fn is_after(&self, before: &[u8]) -> bool {
        let is_between = |byte: &u8| byte.is_ascii_whitespace() || b".,:=".contains(byte);
        let trim = |text: &[u8]| {
            text.iter()
                .rposition(|byte| !is_between(byte))
                .map_or(0, |last| last + 1)
        };
        let mut before = &before[..trim(before)];
        while let Some(rest) = before.strip_suffix(FULL_WIDTH_COLON.as_bytes()) {
            before = &rest[..trim(rest)];
        }
        self.form.not_after.iter().any(|words| {
            let start = before.len().checked_sub(words.len());
            start.is_some_and(|start| {
                let is_start = start == 0 || !is_identifier(before[start - 1]);
                is_start && before[start..].eq_ignore_ascii_case(words.as_bytes())
            })
        })
    }
}

/// Returns `true` if the text after a number says what it means elsewhere: `404 Not Found`.
pub(super) fn has_own_text(after: &[u8]) -> bool {
    let start = after.iter().position(|byte| !b" -:,\"'".contains(byte));
    let after = &after[start.unwrap_or(after.len())..];
    let starts = |text: &&str| {
        let start = after.get(..text.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(text.as_bytes()))
    };
    OWN_TEXTS.iter().any(starts)
}

//! Slow readers of the bodies in a text, to compare with.

use std::ops::Range;

use commsease_status::{Status, StatusCode};
use serde_json::{Map, Value};

/// The number that marks the code in question.
const MARK: u64 = 1_987_654_321;

/// The members of a body.
pub(crate) type Members = Map<String, Value>;

/// Reads the bodies with quoted keys as slowly as can be: for each key, every text from a brace
/// before it to a brace after it is read as JSON.
pub(crate) fn slow_bodies(text: &str) -> Vec<(i32, Option<Members>)> {
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
        let read = |body: &str| {
            let mut body = String::from(body);
            for _ in 0..level {
                body = serde_json::from_str(&format!("\"{body}\"")).ok()?;
            }
            serde_json::from_str(&body).ok()
        };
        bodies.push((code, slow_body(text, ["{", "}"], digits, read)));
    }
    bodies
}

/// Reads every text from an opening before a number to a closing after it, the shortest first.
/// Returns the first that is a body whose code is the number.
fn slow_body(
    text: &str,
    [open, close]: [&str; 2],
    digits: Range<usize>,
    read: impl Fn(&str) -> Option<Members>,
) -> Option<Members> {
    let marked = |start: usize, end: usize| {
        let (before, after) = (&text[start..digits.start], &text[digits.end..end]);
        let body = read(&format!("{before}{MARK}{after}"))?;
        let code = body.get("code")?;
        let is_marked = code.as_u64() == Some(MARK)
            || code.as_str().and_then(|code| code.parse().ok()) == Some(MARK);
        is_marked.then_some(body)
    };
    let opens = text[..digits.start].rmatch_indices(open);
    let mut bodies = opens.flat_map(|(start, _)| {
        let closes = text[digits.end..].match_indices(close);
        closes.map(move |(at, _)| (start, digits.end + at + close.len()))
    });
    bodies.find_map(|(start, end)| marked(start, end))
}

/// Returns the error message of a body: the first that is not blank or, failing that, any.
pub(crate) fn message_of(body: &Members) -> Option<String> {
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

/// A notation of bodies: its name, what a body begins and ends with, and how a text that is one is
/// read.
pub(crate) type Notation = (&'static str, [&'static str; 2], fn(&str) -> Option<Members>);

/// The notations other than JSON.
pub(crate) const NOTATIONS: [Notation; 6] = [
    ("JavaScript or Python", ["{", "}"], javascript),
    ("Ruby", ["{", "}"], ruby),
    ("HTML", ["{", "}"], html),
    ("XML", ["<", ">"], xml),
    ("PHP", ["Array", ")"], php),
    ("a form", [" ", "\n"], form),
];

/// Reads the bodies of a notation in a text: for each number, every text around it.
pub(crate) fn slow_bodies_in((_, around, read): Notation, text: &str) -> Vec<(i32, Members)> {
    let mut bodies = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + start;
        let after = text[start..].trim_start_matches(|c: char| c.is_ascii_digit());
        at = text.len() - after.len();
        let Ok(code) = text[start..at].parse() else {
            continue;
        };
        let body = slow_body(text, around, start..at, read);
        bodies.extend(body.map(|body| (code, body)));
    }
    bodies
}

/// `{'code': 414, 'desc': 'check roomid'}`, without what only sources have: comments, and escapes
/// that are not in JSON.
fn javascript(text: &str) -> Option<Members> {
    let escapes = text.replace("\\\\", "");
    let mut escapes = escapes.split('\\').skip(1);
    let is_printed = escapes.all(|it| it.starts_with(['\'', '"', 'n', 't', 'r', 'b', 'f', 'u']));
    json5::from_str(text).ok().filter(|_| is_printed)
}

/// `{:code=>414, :desc=>"check roomid"}`
fn ruby(text: &str) -> Option<Members> {
    // Quotes that are not escaped separate strings from what is between them.
    let text = text.replace("\\\\", "\\u005c").replace("\\\"", "\\u0022");
    let parts = text.split('"').enumerate().map(|(index, part)| {
        if index % 2 == 1 {
            return format!("\"{part}\"");
        }
        part.replace(":code=>", "\"code\":")
            .replace(":desc=>", "\"desc\":")
            .replace("=>", ":")
    });
    serde_json::from_str(&parts.collect::<String>()).ok()
}

/// JSON in HTML.
fn html(text: &str) -> Option<Members> {
    let text = text.replace("&quot;", "\"").replace("&#39;", "'");
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    serde_json::from_str(&text.replace("&amp;", "&")).ok()
}

fn xml(text: &str) -> Option<Members> {
    let document = roxmltree::Document::parse(text).ok()?;
    let children = document.root_element().children();
    let members = children.filter(roxmltree::Node::is_element).map(|child| {
        let text = child.text().unwrap_or_default();
        (String::from(child.tag_name().name()), Value::from(text))
    });
    Some(members.collect())
}

/// The lines of `print_r`, which do not tell what is quoted, so only words are read.
fn php(text: &str) -> Option<Members> {
    let members = text.strip_prefix("Array\n(\n")?.strip_suffix("\n)")?;
    let is_plain = |value: &str| {
        value
            .chars()
            .all(|c| c.is_alphanumeric() || " .!'-".contains(c))
    };
    let member = |line: &str| {
        let (key, value) = line.trim_start().strip_prefix('[')?.split_once("] => ")?;
        is_plain(value).then(|| (String::from(key), Value::from(value)))
    };
    members.lines().map(member).collect()
}

/// A form in which everything that must be encoded is.
fn form(text: &str) -> Option<Members> {
    let text = text.trim();
    let is_encoded = |byte: u8| byte.is_ascii_alphanumeric() || b"*-._+%&=".contains(&byte);
    let pairs = form_urlencoded::parse(text.as_bytes());
    let pairs = pairs.map(|(key, value)| (key.into_owned(), Value::from(value)));
    let mut fields = text.split('&').map(|pair| pair.matches('=').count());
    let is_form = text.bytes().all(is_encoded) && fields.all(|separators| separators == 1);
    is_form.then(|| pairs.collect())
}

/// Returns what an SDK prints, by the pattern of its form.
pub(crate) fn printed(pattern: &str, code: i32, message: &str) -> String {
    let mut line = String::new();
    let mut rest = pattern;
    while let Some((literal, after)) = rest.split_once('{') {
        let (placeholder, after) = after.split_once('}').expect("a placeholder is closed");
        line += literal;
        match placeholder {
            "code" => line += &code.to_string(),
            "message..." => line += message,
            _ => line += "x",
        }
        rest = after;
    }
    line + rest
}

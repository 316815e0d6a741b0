//! Reads a response body in JSON, or as a program or a document shows it.

use commsease_status::{Response, Status};
use serde_json::error::Category;

/// The nesting that both parsers accept. The one of `json5` is recursive and has no limit.
const MAX_DEPTH: usize = 128;
/// The number of braces that are tried in a line: bounds the time that a hostile line can take.
const MAX_ATTEMPTS: usize = 64;

/// Parses a response body. Keys can be unquoted.
///
/// # Errors
///
/// Returns the reason, which can contain text of the body, if it is not a response.
pub(crate) fn parse<S: Status>(body: &str) -> Result<Response<S>, String> {
    let error = match serde_json::from_str(body) {
        Ok(response) => return Ok(response),
        Err(error) => error,
    };
    // Anything else is also wrong in the other syntax.
    if error.classify() != Category::Syntax {
        return Err(error.to_string());
    }
    if nesting(body).depth > MAX_DEPTH {
        return Err(format!("nested more than {MAX_DEPTH} levels deep"));
    }
    json5::from_str(body).map_err(|error| error.to_string())
}

/// Returns the first response that a line contains.
pub(crate) fn find<S: Status>(line: &str) -> Option<Response<S>> {
    let mut opens = line.match_indices('{').take(MAX_ATTEMPTS);
    opens.find_map(|(open, _)| {
        let rest = &line[open..];
        let body = nesting(rest).end.map_or(rest, |end| &rest[..end]);
        parse(body).ok()
    })
}

/// How deeply brackets are nested in a value.
#[derive(Debug, PartialEq, Eq)]
struct Nesting {
    depth: usize,
    /// The end of the value, if all of its brackets are closed.
    end: Option<usize>,
}

/// Returns how deeply brackets are nested in a JSON5 value, without recursion.
///
/// Brackets in strings and comments do not count: a quote in a comment, or a closing bracket in a
/// string, must not hide the nesting.
fn nesting(value: &str) -> Nesting {
    let (mut open, mut depth) = (0_usize, 0);
    let mut rest = value.char_indices();
    while let Some((at, c)) = rest.next() {
        match c {
            '{' | '[' => {
                open += 1;
                depth = depth.max(open);
            }
            '}' | ']' => {
                open = open.saturating_sub(1);
                if open == 0 {
                    let end = Some(at + 1);
                    return Nesting { depth, end };
                }
            }
            '"' | '\'' => skip_string(&mut rest, c),
            '/' => skip_comment(&mut rest),
            _ => {}
        }
    }
    Nesting { depth, end: None }
}

fn skip_string(rest: &mut impl Iterator<Item = (usize, char)>, quote: char) {
    while let Some((_, c)) = rest.next() {
        if c == '\\' {
            rest.next();
        } else if c == quote {
            return;
        }
    }
}

fn skip_comment(rest: &mut std::str::CharIndices<'_>) {
    let text = rest.as_str();
    let length = match text.as_bytes().first() {
        Some(b'/') => text.find(['\n', '\r', '\u{2028}', '\u{2029}']),
        Some(b'*') => text[1..].find("*/").map(|end| 1 + end + "*/".len()),
        _ => return,
    };
    let end = length.unwrap_or(text.len());
    while text.len() - rest.as_str().len() < end && rest.next().is_some() {}
}

#[cfg(test)]
mod tests {
    use commsease_status::StatusCode;
    use proptest::prelude::*;

    use super::*;

    fn code(body: &str) -> Result<i32, String> {
        parse::<StatusCode>(body).map(|response| response.code().as_i32())
    }

    #[test]
    fn unquoted_keys_are_accepted() {
        assert_eq!(code(r#"{"code":414}"#), Ok(414));
        assert_eq!(code("{code: '414', desc: 'x'}"), Ok(414));
        assert_eq!(code("{/* ' */ code: 414, // {\n}"), Ok(414));
    }

    #[test]
    fn deep_nesting_does_not_overflow_the_stack() {
        let starts = [
            r#"{"code":414,"x":"#,
            "{code:414,x:",
            "{code:414,/*'*/x:",
            "{code:414,//'\nx:",
        ];
        for start in starts {
            for nested in ["[", "{x:", "[\"]\",", "[']',"] {
                let body = format!("{start}{}", nested.repeat(1_000_000));
                assert!(code(&body).is_err());
            }
        }
        let nested = |depth| {
            let (open, close) = ("[".repeat(depth), "]".repeat(depth));
            format!("{{code:414,x:{open}{close}}}")
        };
        assert_eq!(code(&nested(127)), Ok(414));
        let error = "nested more than 128 levels deep";
        assert_eq!(code(&nested(128)), Err(String::from(error)));
    }

    #[test]
    fn a_line_can_contain_a_body() {
        let find = |line| find::<StatusCode>(line).map(|response| response.code().as_i32());
        assert_eq!(
            find(r#"12:00 WARN {a} {"code":414,"desc":"}"} rest"#),
            Some(414)
        );
        assert_eq!(
            find(r#"{"level":"warn","response":{"code":403}}"#),
            Some(403)
        );
        assert_eq!(find("WARN {code:416}"), Some(416));
        assert_eq!(find("no body { at all"), None);
    }

    proptest! {
        /// The parser is recursive, so its nesting must never exceed what was counted.
        #[test]
        fn nesting_agrees_with_the_parser(body in r#"[\[\]{}"'/*\\\n\r a:,1]{0,60}"#) {
            #[derive(serde::Deserialize)]
            #[serde(untagged)]
            enum Value {
                Array(Vec<Value>),
                Object(std::collections::BTreeMap<String, Value>),
                #[allow(dead_code, reason = "only its depth matters")]
                Other(serde::de::IgnoredAny),
            }
            fn depth(value: &Value) -> usize {
                match value {
                    Value::Array(values) => 1 + values.iter().map(depth).max().unwrap_or(0),
                    Value::Object(values) => 1 + values.values().map(depth).max().unwrap_or(0),
                    Value::Other(_) => 0,
                }
            }
            if let Ok(value) = json5::from_str::<Value>(&body) {
                prop_assert_eq!(nesting(&body).depth, depth(&value));
            }
        }
    }
}

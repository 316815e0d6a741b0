//! Takes a recorded response body apart: `{"desc":"check roomid","code":414}`.
//!
//! The generator's users build no JSON parser. A flat body is also a run of Rust tokens, and a JSON string is also a
//! TOML string, so that the two parsers which are there anyway read it; keys may stand without quotes, as some
//! documents have them.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use toml::de::DeValue;

/// What a response says.
pub(super) struct Sample {
    pub(super) code: i64,
    pub(super) text: Option<String>,
}

/// The members that may hold the text, the first that is there counts.
const TEXTS: [&str; 4] = ["desc", "msg", "errmsg", "message"];

/// Reads a sample, or says in one sentence why it cannot be read.
pub(super) fn read(sample: &str) -> Result<Sample, &'static str> {
    const NO_OBJECT: &str = "it is not a JSON object";
    let tokens: TokenStream = sample.trim().parse().map_err(|_| NO_OBJECT)?;
    let mut tokens = tokens.into_iter();
    let (Some(TokenTree::Group(object)), None) = (tokens.next(), tokens.next()) else { return Err(NO_OBJECT) };
    if object.delimiter() != Delimiter::Brace {
        return Err(NO_OBJECT);
    }
    let members = members(object.stream())?;
    let find = |key: &str| members.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let code = find("code").ok_or("it has no `code`")?;
    let code = text(code).unwrap_or_else(|| String::from(code));
    Ok(Sample {
        code: code.parse().map_err(|_| "its `code` is no number")?,
        text: TEXTS.iter().find_map(|key| find(key).and_then(text)),
    })
}

/// Keys and values, the values as they stand there.
fn members(tokens: TokenStream) -> Result<Vec<(String, String)>, &'static str> {
    let mut members = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(key) = tokens.next() {
        let key = shown(&key);
        match tokens.next() {
            Some(TokenTree::Punct(colon)) if colon.as_char() == ':' => {}
            _ => return Err("a key in it is not followed by a colon"),
        }
        let value: String =
            std::iter::from_fn(|| tokens.next_if(|token| !is_comma(token))).map(|token| shown(&token)).collect();
        members.push((text(&key).unwrap_or(key), value));
        tokens.next();
    }
    Ok(members)
}

/// A token as it stands there. Of what is inside brackets nothing is asked, and printing it could nest too deep.
fn shown(token: &TokenTree) -> String {
    match token {
        TokenTree::Group(_) => String::from("[]"),
        other => other.to_string(),
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// The content of a JSON string.
fn text(literal: &str) -> Option<String> {
    match DeValue::parse(literal).ok()?.into_inner() {
        DeValue::String(text) if literal.starts_with('"') => Some(text.into_owned()),
        _ => None,
    }
}

//! Readers of the formats of `export`, by the rules of their platforms.

use std::iter::Peekable;
use std::str::Chars;

/// Keys and texts, in the order of the file.
pub(crate) type Texts = Vec<(String, String)>;

/// Returns the texts of a file of string resources, as Android's resource compiler reads it.
pub(crate) fn android(xml: &str) -> Result<Texts, String> {
    let document = roxmltree::Document::parse(xml).map_err(|error| error.to_string())?;
    let root = document.root_element();
    if root.tag_name().name() != "resources" {
        return Err(format!("unknown root {root:?}"));
    }
    let strings = root.children().filter(roxmltree::Node::is_element);
    strings.map(string).collect()
}

fn string(element: roxmltree::Node<'_, '_>) -> Result<(String, String), String> {
    let name = element.attribute("name").ok_or("no name")?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(is_part) {
        return Err(format!("{name}: not the name of a resource"));
    }
    if element.tag_name().name() != "string" || element.children().any(|it| !it.is_text()) {
        return Err(format!("{name}: not only text"));
    }
    let raw = element.text().unwrap_or_default();
    // The compiler rejects several `%` without positions, and takes one for a placeholder.
    if raw.contains('%') && element.attribute("formatted") != Some("false") {
        return Err(format!("{name}: a placeholder"));
    }
    let text = resource(raw).map_err(|error| format!("{name}: {error}"))?;
    Ok((String::from(name), text))
}

/// Returns the value of a resource: whitespace outside quotes is collapsed, then escapes are decoded.
fn resource(raw: &str) -> Result<String, String> {
    let trimmed = raw.trim();
    if trimmed.starts_with(['@', '?']) {
        return Err(String::from("a reference"));
    }
    let (mut text, mut is_quoted) = (String::new(), false);
    let mut chars = trimmed.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => is_quoted = !is_quoted,
            '\'' if !is_quoted => return Err(String::from("an apostrophe")),
            '\\' => text.push(match chars.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('u') => unit(&mut chars)
                    .and_then(|unit| char::from_u32(unit.into()))
                    .ok_or("an invalid `\\u`")?,
                Some(c @ ('\\' | '\'' | '"' | '@' | '?' | '#')) => c,
                other => return Err(format!("an unknown escape {other:?}")),
            }),
            _ if c.is_whitespace() && !is_quoted => {
                while chars.next_if(|c| c.is_whitespace()).is_some() {}
                text.push(' ');
            }
            _ => text.push(c),
        }
    }
    Ok(text)
}

/// Returns the value of four hexadecimal digits.
fn unit(chars: &mut Peekable<Chars<'_>>) -> Option<u16> {
    let digits: String = chars.by_ref().take(4).collect();
    let is_hex = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    u16::from_str_radix(&digits, 16).ok().filter(|_| is_hex)
}

/// Returns the texts of a strings file: `"key" = "text";`, with whitespace and comments between them.
pub(crate) fn ios(file: &str) -> Result<Texts, String> {
    let mut rest = file;
    let mut texts = Texts::new();
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").ok_or("an unclosed comment")?.1;
        } else if rest.is_empty() {
            return Ok(texts);
        } else {
            let (key, after) = quoted(rest)?;
            let after = after.trim_start().strip_prefix('=').ok_or("no `=`")?;
            let (text, after) = quoted(after.trim_start())?;
            rest = after.trim_start().strip_prefix(';').ok_or("no `;`")?;
            texts.push((key, text));
        }
    }
}

/// Returns the string at the start and what follows it.
fn quoted(file: &str) -> Result<(String, &str), String> {
    let mut units: Vec<u16> = Vec::new();
    let inner = file.strip_prefix('"').ok_or("no `\"`")?;
    let mut chars = inner.chars().peekable();
    loop {
        let c = match chars.next().ok_or("an unclosed string")? {
            '"' => break,
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some('U') => {
                    units.push(unit(&mut chars).ok_or("an invalid `\\U`")?);
                    continue;
                }
                Some(c @ ('\\' | '"')) => c,
                other => return Err(format!("an unknown escape {other:?}")),
            },
            c if c.is_control() => return Err(format!("a control character {c:?}")),
            c => c,
        };
        units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
    }
    let text = String::from_utf16(&units).map_err(|error| error.to_string())?;
    let rest: usize = chars.map(char::len_utf8).sum();
    Ok((text, &file[file.len() - rest..]))
}

/// Returns the texts of an object of JSON, sorted by their keys.
pub(crate) fn json(file: &str) -> Result<Texts, String> {
    let texts: std::collections::BTreeMap<String, String> =
        serde_json::from_str(file).map_err(|error| error.to_string())?;
    Ok(texts.into_iter().collect())
}

//! Takes a recorded response body apart: `{"desc":"check roomid","code":414}`.
//!
//! The generator's users build no JSON parser. What is asked of a body is the value of a few members of a flat object,
//! and keys may stand without quotes, as some documents have them.

/// What a response says.
pub(super) struct Sample {
    pub(super) code: i64,
    pub(super) text: Option<String>,
}

/// The members that may hold the text, the first that is there counts.
const TEXTS: [&str; 4] = ["desc", "msg", "errmsg", "message"];
const NO_OBJECT: &str = "it is not a JSON object";

/// Reads a sample, or says in one sentence why it cannot be read.
pub(super) fn read(sample: &str) -> Result<Sample, &'static str> {
    let inside = sample
        .trim()
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .ok_or(NO_OBJECT)?;
    let members = members(inside)?;
    let find = |key: &str| {
        members
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| *value)
    };
    let code = find("code").ok_or("it has no `code`")?;
    let code = text(code).unwrap_or_else(|| String::from(code));
    Ok(Sample {
        code: code.parse().map_err(|_| "its `code` is no number")?,
        text: TEXTS.iter().find_map(|key| find(key).and_then(text)),
    })
}

/// Keys and values, the values as they stand there.
fn members(inside: &str) -> Result<Vec<(String, &str)>, &'static str> {
    let mut members = Vec::new();
    let mut rest = inside.trim();
    while !rest.is_empty() {
        let (key, value) = cut(rest, ':')?;
        let value = value.ok_or("a key in it is not followed by a colon")?;
        let (value, behind) = cut(value, ',')?;
        let key = key.trim();
        members.push((text(key).unwrap_or_else(|| String::from(key)), value.trim()));
        rest = behind.unwrap_or_default().trim();
    }
    Ok(members)
}

/// What stands before and behind the first such sign that is in no string and in no brackets.
fn cut(body: &str, sign: char) -> Result<(&str, Option<&str>), &'static str> {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.checked_sub(1).ok_or(NO_OBJECT)?,
            _ if c == sign && depth == 0 => {
                return Ok((&body[..at], Some(&body[at + sign.len_utf8()..])));
            }
            _ => {}
        }
    }
    if depth == 0 && !in_string {
        Ok((body, None))
    } else {
        Err(NO_OBJECT)
    }
}

/// The content of a JSON string.
fn text(literal: &str) -> Option<String> {
    let mut letters = literal.strip_prefix('"')?.strip_suffix('"')?.chars();
    // Escapes are of UTF-16: a character beyond the first 65,536 is two of them.
    let mut units: Vec<u16> = Vec::new();
    while let Some(letter) = letters.next() {
        let letter = match letter {
            '"' => return None,
            '\\' => match letters.next()? {
                letter @ ('"' | '\\' | '/') => letter,
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let digits: String = letters.by_ref().take(4).collect();
                    units.push(
                        u16::from_str_radix(&digits, 16)
                            .ok()
                            .filter(|_| digits.len() == 4)?,
                    );
                    continue;
                }
                _ => return None,
            },
            letter => letter,
        };
        units.extend_from_slice(letter.encode_utf16(&mut [0; 2]));
    }
    String::from_utf16(&units).ok()
}

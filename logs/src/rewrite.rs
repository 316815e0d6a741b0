//! Bodies in other notations, rewritten as one that the reader of bodies knows: escaped and
//! typographic quotes, HTML, XML, PHP arrays, forms, and the colors of a terminal.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr, memchr_iter, memchr2, memchr3, memmem};

use super::key::Words;
use super::text::{ESCAPE, color_len, identifier_len, is_identifier};

/// What stands for a character in HTML. Some programs escape twice.
const ENTITIES: [(&str, &str); 9] = [
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#x22;", "\""),
    ("&#39;", "'"),
    ("&apos;", "'"),
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", " "),
];
const ESCAPED_QUOTE: &[u8] = b"\\u0022";
const ARRAY: &[u8] = b"] =>";
// Every text is searched for these.
static FIND_ESCAPED_QUOTE: LazyLock<memmem::Finder<'_>> =
    LazyLock::new(|| memmem::Finder::new(ESCAPED_QUOTE));
static FIND_ARRAY: LazyLock<memmem::Finder<'_>> = LazyLock::new(|| memmem::Finder::new(ARRAY));
const TYPOGRAPHIC: [&str; 2] = ["\u{201c}", "\u{201d}"];
/// The maximum length of a tag of XML.
const MAX_TAG_LEN: usize = 256;

/// What can be before and after the quotes of a key or a value.
const BEFORE_QUOTE: [&str; 8] = ["{", "[", "(", ",", ":", "=", "\u{ff1a}", "\u{ff0c}"];
const AFTER_QUOTE: [&str; 8] = ["}", "]", ")", ",", ":", "=", "\u{ff1a}", "\u{ff0c}"];

/// A text in which parts were replaced.
#[derive(Debug)]
pub(super) struct Rewritten<'t> {
    pub(super) text: Cow<'t, [u8]>,
    /// The ends of the parts, in this text and in the original.
    ends: Vec<(usize, usize)>,
}

/// A part of a text, and what replaces it.
type Edit = (Range<usize>, Vec<u8>);

impl<'t> Rewritten<'t> {
    pub(super) fn new(text: &'t [u8], words: &Words) -> Self {
        let has_escapes = FIND_ESCAPED_QUOTE.find(text).is_some();
        let has_arrays = FIND_ARRAY.find(text).is_some();
        let has_colors = memchr(ESCAPE, text).is_some();
        let is_plain = !has_escapes && !has_arrays && !has_colors;
        if is_plain && memchr3(b'&', b'<', 0xe2, text).is_none() {
            return Self::unchanged(text);
        }
        let mut edits = Vec::new();
        if has_escapes {
            escaped_quotes(text, &mut edits);
        }
        if has_colors {
            colors(text, &mut edits);
        }
        form(text, words, &mut edits);
        if has_arrays {
            php_array(text, &mut edits);
        }
        if memmem::find(text, b"</").is_some() {
            xml(text, words, &mut edits);
        }
        if memmem::find(text, TYPOGRAPHIC[0].as_bytes()).is_some() {
            typographic_quotes(text, words, &mut edits);
        }
        let mut entities_in = memchr_iter(b'&', text).filter_map(|at| entity(text, at));
        if entities_in.any(|(_, character)| matches!(*character, "\"" | "'")) {
            entities(text, &mut edits);
        }
        // An edit in a longer one, or in an earlier one of the same range, is left out.
        edits.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        Self::with(text, &edits)
    }

    fn unchanged(text: &'t [u8]) -> Self {
        Self {
            text: Cow::Borrowed(text),
            ends: Vec::new(),
        }
    }

    fn with(text: &'t [u8], edits: &[Edit]) -> Self {
        if edits.is_empty() {
            return Self::unchanged(text);
        }
        let (mut rewritten, mut ends, mut copied) = (Vec::with_capacity(text.len()), Vec::new(), 0);
        for (range, replacement) in edits {
            if range.start >= copied {
                rewritten.extend_from_slice(&text[copied..range.start]);
                rewritten.extend_from_slice(replacement);
                copied = range.end;
                ends.push((rewritten.len(), copied));
            }
        }
        rewritten.extend_from_slice(&text[copied..]);
        Self {
            text: Cow::Owned(rewritten),
            ends,
        }
    }

    /// Returns the place in the original text.
    pub(super) fn original(&self, at: usize) -> usize {
        let index = self.ends.partition_point(|&(end, _)| end <= at);
        let (end, original) = index.checked_sub(1).map_or((0, 0), |last| self.ends[last]);
        let next = self
            .ends
            .get(index)
            .map_or(usize::MAX, |&(_, original)| original);
        (original + (at - end)).min(next)
    }
}

/// Replaces the quotes that some programs write as `\u0022`.
fn escaped_quotes(text: &[u8], edits: &mut Vec<Edit>) {
    for at in memmem::find_iter(text, ESCAPED_QUOTE) {
        let before = text[..=at].iter().rev();
        // What is escaped once more has twice as many backslashes, and a quote one more than that.
        let mut quote = vec![b'\\'; before.take_while(|&&byte| byte == b'\\').count()];
        quote.push(b'"');
        edits.push((at..at + ESCAPED_QUOTE.len(), quote));
    }
}

/// Removes the colors of a terminal.
fn colors(text: &[u8], edits: &mut Vec<Edit>) {
    let colors = memchr_iter(ESCAPE, text);
    let colors = colors.filter_map(|at| Some(at..at + color_len(&text[at..])?));
    edits.extend(colors.map(|color| (color, Vec::new())));
}

/// Returns the entity at a place, and its character.
fn entity(text: &[u8], at: usize) -> Option<&'static (&'static str, &'static str)> {
    let mut entities = ENTITIES.iter();
    entities.find(|(entity, _)| text[at..].starts_with(entity.as_bytes()))
}

fn entities(text: &[u8], edits: &mut Vec<Edit>) {
    for at in memchr_iter(b'&', text) {
        if let Some((entity, character)) = entity(text, at) {
            edits.push((at..at + entity.len(), character.as_bytes().to_vec()));
        }
    }
}

fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut edits = Vec::new();
    entities(text, &mut edits);
    Rewritten::with(text, &edits).text.into_owned()
}

/// Replaces pairs of typographic quotes around keys and values.
fn typographic_quotes(text: &[u8], words: &Words, edits: &mut Vec<Edit>) {
    let [open, close] = TYPOGRAPHIC.map(str::as_bytes);
    let mut pairs = Vec::new();
    let mut has_code = false;
    let mut done = 0;
    for end in memmem::find_iter(text, close) {
        let start = memmem::rfind(&text[done..end], open).map(|start| done + start);
        done = end + close.len();
        let Some(start) = start else { continue };
        let inside = start + open.len();
        let before = text[..start].trim_ascii_end();
        let after = text[done..].trim_ascii_start();
        let starts = BEFORE_QUOTE
            .iter()
            .any(|it| before.ends_with(it.as_bytes()));
        let ends = AFTER_QUOTE
            .iter()
            .any(|it| after.starts_with(it.as_bytes()));
        if starts && ends {
            has_code |= words.rank(&text[inside..end]).is_some();
            pairs.extend([start..inside, end..done]);
        }
    }
    if has_code {
        edits.extend(pairs.into_iter().map(|quote| (quote, b"\"".to_vec())));
    }
}

/// Replaces `[code] => 414`, as PHP prints arrays.
fn php_array(text: &[u8], edits: &mut Vec<Edit>) {
    for close in memmem::find_iter(text, ARRAY) {
        let key = text[..close].iter().rev();
        let start = close - key.take_while(|&&byte| is_identifier(byte)).count();
        if start < close && text[..start].ends_with(b"[") {
            let key = [b", ", &text[start..close], b" ="].concat();
            edits.push((start - 1..close + ARRAY.len(), key));
        }
    }
}

/// Replaces elements, if one is a code and another a message.
fn xml(text: &[u8], words: &Words, edits: &mut Vec<Edit>) {
    let mut found = Vec::new();
    let (mut has_code, mut has_message) = (false, false);
    let mut done = 0;
    for open in memchr_iter(b'<', text) {
        let near = &text[open + 1..text.len().min(open + MAX_TAG_LEN)];
        let end = memchr3(b'>', b'<', b'\n', near).filter(|end| near[*end] == b'>');
        let Some(end) = end.filter(|_| open >= done) else {
            continue;
        };
        let tag = &near[..end];
        let tag_end = open + tag.len() + "<>".len();
        if tag.starts_with(b"/") {
            found.push((open..tag_end, b"), ".to_vec()));
            continue;
        }
        let name = tag.split(u8::is_ascii_whitespace).next().unwrap_or(tag);
        let is_name = |byte: &u8| is_identifier(*byte) || b":-.".contains(byte);
        if name.is_empty() || !name.iter().all(is_name) || tag.ends_with(b"/") {
            continue;
        }
        let Some(content) = leaf(&text[tag_end..], name) else {
            found.push((open..tag_end, [name, b"=("].concat()));
            continue;
        };
        let content_end = tag_end + content.len();
        done = content_end + name.len() + "</>".len();
        has_code |= words.rank(name).is_some();
        found.push((open..tag_end, [name, b"="].concat()));
        if words.message_rank(name).is_some() {
            has_message = true;
            found.push((tag_end..content_end, quoted(&unescaped(content))));
        }
        found.push((content_end..done, b", ".to_vec()));
    }
    if has_code && has_message {
        edits.extend(found);
    }
}

/// Returns the content of an element without others in it, of which this is the text after the tag.
fn leaf<'t>(text: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let (content, rest) = text.split_at(memchr(b'<', text)?);
    let rest = rest.strip_prefix(b"</")?.strip_prefix(name)?;
    rest.starts_with(b">").then_some(content)
}

/// Quotes a message, because it can contain brackets and commas. Characters that have a meaning in a
/// text around it, which can be a string itself, are escaped by their numbers.
fn quoted(text: &[u8]) -> Vec<u8> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut quoted = vec![b'\''];
    for &byte in text {
        match byte {
            b'\'' | b'"' | b'\\' | b'\n' => {
                quoted.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
            }
            _ => quoted.push(byte),
        }
    }
    quoted.push(b'\'');
    quoted
}

/// Replaces `code=414&desc=check+roomid`, which is not a part of a URL.
fn form(text: &[u8], words: &Words, edits: &mut Vec<Edit>) {
    let is_outside = |byte: u8| byte.is_ascii_whitespace() || b"\"'<>()[]{}\\".contains(&byte);
    let mut done = 0;
    for at in memchr_iter(b'&', text) {
        if at < done || entity(text, at).is_some() {
            continue;
        }
        let before = text[done..at].iter().rposition(|&byte| is_outside(byte));
        let start = before.map_or(done, |before| done + before + 1);
        let first = &text[start..at];
        let is_url = first.iter().any(|byte| b"?/".contains(byte));
        let is_pair = identifier_len(first) > 0 && first[identifier_len(first)..].starts_with(b"=");
        if !is_url && !is_pair {
            done = at + 1;
            continue;
        }
        done = form_end(&text[start..], is_outside) + start;
        let pairs = || {
            text[start..done]
                .split(|&byte| byte == b'&')
                .map(<[u8]>::trim_ascii)
        };
        let keys = || pairs().map(|pair| &pair[..identifier_len(pair)]);
        if !is_url
            && keys().any(|key| words.rank(key).is_some())
            && keys().any(|key| words.message_rank(key).is_some())
        {
            let pairs: Vec<Vec<u8>> = pairs().map(|pair| field(pair, words)).collect();
            edits.push((start..done, [b"(", &*pairs.join(&b", "[..]), b")"].concat()));
        }
    }
}

/// Returns the length of the form at the start of a text. Only one that is not encoded has spaces.
fn form_end(text: &[u8], is_outside: impl Fn(u8) -> bool) -> usize {
    let word = text.iter().position(|&byte| is_outside(byte));
    let word = word.unwrap_or(text.len());
    if memchr2(b'%', b'+', &text[..word]).is_some() {
        return word;
    }
    let line = text.iter().position(|byte| b"\n\"'<>\\".contains(byte));
    let mut line = line.unwrap_or(text.len());
    // The quote at which the form ends can be in a body, which begins before.
    if matches!(text.get(line), Some(b'"' | b'\'')) {
        let body = text[..line].iter().position(|byte| b"{[".contains(byte));
        line = body.unwrap_or(line);
    }
    text[..line].trim_ascii_end().len()
}

/// Returns the member of a pair in a form.
fn field(pair: &[u8], words: &Words) -> Vec<u8> {
    match memchr(b'=', pair) {
        Some(at) if words.message_rank(&pair[..at]).is_some() => {
            [&pair[..=at], &quoted(&decoded(&pair[at + 1..]))].concat()
        }
        _ => decoded(pair),
    }
}

fn decoded(text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [byte, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *byte == b'%');
        let hex = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        decoded.push(hex.unwrap_or(if *byte == b'+' { b' ' } else { *byte }));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    decoded
}

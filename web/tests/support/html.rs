//! Reads HTML that the templates wrote, where `<` is always markup.

#![allow(dead_code, reason = "each test file uses some of this")]

/// Returns the values of an attribute, in their order.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let values = html.split(&start).skip(1);
    values
        .map(|rest| unescape(rest.split('"').next().unwrap_or_default()))
        .collect()
}

/// Returns the text without tags.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
    }
    unescape(&text)
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

//! Text of others, quoted in output.

use std::borrow::Cow;

use commsease_status::must_escape;

/// Escapes every character that could control a terminal or change how other text is displayed.
///
/// ```
/// use commsease_status_explain::markup::escape;
///
/// assert_eq!(escape("a\u{1b}[31m"), "a\\u{1b}[31m");
/// ```
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(must_escape) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + text.len() / 2);
    for c in text.chars() {
        if must_escape(c) {
            escaped.extend(c.escape_default());
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Returns the start of a text that is quoted.
///
/// ```
/// use commsease_status_explain::markup::cut;
///
/// assert_eq!(cut(&"x".repeat(900)).chars().count(), 501);
/// ```
#[must_use]
pub fn cut(text: &str) -> Cow<'_, str> {
    const MAX_LEN: usize = 500;
    match text.char_indices().nth(MAX_LEN) {
        Some((end, _)) => Cow::Owned(format!("{}\u{2026}", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Returns any text as a code span of Markdown.
///
/// ```
/// use commsease_status_explain::markup::code_span;
///
/// assert_eq!(code_span("a`b"), "``a`b``");
/// ```
#[must_use]
pub fn code_span(text: &str) -> String {
    let text = escape(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // One space on each side is not part of the span.
    let needs_space = text.is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let space = if needs_space { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Returns texts as code spans, separated by commas.
///
/// ```
/// use commsease_status_explain::markup::code_spans;
///
/// assert_eq!(code_spans(&["a", "b"]), "`a`, `b`");
/// ```
#[must_use]
pub fn code_spans<T: AsRef<str>>(texts: &[T]) -> String {
    let spans: Vec<String> = texts.iter().map(|text| code_span(text.as_ref())).collect();
    spans.join(", ")
}

/// Returns prose as Markdown. Balanced backticks make code spans; all other markup is escaped.
///
/// ```
/// use commsease_status_explain::markup::prose;
///
/// assert_eq!(prose("Check `a_b`, not <i>."), r"Check `a_b`, not \<i\>.");
/// ```
#[must_use]
pub fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let is_span = |index: usize| index % 2 == 1;
    let is_balanced = parts.len() % 2 == 1
        && (0..parts.len()).all(|index| !is_span(index) || !parts[index].trim().is_empty());
    if !is_balanced {
        return escape_markup(text);
    }
    let mut markdown = String::with_capacity(text.len());
    for (index, part) in parts.iter().enumerate() {
        let part = if is_span(index) {
            code_span(part)
        } else {
            escape_markup(part)
        };
        // Two code spans without a space between them would be one.
        if markdown.ends_with('`') && part.starts_with('`') {
            markdown.push(' ');
        }
        markdown += &part;
    }
    markdown
}

/// Escapes Markdown and HTML. Mentions, references, and addresses, which are links without any
/// markup, become code spans: nothing else stops every program from making a link of them.
fn escape_markup(text: &str) -> String {
    const MARKUP: [char; 10] = ['\\', '`', '*', '_', '[', ']', '<', '>', '~', '&'];
    let text = escape(text);
    // Headings and lists, which are markup only at the start of a line.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match digits {
        0 => text.starts_with(['#', '-', '+', '=']).then_some(0),
        _ => text[digits..].starts_with(['.', ')']).then_some(digits),
    };
    let mut escaped = String::with_capacity(text.len());
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let is_around = |c: char| c.is_whitespace() || "()[]<>{}\"'.,;:!?".contains(c);
        let inside = word.trim_matches(is_around);
        let (before, after) = word.split_once(inside).unwrap_or((word, ""));
        for (is_link, part) in [(false, before), (is_link(inside), inside), (false, after)] {
            if is_link {
                escaped += &code_span(part);
            } else {
                for (offset, c) in part.char_indices() {
                    if MARKUP.contains(&c) || marker == Some(at + offset) {
                        escaped.push('\\');
                    }
                    escaped.push(c);
                }
            }
            at += part.len();
        }
    }
    escaped
}

/// Returns whether programs that show Markdown make a link of a word: `@user`, `#123`, `GH-1`, an
/// address of a page or of mail.
fn is_link(word: &str) -> bool {
    let is_before = |mark: &str, is_next: fn(char) -> bool| {
        let mut after = word
            .match_indices(mark)
            .map(|(at, _)| &word[at + mark.len()..]);
        after.any(|after| after.starts_with(is_next))
    };
    let lowercase = word.to_ascii_lowercase();
    is_before("@", char::is_alphanumeric)
        || is_before("#", |c| c.is_ascii_digit())
        || lowercase.contains("gh-")
        || lowercase.contains("www.")
        || word.contains("://")
}

/// Returns Markdown as a cell of a table.
///
/// ```
/// use commsease_status_explain::markup::cell;
///
/// assert_eq!(cell("a|b"), r"a\|b");
/// ```
#[must_use]
pub fn cell(markdown: &str) -> String {
    let mut cell = String::with_capacity(markdown.len());
    let mut is_escaped = false;
    for c in markdown.chars() {
        if c == '|' {
            // A backslash in a code span would escape the one that is added here.
            cell.push_str(if is_escaped { "\\\\" } else { "\\" });
        }
        is_escaped = c == '\\' && !is_escaped;
        cell.push(c);
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_once() {
        let text = "a\u{1b}[31m\u{9b}\u{202e}\u{feff}\n\\é";
        let escaped = escape(text);
        assert_eq!(escaped, r"a\u{1b}[31m\u{9b}\u{202e}\u{feff}\n\é");
        assert!(matches!(escape(&escaped), Cow::Borrowed(_)));
    }

    #[test]
    fn code_spans_contain_any_text() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a`b"), "``a`b``");
        assert_eq!(code_span("``"), "``` `` ```");
        assert_eq!(code_span(""), "`  `");
        assert_eq!(code_span("a\n"), r"`a\n`");
    }

    #[test]
    fn prose_has_no_markup_but_code_spans() {
        assert_eq!(prose("`a_b` and a_b <i>"), r"`a_b` and a\_b \<i\>");
        assert_eq!(prose("`a"), r"\`a");
        assert_eq!(prose("1. One"), r"1\. One");
        assert_eq!(prose("# C#"), r"\# C#");
    }

    #[test]
    fn prose_has_no_links() {
        let case = |text, markdown| assert_eq!(prose(text), markdown);
        case("By @user, not a@ b.", "By `@user`, not a@ b.");
        case("See #123 and C#.", "See `#123` and C#.");
        case("(a/b#1) GH-1!", "(`a/b#1`) `GH-1`!");
        case("At https://a.example/?b=c.", "At `https://a.example/?b=c`.");
        case("`a`@b and c@d`e`", "`a` `@b` and `c@d` `e`");
        case("#1 <www.a.example> ©", r"`#1` \<`www.a.example`\> ©");
        case("<img src=x>", r"\<img src=x\>");
    }

    #[test]
    fn a_cell_stays_one_cell() {
        assert_eq!(cell("a|b"), r"a\|b");
        assert_eq!(cell(&code_span(r"a\|b")), r"`a\\\|b`");
        assert_eq!(cell(&prose(r"a\|b")), r"a\\\|b");
    }
}

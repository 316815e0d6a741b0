//! Text of the table and text of others, as HTML.

use commsease_status_explain::markup::{cut, escape};
use commsease_status_explain::{Part, Sentence};
use maud::{Markup, html};

/// Returns text of others, with what cannot be seen made visible. Templates escape the rest.
pub(crate) fn quoted(text: &str) -> Markup {
    html! { (escape(&cut(text))) }
}

/// Returns text of others as code.
pub(crate) fn code(text: &str) -> Markup {
    html! { code { (quoted(text)) } }
}

/// Returns a text in which balanced backticks make code.
pub(crate) fn prose(text: &str) -> Markup {
    parts(&[Part::Text(text)])
}

/// Returns a sentence in which captured text is code, and balanced backticks make code.
pub(crate) fn sentence(sentence: &Sentence<'_>) -> Markup {
    parts(&sentence.parts())
}

fn parts(parts: &[Part<'_>]) -> Markup {
    let backticks = parts.iter().map(|part| match part {
        Part::Text(text) => text.matches('`').count(),
        Part::Captured(_) => 0,
    });
    let is_balanced = backticks.sum::<usize>() % 2 == 0;
    let mut pieces: Vec<(bool, &str)> = Vec::new();
    let mut is_code = false;
    for part in parts {
        match part {
            Part::Text(text) if is_balanced => {
                for (index, piece) in text.split('`').enumerate() {
                    is_code ^= index > 0;
                    pieces.push((is_code, piece));
                }
            }
            Part::Text(text) => pieces.push((false, text)),
            Part::Captured(text) => pieces.push((true, text)),
        }
    }
    html! {
        @for run in pieces.chunk_by(|left, right| left.0 == right.0) {
            @let text: String = run.iter().map(|(_, piece)| escape(piece)).collect();
            @if run[0].0 { code { (text) } } @else { (text) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &[Part<'_>], expected: &str) {
        assert_eq!(parts(given).into_string(), expected);
    }

    #[test]
    fn backticks_make_code() {
        check(
            &[Part::Text("Check `a<b` now.")],
            "Check <code>a&lt;b</code> now.",
        );
        check(&[Part::Text("a ` b")], "a ` b");
    }

    #[test]
    fn captured_text_is_code_and_nothing_else() {
        let image = Part::Captured("<img onerror=`x`>");
        let expected = "User <code>&lt;img onerror=`x`&gt;</code> left.";
        check(
            &[Part::Text("User "), image, Part::Text(" left.")],
            expected,
        );
        check(
            &[Part::Text("User `"), image, Part::Text("` left.")],
            expected,
        );
    }

    #[test]
    fn invisible_characters_are_visible() {
        assert_eq!(quoted("a\u{202e}b\u{0}").into_string(), r"a\u{202e}b\u{0}");
    }
}

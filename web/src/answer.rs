//! What the box shows for a text.

use commsease_status::{Language, Status};
use commsease_status_explain::{Answer, NoAnswer, Subjects, search};
use maud::{Markup, html};

use crate::entry::{Entry, colon, page_of};
use crate::prose::{code, prose};
use crate::words::Words;

/// The maximum number of bytes that are read of a text.
const MAX_TEXT: usize = 64 * 1024;
/// The maximum number of answers, and of codes that a search finds.
const MAX_SHOWN: usize = 25;
/// A longer text is not searched for.
const MAX_KEYWORDS: usize = 200;

/// Returns the answer for a text, as HTML: what `explain` prints for the responses in it or, if there
/// are none, what `search` finds.
///
/// A language that the table does not have is English.
///
/// ```
/// use commsease_status::StatusCode;
/// use commsease_status_web::answer;
///
/// let html = answer::<StatusCode>("en", r#"{"code":414,"desc":"check roomid"}"#);
/// assert!(html.contains("Reopen the chat room"));
/// assert!(!answer::<StatusCode>("zh", "<img onerror=alert(1)>").contains("<img"));
/// ```
#[must_use]
pub fn answer<S: Status>(language: &str, text: &str) -> String {
    let mut languages = S::languages().iter().copied();
    let language = languages.find(|it| it.id() == language).unwrap_or_default();
    let words = Words::of(language.id());
    let (start, is_cut) = start(text.trim());
    if start.is_empty() {
        return String::new();
    }
    let body = match Subjects::<S>::find(start, None) {
        Ok(subjects) => {
            let answer = subjects.answer(None, language);
            let codes = if answer.is_known() {
                Vec::new()
            } else {
                found(start)
            };
            answers(words, &answer, language, &codes)
        }
        Err(error) => match found(start).as_slice() {
            [] => nothing(words, &error.in_language(language)),
            codes => results(words, codes, language),
        },
    };
    html! {
        @if is_cut { p .note { (words.is_cut(MAX_TEXT)) } }
        (body)
    }
    .into_string()
}

/// Returns the start of a text that is read, and whether it is not all of it.
fn start(text: &str) -> (&str, bool) {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (&text[..end], end < text.len())
}

/// Returns the codes that match all words.
fn found<S: Status>(text: &str) -> Vec<S> {
    if text.len() > MAX_KEYWORDS {
        return Vec::new();
    }
    search(text)
}

fn answers<S: Status>(
    words: &'static Words,
    first: &Answer<'_>,
    language: Language<S>,
    codes: &[S],
) -> Markup {
    let entry = Entry {
        words,
        is_page: false,
    };
    let count = 1 + first.others.len();
    html! {
        h2 { (words.responses(count)) }
        (entry.show(first))
        @if !first.is_known() {
            (report(words, Some(first.code.code)))
            @if !codes.is_empty() { (results(words, codes, language)) }
        }
        @if !first.others.is_empty() { h2 { (words.others) } }
        @for other in first.others.iter().take(MAX_SHOWN - 1) { (entry.show(other)) }
        @if count > MAX_SHOWN { p .note { (words.first(MAX_SHOWN)) } }
    }
}

fn results<S: Status>(words: &Words, codes: &[S], language: Language<S>) -> Markup {
    html! {
        h2 { (words.matches(codes.len())) }
        ul .codes {
            @for status in codes.iter().take(MAX_SHOWN) { (line(*status, language)) }
        }
        @if codes.len() > MAX_SHOWN { p .note { (words.first(MAX_SHOWN)) } }
    }
}

/// Returns a code in a list.
pub(crate) fn line<S: Status>(status: S, language: Language<S>) -> Markup {
    html! {
        li {
            a href=(page_of(status.code())) { (status.code()) " " (status.name()) }
            " " (prose(status.summary_in(language)))
        }
    }
}

fn nothing(words: &Words, error: &NoAnswer) -> Markup {
    let number = match error {
        NoAnswer::NoResponse { number } => *number,
        _ => None,
    };
    html! {
        h2 { (words.nothing) }
        p { (words.nothing_help) }
        @match error {
            NoAnswer::UnknownName { similar: Some(name), .. } => {
                p { (words.similar) (code(name)) }
            }
            NoAnswer::Reserved { name, note } => {
                p { (words.reserved) (code(name)) (colon(words)) (prose(note)) }
            }
            NoAnswer::InvalidCode(_) => {
                p { (code(&error.to_string())) }
            }
            _ => {}
        }
        @if let Some(number) = number {
            p { (words.number) a href=(page_of(number)) { (number) } }
        }
        (report(words, None))
    }
}

/// Returns the text of an issue. It has nothing of what was pasted but the code.
fn report(words: &Words, code: Option<i32>) -> Markup {
    let code = code.map(|code| code.to_string()).unwrap_or_default();
    html! {
        details {
            summary { (words.report) }
            p #report-help { (words.report_help) }
            textarea rows="7" readonly aria-label=(words.report) aria-describedby="report-help" {
                (words.issue.replace("{code}", &code))
            }
        }
    }
}

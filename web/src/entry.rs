//! One answer, as HTML: in the box, and on the page of a code.

use commsease_status::{Evidence, Outcome};
use commsease_status_explain::{Answer, Cause, Number};
use maud::{Markup, html};

use crate::prose::{code, prose, quoted, sentence};
use crate::words::Words;

/// Returns the name of the page of a code. It does not begin with a hyphen, which programs take for
/// an option.
pub(crate) fn page_of(code: i32) -> String {
    let sign = if code < 0 { "minus-" } else { "" };
    format!("{sign}{}.html", code.unsigned_abs())
}

/// Shows answers, with links to the pages of their codes or, on these, with anchors.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) words: &'static Words,
    pub(crate) is_page: bool,
}

impl Entry {
    /// Returns an answer. In the box, it has a heading.
    pub(crate) fn show(self, answer: &Answer<'_>) -> Markup {
        let words = self.words;
        html! {
            article .answer data-key=(answer.key) data-evidence=(answer.evidence) {
                @if !self.is_page { h3 { (self.heading(answer)) } }
                (self.meaning(answer))
                (self.facts(answer))
                (self.deprecation(answer))
                @if let Some(reserved) = &answer.reserved {
                    p { (words.reserved) (prose(reserved.note)) }
                }
                (self.message(answer))
                @if let Some(reason) = answer.own_reason() {
                    p { (words.reason) (code(reason)) }
                }
                @if let Some(advice) = answer.advice {
                    p .do { strong { (words.advice) } " " (prose(advice)) }
                }
                (self.causes(answer))
                @if let Some(text) = answer.user_message {
                    p .user { (words.end_users) (colon(words)) q { (prose(text)) } }
                }
                (self.other_meanings(answer))
                (self.see_also(&answer.see_also))
                @for note in &answer.notes {
                    p .note { (words.note) (prose(&words.note_of(note))) }
                }
                @for item in &answer.failed_items {
                    h4 { (words.failed_item) }
                    (self.show(item))
                }
            }
        }
    }

    fn heading(self, answer: &Answer<'_>) -> Markup {
        html! {
            @if let Some(name) = answer.name {
                a href=(page_of(answer.code.code)) { (answer.code) " " (name) }
            } @else {
                (answer.code) " (" (self.words.unknown) ")"
            }
            @if let Some(platform) = answer.platform { " " small { (platform) } }
        }
    }

    fn meaning(self, answer: &Answer<'_>) -> Markup {
        let words = self.words;
        html! {
            @if answer.depends_on_platform { p .note { (words.depends) } }
            @if answer.is_known() {
                p .summary { (prose(answer.summary)) }
            } @else if answer.ranges.is_empty() {
                p .summary { (words.no_entry) }
            } @else {
                p .summary { (words.in_ranges) }
                ul {
                    @for range in &answer.ranges {
                        li { a href=(range_page(range.name)) { (range.codes()) } " " (prose(range.summary)) }
                    }
                }
            }
        }
    }

    fn facts(self, answer: &Answer<'_>) -> Markup {
        let words = self.words;
        html! {
            dl .facts {
                @if let Some(category) = answer.category {
                    div { dt { (words.category) } dd { code { (category) } } }
                }
                @if let Some(outcome) = answer.outcome {
                    div { dt { (words.outcome) } dd { (words.outcome_of(outcome)) } }
                }
                @if let Some(retry) = answer.retry {
                    div { dt { (words.retry) } dd { (words.retry_when(retry)) } }
                }
            }
        }
    }

    fn deprecation(self, answer: &Answer<'_>) -> Markup {
        let words = self.words;
        html! {
            @if let Some(deprecation) = &answer.deprecation {
                p .note {
                    (words.deprecated_since) " " (deprecation.since) (colon(words)) (prose(deprecation.note))
                    @if let Some(code) = deprecation.replaced_by {
                        " " (words.instead) a href=(page_of(code.code)) { (code) }
                    }
                }
            }
        }
    }

    /// Returns what the message says about the cause of a failure, unless it proves one.
    fn message(self, answer: &Answer<'_>) -> Markup {
        let words = self.words;
        let is_failure = answer.outcome == Some(Outcome::Failure);
        let says = match answer.evidence {
            Evidence::Hint => Some(words.maybe),
            Evidence::Text if is_failure => Some(words.fixed_text),
            Evidence::Code if is_failure => Some(words.no_cause_matches),
            _ => None,
        };
        html! {
            @if let Some(message) = answer.message.filter(|it| !it.trim().is_empty()) {
                p { (words.message) (code(message)) @if let Some(says) = says { " " (says) } }
            }
        }
    }

    fn causes(self, answer: &Answer<'_>) -> Markup {
        let is_proven = answer.is_cause_proven();
        html! {
            @if !is_proven && !answer.causes.is_empty() {
                p .count { (self.words.causes) (colon(self.words)) (answer.causes.len()) }
            }
            @for cause in &answer.causes { (self.cause(answer.code.code, cause)) }
        }
    }

    fn cause(self, code_of: i32, cause: &Cause<'_>) -> Markup {
        let words = self.words;
        let anchor = format!("{}#{}", page_of(code_of), cause.id);
        html! {
            section .cause id=[self.is_page.then_some(cause.id)] data-cause=(cause.id) {
                p .id {
                    @if self.is_page { a href={ "#" (cause.id) } { (cause.id) } }
                    @else { a href=(anchor) { (cause.id) } }
                    @if cause.hinted { " " span .hint { "?" } }
                    @if let Some(platform) = cause.platform { " (" (words.only_on) " " (platform) ")" }
                }
                @if !cause.patterns.is_empty() {
                    p .patterns { @for pattern in cause.patterns { (code(pattern)) " " } }
                }
                dl {
                    dt { (words.what_happened) } dd { (sentence(&cause.description)) }
                    dt { (words.what_to_do) } dd .do { (sentence(&cause.fix)) }
                }
                dl .facts {
                    div { dt { (words.fix_by) } dd { (words.fixed_by(cause.fix_by)) } }
                    div { dt { (words.retry) } dd { (words.retry_when(cause.retry)) } }
                }
            }
        }
    }

    fn other_meanings(self, answer: &Answer<'_>) -> Markup {
        let words = self.words;
        let has_any = answer.general.is_some() || answer.other_meanings().next().is_some();
        html! {
            @if has_any {
                p .count { (words.other_platforms) }
                ul {
                    @if let Some(summary) = answer.general {
                        li { (words.in_general) (colon(words)) (prose(summary)) }
                    }
                    @for meaning in answer.other_meanings() {
                        li {
                            (meaning.platform) (colon(words)) (prose(meaning.summary))
                            " (" (words.outcome_of(meaning.outcome))
                            @for name in meaning.sdk_names { ", " code { (quoted(name)) } }
                            ")"
                        }
                    }
                }
            }
        }
    }

    fn see_also(self, codes: &[Number]) -> Markup {
        html! {
            @if !codes.is_empty() {
                p {
                    (self.words.see_also)
                    @for code in codes { a href=(page_of(code.code)) { (code) } " " }
                }
            }
        }
    }
}

/// Returns the name of the page of a range.
pub(crate) fn range_page(name: &str) -> String {
    format!("range-{name}.html")
}

/// Returns a colon and what is after it.
pub(crate) fn colon(words: &Words) -> &'static str {
    if words.is_chinese { "：" } else { ": " }
}

//! The pages: the index, one for each area, code, and range.

use std::fmt::Write as _;

use commsease_status::{CodeRange, Diagnosis, Language, Status, Vocabulary};
use commsease_status_explain::{Answer, Range, example};
use maud::{DOCTYPE, Markup, html};

use crate::answer::line;
use crate::entry::{Entry, colon, page_of, range_page};
use crate::page_words::PageWords;
use crate::prose::{code, prose};
use crate::words::Words;

/// What a page may load: its own files, and the module that is in one of them.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src data:; base-uri 'none'; form-action 'none'";

/// The name of the index.
pub(crate) const INDEX: &str = "index.html";
/// The Markdown twin of the index and of the lists.
pub(crate) const LIST: &str = "llms.txt";

/// The pages of a table in one language.
#[derive(Clone, Copy)]
pub(crate) struct Pages<S: Status> {
    pub(crate) title: &'static str,
    pub(crate) language: Language<S>,
    pub(crate) words: &'static Words,
    pub(crate) page_words: &'static PageWords,
    /// Whether the box can answer.
    pub(crate) has_module: bool,
}

/// What the head of a page says.
struct Head<'a> {
    title: String,
    description: &'a str,
    /// The name of the file.
    name: &'a str,
    /// The name of its Markdown twin.
    twin: &'a str,
}

/// The codes of an area. A table without areas has one such list.
pub(crate) struct List<S: Status> {
    pub(crate) area: Option<S::Area>,
    pub(crate) codes: Vec<S>,
}

impl<S: Status> List<S> {
    /// Returns the lists of a table, in the order of its areas.
    pub(crate) fn all() -> Vec<Self> {
        let list = |area: Option<S::Area>| {
            let is_in = |status: &S| area.is_none_or(|it| status.area() == it);
            let codes: Vec<S> = S::all().iter().copied().filter(is_in).collect();
            Self { area, codes }
        };
        let areas: Vec<S::Area> = S::Area::ALL.to_vec();
        let lists: Vec<Self> = match areas.as_slice() {
            [] => vec![list(None)],
            areas => areas.iter().map(|area| list(Some(*area))).collect(),
        };
        lists
            .into_iter()
            .filter(|it| !it.codes.is_empty())
            .collect()
    }

    /// Returns the name of its page.
    pub(crate) fn name(&self) -> String {
        match self.area {
            Some(area) => format!("area-{area}.html"),
            None => String::from("codes.html"),
        }
    }

    /// Returns its title.
    pub(crate) fn title(&self, language: Language<S>, texts: &PageWords) -> &'static str {
        self.area
            .map_or(texts.codes, |area| area.summary_in(language))
    }
}

impl<S: Status> Pages<S> {
    /// Returns the path from the directory of a language to the root.
    fn root(language: Language<S>) -> &'static str {
        if language == Language::ENGLISH {
            ""
        } else {
            "../"
        }
    }

    /// Returns the path of a page in another language.
    fn other(self, other: Language<S>, name: &str) -> String {
        format!("{}{}{name}", Self::root(self.language), directory(other))
    }

    /// Returns a page with what all pages have.
    fn page(self, head: &Head<'_>, content: &Markup) -> String {
        let (texts, root) = (self.page_words, Self::root(self.language));
        let others = S::languages().iter().filter(|it| **it != self.language);
        let is_index = head.name == INDEX;
        let page = html! {
            (DOCTYPE)
            html lang=(self.language) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="referrer" content="no-referrer";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (head.title) }
                    meta name="description" content=(head.description);
                    link rel="icon" href="data:,";
                    link rel="stylesheet" href={ (root) "page.css" };
                    link rel="alternate" type="text/markdown" href=(head.twin);
                    @if is_index && self.has_module {
                        script src={ (root) "module.js" } defer {}
                        script src={ (root) "page.js" } defer {}
                    }
                }
                body data-root[root.is_empty() && is_index] {
                    a .skip href="#Main" { (texts.skip) }
                    header {
                        @if !is_index { a .home href={ (INDEX) "#box" } { (self.title) } }
                        nav aria-label=(texts.languages) {
                            @for other in others {
                                a href={ (self.other(*other, head.name)) "#box" } hreflang=(other)
                                    lang=(other) data-other { (other.name()) }
                            }
                        }
                    }
                    main #Main { (content) }
                    footer { a href=(head.twin) { (texts.for_machines) } }
                }
            }
        };
        page.into_string()
    }

    /// Returns the index.
    pub(crate) fn index(self, lists: &[List<S>]) -> String {
        let texts = self.page_words;
        let content = html! {
            h1 { (self.title) " " (texts.heading) }
            @if self.has_module { (self.form()) } @else { p .note { (texts.no_module) } }
            h2 #codes { (texts.codes) }
            @for list in lists {
                section .list {
                    h3 { a href=(list.name()) { (prose(list.title(self.language, texts))) } }
                    p .numbers {
                        @for status in &list.codes {
                            a href=(page_of(status.code())) { (status.code()) } " "
                        }
                    }
                }
            }
            @if !S::ranges().is_empty() {
                h2 { (texts.ranges) }
                ul .codes {
                    @for range in S::ranges() {
                        li {
                            a href=(range_page(range.name())) { (Range::new(range, self.language).codes()) }
                            " " (prose(range.summary_in(self.language)))
                        }
                    }
                }
            }
        };
        let head = Head {
            title: format!("{} {}", self.title, texts.heading),
            description: texts.intro,
            name: INDEX,
            twin: LIST,
        };
        self.page(&head, &content)
    }

    /// Returns the box, and the places of the answer.
    fn form(self) -> Markup {
        let texts = self.page_words;
        let (code_of, message) = example::<S>();
        let pasted = format!("{code_of} {message}");
        let body = format!("{{\"code\":{code_of},\"desc\":{message:?}}}");
        html! {
            p { (texts.intro) }
            noscript { p .note { (texts.no_script) } }
            div role="search" {
                label for="box" { (texts.label) }
                textarea #box rows="3" spellcheck="false" autocomplete="off" autocapitalize="off"
                    aria-describedby="hint" {}
                p #hint { (texts.hint) " " (texts.examples)
                    @for example in [pasted, body] {
                        " " a href={ "#q=" (encoded(&example)) } { code { (example) } }
                    }
                }
            }
            p #status role="status" {}
            section #answer aria-label=(texts.hint) data-loading=(texts.loading) data-failed=(texts.failed) {}
            p #share hidden {
                a href="#box" { (texts.link) } " "
                button type="button" data-copied=(texts.copied) { (texts.copy) }
            }
        }
    }

    /// Returns the page of a list.
    pub(crate) fn list(self, list: &List<S>) -> String {
        let title = list.title(self.language, self.page_words);
        let content = html! {
            h1 { (prose(title)) }
            ul .codes { @for status in &list.codes { (line(*status, self.language)) } }
        };
        let name = list.name();
        let head = Head {
            title: format!("{title} \u{b7} {}", self.title),
            description: title,
            name: &name,
            twin: LIST,
        };
        self.page(&head, &content)
    }

    /// Returns the page of a code.
    pub(crate) fn code(self, status: S) -> String {
        let (words, language) = (self.words, self.language);
        let texts = self.page_words;
        let diagnosis = Diagnosis::<S>::new(status.code(), None).in_language(language);
        let answer = Answer::new(&diagnosis, None);
        let entry = Entry {
            words,
            is_page: true,
        };
        let list = S::Area::ALL.contains(&status.area()).then(|| status.area());
        let content = html! {
            h1 { (status.code()) " " span { (status.name()) } }
            (entry.show(&answer))
            @if let Some(area) = list {
                p {
                    (texts.area) (colon(words))
                    a href={ "area-" (area) ".html" } { (prose(area.summary_in(language))) }
                }
            }
            (strings(texts.sdk_names, status.sdk_names()))
            (strings(texts.texts, status.texts()))
            @if !status.sources().is_empty() {
                h2 { (texts.sources) }
                ul { @for source in status.sources() { li { (prose(source.summary_in(language))) } } }
            }
        };
        let name = page_of(status.code());
        let (summary, code) = (status.summary_in(language), status.code());
        let head = Head {
            title: format!(
                "{code} {}{}{summary} \u{b7} {}",
                status.name(),
                colon(words),
                self.title
            ),
            description: summary,
            name: &name,
            twin: &twin_of(&name),
        };
        self.page(&head, &content)
    }

    /// Returns the page of a range.
    pub(crate) fn range(self, range: &CodeRange<S>) -> String {
        let (words, texts) = (self.words, self.page_words);
        let codes = Range::new(range, self.language).codes();
        let summary = range.summary_in(self.language);
        let content = html! {
            h1 { (codes) " " span { (range.name()) } }
            p .summary { (prose(summary)) }
            p { (texts.span(range.first().into(), range.last().into())) }
            dl .facts {
                @if let Some(category) = range.category() {
                    div { dt { (words.category) } dd { code { (category) } } }
                }
                @if let Some(outcome) = range.outcome() {
                    div { dt { (words.outcome) } dd { (words.outcome_of(outcome)) } }
                }
                @if let Some(retry) = range.retry() {
                    div { dt { (words.retry) } dd { (words.retry_when(retry)) } }
                }
            }
        };
        let name = range_page(range.name());
        let head = Head {
            title: format!("{codes}{}{summary} \u{b7} {}", colon(words), self.title),
            description: summary,
            name: &name,
            twin: &twin_of(&name),
        };
        self.page(&head, &content)
    }
}

/// Returns the name of the Markdown twin of a page.
pub(crate) fn twin_of(page: &str) -> String {
    format!("{}.md", page.trim_end_matches(".html"))
}

/// Returns the directory of a language, with a slash.
pub(crate) fn directory<S: Status>(language: Language<S>) -> String {
    if language == Language::ENGLISH {
        String::new()
    } else {
        format!("{language}/")
    }
}

fn strings(title: &str, strings: &[&str]) -> Markup {
    html! {
        @if !strings.is_empty() {
            h2 { (title) }
            ul .strings { @for text in strings { li { (code(text)) } } }
        }
    }
}

/// Returns a text as it is in an address.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

//! The files of the site.

use std::env;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use commsease_status::{CodeRange, Diagnosis, Status};
use commsease_status_explain::markup::{code_span, prose};
use commsease_status_explain::{Answer, Range, markdown};

use crate::entry::{page_of, range_page};
use crate::module::{self, Missing};
use crate::page_words::PageWords;
use crate::pages::{INDEX, LIST, List, Pages, directory, twin_of};
use crate::words::Words;

const USAGE: &str = "\
Write a web page that explains status codes.

Usage: cargo run -- DIR

DIR gets the page and the files that it needs. Existing files are replaced, and none is removed.";

/// A file of the site.
struct File {
    path: String,
    content: Vec<u8>,
}

impl File {
    fn new(path: String, content: impl Into<Vec<u8>>) -> Self {
        let content = content.into();
        Self { path, content }
    }
}

/// Writes the site to the directory that is the argument of the program.
pub(crate) fn run<S: Status>(title: &'static str) -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    match arguments.as_slice() {
        [argument] if argument == "--help" || argument == "-h" => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        [directory] if !directory.as_encoded_bytes().starts_with(b"-") => {
            write::<S>(title, Path::new(directory)).unwrap_or_else(|error| {
                eprintln!("error: {error}");
                ExitCode::FAILURE
            })
        }
        _ => {
            eprintln!("error: expected one directory\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn write<S: Status>(title: &'static str, to: &Path) -> Result<ExitCode, String> {
    let module = match module::build() {
        Ok(module) => Some(module),
        Err(Missing::Target(reason)) => {
            eprintln!("warning: the page has no box for answers: {reason}");
            None
        }
        Err(Missing::Build(error)) => return Err(error),
    };
    let mut files = files::<S>(title, module.is_some()).map_err(|error| error.to_string())?;
    files.extend(module.map(|module| File::new(String::from("module.js"), module)));
    for file in &files {
        let path = to.join(&file.path);
        let parent = path.parent().unwrap_or(to);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, &file.content))
            .map_err(|error| format!("failed to write `{}`: {error}", path.display()))?;
    }
    println!("{}", to.join(INDEX).display());
    Ok(ExitCode::SUCCESS)
}

/// Returns all files but the module.
fn files<S: Status>(title: &'static str, has_module: bool) -> io::Result<Vec<File>> {
    let lists = List::<S>::all();
    let mut files = vec![File::new(
        String::from("page.css"),
        include_str!("assets/page.css"),
    )];
    if has_module {
        let script = include_str!("assets/page.js");
        files.push(File::new(String::from("page.js"), script));
    }
    for language in S::languages().iter().copied() {
        let words = Words::of(language.id());
        let pages = Pages {
            title,
            language,
            words,
            page_words: PageWords::of(language.id()),
            has_module,
        };
        let directory = directory(language);
        let mut add = |name: &str, content: Vec<u8>| {
            files.push(File::new(format!("{directory}{name}"), content));
        };
        add(INDEX, pages.index(&lists).into());
        add(LIST, list_twin(pages, &lists).into());
        for list in &lists {
            add(&list.name(), pages.list(list).into());
        }
        for status in S::all().iter().copied() {
            let name = page_of(status.code());
            add(&name, pages.code(status).into());
            add(&twin_of(&name), twin(pages, status)?);
        }
        for range in S::ranges() {
            let name = range_page(range.name());
            add(&name, pages.range(range).into());
            add(&twin_of(&name), range_twin(pages, range).into());
        }
    }
    Ok(files)
}

/// Returns the Markdown twin of the page of a code: what `explain --format markdown` prints.
fn twin<S: Status>(pages: Pages<S>, status: S) -> io::Result<Vec<u8>> {
    let diagnosis = Diagnosis::<S>::new(status.code(), None).in_language(pages.language);
    let mut printed = Vec::new();
    markdown::print(&Answer::new(&diagnosis, None), &mut printed)?;
    Ok(printed)
}

fn range_twin<S: Status>(pages: Pages<S>, range: &CodeRange<S>) -> String {
    let codes = Range::new(range, pages.language).codes();
    let summary = prose(range.summary_in(pages.language));
    format!(
        "### {} {}\n\n{summary}\n",
        code_span(&codes),
        prose(range.name())
    )
}

/// Returns the list of all twins, in the form of <https://llmstxt.org>.
fn list_twin<S: Status>(pages: Pages<S>, lists: &[List<S>]) -> String {
    let (language, words) = (pages.language, pages.page_words);
    let mut twin = format!("# {}\n\n> {}\n", prose(pages.title), prose(words.intro));
    for list in lists {
        let _ = write!(twin, "\n## {}\n\n", prose(list.title(language, words)));
        for status in &list.codes {
            let (code, name) = (status.code(), status.name());
            let page = twin_of(&page_of(code));
            let summary = prose(status.summary_in(language));
            let _ = writeln!(twin, "- [{code} {name}]({page}): {summary}");
        }
    }
    if !S::ranges().is_empty() {
        let _ = write!(twin, "\n## {}\n\n", words.ranges);
    }
    for range in S::ranges() {
        let page = twin_of(&range_page(range.name()));
        let codes = Range::new(range, language).codes().replace('*', r"\*");
        let summary = prose(range.summary_in(language));
        let _ = writeln!(twin, "- [{codes}]({page}): {summary}");
    }
    twin
}

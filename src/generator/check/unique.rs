//! What must not be duplicated, and what must refer back.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Range;

use toml::Spanned;

use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::schema::{Code, File, Integer, Text};
use crate::generator::sink::{Sink, is_placeholder};

/// Calls `report` with each item whose key is that of an earlier one, and with the first one.
fn each_duplicate<'f, T: 'f, K: Hash + Eq>(
    items: impl Iterator<Item = &'f Spanned<T>>,
    key: impl Fn(&'f T) -> K,
    mut report: impl FnMut(&'f Spanned<T>, &'f Spanned<T>),
) {
    let mut seen: HashMap<K, &'f Spanned<T>> = HashMap::new();
    for item in items {
        match seen.entry(key(item.get_ref())) {
            Entry::Occupied(first) => report(item, first.get()),
            Entry::Vacant(vacant) => drop(vacant.insert(item)),
        }
    }
}

/// Reports all duplicates of the file.
pub(crate) fn check(file: &File, sink: &mut Sink) {
    let codes: Vec<&Code> = file.code.iter().map(|it| &it.get_ref().0).collect();
    numbers(file, sink);
    warn_if_unsorted(&codes, sink);
    names(codes.iter().map(|code| &code.name), sink);
    names(file.range.iter().map(|it| &it.get_ref().name), sink);
    warn_of_equal_summaries(&codes, sink);
    identifiers(&codes, sink);
    for code in &codes {
        within_code(code, sink);
    }
    ids("log", file.log.iter().map(|log| &log.get_ref().id), sink);
}

fn redefined<T>(message: String, item: &Spanned<T>, first: &Spanned<T>) -> Diagnostic {
    let diagnostic = Diagnostic::error(message, item.span()).label("redefined here");
    diagnostic.secondary(first.span(), "first defined here")
}

fn numbers(file: &File, sink: &mut Sink) {
    let mut seen: HashMap<i64, &Integer> = HashMap::new();
    for entry in &file.code {
        let Code {
            code, name, cause, ..
        } = &entry.get_ref().0;
        let first = *seen.entry(*code.get_ref()).or_insert(code);
        if first.span() == code.span() || is_placeholder(&first.span()) {
            continue;
        }
        let message = format!("duplicate code {}", code.get_ref());
        let duplicate = redefined(message, code, first);
        // An entry that only has causes was meant to add them.
        let only_adds = is_placeholder(&name.span()) && !cause.is_empty();
        if only_adds && !is_placeholder(&code.span()) {
            sink.forget_missing(&entry.span());
        }
        sink.push(duplicate.help(match (only_adds, cause.is_empty()) {
            (true, _) => "move its causes below the first entry, and remove this one",
            (false, true) => "choose an unused number",
            (false, false) => "choose an unused number, or move its causes below the first entry",
        }));
    }
}

/// Warns once, and only if the codes are neither in ascending nor in descending order.
fn warn_if_unsorted(codes: &[&Code], sink: &mut Sink) {
    let codes = codes.iter().map(|code| &code.code);
    let mut codes: Vec<&Integer> = codes.filter(|it| !is_placeholder(&it.span())).collect();
    if codes.is_sorted_by(|a, b| a.get_ref() >= b.get_ref()) {
        return;
    }
    // A duplicate has no place.
    let mut seen = HashSet::new();
    codes.retain(|code| seen.insert(code.get_ref()));
    let Some(second) = (1..codes.len()).find(|&at| codes[at].get_ref() < codes[at - 1].get_ref())
    else {
        return;
    };
    // Either the codes before are too early, or those from here on are too late: the fewer.
    let (last, code) = (codes[second - 1], codes[second]);
    let larger = codes[..second].partition_point(|it| it.get_ref() < code.get_ref());
    let later = codes[second..].iter();
    let smaller = later.take_while(|it| it.get_ref() < last.get_ref()).count();
    let (code, other, place) = if second - larger < smaller {
        let early = codes[larger];
        let later = codes[second..].iter().copied();
        let before = later.filter(|it| it.get_ref() < early.get_ref());
        let before = before.max_by_key(|it| it.get_ref()).unwrap_or(code);
        (early, before, "after")
    } else {
        (code, last, "before")
    };
    let message = format!("code {} is out of order", code.get_ref());
    let label = format!("should come {place} {}", other.get_ref());
    let secondary = format!("{} is defined here", other.get_ref());
    let warning = Diagnostic::warning(message, code.span()).label(label);
    let warning = warning.secondary(other.span(), secondary);
    sink.push(warning.help("sort the `[[code]]` entries by number"));
}

/// Names that differ only in case would share a page of the documentation.
fn names<'f>(names: impl Iterator<Item = &'f Text>, sink: &mut Sink) {
    each_duplicate(
        names,
        |name| name.to_lowercase(),
        |name, first| {
            let (shown, other) = (escape(name.get_ref()), escape(first.get_ref()));
            let message = if first.get_ref() == name.get_ref() {
                format!("duplicate name `{shown}`")
            } else {
                format!("names `{shown}` and `{other}` differ only in case")
            };
            sink.push(redefined(message, name, first).help("choose another name"));
        },
    );
}

/// Codes with the same meaning can have equal summaries if they refer to each other.
fn warn_of_equal_summaries(codes: &[&Code], sink: &mut Sink) {
    let mut seen: HashMap<String, (Range<usize>, &Integer)> = HashMap::new();
    for code in codes {
        let summary = &code.summary;
        let this = (summary.span(), &code.code);
        let Some((first, other)) = seen.insert(summary.get_ref().to_lowercase(), this) else {
            continue;
        };
        let is_other = |it: &Integer| it.get_ref() == other.get_ref() || is_placeholder(&it.span());
        if !is_placeholder(&other.span()) && !code.see_also.iter().any(is_other) {
            let message = "`summary` is the same as another code's";
            let warning = Diagnostic::warning(message, summary.span());
            let warning = warning.secondary(first, "first used here");
            let help = "describe how the codes differ, or list each in `see_also` of the other";
            sink.push(warning.help(help));
        }
    }
}

/// Each SDK identifier resolves to one code: only one `sdk` can list it. A `shared_sdk` can repeat
/// it.
fn identifiers(codes: &[&Code], sink: &mut Sink) {
    // The first occurrence of each name and identifier, and the index of its code.
    let mut seen: HashMap<&str, (Range<usize>, usize)> = HashMap::new();
    for (index, name) in codes.iter().map(|code| &code.name).enumerate() {
        seen.entry(name.get_ref())
            .or_insert_with(|| (name.span(), index));
    }
    let names: HashSet<&str> = seen.keys().copied().collect();
    for (index, code) in codes.iter().enumerate() {
        report_listed_twice("SDK identifier", identifiers_of(code), sink);
        for identifier in identifiers_of(code) {
            sink.extend(invalid_identifier(identifier));
            let text = identifier.get_ref().as_str();
            let (first, owner) = seen
                .entry(text)
                .or_insert_with(|| (identifier.span(), index));
            if *owner != index {
                let number = *codes[*owner].code.get_ref();
                let is_name = names.contains(text);
                sink.push(conflict(identifier, first.clone(), number, is_name));
            }
        }
    }
    // An identifier or a name that was replaced by a placeholder may be any.
    let of_code = |code: &&Code| identifiers_of(code).chain([&code.name]).any(is_replaced);
    if codes.iter().any(of_code) {
        return;
    }
    for shared in codes.iter().flat_map(|code| &code.shared_sdk) {
        if !seen.contains_key(shared.get_ref().as_str()) {
            let shown = escape(shared.get_ref());
            let message = format!("shared SDK identifier `{shown}` is not defined by another code");
            sink.push(Diagnostic::error(message, shared.span()).help("move it to `sdk`"));
        }
    }
}

fn is_replaced(text: &Text) -> bool {
    is_placeholder(&text.span())
}

fn identifiers_of(code: &Code) -> impl Iterator<Item = &Text> {
    let of_meanings = code.meaning.iter().flat_map(|it| &it.get_ref().sdk);
    code.sdk.iter().chain(of_meanings)
}

fn invalid_identifier(identifier: &Text) -> Option<Diagnostic> {
    let text = identifier.get_ref();
    if text.is_empty() {
        let empty = Diagnostic::error("empty SDK identifier", identifier.span());
        return Some(empty.help("remove it"));
    }
    let label = if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        "must not contain whitespace"
    } else if text.parse::<i64>().is_ok() {
        "must not be a number"
    } else {
        return None;
    };
    let message = format!("invalid SDK identifier `{}`", escape(text));
    let invalid = Diagnostic::error(message, identifier.span()).label(label);
    Some(invalid.help("copy the identifier from the SDK, such as `\"RES_EPARAM\"`"))
}

fn conflict(identifier: &Text, first: Range<usize>, number: i64, is_name: bool) -> Diagnostic {
    let shown = escape(identifier.get_ref());
    if is_name {
        let message = format!("SDK identifier `{shown}` conflicts with the name of another code");
        let conflict = Diagnostic::error(message, identifier.span()).label("identifier");
        let conflict = conflict.secondary(first, format!("name of code {number}"));
        return conflict.help("move it to `shared_sdk`");
    }
    let message = format!("SDK identifier `{shown}` is assigned to two codes");
    Diagnostic::error(message, identifier.span())
        .label("also assigned here")
        .secondary(first, "first assigned here")
        .help("move one of them to `shared_sdk`")
}

/// Reports duplicates in a list.
pub(crate) fn report_listed_twice<'f>(
    kind: &str,
    list: impl IntoIterator<Item = &'f Text>,
    sink: &mut Sink,
) {
    each_duplicate(list.into_iter(), String::as_str, |item, first| {
        let message = format!("duplicate {kind} `{}`", escape(item.get_ref()));
        let duplicate = Diagnostic::error(message, item.span()).label("duplicate");
        let duplicate = duplicate.secondary(first.span(), "first listed here");
        sink.push(duplicate.help("remove one of them"));
    });
}

/// Checks what must differ within one code: the ids of its causes, and the platforms of its
/// meanings.
fn within_code(code: &Code, sink: &mut Sink) {
    ids(
        "cause",
        code.cause.iter().map(|cause| &cause.get_ref().id),
        sink,
    );
    let platforms = code.meaning.iter().map(|it| &it.get_ref().platform);
    each_duplicate(platforms, String::as_str, |platform, first| {
        let shown = escape(platform.get_ref());
        let message = format!("duplicate platform `{shown}` in `[[code.meaning]]`");
        sink.push(redefined(message, platform, first).help("merge the two meanings"));
    });
}

fn ids<'f>(kind: &str, ids: impl Iterator<Item = &'f Text>, sink: &mut Sink) {
    each_duplicate(
        ids,
        |id| id.to_lowercase(),
        |id, first| {
            let shown = escape(&id.get_ref().to_lowercase());
            let message = format!("duplicate {kind} id `{shown}`");
            sink.push(redefined(message, id, first).help("choose another id"));
        },
    );
}

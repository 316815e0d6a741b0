//! What must not be there twice, and what must point back.

use std::ops::Range;

use toml::Spanned;

use super::super::error::{Diagnostic, quoted};
use super::super::map::Map;
use super::super::read::{Code, File};

/// Where things of one kind were first seen.
struct Seen<'f, K> {
    first: Map<K, Range<usize>>,
    found: &'f mut Vec<Diagnostic>,
}

impl<'f, K: std::hash::Hash + Eq> Seen<'f, K> {
    fn new(found: &'f mut Vec<Diagnostic>) -> Self {
        Self {
            first: Map::default(),
            found,
        }
    }

    /// Reports a thing that is there already, with both places.
    fn add(&mut self, key: K, place: Range<usize>, message: impl FnOnce() -> String) {
        match self.first.get(&key) {
            Some(first) => {
                let again = Diagnostic::error(message(), place).label("here again");
                self.found
                    .push(again.also(first.clone(), "first defined here"));
            }
            None => {
                self.first.insert(key, place);
            }
        }
    }
}

/// Reports whatever is there twice in the file.
pub(super) fn check(file: &File, found: &mut Vec<Diagnostic>) {
    numbers(&file.codes, found);
    order(&file.codes, found);
    names(file, found);
    summaries(&file.codes, found);
    identifiers(file, found);
    for code in &file.codes {
        within(code, found);
    }
    reserved(file, found);
    references(file, found);
}

fn numbers(codes: &[Code], found: &mut Vec<Diagnostic>) {
    let mut seen = Seen::new(found);
    for code in codes.iter().filter_map(|code| code.code.as_ref()) {
        seen.add(*code.get_ref(), code.span(), || {
            format!("the number {} is defined twice", code.get_ref())
        });
    }
}

/// A table out of order is read as well, but not by people.
fn order(codes: &[Code], found: &mut Vec<Diagnostic>) {
    let numbers: Vec<_> = codes.iter().filter_map(|code| code.code.as_ref()).collect();
    for pair in numbers
        .windows(2)
        .filter(|pair| pair[1].get_ref() < pair[0].get_ref())
    {
        let message = format!("{} stands behind {}", pair[1].get_ref(), pair[0].get_ref());
        let warning =
            Diagnostic::warning(message, pair[1].span()).also(pair[0].span(), "the greater number");
        found.push(warning.help("keep the codes in the order of their numbers"));
    }
}

/// Names that differ only in case would be one page in the documentation. Ranges have names too.
fn names(file: &File, found: &mut Vec<Diagnostic>) {
    let names = file.codes.iter().filter_map(|code| code.name.as_ref());
    unique_names(names, found);
    unique_names(
        file.ranges.iter().filter_map(|range| range.name.as_ref()),
        found,
    );
}

fn unique_names<'c>(names: impl Iterator<Item = &'c Spanned<String>>, found: &mut Vec<Diagnostic>) {
    let mut seen = Seen::new(found);
    for name in names {
        let message = || format!("the name `{}` is defined twice", quoted(name.get_ref()));
        seen.add(name.get_ref().to_lowercase(), name.span(), message);
    }
}

fn summaries(codes: &[Code], found: &mut Vec<Diagnostic>) {
    let summaries = codes.iter().filter_map(|code| code.summary.as_ref());
    let texts: Vec<_> = summaries
        .map(|summary| (summary, summary.get_ref().to_lowercase()))
        .collect();
    let mut same = Map::default();
    let mut alike = Map::default();
    for (summary, text) in &texts {
        let mut words: Vec<&str> = super::style::words_that_tell(text).collect();
        words.sort_unstable();
        let is_wordless = words.is_empty();
        let like = alike.insert(words, *summary).filter(|_| !is_wordless);
        if let Some(first) = same.insert(text.as_str(), *summary) {
            let again = Diagnostic::error("two codes have the same `summary`", summary.span())
                .label("here again");
            found.push(again.also(first.span(), "first defined here"));
        } else if let Some(like) = like {
            let message = "this `summary` has the same words as another one";
            let warning =
                Diagnostic::warning(message, summary.span()).also(like.span(), "the other one");
            found.push(warning.help("say what tells the two codes apart"));
        }
    }
}

/// An identifier leads to one number: of all `sdk` lists one may have it. It may stand in `shared_sdk` elsewhere, and
/// must lead somewhere from there.
fn identifiers(file: &File, found: &mut Vec<Diagnostic>) {
    let codes = &file.codes;
    for identifier in codes.iter().flat_map(identifiers_of) {
        let text = identifier.get_ref();
        if text.is_empty()
            || text.contains(|c: char| c.is_whitespace() || c.is_control())
            || text.parse::<i64>().is_ok()
        {
            let mistake = Diagnostic::error(
                "an SDK identifier is one word and no number",
                identifier.span(),
            );
            found.push(mistake.help("write it as the SDK's source has it, like `\"RES_EPARAM\"`"));
        }
    }
    let mut seen = Seen::new(found);
    for name in codes.iter().filter_map(|code| code.name.as_ref()) {
        seen.first
            .entry(name.get_ref().as_str())
            .or_insert_with(|| name.span());
    }
    let mut own = Map::default();
    for code in codes {
        own.clear();
        for identifier in identifiers_of(code) {
            let text = identifier.get_ref().as_str();
            if let Some(first) = own.get(text) {
                let again = Diagnostic::error(
                    format!("`{}` is listed twice", quoted(text)),
                    identifier.span(),
                );
                seen.found.push(
                    again
                        .label("here again")
                        .also(Clone::clone(first), "first listed here"),
                );
                continue;
            }
            own.insert(text, identifier.span());
            if code.name.as_ref().is_none_or(|name| name.get_ref() != text) {
                seen.add(text, identifier.span(), || {
                    format!("`{}` leads to two codes", quoted(text))
                });
            }
        }
    }
    let Seen { first, found } = seen;
    for shared in codes.iter().flat_map(|code| &code.shared_sdk) {
        if !first.contains_key(shared.get_ref().as_str()) && !file.gaps.hide(shared.get_ref()) {
            let message = format!("`{}` is in no other code's `sdk`", quoted(shared.get_ref()));
            found.push(
                Diagnostic::error(message, shared.span())
                    .help("write it into `sdk`, so that it leads here"),
            );
        }
    }
}

fn identifiers_of(code: &Code) -> impl Iterator<Item = &Spanned<String>> {
    code.sdk
        .iter()
        .chain(code.senses.iter().flat_map(|sense| &sense.sdk))
}

/// What must differ within one code: the ids of its causes and the platforms of its senses.
fn within(code: &Code, found: &mut Vec<Diagnostic>) {
    let mut seen = Seen::new(found);
    for id in code.causes.iter().filter_map(|cause| cause.id.as_ref()) {
        let message = || {
            format!(
                "the cause `{}` is defined twice in this code",
                quoted(id.get_ref())
            )
        };
        seen.add(id.get_ref().to_lowercase(), id.span(), message);
    }
    let mut seen = Seen::new(seen.found);
    for platform in code
        .senses
        .iter()
        .filter_map(|sense| sense.platform.as_ref())
    {
        let message = || {
            format!(
                "this code has two senses on `{}`",
                quoted(platform.get_ref())
            )
        };
        seen.add(platform.get_ref(), platform.span(), message);
    }
}

fn reserved(file: &File, found: &mut Vec<Diagnostic>) {
    let mut numbers = Map::default();
    let mut names = Map::default();
    for reserved in &file.reserved {
        let note = reserved
            .note
            .as_ref()
            .map_or("", |note| note.get_ref().as_str());
        if let Some(number) = &reserved.code {
            numbers.insert(*number.get_ref(), (number.span(), note));
        }
        if let Some(name) = &reserved.name {
            names.insert(name.get_ref().to_ascii_lowercase(), (name.span(), note));
        }
        let place = &reserved.place;
        let is_hidden = ["code", "name"]
            .iter()
            .any(|key| file.gaps.hide_near(place.start, key));
        if reserved.is_empty && !is_hidden {
            let mistake =
                Diagnostic::error("a reservation needs a `code` or a `name`", place.clone());
            found.push(
                mistake.help("add `code = 414` or `name = \"...\"`: what may never be used again"),
            );
        }
    }
    for code in &file.codes {
        if let Some((number, (kept, note))) = code
            .code
            .as_ref()
            .and_then(|code| Some((code, numbers.get(code.get_ref())?)))
        {
            let mistake = Diagnostic::error(
                format!("the number {} is reserved", number.get_ref()),
                number.span(),
            );
            found.push(
                mistake
                    .also(kept.clone(), *note)
                    .help("choose another number"),
            );
        }
        let taken = code
            .name
            .as_ref()
            .and_then(|name| Some((name, names.get(&name.get_ref().to_ascii_lowercase())?)));
        if let Some((name, (kept, note))) = taken {
            let mistake = Diagnostic::error(
                format!("the name `{}` is reserved", quoted(name.get_ref())),
                name.span(),
            );
            found.push(
                mistake
                    .also(kept.clone(), *note)
                    .help("choose another name"),
            );
        }
    }
}

/// Whoever reads one of two entries that say the same must learn of the other.
fn references(file: &File, found: &mut Vec<Diagnostic>) {
    let codes = &file.codes;
    let by_number: Map<i64, &Code> = codes
        .iter()
        .filter_map(|code| Some((*code.code.as_ref()?.get_ref(), code)))
        .collect();
    for code in codes {
        let Some(number) = &code.code else { continue };
        let mut seen = Seen::new(found);
        for other in &code.see_also {
            seen.add(*other.get_ref(), other.span(), || {
                format!("{} is listed twice", other.get_ref())
            });
        }
        for other in &code.see_also {
            let points_back = |entry: &&Code| {
                entry
                    .see_also
                    .iter()
                    .any(|back| back.get_ref() == number.get_ref())
            };
            if other.get_ref() == number.get_ref() {
                found.push(Diagnostic::error(
                    "a code cannot refer to itself",
                    other.span(),
                ));
            } else if let Some(entry) = by_number
                .get(other.get_ref())
                .filter(|entry| !points_back(entry))
            {
                let place = entry.code.as_ref().map_or(other.span(), Spanned::span);
                if file.gaps.hide_near(place.start, "see_also") {
                    continue;
                }
                let message = format!(
                    "{} does not refer back to {}",
                    other.get_ref(),
                    number.get_ref()
                );
                let mistake =
                    Diagnostic::error(message, other.span()).also(place, "the other entry");
                found.push(mistake.help(format!(
                    "write {} into the `see_also` of the other entry, too",
                    number.get_ref()
                )));
            }
        }
    }
}

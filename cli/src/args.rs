//! What the arguments of several commands share.

use std::env;
use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use commsease_status::{Language, Status, Vocabulary};
pub(crate) use commsease_status_explain::example;

use crate::output::{self, wrapped_to};

/// Returns the file name of the program.
pub(crate) fn program_name() -> String {
    let path = env::args_os().next().unwrap_or_default();
    let name = Path::new(&path).file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    let name = name.strip_suffix(env::consts::EXE_SUFFIX).unwrap_or(&name);
    if name.is_empty() {
        String::from("commsease-status")
    } else {
        String::from(name)
    }
}

/// Returns a parser of the ids of a vocabulary.
pub(crate) fn ids<V: Vocabulary>() -> ValueParser {
    if is_undeclared::<V>() {
        return ValueParser::new(|_: &str| Err::<V, _>("the table declares no such values"));
    }
    one_of(
        V::ALL
            .iter()
            .map(|value| (*value, value.id(), value.summary())),
    )
}

/// Returns a parser of the ids of some values, given with each value, its id, and its help.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    values: impl Iterator<Item = (T, &'static str, &'static str)>,
) -> ValueParser {
    let values: Vec<_> = values.collect();
    let possible = values
        .iter()
        .map(|(_, id, help)| PossibleValue::new(*id).help(*help));
    let parser = PossibleValuesParser::new(possible);
    ValueParser::new(parser.try_map(move |parsed| {
        let found = values.iter().find(|(_, id, _)| *id == parsed);
        found.map(|(value, ..)| *value).ok_or("unknown id")
    }))
}

/// Returns a parser of the ids of the table's languages.
pub(crate) fn languages<S: Status>() -> ValueParser {
    one_of(S::languages().iter().map(|it| (*it, it.id(), it.name())))
}

/// Returns the language of the environment, or English if the table does not have it.
pub(crate) fn language_of_environment<S: Status>() -> Language<S> {
    let value = |name: &&str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(value);
    language_of_locale(&locale.unwrap_or_default())
}

/// Returns the language of a locale, such as `zh_CN.UTF-8`.
fn language_of_locale<S: Status>(locale: &str) -> Language<S> {
    let tag = locale.split(['.', '@']).next().unwrap_or_default();
    let tag = tag.replace('_', "-").to_ascii_lowercase();
    let is_in = |language: &&Language<S>| {
        let rest = tag.strip_prefix(language.id());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let languages = S::languages().iter().filter(is_in);
    let closest = languages.max_by_key(|language| language.id().len());
    closest.copied().unwrap_or_default()
}

/// Returns `true` if the table does not declare a vocabulary, so that its options are hidden.
pub(crate) fn is_undeclared<V: Vocabulary>() -> bool {
    V::ALL.is_empty()
}

/// The number of columns by which clap indents the long help of an option.
const HELP_INDENT: usize = 10;

/// Returns the long help of an option for an id: the short help and all possible values.
pub(crate) fn long_help<V: Vocabulary>(help: &str) -> String {
    let width = V::ALL.iter().map(|value| value.id().len()).max();
    let width = width.unwrap_or_default() + "- : ".len();
    let values = V::ALL.iter().map(|value| {
        let first = format!("{:width$}", format!("- {}:", value.id()));
        wrapped_to(
            output::width().saturating_sub(HELP_INDENT),
            &first,
            width,
            value.summary(),
        )
    });
    let values: Vec<String> = values.collect();
    format!("{help}\n\nPossible values:\n{}", values.join("\n"))
}

#[cfg(test)]
mod tests {
    use commsease_status::{Language, StatusCode};

    use super::*;

    #[test]
    fn the_language_is_that_of_the_locale() {
        #[track_caller]
        fn check(locale: &str, expected: Language) {
            assert_eq!(language_of_locale::<StatusCode>(locale), expected);
        }
        check("zh_CN.UTF-8", StatusCode::ZH);
        check("zh", StatusCode::ZH);
        check("zh-Hans@variant", StatusCode::ZH);
        check("en_US.UTF-8", Language::ENGLISH);
        check("zhx", Language::ENGLISH);
        check("C", Language::ENGLISH);
        check("", Language::ENGLISH);
    }
}

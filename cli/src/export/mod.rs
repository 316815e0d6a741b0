//! `export`: texts for the end users of an app, as the files that its platform reads.

mod format;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use clap::ValueHint;
use commsease_status::{Language, Outcome, Status, Vocabulary};

use self::format::{Format, Texts};
use crate::args;
use crate::files;
use crate::output::Failed;
use commsease_status_explain::Scope;

#[derive(clap::Args)]
#[command(after_long_help = "\
Keys:
  im_414                   The text of a code
  im_minus_1               The text of a code below zero
  im_414_chat_room_closed  The text of a cause, if its code has another one
  im_summary_414           The summary of a code, with `--summaries`

An app looks up the key of the cause, then that of the code. If the text is empty, there is nothing
to show. A code that is no failure usually has no key.

Files in the directory:
  android  values/strings_im.xml, values-zh/strings_im.xml
  ios      en.lproj/im.strings, zh-Hans.lproj/im.strings
  json     en/im.json, zh/im.json

Exit status:
  0  The texts were printed or written
  2  The arguments or the directory cannot be used, or the table has no texts")]
pub(crate) struct Args<S: Status> {
    /// Format of the files
    #[arg(value_enum)]
    format: Format,
    /// Directory for one file in each language
    ///
    /// With `--language`, only the file in that language is written. Existing files are replaced, and
    /// none is removed. Without a directory, the texts in one language are printed.
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    directory: Option<PathBuf>,
    /// Start of all keys, and name of the files
    #[arg(long, default_value = "im_", value_parser = prefix)]
    prefix: String,
    /// Include the summaries of codes, which are for developers
    #[arg(long)]
    summaries: bool,
    /// Use the meanings of codes on this platform
    #[arg(
        long,
        value_name = "PLATFORM",
        value_parser = args::ids::<S::Platform>(),
        hide = args::is_undeclared::<S::Platform>(),
        hide_possible_values = true,
        long_help = args::long_help::<S::Platform>("Use the meanings of codes on this platform")
    )]
    platform: Option<S::Platform>,
}

/// Parses the start of all keys. With it, a key is a valid identifier in every format.
fn prefix(text: &str) -> Result<String, &'static str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_part) {
        Ok(text.into())
    } else {
        Err("expected a letter, then letters, digits, and `_`")
    }
}

/// Prints the texts in one language, or writes those in all languages to a directory.
pub(crate) fn run<S: Status>(
    args: &Args<S>,
    language: Option<Language<S>>,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let Some(directory) = &args.directory else {
        let language = language.unwrap_or_else(args::language_of_environment);
        args.format.write(&texts(args, language)?, out)?;
        return Ok(0);
    };
    let languages = language
        .as_ref()
        .map_or(S::languages(), std::slice::from_ref);
    let mut contents = BTreeMap::new();
    for language in languages {
        let name = args.prefix.trim_end_matches('_');
        let path = args.format.path(language.id(), name);
        let mut content = Vec::new();
        args.format.write(&texts(args, *language)?, &mut content)?;
        if contents.insert(directory.join(path), content).is_some() {
            let message = format!("`{language}` has the same file as another language");
            return Err(Failed::Input(message + ": choose one with `--language`"));
        }
    }
    for (path, content) in contents {
        files::write(&path, &content)?;
    }
    Ok(0)
}

/// Returns the texts in a language, with their keys. The keys are the same in each language.
fn texts<S: Status>(args: &Args<S>, language: Language<S>) -> Result<Texts, Failed> {
    let mut texts = Texts::new();
    for status in S::all() {
        let scope = Scope::new(Some(*status), args.platform);
        let sign = if status.code() < 0 { "minus_" } else { "" };
        let code = format!("{sign}{}", status.code().unsigned_abs());
        if args.summaries {
            let own = scope.meaning.map(|it| it.summary_in(language));
            let summary = own.unwrap_or_else(|| status.summary_in(language));
            texts.push((format!("{}summary_{code}", args.prefix), summary));
        }
        let key = format!("{}{code}", args.prefix);
        let of_code = |language| user_message(*status, &scope, language);
        texts.extend(of_code(language).map(|text| (key.clone(), text)));
        for cause in status.causes().iter().filter(|it| scope.includes(it)) {
            let differs = |language: &Language<S>| {
                let own = cause.user_message_in(*language);
                own.is_some_and(|own| own != of_code(*language).unwrap_or_default())
            };
            // If one language needs the key, another would fall back to it where it has none.
            let text = cause.user_message_in(language);
            if let Some(text) = text.filter(|_| S::languages().iter().any(differs)) {
                texts.push((format!("{key}_{}", cause.id().replace('-', "_")), text));
            }
        }
    }
    if texts.is_empty() {
        let help = "add `user` to its categories, or use `--summaries`";
        let message = format!("the table has no texts for end users: {help}");
        return Err(Failed::Input(message));
    }
    Ok(texts)
}

/// Returns the text of a code: an empty one if the table says that there is nothing to show, and
/// `None` if it says nothing.
fn user_message<S: Status>(
    status: S,
    scope: &Scope<S>,
    language: Language<S>,
) -> Option<&'static str> {
    let (text, outcome, category) = match scope.meaning {
        Some(it) => (it.user_message_in(language), it.outcome(), it.category()),
        None => (
            status.user_message_in(language),
            status.outcome(),
            status.category(),
        ),
    };
    // A failure has the text of its category, unless its own one is empty.
    let is_empty = || outcome == Outcome::Failure && category.user_message_in(language).is_some();
    text.or_else(|| is_empty().then_some(""))
}

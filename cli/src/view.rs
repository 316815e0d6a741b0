//! The table that is asked: the built-in one, or one in TOML that nobody compiled. Behind here they are the same.

use std::fs;
use std::path::Path;

use commsease_status::StatusCode;
use commsease_status::catalogue::{Catalogue, Text};

use crate::output::{Failed, shown};

/// The built-in table, or the one in a file.
pub(crate) fn table(path: Option<&Path>) -> Result<Catalogue, Failed> {
    let Some(path) = path else {
        return Ok(Catalogue::of::<StatusCode>());
    };
    let name = path.display().to_string();
    let source = fs::read(path)
        .map_err(|error| Failed::Input(format!("cannot read `{}`: {error}", shown(&name))))?;
    // What is only suspicious is for whoever keeps the table, not for whoever asks it.
    let (catalogue, _) = Catalogue::from_toml(&source).map_err(|rejected| {
        Failed::Input(format!(
            "`{}` is no table of codes\n\n{}",
            shown(&name),
            rejected.render(&source, &shown(&name))
        ))
    })?;
    Ok(catalogue)
}

/// Refuses a word that the table does not declare.
pub(crate) fn declared<'w>(
    kind: &str,
    word: Option<&'w str>,
    mut words: impl Iterator<Item = &'w Text> + Clone,
) -> Result<Option<&'w str>, Failed> {
    let Some(word) = word else { return Ok(None) };
    if words.clone().any(|declared| declared == word) {
        return Ok(Some(word));
    }
    let known: Vec<&str> = words.by_ref().map(AsRef::as_ref).collect();
    let known = if known.is_empty() {
        String::from("it has none")
    } else {
        format!("it has {}", known.join(", "))
    };
    Err(Failed::Input(format!(
        "the table has no {kind} `{}`: {known}",
        shown(word)
    )))
}

//! From a number, a name, or an SDK identifier to a code.

use commsease_status::{Language, Notation, Status};

use crate::NoAnswer;
use crate::record::Reserved;

/// A longer word is not a misspelled name.
const MAX_NAME_LEN: usize = 64;
/// The similarity of two names, from 0 to 1, from which one is suggested for the other.
const MIN_SIMILARITY: f64 = 0.7;

/// What a word refers to.
pub(crate) struct Named<S: Status> {
    pub(crate) code: i32,
    /// The platform of an SDK identifier.
    pub(crate) platform: Option<S::Platform>,
    /// The name as the table has it, if only the case differs.
    pub(crate) exact: Option<&'static str>,
}

/// Returns `true` for a number, and for a name that no sentence begins with.
pub(crate) fn is_unmistakable(word: &str) -> bool {
    let mut letters = word.chars().skip(1);
    word.contains(|c: char| c.is_ascii_digit() || c == '_') || letters.any(char::is_uppercase)
}

/// Returns `true` for a text that can be a misspelled name.
pub(crate) fn can_be_name(text: &str) -> bool {
    text.is_ascii() && !text.contains(char::is_whitespace)
}

/// Returns the code that a number, a name, or an SDK identifier refers to. An identifier that only
/// one platform uses, with a meaning of its own, implies the platform.
pub(crate) fn code_of<S: Status>(word: &str) -> Result<Named<S>, NoAnswer> {
    let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
    let named = |code| Named {
        code,
        platform: None,
        exact: None,
    };
    let is_hex = S::notation() == Notation::Hex && digits.to_ascii_lowercase().starts_with("0x");
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || is_hex {
        let code = S::notation().parse(word).map(named);
        return code.ok_or_else(|| NoAnswer::InvalidCode(String::from(word)));
    }
    let ignoring_case = || ignoring_case::<S>(word).map(|(status, name)| (status, Some(name)));
    let found = S::from_name(word).map(|status| (status, None));
    let Some((status, exact)) = found.or_else(ignoring_case) else {
        let reserved = Reserved::of_name::<S>(word, Language::ENGLISH);
        if let Some(code) = reserved.and_then(|it| it.code) {
            return Ok(named(code.code));
        }
        if let Some(error) = without_code::<S>(word) {
            return Err(error);
        }
        return Err(NoAnswer::UnknownName {
            name: String::from(word),
            similar: similar::<S>(word),
        });
    };
    let mut meanings = status.meanings().iter();
    let meaning = meanings.find(|meaning| meaning.sdk_names().contains(&exact.unwrap_or(word)));
    Ok(Named {
        code: status.code(),
        platform: meaning.map(|meaning| meaning.platform()),
        exact,
    })
}

/// Returns the error for a name that is reserved, and has no code.
pub(crate) fn without_code<S: Status>(word: &str) -> Option<NoAnswer> {
    let reserved =
        Reserved::of_name::<S>(word, Language::ENGLISH).filter(|it| it.code.is_none())?;
    Some(NoAnswer::Reserved {
        name: String::from(word),
        note: reserved.note,
    })
}

fn ignoring_case<S: Status>(word: &str) -> Option<(S, &'static str)> {
    S::all().iter().copied().find_map(|status| {
        let mut names = [&[status.name()], status.sdk_names()].concat().into_iter();
        let name = names.find(|name| name.eq_ignore_ascii_case(word))?;
        Some((status, name))
    })
}

/// Returns the name or SDK identifier that a word is most likely a misspelling of.
fn similar<S: Status>(word: &str) -> Option<&'static str> {
    if word.len() > MAX_NAME_LEN {
        return None;
    }
    let word = word.to_ascii_lowercase();
    // Of equally similar ones, the last is suggested: the name rather than an identifier.
    let names = S::all().iter().flat_map(|status| {
        let names = status.sdk_names().iter().copied();
        names.chain([status.name()])
    });
    let similarity =
        |name: &str| strsim::normalized_damerau_levenshtein(&word, &name.to_ascii_lowercase());
    names
        .map(|name| (similarity(name), name))
        .filter(|&(similarity, _)| similarity >= MIN_SIMILARITY)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, name)| name)
}

//! Names that become Rust: variants, enums, ids, and versions.

use std::ops::Range;

use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::model::Name;
use crate::generator::schema::KEYS_LIKE_LANGUAGES;

/// A name is also a file name in the documentation.
const MAX_NAME_LEN: usize = 100;
/// Types that are generated or used beside the enum.
const RESERVED_TYPES: [&str; 4] = ["Category", "Area", "Platform", "Source"];

/// What is wrong with a name.
pub(crate) struct NameError {
    message: String,
    label: String,
    help: String,
}

impl NameError {
    fn new(message: String, label: &str, help: impl Into<String>) -> Self {
        Self {
            message,
            label: String::from(label),
            help: help.into(),
        }
    }

    pub(crate) fn at(self, span: Range<usize>) -> Diagnostic {
        Diagnostic::error(self.message, span)
            .label(self.label)
            .help(self.help)
    }
}

/// Checks the name of a code or a range.
pub(crate) fn variant(name: &str) -> Result<Name, NameError> {
    if name == "Self" {
        let message = String::from("`Self` is a reserved keyword in Rust");
        return Err(NameError::new(
            message,
            "cannot be used as a variant name",
            "choose another name",
        ));
    }
    check_len("name", name)?;
    if let Some(name) = Name::parse(name).filter(|_| is_upper_camel_case(name)) {
        return Ok(name);
    }
    let suggestion = to_upper_camel_case(name);
    let help = if is_upper_camel_case(&suggestion) && suggestion != "Self" {
        format!("use `{suggestion}`")
    } else {
        String::from("use a name such as `InvalidParameter`")
    };
    let label = "must be UpperCamelCase ASCII letters and digits";
    Err(match name.trim() {
        "" => NameError::new(String::from("`name` is empty"), label, help),
        _ => {
            let message = format!("`{}` is not a valid variant name", escape(name));
            NameError::new(message, label, help)
        }
    })
}

/// Checks the name of the enum.
pub(crate) fn enum_name(name: &str) -> Result<Name, NameError> {
    if RESERVED_TYPES.contains(&name) {
        let message = format!("enum name `{name}` conflicts with a generated type");
        let help = "choose a name other than `Category`, `Area`, `Platform`, or `Source`";
        return Err(NameError::new(message, "", help));
    }
    variant(name)
}

/// Checks an id, such as that of a cause.
pub(crate) fn id(id: &str) -> Result<String, NameError> {
    check_len("id", id)?;
    if is_kebab_case(id) {
        return Ok(String::from(id));
    }
    let label = "must be kebab-case ASCII letters and digits";
    let suggestion = to_kebab_case(id);
    Err(match id.trim() {
        "" => NameError::new(
            String::from("`id` is empty"),
            "",
            "use a kebab-case id such as `chat-room`",
        ),
        _ => {
            let help = if is_kebab_case(&suggestion) {
                format!("use `{suggestion}`")
            } else {
                String::from("use a kebab-case id such as `chat-room`")
            };
            NameError::new(format!("`{}` is not a valid id", escape(id)), label, help)
        }
    })
}

/// Checks a declared id, and returns the variant that it maps to.
pub(crate) fn variant_of_id(kind: &str, declared: &str) -> Result<Name, NameError> {
    let name = to_upper_camel_case(&id(declared)?);
    if name == "ALL" {
        let message = format!("{kind} id `{declared}` maps to the generated constant `ALL`");
        return Err(NameError::new(message, "", "choose another id"));
    }
    variant(&name).map_err(|_| {
        let message = format!("{kind} id `{declared}` maps to the reserved keyword `{name}`");
        NameError::new(message, "", "choose another id")
    })
}

/// Checks the id of a language, and returns the constant that it maps to.
pub(crate) fn language(declared: &str) -> Result<Name, NameError> {
    let id = id(declared)?;
    let error = |message: String, help: &str| Err(NameError::new(message, "", help));
    if id == "en" {
        let message = String::from("the texts of the table are in English");
        return error(message, "declare only other languages");
    }
    if KEYS_LIKE_LANGUAGES.contains(&&*id) {
        let message = format!("language id `{id}` is also a key of entries");
        return error(message, "add the region or the script, such as `id-latn`");
    }
    let mut subtags = id.split('-');
    let is_tag = subtags.next().is_some_and(|it| matches!(it.len(), 2 | 3))
        && subtags.all(|it| (2..=8).contains(&it.len()))
        && id.starts_with(|c: char| c.is_ascii_lowercase());
    match Name::parse(&id.to_uppercase().replace('-', "_")).filter(|_| is_tag) {
        Some(constant) => Ok(constant),
        None => error(
            format!("`{}` is not a valid language id", escape(declared)),
            "use a language tag such as `zh` or `zh-hant`",
        ),
    }
}

/// Checks the version that deprecated a code. Lints reject anything else in `#[deprecated]`.
pub(crate) fn version(version: &str) -> Result<String, NameError> {
    let parts: Vec<&str> = version.split('.').collect();
    let is_number = |part: &&str| {
        (1..=9).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_digit())
            && (*part == "0" || !part.starts_with('0'))
    };
    if parts.len() == 3 && parts.iter().all(is_number) {
        return Ok(String::from(version));
    }
    let message = match version.trim() {
        "" => String::from("`since` is empty"),
        _ => format!("`{}` is not a valid version", escape(version)),
    };
    Err(NameError::new(message, "", "use a version such as `1.2.0`"))
}

fn check_len(kind: &str, name: &str) -> Result<(), NameError> {
    let len = name.chars().count();
    if len <= MAX_NAME_LEN {
        return Ok(());
    }
    let label = format!("{len} characters; the limit is {MAX_NAME_LEN}");
    Err(NameError::new(
        format!("{kind} is too long"),
        &label,
        "choose a shorter one",
    ))
}

fn is_upper_camel_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn is_kebab_case(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && id.split('-').all(|part| !part.is_empty())
}

/// Converts `chat-room`, `chat_room`, or `chat room` to `ChatRoom`.
fn to_upper_camel_case(name: &str) -> String {
    let mut camel = String::new();
    for part in name.split(['-', '_', ' ']) {
        let mut chars = part.chars();
        camel.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        camel.extend(chars);
    }
    camel
}

/// Converts `ChatRoom`, `chat_room`, or `Chat Room` to `chat-room`.
fn to_kebab_case(name: &str) -> String {
    let mut kebab = String::new();
    for c in name.chars() {
        let is_separator = matches!(c, '_' | ' ' | '-');
        let starts_part = is_separator || c.is_ascii_uppercase();
        if starts_part && !kebab.is_empty() && !kebab.ends_with('-') {
            kebab.push('-');
        }
        if !is_separator {
            kebab.push(c.to_ascii_lowercase());
        }
    }
    kebab
}

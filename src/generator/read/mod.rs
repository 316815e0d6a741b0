//! First stage: TOML to entries, each value with its span.
//!
//! The structs here are the schema: which keys there are, of which type, and which are required. A
//! value that cannot be used is reported and left out, so that later checks find everything else.

mod table;
mod value;

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(crate) use self::table::Keyed;
use self::table::{Read, TableReader};
pub(crate) use self::value::Field;
use self::value::{Context, Date};
use crate::generator::diagnostic::{Diagnostic, TableError};
use crate::generator::syntax;
use crate::shared::escape::is_format_control;

/// Defines the keys of a table: the type of each value, and the method that reads it. With `with span`,
/// the span of the table's header is there, too.
macro_rules! table {
    ($(#[$doc:meta])* struct $Name:ident $(with $span:ident)? {
        $($key:ident: $Type:ty = $method:ident($($argument:expr)?),)*
    }) => {
        $(#[$doc])*
        #[derive(Default)]
        pub(crate) struct $Name {
            $(pub(crate) $span: Range<usize>,)?
            $(pub(crate) $key: $Type,)*
        }

        impl Read for $Name {
            const KEYS: &'static [&'static str] = &[$(stringify!($key)),*];

            fn read(table: &mut TableReader<'_, '_>) -> Self {
                Self {
                    $($span: table.$span(),)?
                    $($key: table.$method(stringify!($key) $(, $argument)?),)*
                }
            }
        }
    };
}

table! {
    /// The whole file, except `[enum]`, whose name is a keyword of Rust.
    struct File {
        source: Keyed<Source> = keyed_tables(),
        category: Keyed<Category> = keyed_tables(),
        area: Keyed<Area> = keyed_tables(),
        platform: Keyed<Platform> = keyed_tables(),
        range: Vec<CodeRange> = array_of_tables(),
        reserved: Vec<Reserved> = array_of_tables(),
        code: Vec<Code> = array_of_tables(),
    }
}

table! {
    /// `[enum]`
    struct Enum with span {
        name: Field<String> = required("add the name of the enum: `name = \"AppCode\"`"),
        doc: Field<String> = required("add the enum's documentation: `doc = \"...\"`"),
        extends: Field<String> = optional(),
    }
}

table! {
    /// `[category.<id>]`
    struct Category {
        summary: Field<String> = required(SUMMARY),
        advice: Field<String> = optional(),
        outcome: Field<String> = optional(),
        retry: Field<String> = optional(),
    }
}

table! {
    /// `[area.<id>]`
    struct Area {
        summary: Field<String> = required(SUMMARY),
    }
}

table! {
    /// `[platform.<id>]`
    struct Platform {
        summary: Field<String> = required(SUMMARY),
        parent: Field<String> = optional(),
        succeeds: Field<String> = optional(),
    }
}

table! {
    /// `[source.<id>]`
    struct Source {
        title: Field<String> = required("add the document title: `title = \"...\"`"),
        date: Field<Date> = optional(),
    }
}

table! {
    /// `[[range]]`
    struct CodeRange {
        from: Field<i64> = required("add the first code of the range: `from = 20000`"),
        to: Field<i64> = required("add the last code of the range: `to = 20099`"),
        suffix: Field<String> = optional(),
        name: Field<String> = required("add a name in UpperCamelCase: `name = \"AppCallback\"`"),
        summary: Field<String> = required(SUMMARY),
        category: Field<String> = optional(),
        outcome: Field<String> = optional(),
        retry: Field<String> = optional(),
    }
}

table! {
    /// `[[reserved]]`
    struct Reserved {
        code: Field<i64> = required_without(NAME),
        name: Field<String> = optional(),
        note: Field<String> = required("add the reason: `note = \"...\"`"),
    }
}

table! {
    /// `[[code]]`
    struct Code {
        code: Field<i64> = required("add the numeric code: `code = 414`"),
        name: Field<String> =
            required("add the name of the Rust variant: `name = \"InvalidParameter\"`"),
        summary: Field<String> = required(SUMMARY),
        category: Field<String> = category_of_code(CATEGORY),
        area: Field<String> = required_if_declared(AREA),
        outcome: Field<String> = optional(),
        retry: Field<String> = required_unless_given(RETRY),
        sdk: Vec<Spanned<String>> = array(),
        shared_sdk: Vec<Spanned<String>> = array(),
        keywords: Vec<Spanned<String>> = array(),
        see_also: Vec<Spanned<i64>> = array(),
        sources: Vec<Spanned<String>> = array_if_declared(SOURCES),
        deprecated: Option<Deprecated> =
            table("use an inline table: `deprecated = { since = \"1.2.0\", note = \"...\" }`"),
        meaning: Vec<Meaning> = array_of_tables(),
        cause: Vec<Cause> = array_of_tables(),
    }
}

table! {
    /// `deprecated = { .. }` of a code
    struct Deprecated {
        since: Field<String> =
            required("add the version that deprecates it: `since = \"1.2.0\"`"),
        note: Field<String> = required("add the reason: `note = \"...\"`"),
        replaced_by: Field<String> = optional(),
    }
}

table! {
    /// `[[code.meaning]]`
    struct Meaning {
        platform: Field<String> =
            required("use an id declared as `[platform.<id>]`: `platform = \"...\"`"),
        summary: Field<String> = required(SUMMARY),
        category: Field<String> = optional(),
        outcome: Field<String> = optional(),
        retry: Field<String> = optional(),
        sdk: Vec<Spanned<String>> = array(),
        sources: Vec<Spanned<String>> = array_if_declared(SOURCES),
    }
}

table! {
    /// `[[code.cause]]`
    struct Cause {
        id: Field<String> =
            required("add an id that is unique within this code: `id = \"room-closed\"`"),
        description: Field<String> = required("describe what happened: `description = \"...\"`"),
        fix: Field<String> = required("describe how to fix it: `fix = \"...\"`"),
        fix_by: Field<String> = required(
            "add who applies the fix: `fix_by = \"caller\"` (or `\"admin\"`, `\"end-user\"`, \
             `\"service\"`)"
        ),
        retry: Field<String> = optional(),
        area: Field<String> = required_if_declared(AREA),
        patterns: Vec<Spanned<String>> = array(),
        hints: Vec<Spanned<String>> = array(),
        samples: Vec<Spanned<String>> = array(),
        sources: Vec<Spanned<String>> = array_if_declared(SOURCES),
    }
}

const SUMMARY: &str = "describe it in one sentence: `summary = \"...\"`";
const CATEGORY: (&str, &str) = (
    "category",
    "use an id declared as `[category.<id>]`: `category = \"...\"`",
);
const AREA: (&str, &str) = (
    "area",
    "use an id declared as `[area.<id>]`: `area = \"...\"`",
);
const RETRY: &str =
    "add `retry = \"never\"` (or `\"after-fix\"`, `\"backoff\"`, `\"outcome-unknown\"`)";
const NAME: (&str, &str) = (
    "name",
    "add what is reserved: `code = 414` or `name = \"...\"`",
);
const SOURCES: (&str, &str) = (
    "source",
    "cite at least one declared source: `sources = [\"<id>\"]`",
);

/// Reads a file.
///
/// # Errors
///
/// Returns an error only if the file is not UTF-8 or not TOML. Other errors are in the list.
pub(crate) fn read(source: &[u8]) -> Result<(Enum, File, Vec<Diagnostic>), TableError> {
    let text = std::str::from_utf8(source)
        .map_err(|error| TableError::new(vec![not_utf8(source, error)]))?;
    let mut diagnostics = invisible_characters(text);
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        diagnostics.extend(syntax::diagnose(text, &errors));
        return Err(TableError::new(diagnostics));
    }
    let declares = |key: &str| root.get_ref().contains_key(key);
    let context = Context {
        invisible: diagnostics
            .iter()
            .map(|it| it.primary.span.clone())
            .collect(),
        declared: ["category", "area", "source"]
            .into_iter()
            .filter(|key| declares(key))
            .collect(),
        gives_retry: gives_retry(root.get_ref()),
    };
    let root = Spanned::new(0..0, root.into_inner());
    let mut root = TableReader::new(String::new(), root, &context, &mut diagnostics);
    root.deny_unknown_keys(&[&["enum"], File::KEYS].concat());
    let help = "add an `[enum]` table with the keys `name` and `doc`";
    let enumeration = root.required_table("enum", help);
    let file = File::read(&mut root);
    Ok((enumeration.unwrap_or_default(), file, diagnostics))
}

/// Returns the ids of the declared categories, and whether each gives the `retry` of its codes.
fn gives_retry(root: &DeTable<'_>) -> HashMap<String, bool> {
    let Some(DeValue::Table(categories)) = root.get("category").map(Spanned::get_ref) else {
        return HashMap::new();
    };
    // A misspelled key, which is reported, can be the one that gives it.
    let is_misspelled = |key: &str| !Category::KEYS.contains(&key);
    let gives = |category: &DeValue<'_>| {
        category.as_table().is_none_or(|category| {
            category.contains_key("retry")
                || category.keys().any(|key| is_misspelled(key.get_ref()))
        })
    };
    categories
        .iter()
        .map(|(id, category)| (id.get_ref().to_string(), gives(category.get_ref())))
        .collect()
}

fn not_utf8(source: &[u8], error: std::str::Utf8Error) -> Diagnostic {
    // The rendered text has a replacement character of three bytes in place of the invalid ones.
    let start = error.valid_up_to();
    let end = error.error_len().map_or(source.len(), |len| start + len);
    Diagnostic::error("file is not valid UTF-8", start..end)
        .label("invalid byte sequence")
        .help("save the file as UTF-8")
}

/// Reports characters that are not visible and change how others are displayed, such as those that
/// reverse the direction of text.
fn invisible_characters(text: &str) -> Vec<Diagnostic> {
    let is_mark = |at: usize, c: char| at == 0 && c == '\u{feff}';
    let invisible = text
        .char_indices()
        .filter(|&(at, c)| is_format_control(c) && !is_mark(at, c));
    let diagnostics = invisible.map(|(at, c)| {
        let message = format!("invisible character U+{:04X} is not allowed", u32::from(c));
        Diagnostic::error(message, at..at + c.len_utf8())
            .label("this can change how the surrounding text is displayed")
            .help("remove it")
    });
    diagnostics.collect()
}

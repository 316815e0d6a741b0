//! The formats of `export`: where their files are, and how they escape texts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use commsease_status::must_escape;

use crate::output::{Failed, write_json};

/// Texts with their keys.
pub(super) type Texts = Vec<(String, &'static str)>;

/// A format of localized texts.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// String resources of Android
    Android,
    /// Strings files of iOS and macOS
    Ios,
    /// Flat JSON for i18n libraries
    Json,
}

const NOTICE: &str = "Generated from a code table. The next export replaces this file.";

impl Format {
    /// Returns the path of the file in a language, where projects of the platform have it.
    pub(super) fn path(self, language: &str, name: &str) -> PathBuf {
        let path = match self {
            Self::Android => format!("{}/strings_{name}.xml", android_directory(language)),
            // Xcode and the settings of devices have no Chinese without a script.
            Self::Ios if language == "zh" => format!("zh-Hans.lproj/{name}.strings"),
            Self::Ios => format!("{}.lproj/{name}.strings", subtags(language).join("-")),
            Self::Json => format!("{}/{name}.json", subtags(language).join("-")),
        };
        path.into()
    }

    /// Writes the file in one language.
    pub(super) fn write(
        self,
        texts: &[(String, &str)],
        out: &mut impl Write,
    ) -> Result<(), Failed> {
        match self {
            Self::Android => {
                writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
                writeln!(out, "<!-- {NOTICE} -->\n<resources>")?;
                for (key, text) in texts {
                    // Else `%` would have to be the start of a placeholder.
                    let formatted = if text.contains('%') {
                        " formatted=\"false\""
                    } else {
                        ""
                    };
                    let text = android(text);
                    writeln!(out, "    <string name=\"{key}\"{formatted}>{text}</string>")?;
                }
                Ok(writeln!(out, "</resources>")?)
            }
            Self::Ios => {
                writeln!(out, "/* {NOTICE} */")?;
                for (key, text) in texts {
                    writeln!(out, "\"{key}\" = \"{}\";", ios(text))?;
                }
                Ok(())
            }
            Self::Json => {
                let sorted: BTreeMap<_, _> = texts.iter().map(|(key, text)| (key, text)).collect();
                write_json(&sorted, out)
            }
        }
    }
}

/// Returns the parts of a language tag in the case that BCP 47 recommends: `zh-Hant-TW`.
fn subtags(language: &str) -> Vec<String> {
    let in_case = |(index, part): (usize, &str)| match part.len() {
        2 if index > 0 => part.to_uppercase(),
        4 if index > 0 => part[..1].to_uppercase() + &part[1..],
        _ => String::from(part),
    };
    language.split('-').enumerate().map(in_case).collect()
}

/// Returns the directory of the resources in a language: `values` for English, the default.
fn android_directory(language: &str) -> String {
    let subtags = subtags(language);
    let subtags: Vec<&str> = subtags.iter().map(String::as_str).collect();
    match *subtags {
        ["en"] => String::from("values"),
        // Android knows these languages by their former tags.
        ["he"] => String::from("values-iw"),
        ["yi"] => String::from("values-ji"),
        [language] => format!("values-{language}"),
        [language, region] if region.len() == 2 => format!("values-{language}-r{region}"),
        _ => format!("values-b+{}", subtags.join("+")),
    }
}

/// Escapes the content of a string resource: first as the resource compiler reads it, which collapses
/// whitespace and has quotes and references, then as XML.
fn android(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let is_inner = at > 0 && !rest.is_empty() && !rest.starts_with(' ');
        match c {
            '\\' | '\'' | '"' => escaped.extend(['\\', c]),
            '@' | '?' if at == 0 => escaped.extend(['\\', c]),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' => escaped.push_str("\\n"),
            ' ' if is_inner => escaped.push(c),
            // XML has no name for the last two.
            _ if c.is_whitespace() || must_escape(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                let code = u32::from(c);
                // The compiler reads no surrogates.
                let _ = match c.len_utf16() {
                    1 => write!(escaped, "\\u{code:04x}"),
                    _ => write!(escaped, "&#x{code:x};"),
                };
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Escapes the content of a quoted string in a strings file.
fn ios(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '"' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            _ if must_escape(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(escaped, "\\U{unit:04x}");
                }
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

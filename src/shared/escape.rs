//! How text from elsewhere is displayed.

use core::fmt::{self, Write as _};

/// Text in which every character is escaped that could control a terminal or change how others are
/// displayed.
pub(crate) struct Escaped<'t>(pub(crate) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| {
            if must_escape(c) {
                write!(f, "{}", c.escape_unicode())
            } else {
                f.write_char(c)
            }
        })
    }
}

/// Returns `true` for control characters and for invisible characters that change how others are
/// displayed.
#[must_use]
pub fn must_escape(c: char) -> bool {
    c.is_control() || is_format_control(c)
}

/// Returns `true` for invisible characters that change how others are displayed.
pub(crate) fn is_format_control(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

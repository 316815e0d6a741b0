//! How characters are displayed in a terminal.

use std::fmt::Write as _;

use crate::shared::escape::must_escape;

/// Appends a character as it is displayed. Characters that could control a terminal or change how
/// others are displayed are escaped.
pub(crate) fn push_char(out: &mut String, c: char) {
    match c {
        '\t' => out.push_str("    "),
        c if must_escape(c) => {
            let _ = write!(out, "{}", c.escape_unicode());
        }
        c => out.push(c),
    }
}

/// Returns the number of columns that a displayed character takes.
pub(crate) fn char_width(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        '\t' => 4,
        c if must_escape(c) => c.escape_unicode().len(),
        c if is_combining(c) => 0,
        c if is_wide(c) => 2,
        _ => 1,
    }
}

/// Returns `true` for marks that are drawn over the character before them.
fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}')
}

/// Returns `true` for characters of the blocks that take two columns in a terminal.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{a000}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}' | '\u{1f900}'..='\u{1f9ff}' | '\u{20000}'..='\u{3fffd}')
}

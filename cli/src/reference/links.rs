//! Where the section of each code is.

use crate::record::Entry;
use crate::record::Number;

/// Links to the sections of the codes.
pub(super) struct Links<'r> {
    /// All codes, in ascending order.
    pub(super) codes: &'r [Entry],
    /// Whether each hundred codes have a page of their own.
    pub(super) is_split: bool,
}

impl Links<'_> {
    /// Returns a link to the section of a code. Renderers derive the anchor from the heading.
    pub(super) fn to(&self, code: &Entry) -> String {
        let page = if self.is_split {
            page_of(code.code.code)
        } else {
            String::new()
        };
        let (code, name) = (code.code, code.name.to_lowercase());
        format!("[{code}]({page}#{code}-{name})")
    }

    /// Returns a link to the section of a code, or only the code if it has none.
    pub(super) fn to_code(&self, code: Number) -> String {
        let found = self
            .codes
            .binary_search_by_key(&code.code, |it| it.code.code);
        found.map_or_else(|_| code.to_string(), |index| self.to(&self.codes[index]))
    }
}

/// Returns the name of the page for a code, such as `4xx.md`. It depends on nothing else, so that
/// links to it remain valid, and does not begin with a hyphen, which programs take for an option.
pub(super) fn page_of(code: i32) -> String {
    let sign = if code < 0 { "minus-" } else { "" };
    format!("{sign}{}xx.md", (code / 100).unsigned_abs())
}

/// Returns the first and the last code of the page for a code.
pub(super) fn hundred(code: i32) -> (i64, i64) {
    let nearest_to_zero = i64::from(code / 100) * 100;
    match code {
        0.. => (nearest_to_zero, nearest_to_zero + 99),
        -99..0 => (-99, -1),
        _ => (nearest_to_zero - 99, nearest_to_zero),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_page_of_a_hundred_codes() {
        #[track_caller]
        fn check(code: i32, page: &str, first: i64, last: i64) {
            assert_eq!((page_of(code), hundred(code)), (page.into(), (first, last)));
        }
        check(0, "0xx.md", 0, 99);
        check(414, "4xx.md", 400, 499);
        check(107_399, "1073xx.md", 107_300, 107_399);
        check(-1, "minus-0xx.md", -99, -1);
        check(-100, "minus-1xx.md", -199, -100);
        check(i32::MAX, "21474836xx.md", 2_147_483_600, 2_147_483_699);
        check(
            i32::MIN,
            "minus-21474836xx.md",
            -2_147_483_699,
            -2_147_483_600,
        );
    }
}

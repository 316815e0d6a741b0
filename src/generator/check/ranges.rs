//! The bounds and the suffixes of ranges.

use std::cmp::Reverse;

use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::schema::{CodeRange, Entry, Integer, Text};
use crate::generator::sink::Sink;

/// Reports bounds and suffixes that are not valid, and warns of overlaps.
pub(crate) fn check(ranges: &[Entry<CodeRange>], sink: &mut Sink) {
    let mut bounds = Vec::with_capacity(ranges.len());
    for range in ranges.iter().map(|it| &it.get_ref().0) {
        let suffix = range.suffix.as_ref();
        sink.extend(suffix.and_then(invalid_suffix));
        let (from, to) = (&range.from, &range.to);
        if [from, to]
            .iter()
            .any(|it| i32::try_from(*it.get_ref()).is_err())
        {
            // That was reported.
            continue;
        }
        if to.get_ref() < from.get_ref() {
            let reversed = Diagnostic::error("`to` is less than `from`", to.span());
            let reversed = reversed.secondary(from.span(), "range starts here");
            sink.push(reversed.help("swap the two values"));
            continue;
        }
        let suffix = suffix.map(|suffix| suffix.get_ref().as_str());
        bounds.push(Bounds { suffix, from, to });
    }
    warn_of_overlaps(bounds, sink);
}

fn invalid_suffix(suffix: &Text) -> Option<Diagnostic> {
    let digits = suffix.get_ref();
    if (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let message = format!("invalid suffix `{}`", escape(digits));
    let invalid = Diagnostic::error(message, suffix.span()).label("must be 1 to 9 digits");
    Some(invalid.help("use the final digits of the codes, such as `\"404\"`"))
}

/// The first and the last code of a range, and the suffix of all its codes.
struct Bounds<'f> {
    suffix: Option<&'f str>,
    from: &'f Integer,
    to: &'f Integer,
}

impl Bounds<'_> {
    fn first(&self) -> i64 {
        *self.from.get_ref()
    }

    fn last(&self) -> i64 {
        *self.to.get_ref()
    }
}

/// Warns of each range that overlaps another one without being inside it. Ranges with different
/// suffixes can overlap: the more specific one is meant for the codes of both.
fn warn_of_overlaps(mut ranges: Vec<Bounds<'_>>, sink: &mut Sink) {
    ranges.sort_by_key(|it| (it.suffix, it.first(), Reverse(it.last())));
    // Each one is inside the one before.
    let mut outer: Vec<Bounds<'_>> = Vec::new();
    for range in ranges {
        let is_outside =
            |outer: &Bounds<'_>| outer.suffix != range.suffix || outer.last() < range.first();
        while outer.last().is_some_and(is_outside) {
            outer.pop();
        }
        match outer.last() {
            Some(other) if is_overlap(other, &range) => sink.push(overlap(other, &range)),
            _ => outer.push(range),
        }
    }
}

fn is_overlap(outer: &Bounds<'_>, range: &Bounds<'_>) -> bool {
    outer.last() < range.last() || (outer.first(), outer.last()) == (range.first(), range.last())
}

fn overlap(one: &Bounds<'_>, other: &Bounds<'_>) -> Diagnostic {
    let (first, second) = if one.from.span().start < other.from.span().start {
        (one, other)
    } else {
        (other, one)
    };
    let bounds = |range: &Bounds<'_>| format!("{} to {}", range.first(), range.last());
    let message = format!("range {} overlaps range {}", bounds(second), bounds(first));
    Diagnostic::warning(message, second.from.span())
        .secondary(first.from.span(), "the other range starts here")
        .note("of two ranges, the one with fewer codes describes a code of both")
        .help("change the bounds so that they do not overlap, or one range contains the other")
}

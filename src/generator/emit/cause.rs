//! A cause: its lines in the documentation of its code, and its data.

use proc_macro2::TokenStream;
use quote::quote;

use super::data::{Lists, keyword, term};
use super::option;
use crate::generator::markdown::{code_span, code_spans, escape_prose};
use crate::generator::model::Cause;

/// Returns what the documentation of a code says of a cause.
pub(crate) fn doc(cause: &Cause) -> [String; 2] {
    let patterns = match (cause.patterns.as_slice(), cause.hints.as_slice()) {
        ([], []) => String::new(),
        ([], hints) => format!(" (suggested by {})", code_spans(hints)),
        (patterns, _) => format!(" ({})", code_spans(patterns)),
    };
    let (id, description) = (
        code_span(&cause.id),
        escape_prose(&cause.description.english),
    );
    let (fix_by, retry) = (cause.fix_by.description(), cause.retry.description());
    let fix = escape_prose(&cause.fix.english);
    [
        format!("- {id}{patterns}: {description}"),
        format!("  **Fix** (by {fix_by}): {fix} Retry: {retry}."),
    ]
}

/// Returns the value in the array of all causes.
pub(crate) fn data(cause: &Cause, lists: &mut Lists) -> TokenStream {
    let id = &cause.id;
    let [description, fix] = [&cause.description, &cause.fix].map(|it| lists.texts.value(it));
    let user = option(cause.user.as_ref().map(|it| lists.texts.value(it)));
    let fix_by = keyword("FixBy", cause.fix_by);
    let retry = keyword("Retry", cause.retry);
    let area = term("Area", cause.area.as_ref());
    let platform = option(cause.platform.as_ref().map(|it| term("Platform", Some(it))));
    let patterns = lists.strings(&cause.patterns);
    let except = lists.strings(&cause.except);
    let hints = lists.strings(&cause.hints);
    let samples = lists.strings(&cause.samples);
    let sources = lists.sources(&cause.sources);
    quote!(table::Cause {
        id: #id, description: #description, fix: #fix, user: #user, fix_by: #fix_by, retry: #retry,
        area: #area, platform: #platform, patterns: #patterns, except: #except, hints: #hints, samples: #samples, sources: #sources
    })
}

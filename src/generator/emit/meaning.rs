//! A meaning on a platform: its line in the documentation of its code, and its data.

use proc_macro2::TokenStream;
use quote::quote;

use super::data::{Lists, keyword, term};
use super::doc::link;
use super::option;
use crate::generator::markdown::{code_spans, escape_prose};
use crate::generator::model::Meaning;

/// Returns what the documentation of a code says of a meaning.
pub(crate) fn doc(meaning: &Meaning) -> String {
    let platform = link("Platform", &meaning.platform);
    let sdk = match meaning.sdk.as_slice() {
        [] => String::new(),
        sdk => format!(" ({})", code_spans(sdk)),
    };
    let (outcome, retry) = (meaning.outcome.description(), meaning.retry.description());
    let summary = escape_prose(&meaning.summary.english);
    format!("- {platform}{sdk}: {summary} Outcome: {outcome}. Retry: {retry}.")
}

/// Returns the value in the array of all meanings.
pub(crate) fn data(meaning: &Meaning, lists: &mut Lists) -> TokenStream {
    let summary = lists.texts.value(&meaning.summary);
    let user = option(meaning.user.as_ref().map(|it| lists.texts.value(it)));
    let platform = term("Platform", Some(&meaning.platform));
    let category = term("Category", meaning.category.as_ref());
    let outcome = keyword("Outcome", meaning.outcome);
    let retry = keyword("Retry", meaning.retry);
    let sdk_names = lists.sdk_names.add(&meaning.sdk);
    let sources = lists.sources(&meaning.sources);
    quote!(table::Meaning {
        platform: #platform, summary: #summary, user: #user, category: #category, outcome: #outcome,
        retry: #retry, sdk_names: #sdk_names, sources: #sources
    })
}

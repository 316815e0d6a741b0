//! What all documentation has in common.

use proc_macro2::TokenStream;
use quote::quote;

use crate::generator::model::Id;

/// Returns lines of documentation.
pub(crate) fn attributes(lines: impl IntoIterator<Item = String>) -> TokenStream {
    let attribute = |line: String| {
        let line = if line.is_empty() {
            line
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    };
    lines.into_iter().map(attribute).collect()
}

/// Returns a link to the variant of a vocabulary, which shows the id.
pub(crate) fn link(vocabulary: &str, Id { id, variant }: &Id) -> String {
    format!("[`{id}`]({vocabulary}::{})", variant.as_str())
}

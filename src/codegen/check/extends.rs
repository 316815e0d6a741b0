//! What a table that extends this library's own one may not define again.

use super::super::error::Diagnostic;
use super::super::read::File;
use crate::base;

/// The one table that can be extended.
const BASE: &str = "commsease_status::StatusCode";

/// Reports the numbers that would have two meanings.
pub(super) fn check(file: &File, found: &mut Vec<Diagnostic>) {
    let Some(extends) = &file.enumeration.extends else {
        return;
    };
    if extends.get_ref() != BASE {
        let message = format!(
            "a table cannot extend `{}`",
            extends.get_ref().escape_debug()
        );
        found.push(
            Diagnostic::error(message, extends.span())
                .help(format!("write `{BASE}`, or leave it out")),
        );
        return;
    }
    for number in file.codes.iter().filter_map(|code| code.code.as_ref()) {
        if let Some(name) = base::taken(*number.get_ref()) {
            let message = format!(
                "the number {} is `{BASE}::{name}` already",
                number.get_ref()
            );
            let clash = Diagnostic::error(message, number.span()).label("would have two meanings");
            found.push(
                clash
                    .also(extends.span(), "because of this")
                    .help("choose a number from 20000 to 20099"),
            );
        }
    }
}

//! The table that a table extends.

use crate::generator::diagnostic::{Diagnostic, escape};
use crate::generator::model::Base;
use crate::generator::schema::{Code, Entry, Text};
use crate::generator::sink::Sink;

/// Checks that no code has two meanings in a table and the one that it extends. Returns the path of
/// that one.
pub(crate) fn check(
    extends: &Text,
    base: Option<&Base>,
    codes: &[Entry<Code>],
    sink: &mut Sink,
) -> Option<&'static str> {
    let path = extends.get_ref();
    let Some(base) = base.filter(|base| base.path == path) else {
        let error = Diagnostic::error(format!("cannot extend `{}`", escape(path)), extends.span());
        let help = base.map(|base| format!("only `{}` can be extended", base.path));
        sink.push(error.help(help.unwrap_or_else(|| String::from("remove `extends`"))));
        return None;
    };
    let enumeration = base.path.rsplit("::").next().unwrap_or(base.path);
    for code in codes.iter().map(|code| &code.get_ref().code) {
        let name = i32::try_from(*code.get_ref()).ok().and_then(base.name_of);
        if let Some(name) = name {
            let message = format!("code {} is already defined by `{path}`", code.get_ref());
            let conflict = Diagnostic::error(message, code.span())
                .label(format!("conflicts with `{enumeration}::{name}`"))
                .secondary(extends.span(), "extended here");
            sink.push(conflict.help(format!("choose a code {}", base.free)));
        }
    }
    Some(base.path)
}

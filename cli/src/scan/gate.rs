//! The conditions of `--fail-on`.

use clap::builder::ValueParser;
use commsease_status::{Status, Vocabulary};

use super::input::Inputs;
use super::tally::{Seen, Tally};
use crate::args;

const UNKNOWN_CODE: &str = "unknown-code";
const UNMATCHED_MESSAGE: &str = "unmatched-message";

/// A condition under which a scan fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition<S: Status> {
    Category(S::Category),
    UnknownCode,
    UnmatchedMessage,
}

impl<S: Status> Condition<S> {
    /// Returns a parser of ids.
    pub(crate) fn parser() -> ValueParser {
        args::one_of(Self::all().map(|(condition, help)| (condition, condition.id(), help)))
    }

    /// Returns the long help of the option.
    pub(crate) fn long_help() -> String {
        let width = Self::all().map(|(condition, _)| condition.id().len()).max();
        let width = width.unwrap_or_default() + 1;
        let conditions = Self::all().map(|(condition, summary)| {
            let id = format!("{}:", condition.id());
            format!("\n- {id:width$} {summary}")
        });
        format!(
            "Exit with status 1 if one of these occurs (comma-separated):\n{}",
            conditions.collect::<String>()
        )
    }

    /// Returns all conditions, with what they mean.
    fn all() -> impl Iterator<Item = (Self, &'static str)> {
        let categories = S::Category::ALL.iter();
        let categories = categories.map(|it| (Self::Category(*it), it.summary()));
        categories.chain([
            (Self::UnknownCode, "A code that the table does not have"),
            (
                Self::UnmatchedMessage,
                "An error message that the table does not have",
            ),
        ])
    }

    fn id(self) -> &'static str {
        match self {
            Self::Category(category) => category.id(),
            Self::UnknownCode => UNKNOWN_CODE,
            Self::UnmatchedMessage => UNMATCHED_MESSAGE,
        }
    }

    /// Returns how often the condition was met, if it was.
    pub(crate) fn error(self, tally: &Tally<S>, inputs: &Inputs<'_>) -> Option<String> {
        let seen = self.seen(tally)?;
        let times = match seen.count {
            1 => String::from("once"),
            count => format!("{count} times"),
        };
        let first = inputs.place(seen.first);
        Some(format!("`{}` occurred {times} (first: {first})", self.id()))
    }

    fn seen(self, tally: &Tally<S>) -> Option<Seen> {
        match self {
            Self::Category(category) => tally.categories.get(&category).copied(),
            Self::UnknownCode => tally.unknown_codes,
            Self::UnmatchedMessage => tally.unmatched_messages,
        }
    }
}

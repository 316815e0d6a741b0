//! The conditions of `--fail-on`.

use std::ffi::OsStr;
use std::marker::PhantomData;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use commsease_status::{Status, Vocabulary};

use super::input::Inputs;
use super::tally::{Seen, Tally, share};

const UNKNOWN_CODE: &str = "unknown-code";
const UNMATCHED_MESSAGE: &str = "unmatched-message";

/// A condition under which a scan fails.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Condition<S: Status> {
    what: What<S>,
    /// The percentage of all responses above which it is met, if any is too many otherwise.
    above: Option<f64>,
}

#[derive(Clone, Copy, Debug)]
enum What<S: Status> {
    Category(S::Category),
    UnknownCode,
    UnmatchedMessage,
}

impl<S: Status> Condition<S> {
    /// Returns the long help of the option.
    pub(crate) fn long_help() -> String {
        let width = What::<S>::all().map(|(what, _)| what.id().len()).max();
        let width = width.unwrap_or_default() + 1;
        let conditions = What::<S>::all().map(|(what, summary)| {
            let id = format!("{}:", what.id());
            format!("\n- {id:width$} {summary}")
        });
        format!(
            "Exit with status 1 if one of these occurs (comma-separated), or, with a rate such as \
             `server>1%`, if it occurs in more of the responses:\n{}",
            conditions.collect::<String>()
        )
    }

    /// Returns how often the condition was met, if it was.
    pub(crate) fn error(self, tally: &Tally<S>, inputs: &Inputs<'_>) -> Option<String> {
        let seen = self.what.seen(tally)?;
        let share = share(seen.count, tally.responses());
        let rate = match self.above {
            Some(above) if share <= above => return None,
            Some(_) => format!(", in {share:.1}% of the responses"),
            None => String::new(),
        };
        let (times, first) = (seen.times(), inputs.place(seen.first));
        let id = self.what.id();
        Some(format!("`{id}` occurred {times}{rate} (first: {first})"))
    }
}

impl<S: Status> What<S> {
    /// Returns everything that can occur, with what it means.
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

    fn seen(self, tally: &Tally<S>) -> Option<Seen> {
        match self {
            Self::Category(category) => tally.categories.get(&category).copied(),
            Self::UnknownCode => tally.unknown_codes,
            Self::UnmatchedMessage => tally.unmatched_messages,
        }
    }
}

/// Parses a condition: an id, or an id and a rate.
#[derive(Clone)]
pub(crate) struct ConditionParser<S>(pub(crate) PhantomData<S>);

impl<S: Status> TypedValueParser for ConditionParser<S> {
    type Value = Condition<S>;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Condition<S>, clap::Error> {
        let text = value.to_string_lossy();
        let (id, rate) = match text.split_once('>') {
            Some((id, rate)) => (id, Some(rate)),
            None => (&*text, None),
        };
        let ids = PossibleValuesParser::new(What::<S>::all().map(|(what, _)| what.id()));
        let id = ids.parse_ref(command, argument, OsStr::new(id))?;
        let percentage = |rate: &str| {
            let percentage = rate.strip_suffix('%')?.parse().ok();
            percentage.filter(|it| (0.0..=100.0).contains(it))
        };
        let above = rate.map(|rate| {
            percentage(rate).ok_or_else(|| {
                let message = format!("invalid rate '{rate}' of '{id}': write it as '{id}>1%'\n");
                clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command)
            })
        });
        let above = above.transpose()?;
        let what = What::all().find(|(what, _)| what.id() == id);
        let (what, _) = what.ok_or_else(|| clap::Error::new(ErrorKind::InvalidValue))?;
        Ok(Condition { what, above })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values = What::<S>::all().map(|(what, help)| PossibleValue::new(what.id()).help(help));
        Some(Box::new(values))
    }
}

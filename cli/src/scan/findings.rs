//! What was found in a block of lines.

use std::collections::BTreeMap;

use commsease_status::Status;
use commsease_status_logs::{Finding, Problem};

use super::hour::Hour;
use super::tally::{Place, Seen, Tally};

/// The findings of a block. Logs repeat themselves, so each different response is diagnosed once.
#[derive(Debug)]
pub(crate) struct Findings<S: Status> {
    /// By hour, if that is asked for, and code.
    responses: BTreeMap<(Option<Hour>, i32), Messages>,
    /// The lines of the responses.
    lines: Vec<u64>,
    problems: Tally<S>,
}

/// The error messages that came with a code.
#[derive(Debug, Default)]
struct Messages {
    none: Option<Seen>,
    some: BTreeMap<String, Seen>,
}

impl<S: Status> Findings<S> {
    pub(crate) fn add(
        &mut self,
        place: Place,
        hour: Option<Hour>,
        finding: Finding<'_, S::Platform>,
    ) {
        let problem = match finding {
            Finding::Response(response) => {
                let message = response.message.or(response.reason);
                // A message without a code does not say which code it came with.
                if let Some(code) = response.code {
                    let messages = self.responses.entry((hour, code)).or_default();
                    self.lines.push(place.line);
                    messages.add(message.as_deref(), place);
                }
                return;
            }
            Finding::Problem(Problem::InvalidUtf8, _) => &mut self.problems.invalid_utf8,
            Finding::Problem(Problem::TooDeep, _) => &mut self.problems.too_deep,
            Finding::Problem(Problem::GaveUp, _) => &mut self.problems.gave_up,
        };
        Seen::add(problem, place);
    }

    pub(crate) fn into_tally(mut self) -> Tally<S> {
        let mut tally = self.problems;
        self.lines.sort_unstable();
        self.lines.dedup();
        tally.lines = self.lines.len() as u64;
        for ((hour, code), messages) in self.responses {
            if let Some(seen) = messages.none {
                tally.count(hour, code, None, seen);
            }
            for (message, seen) in messages.some {
                tally.count(hour, code, Some(&message), seen);
            }
        }
        tally
    }
}

impl<S: Status> Default for Findings<S> {
    fn default() -> Self {
        Self {
            responses: BTreeMap::new(),
            lines: Vec::new(),
            problems: Tally::default(),
        }
    }
}

impl Messages {
    fn add(&mut self, message: Option<&str>, place: Place) {
        let Some(message) = message else {
            return Seen::add(&mut self.none, place);
        };
        match self.some.get_mut(message) {
            Some(seen) => seen.join(Seen::at(place)),
            None => {
                self.some.insert(String::from(message), Seen::at(place));
            }
        }
    }
}

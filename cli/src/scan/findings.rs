//! What was found in a block of lines.

use std::collections::BTreeMap;

use commsease_status::Status;
use commsease_status_logs::{Finding, Problem};

use super::tally::{Place, Seen, Tally};

/// The findings of a block. Logs repeat themselves, so each different response is diagnosed once.
#[derive(Debug)]
pub(crate) struct Findings<S: Status> {
    responses: BTreeMap<i32, Messages>,
    problems: Tally<S>,
}

/// The error messages that came with a code.
#[derive(Debug, Default)]
struct Messages {
    none: Option<Seen>,
    some: BTreeMap<String, Seen>,
}

impl<S: Status> Findings<S> {
    pub(crate) fn add(&mut self, place: Place, finding: Finding<'_, S::Platform>) {
        let problem = match finding {
            Finding::Response(response) => {
                let message = response.message.or(response.reason);
                // A message without a code does not say which code it came with.
                if let Some(code) = response.code {
                    let messages = self.responses.entry(code).or_default();
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

    pub(crate) fn into_tally(self) -> Tally<S> {
        let mut tally = self.problems;
        for (code, messages) in self.responses {
            if let Some(seen) = messages.none {
                tally.count(code, None, seen);
            }
            for (message, seen) in messages.some {
                tally.count(code, Some(&message), seen);
            }
        }
        tally
    }
}

impl<S: Status> Default for Findings<S> {
    fn default() -> Self {
        Self {
            responses: BTreeMap::new(),
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

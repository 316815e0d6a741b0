//! The set of keys that `--known` accepts.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use commsease_status::{Outcome, Status};

use super::input::Inputs;
use super::tally::Tally;
use crate::output::{Failed, counted};

/// The maximum number of new keys that are reported one by one.
const MAX_ERRORS: usize = 20;

/// Keys, such as `414/chat-room-closed`, `414` for the code without a cause, or `414/*` for both.
pub(crate) struct Known {
    path: PathBuf,
    keys: BTreeSet<String>,
}

impl Known {
    pub(crate) fn read(path: &Path) -> Result<Self, Failed> {
        let name = path.display();
        let text = fs::read_to_string(path)
            .map_err(|error| Failed::Input(format!("failed to read `{name}`: {error}")))?;
        let mut keys = BTreeSet::new();
        for (index, line) in text.lines().enumerate() {
            let key = line.split('#').next().unwrap_or_default().trim();
            let (code, cause) = key.split_once('/').unwrap_or((key, "*"));
            if key.is_empty() {
                continue;
            }
            if code.parse::<i32>().is_err() || cause.is_empty() {
                let line = index + 1;
                return Err(Failed::Input(format!(
                    "invalid key `{key}` at {name}:{line}: write it as 414, 414/chat-room-closed, \
                     or 414/*"
                )));
            }
            keys.insert(String::from(key));
        }
        let path = path.to_owned();
        Ok(Self { path, keys })
    }

    /// Returns an error for each failure that is not known. If there are any, writes the set with
    /// them to a file beside the known one.
    pub(crate) fn errors<S: Status>(
        mut self,
        tally: &Tally<S>,
        inputs: &Inputs<'_>,
    ) -> Vec<String> {
        let mut errors = Vec::new();
        for (kind, seen) in tally.all_kinds() {
            let outcome = S::from_code(kind.code).map(S::outcome);
            let key = kind.key();
            let is_known = outcome == Some(Outcome::Success)
                || self.keys.contains(&key)
                || self.keys.contains(&format!("{}/*", kind.code));
            if !is_known {
                let (times, first) = (seen.times(), inputs.place(seen.first));
                errors.push(format!(
                    "`{key}` is new: it occurred {times} (first: {first})"
                ));
                self.keys.insert(key);
            }
        }
        let others = errors.len().saturating_sub(MAX_ERRORS);
        errors.truncate(MAX_ERRORS);
        if others > 0 {
            errors.push(format!(
                "{} that are new are not listed",
                counted(others as u64, "key")
            ));
        }
        if let Some(last) = errors.last_mut() {
            match self.write() {
                Ok(path) => {
                    let tip = format!("; to accept what is new, use `{}`", path.display());
                    last.push_str(&tip);
                }
                Err(error) => errors.push(error),
            }
        }
        errors
    }

    fn write(&self) -> Result<PathBuf, String> {
        let mut path = self.path.clone().into_os_string();
        path.push(".new");
        let text: String = self.keys.iter().flat_map(|key| [key, "\n"]).collect();
        fs::write(&path, text).map_err(|error| {
            let path = Path::new(&path).display();
            format!("failed to write `{path}`: {error}")
        })?;
        Ok(path.into())
    }
}

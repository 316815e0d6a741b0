//! From a message that SDKs give with one code only to that code.

use std::collections::HashMap;

use commsease_status::__private::normalize_message;
use commsease_status::Status;

/// The codes of messages that need none beside them.
#[derive(Debug)]
pub(super) struct Texts(HashMap<String, Option<i32>>);

impl Texts {
    /// Collects the fixed texts of a table, and the messages of its causes.
    pub(super) fn new<S: Status>() -> Self {
        let mut codes: HashMap<String, Option<i32>> = HashMap::new();
        for status in S::all() {
            let patterns = status.causes().iter().flat_map(|cause| cause.patterns());
            let literals = patterns.filter(|pattern| !pattern.contains('{'));
            for text in status.texts().iter().chain(literals) {
                let code = codes.entry(normalize_message(text).collect());
                // A text of two codes leads to none.
                code.and_modify(|it| *it = it.filter(|it| *it == status.code()))
                    .or_insert(Some(status.code()));
            }
        }
        Self(codes)
    }

    /// Returns the only code that comes with a message.
    pub(super) fn code(&self, message: &str) -> Option<i32> {
        let message: String = normalize_message(message).collect();
        self.0.get(&message).copied().flatten()
    }
}

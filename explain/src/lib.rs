//! Explains status codes, and text that contains responses, as data.
//!
//! The command-line tool prints these answers, and the web page shows them.
//!
//! ```
//! use commsease_status::{Language, StatusCode};
//! use commsease_status_explain::Subjects;
//!
//! let subjects = Subjects::<StatusCode>::find(r#"{"code":414,"desc":"check roomid"}"#, None)?;
//! let answer = subjects.answer(None, Language::ENGLISH);
//! assert_eq!(answer.key, "414/chat-room-closed");
//! assert!(answer.causes[0].fix.plain().starts_with("Reopen the chat room"));
//! # Ok::<(), commsease_status_explain::NoAnswer>(())
//! ```

mod answer;
mod example;
pub mod markdown;
pub mod markup;
mod name;
mod no_answer;
mod note;
mod number;
mod record;
mod scope;
mod search;
mod sentence;
mod subject;

use commsease_status::{Language, Status};

pub use self::answer::{Answer, Cause};
pub use self::example::example;
pub use self::no_answer::NoAnswer;
pub use self::note::Note;
pub use self::number::{Number, numbers};
pub use self::record::{Deprecation, Meaning, Range, Reserved, id, ids};
pub use self::scope::Scope;
pub use self::search::search;
pub use self::sentence::{Part, Sentence};
use self::subject::Subject;

/// What a text refers to: a code or a name, or the responses in it.
#[derive(Clone, Debug)]
pub struct Subjects<S: Status> {
    first: Subject<S>,
    others: Vec<Subject<S>>,
}

impl<S: Status> Subjects<S> {
    /// Finds what a text refers to: a code, a name, or the responses in it. The error message that came
    /// with a code or a name can be given apart.
    ///
    /// ```
    /// use commsease_status::StatusCode;
    /// use commsease_status_explain::{NoAnswer, Subjects};
    ///
    /// assert!(Subjects::<StatusCode>::find("414", Some("check roomid")).is_ok());
    /// let error = Subjects::<StatusCode>::find("RateLimitd", None).unwrap_err();
    /// assert!(matches!(error, NoAnswer::UnknownName { similar: Some("RateLimited"), .. }));
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the text refers to nothing.
    pub fn find(text: &str, message: Option<&str>) -> Result<Self, NoAnswer> {
        let mut all = subject::subjects(text, message)?.into_iter();
        let first = all.next().ok_or(NoAnswer::Empty)?;
        let others = all.collect();
        Ok(Self { first, others })
    }

    /// Returns the answer for the most telling response, which has those for the others.
    ///
    /// ```
    /// use commsease_status::{Status, StatusCode};
    /// use commsease_status_explain::Subjects;
    ///
    /// let subjects = Subjects::<StatusCode>::find("code: 200, then code: 416", None).unwrap();
    /// let answer = subjects.answer(None, StatusCode::ZH);
    /// assert_eq!(answer.summary, StatusCode::RateLimited.summary_in(StatusCode::ZH));
    /// assert_eq!(answer.others[0].code.code, 200);
    /// ```
    #[must_use]
    pub fn answer(&self, platform: Option<S::Platform>, language: Language<S>) -> Answer<'_> {
        let mut first = answer(&self.first, platform, language);
        let others = self.others.iter();
        first.others = others.map(|it| answer(it, platform, language)).collect();
        first
    }
}

fn answer<S: Status>(
    subject: &Subject<S>,
    platform: Option<S::Platform>,
    language: Language<S>,
) -> Answer<'_> {
    let platform = platform.or(subject.platform);
    let mut answer = Answer::new(&subject.diagnosis().in_language(language), platform);
    answer.reason = subject.reason.as_deref();
    answer.notes.clone_from(&subject.notes);
    let items = subject.items.iter();
    answer.failed_items = items
        .map(|item| self::answer(item, platform, language))
        .collect();
    answer
}

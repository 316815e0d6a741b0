//! Which causes of a code can occur on a platform.

use commsease_status::{Cause, Diagnosis, Meaning, Status, Vocabulary};

/// A platform, and what a code means there.
pub struct Scope<S: Status> {
    /// The platform, if it is known.
    pub platform: Option<S::Platform>,
    /// The meaning that the code has only there.
    pub meaning: Option<&'static Meaning<S>>,
}

impl<S: Status> Scope<S> {
    /// Returns what a code means on a platform.
    #[must_use]
    pub fn new(status: Option<S>, platform: Option<S::Platform>) -> Self {
        let on_platform = status.zip(platform);
        Self {
            platform,
            meaning: on_platform.and_then(|(status, platform)| status.meaning_on(platform)),
        }
    }

    /// Returns the diagnosis, without its message if the cause that it proves cannot occur.
    pub(crate) fn narrow<'m>(&self, diagnosis: &Diagnosis<'m, S>) -> Diagnosis<'m, S> {
        match diagnosis.cause() {
            Some(cause) if !self.includes(cause) => {
                let code = diagnosis.code().into();
                Diagnosis::new(code, None).in_language(diagnosis.language())
            }
            _ => *diagnosis,
        }
    }

    /// Returns the causes that can occur. Those that the message suggests come first, then those of
    /// the platform.
    pub(crate) fn causes(&self, diagnosis: &Diagnosis<'_, S>) -> Vec<&'static Cause<S>> {
        let causes = diagnosis.causes().filter(|cause| self.includes(cause));
        let mut causes: Vec<_> = causes.collect();
        if self.platform.is_some() {
            causes.sort_by_key(|it| (!diagnosis.is_hinted(it), it.platform().is_none()));
        }
        causes
    }

    /// Returns `true` if the cause can occur.
    /// Returns whether a cause can occur there.
    #[must_use]
    pub fn includes(&self, cause: &Cause<S>) -> bool {
        match (self.platform, cause.platform()) {
            (None, _) => true,
            // It is a cause of the general meaning.
            (Some(_), None) => self.meaning.is_none(),
            (Some(platform), Some(own)) => {
                own == platform
                    || platform.parent() == Some(own)
                    || own.succeeds() == Some(platform)
            }
        }
    }
}

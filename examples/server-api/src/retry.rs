//! When a failed call is made again.

use std::time::Duration;

use backon::{BlockingRetryable, ExponentialBuilder};
use commsease_status::Retry;

use crate::client::CallError;

/// What happens if the service does the same twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twice {
    /// Nothing: the call only reads, or sets something to a value.
    IsHarmless,
    /// It shows: a second message, a second charge.
    IsHarmful,
}

/// Makes a call until it succeeds, at most five times, waiting longer each time.
///
/// # Errors
///
/// That of the last call: the service still refuses, or another try would be wrong.
pub fn with_retries<T>(
    twice: Twice,
    call: impl FnMut() -> Result<T, CallError>,
) -> Result<T, CallError> {
    // Jitter keeps clients that failed together from coming back together.
    let pauses = ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(200))
        .with_max_delay(Duration::from_secs(10))
        .with_max_times(4)
        .with_jitter();
    call.retry(pauses)
        .when(|error| makes_sense(error, twice))
        .call()
}

/// Whether the same call makes sense again.
///
/// A time-out does not say that nothing was done: often the request arrived, was carried out, and only the answer was
/// lost. Nothing in a request to send a message says that it repeats an earlier one, so the service would deliver the
/// text a second time. Such a call must not be repeated blindly: look into the message history first, or let the user
/// decide. Reading again does no harm.
fn makes_sense(error: &CallError, twice: Twice) -> bool {
    match advice(error) {
        Some(Retry::Backoff) => true,
        Some(Retry::OutcomeUnknown) => twice == Twice::IsHarmless,
        // Without a change the answer would be the same; and of a number that nobody knows, nobody knows whether it was
        // carried out.
        Some(Retry::AfterFix | Retry::Never) | None => false,
    }
}

/// What is to be said about a retry, if anything is known.
fn advice(error: &CallError) -> Option<Retry> {
    match error {
        CallError::Failure(failure) => failure.retry(),
        // No connection, so nothing was sent.
        CallError::Transport(ureq::Error::HostNotFound | ureq::Error::ConnectionFailed) => {
            Some(Retry::Backoff)
        }
        CallError::Transport(ureq::Error::Io(error))
            if error.kind() == std::io::ErrorKind::ConnectionRefused =>
        {
            Some(Retry::Backoff)
        }
        CallError::Transport(_) | CallError::NotAResponse(_) => Some(Retry::OutcomeUnknown),
    }
}

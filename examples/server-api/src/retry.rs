//! When to retry a failed request.

use std::time::Duration;

use backon::{BlockingRetryable, ExponentialBuilder};
use commsease_status::Retry;

use crate::client::CallError;

/// Whether the service can perform a request twice without harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotence {
    /// The request only reads, or sets something to a value.
    Idempotent,
    /// A second time has an effect of its own, such as a second message or a second charge.
    NotIdempotent,
}

/// Sends a request until it succeeds, at most five times, with exponential backoff.
///
/// # Errors
///
/// Returns the error of the last attempt: the request still fails, or it must not be retried.
pub fn with_retries<T>(
    idempotence: Idempotence,
    call: impl FnMut() -> Result<T, CallError>,
) -> Result<T, CallError> {
    // With jitter, clients that failed at the same time do not retry at the same time.
    let pauses = ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(200))
        .with_max_delay(Duration::from_secs(10))
        .with_max_times(4)
        .with_jitter();
    call.retry(pauses)
        .when(|error| is_retryable(error, idempotence))
        .call()
}

/// Returns whether the same request can be sent again.
///
/// After a timeout, the outcome is unknown: often the request took effect, and only the response was
/// lost. A request to send a message does not say that it repeats an earlier one, so the service would
/// deliver the message twice. Do not retry such a request blindly: check the message history first,
/// or let the user decide. Reading again does no harm.
fn is_retryable(error: &CallError, idempotence: Idempotence) -> bool {
    match advice(error) {
        Some(Retry::Backoff) => true,
        Some(Retry::OutcomeUnknown) => idempotence == Idempotence::Idempotent,
        // Without a change, the response would be the same. The outcome of an unknown code is unknown.
        Some(Retry::AfterFix | Retry::Never) | None => false,
    }
}

/// Returns the retry advice for an error, if there is any.
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

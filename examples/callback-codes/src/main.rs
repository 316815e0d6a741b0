//! An app with codes of its own.
//!
//! Its callback, which the service asks before it delivers a message, refuses some messages with
//! these codes. The sender explains each failure, whether the callback or the service refused the
//! message: one diagnosis covers the codes of both.

mod callback;
mod codes;
mod service;

use std::error::Error;

use commsease_status::{Extended, Response, Retry};

use crate::codes::CallbackCode;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let callback = callback::serve()?;
    let messages = [
        ("ada", "Good morning"),
        ("lee", "Good night"),
        ("ada", "Buy my Parrot now"),
        ("bob", "Is anybody there?"),
    ];
    for (to, text) in messages {
        let body = service::send(&callback, to, text).map_err(|error| error.to_string())?;
        println!("{text}: {}", outcome(&body)?);
    }
    Ok(())
}

/// Returns what the sender sees.
fn outcome(body: &str) -> serde_json::Result<String> {
    let response: Response = serde_json::from_str(body)?;
    let Err(failure) = response.into_result() else {
        return Ok(String::from("sent"));
    };
    let diagnosis = Extended::<CallbackCode>::new(failure.code().as_i32(), failure.message());
    let (who, retry) = match &diagnosis {
        Extended::Own(own) if own.status() == Some(CallbackCode::OffDuty) => {
            ("the receiver is away", own.retry())
        }
        Extended::Own(own) => ("our rules forbid it", own.retry()),
        Extended::Base(base) => ("the service refused it", base.retry()),
    };
    let next = match retry {
        Some(Retry::Backoff) => "will be sent again later",
        _ => "not sent",
    };
    Ok(format!("{next}, {who}: {diagnosis}"))
}

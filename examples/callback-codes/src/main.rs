//! An application with codes of its own: its callback refuses messages with them, and its sender says what they mean.
//!
//! The sender need not know who refused. One diagnosis answers for the codes of `codes.toml` and for those of the
//! service.

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

/// What the sender shows.
fn outcome(body: &str) -> serde_json::Result<String> {
    let response: Response = serde_json::from_str(body)?;
    let Err(failure) = response.into_result() else {
        return Ok(String::from("sent"));
    };
    let diagnosis = Extended::<CallbackCode>::new(failure.code().number(), failure.text());
    let who = match &diagnosis {
        Extended::Own(own) if own.status() == Some(CallbackCode::OffDuty) => "the receiver is away",
        Extended::Own(_) => "our rules forbid it",
        Extended::Base(_) => "the service refused it",
    };
    let again = match diagnosis.explanation().retry() {
        Some(Retry::Backoff) => "will be sent again later",
        _ => "not sent",
    };
    Ok(format!("{again}, {who}: {diagnosis}"))
}

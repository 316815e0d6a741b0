//! The server of the app, which the service asks before it delivers a message.

use std::error::Error;
use std::thread;

use serde_json::{Value, json};
use tiny_http::{Request, Response, Server};

use crate::codes::CallbackCode;

/// Starts the server on a loopback address, and returns the address. The server runs until the
/// program exits.
pub fn serve() -> Result<String, Box<dyn Error + Send + Sync>> {
    let server = Server::http("127.0.0.1:0")?;
    let address = format!("http://{}/callback", server.server_addr());
    thread::spawn(move || {
        for request in server.incoming_requests() {
            if let Err(error) = respond(request) {
                eprintln!("failed to respond to a callback: {error}");
            }
        }
    });
    Ok(address)
}

fn respond(mut request: Request) -> Result<(), Box<dyn Error>> {
    let mut body = String::new();
    request.as_reader().read_to_string(&mut body)?;
    let verdict = match check(&serde_json::from_str(&body)?) {
        Ok(()) => json!({ "errCode": 0 }),
        // A code serializes as a number.
        Err((code, text)) => json!({ "errCode": 1, "responseCode": code, "callbackExt": text }),
    };
    Ok(request.respond(Response::from_string(verdict.to_string()))?)
}

/// Checks a message against the rules of the app.
fn check(event: &Value) -> Result<(), (CallbackCode, String)> {
    let text = event["body"].as_str().unwrap_or_default();
    if event["to"] == "lee" {
        return Err((CallbackCode::OffDuty, String::from("Off duty until 8:30.")));
    }
    match text
        .split_whitespace()
        .find(|word| word.eq_ignore_ascii_case("parrot"))
    {
        Some(word) => Err((
            CallbackCode::ForbiddenWord,
            format!("The word {word} is forbidden."),
        )),
        None => Ok(()),
    }
}

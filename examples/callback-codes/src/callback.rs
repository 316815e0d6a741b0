//! Our server: the service asks it before it delivers a message.

use std::error::Error;
use std::thread;

use serde_json::{Value, json};
use tiny_http::{Request, Response, Server};

use crate::codes::CallbackCode;

/// Serves on loopback until the program ends, and gives the address.
pub fn serve() -> Result<String, Box<dyn Error + Send + Sync>> {
    let server = Server::http("127.0.0.1:0")?;
    let address = format!("http://{}/callback", server.server_addr());
    thread::spawn(move || {
        for request in server.incoming_requests() {
            if let Err(error) = answer(request) {
                eprintln!("a callback was not answered: {error}");
            }
        }
    });
    Ok(address)
}

fn answer(mut request: Request) -> Result<(), Box<dyn Error>> {
    let mut body = String::new();
    request.as_reader().read_to_string(&mut body)?;
    let verdict = match judge(&serde_json::from_str(&body)?) {
        Ok(()) => json!({ "errCode": 0 }),
        // Serialised, a code is its number.
        Err((code, text)) => json!({ "errCode": 1, "responseCode": code, "callbackExt": text }),
    };
    Ok(request.respond(Response::from_string(verdict.to_string()))?)
}

/// The rules of the house.
fn judge(event: &Value) -> Result<(), (CallbackCode, String)> {
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

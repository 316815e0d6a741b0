//! A stand-in for the service: it asks the callback about each message and responds to the sender.

use std::error::Error;

use serde_json::{Value, json};

/// Sends a message, and returns the response body.
pub fn send(callback: &str, to: &str, text: &str) -> Result<String, Box<dyn Error>> {
    if !["ada", "lee"].contains(&to) {
        return Ok(json!({ "code": 414, "desc": format!("{to} not register") }).to_string());
    }
    let event = json!({ "eventType": "1", "fromAccount": "kim", "to": to, "body": text });
    let verdict = ureq::post(callback)
        .send(event.to_string())?
        .body_mut()
        .read_to_string()?;
    let verdict: Value = serde_json::from_str(&verdict)?;
    Ok(match verdict["errCode"].as_i64() {
        Some(0) => json!({ "code": 200 }).to_string(),
        _ => json!({ "code": verdict["responseCode"], "desc": verdict["callbackExt"] }).to_string(),
    })
}

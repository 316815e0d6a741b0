//! Reads a response body, and prints the documented cause and the fix if the request failed:
//!
//! `cargo run --features serde --example response -- '{"code":414,"desc":"check roomid"}'`

use std::env;
use std::error::Error;

use commsease_status::{Completion, Response};

fn main() -> Result<(), Box<dyn Error>> {
    let body = env::args().nth(1).ok_or("usage: response BODY")?;
    let response: Response = serde_json::from_str(&body)?;
    match response.into_result()? {
        Completion::Full => println!("The request succeeded."),
        Completion::Partial(rest) => {
            println!("Part of the request succeeded.");
            for item in rest.failed_items() {
                println!("{}", item.diagnosis());
            }
        }
    }
    Ok(())
}

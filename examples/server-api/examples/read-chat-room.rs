//! Reads the messages of a chat room from the service or from the loopback server:
//! `cargo run -p commsease-status-server-api --example read-chat-room -- BASE APP_KEY ROOM ACCID`.
//!
//! The AppSecret is read from the environment variable `APP_SECRET`, because every user of a computer
//! can see arguments.

use std::env;

use anyhow::Context;
use commsease_status_server_api::client::Client;
use commsease_status_server_api::retry::{Idempotence, with_retries};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [base, app_key, room, accid] = arguments.as_slice() else {
        anyhow::bail!("usage: read-chat-room BASE APP_KEY ROOM ACCID");
    };
    let room = room.parse().context("ROOM must be a number")?;
    let app_secret = env::var("APP_SECRET").context("APP_SECRET must contain the AppSecret")?;
    let client = Client::new(base, app_key, &app_secret);
    let messages = with_retries(Idempotence::Idempotent, || {
        client.chat_room_messages(room, accid)
    })?;
    println!("{}", messages.value);
    Ok(())
}

//! Reads the messages of a chat room, against the service or the server on loopback:
//! `cargo run -p commsease-status-server-api --example read-chat-room -- BASE APP_KEY ROOM ACCID`. The AppSecret comes
//! from the environment, as `APP_SECRET`: arguments can be read by every user of a computer.

use std::env;

use anyhow::Context;
use commsease_status_server_api::client::Client;
use commsease_status_server_api::retry::{Twice, with_retries};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [base, app_key, room, accid] = arguments.as_slice() else {
        anyhow::bail!("usage: read-chat-room BASE APP_KEY ROOM ACCID");
    };
    let room = room.parse().context("ROOM is a number")?;
    let app_secret = env::var("APP_SECRET").context("the AppSecret is expected in APP_SECRET")?;
    let client = Client::new(base, app_key, &app_secret);
    let messages = with_retries(Twice::IsHarmless, || client.chat_room_messages(room, accid))?;
    println!("{}", messages.value);
    Ok(())
}

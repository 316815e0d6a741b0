//! Runs the loopback server alone:
//! `cargo run -p commsease-status-server-api --example loopback-server`.

use std::collections::{BTreeMap, BTreeSet};

use commsease_status_server_api::server::{Application, Loopback};

fn main() -> anyhow::Result<()> {
    let server = Loopback::start(Application {
        app_key: String::from("key"),
        app_secret: String::from("secret"),
        account_limit: 2,
        accounts: BTreeSet::from([String::from("alice")]),
        rooms: BTreeMap::from([(1, true), (2, false)]),
        ..Application::default()
    })?;
    println!(
        "AppKey `key`, AppSecret `secret`, account `alice`, open room 1, closed room 2: {}",
        server.base()
    );
    server.wait();
    Ok(())
}

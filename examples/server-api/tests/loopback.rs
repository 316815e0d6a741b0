//! The client and the server together, over real sockets.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use commsease_status::{Failure, Outcome, Retry, Status, StatusCode};
use commsease_status_server_api::client::{CallError, Client, unix_time};
use commsease_status_server_api::retry::{Idempotence, with_retries};
use commsease_status_server_api::server::{Application, Fault, Loopback};
use serde_json::Value;

const OPEN: u64 = 1;
const CLOSED: u64 = 2;

fn start(faults: impl Into<VecDeque<Fault>>) -> (Loopback, Client) {
    let server = Loopback::start(Application {
        app_key: String::from("key"),
        app_secret: String::from("secret"),
        account_limit: 3,
        accounts: BTreeSet::from(["alice", "bob"].map(String::from)),
        rooms: BTreeMap::from([(OPEN, true), (CLOSED, false)]),
        faults: faults.into(),
        ..Application::default()
    });
    let server = server.unwrap();
    let client = Client::new(&server.base(), "key", "secret");
    (server, client)
}

#[track_caller]
fn failure<T>(result: Result<T, CallError>) -> Failure {
    match result {
        Err(CallError::Failure(failure)) => failure,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it did not fail"),
    }
}

/// Checks the message, the cause, and the advice of a failure.
#[track_caller]
fn check<T>(result: Result<T, CallError>, message: &str, id: &str) {
    let failure = failure(result);
    assert_eq!(
        (failure.code().as_i32(), failure.message()),
        (414, Some(message))
    );
    let cause = failure.cause().expect("the message proves a cause");
    assert_eq!(cause.id(), id);
    assert_eq!(
        (failure.retry(), failure.fix_by()),
        (Some(cause.retry()), Some(cause.fix_by()))
    );
    let fix = failure.diagnosis().fix().unwrap().to_string();
    assert!(failure.to_string().ends_with(&fix), "{failure}");
}

/// Returns a code of a failure with the retry advice.
fn code_with(retry: Retry) -> i32 {
    let mut codes = StatusCode::all().iter();
    let code = codes.find(|status| status.outcome() == Outcome::Failure && status.retry() == retry);
    code.expect("the table has such a code").code()
}

#[test]
fn successful_requests() {
    let (server, client) = start([]);
    let account = client.create_account("Carol").unwrap();
    assert!(account.partial.is_none());
    assert_eq!(account.value.accid, "carol");
    let _ = client
        .send_text("alice", "carol", "a+b&c=d %\n\u{4f60}")
        .unwrap();
    assert_eq!(
        server.application(|application| application.messages.clone()),
        [r#"{"msg":"a+b&c=d %\n你"}"#]
    );
    assert_eq!(
        client.chat_room_messages(OPEN, "alice").unwrap().value["msgs"],
        Value::Array(Vec::new())
    );
}

#[test]
fn wrong_secret() {
    let (server, _) = start([]);
    // A common mistake is to use the AppKey as the AppSecret.
    let result = Client::new(&server.base(), "key", "key").create_account("carol");
    check(result, "bad http headers", "bad-signature");
}

#[test]
fn wrong_key() {
    let (server, _) = start([]);
    let result = Client::new(&server.base(), "other", "secret").create_account("carol");
    check(result, "bad http headers", "bad-signature");
}

#[test]
fn old_clock() {
    let (_server, client) = start([]);
    let late = client.clone().with_clock(|| unix_time() - 3_600);
    check(
        late.create_account("carol"),
        "CurTime is expired",
        "clock-expired",
    );
    let early = client.clone().with_clock(|| unix_time() + 3_600);
    check(
        early.create_account("carol"),
        "CurTime is expired",
        "clock-expired",
    );
    let nearly = client.with_clock(|| unix_time() - 60);
    assert!(nearly.create_account("carol").is_ok());
}

#[test]
fn unknown_account() {
    let (_server, client) = start([]);
    let result = client.send_text("alice", "Zoe", "hello");
    check(result, "Zoe not register", "account-not-registered");
    let failure = failure(client.send_text("zoe", "alice", "hello"));
    let fix = failure.cause().unwrap().fix().replace("{accid}", "zoe");
    assert!(failure.to_string().ends_with(&fix), "{failure}");
}

#[test]
fn closed_chat_room() {
    let (_server, client) = start([]);
    let result = client.chat_room_messages(CLOSED, "alice");
    check(result, "check roomid", "chat-room-closed");
}

#[test]
fn account_limit() {
    let (_server, client) = start([]);
    let _ = client.create_account("carol").unwrap();
    let result = client.create_account("dave");
    check(result, "Exceed the maximum account 3", "account-limit");
}

#[test]
fn existing_account() {
    let (_server, client) = start([]);
    check(
        client.create_account("alice"),
        "already register",
        "already-registered",
    );
}

#[test]
fn parameters_of_the_wrong_type() {
    let (_server, client) = start([]);
    let result = client.call::<Value>(
        "history/queryChatroomMsg.action",
        &[("roomid", "\"1\""), ("accid", "alice")],
    );
    let message = "parameter roomid must be of long type";
    check(result, message, "room-id-not-long");
    let result = client.call::<Value>(
        "msg/sendMsg.action",
        &[("from", "alice"), ("to", "bob"), ("body", "hello")],
    );
    check(result, "body not json", "body-not-json");
}

#[test]
fn a_rate_limit_is_retried() {
    let fault = || Fault::Rejected(code_with(Retry::Backoff));
    let (server, client) = start([fault(), fault()]);
    let sent = with_retries(Idempotence::NotIdempotent, || {
        client.send_text("alice", "bob", "hello")
    });
    assert!(sent.is_ok());
    assert_eq!(
        server.application(|application| application.messages.len()),
        1
    );
}

#[test]
fn what_needs_a_fix_is_not_retried() {
    let (_server, client) = start([Fault::Rejected(code_with(Retry::AfterFix))]);
    let mut calls = 0;
    let result = with_retries(Idempotence::Idempotent, || {
        calls += 1;
        client.chat_room_messages(OPEN, "alice")
    });
    assert_eq!((failure(result).retry(), calls), (Some(Retry::AfterFix), 1));
}

#[test]
fn a_message_is_not_sent_again_after_a_timeout() {
    let (server, client) = start([Fault::ResponseLost]);
    let client = client.with_timeout(Duration::from_millis(300));
    let sent = with_retries(Idempotence::NotIdempotent, || {
        client.send_text("alice", "bob", "hello")
    });
    assert!(
        matches!(sent, Err(CallError::Transport(ureq::Error::Timeout(_)))),
        "{sent:?}"
    );
    assert_eq!(
        server.application(|application| application.messages.len()),
        1,
        "it was delivered"
    );
}

#[test]
fn reading_is_retried_after_a_timeout() {
    let (_server, client) = start([
        Fault::ResponseLost,
        Fault::Rejected(code_with(Retry::OutcomeUnknown)),
    ]);
    let client = client.with_timeout(Duration::from_millis(300));
    assert!(
        with_retries(Idempotence::Idempotent, || client
            .chat_room_messages(OPEN, "alice"))
        .is_ok()
    );
}

#[test]
fn a_message_that_was_not_sent_is_retried() {
    let (server, client) = start([]);
    let (nowhere, mut calls) = (Client::new("http://127.0.0.1:1", "key", "secret"), 0);
    let sent = with_retries(Idempotence::NotIdempotent, || {
        calls += 1;
        if calls == 1 { &nowhere } else { &client }.send_text("alice", "bob", "hello")
    });
    assert!(sent.is_ok());
    assert_eq!(
        server.application(|application| application.messages.len()),
        1
    );
}

//! Client and server against each other, over real sockets.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use commsease_status::{Cause, Failure, Fixer, Retry};
use commsease_status_server_api::client::{CallError, Client, unix_time};
use commsease_status_server_api::retry::{Twice, with_retries};
use commsease_status_server_api::server::{Application, Loopback, Mishap};
use serde_json::Value;

const OPEN: u64 = 1;
const CLOSED: u64 = 2;

fn start(mishaps: impl Into<VecDeque<Mishap>>) -> (Loopback, Client) {
    let server = Loopback::start(Application {
        app_key: String::from("key"),
        app_secret: String::from("secret"),
        account_limit: 3,
        accounts: BTreeSet::from(["alice", "bob"].map(String::from)),
        rooms: BTreeMap::from([(OPEN, true), (CLOSED, false)]),
        mishaps: mishaps.into(),
        ..Application::default()
    });
    let server = server.unwrap();
    let client = Client::new(&server.base(), "key", "secret");
    (server, client)
}

#[track_caller]
fn failure<T>(called: Result<T, CallError>) -> Failure {
    match called {
        Err(CallError::Failure(failure)) => failure,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it did not fail"),
    }
}

/// That a refusal arrives as the right cause with the right advice.
#[track_caller]
fn check<T>(called: Result<T, CallError>, text: &str, cause: &str, retry: Retry, fixer: Fixer) {
    let failure = failure(called);
    assert_eq!((failure.code().number(), failure.text()), (414, Some(text)));
    assert_eq!(failure.cause().map(Cause::id), Some(cause));
    assert_eq!(
        (failure.retry(), failure.fixer()),
        (Some(retry), Some(fixer))
    );
    let fix = failure.diagnosis().fix().unwrap().to_string();
    assert!(failure.to_string().ends_with(&fix), "{failure}");
}

#[test]
fn good_calls() {
    let (server, client) = start([]);
    let account = client.create_account("Carol").unwrap();
    assert!(account.left.is_none());
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
    // The mistake that people make: the AppKey where the AppSecret belongs.
    let called = Client::new(&server.base(), "key", "key").create_account("carol");
    check(
        called,
        "bad http headers",
        "bad-signature",
        Retry::AfterFix,
        Fixer::Caller,
    );
}

#[test]
fn wrong_key() {
    let (server, _) = start([]);
    let called = Client::new(&server.base(), "other", "secret").create_account("carol");
    check(
        called,
        "bad http headers",
        "bad-signature",
        Retry::AfterFix,
        Fixer::Caller,
    );
}

#[test]
fn old_clock() {
    let (_server, client) = start([]);
    let late = client.clone().with_clock(|| unix_time() - 3_600);
    check(
        late.create_account("carol"),
        "CurTime is expired",
        "clock-expired",
        Retry::AfterFix,
        Fixer::Caller,
    );
    let early = client.clone().with_clock(|| unix_time() + 3_600);
    check(
        early.create_account("carol"),
        "CurTime is expired",
        "clock-expired",
        Retry::AfterFix,
        Fixer::Caller,
    );
    let nearly = client.with_clock(|| unix_time() - 60);
    assert!(nearly.create_account("carol").is_ok());
}

#[test]
fn unknown_account() {
    let (_server, client) = start([]);
    let called = client.send_text("alice", "Zoe", "hello");
    check(
        called,
        "Zoe not register",
        "account-not-registered",
        Retry::AfterFix,
        Fixer::Caller,
    );
    let fix = failure(client.send_text("zoe", "alice", "hello")).to_string();
    assert!(fix.contains("Register zoe first"), "{fix}");
}

#[test]
fn closed_chat_room() {
    let (_server, client) = start([]);
    let called = client.chat_room_messages(CLOSED, "alice");
    check(
        called,
        "check roomid",
        "chat-room-closed",
        Retry::AfterFix,
        Fixer::Caller,
    );
}

#[test]
fn account_limit() {
    let (_server, client) = start([]);
    let _ = client.create_account("carol").unwrap();
    let called = client.create_account("dave");
    check(
        called,
        "Exceed the maximum account 3",
        "account-limit",
        Retry::AfterFix,
        Fixer::Console,
    );
}

#[test]
fn account_that_exists() {
    let (_server, client) = start([]);
    check(
        client.create_account("alice"),
        "already register",
        "already-registered",
        Retry::Never,
        Fixer::Caller,
    );
}

#[test]
fn parameters_of_the_wrong_form() {
    let (_server, client) = start([]);
    let called = client.call::<Value>(
        "history/queryChatroomMsg.action",
        &[("roomid", "\"1\""), ("accid", "alice")],
    );
    let text = "parameter roomid must be of long type";
    check(
        called,
        text,
        "room-id-not-long",
        Retry::AfterFix,
        Fixer::Caller,
    );
    let called = client.call::<Value>(
        "msg/sendMsg.action",
        &[("from", "alice"), ("to", "bob"), ("body", "hello")],
    );
    check(
        called,
        "body not json",
        "body-not-json",
        Retry::AfterFix,
        Fixer::Caller,
    );
}

#[test]
fn what_may_work_later_is_tried_again() {
    let (server, client) = start([Mishap::Refused(416), Mishap::Refused(416)]);
    let sent = with_retries(Twice::IsHarmful, || {
        client.send_text("alice", "bob", "hello")
    });
    assert!(sent.is_ok());
    assert_eq!(
        server.application(|application| application.messages.len()),
        1
    );
}

#[test]
fn what_needs_a_fix_is_not_tried_again() {
    let (_server, client) = start([]);
    let mut calls = 0;
    let called = with_retries(Twice::IsHarmless, || {
        calls += 1;
        client.chat_room_messages(CLOSED, "alice")
    });
    assert_eq!((failure(called).retry(), calls), (Some(Retry::AfterFix), 1));
}

#[test]
fn a_message_is_not_sent_again_after_a_time_out() {
    let (server, client) = start([Mishap::AnswerLost]);
    let client = client.with_timeout(Duration::from_millis(300));
    let sent = with_retries(Twice::IsHarmful, || {
        client.send_text("alice", "bob", "hello")
    });
    assert!(
        matches!(sent, Err(CallError::Transport(ureq::Error::Timeout(_)))),
        "{sent:?}"
    );
    assert_eq!(
        server.application(|application| application.messages.len()),
        1,
        "it had been delivered"
    );
}

#[test]
fn what_only_reads_is_tried_again_after_a_time_out() {
    let (_server, client) = start([Mishap::AnswerLost, Mishap::Refused(408)]);
    let client = client.with_timeout(Duration::from_millis(300));
    assert!(
        with_retries(Twice::IsHarmless, || client
            .chat_room_messages(OPEN, "alice"))
        .is_ok()
    );
}

#[test]
fn a_message_that_was_never_sent_is_tried_again() {
    let (server, client) = start([]);
    let (nowhere, mut calls) = (Client::new("http://127.0.0.1:1", "key", "secret"), 0);
    let sent = with_retries(Twice::IsHarmful, || {
        calls += 1;
        if calls == 1 { &nowhere } else { &client }.send_text("alice", "bob", "hello")
    });
    assert!(sent.is_ok());
    assert_eq!(
        server.application(|application| application.messages.len()),
        1
    );
}

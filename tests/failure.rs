//! Failed responses as errors.

#![cfg(feature = "serde")]

use std::error::Error;

use anyhow::Context;
use commsease_status::{Code, Completion, Failure, FixBy, Response, Retry, Status, StatusCode};

fn failure(body: &str) -> Failure {
    serde_json::from_str::<Response>(body)
        .unwrap()
        .into_result()
        .unwrap_err()
}

#[test]
fn a_failure_keeps_the_response_and_displays_the_fix() {
    let failure = failure(r#"{"desc":"Check  RoomID.","code":414,"detail":{"reason":"closed"}}"#);
    assert_eq!(
        (failure.code().as_i32(), failure.message()),
        (414, Some("Check  RoomID."))
    );
    assert_eq!(failure.reason(), Some("closed"));
    assert_eq!(failure.cause().unwrap().id(), "chat-room-closed");
    assert_eq!(failure.retry(), Some(Retry::AfterFix));
    assert_eq!(failure.fix_by(), Some(FixBy::Caller));
    let cause = failure.cause().unwrap();
    let line = format!(
        "414 InvalidParameter (chat-room-closed): {} {} Server message: \"closed\".",
        cause.description(),
        cause.fix()
    );
    assert_eq!(failure.to_string(), line);
}

#[test]
fn a_failure_is_displayed_on_one_line_with_any_message() {
    let hostile =
        failure(r#"{"code":414,"desc":"a\nb\u001b[31m\u202e\"","detail":{"reason":"\r"}}"#)
            .to_string();
    let summary = StatusCode::InvalidParameter.summary();
    let messages = r#"Server message: "a\nb\u{1b}[31m\u{202e}\"". Server message: "\r"."#;
    assert_eq!(
        hostile,
        format!("414 InvalidParameter: {summary} {messages}")
    );
    let unknown = failure(r#"{"code":-40404,"desc":"new"}"#).to_string();
    assert_eq!(
        unknown,
        r#"-40404: Unknown status code. Server message: "new"."#
    );
}

/// A caller that adds context, as callers do.
fn query_history(body: &str) -> anyhow::Result<()> {
    let response: Response = serde_json::from_str(body)?;
    match response.into_result().context("querying the history")? {
        Completion::Full => Ok(()),
        Completion::Partial(_) => anyhow::bail!("only part of the history"),
    }
}

#[test]
fn a_failure_is_an_error_with_context() {
    const fn is_error<T: Error + Clone + Send + Sync + 'static>() {}
    is_error::<Failure>();

    let error = query_history(r#"{"desc":"check roomid","code":414}"#).unwrap_err();
    assert_eq!(error.to_string(), "querying the history");
    assert_eq!(
        error.downcast_ref::<Failure>().unwrap().retry(),
        Some(Retry::AfterFix)
    );
    assert!(
        format!("{error:#}")
            .starts_with("querying the history: 414 InvalidParameter (chat-room-closed): ")
    );
}

#[test]
fn a_response_owns_its_strings() {
    const fn is_owned<T: Clone + Send + Sync + 'static>() {}
    is_owned::<Response>();

    let read = |body: String| serde_json::from_str::<Response>(&body).unwrap();
    let response = read(String::from(
        r#"{"code":200,"msg":"te\u0078t","detail":{"reason":"why"},
        "data":{"failed_list":[{"error_code":1,"error_msg":"item","account_id":"a"}]}}"#,
    ));
    assert_eq!(response.message(), Some("text"));
    assert_eq!(response.reason(), Some("why"));
    let item = &response.failed_items()[0];
    assert_eq!(
        (item.message(), item.member("account_id")),
        (Some("item"), Some("a"))
    );
}

#[test]
fn responses_and_failures_can_be_made_from_codes_and_messages() {
    for status in StatusCode::all() {
        let code = Code::from(*status);
        let response = Response::new(code, Some("check roomid"));
        assert_eq!(
            (response.code(), response.message()),
            (code, Some("check roomid"))
        );
        assert!(response.reason().is_none() && response.failed_items().is_empty());
        let failure = Failure::new(code, Some("check roomid"));
        assert_eq!(
            (failure.code(), failure.message()),
            (code, Some("check roomid"))
        );
        assert_eq!(failure.retry(), response.diagnosis().retry());
        if code.is_failure() {
            assert_eq!(response.into_result(), Err(failure));
        } else {
            assert!(response.into_result().is_ok());
        }
        assert_eq!(Failure::from(*status), Failure::new(code, None));
    }
}

//! Failed responses as errors.

#![cfg(feature = "serde")]

use std::error::Error;

use anyhow::Context;
use commsease_status::{Code, Completion, Failure, Interpolated, Response, Status, StatusCode};

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
    let cause = failure.cause().unwrap();
    assert_eq!(cause.id(), "chat-room-closed");
    assert_eq!(failure.retry(), Some(cause.retry()));
    assert_eq!(failure.fix_by(), Some(cause.fix_by()));
    let line = format!(
        "414 InvalidParameter (chat-room-closed): {} {} Server message: \"closed\".",
        cause.description(),
        cause.fix()
    );
    assert_eq!(failure.to_string(), line);
}

/// `fn main() -> Result<(), Failure>` prints the `Debug` form.
#[test]
fn a_failure_in_main_prints_the_fix() {
    let failure = failure(r#"{"desc":"check roomid","code":414}"#);
    let fix = failure.fix().unwrap().to_string();
    assert!(format!("Error: {failure:?}").contains(&fix));
    assert_eq!(format!("{failure:?}"), failure.to_string());
    let fields = "\
Failure {
    code: Code(414 InvalidParameter),
    message: Some(
        \"check roomid\",
    ),
    reason: None,
    cause: Some(
        \"chat-room-closed\",
    ),
}";
    assert_eq!(format!("{failure:#?}"), fields);
}

#[test]
fn a_failure_says_what_its_diagnosis_says() {
    for (code, message) in [
        (414, Some("check roomid")),
        (414, Some("Exceed the maximum account 100")),
        (414, Some("what is this?")),
        (403, None),
        (20_042, None),
        (-40_404, Some("new")),
    ] {
        let failure: Failure = Failure::new(Code::new(code), message);
        let diagnosis = failure.diagnosis();
        let in_words = |it: Option<_>| it.map(|it: Interpolated<'_>| it.to_string());
        assert_eq!(failure.status(), StatusCode::from_code(code));
        assert_eq!(failure.category(), Code::new(code).category());
        assert_eq!(failure.summary(), diagnosis.summary());
        assert_eq!(in_words(failure.fix()), in_words(diagnosis.fix()));
        assert_eq!(failure.advice(), diagnosis.advice());
        assert_eq!(failure.key().to_string(), diagnosis.key().to_string());
        assert_eq!(failure.retry(), diagnosis.retry());
        assert_eq!(
            serde_json::to_value(&failure).unwrap(),
            serde_json::to_value(diagnosis).unwrap()
        );
    }
}

#[test]
fn a_failure_is_displayed_on_one_line_with_any_message() {
    let hostile =
        failure(r#"{"code":414,"desc":"a\nb\u001b[31m\u202e\"","detail":{"reason":"\r"}}"#)
            .to_string();
    let summary = StatusCode::InvalidParameter.summary();
    let advice = StatusCode::InvalidParameter
        .advice()
        .expect("it is a failure");
    let messages = r#"Server message: "a\nb\u{1b}[31m\u{202e}\"". Server message: "\r"."#;
    assert_eq!(
        hostile,
        format!("414 InvalidParameter: {summary} {advice} {messages}")
    );
    let unknown = failure(r#"{"code":-40404,"desc":"new"}"#).to_string();
    assert_eq!(
        unknown,
        r#"-40404: Unknown status code. Server message: "new"."#
    );
}

#[test]
fn a_failed_item_is_displayed_as_a_failure() {
    let body = r#"{"code":200,"data":{"failed_list":[
        {"error_code":102404,"error_msg":"account not exist"},
        {"error_code":414,"error_msg":"what\u001b is this?"},
        {"error_code":-77}
    ]}}"#;
    let response: Response = serde_json::from_str(body).unwrap();
    assert_eq!(response.failed_items().len(), 3);
    for item in response.failed_items() {
        let failure = Failure::new(item.code(), item.message());
        assert_eq!(item.to_string(), failure.to_string());
    }
    let second = response.failed_items()[1].to_string();
    let message = r#" Server message: "what\u{1b} is this?"."#;
    assert!(second.ends_with(message), "{second}");
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
    let failure: &Failure = error.downcast_ref().unwrap();
    assert_eq!(failure.cause().unwrap().id(), "chat-room-closed");
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
        assert_eq!(Response::from(*status), Response::new(code, None));
    }
}

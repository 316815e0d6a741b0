//! Response bodies: every documented shape, odd ones, hostile ones, and formats other than JSON.

#![cfg(feature = "serde")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Debug;

use anyhow::Context;
use commsease_status::{
    Code, Completion, Evidence, Failure, Fixer, OwnedResponse, Response, Retry, Status, StatusCode,
    diagnose,
};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

/// Number and text of a body, whichever way it is read.
#[track_caller]
fn check(body: &str, code: i32, text: Option<&str>) {
    let value: Value = serde_json::from_str(body).unwrap();
    let mut cbor = Vec::new();
    ciborium::into_writer(&value, &mut cbor).unwrap();

    let from_str: Response<'_> = serde_json::from_str(body).unwrap();
    assert_eq!(
        (from_str.code().number(), from_str.text()),
        (code, text),
        "{body}"
    );
    let others: [(&str, Response<'_>); 6] = [
        ("slice", serde_json::from_slice(body.as_bytes()).unwrap()),
        (
            "reader",
            serde_json::from_reader::<_, OwnedResponse>(body.as_bytes())
                .unwrap()
                .into_inner(),
        ),
        ("&value", Response::deserialize(&value).unwrap()),
        (
            "value",
            serde_json::from_value::<OwnedResponse>(value.clone())
                .unwrap()
                .into_inner(),
        ),
        (
            "json5",
            json5::from_str::<OwnedResponse>(body).unwrap().into_inner(),
        ),
        (
            "cbor",
            ciborium::from_reader::<OwnedResponse, _>(cbor.as_slice())
                .unwrap()
                .into_inner(),
        ),
    ];
    for (way, response) in others {
        assert_eq!(response, from_str, "{way}: {body}");
    }
}

/// What is said of a body that is no response. The place, which the format adds, is the format's own affair.
#[track_caller]
fn check_refused(body: &str, error: &str) {
    let found = serde_json::from_str::<Response<'_>>(body)
        .unwrap_err()
        .to_string();
    assert_eq!(found.split(" at line ").next(), Some(error), "{body}");
}

#[test]
fn documented_shapes() {
    // v1
    check(
        r#"{"desc":"check roomid","code":414}"#,
        414,
        Some("check roomid"),
    );
    check(
        r#"{"code":414,"desc":"check roomid"}"#,
        414,
        Some("check roomid"),
    );
    check(
        r#"{"code":200,"info":{"token":"t","accid":"a","name":""}}"#,
        200,
        None,
    );
    check(
        r#"{"uinfos":[{"accid":"a","code":1},{"msg":"b"}],"code":200}"#,
        200,
        None,
    );
    check(r#"{"data":"{\"code\":1}","code":200}"#, 200, None);
    // v1 chat room
    check(
        r#"{"desc":{"desc":"no text","code":1},"code":200}"#,
        200,
        None,
    );
    // v2
    check(
        r#"{"code":200,"msg":"success","data":{}}"#,
        200,
        Some("success"),
    );
    check(
        r#"{"code":414,"msg":"team_id is required","data":{}}"#,
        414,
        Some("team_id is required"),
    );
    // SMS
    check(
        r#"{"code":200,"msg":"sendid","obj":"1"}"#,
        200,
        Some("sendid"),
    );
    // RTC room
    check(
        r#"{"code":404,"requestId":"r","errmsg":"no such room"}"#,
        404,
        Some("no such room"),
    );
    // live, VOD
    check(r#"{"code":200,"ret":{"cid":"c"}}"#, 200, None);
    // v10 errors
    check(
        r#"{"code":191001,"desc":"misuse","detail":{"reason":"not logged in"}}"#,
        191_001,
        Some("misuse"),
    );
    check(r#"{"code":-1,"message":"failed"}"#, -1, Some("failed"));
}

#[test]
fn unquoted_keys_and_a_code_as_text() {
    let response: Response<'_> = json5::from_str(r#"{desc:"duplicate...", code:"417"}"#).unwrap();
    assert_eq!(
        response.diagnosis().cause().unwrap().id(),
        "chat-room-role-unchanged"
    );
}

#[test]
fn odd_shapes() {
    check(r#"{"code":"-00417 ","desc":"x"}"#, -417, Some("x"));
    check(r#"{"code":2147483647}"#, i32::MAX, None);
    check(r#"{"code":"-2147483648"}"#, i32::MIN, None);
    check(r#"{"code":0,"desc":null,"msg":null}"#, 0, None);
    check(
        r#"{"code":414,"desc":null,"message":"said"}"#,
        414,
        Some("said"),
    );
    check(
        r#"{"code":414,"message":"second","desc":"first"}"#,
        414,
        Some("first"),
    );
    check(r#"{"code":414,"desc":{},"msg":"said"}"#, 414, Some("said"));
    check(r#"{"code":414,"desc":["x"]}"#, 414, None);
    check(
        r#"{"code":414,"desc":17.5,"msg":true,"errmsg":-3,"message":18446744073709551615}"#,
        414,
        None,
    );
    check(r#"{"code":414,"desc":""}"#, 414, Some(""));
    check(
        r#"{"code":414,"desc":"a\tb\u0000\u202e"}"#,
        414,
        Some("a\tb\0\u{202e}"),
    );
    check(r#"{"code":414,"data":null,"detail":"text"}"#, 414, None);
    check(
        r#"{"code":414,"data":[1],"detail":[{"reason":"x"}]}"#,
        414,
        None,
    );
    check(
        r#"{"code":200,"data":{"failed_list":null,"success_list":["a"]}}"#,
        200,
        None,
    );
    check(
        r#"{"Code":1,"CODE":2,"code":3,"x":[[[{"code":4}]]]}"#,
        3,
        None,
    );
}

#[test]
fn refused() {
    check_refused("{}", "missing field `code`");
    check_refused(r#"{"desc":"x"}"#, "missing field `code`");
    check_refused(
        "[]",
        "invalid type: sequence, expected a response object with a `code`",
    );
    check_refused(
        "414",
        "invalid type: integer `414`, expected a response object with a `code`",
    );
    let expected = "expected a code: an integer of 32 bits, as number or as text";
    check_refused(
        r#"{"code":null}"#,
        &format!("invalid type: null, {expected}"),
    );
    check_refused(
        r#"{"code":414.0}"#,
        &format!("invalid type: floating point `414.0`, {expected}"),
    );
    check_refused(r#"{"code":{}}"#, &format!("invalid type: map, {expected}"));
    check_refused(
        r#"{"code":""}"#,
        &format!("invalid value: string \"\", {expected}"),
    );
    check_refused(
        r#"{"code":"4l4"}"#,
        &format!("invalid value: string \"4l4\", {expected}"),
    );
    check_refused(r#"{"code":414,"code":414}"#, "duplicate field `code`");
    check_refused(
        r#"{"code":414,"msg":"a","msg":null}"#,
        "duplicate field `msg`",
    );
    check_refused(
        r#"{"code":1,"detail":{"reason":"a","reason":"b"}}"#,
        "duplicate field `reason`",
    );
    check_refused(
        r#"{"code":200,"data":{"failed_list":[{"error_msg":"x"}]}}"#,
        "missing field `error_code`",
    );
}

#[test]
fn numbers_beyond_32_bits_are_refused() {
    let expected = "expected a code: an integer of 32 bits, as number or as text";
    for number in [
        "2147483648",
        "-2147483649",
        "4294967710",
        "18446744073709551615",
    ] {
        let body = format!(r#"{{"code":{number}}}"#);
        check_refused(
            &body,
            &format!("invalid value: integer `{number}`, {expected}"),
        );
        let body = format!(r#"{{"code":"{number}"}}"#);
        check_refused(
            &body,
            &format!("invalid value: string \"{number}\", {expected}"),
        );
    }
}

#[test]
fn a_batch_has_a_diagnosis_for_each_item() {
    let body = r#"{"code":200,"msg":"success","data":{"success_list":["c"],"failed_list":[
        {"account_id":"a","error_code":102404,"error_msg":"account not exist"},
        {"team_id":18446744073709551615,"error_code":"414","error_msg":null,"extra":{}}]}}"#;
    let response: Response<'_> = serde_json::from_str(body).unwrap();
    let [account, team] = response.failed_items() else {
        panic!("{response:?}")
    };
    assert_eq!(account.member("account_id"), Some("a"));
    assert_eq!(account.diagnosis().evidence(), Evidence::Text);
    assert_eq!(
        account.diagnosis().cause().unwrap().id(),
        "account-not-found"
    );
    assert_eq!((team.code().number(), team.text()), (414, None));
    assert_eq!(team.member("team_id"), Some("18446744073709551615"));
    assert_eq!(team.member("extra"), None);
    assert_eq!(team.diagnosis().evidence(), Evidence::Code);
}

/// How a request ended that was answered with this body.
#[track_caller]
fn check_ending(body: &str, ending: &str) {
    let response: Response<'_> = serde_json::from_str(body).unwrap();
    let ended = match response.into_result() {
        Ok(Completion::Full) => "full",
        Ok(Completion::Partial(_)) => "partial",
        Err(_) => "failure",
    };
    assert_eq!(ended, ending, "{body}");
}

#[test]
fn endings() {
    check_ending(r#"{"code":200}"#, "full");
    check_ending(r#"{"code":7101}"#, "full");
    check_ending(r#"{"code":200,"data":{"failed_list":[]}}"#, "full");
    check_ending(r#"{"code":700}"#, "partial");
    check_ending(
        r#"{"code":813,"faccid":{"accid":["a"],"msg":"team count exceed"}}"#,
        "partial",
    );
    check_ending(
        r#"{"code":200,"data":{"failed_list":[{"error_code":414}]}}"#,
        "partial",
    );
    check_ending(
        r#"{"code":414,"data":{"failed_list":[{"error_code":414}]}}"#,
        "failure",
    );
    check_ending(r#"{"code":414}"#, "failure");
    check_ending(r#"{"code":-40404}"#, "failure");
}

fn failure(body: &str) -> Failure {
    serde_json::from_str::<Response<'_>>(body)
        .unwrap()
        .into_result()
        .unwrap_err()
}

#[test]
fn a_failure_keeps_what_came_and_says_what_to_do() {
    let failure = failure(r#"{"desc":"Check  RoomID.","code":414,"detail":{"reason":"closed"}}"#);
    assert_eq!(
        (failure.code().number(), failure.text()),
        (414, Some("Check  RoomID."))
    );
    assert_eq!(failure.reason(), Some("closed"));
    assert_eq!(failure.cause().unwrap().id(), "chat-room-closed");
    assert_eq!(failure.retry(), Some(Retry::AfterFix));
    assert_eq!(failure.fixer(), Some(Fixer::Caller));
    let cause = failure.cause().unwrap();
    let line = format!(
        "414 InvalidParameter (chat-room-closed): {} {} The service said: \"closed\".",
        cause.when(),
        cause.fix()
    );
    assert_eq!(failure.to_string(), line);
}

#[test]
fn a_failure_shows_in_one_line_whatever_was_said() {
    let hostile =
        failure(r#"{"code":414,"desc":"a\nb\u001b[31m\u202e\"","detail":{"reason":"\r"}}"#)
            .to_string();
    let summary = StatusCode::InvalidParameter.summary();
    let said = r#"The service said: "a\nb\u{1b}[31m\u{202e}\"". The service said: "\r"."#;
    assert_eq!(hostile, format!("414 InvalidParameter: {summary} {said}"));
    let unknown = failure(r#"{"code":-40404,"desc":"new"}"#).to_string();
    assert_eq!(
        unknown,
        r#"-40404: Nothing is known of this number. The service said: "new"."#
    );
}

/// A caller that adds what it was about, as callers do.
fn query_history(body: &str) -> anyhow::Result<()> {
    let response: Response<'_> = serde_json::from_str(body)?;
    match response.into_result().context("querying the history")? {
        Completion::Full => Ok(()),
        Completion::Partial(_) => anyhow::bail!("only a part of the history"),
    }
}

#[test]
fn a_failure_travels() {
    const fn travels<T: Error + Clone + Send + Sync + 'static>() {}
    travels::<Failure>();

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

/// Whether a text lies in a body, rather than in a copy.
fn lies_in(text: &str, body: &str) -> bool {
    body.as_bytes().as_ptr_range().contains(&text.as_ptr())
}

#[test]
fn texts_are_borrowed_where_the_format_can_lend_them() {
    let body = r#"{"code":200,"msg":"text","detail":{"reason":"why"},
        "data":{"failed_list":[{"error_code":1,"error_msg":"item","account_id":"a"}]}}"#;
    let response: Response<'_> = serde_json::from_str(body).unwrap();
    let item = &response.failed_items()[0];
    for text in [
        response.text(),
        response.reason(),
        item.text(),
        item.member("account_id"),
    ] {
        assert!(lies_in(text.unwrap(), body), "{text:?}");
    }
    // What has an escape in it cannot be lent.
    let escaped = r#"{"code":200,"msg":"te\u0078t"}"#;
    let response: Response<'_> = serde_json::from_str(escaped).unwrap();
    assert!(!lies_in(response.text().unwrap(), escaped));
    let value = json!({ "code": 200, "msg": "text" });
    let response = Response::deserialize(&value).unwrap();
    assert!(lies_in(
        response.text().unwrap(),
        value["msg"].as_str().unwrap()
    ));
}

/// Both directions of a value and its JSON.
#[track_caller]
fn check_round_trip<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + Debug>(
    value: &T,
    expected: &Value,
) {
    assert_eq!(serde_json::to_value(value).unwrap(), *expected);
    assert_eq!(
        serde_json::from_value::<T>(expected.clone()).unwrap(),
        *value
    );
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).unwrap();
    assert_eq!(
        ciborium::from_reader::<T, _>(cbor.as_slice()).unwrap(),
        *value
    );
}

#[test]
fn codes_are_numbers_in_any_format() {
    for status in StatusCode::ALL {
        check_round_trip(status, &json!(status.code()));
    }
    for number in [414, -40_404, i32::MIN, i32::MAX] {
        check_round_trip(&Code::new(number), &json!(number));
    }
    // As keys, too, where a format has none but texts.
    check_round_trip(
        &BTreeMap::from([(Code::new(414), 2), (Code::new(-7), 1)]),
        &json!({ "-7": 1, "414": 2 }),
    );
}

#[test]
fn a_number_without_an_entry_is_no_status_code() {
    let error = serde_json::from_str::<StatusCode>("415000").unwrap_err();
    assert_eq!(error.to_string(), "no status code has the number 415000");
    assert!(serde_json::from_str::<Code>("2147483648").is_err());
    assert!(serde_json::from_str::<Code>("\"414\"").is_err());
}

#[test]
fn a_diagnosis_is_an_object_that_says_it_all() {
    let diagnosis = diagnose(414, Some("Exceed the maximum account 100"));
    let cause = diagnosis.cause().unwrap();
    let expected = json!({
        "code": 414,
        "name": "InvalidParameter",
        "summary": StatusCode::InvalidParameter.summary(),
        "evidence": "text",
        "text": "Exceed the maximum account 100",
        "outcome": "failure",
        "retry": "after-fix",
        "causes": [{
            "id": "account-limit",
            "when": cause.when().replace("{limit}", "100"),
            "fix": cause.fix().replace("{limit}", "100"),
            "fixer": "console",
            "retry": "after-fix",
            "area": "account",
        }],
    });
    assert_eq!(serde_json::to_value(diagnosis).unwrap(), expected);
    let unknown = serde_json::to_value(diagnose(-40_404, None)).unwrap();
    assert_eq!(
        (&unknown["name"], &unknown["evidence"], &unknown["causes"]),
        (&Value::Null, &json!("unknown"), &json!([]))
    );
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        read_in_every_format(&bytes);
    }

    /// Nearly right bodies get further into the reader than noise does.
    #[test]
    fn arbitrary_members_never_panic(bytes in r#"\{("(code|desc|msg|detail|data|error_code|failed_list)":([0-9"\[\]{}a:,]{0,6}|"x"|\{"(failed_list|reason)":\[\{)?,?){0,5}\}{0,3}"#) {
        read_in_every_format(bytes.as_bytes());
    }

    #[test]
    fn any_number_arrives_as_it_is_or_not_at_all(number: i128) {
        for body in [format!(r#"{{"code":{number}}}"#), format!(r#"{{"code":"{number}"}}"#)] {
            let read = serde_json::from_str::<Response<'_>>(&body).ok().map(|response| response.code().number());
            prop_assert_eq!(read, i32::try_from(number).ok());
        }
    }

    #[test]
    fn any_code_of_32_bits_arrives(number: i32, text: String) {
        let body = json!({ "code": number, "desc": text }).to_string();
        let response: Response<'_> = serde_json::from_str(&body).unwrap();
        prop_assert_eq!((response.code().number(), response.text()), (number, Some(text.as_str())));
    }

    #[test]
    fn what_is_shown_of_a_failure_is_one_line(number in prop_oneof![Just(414), Just(417), any::<i32>()], text: String) {
        let body = json!({ "code": number, "desc": text, "detail": { "reason": text } }).to_string();
        if let Err(failure) = serde_json::from_str::<Response<'_>>(&body).unwrap().into_result() {
            prop_assert!(!failure.to_string().contains(char::is_control));
        }
    }
}

/// Reads bytes in every format and goes through what comes out of it.
fn read_in_every_format(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let responses = [
        serde_json::from_slice::<Response<'_>>(bytes).ok(),
        json5::from_str::<Response<'_>>(&text).ok(),
        ciborium::from_reader::<OwnedResponse, _>(bytes)
            .ok()
            .map(OwnedResponse::into_inner),
    ];
    for response in responses.into_iter().flatten() {
        let shown = format!("{response:?} {}", response.diagnosis());
        assert!(shown.contains(&response.code().to_string()));
        for item in response.failed_items() {
            assert_eq!(
                item.diagnosis().status(),
                StatusCode::from_code(item.code().number())
            );
        }
        assert_eq!(response.clone().into_owned(), response);
        if let Err(failure) = response.into_result() {
            assert_eq!(
                failure.diagnosis().status().map(Status::code),
                failure.code().status().map(Status::code)
            );
        }
    }
}

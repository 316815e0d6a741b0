//! Response bodies: every documented shape, odd and hostile ones, and formats other than JSON.

#![cfg(feature = "serde")]

use commsease_status::{Completion, Evidence, Outcome, Response, Status, StatusCode};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

/// Checks the code and the message of a body, in several formats.
#[track_caller]
fn check(body: &str, code: i32, message: Option<&str>) {
    let value: Value = serde_json::from_str(body).unwrap();
    let mut cbor = Vec::new();
    ciborium::into_writer(&value, &mut cbor).unwrap();

    let from_str: Response = serde_json::from_str(body).unwrap();
    assert_eq!(
        (from_str.code().as_i32(), from_str.message()),
        (code, message),
        "{body}"
    );
    let others: [(&str, Response); 6] = [
        ("slice", serde_json::from_slice(body.as_bytes()).unwrap()),
        ("reader", serde_json::from_reader(body.as_bytes()).unwrap()),
        ("&value", Response::deserialize(&value).unwrap()),
        ("value", serde_json::from_value(value.clone()).unwrap()),
        ("json5", json5::from_str(body).unwrap()),
        ("cbor", ciborium::from_reader(cbor.as_slice()).unwrap()),
    ];
    for (format, response) in others {
        assert_eq!(response, from_str, "{format}: {body}");
    }
}

/// Checks the error for a body that is not a response, without the position that the format adds.
#[track_caller]
fn check_rejected(body: &str, error: &str) {
    let found = serde_json::from_str::<Response>(body)
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
    check(
        r#"{"code":813,"faccid":{"accid":["a"],"msg":"team count exceed"}}"#,
        813,
        None,
    );
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
}

#[test]
fn documented_shapes_of_other_services() {
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
fn unquoted_keys_and_a_code_as_a_string() {
    let response: Response = json5::from_str(r#"{desc:"duplicate...", code:"417"}"#).unwrap();
    let diagnosis = response.diagnosis();
    assert_eq!(diagnosis.evidence(), Evidence::Hint);
    let first = diagnosis.causes().next().map(|cause| cause.id());
    assert_eq!(first, Some("chat-room-role-unchanged"));
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
        r#"{"message":"b","code":414,"desc":"","msg":" ","errmsg":"a"}"#,
        414,
        Some("a"),
    );
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
fn keys_of_other_sdks() {
    check(r#"{"errCode":414,"errMsg":"a"}"#, 414, Some("a"));
    check(r#"{"error_code":1,"errCode":2,"code":414}"#, 414, None);
    check(r#"{"errCode":"AccessDenied","code":414}"#, 414, None);
    check(r#"{"Code":414,"Desc":"a"}"#, 414, Some("a"));
    check(r#"{"code":414,"error":"a","reason":"b"}"#, 414, Some("a"));
    check(r#"{"code":414.0}"#, 414, None);
    check(r#"{"code":"RES_EPARAM"}"#, 414, None);
}

#[test]
fn rejected_bodies() {
    check_rejected("{}", "missing field `code`");
    check_rejected(r#"{"desc":"x"}"#, "missing field `code`");
    check_rejected(
        "[]",
        "invalid type: sequence, expected a response object with a `code` field",
    );
    check_rejected(
        "414",
        "invalid type: integer `414`, expected a response object with a `code` field",
    );
    let expected = "expected a 32-bit integer code, as a number or a string";
    check_rejected(
        r#"{"code":null}"#,
        &format!("invalid type: null, {expected}"),
    );
    check_rejected(
        r#"{"code":414.5}"#,
        &format!("invalid type: floating point `414.5`, {expected}"),
    );
    check_rejected(r#"{"code":{}}"#, &format!("invalid type: map, {expected}"));
    check_rejected(
        r#"{"code":""}"#,
        &format!("invalid value: string \"\", {expected}"),
    );
    check_rejected(
        r#"{"code":"4l4"}"#,
        &format!("invalid value: string \"4l4\", {expected}"),
    );
    check_rejected(r#"{"code":414,"code":414}"#, "duplicate field `code`");
    check_rejected(
        r#"{"code":414,"msg":"a","msg":null}"#,
        "duplicate field `msg`",
    );
    check_rejected(
        r#"{"code":1,"detail":{"reason":"a","reason":"b"}}"#,
        "duplicate field `reason`",
    );
    check_rejected(
        r#"{"code":200,"data":{"failed_list":[{"error_msg":"x"}]}}"#,
        "missing field `error_code`",
    );
}

#[test]
fn codes_beyond_32_bits_are_rejected() {
    let expected = "expected a 32-bit integer code, as a number or a string";
    for number in [
        "2147483648",
        "-2147483649",
        "4294967710",
        "18446744073709551615",
    ] {
        let body = format!(r#"{{"code":{number}}}"#);
        check_rejected(
            &body,
            &format!("invalid value: integer `{number}`, {expected}"),
        );
        let body = format!(r#"{{"code":"{number}"}}"#);
        check_rejected(
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
    let response: Response = serde_json::from_str(body).unwrap();
    let [account, team] = response.failed_items() else {
        panic!("{response:?}")
    };
    assert_eq!(account.member("account_id"), Some("a"));
    assert_eq!(account.diagnosis().evidence(), Evidence::Message);
    assert_eq!(
        account.diagnosis().cause().unwrap().id(),
        "account-not-found"
    );
    assert_eq!((team.code().as_i32(), team.message()), (414, None));
    assert_eq!(team.member("team_id"), Some("18446744073709551615"));
    assert_eq!(team.member("extra"), None);
    assert_eq!(team.diagnosis().evidence(), Evidence::Code);
}

/// Checks the result of a request with this response body.
#[track_caller]
fn check_result(body: &str, expected: &str) {
    let response: Response = serde_json::from_str(body).unwrap();
    let result = match response.into_result() {
        Ok(Completion::Full) => "full",
        Ok(Completion::Partial(_)) => "partial",
        Err(_) => "failure",
    };
    assert_eq!(result, expected, "{body}");
}

#[test]
fn results() {
    for status in StatusCode::all() {
        let result = match status.outcome() {
            Outcome::Success => "full",
            Outcome::Partial => "partial",
            Outcome::Failure => "failure",
        };
        check_result(&json!({ "code": status.code() }).to_string(), result);
    }
    check_result(r#"{"code":200}"#, "full");
    check_result(r#"{"code":200,"data":{"failed_list":[]}}"#, "full");
    check_result(
        r#"{"code":200,"data":{"failed_list":[{"error_code":414}]}}"#,
        "partial",
    );
    check_result(
        r#"{"code":414,"data":{"failed_list":[{"error_code":414}]}}"#,
        "failure",
    );
    check_result(r#"{"code":414}"#, "failure");
    check_result(r#"{"code":-40404}"#, "failure");
}

/// Bodies of known members with arbitrary values.
const MEMBERS: &str = r#"\{("(code|desc|msg|detail|data|error_code|failed_list)":([0-9"\[\]{}a:,]{0,6}|"x"|\{"(failed_list|reason)":\[\{)?,?){0,5}\}{0,3}"#;

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        read_in_every_format(&bytes);
    }

    /// Almost valid bodies reach more of the visitor than noise does.
    #[test]
    fn arbitrary_members_never_panic(bytes in MEMBERS) {
        read_in_every_format(bytes.as_bytes());
    }

    #[test]
    fn any_integer_is_read_exactly_or_rejected(number: i128) {
        for body in [format!(r#"{{"code":{number}}}"#), format!(r#"{{"code":"{number}"}}"#)] {
            let read = serde_json::from_str::<Response>(&body).ok();
            let code = read.map(|response| response.code().as_i32());
            prop_assert_eq!(code, i32::try_from(number).ok());
        }
    }

    #[test]
    fn any_code_and_message_are_read(code: i32, message: String) {
        let body = json!({ "code": code, "desc": message }).to_string();
        let response: Response = serde_json::from_str(&body).unwrap();
        prop_assert_eq!(response.code().as_i32(), code);
        prop_assert_eq!(response.message(), Some(message.as_str()));
    }

    #[test]
    fn a_failure_is_displayed_on_one_line(
        code in prop_oneof![Just(414), Just(417), any::<i32>()],
        text: String,
    ) {
        let body = json!({ "code": code, "desc": text, "detail": { "reason": text } }).to_string();
        if let Err(failure) = serde_json::from_str::<Response>(&body).unwrap().into_result() {
            prop_assert!(!failure.to_string().contains(char::is_control));
        }
    }
}

/// Reads bytes in several formats, and uses the results.
fn read_in_every_format(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let responses = [
        serde_json::from_slice::<Response>(bytes).ok(),
        json5::from_str::<Response>(&text).ok(),
        ciborium::from_reader::<Response, _>(bytes).ok(),
    ];
    for response in responses.into_iter().flatten() {
        let displayed = format!("{response:?} {}", response.diagnosis());
        assert!(displayed.contains(&response.code().to_string()));
        for item in response.failed_items() {
            assert_eq!(
                item.diagnosis().status(),
                StatusCode::from_code(item.code().as_i32())
            );
        }
        if let Err(failure) = response.into_result() {
            assert_eq!(
                failure.diagnosis().status().map(Status::code),
                failure.code().status().map(Status::code)
            );
        }
    }
}

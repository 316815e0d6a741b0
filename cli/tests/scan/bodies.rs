//! What counts as a response.

use serde_json::Value;

use super::{CLOSED, check, closed, report};

#[test]
fn forms_of_bodies() {
    check(CLOSED, &[closed(1)]);
    check(
        &format!("2026-01-01 WARN got {CLOSED}, {CLOSED}"),
        &[closed(2)],
    );
    check("Error: { code: 414, desc: 'check roomid' }", &[closed(1)]);
    check("YunxinResponse(code=414, desc=check roomid)", &[closed(1)]);
    check(
        "code=414, desc=check roomid\n{\"errCode\":414}\ncode: 415",
        &[(414, None, 1), closed(1), (415, None, 1)],
    );
    check(
        "{\n  \"code\": 414,\n  \"desc\": \"check roomid\"\n}",
        &[closed(1)],
    );
    let quoted = Value::from(CLOSED).to_string();
    check(
        &format!("{{\"log\":{quoted}}}\r\n{quoted} C:\\dir\t\r\n"),
        &[closed(2)],
    );
    check(
        "{code:414,a:{b:{c:{d:{}}}},desc:'check roomid'}",
        &[closed(1)],
    );
}

#[test]
fn each_response_counts_once() {
    let wrapper = r#"{"code":0,"data":{"code":414,"desc":"already register"}}"#;
    check(
        wrapper,
        &[(0, None, 1), (414, Some("already-registered"), 1)],
    );
    let batch = r#"{"code":200,"data":{"failed_list":[{"error_code":102404,"error_msg":"account not exist"}]}}"#;
    check(
        batch,
        &[(102_404, Some("account-not-found"), 1), (200, None, 1)],
    );
    check(
        "{\"message\":\"failed, code: 415\",\"code\":415}",
        &[(415, None, 1)],
    );
}

#[test]
fn text_before_a_response_cannot_hide_it() {
    let log = r#"
sent {\"a\":1} got {"code":500,"desc":"x"}
{"m":"{\"code\":500} C:\\","l":1}
{\"code\":500} and {"code":500}
"#;
    check(log, &[(500, None, 4)]);
}

#[test]
fn lines_without_a_response() {
    let log = "nothing\n\nexit code: 137, HTTP code: 404, verification code: 482913\n\
               {\"codes\":414} {\"code\":null} {\"code\":99999999999}\n";
    let report = report(log);
    assert_eq!(
        (&report["responses"], &report["lines"]),
        (&Value::from(0), &Value::from(4))
    );
    assert_eq!(report_lines(""), 0);
    assert_eq!(report_lines("a"), 1);
    assert_eq!(report_lines("a\n"), 1);
}

fn report_lines(log: &str) -> u64 {
    report(log)["lines"].as_u64().unwrap()
}

#[test]
fn bodies_at_the_end_of_a_block() {
    // Blocks have 256 KiB. The body is cut at any byte of it.
    let body = "{\n  \"desc\": \"check roomid\",\n  \"code\": 414\n}\n";
    for cut in 0..=body.len() {
        let line = "x".repeat((1 << 18) - 1 - cut);
        check(&format!("{line}\n{body}{body}"), &[closed(2)]);
    }
}

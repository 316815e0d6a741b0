//! What is found in a line, by examples.

mod notations;
mod random;
mod reference;

use std::sync::LazyLock;

use commsease_status::{Platform, StatusCode};
use serde_json::Value;

use super::{Finder, Finding, Form, Problem};

static FINDER: LazyLock<Finder<StatusCode>> = LazyLock::new(Finder::of_table);

/// A code, and the message that came with it.
type Body = (i32, Option<String>);

fn findings(text: &[u8]) -> Vec<Finding<'static, Platform>> {
    let mut findings = Vec::new();
    FINDER.search(text, |finding| {
        assert!(finding.at() <= text.len());
        findings.push(match finding {
            Finding::Response(response) => Finding::Response(response.into_owned()),
            Finding::Problem(problem, at) => Finding::Problem(problem, at),
        });
    });
    findings
}

fn problems(text: &str) -> Vec<Problem> {
    let problem = |finding| match finding {
        Finding::Problem(problem, _) => Some(problem),
        Finding::Response(_) => None,
    };
    findings(text.as_bytes())
        .into_iter()
        .filter_map(problem)
        .collect()
}

fn bodies(text: &str) -> Vec<Body> {
    let body = |finding| match finding {
        Finding::Response(response) => {
            let alone = (response.form == Form::Text).then(|| String::from("(alone)"));
            let message = response.message.map(String::from);
            Some((response.code?, message.or(alone)))
        }
        Finding::Problem(..) => None,
    };
    findings(text.as_bytes())
        .into_iter()
        .filter_map(body)
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[(i32, &str)]) {
    let found = bodies(text);
    let found: Vec<(i32, &str)> = found
        .iter()
        .map(|(code, message)| (*code, message.as_deref().unwrap_or("-")))
        .collect();
    assert_eq!(found, expected, "{text}");
}

fn escaped(text: &str) -> String {
    Value::from(text).to_string()
}

const BODY: &str = r#"{"desc":"check roomid","code":414}"#;
const FOUND: (i32, &str) = (414, "check roomid");

#[test]
fn json() {
    check(BODY, &[FOUND]);
    // A form does not end in the middle of a body.
    check(&format!("code=414&desc={BODY}"), &[(FOUND.0, "-"), FOUND]);
    check(&format!("code:414\0&desc={BODY}"), &[FOUND]);
    check(r#"{ "code" : "414" , "msg" : "check roomid" }"#, &[FOUND]);
    check(r#"{"code":414,"msg":"b","desc":"a"}"#, &[(414, "a")]);
    check(r#"{"code":414,"desc":{"x":1},"msg":"b"}"#, &[(414, "b")]);
    check(r#"{"code":414,"desc":null,"message":"b"}"#, &[(414, "b")]);
    check(r#"{"code":-1,"desc":""}"#, &[(-1, "")]);
    check(r#"{"errCode":414,"errMsg":"a"}"#, &[(414, "a")]);
    check(
        r#"{"code":414,"desc":"\u8bf7 \ud83d\ude00 \"\\\n"}"#,
        &[(414, "\u{8bf7} \u{1f600} \"\\\n")],
    );
    check(&format!("got {BODY}{BODY} {{}} [{BODY}]"), &[FOUND; 3]);
    check(&format!("a {{ stray brace, and \"a quote {BODY}"), &[FOUND]);
}

#[test]
fn a_wrapper_does_not_hide_the_body_in_it() {
    let wrapper = r#"{"code":200000,"message":"","data":{"code":414,"desc":"already register"}}"#;
    check(wrapper, &[(200_000, ""), (414, "already register")]);
    check(
        &format!(r#"{{"code":0,"data":{BODY}}}"#),
        &[(0, "-"), FOUND],
    );
    check(
        &format!(r#"{{"code":"E_CALL","response":{BODY}}}"#),
        &[FOUND],
    );
    check(
        &format!(r#"{{"code":0,"data":{}}}"#, escaped(BODY)),
        &[(0, "-"), FOUND],
    );
    let batch = r#"{"code":200,"data":{"failed_list":[{"error_code":102404,"error_msg":"a"}]}}"#;
    check(batch, &[(200, "-"), (102_404, "a")]);
}

#[test]
fn an_empty_message_does_not_hide_another() {
    check(r#"{"code":414,"desc":"","msg":"check roomid"}"#, &[FOUND]);
    check(r#"{"msg":"check roomid","desc":" ","code":414}"#, &[FOUND]);
    check("Response(code=414, desc=, msg=check roomid)", &[FOUND]);
    check("code=414, desc=, msg=check roomid", &[FOUND]);
    check("code=414 desc=\"\" msg=\"check roomid\"", &[FOUND]);
    check("code=414, desc=, count=1", &[(414, "(alone)")]);
}

#[test]
fn a_body_with_two_codes_counts_once() {
    check(r#"{"errCode":414,"code":500,"desc":"a"}"#, &[(500, "a")]);
    check(r#"{"errCode":414,"code":"E","desc":"a"}"#, &[(414, "a")]);
    check(r#"{"error_code":1,"errCode":2}"#, &[(2, "-")]);
}

#[test]
fn unquoted_and_single_quoted() {
    check(
        "{code:414,desc:accid not register}",
        &[(414, "accid not register")],
    );
    check("{code:414, desc:no, thanks}", &[(414, "no, thanks")]);
    check("Error: { code: 414, desc: 'check roomid' }", &[FOUND]);
    check(
        "{'desc': \"it's {x\", 'code': 414, 'x': None}",
        &[(414, "it's {x")],
    );
    check(r"{code: 414, desc: 'it\'s'}", &[(414, "it's")]);
    check(
        "{ code: 414, detail: { reason: '' }, desc: 'check roomid' }",
        &[FOUND],
    );
    check(
        r#"{desc:"duplicate...", code:"417"}"#,
        &[(417, "duplicate...")],
    );
    check("{desc:it's bob's, code:414}", &[(414, "it's bob's")]);
    check("{code:414,a:{b:{c:{d:{e:1}}}},desc:'x'}", &[(414, "x")]);
    check("{desc=check roomid, code=414}", &[FOUND]);
    check("{ code = 414; desc = \"check roomid\"; }", &[FOUND]);
}

#[test]
fn as_sdks_print_them() {
    check("code=403, desc=forbidden", &[(403, "forbidden")]);
    check("code=403 msg=\"too fast\" x=1", &[(403, "too fast")]);
    check("YunxinResponse(code=414, desc=check roomid)", &[FOUND]);
    check("Response [desc=check roomid, code=414]", &[FOUND]);
    check("Resp{id=1, code='414', desc='check roomid'}", &[FOUND]);
    check("{code:414 desc:check roomid}", &[FOUND]);
    check("login failed, code: 415", &[(415, "(alone)")]);
    check("\u{9519}\u{8bef}code: 415.", &[(415, "(alone)")]);
    check(
        r#"{"msg":"line\ncode: 415, desc: slow\n","n":1}"#,
        &[(415, "slow")],
    );
    check(r#"{"msg":"failed (code: 41)"}"#, &[(41, "-")]);
    check(
        r#"{"msg":"code=403, desc=forbidden","n":1}"#,
        &[(403, "forbidden")],
    );
    check(
        "'code: 415' \"code: 416",
        &[(415, "(alone)"), (416, "(alone)")],
    );
    check(
        r#"Foo(m="x \"code: 415\"", desc=a, code=414)"#,
        &[(414, "a"), (415, "(alone)")],
    );
    check(
        r#"{"msg":"failed with error_code=41, message=a"}"#,
        &[(41, "a")],
    );
}

#[test]
fn not_responses() {
    check(
        "decode: 414 codes: 414 code-414 code 414 my_code=414 postal-code: 414 $code=414",
        &[],
    );
    check("/login?code=414&code=415 x%code=414", &[]);
    check(
        "code: 4.14 code: 414ms code: 12:30 code: 414%, code: 2026-01-01 code: 41",
        &[],
    );
    check("exit code: 137, HTTP code: 404, http status code: 500", &[]);
    check(
        "{code} {\"code\"} {\"codes\":414} if (code == 414) code => 414",
        &[],
    );
    check(
        r#"{"code":99999999999} {"code":null} {"code":4.14} {"code":"a"} {"code":{}}"#,
        &[],
    );
    check(
        r#"{"code":1e3} {"code":[414]} {"code":true} {"status_code":414} {"xcode":414}"#,
        &[],
    );
}

#[test]
fn truncated_bodies() {
    check(r#"{"desc":"check roomid","code":414"#, &[FOUND]);
    check(r#"c":1,"code":414,"desc":"check roomid"}"#, &[FOUND]);
    check(r#"{"code":414,"desc":"check roo"#, &[(414, "-")]);
    check("(see code: 41", &[]);
}

#[test]
fn escaped_bodies() {
    let once = format!(
        "{{\"log\":{},\"x\":1}}",
        escaped(&format!("got {BODY} at last"))
    );
    let twice = format!("{{\"log\":{}}}", escaped(&once));
    let thrice = format!("{{\"log\":{}}}", escaped(&twice));
    for line in [&once, &twice, &thrice, &escaped(&thrice)] {
        check(line, &[FOUND]);
        check(&format!("{line}\r\n"), &[FOUND]);
        check(&format!("{line} C:\\dir\t\u{1}"), &[FOUND]);
        // The beginning is missing.
        check(&line[line.find("got").unwrap_or(0)..], &[FOUND]);
    }
    check(r#"{"m":"{\"code\":500} C:\\","l":1}"#, &[(500, "-")]);
    check(
        r#"sent {\"a\":1} got {"code":500,"desc":"x"}"#,
        &[(500, "x")],
    );
    check(
        r#"{\"code\":414} and {"code":500}"#,
        &[(414, "-"), (500, "-")],
    );
    check(
        r#"{"m":"{ code: 414, desc: \"it's\" }","n":{}}"#,
        &[(414, "it's")],
    );
    check(
        r#"{"m":"{ x: \"\", code: 414, desc: 'it\\'s' }","n":{}}"#,
        &[(414, "it's")],
    );
    let pretty = "{\n  \"code\": 414,\n  \"desc\": \"check roomid\"\n}";
    check(&escaped(pretty), &[FOUND]);
    check(&escaped(BODY).replace("\\\"", "\\u0022"), &[FOUND]);
    check(
        &escaped(&escaped(BODY).replace("\\\"", "\\u0022")),
        &[FOUND],
    );
}

#[test]
fn bodies_over_several_lines() {
    check(
        "got {\n  \"code\": 414,\n  \"desc\": \"check roomid\"\n}\nnext",
        &[FOUND],
    );
    check(
        "{\r\n\t\"data\": {\r\n\t\t\"x\": 1\r\n\t},\r\n\t\"desc\": \"check roomid\",\r\n\t\"code\": 414\r\n}",
        &[FOUND],
    );
    check("{ code: 414,\n  desc: 'check roomid' }", &[FOUND]);
    check(
        "{\n    code = 414;\n    desc = \"check roomid\";\n}",
        &[FOUND],
    );
    // These lines are not one.
    check("code: 414,\ndesc: x", &[(414, "(alone)")]);
    check("{\"code\":414\n  \"desc\":\"x\"", &[(414, "-")]);
}

#[test]
fn a_code_alone_counts_once() {
    let line = r#"{"message":"login failed, code: 415","code":415} code: 416 code: 416"#;
    check(line, &[(415, "login failed, code: 415"), (416, "(alone)")]);
}

#[test]
fn text_before_a_body_cannot_hide_it() {
    let hostile = [
        "{\\\"a\\\":\\\"",
        "{'a':'",
        "{a:'",
        "{\"a\":\"",
        "\"\\",
        "(((",
        "}}",
        "''\"",
        "/*",
    ];
    for before in hostile {
        check(&format!("sent {before} got {BODY}"), &[FOUND]);
        check(
            &format!("{{\"m\":{}}}", escaped(&format!("{before}{BODY}"))),
            &[FOUND],
        );
    }
}

#[test]
fn nesting_has_a_limit() {
    for body in [
        "{code:414,x:",
        "{\"code\":414,\"x\":",
        "Response(code=414, x=",
    ] {
        for brackets in ["[", "{", "{\"a\":"] {
            let text = format!("{body}{}", brackets.repeat(43_600));
            assert_eq!(problems(&text), [Problem::TooDeep], "{body}");
            check(&text, &[]);
        }
    }
    let deep = |levels| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("{{\"a\":{open}{close},\"code\":414}}")
    };
    check(&deep(127), &[(414, "-")]);
    assert_eq!(problems(&deep(129)), [Problem::TooDeep]);
    check(&deep(129), &[]);
    // The body itself is not deep.
    check(&format!("{}{BODY}", "{\"a\":[".repeat(50_000)), &[FOUND]);
}

#[test]
fn effort_has_a_limit() {
    let text = format!("{{{}}} {BODY}", "\"code\":1,".repeat(100_000));
    assert_eq!(problems(&text), [Problem::GaveUp]);
    assert_eq!(bodies(&text).len(), 100_001);
    // Text without brackets is easy.
    check(&"code: 415, ".repeat(10_000), &[(415, "(alone)")]);
}

#[test]
fn invalid_utf8_is_replaced() {
    let found = findings(b"\xff {\"code\":414,\"desc\":\"a\xff\"}");
    let [
        Finding::Problem(Problem::InvalidUtf8, _),
        Finding::Response(response),
    ] = &*found
    else {
        panic!("{found:?}");
    };
    assert_eq!(response.message.as_deref(), Some("a\u{fffd}"));
}

/// The time for hostile text grows with its length, not with the square.
#[test]
fn hostile_text_takes_little_time() {
    let start = std::time::Instant::now();
    for piece in [
        "error: 414 ",
        "code=414 desc=x ",
        "V2NIMError code: 1 message: \"x\" detail: {",
        "code \u{201c}",
        "code:1 <",
        "code=1&desc=1&",
        "[code] => 1 ",
        ",'code':1,'x\\\\'",
        "Transaction: [id: ",
        "NIMError: x ",
    ] {
        let _ = findings(format!("{}\u{201d}></\n", piece.repeat(20_000)).as_bytes());
    }
    assert!(start.elapsed().as_secs() < 120);
}

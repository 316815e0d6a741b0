//! What cannot be explained.

use super::support::{fails, run, text};

#[test]
fn what_cannot_be_explained() {
    fails(
        &["explain", "99999999999"],
        2,
        "invalid code `99999999999`: must be a 32-bit integer",
    );
    fails(
        &["explain", "RES_EPARM"],
        1,
        "unknown code name or SDK identifier `RES_EPARM`\n\n  \
         tip: a similar name exists: `RES_EPARAM`",
    );
    fails(
        &["explain", "Forbiden"],
        1,
        "unknown code name or SDK identifier `Forbiden`\n\n  \
         tip: a similar name exists: `Forbidden`",
    );
    fails(
        &["explain", "\u{1b}[31m"],
        1,
        "unknown code name or SDK identifier `\\u{1b}[31m`",
    );
    fails(
        &["explain", "{}"],
        2,
        "invalid response body: missing field `code` at line 1 column 2",
    );
    fails(
        &["explain", r#"{"code":414}"#, "x", "y"],
        2,
        "unexpected argument 'x y': the response body already contains the message",
    );
    fails(
        &["explain", " "],
        2,
        "expected a code, a name, or a response body, found nothing",
    );
    let output = run(&["explain", "-"], b"{\"code\":414,\"desc\":\"\xff\"}");
    assert_eq!(
        text(&output.stderr),
        "error: standard input is not valid UTF-8 (byte 20)\n"
    );
    assert_eq!(output.status.code(), Some(2));
}

/// The classic Web SDK gives strings, most without a number.
#[test]
fn strings_without_a_code() {
    let error = "`Session_Not_Exist` has no code: The classic Web SDK gives it without a number: \
                 the conversation does not exist.";
    fails(&["explain", "Session_Not_Exist"], 1, error);
    let body = r#"{"code":"Session_Not_Exist","message":"x"}"#;
    fails(&["explain", body], 1, error);
}

#[test]
fn codes_are_never_truncated() {
    let body = br#"{"code":4294967710,"desc":"check roomid"}"#;
    let output = run(&["explain", "-"], body);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("4294967710"), "{output:?}");
}

#[test]
fn deep_nesting_is_an_error() {
    for start in [r#"{"code":414,"x":"#, "{code:414,x:", "{code:414,/*'*/x:"] {
        let body = format!("{start}{}", "[".repeat(1_000_000));
        let output = run(&["explain", "-"], body.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{start}");
        assert!(text(&output.stderr).starts_with("error: invalid response body: "));
    }
}

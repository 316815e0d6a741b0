//! The forms are data: those of another team are read in the same way.

use commsease_status::{Platform, Response, StatusCode};
use commsease_status_logs::{Finder, Form};
use foreign_tables::gateway::{self, GatewayCode};

#[test]
fn keys_labels_and_logs_are_those_of_the_table() {
    let finder = Finder::<GatewayCode>::of_table();
    let found = |text: &str| {
        let found = finder.find(text).into_iter();
        found
            .map(|it| (it.code, it.message.map(String::from)))
            .collect::<Vec<_>>()
    };
    let roomid = vec![(Some(414), Some(String::from("check roomid")))];
    let body = r#"{"errno":414,"errmsg":"check roomid"}"#;
    assert_eq!(found(body), roomid);
    assert_eq!(
        found("{status_no: 414, error_description: 'check roomid'}"),
        roomid
    );
    assert_eq!(found("fault: 414, check roomid"), roomid);
    assert_eq!(found("the gateway says 414 (check roomid) to bob"), roomid);
    assert_eq!(found(r#"{"code":414,"desc":"check roomid"}"#), []);
    assert_eq!(found("disk fault: 414, check roomid"), []);
    let log = finder.find("gateway says 414 (x) to bob");
    assert_eq!(log[0].form, Form::Log("gateway-says"));
    assert_eq!(log[0].platform, Some(gateway::Platform::Tablet));
    let response: Response<GatewayCode> = serde_json::from_str(body).expect("a response");
    assert_eq!(response.message(), Some("check roomid"));
}

/// A fixed text leads to its code. Another message without a code is found, but says none.
#[test]
fn a_message_without_a_code() {
    let finder = Finder::<StatusCode>::of_table();
    for (text, code, message) in [
        ("V2NIMError: Illegal state", Some(190_002), "Illegal state"),
        ("V2NIMError: no idea", None, "no idea"),
    ] {
        let found = finder.find(text);
        assert_eq!(
            (found[0].code, found[0].message.as_deref()),
            (code, Some(message))
        );
        assert_eq!(found[0].platform, Some(Platform::V10Web));
    }
}

/// The place is that in the text, also if the text is rewritten to be read.
#[test]
fn places() {
    for text in [
        r#"x {"code":414,"desc":"a"}"#,
        "x {&quot;desc&quot;:&quot;a&quot;,&quot;code&quot;:414}",
        "x <r><desc>a</desc><code>414</code></r>",
        "x\ny {\u{201c}code\u{201d}:414}",
    ] {
        let found = Finder::<StatusCode>::of_table().find(text);
        assert_eq!(&text[found[0].span.clone()], "414", "{text}");
    }
}

//! `Response` reads what is found in a body.

use commsease_status::{Response, Status, StatusCode};
use commsease_status_logs::Finder;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// A member: its key and its value.
fn member() -> impl Strategy<Value = (String, Value)> {
    let form = StatusCode::response_form();
    let keys = [form.codes, form.messages, &["detail", "data", "x"]].concat();
    let value = prop_oneof![
        3 => (100..200_000_i32).prop_map(Value::from),
        1 => (100..999_i32).prop_map(|code| json!(code.to_string())),
        1 => (100..999_i32).prop_map(|code| json!(f64::from(code))),
        3 => "[a-z ,;'=\"\\\\\\n\u{4e00}]{0,8}".prop_map(Value::from),
        1 => Just(json!(null)),
        1 => Just(json!(["x", {}])),
        1 => "[a-z]{1,4}".prop_map(|text| json!({ "reason": text })),
    ];
    (select(keys).prop_map(String::from), value)
}

/// Returns the code, the message, and the reason.
type Read = (i32, Option<String>, Option<String>);

fn response(body: &str) -> Option<Read> {
    let response: Response = serde_json::from_str(body).ok()?;
    let code = response.code().as_i32();
    let owned = |text: Option<&str>| text.map(String::from);
    Some((code, owned(response.message()), owned(response.reason())))
}

proptest! {
    #[test]
    fn every_body_is_read_alike(members in prop::collection::vec(member(), 1..6), pretty: bool) {
        let mut body = serde_json::Map::new();
        body.extend(members);
        let body = Value::Object(body);
        let text = if pretty { format!("{body:#}") } else { body.to_string() };
        if let Some((code, message, reason)) = response(&text) {
            let found = Finder::<StatusCode>::of_table().find(&text);
            let outer = found.iter().find(|it| it.body == Some(0..text.len()));
            let outer = outer.map(|it| {
                let owned = |text: &Option<std::borrow::Cow<'_, str>>| text.as_deref().map(String::from);
                (it.code, owned(&it.message), owned(&it.reason))
            });
            prop_assert_eq!(outer, Some((Some(code), message, reason)), "{}", text);
        }
    }
}

//! What is found in a line made of random pieces, compared with a slow reader.

use commsease_status::{Status, StatusCode};
use proptest::prelude::*;

use super::super::{Finding, Problem};
use super::reference::{message_of, printed, slow_bodies};
use super::{BODY, Body, FINDER, FOUND, bodies, escaped, findings};

/// What lines are made of, besides bodies.
fn noise() -> impl Strategy<Value = String> {
    let tokens = [
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "\"",
        "\\",
        "\\\"",
        "'",
        ",",
        ":",
        ";",
        "=",
        " ",
        "\r",
        "\t",
        "x",
        "null",
        "\"a\":",
        "\"desc\":\"",
        "desc=",
        "{\"code\":",
        "\u{e9}",
        "\\n",
    ];
    pieces(&tokens, 8)
}

/// A text of fewer than `max` of these.
pub(super) fn pieces(tokens: &[&'static str], max: usize) -> impl Strategy<Value = String> + use<> {
    prop::collection::vec(prop::sample::select(tokens.to_vec()), 0..max).prop_map(|it| it.concat())
}

fn string() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), noise(), "[ -~]{0,8}", any::<String>()]
        // A body in a message is a body, too.
        .prop_filter("a body in a message", |text| bodies(text).is_empty())
}

/// A body in JSON, and all bodies that are in it.
fn body() -> impl Strategy<Value = (String, Vec<Body>)> {
    let other = prop_oneof![
        Just(String::from("null")),
        Just(String::from("{\"x\":[1,{}]}")),
        string().prop_map(|it| escaped(&it)),
    ];
    let leaf = (other, Just(Vec::new()));
    leaf.prop_recursive(4, 16, 2, |inner| {
        let key = prop::sample::select(vec!["desc", "message", "msg"]);
        let message = prop::option::of((key, string()));
        let members = (any::<i32>(), message, inner).prop_map(|(code, message, (data, found))| {
            let mut members = vec![(format!("\"data\":{data}"), found)];
            if let Some((key, message)) = &message {
                members.push((format!("\"{key}\":{}", escaped(message)), Vec::new()));
            }
            let body = (code, message.map(|(_, message)| message));
            members.push((format!("\"code\":{code}"), vec![body]));
            members
        });
        let separator = prop::sample::select(vec![",", ", ", " ,\t"]);
        (members.prop_shuffle(), separator).prop_map(|(members, separator)| {
            let (members, found): (Vec<_>, Vec<_>) = members.into_iter().unzip();
            (format!("{{{}}}", members.join(separator)), found.concat())
        })
    })
}

/// A line, and the bodies that are in it.
fn line() -> impl Strategy<Value = (String, Vec<Body>)> {
    let part = prop_oneof![
        2 => noise().prop_map(|it| (it, Vec::new())),
        3 => body(),
    ];
    part.prop_recursive(4, 24, 4, |inner| {
        let parts = prop::collection::vec(inner, 0..4).prop_map(|parts| {
            let (texts, found): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
            (texts.concat(), found.concat())
        });
        (parts, 0..3).prop_map(|((text, found), form)| match form {
            0 => (text, found),
            1 => (escaped(&text), found),
            _ => (format!("{{\"log\":{},\"x\":1}}", escaped(&text)), found),
        })
    })
}

proptest! {
    #[test]
    fn all_bodies_of_a_line_are_found((line, expected) in line(), end in prop::sample::select(vec!["", "\r", "\r\n"])) {
        let line = format!("{line}{end}");
        let found = bodies(&line);
        // Noise can look like a key with a code, but it cannot hide a body.
        if slow_bodies(&line).len() == expected.len() {
            prop_assert_eq!(&found, &expected, "{}", line);
        }
        let mut found = found.iter();
        for body in &expected {
            prop_assert!(found.any(|it| it == body), "{body:?} in {line}");
        }
    }

    #[test]
    fn bodies_are_those_of_a_slow_reader(parts in prop::collection::vec(prop_oneof![noise(), line().prop_map(|it| it.0)], 0..4)) {
        let line = parts.concat();
        let mut found = bodies(&line).into_iter();
        for (code, body) in slow_bodies(&line) {
            let found = found.find(|it| it.0 == code);
            prop_assert!(found.is_some(), "{code} in {line}");
            if let (Some((_, message)), Some(body)) = (found, body) {
                prop_assert_eq!(message, message_of(&body), "{}", line);
            }
        }
    }

    #[test]
    fn bodies_are_found_after_any_bytes(parts in prop::collection::vec(prop_oneof![
        any::<Vec<u8>>(),
        noise().prop_map(|it| it.into_bytes()),
        line().prop_map(|it| it.0.into_bytes()),
        prop::sample::select(vec!["code", "\"code\":414", "code:414", "\n ", ",\n "]).prop_map(|it| it.into()),
    ], 0..12)) {
        let mut text = parts.concat();
        text.extend_from_slice(BODY.as_bytes());
        let found = findings(&text);
        let gave_up = found.iter().any(|it| matches!(it, Finding::Problem(Problem::GaveUp, _)));
        let is_found = found.iter().any(|it| match it {
            Finding::Response(response) => (response.code, response.message.as_deref()) == (Some(FOUND.0), Some(FOUND.1)),
            Finding::Problem(..) => false,
        });
        prop_assert!(is_found || gave_up);
    }
}

proptest! {
    /// What a form prints is found with its code and its message, after and before other text.
    #[test]
    fn every_form_is_found_with_any_code_and_message(
        form in prop::sample::select(StatusCode::log_forms()),
        code in 100..999_999_i32,
        message in "[a-z]{3,8}( [a-z]{3,8}){0,3}",
        before in "([a-z]{1,8} ){0,3}",
        line_before in prop_oneof![".{0,20}", "[\\[\\](){}<>'\"&;,:= a]{0,12}"],
    ) {
        let printed = before + &printed(form.pattern(), code, &message) + "\nnext line";
        let text = format!("{line_before}\n{printed}");
        let found = FINDER.find(&text);
        let start = line_before.len();
        let first = found.iter().find(|it| it.span.start > start).map(|it| (it.code, it.message.as_deref()));
        let has_code = form.pattern().contains("{code}");
        let has_message = form.pattern().contains("{message...}");
        prop_assert!(first.is_some(), "{} in {text:?}", form.id());
        let (found_code, found_message) = first.expect("checked");
        if has_code {
            prop_assert_eq!(found_code, Some(code), "{} in {:?}", form.id(), text);
        }
        if has_message {
            prop_assert_eq!(found_message, Some(message.as_str()), "{} in {:?}", form.id(), text);
        }
    }
}

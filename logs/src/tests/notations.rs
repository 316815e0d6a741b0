//! Bodies in the notations of other languages and formats, compared with slow readers.

use proptest::prelude::*;

use super::random::pieces;
use super::reference::{NOTATIONS, message_of, slow_bodies_in};
use super::{Body, bodies, escaped};

/// How a program prints a body with a code and an error message.
type Print = fn(i32, &str) -> String;

/// Notations that can have any text in them.
const QUOTED: [Print; 6] = [
    |code, desc| format!("{{'code': {code}, 'desc': {}}}", single_quoted(desc)),
    |code, desc| format!("{{ desc: {}, code: {code} }}", single_quoted(desc)),
    |code, desc| format!("{{:desc=>{}, :code=>{code}}}", escaped(desc)),
    |code, desc| {
        markup(&format!(
            "{{\"code\":\"{code}\",\"desc\":{}}}",
            escaped(desc)
        ))
    },
    |code, desc| format!("<r><code>{code}</code><desc>{}</desc></r>", markup(desc)),
    |code, desc| {
        let mut form = form_urlencoded::Serializer::new(String::new());
        let form = form.append_pair("code", &code.to_string());
        format!(" {}\n", form.append_pair("desc", desc).finish())
    },
];

/// The lines of `print_r`, in which nothing is quoted.
const PHP: Print =
    |code, desc| format!("Array\n(\n    [code] => {code}\n    [desc] => {desc}\n)\n");

/// Quotes a text as Python and JavaScript do.
fn single_quoted(text: &str) -> String {
    if text.contains('\'') && !text.contains('"') {
        return escaped(text);
    }
    let text = text.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{text}'")
}

fn markup(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('"', "&quot;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// A notation, and a pattern of the messages that can be in it.
fn notation() -> impl Strategy<Value = (Print, &'static str)> {
    prop_oneof![
        6 => prop::sample::select(QUOTED.to_vec()).prop_map(|it| (it, "[ -~\u{4e00}-\u{4e05}]{1,12}")),
        1 => Just((PHP, "[a-z][a-z .!'-]{0,10}[a-z.]")),
    ]
}

/// A text that is one body, its code, and its message.
fn body() -> impl Strategy<Value = (String, i32, String)> {
    (notation(), 100..200_000).prop_flat_map(|((print, message), code)| {
        message.prop_map(move |message| (print(code, &message), code, message))
    })
}

proptest! {
    #[test]
    fn any_message_is_found((text, code, message) in body()) {
        prop_assert_eq!(bodies(&text), [(code, Some(message.clone()))], "{}", text);
        let is_read = NOTATIONS.iter().any(|notation| {
            let bodies = slow_bodies_in(*notation, &text);
            bodies.iter().any(|(it, body)| (*it, message_of(body)) == (code, Some(message.clone())))
        });
        prop_assert!(is_read, "no slow reader reads {text}");
    }
}

/// What texts are made of, besides bodies.
fn noise() -> impl Strategy<Value = String> {
    let tokens = [
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "'",
        "\"",
        ",",
        ":",
        ";",
        "=",
        "=>",
        " ",
        "\n",
        "x",
        "<r>",
        "</r>",
        "desc=",
        "&amp;",
        "{'code': ",
        "<code>",
        "code=",
        "Array\n(\n",
        "[code] => ",
        "{'a': {}}",
    ];
    pieces(&tokens, 6)
}

/// A text with bodies in one notation.
fn text() -> impl Strategy<Value = String> {
    notation().prop_flat_map(|(print, message)| {
        let body = (100..200_000, message).prop_map(move |(code, message)| print(code, &message));
        prop::collection::vec(prop_oneof![noise(), body], 0..5).prop_map(|parts| parts.concat())
    })
}

proptest! {
    #[test]
    fn bodies_are_those_of_slow_readers(text in text()) {
        let found = bodies(&text);
        for notation in NOTATIONS {
            for (code, body) in slow_bodies_in(notation, &text) {
                let body: Body = (code, message_of(&body));
                prop_assert!(found.contains(&body), "{}: {body:?} in {text:?}: {found:?}", notation.0);
            }
        }
    }
}

/// A message whose characters mean nothing in any notation.
fn plain() -> impl Strategy<Value = String> {
    "[a-z][a-z ]{0,10}[a-z]".prop_filter("a word of its own", |text| {
        bodies(text).is_empty() && !["null", "nil", "true", "false"].contains(&&**text)
    })
}

proptest! {
    /// The same response is found in the notations of other languages.
    #[test]
    fn notations(
        key in prop::sample::select(vec!["code", "errCode", "err_code", "Code"]),
        code in 100..200_000_i32,
        message in plain(),
        before in "[a-z ]{0,8}",
    ) {
        let html = format!("{{&quot;{key}&quot;:{code},&quot;desc&quot;:&quot;{message}&quot;}}");
        let encoded = message.replace(' ', "+");
        for body in [
            format!("{{'{key}': {code}, 'desc': '{message}'}}"),
            format!("{{'desc': '{message}', '{key}': '{code}'}}"),
            format!("{{\"{key}\"=>{code}, \"desc\"=>\"{message}\"}}"),
            format!("{{:desc=>\"{message}\", :{key}=>{code}}}"),
            format!("Array ( [{key}] => {code} [desc] => {message} )"),
            format!("Array\n(\n    [desc] => {message}\n    [{key}] => {code}\n)\n"),
            format!("<r><{key}>{code}</{key}><desc>{message}</desc></r>"),
            format!("<r a=\"b\">\n  <desc>{message}</desc>\n  <{key}>{code}</{key}>\n</r>"),
            format!("{key}={code}&desc={encoded}"),
            format!("desc={encoded}&x=1&{key}={code}"),
            format!("{{\u{201c}desc\u{201d}:\u{201c}{message}\u{201d},\u{201c}{key}\u{201d}:{code}}}"),
            format!("{{{key}\u{ff1a}{code}\u{ff0c}desc\u{ff1a}{message}}}"),
            format!("{{\"{key}\":{code}.0,\"desc\":\"{message}\"}}"),
            format!("Dto({key}={code}, desc={message}, info=null)"),
            html,
        ] {
            let text = format!("{before} {body}");
            prop_assert_eq!(bodies(&text), [(code, Some(message.clone()))], "{}", text);
        }
    }
}

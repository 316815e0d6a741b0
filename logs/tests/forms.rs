//! How SDKs, kits, and samples print errors: `tests/field/forms.tsv`.

use commsease_status::{Status, StatusCode, Vocabulary};
use commsease_status_logs::{Form, find};
use proptest::prelude::*;
use proptest::sample::select;

const FORMS: &str = include_str!("../../tests/field/forms.tsv");

#[test]
fn forms() {
    let mut wrong = Vec::new();
    for row in FORMS.lines().skip(1) {
        let [id, code, message, platform, line] = *row.split('\t').collect::<Vec<_>>() else {
            panic!("five columns: {row}");
        };
        let line = line.replace("\\n", "\n").replace("\\\\", "\\");
        let found = find::<StatusCode>(&line);
        let first = found.first().map(|response| {
            let id = match response.form {
                Form::Log(id) => id,
                _ => "",
            };
            let code = response
                .code
                .map_or_else(String::new, |code| code.to_string());
            let message = response.message.as_deref().unwrap_or_default();
            let platform = response.platform.map_or("", Vocabulary::id);
            (id, code, String::from(message), platform)
        });
        let expected = (id, String::from(code), String::from(message), platform);
        // What a form prints after its code can be a body with the same code.
        let is_once = found.iter().all(|it| it.code == found[0].code);
        if first.as_ref() != Some(&expected) || !is_once {
            wrong.push(format!(
                "{line}\n  expected {expected:?}\n  found {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns a line as a pattern of a form prints it.
fn line(pattern: &str, code: i32, message: &str) -> String {
    let mut line = String::new();
    let mut rest = pattern;
    while let Some((literal, after)) = rest.split_once('{') {
        let (placeholder, after) = after.split_once('}').expect("a placeholder is closed");
        line += literal;
        match placeholder {
            "code" => line += &code.to_string(),
            "message..." => line += message,
            _ => line += "x",
        }
        rest = after;
    }
    line + rest
}

proptest! {
    /// What a form prints is found with its code and its message, after and before other text.
    #[test]
    fn every_form_is_found_with_any_code_and_message(
        form in select(StatusCode::log_forms()),
        code in 100..999_999_i32,
        message in "[a-z]{3,8}( [a-z]{3,8}){0,3}",
        before in "([a-z]{1,8} ){0,3}",
    ) {
        let text = before + &line(form.pattern(), code, &message) + "\nnext line";
        let found = find::<StatusCode>(&text);
        let first = found.first().map(|it| (it.code, it.message.as_deref()));
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

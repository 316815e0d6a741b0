//! How SDKs, kits, and samples print errors: `tests/field/forms.tsv`.

use commsease_status::{StatusCode, Vocabulary};
use commsease_status_logs::{Form, find};

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

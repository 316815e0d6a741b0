//! `reference`.

#[path = "../schema/mod.rs"]
mod schema;

use super::{json_of, stdout};

pub(crate) fn the_reference_of_a_small_table() {
    let page = stdout("smallest", &["reference"]);
    let (head, body) = page
        .split_once("\n\n## Contents\n")
        .expect("a table of contents");
    let head = head.strip_prefix("# Status codes\n\n2 codes and no documented causes. ");
    assert!(head.is_some_and(|head| !head.contains('#')), "{page}");
    assert_eq!(
        body,
        "
| Code | Name | Summary |
| ---: | --- | --- |
| [1](#1-offduty) | `OffDuty` | The receiver gets no messages now. |
| [2](#2-muted) | `Muted` | An administrator has muted the sender. |

## Codes

### 1 OffDuty

The receiver gets no messages now.

Outcome: failure · Retry: `backoff`

### 2 Muted

An administrator has muted the sender.

Outcome: failure · Retry: `after-fix`
"
    );
    let app = stdout("app", &["reference"]);
    assert!(
        app.contains("\nSDK identifiers: `APP_ERR`, `kAppErr`.\n"),
        "{app}"
    );
}

pub(crate) fn the_schema_of_the_reference_is_exact() {
    let schema = schema::Schema::new();
    schema.check(&json_of("smallest", &["reference"]));
    schema.check_exactly(&json_of("app", &["reference"]));
}

pub(crate) fn the_text_is_what_explain_prints() {
    let [first, second] = ["1", "2"].map(|code| stdout("smallest", &["explain", code]));
    let text = stdout("smallest", &["reference", "--format", "text"]);
    assert_eq!(text, format!("{first}\n{second}"));
}

//! `new`.

use super::{check, stdout, tool};

pub(crate) fn the_smallest_template() {
    check(
        "smallest",
        &["new", "Three"],
        0,
        r#"[[code]]
code = 3
name = "Three"
summary = "" # the meaning, in one sentence
outcome = "failure" # or "success", "partial"
retry = "" # "never", "after-fix", "backoff", or "outcome-unknown"

# For each documented cause:
# [[code.cause]]
# id = "" # unique within this code, such as "room-closed"
# description = "" # what happened
# fix = "" # what to do about it
# fix_by = "" # "caller", "admin", "end-user", or "service"
# patterns = [] # error messages of this cause; {name} stands for one word
# samples = [] # an error message for each pattern with a placeholder
"#,
    );
}

/// The table after the last code, or a range. The last code of all is followed by the first one.
pub(crate) fn the_next_free_code() {
    for (table, arguments, code) in [
        ("app", &["new", "Late"][..], 20005),
        ("app", &["new", "Callback", "Late"], 20005),
        ("app", &["new", "callback", "Late"], 20005),
        ("app", &["new", "Answer", "Late"], -1942),
        ("app", &["new", "20042", "Late"], 20042),
        ("hresult", &["new", "Late"], i32::MIN + 1),
    ] {
        let template = stdout(table, arguments);
        let start = format!("[[code]]\ncode = {code}\nname = \"Late\"\n");
        assert!(template.starts_with(&start), "{arguments:?}: {template}");
    }
}

pub(crate) fn reserved_codes_and_names_are_not_free() {
    let check = |arguments: &[&str], error: &str| {
        let output = tool("app", arguments);
        assert_eq!(String::from_utf8_lossy(&output.stderr), error);
        assert_eq!(output.status.code(), Some(2));
    };
    check(
        &["new", "20002", "Late"],
        "error: code 20002 is reserved: It was used in the trial.\n\n  tip: the next free code is 20005\n",
    );
    check(
        &["new", "20005", "Trial"],
        "error: name `Trial` is reserved: It was used in the trial, too.\n",
    );
}

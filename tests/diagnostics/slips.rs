//! One slip is one error, and its help leads to a valid table.

use commsease_status::codegen::generate;

use super::table;

const TABLE: &str = r#"
[[code]]
code = 20001
name = "OffDuty"
summary = "The receiver is off duty."
category = "refused"
area = "chat"
retry = "never"
sources = ["wiki"]
deprecated = { since = "0.2.0", note = "It has another name.", replaced_by = "Muted" }

[[code.cause]]
id = "night"
description = "It is night."
fix = "Try again in the morning."
fix_by = "caller"
area = "chat"
patterns = ['it is "night"']
sources = ["wiki"]

[[code]]
code = 20002
name = "Muted"
summary = "The sender is muted."
category = "refused"
area = "chat"
retry = "never"
sources = ["wiki"]

[[reserved]]
code = 20003
note = "An earlier version used it."
"#;

/// Checks that a mistake in a valid table is one error with the given help.
#[track_caller]
fn check(right: &str, wrong: &str, help: &str) {
    let valid = table(TABLE);
    assert!(valid.contains(right), "{right}");
    assert!(generate(valid.as_bytes()).is_ok());
    let error = generate(valid.replacen(right, wrong, 1).as_bytes()).unwrap_err();
    let [diagnostic] = error.diagnostics() else {
        panic!("{wrong}: {error}");
    };
    let actual = diagnostic.help.as_deref().unwrap_or_default();
    assert_eq!(actual.lines().next(), Some(help), "{wrong}: {error}");
}

#[test]
fn tables() {
    let double = "use double brackets: `[[code.cause]]`";
    check("[[code.cause]]", "[code.cause]", double);
    let reserved = "[[reserved]]\ncode = 20003\nnote = \"An earlier version used it.\"\n";
    let help = "add what is reserved: `code = 414` or `name = \"...\"`";
    check(reserved, "[[reserved]]\n", help);
    let declare = "declare each area as `[area.<id>]`";
    check("[area.chat]", "[[area]]", declare);
    check("[area.chat]", "[area]", declare);
    let define = "define it as a table: `[area.chat]`";
    check("[area.chat]", "[[area.chat]]", define);
    let area = "[area.chat]\nsummary = \"Messages between people.\"\n";
    check(area, "", "declare it with `[area.chat]`");
    check("[area.chat]", "[area.Chat]", "use `chat`");
}

#[test]
fn keys() {
    let line = "move `name` to a line of its own";
    check("code = 20001\nname", "code = 20001 name", line);
    let comma = "replace the `,` with a line break";
    check("code = 20001\nname", "code = 20001, name", comma);
    check("code = 20001\n", "code = 20001;\n", "remove it");
    let value = "write `retry = <value>`";
    check("retry = ", "retry ", value);
    let similar = "a key with a similar name exists: `fix_by`";
    check("fix_by", "fxi_by", similar);
}

#[test]
fn values() {
    let quotes = "put the string in single quotes, or escape the quotes inside it: `\\\"`";
    check("'it is \"night\"'", "\"it is \"night\"\"", quotes);
    let message = "use only the error message of the response";
    let response = r#"{"code":20001,"desc":"it is night"}"#;
    check("'it is \"night\"'", &format!("\"{response}\""), message);
    check("'it is \"night\"'", &format!("'{response}'"), message);
    let number = "use a number, and list the string as an identifier: `sdk = [\"E20002\"]`";
    check("code = 20002", "code = \"E20002\"", number);
    check("name = \"Muted\"", "name = \"muted\"", "use `Muted`");
    let declared = "use an id declared as `[category.<id>]`";
    check("category = \"refused\"", "category = \"频率\"", declared);
    let quotes = "add quotes: `\"caller\"`";
    check("\"caller\"", "caller", quotes);
    check("\"caller\"", "“caller”", quotes);
}

#[test]
fn invisible_differences() {
    let space = "replace it with a space";
    for wrong in [
        "fix_by =\u{a0}\"caller\"",
        "fix_by\u{a0}= \"caller\"",
        "\u{a0}fix_by = \"caller\"",
        "fix_by = \"caller\"\u{3000}",
    ] {
        check("fix_by = \"caller\"", wrong, space);
    }
    let conflict = "<<<<<<< HEAD\ncode = 20001\n=======\ncode = 20000\n>>>>>>> other\n";
    let resolve = "resolve the conflict, and remove its markers";
    check("code = 20001\n", conflict, resolve);
    let entry = TABLE.split_once("[[reserved]]").map(|(codes, _)| codes);
    let entry = entry.expect("the table has the entry");
    let conflict = format!("<<<<<<< HEAD\n{entry}=======\n{entry}>>>>>>> other\n");
    check(entry, &conflict, resolve);
}

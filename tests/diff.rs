//! `codegen::diff`: every difference between two versions of a table, and how much it matters.
#![cfg(feature = "codegen")]

#[path = "diff/every_key.rs"]
mod every_key;
#[path = "diff/large.rs"]
mod large;
#[path = "diff/order.rs"]
mod order;
#[path = "diff/properties.rs"]
mod properties;

use commsease_status::codegen::{Diff, Level, Table, diff};

/// A small table with every key.
const TABLE: &str = include_str!("hostile/every_key.toml");
const SHIPPED: &str = include_str!("../codes.toml");

/// An entry that can be added to [`TABLE`].
const CODE: &str = r#"
[[code]]
code = 20003
name = "Full"
summary = "The room is full."
category = "refused"
area = "chat"
retry = "backoff"
sdk = ["ROOM_FULL"]
sources = ["wiki"]
zh = { summary = "聊天室已满。" }

[[code.cause]]
id = "limit"
description = "The room has no place left."
fix = "Try another room."
fix_by = "caller"
area = "chat"
sources = ["wiki"]
zh = { description = "聊天室没有空位。", fix = "换一个聊天室。" }
"#;

fn parse(table: &str) -> Table {
    let parsed = Table::parse(table.as_bytes());
    parsed.unwrap_or_else(|error| panic!("{}", error.render(table.as_bytes(), "table.toml")))
}

fn compare(old: &str, new: &str) -> Diff {
    diff(&parse(old), &parse(new))
}

/// Checks the changes, each with its level.
#[track_caller]
fn check_tables(old: &str, new: &str, expected: &[&str]) {
    let diff = compare(old, new);
    let changes = diff.changes().iter();
    let lines: Vec<String> = changes.map(|it| format!("{} {it}", it.level())).collect();
    assert_eq!(lines, expected);
    let highest = diff.changes().iter().map(|it| it.level()).max();
    assert_eq!(diff.verdict(), highest);
}

/// Checks the changes after one edit of [`TABLE`].
#[track_caller]
fn check(find: &str, replace: &str, expected: &[&str]) {
    assert!(TABLE.contains(find), "{find}");
    check_tables(TABLE, &TABLE.replacen(find, replace, 1), expected);
}

#[test]
fn a_table_does_not_differ_from_itself() {
    for table in [TABLE, SHIPPED] {
        check_tables(table, table, &[]);
    }
    assert_eq!(compare(SHIPPED, SHIPPED).verdict(), None);
}

/// The first key in a response that has a code wins.
#[test]
fn the_order_of_the_keys_of_a_response() {
    let old = TABLE.replace("[\"errno\"]", "[\"errno\", \"error\"]");
    let new = TABLE.replace("[\"errno\"]", "[\"error\", \"errno\"]");
    let expected = "minor changed `code` of response form: errno, error -> error, errno";
    check_tables(&old, &new, &[expected]);
}

/// What a program cannot see is not a change.
#[test]
fn order_comments_and_reserved_codes_do_not_matter() {
    let (head, codes) = TABLE.split_once("[[code]]").expect("a code");
    let (first, second) = codes.split_once("\n[[code]]").expect("two codes");
    let reordered = format!("{head}[[code]]{second}\n[[code]]{first}# A comment.\n");
    check_tables(TABLE, &reordered, &[]);
    check(
        r#"patterns = ["it is {hour} o'clock", "closed until {time...} at night", "夜里"]"#,
        r#"patterns = ["夜里", "closed until {time...} at night", "it is {hour} o'clock"]"#,
        &[],
    );
    check("code = 19999\n", "code = 19998\n", &[]);
}

/// What a code brings with it is part of the change.
#[test]
fn a_code() {
    let more = format!("{TABLE}{CODE}");
    let summary = "code 20003 Full: The room is full.";
    check_tables(TABLE, &more, &[&format!("minor added {summary}")]);
    check_tables(&more, TABLE, &[&format!("major removed {summary}")]);
    let renamed = more.replace("\"Full\"", "\"RoomFull\"");
    let expected = ["major renamed code 20003 RoomFull: Full -> RoomFull"];
    check_tables(&more, &renamed, &expected);
}

/// The number identifies a code. An identifier that still resolves has moved.
#[test]
fn another_number_is_another_code() {
    let old = format!("{TABLE}{CODE}");
    let new = old.replace("code = 20003", "code = 20004");
    check_tables(
        &old,
        &new,
        &[
            "major removed code 20003 Full: The room is full.",
            "minor added code 20004 Full: The room is full.",
            "minor changed `code` of SDK identifier ROOM_FULL: 20003 -> 20004",
        ],
    );
}

#[test]
fn a_cause() {
    let cause = CODE.split_once("\n[[code.cause]]").expect("a cause").1;
    let more = format!("{TABLE}\n[[code.cause]]{cause}");
    let description = "cause 20002/limit: The room has no place left.";
    check_tables(TABLE, &more, &[&format!("minor added {description}")]);
    check_tables(&more, TABLE, &[&format!("major removed {description}")]);
    let renamed = more.replace("\"limit\"", "\"room-limit\"");
    let expected = ["major renamed cause 20002/room-limit: limit -> room-limit"];
    check_tables(&more, &renamed, &expected);
}

/// A cause with another id that also says something else is another cause.
#[test]
fn another_cause() {
    let new = TABLE
        .replace("\"night\"", "\"late\"")
        .replace("o'clock at night.", "o'clock.");
    check_tables(
        TABLE,
        &new,
        &[
            "major removed cause 20001/night: It is {hour} o'clock at night.",
            "minor added cause 20001/late: It is {hour} o'clock.",
        ],
    );
}

#[test]
fn patterns_and_hints() {
    let more = TABLE.replacen("patterns = [", "patterns = [\"good night\", ", 1);
    let pattern = "`patterns` of cause 20001/night: good night";
    check_tables(TABLE, &more, &[&format!("minor added {pattern}")]);
    check_tables(&more, TABLE, &[&format!("minor removed {pattern}")]);
    check(
        "hints = [\"night {time}\"]",
        "hints = [\"nights {time}\"]",
        &[
            "minor removed `hints` of cause 20001/night: night {time}",
            "minor added `hints` of cause 20001/night: nights {time}",
        ],
    );
}

#[test]
fn a_meaning() {
    let meaning = "\n[[code.meaning]]\nplatform = \"web-8\"\nsummary = \"The tab is gone.\"\n\
                   sources = [\"wiki\"]\nzh = { summary = \"标签页已关闭。\" }\n";
    let more = format!("{TABLE}{meaning}");
    let summary = "meaning 20002 Muted on web-8: The tab is gone.";
    check_tables(TABLE, &more, &[&format!("minor added {summary}")]);
    check_tables(&more, TABLE, &[&format!("minor removed {summary}")]);
}

#[test]
fn an_identifier_that_resolves_to_something_else() {
    check(
        "sdk = [\"OFF_DUTY\"]",
        "sdk = [\"ON_LEAVE\"]",
        &[
            "major removed SDK identifier OFF_DUTY: 20001 OffDuty",
            "minor added SDK identifier ON_LEAVE: 20001 OffDuty",
        ],
    );
    let moved = TABLE.replace("sdk = [\"OFF_DUTY\"]\n", "").replace(
        "sdk = [\"MUTED\"]\nsee",
        "sdk = [\"MUTED\", \"OFF_DUTY\"]\nsee",
    );
    check_tables(
        TABLE,
        &moved,
        &["minor changed `code` of SDK identifier OFF_DUTY: 20001 -> 20002"],
    );
    let on_platform = TABLE
        .replace("sdk = [\"OFF_DUTY\"]\n", "")
        .replace("[\"TAB_CLOSED\"]", "[\"TAB_CLOSED\", \"OFF_DUTY\"]");
    check_tables(
        TABLE,
        &on_platform,
        &["minor added `platform` of SDK identifier OFF_DUTY: web-9"],
    );
}

#[test]
fn corrections() {
    check(
        "outcome = \"success\"",
        "outcome = \"partial\"",
        &["minor changed `outcome` of code 20002 Muted: success -> partial"],
    );
    check(
        "category = \"lost\"\narea",
        "category = \"refused\"\narea",
        &["minor changed `category` of code 20002 Muted: lost -> refused"],
    );
    check(
        "retry = \"backoff\"\nsdk = [\"TAB_CLOSED\"]",
        "retry = \"never\"\nsdk = [\"TAB_CLOSED\"]",
        &["minor changed `retry` of meaning 20001 OffDuty on web-9: backoff -> never"],
    );
    check(
        "fix_by = \"end-user\"",
        "fix_by = \"admin\"",
        &["minor changed `fix_by` of cause 20001/night: end-user -> admin"],
    );
    check(
        "summary = \"The sender is muted.\"",
        "summary = \"The sender cannot talk.\"",
        &[
            "minor changed `summary` of code 20002 Muted: The sender is muted. -> The sender cannot \
           talk.",
        ],
    );
}

/// One edit is one change.
#[test]
fn an_inherited_value_changes_with_its_code() {
    let old = format!("{TABLE}{CODE}");
    let new = old.replace(
        "retry = \"backoff\"\nsdk = [\"ROOM",
        "retry = \"never\"\nsdk = [\"ROOM",
    );
    let expected = ["minor changed `retry` of code 20003 Full: backoff -> never"];
    check_tables(&old, &new, &expected);
}

#[test]
fn a_deprecation() {
    let note = "since 0.2.0: Use `Muted` from now on. Use 20002 instead.";
    let key = "deprecated = { since = \"0.2.0\", note = \"Use `Muted` from now on.\", \
               replaced_by = \"Muted\", zh = { note = \"改用 `Muted`。\" } }\n";
    let current = TABLE.replacen(key, "", 1);
    let change = format!("`deprecated` of code 20001 OffDuty: {note}");
    let translated = "`deprecated` of code 20001 OffDuty in zh: 改用 `Muted`。";
    let [added, removed] = ["added", "removed"].map(|it| {
        [
            format!("minor {it} {change}"),
            format!("patch {it} {translated}"),
        ]
    });
    check_tables(&current, TABLE, &added.each_ref().map(String::as_str));
    check_tables(TABLE, &current, &removed.each_ref().map(String::as_str));
    check(
        ", replaced_by = \"Muted\"",
        "",
        &[&format!(
            "patch changed {change} -> since 0.2.0: Use `Muted` from now on."
        )],
    );
}

#[test]
fn vocabularies() {
    let area = "\n[area.files]\nsummary = \"Files of people.\"\nzh = { summary = \"文件。\" }\n";
    let more = format!("{TABLE}{area}");
    let summary = "area files: Files of people.";
    check_tables(TABLE, &more, &[&format!("minor added {summary}")]);
    check_tables(&more, TABLE, &[&format!("major removed {summary}")]);
    let renamed = more.replace("[area.files]", "[area.uploads]");
    let expected = ["major renamed area uploads: files -> uploads"];
    check_tables(&more, &renamed, &expected);
    let without = TABLE
        .replacen("advice = \"Ask the app's support.\"\n", "", 1)
        .replacen("advice = \"咨询应用的客服。\", ", "", 1);
    let expected = [
        "minor removed `advice` of category refused: Ask the app's support.",
        "patch removed `advice` of category refused in zh: 咨询应用的客服。",
    ];
    check_tables(TABLE, &without, &expected);
    check(
        "succeeds = \"web-8\"\n",
        "",
        &["minor removed `succeeds` of platform web-9: web-8"],
    );
}

#[test]
fn ranges() {
    let summary = "range AppCallback: Codes of the app's callback.";
    let (before, rest) = TABLE.split_once("[[range]]").expect("a range");
    let (_, after) = rest.split_once("[[reserved]]").expect("a reserved code");
    let without = format!("{before}[[reserved]]{after}");
    check_tables(TABLE, &without, &[&format!("major removed {summary}")]);
    check_tables(&without, TABLE, &[&format!("minor added {summary}")]);
    check(
        "\"AppCallback\"",
        "\"Callback\"",
        &["major renamed range Callback: AppCallback -> Callback"],
    );
    check(
        "to = 20099",
        "to = 20999",
        &["minor changed `to` of range AppCallback: 20099 -> 20999"],
    );
}

#[test]
fn the_enum() {
    check(
        "\"AppCode\"",
        "\"OurCode\"",
        &["major renamed enum OurCode: AppCode -> OurCode"],
    );
    let extends = "name = \"AppCode\"\nextends = \"commsease_status::StatusCode\"\n";
    let extending = TABLE.replacen("name = \"AppCode\"\n", extends, 1);
    let extends = "`extends` of enum AppCode: commsease_status::StatusCode";
    check_tables(TABLE, &extending, &[&format!("minor added {extends}")]);
    check_tables(&extending, TABLE, &[&format!("major removed {extends}")]);
}

/// A line feed is a space, so that a change is a line.
#[test]
fn documentation_and_sources() {
    check(
        "The codes that our callback returns.\n\nIt has",
        "It has",
        &[
            "patch changed `doc` of enum AppCode: The codes that our callback returns. It has a \
           second paragraph with `code`. -> It has a second paragraph with `code`.",
        ],
    );
    check(
        "keywords = [\"silent\"]",
        "keywords = [\"silent\", \"quiet\"]",
        &["patch added `keywords` of code 20001 OffDuty: quiet"],
    );
    check(
        "title = \"Our wiki\"",
        "title = \"Our old wiki\"",
        &["patch changed `title` of source wiki: Our wiki -> Our old wiki"],
    );
    check(
        "shared_sdk = [\"MUTED\"]\n",
        "",
        &["patch removed `shared_sdk` of code 20001 OffDuty: MUTED"],
    );
    let alone = TABLE
        .replace("see_also = [20001]\n", "")
        .replace("see_also = [20002]\n", "");
    check_tables(
        TABLE,
        &alone,
        &[
            "patch removed `see_also` of code 20001 OffDuty: 20002",
            "patch removed `see_also` of code 20002 Muted: 20001",
        ],
    );
}

/// The changes that matter most come first, and those of a code are together.
#[test]
fn the_order_and_the_verdict() {
    let new = TABLE
        .replace("keywords = [\"silent\"]\n", "")
        .replace("outcome = \"success\"", "outcome = \"partial\"")
        .replace("\"night\"", "\"late\"");
    let diff = compare(TABLE, &new);
    let changes = diff.changes().iter();
    let changes: Vec<_> = changes.map(|it| (it.level(), it.code)).collect();
    assert_eq!(
        changes,
        [
            (Level::Major, Some(20001)),
            (Level::Minor, Some(20002)),
            (Level::Patch, Some(20001)),
        ]
    );
    assert_eq!(diff.verdict(), Some(Level::Major));
}

//! The texts of the table in each language, and what an app can show to its end user.

use std::collections::BTreeSet;

use commsease_status::{
    Area, Category, Code, Language, Outcome, Platform, Status, StatusCode, Vocabulary, diagnose,
};
use toml::{Table, Value};

const TABLE: &str = include_str!("../codes.toml");
const ZH: Language = StatusCode::ZH;

fn table() -> Table {
    TABLE.parse().expect("the table is TOML")
}

fn string<'t>(entry: &'t Table, key: &str) -> Option<&'t str> {
    entry.get(key).and_then(Value::as_str)
}

fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    let entries = table.get(key).and_then(Value::as_array);
    entries.into_iter().flatten().filter_map(Value::as_table)
}

/// Returns the text of an entry in Chinese.
fn zh<'t>(entry: &'t Table, key: &str) -> Option<&'t str> {
    string(entry.get("zh")?.as_table()?, key)
}

#[test]
fn languages_are_in_the_order_of_the_table() {
    let languages = StatusCode::languages().iter();
    let languages: Vec<_> = languages.map(|it| (it.id(), it.name())).collect();
    assert_eq!(languages[..2], [("en", "English"), ("zh", "简体中文")]);
    let declared = table()["language"].as_table().map(Table::len);
    assert_eq!(Some(languages.len() - 1), declared);
    assert_eq!(Language::default(), Language::<StatusCode>::ENGLISH);
    assert_eq!(format!("{ZH} {ZH:?}"), "zh Language(zh)");
}

/// What does not depend on a string is available in constants.
#[test]
fn texts_are_constants() {
    const SUMMARY: &str = StatusCode::RateLimited.summary_in(ZH);
    const CATEGORY: &str = Category::Rate.summary_in(ZH);
    const FIX: &str = StatusCode::RequestTimeout.causes()[0].fix_in(ZH);
    for text in [SUMMARY, CATEGORY, FIX] {
        assert!(text.ends_with('。'), "{text}");
    }
}

#[test]
fn every_text_of_a_code_is_that_of_the_table() {
    let table = table();
    for entry in entries(&table, "code") {
        let code = entry["code"].as_integer().expect("a number");
        let code = i32::try_from(code).expect("an `i32`");
        let status = StatusCode::from_code(code).expect("a code of the table");
        assert_eq!(Some(status.summary_in(ZH)), zh(entry, "summary"));
        if let Some(advice) = zh(entry, "advice") {
            assert_eq!(status.advice_in(ZH), Some(advice));
        }
        for (cause, entry) in status.causes().iter().zip(entries(entry, "cause")) {
            assert_eq!(Some(cause.description_in(ZH)), zh(entry, "description"));
            assert_eq!(Some(cause.fix_in(ZH)), zh(entry, "fix"));
            let user = zh(entry, "user").or(string(entry, "user"));
            assert_eq!(cause.user_message_in(ZH), user);
        }
        for (meaning, entry) in status.meanings().iter().zip(entries(entry, "meaning")) {
            assert_eq!(Some(meaning.summary_in(ZH)), zh(entry, "summary"));
        }
    }
}

#[test]
fn every_text_of_a_vocabulary_is_that_of_the_table() {
    fn check<V: Vocabulary>(key: &str) {
        let table = table();
        for value in V::ALL {
            let entry = table[key][value.id()].as_table().expect("a table");
            assert_eq!(Some(value.summary_in(ZH)), zh(entry, "summary"));
            assert_eq!(value.advice_in(ZH), zh(entry, "advice"));
            assert_eq!(value.user_message_in(ZH), zh(entry, "user"));
            let english = Language::<StatusCode>::ENGLISH;
            assert_eq!(value.summary_in(english), value.summary());
            assert_eq!(value.advice_in(english), value.advice());
        }
    }
    check::<Category>("category");
    check::<Area>("area");
    check::<Platform>("platform");
}

#[test]
fn ranges_are_in_each_language() {
    let range = Code::new(109_421).range().expect("a range has it");
    assert_ne!(range.summary_in(ZH), range.summary());
    let diagnosis = diagnose(109_421, None).in_language(ZH);
    assert_eq!(diagnosis.summary(), range.summary_in(ZH));
}

#[test]
fn a_diagnosis_speaks_one_language() {
    let diagnosis = diagnose(414, Some("Accid001 not register")).in_language(ZH);
    let line = diagnosis.to_string();
    let start =
        "414 InvalidParameter (account-not-registered): 服务端 API 请求指定的账号 Accid001 ";
    assert!(line.starts_with(start), "{line}");
    assert_eq!(diagnosis.language(), ZH);
    let limited = diagnose(416, None).in_language(ZH);
    let (summary, advice) = (limited.summary(), limited.advice().expect("it has advice"));
    assert_eq!(
        limited.to_string(),
        format!("416 RateLimited: {summary}{advice}")
    );
    let advice = diagnose(416, None).in_language(ZH).advice();
    assert_eq!(advice, Category::Rate.advice_in(ZH));
}

#[test]
fn the_most_specific_user_text_is_shown() {
    #[track_caller]
    fn check(code: i32, message: Option<&str>, english: Option<&str>, chinese: Option<&str>) {
        let diagnosis = diagnose(code, message);
        assert_eq!(diagnosis.user_message(), english);
        assert_eq!(diagnosis.in_language(ZH).user_message(), chinese);
    }
    let closed = (Some("The chat room is closed."), Some("聊天室已关闭。"));
    check(414, Some("check roomid"), closed.0, closed.1);
    // The text of the category.
    let (english, chinese) = (
        "You are doing this too often. Try again later.",
        "操作过于频繁，请稍后再试。",
    );
    check(416, None, Some(english), Some(chinese));
    // A code that only a range describes has the text of the range's category.
    check(109_416, None, None, None);
    let muted = Category::Restriction;
    let muted = [Language::ENGLISH, ZH].map(|it| muted.user_message_in(it));
    check(109_421, None, muted[0], muted[1]);
    // Nothing to show: a success, a code that says so, and one that is not known.
    check(200, None, None, None);
    check(191_002, None, None, None);
    check(-77, None, None, None);
}

/// Every failure of a category has a text, unless the table says that there is nothing to show.
#[test]
fn a_failure_has_a_user_text() {
    let table = table();
    for entry in entries(&table, "code") {
        let code = entry["code"].as_integer().expect("a number");
        let diagnosis = diagnose(i32::try_from(code).expect("an `i32`"), None);
        let is_failure = diagnosis.outcome() == Some(Outcome::Failure);
        let is_suppressed = string(entry, "user") == Some("");
        if is_failure {
            assert_eq!(diagnosis.user_message().is_none(), is_suppressed, "{code}");
        }
    }
}

/// Calls `check` with every text for end users, in each language.
fn for_each_user_text(check: impl Fn(&str)) {
    fn visit(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Table(table) => table.iter().for_each(|(key, value)| match value {
                Value::String(text) if key == "user" => drop(found.insert(text.clone())),
                value => visit(value, found),
            }),
            Value::Array(values) => values.iter().for_each(|value| visit(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    visit(&Value::Table(table()), &mut found);
    assert!(found.len() > 200, "{} texts", found.len());
    for text in &found {
        check(text);
    }
}

/// An app can show it as it is.
#[test]
fn a_user_text_has_no_code_and_no_jargon() {
    const JARGON: &[&str] = &[
        "token",
        "parameter",
        "status code",
        "server",
        "appkey",
        "sdk",
        "api",
        " id ",
        "error code",
        "参数",
        "请求",
        "服务端",
        "服务器",
        "错误码",
        "状态码",
        "非法",
        "您",
    ];
    for_each_user_text(|text| {
        let lowercase = text.to_lowercase();
        let jargon = JARGON.iter().find(|it| lowercase.contains(**it));
        assert_eq!(jargon, None, "{text}");
        let is_code = |c: char| c.is_ascii_digit() || matches!(c, '{' | '}' | '`' | '_');
        assert!(!text.contains(is_code), "{text}");
    });
}

/// The rules of the style guide for Chinese that a program can check.
#[test]
fn chinese_follows_its_style_guide() {
    fn is_chinese(c: char) -> bool {
        ('\u{4e00}'..='\u{9fff}').contains(&c)
    }
    fn check(text: &str) {
        for word in ["您", "群组", "帐号", "登陆", "「", "」", "非法", "  "] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        // A code span is one Latin letter.
        let spans = text.split('`').enumerate();
        let plain: String = spans
            .map(|(at, part)| if at % 2 == 0 { part } else { "x" })
            .collect();
        let chars: Vec<char> = plain.chars().collect();
        for pair in chars.windows(2) {
            let [before, after] = [pair[0], pair[1]];
            let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '{' | '}');
            let is_joined =
                is_chinese(before) && is_latin(after) || is_latin(before) && is_chinese(after);
            assert!(!is_joined, "no space between Chinese and Latin: {text}");
            let half_width = |c: char| matches!(c, ',' | ';' | ':' | '?' | '!' | '(' | ')' | '"');
            let is_half_width =
                is_chinese(before) && half_width(after) || half_width(before) && is_chinese(after);
            assert!(!is_half_width, "half-width punctuation: {text}");
            let full_width = |c: char| "，。：；（）？！、“”".contains(c);
            let is_spaced =
                full_width(before) && after == ' ' || before == ' ' && full_width(after);
            assert!(!is_spaced, "a space beside full-width punctuation: {text}");
        }
    }
    fn visit(value: &Value) -> usize {
        match value {
            Value::Table(table) => {
                let translations = table.get("zh").and_then(Value::as_table);
                let texts = translations.into_iter().flat_map(Table::values);
                let texts: Vec<&str> = texts.filter_map(Value::as_str).collect();
                for text in &texts {
                    check(text);
                }
                texts.len() + table.values().map(visit).sum::<usize>()
            }
            Value::Array(values) => values.iter().map(visit).sum(),
            _ => 0,
        }
    }
    let mut table = table();
    table.remove("language");
    let count = visit(&Value::Table(table));
    assert!(count > 1000, "{count} texts");
}

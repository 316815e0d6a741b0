//! `--language`, and the language of the locale.

mod support;

use commsease_status::StatusCode;
use support::{command, feed, json, run, text};

const LINE: &str = r#"Error Domain=NIMRemoteErrorDomain Code=414 "check roomid""#;

/// Returns the summary of 416 in Chinese.
fn limited() -> &'static str {
    StatusCode::RateLimited.summary_in(StatusCode::ZH)
}

/// Checks the output of a command with environment variables.
#[track_caller]
fn check(arguments: &[&str], environment: &[(&str, &str)], expected: &str) {
    let mut command = command(arguments);
    command.env_remove("LC_ALL");
    command.envs(environment.iter().copied());
    let output = feed(command, b"");
    assert_eq!(text(&output.stderr), "");
    assert!(
        text(&output.stdout).contains(expected),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn the_texts_are_in_the_language_that_is_asked_for() {
    check(
        &["explain", LINE, "--language", "zh"],
        &[],
        "重新开启聊天室，再查询历史消息。",
    );
    check(
        &["--language", "zh", "list", "416"],
        &[],
        &format!("416\tRateLimited\t{}", limited()),
    );
    check(
        &["search", "RateLimited", "--language", "zh"],
        &[],
        limited(),
    );
    check(
        &["reference", "--language", "zh"],
        &[],
        "请求指定的聊天室已关闭",
    );
    let scanned = text(&run(&["scan", "--language", "zh"], LINE.as_bytes()).stdout);
    assert!(scanned.contains("重新开启聊天室"), "{scanned}");
}

#[test]
fn the_default_is_the_language_of_the_locale() {
    let (english, chinese) = (StatusCode::RateLimited.summary(), limited());
    check(&["list", "416"], &[("LANG", "zh_CN.UTF-8")], chinese);
    check(&["list", "416"], &[("LANG", "de_DE.UTF-8")], english);
    check(
        &["list", "416"],
        &[("LC_MESSAGES", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")],
        chinese,
    );
    check(
        &["list", "416"],
        &[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")],
        english,
    );
    check(
        &["list", "416", "--language", "en"],
        &[("LC_ALL", "zh_CN.UTF-8")],
        english,
    );
}

#[test]
fn an_unknown_language_is_an_error_that_lists_all() {
    let output = run(&["list", "--language", "tlh"], b"");
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("invalid value 'tlh'"), "{error}");
    assert!(error.contains("[possible values: en, zh"), "{error}");
}

#[test]
fn json_has_the_same_members_in_each_language() {
    let english = json(&["explain", "414", "check roomid"]);
    let chinese = json(&["explain", "414", "check roomid", "--language", "zh"]);
    let keys = |value: &serde_json::Value| -> Vec<String> {
        let object = value.as_object().expect("an object");
        object.keys().cloned().collect()
    };
    assert_eq!(keys(&english), keys(&chinese));
    assert_eq!(english["user_message"], "The chat room is closed.");
    assert_eq!(chinese["user_message"], "聊天室已关闭。");
    assert_eq!(english["key"], chinese["key"]);
}

/// Words that people type are found in any language.
#[test]
fn search_finds_words_of_all_languages() {
    #[track_caller]
    fn check(keyword: &str, code: &str) {
        let output = text(&run(&["search", keyword], b"").stdout);
        let mut codes = output.lines().filter_map(|line| line.split('\t').next());
        assert!(codes.any(|it| it == code), "{keyword}: {output}");
    }
    check("禁言", "13004");
    check("被踢", "417");
    check("拉黑", "7101");
    check("频控", "416");
    check("帐号", "102404");
    check("群组", "803");
    check("muted", "13004");
}

#[test]
fn chinese_text_is_broken_into_lines() {
    let mut command = command(&["explain", "416", "--language", "zh"]);
    command.env("COLUMNS", "40");
    let output = text(&feed(command, b"").stdout);
    let width = |line: &str| line.chars().map(|c| 1 + usize::from(!c.is_ascii())).sum();
    let longest: Option<usize> = output.lines().map(width).max();
    assert!(
        longest.is_some_and(|it| (36..=60).contains(&it)),
        "{output}"
    );
}

//! `list` and `search`.

mod support;

use commsease_status::{Area, Cause, Platform, Status, StatusCode};
use serde_json::Value;
use support::{command, feed, json, run, stdout, text};

fn codes(list: &Value) -> Vec<i64> {
    let list = list.as_array().expect("an array").iter();
    list.filter_map(|line| line["code"].as_i64()).collect()
}

#[test]
fn a_piped_list_has_one_line_for_each_code() {
    let mut narrow = command(&["list"]);
    narrow.env("COLUMNS", "40");
    let printed = text(&feed(narrow, b"").stdout);
    assert_eq!(printed.lines().count(), StatusCode::COUNT);
    for (line, status) in printed.lines().zip(StatusCode::all()) {
        let note = status.deprecation().map_or("", |_| " (deprecated)");
        let (code, name, summary) = (status.code(), status.name(), status.summary());
        let expected = format!("{code}\t{name}\t{summary}{note}");
        assert_eq!(line, expected);
    }
}

#[test]
fn a_list_can_be_filtered() {
    let limited = StatusCode::all().iter().filter(|status| {
        let is_of_pattern = (400..500).contains(&status.code());
        is_of_pattern && status.category() == StatusCode::RateLimited.category()
    });
    let category = StatusCode::RateLimited.category().id();
    assert_eq!(
        codes(&json(&["list", "4xx", "--category", category])),
        limited.map(|it| i64::from(it.code())).collect::<Vec<_>>()
    );
    assert_eq!(codes(&json(&["list", "414"])), [414]);
    assert_eq!(codes(&json(&["list", "-1"])), [-1]);
    let area = json(&["list", "--area", "sms"]);
    let in_area = StatusCode::all().iter().filter(|status| {
        let mut causes = status.causes().iter();
        status.area() == Area::Sms || causes.any(|cause| cause.area() == Area::Sms)
    });
    assert_eq!(
        codes(&area),
        in_area.map(|it| i64::from(it.code())).collect::<Vec<_>>()
    );
    let flutter = json(&["list", "--platform", "flutter"]);
    let on_flutter = StatusCode::all()
        .iter()
        .filter(|status| status.meaning_on(Platform::Flutter).is_some());
    assert_eq!(
        codes(&flutter),
        on_flutter
            .map(|it| i64::from(it.code()))
            .collect::<Vec<_>>()
    );
    assert!(!codes(&flutter).is_empty());
    let nothing = run(&["list", "999xxx"], b"");
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(1), 0));
}

#[test]
fn formats_of_a_list() {
    let line = &json(&["list", "414"])[0];
    let status = StatusCode::InvalidParameter;
    assert_eq!(line["name"], status.name());
    assert_eq!(line["summary"], status.summary());
    assert_eq!(line["category"], status.category().id());
    assert_eq!(line["area"], status.area().id());
    assert_eq!(line["outcome"], status.outcome().id());
    assert_eq!(line["retry"], status.retry().id());
    assert_eq!(line["deprecated"], status.deprecation().is_some());
    let markdown = stdout(&["list", "414", "--format", "markdown"]);
    assert!(
        markdown.starts_with(
            "| Code | Name | Summary |\n| ---: | --- | --- |\n| 414 | `InvalidParameter` | "
        ),
        "{markdown}"
    );
}

#[test]
fn what_a_code_itself_says_comes_first() {
    for (words, name) in [
        ("invalid parameter", "V10InvalidParameter"),
        ("server error", "InternalServerError"),
        ("muted", "AccountMuted"),
    ] {
        let found = stdout(&["search", words]);
        assert!(
            found.lines().next().is_some_and(|it| it.contains(name)),
            "{found}"
        );
    }
}

#[test]
fn all_keywords_must_match() {
    let search = |words: &[&str]| codes(&json(&[&["search"], words].concat()));
    for (words, code) in [
        (&["roomid", "php"][..], 414),
        (&["CURTIME is EXPIRED"], 414),
        (&["res_euidpass"], 302),
        (&["InvalidParameter", "curtime"], 414),
        (&["416"], 416),
    ] {
        let found = search(words);
        assert!(found.contains(&code), "{words:?}: {found:?}");
    }
    assert_eq!(search(&["InvalidParameter xylophone"]), Vec::<i64>::new());
}

/// Keywords, hints, meanings, and shared identifiers are searched, too.
#[test]
fn everything_in_a_table_can_be_found() {
    let mut words: Vec<(i64, &str)> = Vec::new();
    for status in StatusCode::all() {
        let mut add = |texts: &[&'static str]| {
            words.extend(
                texts
                    .iter()
                    .take(1)
                    .map(|text| (i64::from(status.code()), *text)),
            );
        };
        add(status.keywords());
        add(status.shared_sdk_names());
        add(status.causes().first().map_or(&[], Cause::hints));
        status
            .meanings()
            .iter()
            .take(1)
            .for_each(|it| add(&[it.summary()]));
    }
    assert!(words.len() > 20);
    for (code, word) in words.into_iter().step_by(5) {
        let found = codes(&json(&["search", word]));
        assert!(found.contains(&code), "{code} {word}: {found:?}");
    }
}

/// What was searched for comes first, then entries that have all of it in one text.
#[test]
fn the_best_match_comes_first() {
    #[track_caller]
    fn check(words: &str, first: &[i64], without: &[i64]) {
        let found = codes(&json(&["search", words]));
        assert!(found.starts_with(first), "{words}: {found:?}");
        assert!(
            without.iter().all(|code| !found.contains(code)),
            "{words}: {found:?}"
        );
    }
    check("account not exist", &[102_404], &[]);
    check("check roomid", &[414], &[]);
    check("416", &[416], &[]);
    check("res_euidpass", &[302], &[]);
    check("requesttimeout", &[408], &[]);
    check("request-timeout", &[408], &[]);
    // Words match where they start, not inside `UnknownError` or `downloaded`.
    check("owner", &[], &[-1, 0, 25, 11_100]);
    let found = codes(&json(&["search", "owner"]));
    assert!(found.contains(&802), "{found:?}");
}

#[test]
fn a_search_without_a_match_says_what_to_try() {
    let output = run(&["search", "roomid", "xylophone"], b"");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: no code matches `roomid xylophone`\n\n  \
         tip: use fewer keywords, only the start of a word, or a part of the error message\n"
    );
}

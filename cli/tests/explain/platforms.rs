//! `explain`, with causes that occur on one platform only.

use super::support::{json, stdout};

const FORCE: &str = "device-limit-without-force-mode";

/// Returns the ids of the causes in an answer.
fn causes(arguments: &[&str]) -> Vec<String> {
    let answer = json(arguments);
    let causes = answer["causes"].as_array().expect("an array").iter();
    let ids = causes.map(|cause| cause["id"].as_str().expect("an id"));
    ids.map(String::from).collect()
}

#[test]
fn only_the_causes_of_the_platform_are_listed() {
    #[track_caller]
    fn check(arguments: &[&str]) {
        assert_eq!(causes(arguments), [FORCE]);
    }
    check(&["explain", "417", "--platform", "v10"]);
    // The cause of the parent platform applies.
    check(&["explain", "417", "--platform", "v10-ios"]);
    check(&["explain", "登录 417, v10"]);
    check(&["explain", "V2NIM_ERROR_CODE_MULTI_LOGIN_FORBIDDEN"]);
}

#[test]
fn the_causes_of_another_platform_are_not_listed() {
    let all = causes(&["explain", "417"]);
    assert!(all.iter().any(|id| id == FORCE), "{all:?}");
    let others: Vec<String> = all.iter().filter(|id| *id != FORCE).cloned().collect();
    // The code has its general meaning there.
    assert_eq!(causes(&["explain", "417", "--platform", "web"]), others);
}

#[test]
fn the_platform_of_a_cause_is_told() {
    let answer = json(&["explain", "417", "--platform", "v10"]);
    assert_eq!(answer["causes"][0]["platform"], "v10");
    let printed = stdout(&["explain", "417"]);
    let heading = format!("\n{FORCE} (only on v10)\n  What happened: ");
    assert!(printed.contains(&heading), "{printed}");
    assert!(printed.contains("`forceMode` set to `true`"), "{printed}");
    let markdown = stdout(&["explain", "417", "--format", "markdown"]);
    let row = format!("\n| `{FORCE}` (only on `v10`) | ");
    assert!(markdown.contains(&row), "{markdown}");
    // Other causes occur anywhere.
    let anywhere = json(&["explain", "414", "check roomid"]);
    assert!(anywhere["causes"][0]["platform"].is_null(), "{anywhere}");
}

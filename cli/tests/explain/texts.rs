//! `explain`, with messages that say no more than the code, and with partial successes.

use commsease_status::{Diagnosis, Outcome, Status, StatusCode};

use super::support::{json, stdout};

#[test]
fn a_fixed_text_is_told_apart_from_an_unknown_message() {
    let arguments = ["explain", "417", "Repeat operation"];
    let printed = stdout(&arguments);
    let sentence = "\nSDKs give \"Repeat operation\" with this code for any cause.\n";
    assert!(printed.contains(sentence), "{printed}");
    assert!(!printed.contains("No documented cause"), "{printed}");
    let markdown = stdout(&[&arguments[..], &["--format", "markdown"]].concat());
    let sentences = "\nError message: `Repeat operation`\n\n\
                     SDKs give this message with the code for any cause.\n";
    assert!(markdown.contains(sentences), "{markdown}");
    let answer = json(&arguments);
    assert_eq!(
        (&answer["evidence"], &answer["key"]),
        (&"text".into(), &"417".into())
    );
}

/// They are no failures, so the table must say itself what to do.
#[test]
fn partial_successes_have_their_advice() {
    let mut advised = 0;
    for status in StatusCode::all() {
        let diagnosis = Diagnosis::<StatusCode>::new(status.code(), None);
        let advice = diagnosis
            .advice()
            .filter(|_| status.outcome() == Outcome::Partial);
        let Some(advice) = advice else {
            continue;
        };
        advised += 1;
        let code = status.code().to_string();
        assert_eq!(json(&["explain", &code])["advice"], advice);
        let markdown = stdout(&["explain", &code, "--format", "markdown"]);
        assert!(markdown.contains("\nAdvice: "), "{markdown}");
        let printed = stdout(&["explain", &code]);
        let unwrapped = printed.replace("\n  ", " ");
        assert!(
            unwrapped.contains(&format!("\nAdvice: {advice}\n")),
            "{printed}"
        );
    }
    assert!(advised > 5, "{advised}");
}

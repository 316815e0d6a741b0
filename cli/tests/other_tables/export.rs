//! `export` of tables of others.

#[path = "../export/readers.rs"]
mod readers;

use super::{stdout, tool};

/// Codes below zero and both ends of `i32` have valid keys.
pub(crate) fn keys_of_negative_codes() {
    let formats = [
        readers::android as fn(&str) -> _,
        readers::ios,
        readers::json,
    ];
    for (format, read) in ["android", "ios", "json"].into_iter().zip(formats) {
        let arguments = ["export", format, "--summaries", "--prefix", "hr_"];
        let texts = read(&stdout("hresult", &arguments)).expect("a valid file");
        let lowest = ["hr_summary_minus_2147483648", "No code is lower."].map(String::from);
        assert!(texts.contains(&lowest.into()), "{texts:?}");
    }
}

/// A key that one language needs is in all; no text of another language takes its place.
pub(crate) fn keys_are_those_of_all_languages() {
    #[track_caller]
    fn check(arguments: &[&str], expected: &[(&str, &str)]) {
        let printed = stdout("shop", &[&["export", "ios"], arguments].concat());
        let texts = readers::ios(&printed).expect("a valid file");
        let texts: Vec<_> = texts.iter().map(|(key, text)| (&**key, &**text)).collect();
        assert_eq!(texts, expected);
    }
    check(
        &["--language", "en", "--summaries"],
        &[
            ("im_summary_minus_5", "The item is sold out."),
            ("im_minus_5", "This isn't available."),
            ("im_minus_5_summary", "This is sold out."),
            ("im_minus_5_own_order", ""),
            ("im_summary_7", "The stock was not counted."),
            ("im_7", ""),
        ],
    );
    check(
        &["--language", "de"],
        &[
            ("im_minus_5", "Nicht verfügbar."),
            ("im_minus_5_summary", "Nicht verfügbar."),
            ("im_minus_5_own_order", ""),
            ("im_7", ""),
        ],
    );
}

/// Neither replaces the other, and nothing is written.
pub(crate) fn two_languages_with_one_file() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("new");
    let export = ["export", "ios", path.to_str().expect("UTF-8")];
    let output = tool("shop", &export);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: `zh-hans` has the same file as another language: choose one with `--language`\n"
    );
    assert!(!path.exists());
    let one = [&export[..], &["--language", "zh"]].concat();
    assert_eq!(stdout("shop", &one), "");
    assert!(path.join("zh-Hans.lproj").join("im.strings").exists());
}

/// A table without texts for end users.
pub(crate) fn nothing_to_export() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("new");
    let path = path.to_str().expect("UTF-8");
    for arguments in [&["export", "ios"][..], &["export", "ios", path]] {
        let output = tool("smallest", arguments);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "error: the table has no texts for end users: add `user` to its categories, or use \
             `--summaries`\n"
        );
        assert_eq!(output.stdout, b"");
    }
    assert!(!directory.path().join("new").exists());
}

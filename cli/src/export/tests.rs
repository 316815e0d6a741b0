//! Each format as a reader of its platform reads it, and the paths of the files.

#[path = "../../tests/export/readers.rs"]
mod readers;

use std::path::PathBuf;

use commsease_status::must_escape;
use proptest::prelude::*;

use super::format::Format;

fn written(format: Format, text: &str) -> String {
    let mut file = Vec::new();
    let texts = [(String::from("a"), text), (String::from("b_1"), "x")];
    format
        .write(&texts, &mut file)
        .expect("memory can be written");
    String::from_utf8(file).expect("the file is UTF-8")
}

/// Checks that a text survives, and that the text after it does.
#[track_caller]
fn check_survives(text: &str) {
    let expected = [("a", text), ("b_1", "x")].map(|(key, text)| (key.into(), text.into()));
    for (format, read) in [
        (Format::Android, readers::android as fn(&str) -> _),
        (Format::Ios, readers::ios),
        (Format::Json, readers::json),
    ] {
        let file = written(format, text);
        assert_eq!(read(&file).as_deref(), Ok(&expected[..]), "{file}");
        assert!(!file.contains(|c| must_escape(c) && c != '\n'), "{file:?}");
    }
}

/// Returns a text with much of what a format could read as its own.
fn special() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[@?#'\"\\\\%&<>{}=;/*a ]{0,3}",
        r"&lt;|\]\]>|%1\$s|%s|\\n|\\u0041|@string/a|\?attr/a|\*/|-->",
        any::<char>().prop_map(String::from),
        "[\\s\u{a0}\u{2003}\u{3000}\u{200b}\u{202e}\u{feff}\u{fffe}\u{e0041}]{1,2}",
    ];
    proptest::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_survives(text in any::<String>()) {
        check_survives(&text);
    }

    #[test]
    fn special_texts_survive(text in special()) {
        check_survives(&text);
    }
}

#[test]
fn ordinary_texts_stay_readable() {
    #[track_caller]
    fn check(format: Format, text: &str, expected: &str) {
        let file = written(format, text);
        let line = file.lines().find(|line| line.contains("\"a\""));
        assert_eq!(line.map(str::trim), Some(expected));
    }
    let text = "You can't do \"this\". 群已满，100% <b> & more?";
    let android = r#"You can\'t do \"this\". 群已满，100% &lt;b&gt; &amp; more?"#;
    let android = format!("<string name=\"a\" formatted=\"false\">{android}</string>");
    check(Format::Android, text, &android);
    let ios = r#""a" = "You can't do \"this\". 群已满，100% <b> & more?";"#;
    check(Format::Ios, text, ios);
    let json = r#""a": "You can't do \"this\". 群已满，100% <b> & more?","#;
    check(Format::Json, text, json);
    check(
        Format::Android,
        "?  @",
        r#"<string name="a">\?\u0020 @</string>"#,
    );
}

#[test]
fn files_are_where_the_platform_reads_them() {
    #[track_caller]
    fn check(language: &str, android: &str, ios: &str, json: &str) {
        let paths = [Format::Android, Format::Ios, Format::Json].map(|it| it.path(language, "im"));
        let android = format!("{android}/strings_im.xml");
        let ios = format!("{ios}.lproj/im.strings");
        assert_eq!(
            paths,
            [android, ios, format!("{json}/im.json")].map(PathBuf::from)
        );
    }
    check("en", "values", "en", "en");
    check("zh", "values-zh", "zh-Hans", "zh");
    check("zh-hant", "values-b+zh+Hant", "zh-Hant", "zh-Hant");
    check(
        "zh-hant-tw",
        "values-b+zh+Hant+TW",
        "zh-Hant-TW",
        "zh-Hant-TW",
    );
    check("pt-br", "values-pt-rBR", "pt-BR", "pt-BR");
    check("es-419", "values-b+es+419", "es-419", "es-419");
    check("fil", "values-fil", "fil", "fil");
    check("he", "values-iw", "he", "he");
}

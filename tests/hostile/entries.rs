//! Entries with many mistakes: each ends soon, and names its first mistakes.

use commsease_status::codegen::{Severity, generate};

use super::SMALL;
use super::large::{MANY, causes, code, repeat, soon, with};

/// Checks that a table is rejected soon, and returns the messages of its errors.
#[track_caller]
fn errors(name: &str, source: &str) -> Vec<String> {
    assert!(!soon(name, source), "{name}");
    let error = generate(source.as_bytes()).expect_err("it was rejected");
    let errors = error.diagnostics().iter();
    let errors = errors.filter(|it| it.severity == Severity::Error);
    errors.map(|it| it.message.clone()).collect()
}

/// One of two misspellings of a key is taken for it, and none is if the key itself is there.
#[test]
fn two_misspellings_of_a_key() {
    let line = "note = \"An earlier version used it.\"\n";
    let misspelled = |lines: &str| errors(lines, &SMALL.replace(line, lines));
    let both = ["unknown key `noet`", "unknown key `ntoe`"];
    assert_eq!(misspelled("noet = \"It was.\"\nntoe = \"It is.\"\n"), both);
    let beside = format!("{line}ntoe = 1\n");
    assert_eq!(misspelled(&beside), ["unknown key `ntoe`"]);
}

#[test]
fn many_mistakes_in_an_entry() {
    let head = SMALL.split_once("[[code]]").expect("there is a code").0;
    let entry = |extra: &str| format!("{head}{}", code(5, extra));
    let unknown = repeat(MANY, |i| format!("key{i} = {i}\n"));
    let nested = repeat(MANY, |i| format!("summary.key{i} = {i}\n"));
    for (name, source) in [
        ("unknown keys", entry(&unknown)),
        (
            "dotted keys",
            entry(&nested).replace("summary = ", "name2 = "),
        ),
        (
            "identifiers",
            entry(&format!("sdk = [{}]\n", "1, ".repeat(MANY))),
        ),
        (
            "mixed identifiers",
            entry(&format!("sdk = [{}]\n", "1, [], {}, ".repeat(MANY))),
        ),
        (
            "references",
            entry(&format!("see_also = [{}]\n", "\"1\", ".repeat(MANY))),
        ),
        (
            "fractions",
            entry(&format!("see_also = [{}]\n", "1.0, ".repeat(MANY))),
        ),
        (
            "causes in a list",
            entry(&format!("cause = [{}]\n", "1, ".repeat(MANY))),
        ),
        (
            "empty causes",
            entry(&format!("cause = [{}]\n", "{}, ".repeat(MANY))),
        ),
        (
            "meanings",
            entry(&format!(
                "meaning = [{}]\n",
                "{ platform = 1 }, ".repeat(MANY)
            )),
        ),
        (
            "samples of a form",
            with("samples", &format!("[{}]", "{ line = 1 }, ".repeat(MANY))),
        ),
        (
            "keys of causes",
            causes(MANY, |_| String::from("unknown = 1")),
        ),
        (
            "values of causes",
            causes(MANY, |_| String::from("retry = 1\npatterns = 2")),
        ),
        (
            "categories",
            SMALL.replace(
                "[category.refused]",
                &format!(
                    "{}[category.refused]",
                    repeat(MANY, |i| format!(
                        "[category.c{i}]\nsummary = {i}\nadvise = 1\n"
                    ))
                ),
            ),
        ),
        (
            "arrays in arrays",
            entry(&format!("sdk = {}{}\n", "[".repeat(70), "]".repeat(70))),
        ),
        (
            "tables in tables",
            entry(&format!(
                "sdk = {}1{}\n",
                "{ a = ".repeat(70),
                " }".repeat(70)
            )),
        ),
    ] {
        let errors = errors(name, &source);
        assert!(!errors.is_empty(), "{name}");
    }
}

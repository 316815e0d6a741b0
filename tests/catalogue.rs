//! Reads `codes.toml` once more, with another reader than the generator's, and holds every value of it against what was
//! compiled.

use commsease_status::{Area, Category, Evidence, Platform, Source, StatusCode, Word, diagnose};
use toml::{Table, Value};

fn table() -> Table {
    include_str!("../codes.toml")
        .parse()
        .expect("codes.toml is TOML")
}

fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    let list = table.get(key).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .map(|entry| entry.as_table().expect("an entry is a table"))
}

fn text<'t>(entry: &'t Table, key: &str) -> &'t str {
    entry
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_else(|| panic!("{key} is missing in {entry}"))
}

/// The text of a key, or what the code around the entry has.
fn text_or<'t>(entry: &'t Table, key: &str, around: &'t Table) -> &'t str {
    if entry.contains_key(key) {
        text(entry, key)
    } else {
        text(around, key)
    }
}

fn texts<'t>(entry: &'t Table, key: &str) -> Vec<&'t str> {
    let list = entry.get(key).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .map(|text| text.as_str().expect("a list of texts"))
        .collect()
}

fn number(entry: &Table, key: &str) -> i32 {
    let number = entry[key].as_integer().expect("a number");
    i32::try_from(number).expect("32 bits")
}

fn ids<W: Word>(words: &[W]) -> Vec<&'static str> {
    words.iter().map(|word| word.id()).collect()
}

/// Calls `check` for every code with its entry and the variant that the API gives for its number.
#[track_caller]
fn for_each_code(check: impl Fn(&Table, StatusCode)) {
    let table = table();
    let mut count = 0;
    for entry in entries(&table, "code") {
        let number = number(entry, "code");
        check(
            entry,
            StatusCode::from_code(number).unwrap_or_else(|| panic!("{number} is missing")),
        );
        count += 1;
    }
    assert_eq!(count, StatusCode::ALL.len());
    assert!(count > 400, "the catalogue has shrunk to {count} codes");
}

#[test]
fn values_of_codes() {
    for_each_code(|entry, status| {
        assert_eq!(status.code(), number(entry, "code"));
        assert_eq!(status.name(), text(entry, "name"));
        assert_eq!(status.summary(), text(entry, "summary"));
        assert_eq!(status.category().id(), text(entry, "category"));
        assert_eq!(status.area().id(), text(entry, "area"));
        assert_eq!(status.outcome().id(), text(entry, "outcome"));
        assert_eq!(status.retry().id(), text(entry, "retry"));
        assert_eq!(ids(status.sources()), texts(entry, "sources"));
        assert_eq!(status.shared_sdk_names(), texts(entry, "shared_sdk"));
        let see_also: Vec<i64> = status.see_also().iter().copied().map(i64::from).collect();
        let listed = entry.get("see_also").and_then(Value::as_array);
        assert_eq!(
            see_also,
            listed
                .into_iter()
                .flatten()
                .filter_map(Value::as_integer)
                .collect::<Vec<_>>()
        );
    });
}

#[test]
fn identifiers_of_codes_and_senses() {
    for_each_code(|entry, status| {
        let mut wanted = texts(entry, "sdk");
        wanted.extend(entries(entry, "sense").flat_map(|sense| texts(sense, "sdk")));
        assert_eq!(status.sdk_names(), wanted);
    });
}

#[test]
fn causes_of_codes() {
    for_each_code(|entry, status| {
        let wanted: Vec<&Table> = entries(entry, "cause").collect();
        assert_eq!(status.causes().len(), wanted.len());
        for (cause, wanted) in status.causes().iter().zip(wanted) {
            assert_eq!(cause.id(), text(wanted, "id"));
            assert_eq!(cause.when(), text(wanted, "when"));
            assert_eq!(cause.fix(), text(wanted, "fix"));
            assert_eq!(cause.fixer().id(), text(wanted, "fixer"));
            assert_eq!(cause.retry().id(), text_or(wanted, "retry", entry));
            assert_eq!(cause.area().id(), text(wanted, "area"));
            assert_eq!(cause.texts(), texts(wanted, "texts"));
            assert_eq!(cause.samples(), texts(wanted, "samples"));
            assert_eq!(ids(cause.sources()), texts(wanted, "sources"));
        }
    });
}

#[test]
fn senses_of_codes() {
    for_each_code(|entry, status| {
        let wanted: Vec<&Table> = entries(entry, "sense").collect();
        assert_eq!(status.senses().len(), wanted.len());
        for (sense, wanted) in status.senses().iter().zip(wanted) {
            assert_eq!(sense.platform().id(), text(wanted, "platform"));
            assert_eq!(sense.summary(), text(wanted, "summary"));
            assert_eq!(sense.category().id(), text_or(wanted, "category", entry));
            assert_eq!(sense.outcome().id(), text_or(wanted, "outcome", entry));
            assert_eq!(sense.retry().id(), text_or(wanted, "retry", entry));
            assert_eq!(sense.sdk_names(), texts(wanted, "sdk"));
            assert_eq!(ids(sense.sources()), texts(wanted, "sources"));
        }
    });
}

#[test]
fn every_text_selects_its_cause() {
    for_each_code(|entry, status| {
        for cause in entries(entry, "cause") {
            for written in texts(cause, "texts") {
                // Whatever stands in the holes, and however the server spells it.
                let said = written.replace('{', "<").replace('}', ">");
                for said in [
                    said.clone(),
                    format!("  {}. ", said.to_uppercase()),
                    said.replace(' ', " \t "),
                ] {
                    let diagnosis = diagnose(status.code(), Some(&said));
                    assert_eq!(
                        diagnosis.evidence(),
                        Evidence::Text,
                        "{} {said:?}",
                        status.code()
                    );
                    assert_eq!(
                        diagnosis.cause().map(|cause| cause.id()),
                        Some(text(cause, "id")),
                        "{said:?}"
                    );
                }
            }
        }
    });
}

#[test]
fn every_sample_selects_its_cause() {
    for_each_code(|entry, status| {
        for cause in entries(entry, "cause") {
            for sample in texts(cause, "samples") {
                let said = sample_text(sample);
                let diagnosis = diagnose(status.code(), Some(&said));
                assert_eq!(
                    diagnosis.cause().map(|cause| cause.id()),
                    Some(text(cause, "id")),
                    "{sample}"
                );
            }
        }
    });
}

/// The text of a recorded body, whose keys may stand without quotes.
fn sample_text(sample: &str) -> String {
    let body = sample
        .replace("{desc:", "{\"desc\":")
        .replace(" code:", " \"code\":");
    let body: serde_json::Value =
        serde_json::from_str(&body).unwrap_or_else(|error| panic!("{sample}: {error}"));
    let said = ["desc", "msg"]
        .iter()
        .find_map(|key| body.get(key)?.as_str());
    said.map_or_else(|| panic!("{sample} has no text"), String::from)
}

#[test]
fn names_and_identifiers_lead_to_their_codes() {
    for_each_code(|_, status| {
        let number = status.code().to_string();
        for name in status
            .sdk_names()
            .iter()
            .copied()
            .chain([status.name(), number.as_str()])
        {
            assert_eq!(name.parse(), Ok(status), "{name}");
        }
        for shared in status.shared_sdk_names() {
            assert!(
                shared
                    .parse::<StatusCode>()
                    .is_ok_and(|other| other != status),
                "{shared}"
            );
        }
    });
}

#[test]
fn ranges() {
    let table = table();
    let wanted: Vec<&Table> = entries(&table, "range").collect();
    let ranges = <StatusCode as commsease_status::Status>::ranges();
    assert_eq!(ranges.len(), wanted.len());
    for (range, wanted) in ranges.iter().zip(wanted) {
        assert_eq!(
            (range.from(), range.to()),
            (number(wanted, "from"), number(wanted, "to"))
        );
        assert_eq!(range.name(), text(wanted, "name"));
        assert_eq!(range.summary(), text(wanted, "summary"));
        assert_eq!(range.ending(), wanted.get("ending").and_then(Value::as_str));
        assert_eq!(
            range.category().map(|word| word.id()),
            wanted.get("category").and_then(Value::as_str)
        );
        assert_eq!(
            range.outcome().map(|word| word.id()),
            wanted.get("outcome").and_then(Value::as_str)
        );
        assert_eq!(
            range.retry().map(|word| word.id()),
            wanted.get("retry").and_then(Value::as_str)
        );
    }
}

#[test]
fn vocabularies() {
    #[track_caller]
    fn check<W: Word>(key: &str, summary: &str) {
        let table = table();
        let declared = table[key].as_table().expect("a table of words");
        assert_eq!(W::ALL.len(), declared.len());
        for word in W::ALL {
            let wanted = declared[word.id()].as_table().expect("a word is a table");
            assert_eq!(word.summary(), text(wanted, summary));
            assert_eq!(
                word.within().map(Word::id),
                wanted.get("within").and_then(Value::as_str)
            );
            assert_eq!(
                word.date().map(String::from),
                wanted.get("date").map(ToString::to_string)
            );
            assert_eq!(word.to_string(), word.id());
        }
    }
    check::<Category>("category", "summary");
    check::<Area>("area", "summary");
    check::<Platform>("platform", "summary");
    check::<Source>("source", "title");
}

/// Every word is there for something: a vocabulary does not grow by itself.
#[test]
fn no_word_is_unused() {
    let causes = || StatusCode::ALL.iter().flat_map(|status| status.causes());
    let senses = || StatusCode::ALL.iter().flat_map(|status| status.senses());
    for category in Category::ALL {
        assert!(
            StatusCode::ALL
                .iter()
                .any(|status| status.category() == *category),
            "{category}"
        );
    }
    for area in Area::ALL {
        let is_used = StatusCode::ALL.iter().any(|status| status.area() == *area);
        assert!(
            is_used || causes().any(|cause| cause.area() == *area),
            "{area}"
        );
    }
    for source in Source::ALL {
        let of_codes = StatusCode::ALL
            .iter()
            .any(|status| status.sources().contains(source));
        let of_senses = senses().any(|sense| sense.sources().contains(source));
        assert!(
            of_codes || of_senses || causes().any(|cause| cause.sources().contains(source)),
            "{source}"
        );
    }
    for platform in Platform::ALL {
        // People name their own platform, also where only the wider one has senses.
        let has_senses = |platform| senses().any(|sense| sense.platform() == platform);
        assert!(
            has_senses(*platform) || platform.within().is_some_and(has_senses),
            "{platform}"
        );
    }
}

/// The README says how large the catalogue is.
#[test]
fn the_figures_of_the_readme() {
    let readme = include_str!("../README.md")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let identifiers: usize = StatusCode::ALL
        .iter()
        .map(|status| status.sdk_names().len())
        .sum();
    let elsewhere = StatusCode::ALL
        .iter()
        .filter(|status| !status.senses().is_empty())
        .count();
    let causes: usize = StatusCode::ALL
        .iter()
        .map(|status| status.causes().len())
        .sum();
    for figure in [
        format!("The catalogue has {} codes", StatusCode::ALL.len()),
        format!("with {identifiers} SDK identifiers"),
        format!("{elsewhere} of the codes mean elsewhere"),
        format!("and {causes} documented causes"),
    ] {
        assert!(readme.contains(&figure), "{figure}");
    }
}

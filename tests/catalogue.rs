//! Reads `codes.toml` independently of the generator, and compares every value with the compiled
//! table.

use std::sync::LazyLock;

use commsease_status::{
    Area, Category, Evidence, Platform, Source, Status, StatusCode, Vocabulary, diagnose,
};
use toml::{Table, Value};

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let table = include_str!("../codes.toml").parse();
    table.expect("codes.toml is TOML")
});

/// Yields the tables of an array of tables.
fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    let array = table.get(key).and_then(Value::as_array);
    array
        .into_iter()
        .flatten()
        .map(|entry| entry.as_table().expect("an entry is a table"))
}

fn optional<'t>(entry: &'t Table, key: &str) -> Option<&'t str> {
    entry.get(key).map(|it| it.as_str().expect("a string"))
}

fn string<'t>(entry: &'t Table, key: &str) -> &'t str {
    optional(entry, key).unwrap_or_else(|| panic!("{key} is missing in {entry}"))
}

/// Returns the string of an entry or, failing that, that of its code.
fn inherited<'t>(entry: &'t Table, key: &str, code: &'t Table) -> &'t str {
    optional(entry, key).unwrap_or_else(|| string(code, key))
}

fn strings<'t>(entry: &'t Table, key: &str) -> Vec<&'t str> {
    let array = entry.get(key).and_then(Value::as_array);
    array
        .into_iter()
        .flatten()
        .map(|it| it.as_str().expect("an array of strings"))
        .collect()
}

fn number(entry: &Table, key: &str) -> i32 {
    let number = entry[key].as_integer().expect("an integer");
    i32::try_from(number).expect("32 bits")
}

fn ids<V: Vocabulary>(values: &[V]) -> Vec<&'static str> {
    values.iter().map(|value| value.id()).collect()
}

/// Returns a message that a pattern matches, and no narrower one: a word is no account ID.
fn message_of(pattern: &str) -> String {
    let parts = pattern.split_inclusive('}');
    let fill = |part: &str| match part.split_once('{') {
        Some((literal, inside)) if inside.contains(":number") => format!("{literal}100"),
        Some((literal, inside)) if inside.contains(":id") => format!("{literal}alice"),
        Some((literal, _)) => format!("{literal}w\u{f6}rd"),
        None => String::from(part),
    };
    parts.map(fill).collect()
}

/// Calls `check` for every code with its entry and its variant.
#[track_caller]
fn for_each_code(check: impl Fn(&Table, StatusCode)) {
    let mut count = 0;
    for entry in entries(&TABLE, "code") {
        let code = number(entry, "code");
        check(
            entry,
            StatusCode::from_code(code).unwrap_or_else(|| panic!("{code} is missing")),
        );
        count += 1;
    }
    assert_eq!(count, StatusCode::COUNT);
    // Codes are never removed, and the first version has more.
    assert!(count > 400, "the table has shrunk to {count} codes");
}

#[test]
fn values_of_codes() {
    for_each_code(|entry, status| {
        assert_eq!(status.code(), number(entry, "code"));
        assert_eq!(status.name(), string(entry, "name"));
        assert_eq!(status.summary(), string(entry, "summary"));
        assert_eq!(status.category().id(), string(entry, "category"));
        assert_eq!(status.area().id(), string(entry, "area"));
        let outcome = optional(entry, "outcome").unwrap_or("failure");
        assert_eq!(status.outcome().id(), outcome);
        assert_eq!(status.retry().id(), string(entry, "retry"));
        assert_eq!(ids(status.sources()), strings(entry, "sources"));
        assert_eq!(status.shared_sdk_names(), strings(entry, "shared_sdk"));
        assert_eq!(status.keywords(), strings(entry, "keywords"));
        assert_eq!(status.texts(), strings(entry, "texts"));
        if let Some(advice) = optional(entry, "advice") {
            assert_eq!(status.advice(), Some(advice));
        }
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
fn deprecations() {
    for_each_code(|entry, status| {
        let wanted = entry.get("deprecated").and_then(Value::as_table);
        let deprecation = status.deprecation();
        assert_eq!(deprecation.is_some(), wanted.is_some());
        if let (Some(deprecation), Some(wanted)) = (deprecation, wanted) {
            assert_eq!(deprecation.since(), string(wanted, "since"));
            assert_eq!(deprecation.note(), string(wanted, "note"));
            let replacement = deprecation.replaced_by().and_then(StatusCode::from_code);
            assert_eq!(
                replacement.map(StatusCode::name),
                optional(wanted, "replaced_by")
            );
        }
    });
}

#[test]
fn identifiers_of_codes_and_meanings() {
    for_each_code(|entry, status| {
        let mut wanted = strings(entry, "sdk");
        wanted.extend(entries(entry, "meaning").flat_map(|meaning| strings(meaning, "sdk")));
        assert_eq!(status.sdk_names(), wanted);
    });
}

#[test]
fn causes_of_codes() {
    for_each_code(|entry, status| {
        let wanted: Vec<&Table> = entries(entry, "cause").collect();
        assert_eq!(status.causes().len(), wanted.len());
        for (cause, wanted) in status.causes().iter().zip(wanted) {
            assert_eq!(cause.id(), string(wanted, "id"));
            assert_eq!(cause.description(), string(wanted, "description"));
            assert_eq!(cause.fix(), string(wanted, "fix"));
            assert_eq!(cause.fix_by().id(), string(wanted, "fix_by"));
            assert_eq!(cause.retry().id(), inherited(wanted, "retry", entry));
            assert_eq!(cause.area().id(), string(wanted, "area"));
            assert_eq!(cause.patterns(), strings(wanted, "patterns"));
            assert_eq!(cause.hints(), strings(wanted, "hints"));
            assert_eq!(cause.samples(), strings(wanted, "samples"));
            assert_eq!(ids(cause.sources()), strings(wanted, "sources"));
        }
    });
}

#[test]
fn meanings_of_codes() {
    for_each_code(|entry, status| {
        let wanted: Vec<&Table> = entries(entry, "meaning").collect();
        assert_eq!(status.meanings().len(), wanted.len());
        for (meaning, wanted) in status.meanings().iter().zip(wanted) {
            assert_eq!(meaning.platform().id(), string(wanted, "platform"));
            assert_eq!(meaning.summary(), string(wanted, "summary"));
            let category = inherited(wanted, "category", entry);
            assert_eq!(meaning.category().id(), category);
            let outcome = optional(wanted, "outcome").or(optional(entry, "outcome"));
            assert_eq!(meaning.outcome().id(), outcome.unwrap_or("failure"));
            assert_eq!(meaning.retry().id(), inherited(wanted, "retry", entry));
            assert_eq!(meaning.sdk_names(), strings(wanted, "sdk"));
            assert_eq!(ids(meaning.sources()), strings(wanted, "sources"));
        }
    });
}

#[test]
fn every_pattern_selects_its_cause() {
    for_each_code(|entry, status| {
        for cause in entries(entry, "cause") {
            for pattern in strings(cause, "patterns") {
                let has_placeholder = usize::from(pattern.contains('{'));
                let evidence = [Evidence::Message, Evidence::Pattern][has_placeholder];
                let message = message_of(pattern);
                for message in [
                    message.clone(),
                    format!("  {}. ", message.to_uppercase()),
                    message.replace(' ', " \t "),
                ] {
                    let diagnosis = diagnose(status.code(), Some(&message));
                    assert_eq!(diagnosis.evidence(), evidence, "{diagnosis:?}");
                    let selected = diagnosis.cause().map(|cause| cause.id());
                    assert_eq!(selected, Some(string(cause, "id")), "{message:?}");
                }
            }
        }
    });
}

#[test]
fn every_hint_suggests_its_cause() {
    for_each_code(|entry, status| {
        for cause in entries(entry, "cause") {
            for hint in strings(cause, "hints") {
                let message = message_of(hint);
                let diagnosis = diagnose(status.code(), Some(&message));
                assert_eq!(diagnosis.evidence(), Evidence::Hint, "{diagnosis:?}");
                let hinted = diagnosis.causes().filter(|it| diagnosis.is_hinted(it));
                let hinted: Vec<&str> = hinted.map(|cause| cause.id()).collect();
                assert!(hinted.contains(&string(cause, "id")), "{diagnosis:?}");
            }
        }
    });
}

#[test]
fn every_sample_selects_its_cause() {
    for_each_code(|entry, status| {
        for cause in entries(entry, "cause") {
            let patterns = strings(cause, "patterns");
            let samples = strings(cause, "samples");
            let needs_sample = patterns.iter().any(|pattern| pattern.contains('{'));
            assert_eq!(!samples.is_empty(), needs_sample, "{cause}");
            for sample in samples {
                let diagnosis = diagnose(status.code(), Some(sample));
                let selected = diagnosis.cause().map(|cause| cause.id());
                assert_eq!(selected, Some(string(cause, "id")), "{sample}");
            }
        }
    });
}

#[test]
fn names_and_identifiers_resolve_to_their_codes() {
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
            let resolved = shared.parse::<StatusCode>();
            assert!(resolved.is_ok_and(|other| other != status), "{shared}");
        }
    });
}

/// A keyword is for words that the search would not find otherwise.
#[test]
fn keywords_occur_nowhere_else_in_their_entry() {
    for_each_code(|entry, status| {
        let mut rest = entry.clone();
        rest.remove("keywords");
        rest.remove("sources");
        let rest = rest.to_string().to_lowercase();
        for keyword in status.keywords() {
            assert!(!rest.contains(keyword), "{status}: {keyword}");
        }
    });
}

#[test]
fn ranges() {
    let ranges = <StatusCode as Status>::ranges();
    assert_eq!(ranges.len(), entries(&TABLE, "range").count());
    for wanted in entries(&TABLE, "range") {
        let range = ranges
            .iter()
            .find(|range| range.name() == string(wanted, "name"))
            .unwrap_or_else(|| panic!("{wanted} is missing"));
        assert_eq!(
            (range.first(), range.last()),
            (number(wanted, "from"), number(wanted, "to"))
        );
        assert_eq!(range.summary(), string(wanted, "summary"));
        assert_eq!(range.suffix(), optional(wanted, "suffix"));
        let category = range.category().map(Vocabulary::id);
        assert_eq!(category, optional(wanted, "category"));
        let (outcome, retry) = (range.outcome(), range.retry());
        assert_eq!(outcome.map(|it| it.id()), optional(wanted, "outcome"));
        assert_eq!(retry.map(|it| it.id()), optional(wanted, "retry"));
    }
    let size = |range: &commsease_status::CodeRange| {
        let codes = range.first()..=range.last();
        codes.filter(|code| range.contains(*code)).count()
    };
    assert!(ranges.is_sorted_by_key(size), "the narrowest come first");
}

#[test]
fn reserved() {
    let reserved = <StatusCode as Status>::reserved();
    assert_eq!(reserved.len(), entries(&TABLE, "reserved").count());
    for (reserved, wanted) in reserved.iter().zip(entries(&TABLE, "reserved")) {
        let code = wanted.get("code").map(|_| number(wanted, "code"));
        assert_eq!(reserved.code(), code);
        assert_eq!(reserved.name(), optional(wanted, "name"));
        assert_eq!(reserved.note(), string(wanted, "note"));
    }
}

#[test]
fn vocabularies() {
    #[track_caller]
    fn check<V: Vocabulary>(key: &str, summary: &str) {
        let declared = TABLE[key].as_table().expect("a table of ids");
        assert_eq!(V::ALL.len(), declared.len());
        for value in V::ALL {
            let wanted = declared[value.id()].as_table().expect("a table");
            assert_eq!(value.summary(), string(wanted, summary));
            assert_eq!(value.parent().map(V::id), optional(wanted, "parent"));
            assert_eq!(value.succeeds().map(V::id), optional(wanted, "succeeds"));
            assert_eq!(value.advice(), optional(wanted, "advice"));
            assert_eq!(
                value.date().map(String::from),
                wanted.get("date").map(ToString::to_string)
            );
            assert_eq!(value.to_string(), value.id());
        }
    }
    check::<Category>("category", "summary");
    check::<Area>("area", "summary");
    check::<Platform>("platform", "summary");
    check::<Source>("source", "title");
}

/// The generator does not require everything that this table has for every code.
#[test]
fn the_table_is_complete() {
    for entry in entries(&TABLE, "code") {
        for key in ["category", "area", "outcome", "sources"] {
            assert!(entry.contains_key(key), "{key} is missing in {entry}");
        }
        for cause in entries(entry, "cause") {
            assert!(cause.contains_key("area") && cause.contains_key("sources"));
        }
        for part in entries(entry, "meaning").chain([entry]) {
            let outcome = inherited(part, "outcome", entry);
            let category = &TABLE["category"][inherited(part, "category", entry)];
            let has_advice = category.get("advice").is_some();
            assert!(has_advice || outcome != "failure", "no advice for {part}");
        }
    }
    for range in entries(&TABLE, "range") {
        if let Some(category) = optional(range, "category") {
            let has_advice = TABLE["category"][category].get("advice").is_some();
            let is_failure = optional(range, "outcome") == Some("failure");
            assert!(has_advice || !is_failure, "no advice for {range}");
        }
    }
}

/// Every id is used: a vocabulary does not grow by itself.
#[test]
fn no_id_is_unused() {
    let all = || StatusCode::all().iter();
    let causes = || all().flat_map(|status| status.causes());
    let meanings = || all().flat_map(|status| status.meanings());
    for category in Category::ALL {
        let of_code = all().any(|status| status.category() == *category);
        assert!(of_code, "{category}");
    }
    for area in Area::ALL {
        let of_code = all().any(|status| status.area() == *area);
        let of_cause = causes().any(|cause| cause.area() == *area);
        assert!(of_code || of_cause, "{area}");
    }
    for source in Source::ALL {
        let of_code = all().any(|status| status.sources().contains(source));
        let of_meaning = meanings().any(|meaning| meaning.sources().contains(source));
        let of_cause = causes().any(|cause| cause.sources().contains(source));
        let mut forms = StatusCode::log_forms().iter();
        let of_form = forms.any(|form| form.sources().contains(source));
        assert!(of_code || of_meaning || of_cause || of_form, "{source}");
    }
}

#[test]
fn no_platform_is_unused() {
    let all = || StatusCode::all().iter();
    let meanings = || all().flat_map(|status| status.meanings());
    for platform in Platform::ALL {
        // People name their own platform, even if only its parent has meanings.
        let has_meanings = |platform| meanings().any(|meaning| meaning.platform() == platform);
        assert!(
            has_meanings(*platform) || platform.parent().is_some_and(has_meanings),
            "{platform}"
        );
    }
}

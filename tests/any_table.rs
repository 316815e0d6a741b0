//! A table as plain data answers as the enum does that is generated from it.

#![cfg(feature = "codegen")]

use commsease_status::catalogue::{Catalogue, EntryCause, Found};
use commsease_status::codegen::Level;
use commsease_status::{Cause, Diagnosis, Platform, Sense, StatusCode, Word, diagnose};

const TABLE: &[u8] = include_bytes!("../codes.toml");

fn read() -> Catalogue {
    Catalogue::from_toml(TABLE).unwrap().0
}

#[test]
fn the_table_that_is_read_is_the_one_that_is_compiled() {
    assert_eq!(read(), Catalogue::of::<StatusCode>());
    assert_eq!(read().entries.len(), StatusCode::ALL.len());
}

#[test]
fn every_number_is_answered_alike() {
    let table = read();
    let numbers = (-2000..25_000)
        .chain(99_000..200_000)
        .chain([i32::MIN, i32::MAX]);
    for number in numbers {
        alike(&table.find(number, None), &diagnose(number, None));
    }
}

#[test]
fn every_text_of_every_cause_is_answered_alike() {
    let table = read();
    let mut texts = 0;
    for status in StatusCode::ALL {
        let said = status
            .causes()
            .iter()
            .flat_map(|cause| cause.texts().iter().chain(cause.samples()));
        for text in said.chain(&["Nobody ever said this."]) {
            let filled = text.replace('{', "<").replace('}', ">").to_uppercase();
            for text in [*text, &filled] {
                alike(
                    &table.find(status.code(), Some(text)),
                    &diagnose(status.code(), Some(text)),
                );
                texts += 1;
            }
        }
    }
    assert!(texts > 2 * StatusCode::ALL.len());
}

#[test]
fn every_name_leads_to_the_same_code() {
    let table = read();
    for status in StatusCode::ALL {
        for name in [status.name()].iter().chain(status.sdk_names()) {
            assert_eq!(
                table.named(name).map(|entry| entry.code),
                Some(status.code()),
                "{name}"
            );
        }
        for name in status.shared_sdk_names() {
            assert_eq!(
                table.named(name).map(|entry| entry.code),
                StatusCode::from_name(name).map(StatusCode::code)
            );
        }
    }
    assert!(table.named("InvalidParrot").is_none());
}

#[test]
fn every_platform_has_the_same_senses() {
    let table = read();
    for (status, entry) in StatusCode::ALL.iter().zip(&table.entries) {
        for platform in Platform::ALL {
            let sense = table
                .sense(entry, platform.id())
                .map(|sense| sense.summary.as_ref());
            assert_eq!(
                sense,
                status.sense(*platform).map(Sense::summary),
                "{status} on {platform}"
            );
        }
        assert!(table.sense(entry, "parrot").is_none());
    }
}

#[test]
fn a_table_is_refused_as_a_build_refuses_it() {
    let source = std::str::from_utf8(TABLE)
        .unwrap()
        .replacen("code = 414", "code = 403", 1);
    let rejected = Catalogue::from_toml(source.as_bytes()).unwrap_err();
    assert_eq!(
        Some(rejected.clone()),
        commsease_status::codegen::generate(source.as_bytes()).err()
    );
    let errors = rejected
        .diagnostics()
        .iter()
        .filter(|found| found.level == Level::Error);
    assert!(
        errors
            .clone()
            .any(|found| found.message == "the number 403 is defined twice")
    );
}

#[track_caller]
fn alike(found: &Found<'_>, diagnosis: &Diagnosis<'_>) {
    assert_eq!(found.code(), diagnosis.code().number());
    assert_eq!(found.text(), diagnosis.text());
    assert_eq!(
        found.entry().map(|entry| entry.name.as_ref()),
        diagnosis.status().map(StatusCode::name)
    );
    assert_eq!(found.evidence(), diagnosis.evidence(), "{diagnosis:?}");
    assert_eq!(found.outcome(), diagnosis.outcome(), "{diagnosis:?}");
    assert_eq!(found.retry(), diagnosis.retry(), "{diagnosis:?}");
    assert_eq!(
        found.category(),
        diagnosis.code().category().map(Word::id),
        "{diagnosis:?}"
    );
    assert_eq!(
        found.ranges().len(),
        diagnosis.ranges().count(),
        "{diagnosis:?}"
    );
    assert!(
        found
            .causes()
            .iter()
            .map(|cause| &*cause.id)
            .eq(diagnosis.causes().iter().map(Cause::id))
    );
    let filled = |sentence: fn(&EntryCause) -> &str| {
        found
            .cause()
            .map(|cause| found.fill(sentence(cause)).to_string())
    };
    assert_eq!(
        filled(|cause| &cause.when),
        diagnosis.when().map(|when| when.to_string())
    );
    assert_eq!(
        filled(|cause| &cause.fix),
        diagnosis.fix().map(|fix| fix.to_string())
    );
}

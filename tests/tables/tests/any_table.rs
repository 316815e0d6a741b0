//! All generated enums behave alike, for any table and any name.

use std::collections::{BTreeMap, HashSet};

use commsease_status::{
    Cause, Code, Diagnosis, Evidence, Meaning, Outcome, Retry, Schema, Status, StatusCode,
    Undeclared, Vocabulary,
};
use foreign_tables::app::AppCode;
use foreign_tables::callback::CallbackCode;
use foreign_tables::hostile;
use foreign_tables::hresult::HResult;
use foreign_tables::http::HttpStatus;
use foreign_tables::smallest::SmallCode;
use foreign_tables::spread::SpreadCode;
use foreign_tables::vocabulary::{self, ManyIds};
use foreign_tables::windows::WindowsError;

/// Calls a generic function for the enum of each table.
macro_rules! for_each_table {
    ($function:ident) => {
        $function::<StatusCode>();
        $function::<AppCode>();
        $function::<CallbackCode>();
        $function::<HResult>();
        $function::<HttpStatus>();
        $function::<SmallCode>();
        $function::<SpreadCode>();
        $function::<ManyIds>();
        $function::<WindowsError>();
        for_each_hostile_name!($function);
    };
}

/// Calls a generic function for the enum of each table with a hostile name.
macro_rules! for_each_hostile_name {
    ($function:ident) => {
        $function::<hostile::cause::Cause>();
        $function::<hostile::code::Code>();
        $function::<hostile::diagnosis::Diagnosis>();
        $function::<hostile::option::Option>();
        $function::<hostile::outcome::Outcome>();
        $function::<hostile::retry::Retry>();
        $function::<hostile::status::Status>();
        $function::<hostile::table::Table>();
    };
}

#[test]
fn codes_and_names_resolve_to_their_variants() {
    fn check<S: Status>() {
        let names: HashSet<&str> = S::all().iter().map(|status| status.name()).collect();
        assert_eq!((names.len(), S::all().len()), (S::COUNT, S::COUNT));
        assert!(S::all().is_sorted_by(|a, b| a.code() < b.code()));
        for &status in S::all() {
            let (code, name) = (status.code(), status.name());
            assert!(S::from_code(code) == Some(status));
            assert!(S::try_from(code) == Ok(status) && code.to_string().parse() == Ok(status));
            assert_eq!(format!("{status} {status:?}"), format!("{name} {name}"));
            for name in status.sdk_names().iter().chain([&name]) {
                assert!(S::from_name(name) == Some(status), "{name}");
                assert!(name.parse() == Ok(status), "{name}");
            }
            for name in status.shared_sdk_names() {
                let resolved = S::from_name(name);
                assert!(resolved.is_some_and(|other| other != status), "{name}");
            }
        }
        assert!(S::from_name("InvalidParrot").is_none());
    }
    for_each_table!(check);
}

#[test]
fn every_code_is_diagnosed_by_its_entry_or_its_ranges() {
    fn check<S: Status>() {
        let near = S::all().iter().flat_map(|status| {
            let code = status.code();
            [code.saturating_sub(1), code, code.saturating_add(1)]
        });
        for number in near.chain(-2000..25_000).chain([i32::MIN, i32::MAX]) {
            let (code, diagnosis) = (Code::<S>::from(number), Diagnosis::<S>::new(number, None));
            let ranges: Vec<_> = S::ranges()
                .iter()
                .filter(|range| range.contains(number))
                .collect();
            let evidence = match (code.status(), ranges.is_empty()) {
                (Some(_), _) => Evidence::Code,
                (None, false) => Evidence::Range,
                (None, true) => Evidence::Unknown,
            };
            assert_eq!(diagnosis.evidence(), evidence);
            assert_eq!(diagnosis.ranges().count(), ranges.len());
            let expected = code.status().map_or_else(
                || {
                    let outcome = ranges.iter().find_map(|range| range.outcome());
                    let retry = ranges.iter().find_map(|range| range.retry());
                    (outcome, retry)
                },
                |status| (Some(status.outcome()), Some(status.retry())),
            );
            assert_eq!((diagnosis.outcome(), diagnosis.retry()), expected);
        }
    }
    for_each_table!(check);
}

#[test]
fn every_message_selects_its_cause() {
    fn check<S: Status>() {
        for status in S::all() {
            for cause in status.causes() {
                let literals = cause.patterns().iter().filter(|it| !it.contains('{'));
                for message in literals.chain(cause.samples()) {
                    for message in [String::from(*message), message.to_uppercase()] {
                        let diagnosis = Diagnosis::<S>::new(status.code(), Some(&message));
                        let selected = diagnosis.cause().map(Cause::id);
                        assert_eq!(selected, Some(cause.id()), "{message}");
                        assert!(diagnosis.evidence() >= Evidence::Pattern);
                        assert_eq!(diagnosis.retry(), Some(cause.retry()));
                    }
                }
            }
            let undocumented = Diagnosis::<S>::new(status.code(), Some("An undocumented message."));
            assert_eq!(undocumented.evidence(), Evidence::Code);
            assert_eq!(undocumented.causes().count(), status.causes().len());
        }
    }
    for_each_table!(check);
}

#[test]
fn platforms_inherit_meanings() {
    fn check<S: Status>() {
        for status in S::all() {
            for &platform in S::Platform::ALL {
                let own = |platform: S::Platform| {
                    let mut meanings = status.meanings().iter();
                    meanings.find(|meaning| meaning.platform() == platform)
                };
                let mut newer = S::Platform::ALL.iter().copied();
                let expected = own(platform)
                    .or_else(|| platform.parent().and_then(own))
                    .or_else(|| {
                        newer.find_map(|it| own(it).filter(|_| it.succeeds() == Some(platform)))
                    });
                assert_eq!(
                    status.meaning_on(platform).map(Meaning::summary),
                    expected.map(Meaning::summary)
                );
            }
        }
    }
    for_each_table!(check);
}

/// The name of the enum changes nothing else.
#[test]
fn hostile_names_do_not_matter() {
    fn answers<S: Status>() -> Vec<String> {
        let codes = (-2000..30_000).map(|code| Diagnosis::<S>::new(code, None).to_string());
        let messages = ["Good night!", "bad parrot", "the word parrot is forbidden"];
        let messages = messages.map(|message| Diagnosis::<S>::new(20_001, Some(message)));
        codes
            .chain(messages.map(|diagnosis| diagnosis.to_string()))
            .collect()
    }
    fn check<S: Status>() {
        assert_eq!(answers::<S>(), answers::<AppCode>());
        assert!(std::any::type_name::<S>().starts_with("foreign_tables::hostile::"));
    }
    for_each_hostile_name!(check);
}

#[test]
fn the_smallest_table_has_no_vocabulary() {
    fn is_undeclared<V: Vocabulary>() {
        assert!(V::ALL.is_empty());
        assert_eq!(
            std::any::type_name::<V>(),
            std::any::type_name::<Undeclared>()
        );
    }
    is_undeclared::<<SmallCode as Schema>::Category>();
    is_undeclared::<<SmallCode as Schema>::Area>();
    is_undeclared::<<SmallCode as Schema>::Platform>();
    is_undeclared::<<SmallCode as Schema>::Source>();
    let status = SmallCode::OffDuty;
    assert_eq!((status.category(), status.area()), (Undeclared, Undeclared));
    assert_eq!(
        (status.outcome(), status.retry()),
        (Outcome::Failure, Retry::Backoff)
    );
    assert!(status.causes().is_empty() && status.sources().is_empty());
    let diagnosis = SmallCode::diagnose(1, Some("later"));
    assert_eq!(diagnosis.advice(), None);
    assert_eq!(
        diagnosis.to_string(),
        "1 OffDuty: The receiver gets no messages now."
    );
}

#[test]
fn a_vocabulary_can_have_many_ids() {
    fn check<V: Vocabulary>(prefix: &str) {
        let ids: Vec<String> = V::ALL.iter().map(ToString::to_string).collect();
        let expected: Vec<String> = (1..=99).map(|id| format!("{prefix}-{id}")).collect();
        assert_eq!(ids, expected);
        assert!(V::ALL.is_sorted());
        assert_eq!(size_of::<V>(), 1);
    }
    check::<vocabulary::Category>("kind");
    check::<vocabulary::Area>("part");
    check::<vocabulary::Platform>("device");
    check::<vocabulary::Source>("page");
    let by_category: BTreeMap<_, i32> = ManyIds::all()
        .iter()
        .map(|status| (status.category(), status.code()))
        .collect();
    assert_eq!(by_category.len(), 99);
    for (category, code) in by_category {
        let status = ManyIds::from_code(code).unwrap();
        assert_eq!(category.id(), format!("kind-{code}"));
        assert_eq!(status.area().id(), format!("part-{code}"));
        assert_eq!(status.sources()[0].id(), format!("page-{code}"));
        assert_eq!(status.meanings()[0].sources().len(), 2);
        let advice = ManyIds::diagnose(code, None).advice();
        assert_eq!(advice, Some(format!("Try kind {code}.").as_str()));
    }
}

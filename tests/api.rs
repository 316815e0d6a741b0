//! What the types are and promise, beside what they say.

use std::collections::HashSet;
use std::fmt::{Debug, Display};
use std::hash::Hash;

use commsease_status::{
    Area, Category, Cause, Code, Diagnosis, Evidence, Fixer, Outcome, Platform, Range, Retry,
    Sense, Source, StatusCode, UnknownCode, UnknownName, diagnose,
};

const fn is_plain<T: Copy + Eq + Ord + Hash + Debug + Send + Sync + Unpin + 'static>() {}
const fn is_shared<T: Copy + Debug + Send + Sync>() {}
const fn is_error<T: std::error::Error + Copy + Eq + Send + Sync + 'static>() {}
const fn shows<T: Display>() {}

#[test]
fn traits() {
    is_plain::<StatusCode>();
    is_plain::<Code>();
    is_plain::<Category>();
    is_plain::<Area>();
    is_plain::<Platform>();
    is_plain::<Source>();
    is_plain::<Outcome>();
    is_plain::<Retry>();
    is_plain::<Fixer>();
    is_plain::<Evidence>();
    is_shared::<Cause>();
    is_shared::<Sense>();
    is_shared::<Range>();
    is_shared::<Diagnosis<'_>>();
    is_error::<UnknownCode>();
    is_error::<UnknownName>();
    shows::<StatusCode>();
    shows::<Code>();
    shows::<Diagnosis<'_>>();
}

#[test]
fn sizes() {
    assert_eq!(size_of::<StatusCode>(), 4);
    assert_eq!(size_of::<Option<StatusCode>>(), 4);
    assert_eq!(size_of::<Code>(), 4);
    assert_eq!(size_of::<Category>(), 1);
    assert_eq!(size_of::<Option<Retry>>(), 1);
}

/// Everything that can be is known when the program is compiled.
#[test]
fn constants() {
    const STATUS: StatusCode = StatusCode::from_code(414).unwrap();
    const NAMED: StatusCode = StatusCode::from_name("RES_EPARAM").unwrap();
    const NAME: &str = STATUS.name();
    const SUMMARY: &str = STATUS.summary();
    const CATEGORY: Category = STATUS.category();
    const OUTCOME: Outcome = STATUS.outcome();
    const RETRY: Retry = STATUS.retry();
    const CAUSES: &[Cause] = STATUS.causes();
    const SENSES: &[Sense] = STATUS.senses();
    const SDK: &[&str] = STATUS.sdk_names();
    const DIAGNOSIS: Diagnosis<'_> = diagnose(414, Some("check roomid"));
    const FIX: &str = DIAGNOSIS.cause().unwrap().fix();
    assert_eq!(
        (STATUS, NAMED),
        (StatusCode::InvalidParameter, StatusCode::InvalidParameter)
    );
    assert_eq!((NAME, SUMMARY), (STATUS.name(), STATUS.summary()));
    assert_eq!(
        (CATEGORY, OUTCOME, RETRY),
        (Category::Parameter, Outcome::Failure, Retry::AfterFix)
    );
    assert_eq!((CAUSES.len(), SENSES.len(), SDK.len()), (21, 0, 5));
    assert!(FIX.starts_with("Check the `roomid`"));
}

#[test]
fn all_is_sorted_and_complete() {
    assert!(
        StatusCode::ALL
            .windows(2)
            .all(|pair| pair[0] < pair[1] && pair[0].code() < pair[1].code())
    );
    let names: HashSet<String> = StatusCode::ALL
        .iter()
        .map(|status| status.name().to_lowercase())
        .collect();
    assert_eq!(names.len(), StatusCode::ALL.len());
}

/// Every number from far below the least to far above the greatest one, and the ends of the type.
#[test]
fn from_code_knows_the_numbers_of_the_table_and_no_other() {
    let known: HashSet<i32> = StatusCode::ALL.iter().map(|status| status.code()).collect();
    for number in (-70_000..300_000).chain([i32::MIN, i32::MIN + 1, i32::MAX - 1, i32::MAX]) {
        assert_eq!(
            StatusCode::from_code(number).is_some(),
            known.contains(&number),
            "{number}"
        );
        assert_eq!(
            StatusCode::try_from(number).map(i32::from).ok(),
            known.contains(&number).then_some(number)
        );
    }
}

#[test]
fn from_name_knows_the_names_and_no_other() {
    for name in [
        "",
        " ",
        "invalidparameter",
        "InvalidParameter ",
        "RES_EPARAM\0",
        "414x",
        "+414",
        "4 14",
        "-",
        "²",
    ] {
        let expected = name.parse::<i32>().ok().and_then(StatusCode::from_code);
        assert_eq!(name.parse().ok(), expected, "{name:?}");
        assert_eq!(StatusCode::from_name(name), None, "{name:?}");
    }
}

#[test]
fn names_are_shown_padded_and_read_again() {
    for status in StatusCode::ALL {
        assert_eq!(status.to_string().parse(), Ok(*status));
        assert_eq!(format!("{status:?}"), status.name());
    }
    assert_eq!(
        format!("{:<20}|", StatusCode::Success),
        "Success             |"
    );
    assert_eq!(
        format!("{:?}", Code::new(414)),
        "Code(414 InvalidParameter)"
    );
    assert_eq!(format!("{:?}", Code::new(-414)), "Code(-414)");
    assert_eq!(format!("{:>5}", Code::new(414)), "  414");
}

//! Properties of the types that do not depend on the table.

use std::collections::HashSet;
use std::fmt::{Debug, Display};
use std::hash::Hash;

use commsease_status::{
    Area, Category, Cause, Code, CodeRange, Deprecation, Diagnosis, Evidence, FixBy, Interpolated,
    Meaning, Outcome, ParseStatusError, Platform, Retry, Source, Status, StatusCode, Undeclared,
    UnknownCode, Vocabulary,
};

const fn is_plain<T: Copy + Eq + Ord + Hash + Debug + Send + Sync + Unpin + 'static>() {}
const fn is_shared<T: Copy + Debug + Send + Sync>() {}
const fn is_error<T: std::error::Error + Copy + Eq + Send + Sync + 'static>() {}
const fn is_displayed<T: Display>() {}
const fn is_vocabulary<T: Vocabulary>() {}

#[test]
fn traits() {
    is_plain::<StatusCode>();
    is_plain::<Code>();
    is_plain::<Category>();
    is_plain::<Area>();
    is_plain::<Platform>();
    is_plain::<Source>();
    is_plain::<Undeclared>();
    is_plain::<Outcome>();
    is_plain::<Retry>();
    is_plain::<FixBy>();
    is_plain::<Evidence>();
    is_shared::<Cause>();
    is_shared::<Meaning>();
    is_shared::<CodeRange>();
    is_shared::<Deprecation>();
    is_shared::<Diagnosis<'_>>();
    is_shared::<Interpolated<'_>>();
    is_error::<UnknownCode>();
    is_error::<ParseStatusError>();
    is_displayed::<StatusCode>();
    is_displayed::<Code>();
    is_displayed::<Diagnosis<'_>>();
    is_displayed::<Interpolated<'_>>();
    is_vocabulary::<Category>();
    is_vocabulary::<Area>();
    is_vocabulary::<Platform>();
    is_vocabulary::<Source>();
    is_vocabulary::<Undeclared>();
}

#[test]
fn sizes() {
    assert_eq!(size_of::<StatusCode>(), 4);
    assert_eq!(size_of::<Option<StatusCode>>(), 4);
    assert_eq!(size_of::<Code>(), 4);
    assert_eq!(size_of::<Category>(), 1);
    assert_eq!(size_of::<Option<Retry>>(), 1);
}

/// What does not depend on a string is available in constants.
#[test]
fn constants() {
    const STATUS: StatusCode = StatusCode::from_code(414).unwrap();
    const CODE: Code = Code::new(STATUS.code());
    const NAME: &str = STATUS.name();
    const SUMMARY: &str = STATUS.summary();
    const CATEGORY: Category = STATUS.category();
    const AREA: Area = STATUS.area();
    const OUTCOME: Outcome = STATUS.outcome();
    const RETRY: Retry = STATUS.retry();
    const CAUSES: &[Cause] = STATUS.causes();
    const MEANINGS: &[Meaning] = STATUS.meanings();
    const SDK: &[&str] = STATUS.sdk_names();
    const SHARED_SDK: &[&str] = STATUS.shared_sdk_names();
    const SEE_ALSO: &[i32] = STATUS.see_also();
    const SOURCES: &[Source] = STATUS.sources();
    const DEPRECATION: Option<&Deprecation> = STATUS.deprecation();
    const FIX: &str = CAUSES[0].fix();
    assert_eq!(STATUS, StatusCode::InvalidParameter);
    assert_eq!(CODE.as_i32(), 414);
    assert_eq!(
        (NAME, SUMMARY),
        (Status::name(STATUS), Status::summary(STATUS))
    );
    assert_eq!(
        (CATEGORY, AREA),
        (Status::category(STATUS), Status::area(STATUS))
    );
    assert_eq!(
        (OUTCOME, RETRY),
        (Status::outcome(STATUS), Status::retry(STATUS))
    );
    assert_eq!(CAUSES.len(), Status::causes(STATUS).len());
    assert_eq!(MEANINGS.len(), Status::meanings(STATUS).len());
    assert_eq!(SDK, Status::sdk_names(STATUS));
    assert_eq!(SHARED_SDK, Status::shared_sdk_names(STATUS));
    assert_eq!(
        (SEE_ALSO, SOURCES),
        (Status::see_also(STATUS), Status::sources(STATUS))
    );
    assert_eq!(DEPRECATION, Status::deprecation(STATUS));
    assert_eq!(FIX, Status::causes(STATUS)[0].fix());
}

#[test]
fn all_is_sorted_and_complete() {
    let all = StatusCode::all();
    assert_eq!(all.len(), StatusCode::COUNT);
    assert!(
        all.windows(2)
            .all(|pair| pair[0] < pair[1] && pair[0].code() < pair[1].code())
    );
    let names: HashSet<String> = all
        .iter()
        .map(|status| status.name().to_lowercase())
        .collect();
    assert_eq!(names.len(), all.len());
}

/// Inherent methods have the same results as those of the trait.
#[test]
fn inherent_methods_agree_with_the_trait() {
    for &status in StatusCode::all() {
        assert_eq!(status.code(), Status::code(status));
        assert_eq!(status.name(), Status::name(status));
        assert_eq!(status.summary(), Status::summary(status));
        assert_eq!(status.category(), Status::category(status));
        assert_eq!(status.area(), Status::area(status));
        assert_eq!(status.outcome(), Status::outcome(status));
        assert_eq!(status.retry(), Status::retry(status));
        assert_eq!(status.sdk_names(), Status::sdk_names(status));
        assert_eq!(status.shared_sdk_names(), Status::shared_sdk_names(status));
        assert_eq!(status.see_also(), Status::see_also(status));
        assert_eq!(status.sources(), Status::sources(status));
        assert_eq!(status.deprecation(), Status::deprecation(status));
        let ids = |causes: &[Cause]| causes.iter().map(Cause::id).collect::<Vec<_>>();
        assert_eq!(ids(status.causes()), ids(Status::causes(status)));
        let platforms =
            |meanings: &[Meaning]| meanings.iter().map(Meaning::platform).collect::<Vec<_>>();
        assert_eq!(
            platforms(status.meanings()),
            platforms(Status::meanings(status))
        );
        assert_eq!(
            StatusCode::from_code(status.code()),
            <StatusCode as Status>::from_code(status.code())
        );
        assert_eq!(
            StatusCode::from_name(status.name()),
            <StatusCode as Status>::from_name(status.name())
        );
    }
}

/// Every number from far below the first code to far above the last one, and the ends of the type.
#[test]
fn from_code_finds_the_codes_of_the_table_and_no_others() {
    let known: HashSet<i32> = StatusCode::all()
        .iter()
        .map(|status| status.code())
        .collect();
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
fn from_name_finds_exact_names_only() {
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

/// Unlike a variant, a code can be unknown.
#[test]
fn a_code_is_parsed_from_a_number_a_name_or_an_identifier() {
    for status in StatusCode::all() {
        let code = Code::from(*status);
        assert_eq!(code.to_string().parse(), Ok(code));
        assert_eq!(status.name().parse(), Ok(code));
        for name in status.sdk_names() {
            let resolved = StatusCode::from_name(name).map(Code::from);
            assert_eq!(name.parse::<Code>().ok(), resolved, "{name}");
        }
    }
    for number in [-40_404, 0, i32::MIN, i32::MAX] {
        assert_eq!(number.to_string().parse(), Ok(Code::new(number)));
    }
    for text in ["", "InvalidParrot", "2147483648", "414 "] {
        let error = text.parse::<Code>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown status code name or SDK identifier",
            "{text:?}"
        );
    }
}

#[test]
fn names_are_displayed_with_padding_and_parsed() {
    for status in StatusCode::all() {
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

//! Codes and diagnoses in serialized form.

#![cfg(feature = "serde")]

use std::collections::BTreeMap;
use std::fmt::Debug;

use commsease_status::{
    Area, Category, Code, Evidence, FixBy, Outcome, Platform, Retry, Source, Status, StatusCode,
    Undeclared, Vocabulary, diagnose,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Checks serialization and deserialization.
#[track_caller]
fn check_round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(
    value: &T,
    expected: &Value,
) {
    assert_eq!(serde_json::to_value(value).unwrap(), *expected);
    assert_eq!(
        serde_json::from_value::<T>(expected.clone()).unwrap(),
        *value
    );
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).unwrap();
    assert_eq!(
        ciborium::from_reader::<T, _>(cbor.as_slice()).unwrap(),
        *value
    );
}

#[test]
fn codes_are_numbers_in_any_format() {
    for status in StatusCode::all() {
        check_round_trip(status, &json!(status.code()));
    }
    for number in [414, -40_404, i32::MIN, i32::MAX] {
        check_round_trip(&Code::new(number), &json!(number));
    }
    // As keys, too, in a format whose keys are strings.
    check_round_trip(
        &BTreeMap::from([(Code::new(414), 2), (Code::new(-7), 1)]),
        &json!({ "-7": 1, "414": 2 }),
    );
}

#[test]
fn a_code_without_an_entry_is_not_a_status_code() {
    let error = serde_json::from_str::<StatusCode>("-40404").unwrap_err();
    assert_eq!(error.to_string(), "unknown status code: -40404");
    assert!(serde_json::from_str::<Code>("2147483648").is_err());
    let string = serde_json::from_str::<Code>("\"414\"").unwrap();
    assert_eq!(string, Code::new(414));
    assert!(serde_json::from_str::<Code>("\"4l4\"").is_err());
}

/// As in a response body, wherever the field is.
#[test]
fn a_field_reads_a_code_as_a_response_does() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Event {
        code: Code,
        status: StatusCode,
        #[serde(flatten)]
        rest: Rest,
    }
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Rest {
        last: Option<StatusCode>,
    }
    let expected = Event {
        code: Code::new(414),
        status: StatusCode::InvalidParameter,
        rest: Rest {
            last: Some(StatusCode::InvalidParameter),
        },
    };
    for event in [
        json!({ "code": 414, "status": 414, "last": 414 }),
        json!({ "code": "414", "status": "414", "last": "414" }),
    ] {
        let read: Event = serde_json::from_str(&event.to_string()).unwrap();
        assert_eq!(read, expected);
        assert_eq!(serde_json::from_value::<Event>(event).unwrap(), expected);
    }
}

/// Checks that each value is serialized as its id, and is read again.
fn check_ids<T: Serialize + DeserializeOwned + Copy + PartialEq + Debug>(
    values: &[T],
    id: fn(T) -> &'static str,
) {
    for value in values {
        check_round_trip(value, &json!(id(*value)));
    }
}

#[test]
fn keywords_and_vocabularies_are_ids() {
    check_ids(Outcome::ALL, Outcome::id);
    check_ids(Retry::ALL, Retry::id);
    check_ids(FixBy::ALL, FixBy::id);
    check_ids(Category::ALL, Category::id);
    check_ids(Area::ALL, Area::id);
    check_ids(Platform::ALL, Platform::id);
    check_ids(Source::ALL, Source::id);
    check_ids(Evidence::ALL, Evidence::id);
    check_ids(&[Undeclared], Undeclared::id);
}

#[test]
fn a_text_that_is_no_id_is_an_error_with_all_ids() {
    #[track_caller]
    fn check<T: DeserializeOwned + Debug>(json: &Value, expected: &str) {
        let error = serde_json::from_value::<T>(json.clone()).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    check::<Outcome>(
        &json!("failed"),
        "invalid value: string \"failed\", expected an id of `Outcome`: `success`, `partial`, `failure`",
    );
    check::<Undeclared>(
        &json!("sms"),
        "invalid value: string \"sms\", expected an id of `Undeclared`: `undeclared`",
    );
    check::<FixBy>(
        &json!(7),
        "invalid type: integer `7`, expected an id of `FixBy`: `caller`, `admin`, `end-user`, `service`",
    );
    let ids: Vec<String> = Category::ALL.iter().map(|it| format!("`{it}`")).collect();
    let ids = ids.join(", ");
    check::<Category>(
        &json!("NotFound"),
        &format!("invalid value: string \"NotFound\", expected an id of `Category`: {ids}"),
    );
}

#[test]
fn a_vocabulary_finds_its_values_by_their_ids() {
    for area in Area::ALL {
        assert_eq!(Area::from_id(area.id()), Some(*area));
    }
    assert_eq!(Area::from_id("Sms"), None);
    assert_eq!(Undeclared::from_id("undeclared"), Some(Undeclared));
    assert_eq!(Undeclared::from_id("sms"), None);
}

/// Checks the short form in English and in Chinese.
#[track_caller]
fn check_brief(code: i32, message: Option<&str>, retry: &Value) {
    for language in StatusCode::languages() {
        let diagnosis = diagnose(code, message).in_language(*language);
        let expected = json!({
            "code": code,
            "name": diagnosis.status().map(Status::name),
            "key": diagnosis.key().to_string(),
            "summary": diagnosis.summary(),
            "fix": diagnosis.fix().map(|it| it.to_string()),
            "advice": diagnosis.advice(),
            "retry": retry,
        });
        assert_eq!(json!(diagnosis.brief()), expected);
    }
}

#[test]
fn a_brief_has_the_fix_or_the_advice() {
    check_brief(
        414,
        Some("Exceed the maximum account 100"),
        &json!("after-fix"),
    );
    check_brief(414, None, &json!("after-fix"));
    check_brief(-77, Some("new"), &Value::Null);
    let member = |message, name| json!(diagnose(414, message).brief())[name].clone();
    assert!(member(Some("check roomid"), "fix").is_string());
    assert!(member(Some("check roomid"), "advice").is_null());
    assert!(member(None, "fix").is_null());
    assert!(member(None, "advice").is_string());
}

/// The full form of a code with many causes is ten times as long.
#[test]
fn a_brief_is_short() {
    let length = |value: &Value| value.to_string().len();
    let diagnosis = diagnose(403, None);
    let (brief, full) = (json!(diagnosis.brief()), json!(diagnosis));
    assert!(length(&brief) < 500, "{brief}");
    assert!(length(&brief) * 5 < length(&full), "{full}");
}

#[test]
fn a_diagnosis_is_serialized_with_everything_known() {
    let diagnosis = diagnose(414, Some("Exceed the maximum account 100"));
    let cause = diagnosis.cause().unwrap();
    let expected = json!({
        "code": 414,
        "name": "InvalidParameter",
        "summary": StatusCode::InvalidParameter.summary(),
        "evidence": "pattern",
        "message": "Exceed the maximum account 100",
        "captures": { "limit": "100" },
        "key": "414/account-limit",
        "outcome": StatusCode::InvalidParameter.outcome().id(),
        "retry": cause.retry().id(),
        "causes": [{
            "id": "account-limit",
            "description": cause.description().replace("{limit}", "100"),
            "fix": cause.fix().replace("{limit}", "100"),
            "fix_by": cause.fix_by().id(),
            "retry": cause.retry().id(),
            "area": cause.area().id(),
        }],
        "advice": null,
        "user_message": diagnosis.user_message().unwrap(),
    });
    assert_eq!(serde_json::to_value(diagnosis).unwrap(), expected);
    let unknown = serde_json::to_value(diagnose(-40_404, None)).unwrap();
    assert_eq!(
        (&unknown["name"], &unknown["evidence"], &unknown["causes"]),
        (&Value::Null, &json!("unknown"), &json!([]))
    );
}

/// Some formats need the length of a list before its elements.
#[test]
fn a_diagnosis_is_serialized_with_lengths() {
    for message in [
        None,
        Some("check roomid"),
        Some("Exceed the maximum account 100"),
    ] {
        let diagnosis = commsease_status::diagnose(414, message);
        assert!(postcard::to_allocvec(&diagnosis).is_ok(), "{message:?}");
        let brief = postcard::to_allocvec(&diagnosis.brief());
        assert!(brief.is_ok(), "{message:?}");
    }
}

//! Codes and diagnoses in serialized form.

#![cfg(feature = "serde")]

use std::collections::BTreeMap;
use std::fmt::Debug;

use commsease_status::{Code, Status, StatusCode, diagnose};
use serde_json::{Value, json};

/// Checks serialization and deserialization.
#[track_caller]
fn check_round_trip<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + Debug>(
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
    let error = serde_json::from_str::<StatusCode>("415000").unwrap_err();
    assert_eq!(error.to_string(), "unknown status code: 415000");
    assert!(serde_json::from_str::<Code>("2147483648").is_err());
    let string = serde_json::from_str::<Code>("\"414\"").unwrap();
    assert_eq!(string, Code::new(414));
    assert!(serde_json::from_str::<Code>("\"4l4\"").is_err());
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
        "outcome": "failure",
        "retry": "after-fix",
        "causes": [{
            "id": "account-limit",
            "description": cause.description().replace("{limit}", "100"),
            "fix": cause.fix().replace("{limit}", "100"),
            "fix_by": "admin",
            "retry": "after-fix",
            "area": "account",
        }],
        "advice": null,
    });
    assert_eq!(serde_json::to_value(diagnosis).unwrap(), expected);
    let unknown = serde_json::to_value(diagnose(-40_404, None)).unwrap();
    assert_eq!(
        (&unknown["name"], &unknown["evidence"], &unknown["causes"]),
        (&Value::Null, &json!("unknown"), &json!([]))
    );
}

//! Codes that people write in hex.

use commsease_status::{Code, Diagnosis, Notation, Response, Status};
use foreign_tables::hresult::HResult;

const DENIED: i32 = -2_147_024_891;

#[test]
fn a_code_is_displayed_as_it_is_written() {
    let code = Code::<HResult>::from(DENIED);
    assert_eq!(code.to_string(), "0x80070005");
    assert_eq!(format!("{code:?}"), "Code(0x80070005 AccessDenied)");
    let diagnosis = Diagnosis::<HResult>::new(DENIED, None);
    assert_eq!(diagnosis.key().to_string(), "0x80070005");
    assert!(
        diagnosis
            .to_string()
            .starts_with("0x80070005 AccessDenied: ")
    );
    assert_eq!(HResult::notation(), Notation::Hex);
}

#[test]
fn a_code_is_parsed_as_it_is_written() {
    #[track_caller]
    fn check(text: &str, expected: Option<i32>) {
        let code = text.parse::<Code<HResult>>().ok();
        assert_eq!(code.map(i32::from), expected);
    }
    check("0x80070005", Some(DENIED));
    check("0X80070005", Some(DENIED));
    check("-2147024891", Some(DENIED));
    check("0xFFFFFFFF", Some(-1));
    check("0x1", Some(1));
    check("0x", None);
    check("0x+1", None);
    check("0x100000000", None);
    assert_eq!("0x80070005".parse(), Ok(HResult::AccessDenied));
    // Not in a table with decimal codes.
    assert_eq!("0x19E".parse::<Code>().ok(), None);
}

#[test]
fn a_response_has_it_as_a_number_or_as_text() {
    for body in [r#"{"code":-2147024891}"#, r#"{"code":"0x80070005"}"#] {
        let response: Response<HResult> = serde_json::from_str(body).expect(body);
        assert_eq!(response.code().status(), Some(HResult::AccessDenied));
    }
}

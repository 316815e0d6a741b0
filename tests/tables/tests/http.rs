//! Every code from 100 to 999, compared with the crate `http`, whose table is independent.

use commsease_status::{Code, Evidence, Status};
use foreign_tables::http::{Category, HttpStatus};
use http::StatusCode;

/// Codes that the crate has and the registry marks as unused.
const UNUSED: [u16; 1] = [418];

#[test]
fn the_table_has_the_codes_that_http_has_a_phrase_for() {
    let mut codes = HttpStatus::all().iter().map(|status| status.code());
    assert!(codes.all(|code| (100..=999).contains(&code)));
    for code in 100..=999 {
        let theirs = StatusCode::from_u16(code)
            .unwrap()
            .canonical_reason()
            .filter(|_| !UNUSED.contains(&code));
        let ours = HttpStatus::from_code(code.into());
        assert_eq!(ours.is_some(), theirs.is_some(), "{code}");
    }
}

#[test]
fn names_are_the_phrases_without_spaces() {
    for status in HttpStatus::all() {
        let phrase = http(*status).canonical_reason().unwrap();
        let letters: String = phrase.chars().filter(char::is_ascii_alphanumeric).collect();
        // Two phrases have changed; the table has the old ones as identifiers.
        let names = [status.name()]
            .into_iter()
            .chain(status.sdk_names().iter().copied());
        assert!(
            names.clone().any(|name| name == letters),
            "{status}: {phrase}"
        );
        assert!(
            names
                .clone()
                .all(|name| HttpStatus::from_name(name) == Some(*status)),
            "{status}"
        );
    }
}

#[test]
fn classes_are_those_of_the_registry() {
    for code in 100..=999 {
        let theirs = StatusCode::from_u16(code).unwrap();
        let ours = Code::<HttpStatus>::from(i32::from(code));
        let class = [
            ("informational", theirs.is_informational()),
            ("success", theirs.is_success()),
            ("redirection", theirs.is_redirection()),
            ("client-error", theirs.is_client_error()),
            ("server-error", theirs.is_server_error()),
        ];
        let class = class.iter().find(|(_, is)| *is).map(|(class, _)| *class);
        assert_eq!(ours.category().map(Category::id), class, "{code}");
        let is_error = theirs.is_client_error() || theirs.is_server_error();
        assert!(!is_error || ours.is_failure(), "{code}");
        assert!(!theirs.is_success() || !ours.is_failure(), "{code}");
    }
}

#[test]
fn a_code_that_is_not_registered_is_described_by_its_class() {
    let diagnosis = HttpStatus::diagnose(499, None);
    assert_eq!(diagnosis.evidence(), Evidence::Range);
    assert_eq!(
        diagnosis.summary(),
        "Treat it as 400: something is wrong with the request."
    );
    assert_eq!(
        HttpStatus::diagnose(600, None).evidence(),
        Evidence::Unknown
    );
}

fn http(status: HttpStatus) -> StatusCode {
    StatusCode::from_u16(status.code().try_into().unwrap()).unwrap()
}

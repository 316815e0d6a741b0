//! Every number from 100 to 999, by our generator and by the crate `http`, which got it from elsewhere.

use commsease_status::{Code, Evidence, Status};
use foreign_tables::http::{Category, HttpStatus};
use http::StatusCode;

/// What the crate has and the registry marks as unused.
const UNUSED: [u16; 1] = [418];

#[test]
fn the_table_has_the_codes_that_http_has_a_phrase_for() {
    for number in 100..=999 {
        let theirs = StatusCode::from_u16(number)
            .unwrap()
            .canonical_reason()
            .filter(|_| !UNUSED.contains(&number));
        let ours = HttpStatus::from_code(number.into());
        assert_eq!(ours.is_some(), theirs.is_some(), "{number}");
    }
    assert_eq!(HttpStatus::ALL.len(), 61);
}

#[test]
fn names_are_the_phrases_without_blanks() {
    for status in HttpStatus::ALL {
        let phrase = http(*status).canonical_reason().unwrap();
        let letters: String = phrase.chars().filter(char::is_ascii_alphanumeric).collect();
        // Two phrases have changed since the crate took them; the table has the old ones as identifiers.
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
    for number in 100..=999 {
        let theirs = StatusCode::from_u16(number).unwrap();
        let ours = Code::<HttpStatus>::of(number.into());
        let class = [
            ("informational", theirs.is_informational()),
            ("success", theirs.is_success()),
            ("redirection", theirs.is_redirection()),
            ("client-error", theirs.is_client_error()),
            ("server-error", theirs.is_server_error()),
        ];
        let class = class.iter().find(|(_, is)| *is).map(|(class, _)| *class);
        assert_eq!(ours.category().map(Category::id), class, "{number}");
        let is_error = theirs.is_client_error() || theirs.is_server_error();
        assert!(!is_error || ours.is_failure(), "{number}");
        assert!(!theirs.is_success() || !ours.is_failure(), "{number}");
    }
}

#[test]
fn a_number_that_the_registry_lacks_is_told_by_its_class() {
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

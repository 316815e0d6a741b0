//! Everything can be imported at once, also beside serde: no hidden name clashes with a crate.
#![cfg(feature = "serde")]

use commsease_status::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Envelope {
    #[serde(flatten)]
    response: Response,
}

#[test]
fn a_glob_import_hides_no_crate() {
    let envelope: Envelope = serde_json::from_str(r#"{"code":414}"#).expect("it is a response");
    let code = envelope.response.code().status();
    assert_eq!(code, Some(StatusCode::InvalidParameter));
}

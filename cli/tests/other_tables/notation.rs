//! A table whose codes people write in hex.

use std::fs;

use super::{json_of, stdout};

pub(crate) fn codes_are_printed_as_people_write_them() {
    let denied = "0x80070005\tAccessDenied\tThe caller lacks permission for the operation.\n";
    let all = stdout("hresult", &["list"]);
    assert!(all.contains(denied), "{all}");
    let explained = stdout("hresult", &["explain", "0x80070005"]);
    assert!(
        explained.starts_with("0x80070005 AccessDenied\n"),
        "{explained}"
    );
    for other in ["-2147024891", "E_ACCESSDENIED", "0X80070005"] {
        assert_eq!(stdout("hresult", &["explain", other]), explained);
    }
    let json = json_of("hresult", &["explain", "0x80070005"]);
    assert_eq!(
        (&json["code"], &json["key"]),
        (&(-2_147_024_891).into(), &"0x80070005".into())
    );
}

pub(crate) fn codes_are_found_as_people_write_them() {
    let directory = tempfile::tempdir().expect("a directory can be created");
    let log = directory.path().join("app.log");
    let lines = "error code: 0x80070005, message: access is denied\n\
                 {\"code\":\"0x80004001\",\"message\":\"not implemented\"}\n\
                 at address 0x80070005 in module 0x1000\n";
    fs::write(&log, lines).expect("writable");
    let report = stdout("hresult", &["scan", log.to_str().expect("UTF-8")]);
    assert!(report.starts_with("2 responses in 3 lines\n"), "{report}");
    assert!(report.contains("0x80070005 AccessDenied"), "{report}");
    assert!(report.contains("0x80004001 NotImplemented"), "{report}");
    // In a table with decimal codes, it is no code.
    let report = stdout("smallest", &["scan", log.to_str().expect("UTF-8")]);
    assert!(report.starts_with("0 responses in 3 lines\n"), "{report}");
}

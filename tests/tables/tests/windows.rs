//! A table of more than three thousand codes, compared with the crate that it was taken from.

use std::collections::HashSet;

use commsease_status::Status;
use foreign_tables::windows::WindowsError;

/// Each constant, with its value in `windows-sys`.
const CONSTANTS: &[(&str, u32)] = include!(concat!(env!("OUT_DIR"), "/windows_constants.rs"));

#[test]
fn every_name_resolves_to_its_code() {
    let identifiers = WindowsError::all()
        .iter()
        .map(|error| error.sdk_names().len());
    assert_eq!(CONSTANTS.len(), identifiers.sum());
    // Fewer would mean that the script has lost some of the list.
    assert!(WindowsError::all().len() > 3000);
    for &(name, value) in CONSTANTS {
        let error = WindowsError::from_name(name).unwrap_or_else(|| panic!("{name} is unknown"));
        assert_eq!(bits(error), value, "{name}");
        assert_eq!(WindowsError::from_code(error.code()), Some(error), "{name}");
        assert!(error.sdk_names().contains(&name), "{name}");
    }
}

#[test]
fn the_table_has_every_code_once_and_no_others() {
    let values: HashSet<u32> = CONSTANTS.iter().map(|&(_, value)| value).collect();
    let codes: Vec<i32> = WindowsError::all()
        .iter()
        .map(|error| error.code())
        .collect();
    assert!(codes.is_sorted_by(|left, right| left < right));
    assert_eq!(
        WindowsError::all()
            .iter()
            .map(|error| bits(*error))
            .collect::<HashSet<_>>(),
        values
    );
    for code in (0..=u16::MAX.into())
        .chain(0x8000_0000..=0x8001_0000)
        .chain(0xe000_0000..=0xe000_ffff)
    {
        assert_eq!(
            WindowsError::from_code(signed(code)).is_some(),
            values.contains(&code),
            "{code:#x}"
        );
    }
}

#[test]
fn names_are_unique_and_resolve_to_their_codes() {
    let names: HashSet<&str> = WindowsError::all()
        .iter()
        .map(|error| error.name())
        .collect();
    assert_eq!(names.len(), WindowsError::all().len());
    for error in WindowsError::all() {
        assert_eq!(WindowsError::from_name(error.name()), Some(*error));
    }
    assert_eq!(WindowsError::from_code(5), Some(WindowsError::AccessDenied));
    assert_eq!(WindowsError::from_code(0), Some(WindowsError::Success));
    assert_eq!(
        WindowsError::Success.sdk_names(),
        ["DNS_ERROR_RCODE_NO_ERROR", "ERROR_SUCCESS", "NO_ERROR"]
    );
}

fn bits(error: WindowsError) -> u32 {
    u32::from_ne_bytes(error.code().to_ne_bytes())
}

fn signed(code: u32) -> i32 {
    i32::from_ne_bytes(code.to_ne_bytes())
}

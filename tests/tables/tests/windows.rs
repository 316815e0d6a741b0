//! A table of more than three thousand codes, compared with the crate that it was taken from.

use std::collections::HashSet;

use foreign_tables::windows::WindowsError;

/// Every constant by its name, with the value that `windows-sys` has for it.
const CONSTANTS: &[(&str, u32)] = include!(concat!(env!("OUT_DIR"), "/windows_constants.rs"));

#[test]
fn every_name_leads_to_the_number_that_windows_has() {
    assert_eq!(CONSTANTS.len(), 3334);
    for &(name, value) in CONSTANTS {
        let error = WindowsError::from_name(name).unwrap_or_else(|| panic!("{name} leads nowhere"));
        assert_eq!(bits(error), value, "{name}");
        assert_eq!(WindowsError::from_code(error.code()), Some(error), "{name}");
        assert!(error.sdk_names().contains(&name), "{name}");
    }
}

#[test]
fn every_number_is_there_once_and_no_other() {
    let values: HashSet<u32> = CONSTANTS.iter().map(|&(_, value)| value).collect();
    let numbers: Vec<i32> = WindowsError::ALL.iter().map(|error| error.code()).collect();
    assert!(numbers.is_sorted_by(|left, right| left < right));
    assert_eq!(
        WindowsError::ALL
            .iter()
            .map(|error| bits(*error))
            .collect::<HashSet<_>>(),
        values
    );
    for number in (0..=u16::MAX.into())
        .chain(0x8000_0000..=0x8001_0000)
        .chain(0xe000_0000..=0xe000_ffff)
    {
        assert_eq!(
            WindowsError::from_code(signed(number)).is_some(),
            values.contains(&number),
            "{number:#x}"
        );
    }
}

#[test]
fn the_names_are_all_different_and_lead_home() {
    let names: HashSet<&str> = WindowsError::ALL.iter().map(|error| error.name()).collect();
    assert_eq!(names.len(), WindowsError::ALL.len());
    for error in WindowsError::ALL {
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

fn signed(number: u32) -> i32 {
    i32::from_ne_bytes(number.to_ne_bytes())
}

//! Codes that are far apart, up to both ends of `i32`.

use std::collections::HashSet;

use commsease_status::{Code, Evidence, Status, diagnose};
use foreign_tables::hresult::HResult;
use foreign_tables::spread::SpreadCode;

/// How far around each code all other codes are looked up.
const AROUND: i32 = 2000;

/// Looks up every code of a table, and all codes around each of them.
fn check<S: Status>() {
    let known: HashSet<i32> = S::all().iter().map(|status| status.code()).collect();
    assert_eq!(known.len(), S::COUNT);
    let bits = (0..32).map(|bit| 1 << bit);
    let centers = known.iter().copied().chain(bits);
    for center in centers {
        for code in center.saturating_sub(AROUND)..=center.saturating_add(AROUND) {
            let status = S::from_code(code);
            assert_eq!(status.is_some(), known.contains(&code), "{code}");
            assert!(status.is_none_or(|status| status.code() == code));
        }
    }
    for status in S::all() {
        let name = status.name();
        assert_eq!(S::from_name(name).map(S::code), Some(status.code()));
        assert_eq!(Code::<S>::from(*status).status().map(S::name), Some(name));
        assert!(!status.summary().is_empty());
    }
}

#[test]
fn every_code_is_found_and_no_other() {
    check::<HResult>();
    check::<SpreadCode>();
}

#[test]
fn the_ends_of_the_type_are_codes() {
    assert_eq!(HResult::from_code(i32::MIN), Some(HResult::Lowest));
    assert_eq!(HResult::from_code(i32::MAX), Some(HResult::Highest));
    assert_eq!(
        SpreadCode::from_code(i32::MIN).map(SpreadCode::name),
        Some("Code0")
    );
    assert!(SpreadCode::from_code(i32::MAX).is_some());
    let all = HResult::all();
    assert_eq!(
        (all.first(), all.last()),
        (Some(&HResult::Lowest), Some(&HResult::Highest))
    );
    assert!(all.is_sorted_by_key(|status| status.code()));
}

/// Windows prints these codes as unsigned hexadecimal numbers.
#[test]
fn codes_have_the_bits_of_windows() {
    let of_bits = |bits: u32| HResult::from_code(i32::from_ne_bytes(bits.to_ne_bytes()));
    assert_eq!(of_bits(0x8000_4001), Some(HResult::NotImplemented));
    assert_eq!(of_bits(0x8000_4002), Some(HResult::NoInterface));
    assert_eq!(of_bits(0x8000_4004), Some(HResult::Aborted));
    assert_eq!(of_bits(0x8000_ffff), Some(HResult::CatastrophicFailure));
    assert_eq!(of_bits(0x8004_0154), Some(HResult::ClassNotRegistered));
    assert_eq!(of_bits(0x8007_0005), Some(HResult::AccessDenied));
    assert_eq!(of_bits(0x8007_0057), Some(HResult::InvalidArgument));
    assert_eq!(of_bits(0x0004_0000), Some(HResult::UseRegistry));
    assert_eq!(of_bits(0xffff_ffff), Some(HResult::MinusOne));
    assert_eq!("E_ACCESSDENIED".parse(), Ok(HResult::AccessDenied));
    assert_eq!("-2147024891".parse(), Ok(HResult::AccessDenied));
}

#[test]
fn other_tables_do_not_have_these_codes() {
    for status in HResult::all() {
        if !(-1..=1).contains(&status.code()) {
            let evidence = diagnose(status.code(), None).evidence();
            assert_eq!(evidence, Evidence::Unknown, "{status}");
        }
    }
}

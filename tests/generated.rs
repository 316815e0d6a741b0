//! What the generator wrote for two tables, compiled and used. `golden.rs` compares it with what the generator writes now.

use commsease_status::{Evidence, Outcome, Retry, Status, Word};

// Included and not declared, so that rustfmt leaves them as the generator wrote them.
mod hostile {
    include!("golden/hostile.rs");
}

mod small {
    include!("golden/small.rs");
}

#[test]
fn a_small_enum_works() {
    use small::AppCode;
    assert_eq!(AppCode::from_code(20_001), Some(AppCode::NotOnDuty));
    assert_eq!("NotOnDuty".parse(), Ok(AppCode::NotOnDuty));
    assert_eq!(AppCode::diagnose(20_001, None).evidence(), Evidence::Code);
    assert_eq!(AppCode::diagnose(414, None).evidence(), Evidence::Unknown);
    assert!(small::Platform::ALL.is_empty());
}

#[test]
fn a_hostile_enum_works() {
    use hostile::{Category, Platform, Result};
    let names: Vec<&str> = Result::ALL.iter().map(|status| status.name()).collect();
    assert_eq!(names, ["Error", "None", "Ok", "String", "Some"]);
    assert_eq!(Result::from_code(-5), Some(Result::Error));
    assert_eq!(Result::from_code(70_000), Some(Result::Some));
    assert_eq!((Result::from_code(2), Result::from_code(-2)), (None, None));
    assert_eq!("E_ERROR".parse(), Ok(Result::Error));
    assert_eq!("-1".parse(), Ok(Result::None));
    assert_eq!(Result::Error.see_also(), [70_000]);
    assert_eq!(
        Result::Ok
            .sense(Platform::String)
            .map(|sense| sense.summary()),
        Some("在盒子里。")
    );
    assert_eq!(
        Result::Ok
            .sense(Platform::Box)
            .map(|sense| sense.category()),
        Some(Category::SomeError)
    );
    assert_eq!(Platform::String.within(), Some(Platform::Box));
    assert_eq!(hostile::Source::Vec.date(), Some("1999-12-31"));
}

#[test]
fn deprecated_codes_keep_their_entry() {
    let old = hostile::Result::from_code(1).expect("an entry");
    let deprecation = old.deprecation().expect("it is deprecated");
    assert_eq!(
        (deprecation.since, deprecation.note),
        ("0.2.0", "It was never \"good\".")
    );
    assert_eq!(deprecation.replaced_by, Some(0));
}

#[test]
fn captures_and_precedence() {
    use hostile::Result;
    #[track_caller]
    fn check(text: &str, cause: Option<&str>, fix: Option<&str>) {
        let diagnosis = Result::diagnose(1, Some(text));
        assert_eq!(diagnosis.cause().map(|cause| cause.id()), cause);
        assert_eq!(diagnosis.fix().map(|fix| fix.to_string()).as_deref(), fix);
    }
    let braces = "`{}` and {unknown braces} stay.";
    check(
        "bad Thing: it: broke",
        Some("spelt"),
        Some(&format!("Say Thing otherwise: {braces}")),
    );
    check(
        "bad luck, friend: gone",
        Some("spelt-longer"),
        Some("Give up."),
    );
    check(
        "say \"it\" ``TWICE``",
        Some("spelt"),
        Some(&format!("Say {{what}} otherwise: {braces}")),
    );
    check("bad : ", None, None);
    check("bad", None, None);
}

#[test]
fn ranges_with_endings() {
    use hostile::Result;
    assert_eq!(
        Result::diagnose(5007, None)
            .ranges()
            .map(|range| range.name())
            .collect::<Vec<_>>(),
        ["Agents"]
    );
    assert_eq!(
        Result::diagnose(i32::MIN, None).summary(),
        "As small as can be."
    );
    assert_eq!(Result::diagnose(5008, None).evidence(), Evidence::Unknown);
    let code = commsease_status::Code::<Result>::of(7);
    assert_eq!((code.outcome(), code.retry()), (None, Some(Retry::Never)));
    assert_eq!(Result::Ok.outcome(), Outcome::Success);
}

//! The output of the generator for two tables, compiled and used. `golden.rs` compares it with what
//! the generator writes now.

use commsease_status::{Code, Evidence, Outcome, Retry, Status, Undeclared, Vocabulary};

// Included, because rustfmt formats declared modules. Generated code relies on no prelude, and
// `include_codes!` brings the library into scope.
#[no_implicit_prelude]
mod hostile {
    use ::commsease_status;

    ::core::include!("golden/hostile.rs");
}

#[no_implicit_prelude]
mod small {
    use ::commsease_status;

    ::core::include!("golden/small.rs");
}

#[test]
fn small_enum() {
    use small::AppCode;
    assert_eq!(AppCode::from_code(20_001), Some(AppCode::OffDuty));
    assert_eq!("OffDuty".parse(), Ok(AppCode::OffDuty));
    assert_eq!(AppCode::diagnose(20_001, None).evidence(), Evidence::Code);
    assert_eq!(AppCode::diagnose(414, None).evidence(), Evidence::Unknown);
    assert_eq!(AppCode::COUNT, 1);
    let category: Undeclared = AppCode::OffDuty.category();
    assert!(<Undeclared as Vocabulary>::ALL.is_empty());
    assert_eq!(category.id(), "undeclared");
}

#[test]
fn hostile_enum() {
    use hostile::{Category, Platform, Result};
    let names: Vec<&str> = Result::all().iter().map(|status| status.name()).collect();
    assert_eq!(
        names,
        ["Error", "None", "Ok", "String", "Some", "Source", "Clone"]
    );
    assert_eq!(Result::Clone.sources(), Result::Source.sources());
    assert_eq!(Result::from_code(-5), Some(Result::Error));
    assert_eq!(Result::from_code(70_000), Some(Result::Some));
    assert_eq!((Result::from_code(2), Result::from_code(-2)), (None, None));
    assert_eq!("E_ERROR".parse(), Ok(Result::Error));
    assert_eq!("-1".parse(), Ok(Result::None));
    assert_eq!(Result::Error.see_also(), [70_000]);
    assert_eq!(Result::Error.keywords().len(), 5);
    assert_eq!(Result::Error.keywords()[4], "\u{2126}");
    let meaning = Result::Ok.meaning_on(Platform::String);
    assert_eq!(meaning.map(|meaning| meaning.summary()), Some("在盒子里。"));
    let meaning = Result::Ok.meaning_on(Platform::Box);
    assert_eq!(
        meaning.map(|meaning| meaning.category()),
        Some(Category::SomeError)
    );
    assert_eq!(Platform::String.parent(), Some(Platform::Box));
    assert_eq!(Platform::Vec.succeeds(), Some(Platform::Box));
    assert_eq!(Category::Ok.advice(), Some("Do [nothing]; \"really\"."));
    assert_eq!(hostile::Source::Vec.date(), Some("1999-12-31"));
}

#[test]
fn deprecated_codes_keep_their_entry() {
    let old = hostile::Result::from_code(1).expect("the table defines it");
    let deprecation = old.deprecation().expect("it is deprecated");
    assert_eq!(deprecation.since(), "0.2.0");
    assert_eq!(deprecation.note(), "It was never [x] \"good\".");
    assert_eq!(deprecation.replaced_by(), Some(0));
}

#[test]
fn captures_and_precedence() {
    use hostile::Result;
    #[track_caller]
    fn check(message: &str, cause: Option<&str>, fix: Option<&str>) {
        let diagnosis = Result::diagnose(1, Some(message));
        assert_eq!(diagnosis.cause().map(|cause| cause.id()), cause);
        assert_eq!(diagnosis.fix().map(|fix| fix.to_string()).as_deref(), fix);
    }
    let braces = "`{}` and {unknown braces} stay.";
    check(
        "bad Thing of kind: it: broke",
        Some("misspelled"),
        Some(&format!("Change Thing: {braces}")),
    );
    check(
        "bad luck, friend of kind: gone",
        Some("misspelled-longer"),
        Some("Give up."),
    );
    check(
        "say \"it\" ``TWICE``",
        Some("misspelled"),
        Some(&format!("Change {{what}}: {braces}")),
    );
    check("bad thing of kind: ", None, None);
    check("bad", None, None);
}

#[test]
fn hints_do_not_select() {
    let diagnosis = hostile::Result::diagnose(1, Some("Wrong thing."));
    assert_eq!(diagnosis.evidence(), Evidence::Hint);
    assert!(diagnosis.cause().is_none());
    let causes: Vec<_> = diagnosis.causes().collect();
    assert_eq!(causes.len(), 2);
    assert_eq!(causes[0].id(), "misspelled");
    assert!(diagnosis.is_hinted(causes[0]));
    assert!(!diagnosis.is_hinted(causes[1]));
}

#[test]
fn ranges_with_suffixes() {
    use hostile::Result;
    let diagnosis = Result::diagnose(5007, None);
    let names: Vec<&str> = diagnosis.ranges().map(|range| range.name()).collect();
    assert_eq!(names, ["Agents"]);
    assert_eq!(
        Result::diagnose(i32::MIN, None).summary(),
        "As small as can be."
    );
    assert_eq!(Result::diagnose(5008, None).evidence(), Evidence::Unknown);
    let code = Code::<Result>::from(7);
    assert_eq!((code.outcome(), code.retry()), (None, Some(Retry::Never)));
    assert_eq!(Result::Ok.outcome(), Outcome::Success);
}

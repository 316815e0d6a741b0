//! One diagnosis for the codes of an app and those of the service.

use commsease_status::{
    Category, Cause, Diagnosis, Evidence, Extended, Extends, FixBy, Outcome, Response, Retry,
    Status, StatusCode, Vocabulary,
};
use foreign_tables::callback::CallbackCode;

type Both<'m> = Extended<'m, CallbackCode>;

/// Returns the name, evidence, and summary of a diagnosis by either table.
fn facts(both: &Both<'_>) -> (Option<&'static str>, Evidence, &'static str) {
    fn of<S: Status>(
        diagnosis: &Diagnosis<'_, S>,
    ) -> (Option<&'static str>, Evidence, &'static str) {
        let name = diagnosis.status().map(S::name);
        (name, diagnosis.evidence(), diagnosis.summary())
    }
    match both {
        Extended::Own(diagnosis) => of(diagnosis),
        Extended::Base(diagnosis) => of(diagnosis),
    }
}

#[test]
fn an_entry_of_the_extending_table_comes_first() {
    assert!(
        StatusCode::from_code(20_000).is_some(),
        "both tables have it"
    );
    let both = Both::new(20_000, Some("Back at 8:30."));
    let Extended::Own(own) = both else {
        panic!("the app defines it")
    };
    assert_eq!(own.status(), Some(CallbackCode::OffDuty));
    assert_eq!(
        both.to_string(),
        "20000 OffDuty (night): The receiver is back at 8:30. Send the message again after 8:30."
    );
}

/// The message comes from a server, and the word can be anything.
#[test]
fn captured_text_cannot_control_a_terminal() {
    let both = Both::new(20_000, Some("back at \u{1b}[31m8\u{202e}:30"));
    let line = both.to_string();
    assert!(line.contains("\\u{1b}[31m8\\u{202e}:30"), "{line}");
    assert!(!line.contains(['\u{1b}', '\u{202e}']), "{line}");
}

#[test]
fn an_entry_of_the_base_table_comes_before_a_range() {
    let Extended::Base(base) = Both::new(414, Some("check roomid")) else {
        panic!("the service defines it")
    };
    assert_eq!(base.cause().map(Cause::id), Some("chat-room-closed"));
    // The entry of the service says that the app defines the meaning.
    let both = Both::new(20_001, None);
    assert_eq!(facts(&both).0, Some("AppCallback20001"));
}

#[test]
fn ranges_come_in_the_same_order() {
    let (_, evidence, summary) = facts(&Both::new(20_050, None));
    assert_eq!(evidence, Evidence::Range);
    assert_eq!(
        summary,
        "Our callback rejected the request for a reason that has no entry yet."
    );
    let mut others = (100_000..200_000).map(|code| Both::new(code, None));
    let base = others.find(|both| facts(both).1 == Evidence::Range);
    assert!(matches!(base, Some(Extended::Base(_))));
    assert_eq!(
        Both::new(-40_404, None).to_string(),
        "-40404: Unknown status code."
    );
}

#[test]
fn every_code_of_either_table_keeps_its_meaning() {
    for status in StatusCode::all() {
        let both = Both::new(status.code(), None);
        let redefined = CallbackCode::from_code(status.code());
        let expected = redefined.map_or(status.name(), CallbackCode::name);
        assert_eq!(facts(&both).0, Some(expected));
        let is_free = (20_000..=20_099).contains(&status.code());
        assert!(redefined.is_none() || is_free, "{status}");
    }
    for status in CallbackCode::all() {
        let both = Both::new(status.code(), None);
        assert_eq!(facts(&both).2, status.summary());
    }
}

/// The order of precedence, for every code of interest.
#[test]
fn entries_come_before_ranges_and_own_before_base() {
    for code in (0..25_000).chain(99_000..120_000) {
        let own = Diagnosis::<CallbackCode>::new(code, None);
        let base = Diagnosis::<StatusCode>::new(code, None);
        let is_own = match (own.evidence(), base.evidence()) {
            (Evidence::Code, _) => true,
            (Evidence::Range, base) => base < Evidence::Code,
            _ => false,
        };
        let both = Both::new(code, None);
        assert_eq!(matches!(both, Extended::Own(_)), is_own, "{code}");
        let evidence = if is_own {
            own.evidence()
        } else {
            base.evidence()
        };
        assert_eq!(facts(&both).1, evidence, "{code}");
    }
}

#[test]
fn a_response_can_be_diagnosed_by_both_tables() {
    let body = r#"{"code":20000,"desc":"back at noon"}"#;
    let response: Response<CallbackCode> = serde_json::from_str(body).unwrap();
    let own = response.diagnosis();
    assert_eq!(own.code().category().map(|it| it.id()), Some("refused"));
    assert_eq!(own.cause().map(Cause::fix_by), Some(FixBy::EndUser));
    assert_eq!(
        (own.retry(), own.outcome()),
        (Some(Retry::Backoff), Some(Outcome::Failure))
    );
    assert_eq!(
        (own.message(), own.evidence()),
        (Some("back at noon"), Evidence::Pattern)
    );
    assert_eq!(
        own.description().unwrap().to_string(),
        "The receiver is back at noon."
    );
    assert_eq!(
        own.fix().unwrap().to_string(),
        "Send the message again after noon."
    );
    let both = Both::new(response.code().as_i32(), response.message());
    assert_eq!(both.to_string(), own.to_string());
}

/// A logger for any table that extends the service's.
#[test]
fn generic_code_takes_any_extending_table() {
    fn category_of<S: Extends<Base = StatusCode>>(code: i32) -> &'static str {
        match Extended::<S>::new(code, None) {
            Extended::Own(own) => own.code().category().map_or("unknown", Vocabulary::id),
            Extended::Base(base) => base.code().category().map_or("unknown", Category::id),
        }
    }
    assert_eq!(category_of::<CallbackCode>(20_000), "refused");
    let invalid = StatusCode::InvalidParameter;
    assert_eq!(
        category_of::<CallbackCode>(invalid.code()),
        invalid.category().id()
    );
    assert_eq!(category_of::<CallbackCode>(-40_404), "unknown");
}

/// A table declares only the vocabularies that it needs.
#[test]
fn vocabularies_that_are_not_declared_are_empty() {
    use commsease_status::{Schema, Undeclared};
    fn is_undeclared<V: Vocabulary>() -> bool {
        V::ALL.is_empty()
    }
    assert!(is_undeclared::<<CallbackCode as Schema>::Source>());
    assert!(is_undeclared::<<CallbackCode as Schema>::Platform>());
    assert!(!is_undeclared::<<CallbackCode as Schema>::Category>());
    assert_eq!(CallbackCode::OffDuty.sources(), [] as [Undeclared; 0]);
}

//! One diagnosis for the numbers of an application and those of the service.

use commsease_status::Status;
use commsease_status::catalogue::Catalogue;
use commsease_status::{
    Cause, Evidence, Explanation, Extended, Fixer, Outcome, Response, Retry, StatusCode, diagnose,
};
use foreign_tables::app::AppCode;
use foreign_tables::callback::CallbackCode;

type Both<'t> = Extended<'t, CallbackCode>;

#[test]
fn the_tables_own_entry_comes_first() {
    assert!(
        StatusCode::from_code(20_000).is_some(),
        "both tables have it"
    );
    let Extended::Own(own) = Both::new(20_000, Some("Back at 8:30.")) else {
        panic!("it is the application's")
    };
    assert_eq!(own.status(), Some(CallbackCode::OffDuty));
    let both = Both::new(20_000, Some("Back at 8:30."));
    assert_eq!(
        both.to_string(),
        "20000 OffDuty (night): The receiver is back at 8:30. Send it again after 8:30."
    );
}

#[test]
fn an_entry_of_the_extended_table_comes_before_a_range() {
    let Extended::Base(base) = Both::new(414, Some("check roomid")) else {
        panic!("it is the service's")
    };
    assert_eq!(base.cause().map(Cause::id), Some("chat-room-closed"));
    // The service has an entry for 20001, which only says that it is the application's.
    assert_eq!(
        Both::new(20_001, None).explanation().name(),
        Some("AppCallback20001")
    );
}

#[test]
fn ranges_come_in_the_same_order() {
    let own = Both::new(20_050, None);
    assert_eq!(
        own.explanation().summary(),
        "Our callback refused the request for a reason that has no entry yet."
    );
    let base = Both::new(109_999, None);
    assert_eq!(base.explanation().evidence(), Evidence::Range);
    assert!(matches!(base, Extended::Base(_)));
    assert_eq!(
        Both::new(-77, None).to_string(),
        "-77: Nothing is known of this number."
    );
}

#[test]
fn every_number_of_either_table_keeps_its_meaning() {
    for status in StatusCode::ALL {
        let of = Both::new(status.code(), None);
        let redefined = CallbackCode::from_code(status.code());
        assert_eq!(
            of.explanation().name(),
            Some(redefined.map_or(status.name(), CallbackCode::name))
        );
        assert!(
            redefined.is_none() || (20_000..=20_099).contains(&status.code()),
            "{status}"
        );
    }
    for status in CallbackCode::ALL {
        assert_eq!(
            Both::new(status.code(), None).explanation().summary(),
            status.summary()
        );
    }
}

#[test]
fn a_logger_needs_no_type_of_any_table() {
    let body = r#"{"code":20000,"desc":"back at noon"}"#;
    let response: Response<'_> = serde_json::from_str(body).unwrap();
    let own = response.diagnosis_in::<CallbackCode>();
    let other = AppCode::diagnose(20_001, None);
    let service = diagnose(404, None);
    let kept: Vec<&dyn Explanation> = vec![&own, &other, &service];
    let lines: Vec<String> = kept
        .iter()
        .map(|of| {
            format!(
                "{} {:?} {:?} {:?}",
                of.number(),
                of.name(),
                of.category(),
                of.area()
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            r#"20000 Some("OffDuty") Some("refused") Some("chat")"#,
            r#"20001 Some("Err") Some("refused") Some("chat")"#,
            r#"404 Some("NotFound") Some("not-found") Some("general")"#,
        ]
    );
    assert_eq!(
        (own.fixer(), kept[0].retry()),
        (Some(Fixer::EndUser), Some(Retry::Backoff))
    );
    assert_eq!(
        (kept[0].cause_id(), kept[0].outcome()),
        (Some("night"), Some(Outcome::Failure))
    );
    assert_eq!(
        (kept[0].text(), kept[0].evidence()),
        (Some("back at noon"), Evidence::Text)
    );
    assert_eq!(
        kept[0].when().unwrap().to_string(),
        "The receiver is back at noon."
    );
    assert_eq!(
        kept[0].fix().unwrap().to_string(),
        "Send it again after noon."
    );
}

/// For tools, which read the table instead of compiling it.
#[test]
fn the_table_that_is_read_answers_for_both_as_well() {
    let (read, warnings) = Catalogue::from_toml(include_bytes!("../callback.toml")).unwrap();
    assert_eq!(read, Catalogue::of_both::<CallbackCode>());
    assert_eq!(warnings, []);
    for number in (0..25_000).chain(99_000..120_000) {
        let (found, both) = (read.find(number, None), Both::new(number, None));
        assert_eq!(
            found.entry().map(|entry| &*entry.name),
            both.explanation().name(),
            "{number}"
        );
        assert_eq!(found.evidence(), both.explanation().evidence(), "{number}");
    }
}

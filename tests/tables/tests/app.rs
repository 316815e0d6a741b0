//! Whatever this library's own enum can do, the enum of another crate can, by the same code.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;

use commsease_status::{
    Cause, Code, Completion, Diagnosis, Evidence, Failure, Fixer, Outcome, Range, Response, Retry,
    Sense, Status, UnknownCode, UnknownName, Word,
};
use foreign_tables::app::{AppCode, Area, Category, Platform, Source};

const FORBIDDEN: &str = r#"{"code":20001,"desc":"The word  parrot is forbidden."}"#;

#[test]
fn numbers_and_names_lead_to_variants_and_back() {
    const NIGHT: Option<AppCode> = AppCode::from_code(20_001);
    assert_eq!(NIGHT, Some(AppCode::Err));
    let names: Vec<&str> = AppCode::ALL.iter().map(|status| status.name()).collect();
    assert_eq!(names, ["None", "Ok", "Err", "Some", "String"]);
    for status in AppCode::ALL {
        assert_eq!(AppCode::try_from(status.code()), Ok(*status));
        assert_eq!(i32::from(*status), status.code());
        assert_eq!(status.code().to_string().parse(), Ok(*status));
        assert_eq!(status.name().parse(), Ok(*status));
        assert_eq!(AppCode::from_name(status.name()), Some(*status));
        assert_eq!(
            format!("{status} {status:?} {status:>7}"),
            format!("{0} {0} {0:>7}", status.name())
        );
        assert_eq!(*status as i32, status.code());
    }
    for name in ["APP_ERR", "kAppErr", "PHONE_ERR"] {
        assert_eq!(name.parse(), Ok(AppCode::Err));
    }
    assert!(AppCode::None < AppCode::Ok && AppCode::Ok < AppCode::Err);
}

#[test]
fn what_the_table_lacks_is_an_error_of_the_library() {
    let unknown: UnknownCode = AppCode::try_from(20_002).unwrap_err();
    assert_eq!(unknown.number(), 20_002);
    let nameless: UnknownName = "Trial".parse::<AppCode>().unwrap_err();
    assert_eq!(
        nameless.to_string(),
        "no status code has this name, SDK identifier or number"
    );
}

#[test]
fn every_field_is_what_the_table_says() {
    let status = AppCode::Err;
    assert_eq!(
        status.summary(),
        "The message may not pass as the rules of the room forbid it."
    );
    assert_eq!(
        (status.category(), status.area()),
        (Category::Refused, Area::Chat)
    );
    assert_eq!(
        (status.outcome(), status.retry()),
        (Outcome::Failure, Retry::AfterFix)
    );
    assert_eq!(status.sdk_names(), ["APP_ERR", "kAppErr", "PHONE_ERR"]);
    assert_eq!(status.see_also(), [AppCode::String.code()]);
    assert_eq!(status.sources(), [Source::Wiki]);
    assert!(status.deprecation().is_none());

    let old = AppCode::from_code(20_003).unwrap();
    assert_eq!(old.shared_sdk_names(), ["APP_ERR"]);
    let deprecation = old.deprecation().unwrap();
    assert_eq!(
        (deprecation.since, deprecation.replaced_by),
        ("0.3.0", Some(20_001))
    );
    assert!(AppCode::Ok.causes().is_empty() && AppCode::Ok.senses().is_empty());
}

#[test]
fn causes_and_senses_are_of_the_foreign_vocabularies() {
    let [word, night]: &[Cause<AppCode>; 2] = AppCode::Err.causes().try_into().unwrap();
    assert_eq!(
        (word.id(), word.fixer(), word.retry(), word.area()),
        ("word", Fixer::EndUser, Retry::AfterFix, Area::Chat)
    );
    assert_eq!(
        (night.retry(), night.area(), night.sources()),
        (Retry::Backoff, Area::Accounts, &[Source::Mail][..])
    );
    assert_eq!(
        word.texts(),
        ["the word {word} is forbidden", "no {word} here"]
    );

    let sense: &Sense<AppCode> = AppCode::Err.sense(Platform::Phone).unwrap();
    assert_eq!(
        (sense.outcome(), sense.category()),
        (Outcome::Partial, Category::Refused)
    );
    let within = AppCode::Err.sense(Platform::OldPhone).map(Sense::summary);
    assert_eq!(
        within,
        Some("The message is too long for the small screen.")
    );
    assert!(AppCode::Err.sense(Platform::Desk).is_none());
}

#[test]
fn a_word_of_a_foreign_vocabulary_is_a_word() {
    fn ids<W: Word>() -> Vec<&'static str> {
        W::ALL.iter().map(|word| word.id()).collect()
    }
    assert_eq!(ids::<Category>(), ["refused", "done"]);
    assert_eq!(ids::<Area>(), ["chat", "accounts"]);
    assert_eq!(ids::<Platform>(), ["phone", "old-phone", "desk"]);
    assert_eq!(ids::<Source>(), ["wiki", "mail"]);
    assert_eq!(Word::date(Source::Wiki), Some("2026-01-31"));
    assert_eq!(Word::within(Platform::OldPhone), Some(Platform::Phone));
    assert_eq!(Area::Chat.to_string(), "chat");
    assert_eq!(Area::Accounts.summary(), "Who is who.");
}

#[test]
fn every_sample_of_the_table_selects_its_cause() {
    let samples = AppCode::ALL
        .iter()
        .flat_map(|status| status.causes())
        .flat_map(|cause| {
            cause
                .samples()
                .iter()
                .map(move |sample| (cause.id(), *sample))
        });
    let mut count = 0;
    for (id, sample) in samples {
        let response: Response<'_> = serde_json::from_str(sample).unwrap();
        assert_eq!(
            response.diagnosis_in::<AppCode>().cause().map(Cause::id),
            Some(id),
            "{sample}"
        );
        count += 1;
    }
    assert_eq!(count, 3);
}

#[test]
fn a_diagnosis_fills_in_what_the_text_says() {
    let diagnosis: Diagnosis<'_, AppCode> = AppCode::diagnose(20_001, Some("No  parrot here."));
    assert_eq!(diagnosis.evidence(), Evidence::Text);
    assert_eq!(diagnosis.status(), Some(AppCode::Err));
    assert_eq!(diagnosis.capture("word"), Some("parrot"));
    assert_eq!(
        diagnosis.fix().unwrap().to_string(),
        "Leave out parrot and send it again."
    );
    assert_eq!(
        diagnosis.to_string(),
        "20001 Err (word): The message has the word parrot, which the rules forbid. Leave out parrot and send it again."
    );
    assert_eq!(AppCode::diagnose(20_001, None).causes().len(), 2);
}

#[test]
fn numbers_without_an_entry_are_known_by_their_ranges() {
    let code = Code::<AppCode>::of(20_042);
    assert_eq!(
        code.ranges().map(Range::name).collect::<Vec<_>>(),
        ["Callback", "Answer"]
    );
    assert_eq!(code.range().map(Range::name), Some("Callback"));
    assert_eq!(code.category(), Some(Category::Refused));
    assert_eq!(
        Code::<AppCode>::of(-1942).range().map(Range::name),
        Some("Answer")
    );
    assert_eq!(
        format!("{code:?} {:?}", Code::from(AppCode::String)),
        "Code(20042) Code(20004 String)"
    );
    assert!(code.is_failure() && Code::from(AppCode::Ok).is_success());
    assert_eq!(AppCode::diagnose(414, None).evidence(), Evidence::Unknown);
    assert_eq!(AppCode::ranges().len(), 2);
}

#[test]
fn a_response_fails_with_a_foreign_code() {
    let response: Response<'_> = serde_json::from_str(FORBIDDEN).unwrap();
    let failure: Failure<AppCode> = response.into_result_in::<AppCode>().unwrap_err();
    assert_eq!(
        (failure.code().status(), failure.fixer()),
        (Some(AppCode::Err), Some(Fixer::EndUser))
    );
    let error: Box<dyn Error + Send + Sync> = failure.into();
    assert!(error.downcast_ref::<Failure<AppCode>>().is_some());
    assert!(error.to_string().starts_with("20001 Err (word): "));

    let fine: Response<'_> = serde_json::from_str(r#"{"code":0}"#).unwrap();
    assert_eq!(fine.into_result_in::<AppCode>(), Ok(Completion::Full));
}

#[test]
fn serde_has_the_foreign_enum_as_its_number() {
    let counts = BTreeMap::from([(AppCode::Ok, 3), (AppCode::String, 1)]);
    let json = serde_json::to_string(&counts).unwrap();
    assert_eq!(json, r#"{"0":3,"20004":1}"#);
    assert_eq!(
        serde_json::from_str::<Vec<AppCode>>("[20001,-1]").unwrap(),
        [AppCode::Err, AppCode::None]
    );
    let unknown = serde_json::from_str::<AppCode>("414").unwrap_err();
    assert!(
        unknown
            .to_string()
            .starts_with("no status code has the number 414")
    );

    let diagnosis = serde_json::to_value(AppCode::diagnose(20_001, Some("good night"))).unwrap();
    assert_eq!(diagnosis["name"], "Err");
    assert_eq!(diagnosis["causes"][0]["area"], "accounts");
}

/// A metrics layer that knows of no table in particular.
#[test]
fn generic_code_takes_any_table() {
    #[derive(Default)]
    struct Metrics(HashMap<String, u32>);

    impl Metrics {
        fn count<S: Status>(&mut self, code: i32, text: Option<&str>) {
            let diagnosis = S::diagnose(code, text);
            let category = diagnosis.code().category().map_or("unknown", Word::id);
            let cause = diagnosis.cause().map_or("-", Cause::id);
            *self.0.entry(format!("{category}/{cause}")).or_default() += 1;
        }
    }

    let mut metrics = Metrics::default();
    metrics.count::<AppCode>(20_001, Some("good night"));
    metrics.count::<AppCode>(20_001, Some("Good night."));
    metrics.count::<foreign_tables::http::HttpStatus>(404, None);
    metrics.count::<commsease_status::StatusCode>(414, Some("check roomid"));
    metrics.count::<commsease_status::StatusCode>(-7, None);
    let mut counts: Vec<_> = metrics.0.into_iter().collect();
    counts.sort();
    let counts: Vec<(&str, u32)> = counts
        .iter()
        .map(|(label, count)| (label.as_str(), *count))
        .collect();
    assert_eq!(
        counts,
        [
            ("client-error/-", 1),
            ("parameter/chat-room-closed", 1),
            ("refused/night", 2),
            ("unknown/-", 1)
        ]
    );
}

//! An enum of another crate can do everything that the enum of the library can.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;

use commsease_status::{
    Cause, Code, CodeRange, Completion, Diagnosis, Evidence, Failure, FixBy, Meaning, Outcome,
    ParseStatusError, Response, Retry, Status, StatusCode, UnknownCode, Vocabulary,
};
use foreign_tables::app::{AppCode, Area, Category, Platform, Source};

const FORBIDDEN: &str = r#"{"code":20001,"desc":"The word  parrot is forbidden."}"#;

#[test]
fn codes_and_names_resolve_to_variants_and_back() {
    const ERR: Option<AppCode> = AppCode::from_code(20_001);
    assert_eq!(ERR, Some(AppCode::Err));
    let names: Vec<&str> = AppCode::all().iter().map(|status| status.name()).collect();
    assert_eq!(names, ["None", "Ok", "Err", "Some", "String"]);
    for status in AppCode::all() {
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
fn unknown_codes_and_names_are_errors() {
    let unknown: UnknownCode = AppCode::try_from(20_002).unwrap_err();
    assert_eq!(unknown.code(), 20_002);
    assert_eq!(unknown.to_string(), "unknown status code: 20002");
    let nameless: ParseStatusError = "Trial".parse::<AppCode>().unwrap_err();
    assert_eq!(
        nameless.to_string(),
        "unknown status code name or SDK identifier"
    );
}

#[test]
fn every_value_is_that_of_the_table() {
    let status = AppCode::Err;
    assert_eq!(
        status.summary(),
        "The rules of the room forbid the message."
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
    assert_eq!(status.keywords(), ["censored"]);
    assert_eq!(status.see_also(), [AppCode::String.code()]);
    assert_eq!(status.sources(), [Source::Wiki]);
    assert!(status.deprecation().is_none());

    let old = AppCode::from_code(20_003).unwrap();
    assert_eq!(old.shared_sdk_names(), ["APP_ERR"]);
    let deprecation = old.deprecation().unwrap();
    assert_eq!(
        (deprecation.since(), deprecation.replaced_by()),
        ("0.3.0", Some(20_001))
    );
    assert_eq!(deprecation.note(), "The callback now returns the rule.");
    assert!(AppCode::Ok.causes().is_empty() && AppCode::Ok.meanings().is_empty());
    // The default outcome.
    assert_eq!(AppCode::String.outcome(), Outcome::Failure);
}

#[test]
fn reserved_codes_and_names_have_a_reason() {
    let reserved = AppCode::reserved().iter();
    let reserved: Vec<_> = reserved
        .map(|it| (it.code(), it.name(), it.note()))
        .collect();
    assert_eq!(
        reserved,
        [
            (Some(20_002), None, "It was used in the trial."),
            (None, Some("Trial"), "It was used in the trial, too.")
        ]
    );
}

#[test]
fn causes_and_meanings_have_the_vocabularies_of_the_table() {
    let [word, night]: &[Cause<AppCode>; 2] = AppCode::Err.causes().try_into().unwrap();
    assert_eq!(
        (word.id(), word.fix_by(), word.retry(), word.area()),
        ("word", FixBy::EndUser, Retry::AfterFix, Area::Chat)
    );
    assert_eq!(
        (night.retry(), night.area(), night.sources()),
        (Retry::Backoff, Area::Accounts, &[Source::Mail][..])
    );
    assert_eq!(
        word.patterns(),
        ["the word {word} is forbidden", "there is no {word...} here"]
    );

    assert_eq!(
        (word.hints(), night.hints()),
        (&["bad {word}"][..], &[][..])
    );

    let meaning: &Meaning<AppCode> = AppCode::Err.meaning_on(Platform::Phone).unwrap();
    assert_eq!(
        (meaning.outcome(), meaning.category()),
        (Outcome::Partial, Category::Refused)
    );
    let inherited = AppCode::Err.meaning_on(Platform::OldPhone);
    assert_eq!(
        inherited.map(Meaning::summary),
        Some("The message is too long for the small screen.")
    );
    // The only meaning on desktops is that of the successor.
    let successor = AppCode::Err.meaning_on(Platform::Desk);
    assert_eq!(successor.map(Meaning::platform), Some(Platform::NewDesk));
    assert!(AppCode::Ok.meaning_on(Platform::Desk).is_none());
    // What a meaning leaves out is inherited from the code.
    let successor = successor.unwrap();
    assert_eq!(
        (successor.outcome(), successor.retry()),
        (Outcome::Failure, Retry::AfterFix)
    );
}

#[test]
fn vocabularies_implement_the_trait() {
    fn ids<V: Vocabulary>() -> Vec<&'static str> {
        V::ALL.iter().map(|value| value.id()).collect()
    }
    assert_eq!(ids::<Category>(), ["refused", "done"]);
    assert_eq!(ids::<Area>(), ["chat", "accounts"]);
    assert_eq!(
        ids::<Platform>(),
        ["phone", "old-phone", "desk", "new-desk"]
    );
    assert_eq!(ids::<Source>(), ["wiki", "mail"]);
    assert_eq!(Source::Wiki.date(), Some("2026-01-31"));
    assert_eq!(Platform::OldPhone.parent(), Some(Platform::Phone));
    assert_eq!(Platform::NewDesk.succeeds(), Some(Platform::Desk));
    assert_eq!(
        Category::Refused.advice(),
        Some("Ask the administrator of the app.")
    );
    assert_eq!(Category::Done.advice(), None);
    assert_eq!(Area::Chat.to_string(), "chat");
    assert_eq!(Area::Accounts.summary(), "Accounts and their members.");
}

#[test]
fn every_sample_of_the_table_selects_its_cause() {
    for status in AppCode::all() {
        for cause in status.causes() {
            for sample in cause.samples() {
                let diagnosis = AppCode::diagnose(status.code(), Some(sample));
                let selected = diagnosis.cause().map(Cause::id);
                assert_eq!(selected, Some(cause.id()), "{sample}");
            }
            assert!(!cause.samples().is_empty());
        }
    }
}

#[test]
fn a_diagnosis_fills_in_the_captured_text() {
    let diagnosis: Diagnosis<'_, AppCode> =
        AppCode::diagnose(20_001, Some("There is  no dead parrot here."));
    assert_eq!(diagnosis.evidence(), Evidence::Pattern);
    assert_eq!(diagnosis.status(), Some(AppCode::Err));
    assert_eq!(diagnosis.capture("word"), Some("dead parrot"));
    assert_eq!(
        diagnosis.fix().unwrap().to_string(),
        "Remove dead parrot and send the message again."
    );
    assert_eq!(
        diagnosis.to_string(),
        "20001 Err (word): The message contains the word dead parrot, which the rules forbid. \
         Remove dead parrot and send the message again."
    );
    assert_eq!(diagnosis.advice(), None);
}

#[test]
fn a_diagnosis_without_a_cause_has_hints_and_advice() {
    let diagnosis = AppCode::diagnose(20_001, Some("bad parrot"));
    assert_eq!(diagnosis.evidence(), Evidence::Hint);
    assert!(diagnosis.cause().is_none());
    let causes: Vec<_> = diagnosis.causes().collect();
    assert_eq!(causes.len(), 2);
    assert!(diagnosis.is_hinted(causes[0]) && !diagnosis.is_hinted(causes[1]));
    assert_eq!(
        diagnosis.advice(),
        Some("Ask the administrator of the app.")
    );
    assert_eq!(AppCode::diagnose(20_001, None).causes().count(), 2);
    assert_eq!(AppCode::diagnose(0, None).advice(), None);
}

#[test]
fn ranges_describe_codes_without_an_entry() {
    let code = Code::<AppCode>::from(20_042);
    assert_eq!(
        code.ranges().map(CodeRange::name).collect::<Vec<_>>(),
        ["Callback", "Answer"]
    );
    assert_eq!(code.range().map(CodeRange::name), Some("Callback"));
    assert_eq!(code.category(), Some(Category::Refused));
    assert_eq!(code.retry(), Some(Retry::Never));
    assert_eq!(
        Code::<AppCode>::from(-1942).range().map(CodeRange::name),
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
fn a_response_fails_with_a_code_of_the_table() {
    let response: Response<AppCode> = serde_json::from_str(FORBIDDEN).unwrap();
    let failure: Failure<AppCode> = response.into_result().unwrap_err();
    assert_eq!(
        (failure.code().status(), failure.fix_by()),
        (Some(AppCode::Err), Some(FixBy::EndUser))
    );
    let error: Box<dyn Error + Send + Sync> = failure.into();
    assert!(error.downcast_ref::<Failure<AppCode>>().is_some());
    assert!(error.to_string().starts_with("20001 Err (word): "));

    let success: Response<AppCode> = serde_json::from_str(r#"{"code":0}"#).unwrap();
    assert_eq!(success.into_result(), Ok(Completion::Full));
}

#[test]
fn codes_are_serialized_as_numbers() {
    let counts = BTreeMap::from([(AppCode::Ok, 3), (AppCode::String, 1)]);
    let json = serde_json::to_string(&counts).unwrap();
    assert_eq!(json, r#"{"0":3,"20004":1}"#);
    assert_eq!(
        serde_json::from_str::<Vec<AppCode>>("[20001,-1]").unwrap(),
        [AppCode::Err, AppCode::None]
    );
    let unknown = serde_json::from_str::<AppCode>("414").unwrap_err();
    assert!(unknown.to_string().starts_with("unknown status code: 414"));

    let diagnosis = serde_json::to_value(AppCode::diagnose(20_001, Some("good night"))).unwrap();
    assert_eq!(diagnosis["name"], "Err");
    assert_eq!(diagnosis["causes"][0]["area"], "accounts");
}

/// A metrics layer for any table.
#[test]
fn generic_code_takes_any_table() {
    #[derive(Default)]
    struct Metrics(HashMap<String, u32>);

    impl Metrics {
        fn count<S: Status>(&mut self, code: i32, message: Option<&str>) {
            let diagnosis = Diagnosis::<S>::new(code, message);
            let category = diagnosis
                .code()
                .category()
                .map_or("unknown", Vocabulary::id);
            let cause = diagnosis.cause().map_or("-", Cause::id);
            *self.0.entry(format!("{category}/{cause}")).or_default() += 1;
        }
    }

    let mut metrics = Metrics::default();
    metrics.count::<AppCode>(20_001, Some("good night"));
    metrics.count::<AppCode>(20_001, Some("Good night."));
    metrics.count::<foreign_tables::http::HttpStatus>(404, None);
    metrics.count::<StatusCode>(414, Some("check roomid"));
    metrics.count::<StatusCode>(-40_404, None);
    let category = StatusCode::InvalidParameter.category();
    let expected = [
        ("client-error/-", 1),
        (&format!("{category}/chat-room-closed"), 1),
        ("refused/night", 2),
        ("unknown/-", 1),
    ];
    assert_eq!(
        metrics.0,
        HashMap::from(expected.map(|(label, count)| (String::from(label), count)))
    );
}

//! Single cases of captures and of the choice between patterns.

use super::shared::message::{self, capture};
use super::{check, normalize};

#[test]
fn captures() {
    #[track_caller]
    fn case(pattern: &str, message: &str, expected: Option<&str>) {
        check(pattern, message);
        assert_eq!(capture(&normalize(pattern), message, "x"), expected);
    }
    case("{x} not register", "Tom  not register", Some("Tom"));
    case("{x} not register", "Tom: NOT register.", Some("Tom"));
    case("{x} not register", "Tom Lee not register", None);
    case(
        "{x...} not register",
        "Tom Lee not register",
        Some("Tom Lee"),
    );
    case("check {x}", "check 'roomid'", Some("roomid"));
    case("bad {x} : it", "bad \"luck\" ： it", Some("luck"));
    case("bad {x} it", "bad [luck] it", Some("luck"));
    case("check {x}", "check:roomid!", Some("roomid"));
    case("check {x}", "check", None);
    case("check {x}", "check :", None);
    case("bad {y} : {x...}", "bad luck : no more", Some("no more"));
    case("{x...}", " . ", None);
    case("{x} not register", "': not register'", None);
    case("maximum {x:number}", "maximum 100", Some("100"));
    case("maximum {x:number}", "maximum：（100）", Some("100"));
    case("maximum {x:number}", "maximum 1e3", None);
    case("maximum {x:number}", "maximum size", None);
    case("maximum {x:number}", "maximum １００", None);
    case("maximum {x:number} MB", "maximum 100MB", None);
    case("maximum {x:number}MB", "maximum 100 MB", None);
    case("maximum {x:number}MB", "maximum 100MB", Some("100"));
    case(
        "{x:id} not register",
        "a.b-c@d_1 not register",
        Some("a.b-c@d_1"),
    );
    case(
        "{x:id} not register",
        "「alice」 not register",
        Some("alice"),
    );
    case("{x:id} not register", "alice,bob not register", None);
    case("{x:id} not register", "ali\u{200b}ce not register", None);
    let longest = "a".repeat(32);
    let pattern = "user {x:id} is gone";
    case(pattern, &format!("user {longest} is gone"), Some(&longest));
    case(pattern, &format!("user {longest}a is gone"), None);
}

#[test]
fn words_that_placeholders_never_stand_for() {
    #[track_caller]
    fn case(message: &str, selects: bool) {
        let patterns = [
            ("{who} not register", &["device", "push token"][..]),
            ("{who...} is not registered", &["device", "push token"]),
        ];
        let selected = message::select(patterns, |it| it.0, |it| it.1, message);
        assert_eq!(selected.is_some(), selects, "{message}");
    }
    case("alice not register", true);
    case("device not register", false);
    case("\"Device\": not register", false);
    case("devices not register", true);
    case("device 7 is not registered", false);
    case("push token is not registered", false);
    case("token is not registered", true);
}

#[test]
fn the_first_pattern_in_order_is_selected() {
    let patterns = ["red car", "{abc} red car", "{p}bc{q} red car"];
    let select = |message| message::select(patterns, |it| it, |_| &[], message);
    assert_eq!(select("Red  CAR."), Some("red car"));
    assert_eq!(select("{abc} red car"), Some("{abc} red car"));
    assert_eq!(select("1bc2 red car"), Some("{abc} red car"));
    assert_eq!(select("car"), None);
}

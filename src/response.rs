//! Response bodies of every documented shape.
//!
//! The code is a number or a text of digits; the text stands under `desc`, `msg`, `errmsg` or `message`; a `desc` may
//! be an object; members come in any order, and among others that nobody here knows.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::ops::Deref;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::code::Code;
use crate::diagnosis::Diagnosis;
use crate::failure::Failure;
use crate::status::Status;
use crate::{Outcome, StatusCode};

/// A response of the service, or an error object of an SDK.
///
/// It borrows what the format lets it borrow. Where there is nothing to borrow from, as behind `serde_json::from_reader`
/// or an HTTP client's `json()`, ask for an [`OwnedResponse`].
///
/// ```
/// use commsease_status::{Response, StatusCode};
///
/// let response: Response = serde_json::from_str(r#"{"desc":"check roomid","code":414}"#)?;
/// assert_eq!(response.code().status(), Some(StatusCode::InvalidParameter));
/// assert_eq!(response.text(), Some("check roomid"));
/// assert_eq!(response.diagnosis().cause().unwrap().id(), "chat-room-closed");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<'a> {
    code: i32,
    text: Option<Cow<'a, str>>,
    reason: Option<Cow<'a, str>>,
    failed: Vec<FailedItem<'a>>,
}

/// An item of a batch that was not done: a member of `data.failed_list`.
///
/// ```
/// let body = r#"{"code":200,"data":{"failed_list":[{"account_id":"a","error_code":102404,"error_msg":"account not exist"}]}}"#;
/// let response: commsease_status::Response = serde_json::from_str(body)?;
/// let item = &response.failed_items()[0];
/// assert_eq!(item.diagnosis().cause().unwrap().id(), "account-not-found");
/// assert_eq!(item.member("account_id"), Some("a"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedItem<'a> {
    code: i32,
    text: Option<Cow<'a, str>>,
    /// What else the item says, as far as it is text or an integer.
    members: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

/// A [`Response`] that borrows nothing: `DeserializeOwned`, as readers and HTTP clients want it.
///
/// ```
/// use commsease_status::OwnedResponse;
///
/// let body = std::io::Cursor::new(r#"{"desc":"check roomid","code":414}"#);
/// let response: OwnedResponse = serde_json::from_reader(body)?;
/// assert_eq!(response.diagnosis().cause().unwrap().id(), "chat-room-closed");
/// let failure = response.into_inner().into_result().unwrap_err();
/// assert_eq!(failure.code().number(), 414);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// What a response brings beside the code is the caller's own type, side by side with it:
///
/// ```
/// use commsease_status::OwnedResponse;
///
/// #[derive(serde::Deserialize)]
/// struct Created {
///     #[serde(flatten)]
///     response: OwnedResponse,
///     info: Option<Info>,
/// }
///
/// #[derive(serde::Deserialize)]
/// struct Info {
///     token: String,
/// }
///
/// let created: Created = serde_json::from_str(r#"{"code":200,"info":{"token":"abc"}}"#)?;
/// assert!(created.response.code().is_success());
/// assert_eq!(created.info.unwrap().token, "abc");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedResponse(Response<'static>);

/// How a request ended that did not fail.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "some of the request may not have been done"]
pub enum Completion<'a> {
    /// All of it was done.
    Full,
    /// Some of it was done: the response says what was not.
    Partial(Response<'a>),
}

impl<'a> Response<'a> {
    /// The number.
    pub const fn code(&self) -> Code {
        Code::new(self.code)
    }

    /// The text, as it came.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The text under `detail.reason` of a v10 error object.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// The items of a batch that were not done.
    pub fn failed_items(&self) -> &[FailedItem<'a>] {
        &self.failed
    }

    /// What number and text mean.
    pub fn diagnosis(&self) -> Diagnosis<'_> {
        self.diagnosis_in()
    }

    /// What number and text mean by any table.
    pub fn diagnosis_in<S: Status>(&self) -> Diagnosis<'_, S> {
        S::diagnose(self.code, self.text())
    }

    /// The same response, borrowing nothing.
    pub fn into_owned(self) -> Response<'static> {
        Response {
            code: self.code,
            text: self.text.map(owned),
            reason: self.reason.map(owned),
            failed: self
                .failed
                .into_iter()
                .map(FailedItem::into_owned)
                .collect(),
        }
    }

    /// Whether all of the request was done, some of it, or nothing.
    ///
    /// A code of which nothing is known counts as a failure. A batch with failed items is a partial success, whatever
    /// its code.
    ///
    /// # Errors
    ///
    /// The request failed.
    ///
    /// ```
    /// use commsease_status::{Completion, Failure, Response};
    ///
    /// fn check(body: &str) -> Result<(), Box<dyn std::error::Error>> {
    ///     let response: Response = serde_json::from_str(body)?;
    ///     match response.into_result()? {
    ///         Completion::Full => println!("done"),
    ///         Completion::Partial(rest) => println!("{} items are left", rest.failed_items().len()),
    ///     }
    ///     Ok(())
    /// }
    /// assert!(check(r#"{"code":200,"info":{}}"#).is_ok());
    /// let error = check(r#"{"code":414,"desc":"check roomid"}"#).unwrap_err();
    /// assert_eq!(error.downcast_ref::<Failure>().unwrap().cause().unwrap().id(), "chat-room-closed");
    /// ```
    pub fn into_result(self) -> Result<Completion<'a>, Failure> {
        self.into_result_in::<StatusCode>()
    }

    /// The same by any table.
    ///
    /// # Errors
    ///
    /// The request failed.
    pub fn into_result_in<S: Status>(self) -> Result<Completion<'a>, Failure<S>> {
        match Code::<S>::of(self.code).outcome() {
            Some(Outcome::Success) if self.failed.is_empty() => Ok(Completion::Full),
            Some(Outcome::Success | Outcome::Partial) => Ok(Completion::Partial(self)),
            Some(Outcome::Failure) | None => Err(Failure::new(self.code, self.text, self.reason)),
        }
    }
}

impl FailedItem<'_> {
    /// The number.
    pub const fn code(&self) -> Code {
        Code::new(self.code)
    }

    /// The text, as it came.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// What number and text mean.
    pub fn diagnosis(&self) -> Diagnosis<'_> {
        self.diagnosis_in()
    }

    /// What number and text mean by any table.
    pub fn diagnosis_in<S: Status>(&self) -> Diagnosis<'_, S> {
        S::diagnose(self.code, self.text())
    }

    /// What the item says under another name, such as `account_id`: that is how to know what was not done. Integers
    /// are given as text.
    pub fn member(&self, name: &str) -> Option<&str> {
        self.members
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value.as_ref()))
    }

    /// The same item, borrowing nothing.
    pub fn into_owned(self) -> FailedItem<'static> {
        let members = self
            .members
            .into_iter()
            .map(|(name, value)| (owned(name), owned(value)));
        FailedItem {
            code: self.code,
            text: self.text.map(owned),
            members: members.collect(),
        }
    }
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

impl OwnedResponse {
    /// The response.
    pub fn into_inner(self) -> Response<'static> {
        self.0
    }
}

impl Deref for OwnedResponse {
    type Target = Response<'static>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// Needs a format that says of what type a value is, such as JSON.
///
/// # Errors
///
/// There is no `code`; it is no integer of 32 bits, as number or as text; an item of a `failed_list` has no such
/// `error_code`; or a member that is read is there twice.
impl<'de: 'a, 'a> Deserialize<'de> for Response<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ResponseVisitor)
    }
}

/// The same as of a [`Response`].
impl<'de> Deserialize<'de> for OwnedResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Response::deserialize(deserializer)
            .map(Response::into_owned)
            .map(Self)
    }
}

struct ResponseVisitor;

impl<'de> Visitor<'de> for ResponseVisitor {
    type Value = Response<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a response object with a `code`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut texts = [const { None }; TEXTS.len()];
        let (mut code, mut reason, mut failed) = (None, None, None);
        while let Some(key) = map.next_key_seed(Any(TextVisitor))? {
            match key.as_deref().unwrap_or_default() {
                "code" => once(&mut code, "code", map.next_value_seed(Any(NumberVisitor))?)?,
                "detail" => once(
                    &mut reason,
                    "detail",
                    map.next_value_seed(member("reason", TextVisitor))?,
                )?,
                "data" => once(
                    &mut failed,
                    "data",
                    map.next_value_seed(member("failed_list", ItemsVisitor))?,
                )?,
                key => match TEXTS.iter().position(|text| *text == key) {
                    Some(place) => once(
                        &mut texts[place],
                        TEXTS[place],
                        map.next_value_seed(Any(TextVisitor))?,
                    )?,
                    None => drop(map.next_value::<IgnoredAny>()?),
                },
            }
        }
        let code = code.ok_or_else(|| A::Error::missing_field("code"))?;
        let text = texts.into_iter().flatten().flatten().next();
        Ok(Response {
            code,
            text,
            reason: reason.flatten(),
            failed: failed.unwrap_or_default(),
        })
    }
}

/// The members that may hold the text. Of several, the first in this order counts.
const TEXTS: [&str; 4] = ["desc", "msg", "errmsg", "message"];

/// Puts a member where there must not be one yet.
fn once<T, E: Error>(place: &mut Option<T>, name: &'static str, value: T) -> Result<(), E> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::duplicate_field(name)),
    }
}

/// Lets a visitor see a value of whatever type the format says it is.
struct Any<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Any<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }
}

/// A code as number or as text of digits.
struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = i32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a code: an integer of 32 bits, as number or as text")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i32, E> {
        i32::try_from(number).map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i32, E> {
        i32::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<i32, E> {
        text.trim_ascii()
            .parse()
            .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// The methods of a visitor that takes no notice of these kinds of values.
macro_rules! take_no_notice {
    (of $($method:ident($kind:ty)),*) => {
        $(fn $method<E: Error>(self, _: $kind) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        })*
    };
    (of integers) => {
        take_no_notice!(of visit_i64(i64), visit_u64(u64));
    };
    (of other scalars) => {
        take_no_notice!(of visit_bool(bool), visit_f64(f64), visit_i128(i128), visit_u128(u128), visit_bytes(&[u8]));

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("anything")
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }
    };
    (of lists) => {
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
    (of objects) => {
        fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
}

/// A text: borrowed if the format can lend it.
macro_rules! take_texts {
    () => {
        fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(Some(Cow::Borrowed(text)))
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Some(Cow::Owned(String::from(text))))
        }

        fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
            Ok(Some(Cow::Owned(text)))
        }
    };
}

/// A text, or nothing where there is anything else.
#[derive(Clone, Copy)]
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<Cow<'de, str>>;

    take_texts!();
    take_no_notice!(of integers);
    take_no_notice!(of other scalars);
    take_no_notice!(of lists);
    take_no_notice!(of objects);
}

/// A text, an integer as text, or nothing where there is anything else.
struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Option<Cow<'de, str>>;

    take_texts!();
    take_no_notice!(of other scalars);
    take_no_notice!(of lists);
    take_no_notice!(of objects);

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.visit_string(number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.visit_string(number.to_string())
    }
}

/// One member of an object, or nothing where there is anything but an object.
struct MemberVisitor<V> {
    name: &'static str,
    value: V,
}

/// One member of an object, as a visitor sees it.
fn member<V>(name: &'static str, value: V) -> Any<MemberVisitor<V>> {
    Any(MemberVisitor { name, value })
}

impl<'de, V: Visitor<'de> + Copy> Visitor<'de> for MemberVisitor<V>
where
    V::Value: Default,
{
    type Value = V::Value;

    take_no_notice!(of visit_str(&str));
    take_no_notice!(of integers);
    take_no_notice!(of other scalars);
    take_no_notice!(of lists);

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = object.next_key_seed(Any(TextVisitor))? {
            if key.as_deref() == Some(self.name) {
                once(
                    &mut found,
                    self.name,
                    object.next_value_seed(Any(self.value))?,
                )?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found.unwrap_or_default())
    }
}

/// The list of a batch's failed items, or none where there is anything but a list.
#[derive(Clone, Copy)]
struct ItemsVisitor;

impl<'de> Visitor<'de> for ItemsVisitor {
    type Value = Vec<FailedItem<'de>>;

    take_no_notice!(of visit_str(&str));
    take_no_notice!(of integers);
    take_no_notice!(of other scalars);
    take_no_notice!(of objects);

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Any(ItemVisitor))? {
            items.push(item);
        }
        Ok(items)
    }
}

/// A failed item. One without a code is refused: to leave it out could turn a partial success into a full one.
struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = FailedItem<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a failed item with an `error_code`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let (mut code, mut text, mut members) = (None, None, Vec::new());
        while let Some(key) = object.next_key_seed(Any(TextVisitor))? {
            match key.as_deref().unwrap_or_default() {
                "error_code" => once(
                    &mut code,
                    "error_code",
                    object.next_value_seed(Any(NumberVisitor))?,
                )?,
                "error_msg" => once(
                    &mut text,
                    "error_msg",
                    object.next_value_seed(Any(TextVisitor))?,
                )?,
                _ => members.extend(key.zip(object.next_value_seed(Any(NameVisitor))?)),
            }
        }
        let code = code.ok_or_else(|| A::Error::missing_field("error_code"))?;
        Ok(FailedItem {
            code,
            text: text.flatten(),
            members,
        })
    }
}

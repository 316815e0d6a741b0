//! Response bodies of every documented shape.
//!
//! The code is a number or a text of digits; the text stands under `desc`, `msg`, `errmsg` or `message`; a `desc` may
//! be an object; members come in any order, and among others that nobody here knows.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::code::Code;
use crate::diagnosis::Diagnosis;
use crate::failure::Failure;
use crate::status::Status;
use crate::{Outcome, StatusCode};

/// A response of the service, or an error object of an SDK.
///
/// It borrows what the format lets it borrow.
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
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedItem<'a> {
    code: i32,
    text: Option<Cow<'a, str>>,
}

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
}

/// Needs a format that says of what type a value is, such as JSON.
///
/// # Errors
///
/// There is no `code`; it is no integer of 32 bits, as number or as text; or `code` or a text is there twice.
impl<'de: 'a, 'a> Deserialize<'de> for Response<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ResponseVisitor)
    }
}

struct ResponseVisitor;

impl<'de> Visitor<'de> for ResponseVisitor {
    type Value = Response<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a response object with a `code`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut code = None;
        let mut texts = [const { None }; TEXTS.len()];
        let (mut reason, mut failed) = (None, Vec::new());
        while let Some(key) = map.next_key_seed(TextVisitor)? {
            let key = key.as_deref().unwrap_or_default();
            if let Some(place) = TEXTS.iter().position(|text| *text == key) {
                if texts[place].replace(map.next_value_seed(TextVisitor)?).is_some() {
                    return Err(A::Error::duplicate_field(TEXTS[place]));
                }
                continue;
            }
            match key {
                "code" if code.is_some() => return Err(A::Error::duplicate_field("code")),
                "code" => code = Some(map.next_value::<Number>()?.0),
                "detail" => reason = map.next_value_seed(Member { name: "reason", value: TextVisitor })?,
                "data" => failed = map.next_value_seed(Member { name: "failed_list", value: ItemsVisitor })?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let code = code.ok_or_else(|| A::Error::missing_field("code"))?;
        let text = texts.into_iter().flatten().flatten().next();
        Ok(Response { code, text, reason, failed })
    }
}

/// The members that may hold the text. Of several, the first in this order counts.
const TEXTS: [&str; 4] = ["desc", "msg", "errmsg", "message"];

/// A code as number or as text of digits.
struct Number(i32);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a code: an integer of 32 bits, as number or as text")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
        i32::try_from(number).map(Number).map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
        i32::try_from(number).map(Number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Number, E> {
        text.trim_ascii().parse().map(Number).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// The methods of a visitor that takes no notice of these kinds of values.
macro_rules! take_no_notice {
    (of $($method:ident($kind:ty)),*) => {
        $(fn $method<E: Error>(self, _: $kind) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        })*
    };
    (of scalars) => {
        take_no_notice!(of visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64));

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

/// A text, or nothing where there is anything else.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<Cow<'de, str>>;

    take_no_notice!(of scalars);
    take_no_notice!(of lists);
    take_no_notice!(of objects);

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.into())))
    }
}

impl<'de> DeserializeSeed<'de> for TextVisitor {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// One member of an object, or nothing where there is anything but an object.
struct Member<V> {
    name: &'static str,
    value: V,
}

impl<'de, V: DeserializeSeed<'de>> Visitor<'de> for Member<V>
where
    V::Value: Default,
{
    type Value = V::Value;

    take_no_notice!(of scalars);
    take_no_notice!(of visit_str(&str));
    take_no_notice!(of lists);

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut value = Some(self.value);
        let mut found = V::Value::default();
        while let Some(key) = object.next_key_seed(TextVisitor)? {
            match value.take_if(|_| key.as_deref() == Some(self.name)) {
                Some(value) => found = object.next_value_seed(value)?,
                None => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
    }
}

impl<'de, V: DeserializeSeed<'de>> DeserializeSeed<'de> for Member<V>
where
    V::Value: Default,
{
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The list of a batch's failed items, or none where there is anything but a list.
struct ItemsVisitor;

impl<'de> Visitor<'de> for ItemsVisitor {
    type Value = Vec<FailedItem<'de>>;

    take_no_notice!(of scalars);
    take_no_notice!(of visit_str(&str));
    take_no_notice!(of objects);

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(ItemVisitor)? {
            items.extend(item);
        }
        Ok(items)
    }
}

impl<'de> DeserializeSeed<'de> for ItemsVisitor {
    type Value = Vec<FailedItem<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A failed item, or nothing where there is anything without an `error_code`.
struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Option<FailedItem<'de>>;

    take_no_notice!(of scalars);
    take_no_notice!(of visit_str(&str));
    take_no_notice!(of lists);

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let (mut code, mut text) = (None, None);
        while let Some(key) = object.next_key_seed(TextVisitor)? {
            match key.as_deref() {
                Some("error_code") => code = Some(object.next_value::<Number>()?.0),
                Some("error_msg") => text = object.next_value_seed(TextVisitor)?,
                _ => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(code.map(|code| FailedItem { code, text }))
    }
}

impl<'de> DeserializeSeed<'de> for ItemVisitor {
    type Value = Option<FailedItem<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

//! Reads a response from any self-describing format.

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use super::{FailedItem, Response};
use crate::code::Code;
use crate::serde::CodeVisitor;
use crate::status::Status;

/// Requires a self-describing format such as JSON.
///
/// # Errors
///
/// Returns an error if there is no code, if `code` is not a 32-bit integer as a number or a string nor
/// an SDK identifier, if an item of a `failed_list` has no such `error_code`, or if a member that is
/// read is duplicated.
impl<'de, S: Status> Deserialize<'de> for Response<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ResponseVisitor(PhantomData))
    }
}

/// Defines the methods of a visitor that ignores these types of values.
macro_rules! ignore {
    ($($method:ident($kind:ty)),*) => {
        $(fn $method<E: Error>(self, _: $kind) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        })*
    };
    (other scalars) => {
        ignore!(
            visit_bool(bool),
            visit_i128(i128),
            visit_u128(u128),
            visit_bytes(&[u8])
        );

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("any value")
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
            inner.deserialize_any(self)
        }
    };
    (arrays) => {
        fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Self::Value, A::Error> {
            while array.next_element::<IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
    (objects) => {
        fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
}

struct ResponseVisitor<S>(PhantomData<S>);

impl<'de, S: Status> Visitor<'de> for ResponseVisitor<S> {
    type Value = Response<S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a response object with a `code` field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let form = S::response_form();
        let mut messages = vec![None; form.messages.len()];
        let mut codes = vec![None; form.codes.len()];
        let (mut reason, mut failed) = (None, None);
        while let Some(key) = map.next_key_seed(AnySeed(TextVisitor))? {
            match key.as_deref().unwrap_or_default() {
                key if key == form.codes[0] => {
                    let value = map.next_value_seed(AnySeed(StatusVisitor::<S>(PhantomData)))?;
                    set_once(&mut codes[0], form.codes[0], Some(value))?;
                }
                "detail" => {
                    let value = map.next_value_seed(member("reason", TextVisitor))?;
                    set_once(&mut reason, "detail", value)?;
                }
                "data" => {
                    let items = ItemsVisitor(PhantomData);
                    let value = map.next_value_seed(member("failed_list", items))?;
                    set_once(&mut failed, "data", value)?;
                }
                key => {
                    let index = |keys: &[&str]| keys.iter().position(|name| *name == key);
                    if let Some(index) = index(form.codes) {
                        // What other APIs have under such a key is not always a code.
                        let value =
                            map.next_value_seed(AnySeed(AnyCodeVisitor::<S>(PhantomData)))?;
                        set_once(&mut codes[index], form.codes[index], value)?;
                    } else if let Some(index) = index(form.messages) {
                        let value = map.next_value_seed(AnySeed(TextVisitor))?;
                        set_once(&mut messages[index], form.messages[index], value)?;
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
            }
        }
        let mut codes = codes.into_iter().flatten().flatten();
        let code = codes.next();
        let code = code.ok_or_else(|| A::Error::missing_field(form.codes[0]))?;
        let messages = messages.into_iter().flatten().flatten();
        // An empty `desc` does not hide `msg`.
        let is_blank = |message: &String| message.trim().is_empty();
        Ok(Response {
            code: Code::from(code),
            message: messages.reduce(|first, next| if is_blank(&first) { next } else { first }),
            reason: reason.flatten(),
            failed_items: failed.unwrap_or_default(),
        })
    }
}

/// Returns the code that a text of digits or an SDK identifier stands for.
fn code_of<S: Status>(text: &str) -> Option<i32> {
    let text = text.trim_ascii();
    // Other services have words such as `Forbidden` for their own codes.
    let status = || S::from_name(text).filter(|status| status.name() != text);
    S::notation().parse(text).or_else(|| status().map(S::code))
}

/// Returns a float without a fraction as an integer.
fn integer(number: f64) -> Option<i32> {
    // The conversion saturates, and the comparison then fails.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "compared with the original"
    )]
    let integer = number as i32;
    #[allow(clippy::float_cmp, reason = "every code is exact as a float")]
    let is_equal = f64::from(integer) == number;
    is_equal.then_some(integer)
}

/// A code, also as a float without a fraction or as an SDK identifier.
struct StatusVisitor<S>(PhantomData<S>);

impl<S: Status> Visitor<'_> for StatusVisitor<S> {
    type Value = i32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        CodeVisitor.expecting(f)
    }

    fn visit_i64<E: Error>(self, code: i64) -> Result<i32, E> {
        CodeVisitor.visit_i64(code)
    }

    fn visit_u64<E: Error>(self, code: u64) -> Result<i32, E> {
        CodeVisitor.visit_u64(code)
    }

    fn visit_f64<E: Error>(self, code: f64) -> Result<i32, E> {
        integer(code).ok_or_else(|| E::invalid_type(Unexpected::Float(code), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<i32, E> {
        code_of::<S>(text).map_or_else(|| CodeVisitor.visit_str(text), Ok)
    }
}

/// The same, or `None` for any other value.
struct AnyCodeVisitor<S>(PhantomData<S>);

impl<'de, S: Status> Visitor<'de> for AnyCodeVisitor<S> {
    type Value = Option<i32>;

    fn visit_i64<E: Error>(self, code: i64) -> Result<Self::Value, E> {
        Ok(i32::try_from(code).ok())
    }

    fn visit_u64<E: Error>(self, code: u64) -> Result<Self::Value, E> {
        Ok(i32::try_from(code).ok())
    }

    fn visit_f64<E: Error>(self, code: f64) -> Result<Self::Value, E> {
        Ok(integer(code))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(code_of::<S>(text))
    }

    ignore!(other scalars);
    ignore!(arrays);
    ignore!(objects);
}

/// Sets a member that must not be set yet.
fn set_once<T, E: Error>(member: &mut Option<T>, name: &'static str, value: T) -> Result<(), E> {
    match member.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::duplicate_field(name)),
    }
}

/// Lets a visitor see a value of any type.
struct AnySeed<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for AnySeed<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }
}

/// A string, or `None` for any other value.
#[derive(Clone, Copy)]
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<String>;

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(String::from(text)))
    }

    ignore!(visit_i64(i64), visit_u64(u64), visit_f64(f64));
    ignore!(other scalars);
    ignore!(arrays);
    ignore!(objects);
}

/// A string or an integer, or `None` for any other value.
struct TextOrIntegerVisitor;

impl<'de> Visitor<'de> for TextOrIntegerVisitor {
    type Value = Option<String>;

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(String::from(text)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    ignore!(visit_f64(f64));
    ignore!(other scalars);
    ignore!(arrays);
    ignore!(objects);
}

/// One member of an object, or nothing for any other value.
struct MemberVisitor<V> {
    name: &'static str,
    value: V,
}

fn member<V>(name: &'static str, value: V) -> AnySeed<MemberVisitor<V>> {
    AnySeed(MemberVisitor { name, value })
}

impl<'de, V: Visitor<'de> + Copy> Visitor<'de> for MemberVisitor<V>
where
    V::Value: Default,
{
    type Value = V::Value;

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = object.next_key_seed(AnySeed(TextVisitor))? {
            if key.as_deref() == Some(self.name) {
                let value = object.next_value_seed(AnySeed(self.value))?;
                set_once(&mut found, self.name, value)?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found.unwrap_or_default())
    }

    ignore!(
        visit_str(&str),
        visit_i64(i64),
        visit_u64(u64),
        visit_f64(f64)
    );
    ignore!(other scalars);
    ignore!(arrays);
}

/// The failed items of a batch, or none for a value that is not an array.
#[derive(Clone, Copy)]
struct ItemsVisitor<S>(PhantomData<S>);

impl<'de, S: Status> Visitor<'de> for ItemsVisitor<S> {
    type Value = Vec<FailedItem<S>>;

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = array.next_element_seed(AnySeed(ItemVisitor(PhantomData)))? {
            items.push(item);
        }
        Ok(items)
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of failed items")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        inner.deserialize_any(self)
    }
}

/// A failed item. One without a code is an error: ignoring it could turn a partial success into a
/// full one.
struct ItemVisitor<S>(PhantomData<S>);

impl<'de, S: Status> Visitor<'de> for ItemVisitor<S> {
    type Value = FailedItem<S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item with an `error_code` field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let (mut code, mut message, mut members) = (None, None, Vec::new());
        while let Some(key) = object.next_key_seed(AnySeed(TextVisitor))? {
            match key.as_deref().unwrap_or_default() {
                "error_code" => {
                    let value = object.next_value_seed(AnySeed(CodeVisitor))?;
                    set_once(&mut code, "error_code", value)?;
                }
                "error_msg" => {
                    let value = object.next_value_seed(AnySeed(TextVisitor))?;
                    set_once(&mut message, "error_msg", value)?;
                }
                _ => {
                    let value = object.next_value_seed(AnySeed(TextOrIntegerVisitor))?;
                    members.extend(key.zip(value));
                }
            }
        }
        let code = code.ok_or_else(|| A::Error::missing_field("error_code"))?;
        Ok(FailedItem {
            code: Code::from(code),
            message: message.flatten(),
            members,
        })
    }
}

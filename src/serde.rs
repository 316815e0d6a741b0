//! Codes as numbers in any format of serde, and keywords and vocabularies as ids.

use core::fmt;

pub use serde;
use serde::de::{Error, Unexpected, Visitor};
use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::code::Code;
use crate::diagnosis::Diagnosis;
use crate::evidence::Evidence;
use crate::response::Failure;
use crate::shared::keywords::{FixBy, Outcome, Retry};
use crate::status::Status;
use crate::table::{Cause, Language};
use crate::vocabulary::{Undeclared, Vocabulary};

/// Deserializes a code from an integer or, in human-readable formats, from a string of digits.
///
/// # Errors
///
/// Returns an error if the value is not a 32-bit integer.
pub fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i32, D::Error> {
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(CodeVisitor)
    } else {
        deserializer.deserialize_i32(CodeVisitor)
    }
}

pub(crate) struct CodeVisitor;

impl Visitor<'_> for CodeVisitor {
    type Value = i32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a 32-bit integer code, as a number or a string")
    }

    fn visit_i64<E: Error>(self, code: i64) -> Result<i32, E> {
        i32::try_from(code).map_err(|_| E::invalid_value(Unexpected::Signed(code), &self))
    }

    fn visit_u64<E: Error>(self, code: u64) -> Result<i32, E> {
        i32::try_from(code).map_err(|_| E::invalid_value(Unexpected::Unsigned(code), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<i32, E> {
        text.trim_ascii()
            .parse()
            .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

impl<S: Status> Serialize for Code<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.serialize_i32(self.as_i32())
    }
}

impl<'de, S: Status> Deserialize<'de> for Code<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        code(deserializer).map(Self::from)
    }
}

/// Deserializes a value of a type from its id.
///
/// # Errors
///
/// Returns an error that lists all ids if the text is none of them.
pub fn id<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    type_name: &'static str,
    all: &'static [T],
    id: fn(T) -> &'static str,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(IdVisitor { type_name, all, id })
}

struct IdVisitor<T: 'static> {
    type_name: &'static str,
    all: &'static [T],
    id: fn(T) -> &'static str,
}

impl<T: Copy> Visitor<'_> for IdVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an id of `{}`", self.type_name)?;
        for (index, value) in self.all.iter().enumerate() {
            let separator = if index == 0 { ":" } else { "," };
            write!(f, "{separator} `{}`", (self.id)(*value))?;
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let found = self.all.iter().find(|value| (self.id)(**value) == text);
        found
            .copied()
            .ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Serializes the values of a type as their ids.
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize_as_id {
    ($Type:ident) => {
        $crate::__serialize_as_id!($Type, Self::ALL);
    };
    ($Type:ident, $all:expr) => {
        impl $crate::__private::serde::Serialize for $Type {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $Type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let name = ::core::stringify!($Type);
                $crate::__private::id(deserializer, name, $all, Self::id)
            }
        }
    };
}

__serialize_as_id!(Outcome);
__serialize_as_id!(Retry);
__serialize_as_id!(FixBy);
__serialize_as_id!(Evidence);
// The only value, although the table declares none.
__serialize_as_id!(Undeclared, &[Self]);

/// Serializes a language as its id.
impl<S: Status> Serialize for Language<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.serialize_str(self.id())
    }
}

/// Serializes a generated enum as its code.
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize_as_code {
    ($Status:ident) => {
        impl $crate::__private::serde::Serialize for $Status {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i32(self.code())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $Status {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let code = $crate::__private::code(deserializer)?;
                <Self as ::core::convert::TryFrom<i32>>::try_from(code)
                    .map_err($crate::__private::serde::de::Error::custom)
            }
        }
    };
}

/// Serializes the members that `commsease-status explain --format json` prints, too.
impl<S: Status> Serialize for Diagnosis<'_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut fields = serializer.serialize_struct("Diagnosis", 12)?;
        fields.serialize_field("code", &self.code())?;
        fields.serialize_field("name", &self.status().map(Status::name))?;
        fields.serialize_field("summary", self.summary())?;
        fields.serialize_field("evidence", &self.evidence())?;
        fields.serialize_field("message", &self.message())?;
        fields.serialize_field("captures", &Captures(self))?;
        fields.serialize_field("key", &AsString(self.key()))?;
        fields.serialize_field("outcome", &self.outcome())?;
        fields.serialize_field("retry", &self.retry())?;
        fields.serialize_field("causes", &Causes(self))?;
        fields.serialize_field("advice", &self.advice())?;
        fields.serialize_field("user_message", &self.user_message())?;
        fields.end()
    }
}

/// Serializes the [`Diagnosis`].
impl<S: Status> Serialize for Failure<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        self.diagnosis().serialize(serializer)
    }
}

// Some formats need the length before the elements.
struct Captures<'d, 'm, S: Status>(&'d Diagnosis<'m, S>);

impl<S: Status> Serialize for Captures<'_, '_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut map = serializer.serialize_map(Some(self.0.captures().count()))?;
        for (name, text) in self.0.captures() {
            map.serialize_entry(name, text)?;
        }
        map.end()
    }
}

/// The causes of a diagnosis, with the captured text filled in.
struct Causes<'d, 'm, S: Status>(&'d Diagnosis<'m, S>);

impl<S: Status> Serialize for Causes<'_, '_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut sequence = serializer.serialize_seq(Some(self.0.causes().count()))?;
        for cause in self.0.causes() {
            sequence.serialize_element(&CauseOf(self.0, cause))?;
        }
        sequence.end()
    }
}

struct CauseOf<'d, 'm, S: Status>(&'d Diagnosis<'m, S>, &'static Cause<S>);

impl<S: Status> Serialize for CauseOf<'_, '_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let Self(diagnosis, cause) = self;
        let mut fields = serializer.serialize_struct("Cause", 6)?;
        fields.serialize_field("id", cause.id())?;
        let description = diagnosis.interpolate(cause.description_in(diagnosis.language()));
        fields.serialize_field("description", &AsString(description))?;
        let fix = diagnosis.interpolate(cause.fix_in(diagnosis.language()));
        fields.serialize_field("fix", &AsString(fix))?;
        fields.serialize_field("fix_by", &cause.fix_by())?;
        fields.serialize_field("retry", &cause.retry())?;
        fields.serialize_field("area", cause.area().id())?;
        fields.end()
    }
}

/// Serializes a value as it is displayed.
pub(crate) struct AsString<T>(pub(crate) T);

impl<T: fmt::Display> Serialize for AsString<T> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.collect_str(&self.0)
    }
}

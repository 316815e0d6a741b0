//! The keys that are compared: all of the schema.

use serde::Deserialize;
use serde::de::value::Error;
use serde::de::{Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;

use super::change::Item;
use crate::generator::schema::{self, LANGUAGE};

/// The vocabularies, whose terms are entries, and whose order is the enum's.
pub(super) const VOCABULARIES: &[&str] = &["category", "area", "platform", "source"];

/// Returns the keys of an entry, in the order of the schema.
pub(super) fn keys(item: Item) -> impl Iterator<Item = &'static str> {
    let keys: &[&str] = match item {
        Item::Enum => fields::<schema::Enum>(),
        Item::Category => fields::<schema::Category>(),
        Item::Area => fields::<schema::Area>(),
        Item::Platform => fields::<schema::Platform>(),
        Item::Source => fields::<schema::Source>(),
        Item::Language => fields::<schema::Language>(),
        Item::Response => fields::<schema::Response>(),
        Item::Log => fields::<schema::Log>(),
        Item::Range => fields::<schema::CodeRange>(),
        Item::Code => fields::<schema::Code>(),
        Item::Meaning => fields::<schema::Meaning>(),
        Item::Cause => fields::<schema::Cause>(),
        Item::SdkIdentifier => &["code", "platform"],
    };
    // The id of a term is not one of its keys in a file.
    let id = if keys.contains(&"id") {
        None
    } else {
        Some("id")
    };
    let orders = if item == Item::Enum {
        VOCABULARIES
    } else {
        &[]
    };
    let keys = keys.iter().chain(orders).copied();
    id.into_iter().chain(keys.filter(|key| *key != LANGUAGE))
}

/// Returns the fields of a struct, which its implementation of `Deserialize` asks for.
fn fields<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    struct Fields<'f>(&'f mut &'static [&'static str]);

    impl<'de> Deserializer<'de> for Fields<'_> {
        type Error = Error;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            Err(Error::custom("there is no value"))
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Error> {
            *self.0 = fields;
            self.deserialize_any(visitor)
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
            option unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier
            ignored_any
        }
    }

    let mut fields: &[&str] = &[];
    // The error is that there is no value.
    let _ = T::deserialize(Fields(&mut fields));
    fields
}

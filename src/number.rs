//! Codes as numbers in any serde format.

/// Implements serde's traits for a generated enum. Generated code cannot know whether this crate has the feature
/// `serde`, so it always calls this.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_as_number {
    ($Status:ident) => {
        impl $crate::number::serde::Serialize for $Status {
            fn serialize<S: $crate::number::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i32(self.code())
            }
        }

        impl<'de> $crate::number::serde::Deserialize<'de> for $Status {
            fn deserialize<D: $crate::number::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let code = <i32 as $crate::number::serde::Deserialize>::deserialize(deserializer)?;
                <Self as ::core::convert::TryFrom<i32>>::try_from(code)
                    .map_err($crate::number::serde::de::Error::custom)
            }
        }
    };
}

/// Without the feature `serde` there is nothing to implement.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_as_number {
    ($Status:ident) => {};
}

#[cfg(feature = "serde")]
pub use serde;

#[cfg(feature = "serde")]
mod impls {
    use serde::ser::SerializeStruct;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::cause::{Cause, Outcome, Retry};
    use crate::code::Code;
    use crate::diagnosis::Diagnosis;
    use crate::status::{Status, Word};

    impl<S: Status> Serialize for Code<S> {
        fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            serializer.serialize_i32(self.number())
        }
    }

    impl<'de, S: Status> Deserialize<'de> for Code<S> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            i32::deserialize(deserializer).map(Self::of)
        }
    }

    /// The same members as `commsease-status explain --format json` prints.
    impl<S: Status> Serialize for Diagnosis<'_, S> {
        fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            let mut fields = serializer.serialize_struct("Diagnosis", 8)?;
            fields.serialize_field("code", &self.code())?;
            fields.serialize_field("name", &self.status().map(Status::name))?;
            fields.serialize_field("summary", self.summary())?;
            fields.serialize_field("evidence", self.evidence().id())?;
            fields.serialize_field("text", &self.text())?;
            fields.serialize_field("outcome", &self.outcome().map(Outcome::id))?;
            fields.serialize_field("retry", &self.retry().map(Retry::id))?;
            fields.serialize_field("causes", &Causes(self))?;
            fields.end()
        }
    }

    /// The causes of a diagnosis with what the text says filled in.
    struct Causes<'d, 't, S: Status>(&'d Diagnosis<'t, S>);

    impl<S: Status> Serialize for Causes<'_, '_, S> {
        fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            serializer.collect_seq(self.0.causes().iter().map(|cause| CauseOf(self.0, cause)))
        }
    }

    struct CauseOf<'d, 't, S: Status>(&'d Diagnosis<'t, S>, &'static Cause<S>);

    impl<S: Status> Serialize for CauseOf<'_, '_, S> {
        fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            let Self(diagnosis, cause) = self;
            let mut fields = serializer.serialize_struct("Cause", 6)?;
            fields.serialize_field("id", cause.id())?;
            fields.serialize_field("when", &Shown(diagnosis.fill(cause.when())))?;
            fields.serialize_field("fix", &Shown(diagnosis.fill(cause.fix())))?;
            fields.serialize_field("fixer", cause.fixer().id())?;
            fields.serialize_field("retry", cause.retry().id())?;
            fields.serialize_field("area", cause.area().id())?;
            fields.end()
        }
    }

    /// A text that is put together while it is written.
    struct Shown<T>(T);

    impl<T: core::fmt::Display> Serialize for Shown<T> {
        fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            serializer.collect_str(&self.0)
        }
    }
}

//! The short serialized form of a diagnosis.

use core::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::StatusCode;
use crate::diagnosis::Diagnosis;
use crate::serde::AsString;
use crate::status::Status;

/// The short serialized form of a [`Diagnosis`], for an API of your own. [`Diagnosis::brief`] returns
/// it.
///
/// It always has the same members: `code`, `name`, `key`, `summary`, `fix`, `advice`, and `retry`. What
/// is not known is null: `fix` without a proven cause, `advice` with one. The sentences are in the
/// language of the diagnosis. `fix` can quote the error message.
///
/// # Examples
///
/// ```
/// use commsease_status::{Code, Failure};
///
/// let failure: Failure = Failure::new(Code::new(414), Some("check roomid"));
/// let brief = serde_json::to_value(failure.diagnosis().brief())?;
/// assert_eq!(brief["key"], "414/chat-room-closed");
/// assert_eq!(brief["retry"], "after-fix");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy)]
#[must_use = "a brief has no effect unless it is serialized"]
pub struct Brief<'m, S: Status = StatusCode>(Diagnosis<'m, S>);

impl<'m, S: Status> Diagnosis<'m, S> {
    /// Returns the short serialized form, for an API of your own.
    ///
    /// ```
    /// use commsease_status::{StatusCode, diagnose};
    /// use serde_json::json;
    ///
    /// let brief = diagnose(-77, None).brief();
    /// let expected = json!({
    ///     "code": -77,
    ///     "name": null,
    ///     "key": "-77",
    ///     "summary": "Unknown status code.",
    ///     "fix": null,
    ///     "advice": null,
    ///     "retry": null,
    /// });
    /// assert_eq!(json!(brief), expected);
    /// ```
    pub const fn brief(self) -> Brief<'m, S> {
        Brief(self)
    }
}

impl<S: Status> Serialize for Brief<'_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let Self(diagnosis) = self;
        let mut fields = serializer.serialize_struct("Brief", 7)?;
        fields.serialize_field("code", &diagnosis.code())?;
        fields.serialize_field("name", &diagnosis.status().map(Status::name))?;
        fields.serialize_field("key", &AsString(diagnosis.key()))?;
        fields.serialize_field("summary", diagnosis.summary())?;
        fields.serialize_field("fix", &diagnosis.fix().map(AsString))?;
        fields.serialize_field("advice", &diagnosis.advice())?;
        fields.serialize_field("retry", &diagnosis.retry())?;
        fields.end()
    }
}

impl<S: Status> fmt::Debug for Brief<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Brief").field(&self.0).finish()
    }
}

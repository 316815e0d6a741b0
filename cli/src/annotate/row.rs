//! The row of a line.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io::Write;

use commsease_status::{Diagnosis, Language, Status};
use commsease_status_logs::{Finder, Finding, Problem};
use serde::Deserialize;
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::source::MAX_LINE_LEN;
use super::turn::Turn;
use crate::output::{cut, is_plain, push_json, push_json_line};
use crate::record::id;
use commsease_status_explain::Answer;

/// The keys that a row adds to an object.
const OWN_KEYS: [&str; 2] = ["responses", "problem"];
/// The keys of a response without `--all`, besides `cause` and `fix`.
const KEYS: [&str; 9] = [
    "code", "name", "key", "category", "outcome", "retry", "message", "captures", "platform",
];
/// The maximum number of bytes of responses that are kept because they can occur again.
const MAX_KEPT_LEN: usize = 4 << 20;

/// Writes the rows of lines. Logs repeat themselves, so each different response is diagnosed once.
pub(super) struct Annotator<'a, S: Status> {
    finder: &'a Finder<S>,
    field: Option<&'a str>,
    all: bool,
    language: Language<S>,
    kept: HashMap<Key<S>, String>,
    kept_len: usize,
    text: String,
}

/// What a response says.
#[derive(PartialEq, Eq, Hash)]
struct Key<S: Status> {
    code: i32,
    platform: Option<S::Platform>,
    message: Option<String>,
}

impl<'a, S: Status> Annotator<'a, S> {
    pub(super) fn new(
        finder: &'a Finder<S>,
        field: Option<&'a str>,
        all: bool,
        language: Language<S>,
    ) -> Self {
        Self {
            finder,
            field,
            all,
            language,
            kept: HashMap::new(),
            kept_len: 0,
            text: String::new(),
        }
    }

    /// Writes the row of a line, without its end.
    pub(super) fn line<W: Write>(&mut self, line: &[u8], out: &mut Turn<'_, W>) {
        if line.len() > MAX_LINE_LEN {
            return self.cut_line(line, out);
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mut problems = Vec::new();
        let text = std::str::from_utf8(line).map_or_else(
            |_| {
                problems.push(String::from("replaced invalid UTF-8 in the line"));
                String::from_utf8_lossy(line)
            },
            Cow::Borrowed,
        );
        let object = Object::read(&text, self.field);
        let searched = match (self.field, &object) {
            (None, _) => Cow::Borrowed(line),
            (Some(name), Ok(object)) => object.field(name).unwrap_or_else(|problem| {
                problems.push(problem);
                Cow::default()
            }),
            (Some(_), Err(error)) => {
                let error = error.to_string();
                problems.push(format!("the line is not a JSON object: {}", cut(&error)));
                Cow::default()
            }
        };
        match object {
            Ok(Object { taken: None, .. }) => self.start_of_object(&text, out),
            Ok(Object { taken, .. }) => {
                let taken = taken.unwrap_or_default();
                problems.push(format!("the line has the key `{taken}` already"));
                self.start_with_text(&text, out);
            }
            Err(_) => self.start_with_text(&text, out),
        }
        self.responses(&searched, &mut problems, out);
        self.end(&problems, out);
    }

    /// Writes the row of a line that is too long, of which this is the start.
    pub(super) fn cut_line<W: Write>(&mut self, line: &[u8], out: &mut Turn<'_, W>) {
        let start = String::from_utf8_lossy(&line[..line.len().min(1 << 12)]);
        self.start_with_text(&cut(&start), out);
        out.push(b"\"responses\":[]");
        self.end(&[String::from("the line is longer than 8 MiB")], out);
    }

    fn start_of_object<W: Write>(&mut self, object: &str, out: &mut Turn<'_, W>) {
        let members = object.trim_end().strip_suffix('}').unwrap_or_default();
        if is_plain(members) {
            out.push(members.as_bytes());
        } else {
            self.text.clear();
            push_json(members, &mut self.text);
            out.push(self.text.as_bytes());
        }
        if members.trim() != "{" {
            out.push(b",");
        }
    }

    fn start_with_text<W: Write>(&mut self, text: &str, out: &mut Turn<'_, W>) {
        self.text.clear();
        push_json_line(text, &mut self.text);
        out.push(b"{\"line\":");
        out.push(self.text.as_bytes());
        out.push(b",");
    }

    fn end<W: Write>(&mut self, problems: &[String], out: &mut Turn<'_, W>) {
        if !problems.is_empty() {
            out.push(b",\"problem\":");
            self.text.clear();
            push_json_line(&problems.join("; "), &mut self.text);
            out.push(self.text.as_bytes());
        }
        out.push(b"}\n");
    }

    /// Writes the responses in their order.
    fn responses<W: Write>(
        &mut self,
        text: &[u8],
        problems: &mut Vec<String>,
        out: &mut Turn<'_, W>,
    ) {
        let mut found = Vec::new();
        let mut seen = [None; 3];
        self.finder.search(text, |finding| match finding {
            Finding::Response(response) => {
                // A message without a code does not say which code it came with.
                let Some(code) = response.code else { return };
                let message = response.message.or(response.reason).map(Cow::into_owned);
                let platform = response.platform;
                let key = Key {
                    code,
                    platform,
                    message,
                };
                found.push((response.span.start, key));
            }
            Finding::Problem(Problem::InvalidUtf8, _) => {
                seen[0] = Some("replaced invalid UTF-8 in an error message");
            }
            Finding::Problem(Problem::TooDeep, _) => {
                seen[1] = Some("skipped a response nested more than 128 levels deep");
            }
            Finding::Problem(Problem::GaveUp, _) => {
                seen[2] = Some("gave up on too many candidate bodies");
            }
        });
        problems.extend(seen.into_iter().flatten().map(String::from));
        found.sort_by_key(|(at, _)| *at);
        out.push(b"\"responses\":[");
        for (index, (_, key)) in found.into_iter().enumerate() {
            if index > 0 {
                out.push(b",");
            }
            out.push(self.response(key).as_bytes());
        }
        out.push(b"]");
    }

    fn response(&mut self, key: Key<S>) -> &str {
        if self.kept_len > MAX_KEPT_LEN {
            self.kept.clear();
            self.kept_len = 0;
        }
        let (language, all) = (self.language, self.all);
        let kept_len = &mut self.kept_len;
        // The entry needs the key, which it is made of.
        let made = (!self.kept.contains_key(&key)).then(|| key.to_json(language, all));
        let entry = self.kept.entry(key);
        entry.or_insert_with(|| {
            let made = made.unwrap_or_default();
            *kept_len += made.len();
            made
        })
    }
}

impl<S: Status> Key<S> {
    fn to_json(&self, language: Language<S>, all: bool) -> String {
        let diagnosis = Diagnosis::<S>::new(self.code, self.message.as_deref());
        let mut answer = Answer::new(&diagnosis.in_language(language), self.platform);
        answer.platform = self.platform.and_then(id);
        let cause = answer.causes.first().filter(|_| answer.is_cause_proven());
        let own = [
            ("cause", cause.map(|it| Value::from(it.id))),
            ("fix", cause.map(|it| Value::from(it.fix.plain()))),
        ];
        let mut response = serde_json::to_value(&answer).unwrap_or_default();
        if let Some(members) = response.as_object_mut() {
            members.retain(|key, _| all || KEYS.contains(&key.as_str()));
            let own = own.map(|(key, value)| (String::from(key), value.unwrap_or_default()));
            members.extend(own);
        }
        let mut json = String::new();
        push_json_line(&response, &mut json);
        json
    }
}

/// A JSON object.
struct Object<'t> {
    /// The value of the field, in JSON.
    field: Option<&'t RawValue>,
    /// A key that the row would add.
    taken: Option<&'static str>,
}

impl<'t> Object<'t> {
    fn read(text: &'t str, field: Option<&str>) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let object = deserializer.deserialize_map(Keys { field })?;
        deserializer.end()?;
        Ok(object)
    }

    /// Returns the text of the field, or why there is none.
    fn field(&self, name: &str) -> Result<Cow<'t, [u8]>, String> {
        let value = self.field.map(RawValue::get);
        let value = value.ok_or_else(|| format!("the line has no field `{name}`"))?;
        if !value.starts_with('"') {
            return Ok(Cow::Borrowed(value.as_bytes()));
        }
        match serde_json::from_str::<Text<'t>>(value) {
            Ok(Text(Cow::Borrowed(text))) => Ok(Cow::Borrowed(text.as_bytes())),
            Ok(Text(Cow::Owned(text))) => Ok(Cow::Owned(text.into_bytes())),
            Err(error) => Err(format!("the field `{name}` is not valid text: {error}")),
        }
    }
}

/// A string, borrowed if it has no escapes.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// Reads the keys of an object, and the value of one of them.
struct Keys<'f> {
    field: Option<&'f str>,
}

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let (mut field, mut taken) = (None, None);
        while let Some(Text(key)) = map.next_key()? {
            taken = taken.or(OWN_KEYS.into_iter().find(|own| *own == key));
            if self.field == Some(&*key) {
                field = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Object { field, taken })
    }
}

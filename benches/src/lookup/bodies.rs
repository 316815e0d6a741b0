//! From the body of a response to the cause, end to end.

use std::borrow::Cow;

use commsease_status::{Cause, Response};
use serde::Deserialize;

use super::messages::messages;
use super::{Column, OURS, add, columns, random_indices};
use crate::clock::Contender;
use crate::report::Section;
use crate::tables::Table;

/// The response as people define it for one endpoint. It borrows, because that is fastest.
#[derive(Deserialize)]
struct Body<'b> {
    code: i32,
    #[serde(borrow)]
    desc: Option<Cow<'b, str>>,
}

pub(super) fn run(turns: usize, is_full: bool, section: &mut Section) {
    section.paragraph(
        "From the body of a response to the cause, both with serde_json. The peer is a struct with \
         `#[derive(Deserialize)]` for this one form of a body, which borrows the error message, \
         and the `match` of the table above. `Response` reads every documented form, keeps all \
         members, and owns its strings.",
    );
    let columns = columns!(column, turns, is_full, [Shipped, Of300, Of1000]);
    add("body to cause", &columns, section);
}

fn column<T: Table>(turns: usize) -> Column {
    let body = |(code, message): (i32, String)| {
        let message = serde_json::Value::from(message);
        format!(r#"{{"desc":{message},"code":{code}}}"#)
    };
    let bodies: Vec<String> = messages::<T::Ours>().into_iter().map(body).collect();
    let inputs: Vec<&str> = random_indices(bodies.len())
        .into_iter()
        .map(|index| bodies[index].as_str())
        .collect();
    let mut contenders = [
        Contender::new(OURS, &inputs, |body: &str| {
            let response: Response<T::Ours> = serde_json::from_str(body).ok()?;
            response.diagnosis().cause().map(Cause::id)
        }),
        Contender::new("serde derive and `match`", &inputs, |body: &str| {
            let body: Body<'_> = serde_json::from_str(body).ok()?;
            T::match_message(body.code, body.desc.as_deref()?)
        }),
    ];
    Column::new::<T>(&mut contenders, turns)
}

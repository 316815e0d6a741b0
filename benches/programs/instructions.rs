//! Runs a look-up several times over a fixed input, for a tool that counts instructions. Prints the
//! number of inputs.

use std::env;
use std::hint::black_box;

use commsease_status::{StatusCode, diagnose};

/// Known and unknown codes.
const CODES: &[i32] = &[
    200, 201, 302, 403, 404, 408, 414, 415, 416, 417, 418, 419, 500, 509, 1000, 20_001, 102_404,
    109_404, 191_001, -1, 0, 199, 411, 999, 20_000_000, i32::MIN,
];

/// Known and unknown names and SDK identifiers.
const NAMES: &[&str] = &[
    "Success",
    "InvalidParameter",
    "RequestTimeout",
    "Forbidden",
    "RES_EXIST",
    "RES_ETIMEOUT",
    "kNIMResTimeoutError",
    "InvalidParameterX",
    "Succes",
    "",
    "a name that no table has and that is longer than a block of the hash",
];

/// Error messages that match a pattern, and others.
const MESSAGES: &[(i32, &str)] = &[
    (414, "check roomid"),
    (414, "  Check  ROOMID. "),
    (414, "alice not register"),
    (414, "Exceed the maximum account 100"),
    (414, "The server said something that the table does not have"),
    (403, "check roomid"),
    (500, "internal error"),
    (-7, "unknown"),
];

fn main() {
    let mut arguments = env::args().skip(1);
    let lookup = arguments.next().unwrap_or_default();
    let passes: u32 = arguments.next().and_then(|it| it.parse().ok()).unwrap_or(0);
    let variants: Vec<StatusCode> = CODES
        .iter()
        .filter_map(|&code| StatusCode::from_code(code))
        .collect();
    let inputs = match lookup.as_str() {
        "from_code" => each(passes, CODES, StatusCode::from_code),
        "summary" => each(passes, &variants, StatusCode::summary),
        "from_name" => each(passes, NAMES, StatusCode::from_name),
        "diagnose" => each(passes, MESSAGES, |(code, message)| {
            diagnose(code, Some(message)).cause()
        }),
        _ => 0,
    };
    println!("{inputs}");
}

/// Looks each input up in each pass, and returns the number of inputs.
fn each<I: Copy, O>(passes: u32, inputs: &[I], look_up: impl Fn(I) -> O) -> usize {
    for _ in 0..passes {
        for &input in inputs {
            black_box(look_up(black_box(input)));
        }
    }
    inputs.len()
}

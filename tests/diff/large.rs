//! Large tables: the time is in proportion to their size.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use commsease_status::codegen::diff;

use super::{TABLE, parse};

/// The time is not quadratic, which would be far more than the parser needs.
#[test]
fn large_tables() {
    let table = |id: &str| {
        let mut table = String::from("enum = { name = \"A\", doc = \"A.\" }\n");
        for code in 0..5_000 {
            let _ = write!(
                table,
                "[[code]]\ncode = {code}\nname = \"A{code}\"\nsummary = \"It is {code}.\"\n\
                 retry = \"never\"\nsdk = [\"{id}_{code}\"]\n[[code.cause]]\nid = \"{id}\"\n\
                 description = \"It failed.\"\nfix = \"Fix it.\"\nfix_by = \"caller\"\n"
            );
        }
        table
    };
    let start = Instant::now();
    let (old, new) = (parse(&table("a")), parse(&table("b")));
    let parsed = start.elapsed();
    let start = Instant::now();
    let diff = diff(&old, &new);
    let compared = start.elapsed();
    // Each cause has another id, and each identifier is another one.
    assert_eq!(diff.changes().len(), 15_000);
    assert!(compared < 3 * parsed, "{compared:?} {parsed:?}");
}

/// Nor is it quadratic in the length of a list.
#[test]
fn long_lists() {
    let count = 100_000;
    let table = |prefix: &str| {
        let keywords: Vec<String> = (0..count).map(|i| format!("{prefix}{i}")).collect();
        TABLE.replace("[\"silent\"]", &format!("{keywords:?}"))
    };
    let (old, new) = (parse(&table("a")), parse(&table("b")));
    let start = Instant::now();
    assert_eq!(diff(&old, &new).changes().len(), 2 * count);
    let elapsed = start.elapsed();
    assert!(elapsed < Duration::from_secs(20), "{elapsed:?}");
}

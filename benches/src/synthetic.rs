//! Tables of any size: numbers in sparse clusters, as services hand them out, with prose of usual length.

use std::fmt::Write as _;

/// A generator of numbers that look random and are the same on every machine.
pub(crate) struct Random(u64);

impl Random {
    /// Another seed, other numbers.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let upper = u32::try_from(mixed >> 32).unwrap_or_default();
        u32::try_from((u64::from(upper) * u64::from(end)) >> 32).unwrap_or_default()
    }
}

const HEAD: &str = r#"
[enum]
name = "Ours"
doc = "The codes of a service that does not exist."

[source.manual]
title = "The service's manual"

[category.parameter]
summary = "The request says something that the service cannot accept."

[category.state]
summary = "The service is not in a state to do it."

[area.message]
summary = "Messages and what becomes of them."

[area.account]
summary = "Accounts and who they belong to."
"#;

const SUBJECTS: &[&str] = &[
    "The account",
    "The message",
    "The chat room",
    "The token",
    "The team",
    "The request",
];
const VERBS: &[&str] = &[
    "was refused",
    "has expired",
    "is not known",
    "is being moved",
    "was sent too often",
];

/// The numbers of a table in ascending order: clusters of neighbours with small gaps, and larger gaps between them.
pub(crate) fn numbers(count: usize) -> Vec<i32> {
    let mut random = Random::new(6);
    let mut numbers = Vec::with_capacity(count);
    let mut number = 200;
    while numbers.len() < count {
        for _ in 0..=random.below(30) {
            numbers.push(number);
            number += if random.below(4) == 0 { 2 } else { 1 };
        }
        number += i32::try_from(20 + random.below(500)).unwrap_or(20);
    }
    numbers.truncate(count);
    numbers
}

/// A table with so many codes, as TOML. Every tenth code has two causes that a text tells apart.
pub(crate) fn table(count: usize) -> String {
    let mut random = Random::new(7);
    let mut table = String::from(HEAD);
    for (at, number) in numbers(count).into_iter().enumerate() {
        let mut pick = |words: &[&'static str]| {
            words[random.below(u32::try_from(words.len()).unwrap_or(1)) as usize]
        };
        let (subject, verb) = (pick(SUBJECTS), pick(VERBS));
        let (category, area) = (pick(&["parameter", "state"]), pick(&["message", "account"]));
        let retry = pick(&["never", "after-fix", "backoff"]);
        // Writing to a string does not fail.
        let _ = write!(
            table,
            r#"
[[code]]
code = {number}
name = "Status{at}Of{number}"
summary = "{subject} number {at} {verb} by the service."
category = "{category}"
area = "{area}"
outcome = "failure"
retry = "{retry}"
sdk = ["RES_STATUS_{at}_OF_{number}"]
sources = ["manual"]
"#
        );
        if at % 10 == 0 {
            causes(&mut table, number, at);
        }
    }
    table
}

fn causes(table: &mut String, number: i32, at: usize) {
    // Writing to a string does not fail.
    let _ = write!(
        table,
        r#"
[[code.cause]]
id = "too-old"
when = "What was asked for in {at} is older than the service keeps anything."
fix = "Ask for something newer than a week."
fixer = "caller"
area = "message"
texts = ["entry {at} is too old"]
samples = ['{{"desc":"entry {at} is too old","code":{number}}}']
sources = ["manual"]

[[code.cause]]
id = "not-registered"
when = "The account {{accid}} does not belong to the application."
fix = "Register {{accid}} before it is used."
fixer = "console"
area = "account"
texts = ["{{accid}} not registered for {at}"]
samples = ['{{"desc":"somebody not registered for {at}","code":{number}}}']
sources = ["manual"]
"#
    );
}

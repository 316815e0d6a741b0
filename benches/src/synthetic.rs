//! Tables of any size: codes in sparse clusters, as services assign them, with prose of usual
//! length.

use std::fmt::Write as _;

/// A generator of pseudorandom integers, which are the same on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns 32 pseudorandom bits.
    pub(crate) fn bits(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from(mixed >> 32).unwrap_or_default()
    }

    /// Returns an integer below `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        u32::try_from((u64::from(self.bits()) * u64::from(end)) >> 32).unwrap_or_default()
    }
}

const HEAD: &str = r#"
[enum]
name = "Ours"
doc = "The codes of a service that does not exist."

[source.manual]
title = "The manual of the service"

[category.parameter]
summary = "The service does not accept a value in the request."

[category.state]
summary = "The service is not in a state that permits the request."

[area.message]
summary = "Messages and their delivery."

[area.account]
summary = "Accounts and their owners."
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

/// Returns codes in ascending order: clusters with small gaps, and larger gaps between them.
fn clustered(count: usize) -> Vec<i32> {
    let mut random = Random::new(6);
    let mut codes = Vec::with_capacity(count);
    let mut code = 200;
    while codes.len() < count {
        for _ in 0..=random.below(30) {
            codes.push(code);
            code += if random.below(4) == 0 { 2 } else { 1 };
        }
        code += i32::try_from(20 + random.below(500)).unwrap_or(20);
    }
    codes.truncate(count);
    codes
}

/// Returns codes from the whole range of `i32`, in ascending order, as `HRESULT`s are.
fn spread(count: usize) -> Vec<i32> {
    let mut random = Random::new(9);
    let mut codes = std::collections::BTreeSet::new();
    while codes.len() < count {
        codes.insert(random.bits().cast_signed());
    }
    codes.into_iter().collect()
}

/// Returns a table in TOML with this number of codes. Every tenth code has two causes, which error
/// messages tell apart.
pub(crate) fn table(count: usize) -> String {
    of_codes(&clustered(count))
}

/// Returns a table in TOML whose codes are spread over the whole range of `i32`.
pub(crate) fn spread_table(count: usize) -> String {
    of_codes(&spread(count))
}

fn of_codes(codes: &[i32]) -> String {
    let mut random = Random::new(7);
    let mut table = String::from(HEAD);
    for (index, code) in codes.iter().enumerate() {
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
code = {code}
name = "Status{index}Of{}"
summary = "{subject} number {index} {verb} by the service."
category = "{category}"
area = "{area}"
outcome = "failure"
retry = "{retry}"
sdk = ["RES_STATUS_{index}_OF_{}"]
sources = ["manual"]
"#,
            code.cast_unsigned(),
            code.cast_unsigned(),
        );
        if index % 10 == 0 {
            causes(&mut table, index);
        }
    }
    table
}

fn causes(table: &mut String, index: usize) {
    // Writing to a string does not fail.
    let _ = write!(
        table,
        r#"
[[code.cause]]
id = "too-old"
description = "The request asked for entry {index}, which is older than the retention period."
fix = "Ask for an entry of the last seven days."
fix_by = "caller"
area = "message"
patterns = ["entry {index} is too old"]
sources = ["manual"]

[[code.cause]]
id = "not-registered"
description = "The account {{accid}} does not belong to the app."
fix = "Register {{accid}} before the request."
fix_by = "admin"
area = "account"
patterns = ["{{accid}} not registered for {index}"]
samples = ["alice not registered for {index}"]
sources = ["manual"]
"#
    );
}

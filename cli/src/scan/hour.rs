//! The time of a line.

use std::fmt;

use commsease_status_logs::color_end;
use memchr::{memmem, memrchr};

/// The number of bytes before a date at the start of a line, such as `127.0.0.1 - - [`.
const MAX_BEFORE: usize = 64;
/// The number of bytes before a date in a JSON line.
const MAX_BEFORE_IN_JSON: usize = 4096;
/// The keys of a date in a JSON line, and then those of a text that begins with one.
const KEYS: [&str; 9] = [
    "time",
    "timestamp",
    "@timestamp",
    "ts",
    "date",
    "datetime",
    "log",
    "message",
    "msg",
];
/// How many lines before that of a code are searched for a time.
const MAX_LINES: usize = 100;
/// The forms of a date and the hour: `0` is a digit, `m` the number of a month, `h` that of an hour,
/// `M` the name of a month, `a` a letter, `_` a space or a digit, and `T` also a space. The minutes
/// follow.
const DATES: [&str; 10] = [
    "0000-mm-00Thh",
    "0000/mm/00Thh",
    "0000.mm.00Thh",
    "0000mm00Thh",
    "00/MMM/0000:hh",
    "00-MMM-0000 hh",
    "00 MMM 0000 hh",
    "MMM 0, 0000 hh",
    "MMM 00, 0000 hh",
    "MMM _0 hh",
];
/// Forms without a year, which have seconds and are at the start of a line.
const TIMES: [&str; 3] = ["mm-00 hh", "amm00 hh", "hh"];
const MONTHS: [&[u8]; 12] = [
    b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec",
];
const MAX_LEN: usize = 15;

/// An hour, as the lines have it. It is empty if they have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hour([u8; MAX_LEN]);

impl Hour {
    /// Returns the hour of the line that a place is in, or of the nearest line above it that has one.
    pub(crate) fn of(block: &[u8], at: usize) -> Self {
        let mut end = at;
        for _ in 0..MAX_LINES {
            let start = memrchr(b'\n', &block[..end]).map_or(0, |newline| newline + 1);
            if let Some(hour) = Self::of_line(&block[start..]) {
                return hour;
            }
            let Some(newline) = start.checked_sub(1) else {
                break;
            };
            end = newline;
        }
        Self::default()
    }

    fn of_line(text: &[u8]) -> Option<Self> {
        let line = text.split(|byte| *byte == b'\n').next()?;
        let find = |start, forms: &[&str], has_seconds| {
            let text = &line[start..];
            forms
                .iter()
                .find_map(|form| Self::of_form(text, form, has_seconds))
        };
        if line.starts_with(b"{") {
            let json = &line[..line.len().min(MAX_BEFORE_IN_JSON)];
            return KEYS.iter().find_map(|key| {
                let key = format!("\"{key}\":\"");
                let start = memmem::find(json, key.as_bytes())? + key.len();
                find(start, &DATES, false)
            });
        }
        let mut starts = 0..line.len().min(MAX_BEFORE);
        starts.find_map(|start| {
            if is_in_word(line, start) {
                return None;
            }
            let date = find(start, &DATES, false);
            date.or_else(|| is_start(line, start).then(|| find(start, &TIMES, true))?)
        })
    }

    fn of_form(text: &[u8], form: &str, has_seconds: bool) -> Option<Self> {
        let (hour, rest) = text.split_at_checked(form.len())?;
        let fits = |(byte, form): (&u8, u8)| match form {
            b'0' | b'm' | b'h' => byte.is_ascii_digit(),
            b'a' | b'M' => byte.is_ascii_alphabetic(),
            b'_' => byte.is_ascii_digit() || *byte == b' ',
            b'T' => matches!(byte, b'T' | b' '),
            form => *byte == form,
        };
        let number = |part| {
            let start = form.find(part)?;
            std::str::from_utf8(&hour[start..start + 2])
                .ok()?
                .parse::<u8>()
                .ok()
        };
        let fits = hour.iter().zip(form.bytes()).all(fits)
            && number("mm").is_none_or(|month| (1..=12).contains(&month))
            && form
                .find("MMM")
                .is_none_or(|start| MONTHS.contains(&&hour[start..start + 3]));
        let is_minute = |part: &&[u8]| matches!(part, [b':', b'0'..=b'5', b'0'..=b'9']);
        let parts = rest.chunks(3).take(3).take_while(is_minute).count();
        if !fits || !(1 + usize::from(has_seconds)..=2).contains(&parts) {
            return None;
        }
        let of_day = in_24_hours(number("hh")?, &rest[3 * parts..])?;
        let mut bytes = [0; MAX_LEN];
        bytes[..hour.len()].copy_from_slice(hour);
        if let Some(at) = form.find('T') {
            bytes[at] = b' ';
        }
        bytes[hour.len() - 2..hour.len()]
            .copy_from_slice(&[b'0' + of_day / 10, b'0' + of_day % 10]);
        Some(Self(bytes))
    }
}

/// Returns the hour of a day, from what an hour is followed by: fractions of a second, and AM or PM.
fn in_24_hours(hour: u8, after: &[u8]) -> Option<u8> {
    let is_fraction = |byte: &u8| byte.is_ascii_digit() || b".,".contains(byte);
    let fraction = after.iter().take_while(|byte| is_fraction(byte)).count();
    match after[fraction..] {
        [b' ', b'A', b'M', ..] => Some(hour % 12),
        [b' ', b'P', b'M', ..] => Some(hour % 12 + 12),
        _ => (hour < 24).then_some(hour),
    }
}

/// Returns whether a place is in a word. A color of a terminal is none.
fn is_in_word(line: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| line[before]);
    before.is_some_and(|byte| byte.is_ascii_alphanumeric()) && color_end(line, at) != Some(at)
}

/// Returns whether only brackets and words such as `ERROR` are before a place.
fn is_start(line: &[u8], at: usize) -> bool {
    let colors = color_end(line, at).filter(|end| *end == at);
    colors.is_some()
        || line[..at]
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || b" [(".contains(byte))
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let len = self.0.iter().take_while(|byte| **byte != 0).count();
        match len {
            0 => f.write_str("no time"),
            len => f.pad(&String::from_utf8_lossy(&self.0[..len])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hour;

    #[test]
    fn the_usual_forms() {
        #[track_caller]
        fn check(line: &str, expected: &str) {
            let at = line.len();
            assert_eq!(Hour::of(line.as_bytes(), at).to_string(), expected);
        }
        check("2026-01-02T03:04:05Z x", "2026-01-02 03");
        check("2026-01-02 03:04:05,678 x", "2026-01-02 03");
        check("[2026/01/02 03:04:05] x", "2026/01/02 03");
        check(r#"{"time":"2026-01-02T03:04:05Z"}"#, "2026-01-02 03");
        check(
            "10.0.0.1 - - [02/Jan/2026:03:04:05 +0000] x",
            "02/Jan/2026:03",
        );
        check("Jan  2 03:04:05 host app: x", "Jan  2 03");
        check("01-02 03:04:05.678  1  2 E NIM: x", "01-02 03");
        check("E0102 03:04:05.678 x", "E0102 03");
        check("02 Jan 2026 03:04:05,123 x", "02 Jan 2026 03");
        check("Fri, 02 Jan 2026 03:04:05 GMT", "02 Jan 2026 03");
        check("02-Jan-2026 03:04:05.1 x", "02-Jan-2026 03");
        check("Jan 2, 2026 03:04:05 x", "Jan 2, 2026 03");
        check("2026.01.02 03:04:05 x", "2026.01.02 03");
        check("20260102 03:04:05 x", "20260102 03");
        check(
            "\u{1b}[31m2026-01-02 03:04:05 ERROR\u{1b}[0m x",
            "2026-01-02 03",
        );
        check("2026-01-02 11:59:00 PM x", "2026-01-02 23");
        check("2026-01-02 12:59:00.123 AM x", "2026-01-02 00");
        check(
            "\u{1b}[0;32m2026-01-02T03:04:05Z\u{1b}[0m x",
            "2026-01-02 03",
        );
        check("12:2026-01-02 03:04:05 x", "2026-01-02 03");
        check("app.log.1:2026-01-02 03:04:05 x", "2026-01-02 03");
        check("[ERROR] 03:04:05 x", "no time");
        check("ERROR 03:04:05 x", "03");
        // What a body says is not the time of its line.
        check("03:04:05 {\"expires\":\"2099-12-31 00:00:00\"}", "03");
        check(
            "2026-01-02 03:04:05 a\n{\"code\":414,\"createTime\":\"2020-12-31T10:00:00Z\"}",
            "2026-01-02 03",
        );
        check("pages 10-20 12:30", "no time");
        check("03:04:05 x", "03");
        check(
            &format!(
                "{{\"msg\":\"{}\",\"time\":\"2026-01-02T03:04:05Z\"}}",
                "x".repeat(500)
            ),
            "2026-01-02 03",
        );
        check("took 00:00:01, at 2026-01-02 17:00:00", "2026-01-02 17");
        check("{\"uptime\":\"99:59:59\"}", "no time");
        check("10:20:30:40:50:60 x", "no time");
        check("2026-13-45 99:99:00 x", "no time");
        check("03:04 x", "no time");
        check("102026-01-02T03:04:05", "no time");
        check("", "no time");
        check("2026-01-02T03:04:05Z {\n  x", "2026-01-02 03");
    }
}

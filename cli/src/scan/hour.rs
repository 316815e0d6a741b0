//! The time at the start of a line.

use std::fmt;

use memchr::memrchr;

/// The number of bytes before a date, such as that of a body before it.
const MAX_BEFORE: usize = 4096;
/// The number of bytes before a time without a date. After more, it is that of something else.
const MAX_BEFORE_TIME: usize = 64;
/// How many lines before that of a code are searched for a time.
const MAX_LINES: usize = 100;
/// The forms of a date and the hour: `0` is a digit, `m` the number of a month, `h` that of an hour,
/// `M` the name of a month, `a` a letter, `_` a space or a digit, and `T` also a space. The minutes
/// follow.
const DATES: [&str; 12] = [
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
    "mm-00 hh",
    "amm00 hh",
];
/// A time without a date, which has seconds.
const TIME: &str = "hh";
const MONTHS: [&[u8]; 12] = [
    b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec",
];
const MAX_LEN: usize = 18;

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
        let starts = |max: usize| {
            let starts = 0..line.len().min(max);
            starts.filter(|start| !is_in_word(&line[..*start]))
        };
        let with_date = |start| {
            DATES
                .iter()
                .find_map(|form| Self::of_form(&line[start..], form))
        };
        let date = starts(MAX_BEFORE).find_map(with_date);
        date.or_else(|| {
            starts(MAX_BEFORE_TIME).find_map(|start| Self::of_form(&line[start..], TIME))
        })
    }

    fn of_form(text: &[u8], form: &str) -> Option<Self> {
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
            && number("hh").is_some_and(|hour| hour < 24)
            && number("mm").is_none_or(|month| (1..=12).contains(&month))
            && form
                .find("MMM")
                .is_none_or(|start| MONTHS.contains(&&hour[start..start + 3]));
        let minutes = fits.then(|| minutes_len(rest, form == TIME))??;
        let mut bytes = [0; MAX_LEN];
        bytes[..hour.len()].copy_from_slice(hour);
        if let Some(at) = form.find('T') {
            bytes[at] = b' ';
        }
        let half = &rest[minutes..];
        if half.starts_with(b" AM") || half.starts_with(b" PM") {
            bytes[hour.len()..hour.len() + 3].copy_from_slice(&half[..3]);
        }
        Some(Self(bytes))
    }
}

/// Returns the length of the minutes, and of the seconds if there are any.
fn minutes_len(text: &[u8], has_seconds: bool) -> Option<usize> {
    let part = |text: &[u8]| matches!(text, [b':', b'0'..=b'5', b'0'..=b'9', ..]);
    let parts = (0..3)
        .take_while(|count| part(&text[(3 * count).min(text.len())..]))
        .count();
    match parts {
        1 if !has_seconds => Some(3),
        2 => Some(6),
        _ => None,
    }
}

/// Returns whether what follows a text is a part of its last word. A color of a terminal is none.
fn is_in_word(before: &[u8]) -> bool {
    let word = before
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let is_color = before[..before.len() - word].ends_with(b"\x1b[");
    match before.last() {
        Some(b'-' | b':' | b'.') => before.len() > 1 && before[before.len() - 2].is_ascii_digit(),
        _ => word > 0 && !is_color,
    }
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
        check("2026-01-02 11:59:00 PM x", "2026-01-02 11 PM");
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

//! The time at the start of a line.

use std::fmt;

use memchr::memrchr;

/// The number of bytes before a time, such as `{"time":"` or `127.0.0.1 - - [`.
const MAX_BEFORE: usize = 64;
/// How many lines before that of a code are searched for a time.
const MAX_LINES: usize = 100;
/// The forms of a time up to the hour: `0` is a digit, `a` a letter, `_` a space or a digit, and `T`
/// also a space. The minutes follow.
const FORMS: [&str; 5] = [
    "0000-00-00T00",
    "0000/00/00T00",
    "00/aaa/0000:00",
    "aaa _0 00",
    "00",
];

/// An hour, as the lines have it. It is empty if they have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hour([u8; 14]);

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
        let mut starts = 0..line.len().min(MAX_BEFORE);
        starts.find_map(|start| {
            let is_in_word = start > 0 && line[start - 1].is_ascii_alphanumeric();
            let mut forms = FORMS.iter().filter(|_| !is_in_word);
            forms.find_map(|form| Self::of_form(&line[start..], form))
        })
    }

    fn of_form(text: &[u8], form: &str) -> Option<Self> {
        let (hour, rest) = text.split_at_checked(form.len())?;
        let fits = |(byte, form): (&u8, u8)| match form {
            b'0' => byte.is_ascii_digit(),
            b'a' => byte.is_ascii_alphabetic(),
            b'_' => byte.is_ascii_digit() || *byte == b' ',
            b'T' => matches!(byte, b'T' | b' '),
            form => *byte == form,
        };
        let minutes = rest.split_at_checked(3)?.0;
        let is_hour = hour.iter().zip(form.bytes()).all(fits)
            && minutes.iter().zip(*b":00").all(fits)
            // Without a date, a time has seconds.
            && (form != "00" || rest.get(3) == Some(&b':'));
        is_hour.then(|| {
            let mut bytes = [0; 14];
            bytes[..hour.len()].copy_from_slice(hour);
            if form.contains('T') {
                bytes[10] = b' ';
            }
            Self(bytes)
        })
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
        check("03:04:05 x", "03");
        check("03:04 x", "no time");
        check("102026-01-02T03:04:05", "no time");
        check("", "no time");
        check("2026-01-02T03:04:05Z {\n  x", "2026-01-02 03");
    }
}

//! Mutations of tables: of single bytes, of lines, and of the parsed table.

use toml::{Table, Value};

/// A small random number generator, the same on every machine: `SplitMix64`.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or_default()
    }

    pub(crate) fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }
}

/// Bytes that mean something to TOML, Rust, Markdown, or a terminal, and bytes of invalid UTF-8.
const BYTES: &[u8] =
    b"\0\x01\t\n\r\x1b \"#'()*+,-./0:;<=>AZ[\\]_`az{|}~\x7f\x80\xbf\xc0\xe2\xef\xf0\xff";

pub(crate) const BYTE_MUTATIONS: usize = 11 + BYTES.len();

/// Truncates a file, or removes, repeats, flips, or replaces one byte.
pub(crate) fn mutate_byte(source: &[u8], at: usize, how: usize) -> Vec<u8> {
    let mut mutated = source.to_vec();
    match how {
        0 => mutated.truncate(at),
        1 => {
            mutated.remove(at);
        }
        2 => mutated.insert(at, source[at]),
        3..=10 => mutated[at] ^= 1 << (how - 3),
        _ => mutated[at] = BYTES[(how - 11) % BYTES.len()],
    }
    mutated
}

/// Values of every type, some of them valid for some key.
const VALUES: &[&str] = &[
    "",
    "0",
    "-1",
    "20001",
    "0020001",
    "2147483648",
    "0x8001_0001",
    "-2147483648",
    "9223372036854775807",
    "99999999999999999999999",
    "0x1F",
    "1e400",
    "1.2.0",
    "nan",
    "true",
    "forbidden",
    "2026-01-31",
    "25:61:00",
    "[]",
    "{}",
    "[[[[]]]]",
    "[{}]",
    "[1, \"a\", []]",
    "{ a = { b = { c = 1 } } }",
    "\"\"",
    "\" \"",
    "\"refused\"",
    "\"Error\"",
    "\"Self\"",
    "\"r#fn\"",
    "\"\\u202E\"",
    "\"\\u0000\"",
    "\"\\u009B\"",
    "\"\u{85}\u{9b}\"",
    "\"\u{e0041}\u{202e}\"",
    "“OffDuty”",
    "\u{a0}1",
    "\"{\"",
    "\"}{\"",
    "\"{a}{b}\"",
    "\"[x](y) <T> `\"",
    "'''\nmany\nlines.'''",
    "\"\"\"\n[[code]]\n\"\"\"",
    "\"It is 3 o'clock.\"",
    "\"The time is {hour...}.\"",
    "[\"{hour}\", \"it is {hour...} o'clock\"]",
    "[\"it is {hour...} at {place}: {why...}\"]",
    "[\"\u{3000}\", \"a\u{3000}b\", \"'\", '\"']",
    "['{\"code\":20001,\"desc\":\"夜里\"}']",
    "[\"wiki\", \"wiki\", \"wiki\"]",
    "\"\"\"",
    "20001 name = \"A\"",
    "20001;",
];

const KEYS: &[&str] = &[
    "code",
    "name",
    "summary",
    "category",
    "area",
    "outcome",
    "retry",
    "sdk",
    "shared_sdk",
    "keywords",
    "see_also",
    "sources",
    "deprecated",
    "meaning",
    "cause",
    "id",
    "description",
    "fix",
    "fix_by",
    "patterns",
    "hints",
    "samples",
    "platform",
    "from",
    "to",
    "suffix",
    "note",
    "since",
    "replaced_by",
    "title",
    "date",
    "parent",
    "succeeds",
    "advice",
    "doc",
    "extends",
    "enum",
    "Code",
    "\"\"",
    "\"\\u001B[31m\"",
    "a.b.c",
    "naem",
    "é",
];

const HEADERS: &[&str] = &[
    "[[code]]",
    "[code]",
    "[[code.cause]]",
    "[code.cause]",
    "[[code.meaning]]",
    "[[range]]",
    "[[reserved]]",
    "[enum]",
    "[category.new]",
    "[category]",
    "[category.refused]",
    "[area.chat-room]",
    "[area.b c]",
    "[platform.web.x]",
    "[source.\"\"]",
    "[source.\"\u{9b}\"]",
    "[]",
    "[[]]",
    "[[code",
    "[[code]",
    "[\"code\"]",
    "[[code.cause.cause]]",
    "[[area]]",
    "[[a.b]]",
    "<<<<<<< HEAD",
    "=======",
];

/// Gives one line of a table another key, value, header, or place.
pub(crate) fn mutate_line(random: &mut Random, lines: &mut Vec<String>) {
    let at = random.below(lines.len());
    let key = lines[at]
        .split_once('=')
        .map(|(key, _)| String::from(key.trim()));
    match random.below(8) {
        0 => lines[at] = format!("{} = {}", key.unwrap_or_default(), random.pick(VALUES)),
        1 | 2 => lines[at] = format!("{} = {}", random.pick(KEYS), random.pick(VALUES)),
        3 => lines[at] = String::from(random.pick(HEADERS)),
        4 => lines.insert(at, String::from(random.pick(HEADERS))),
        5 => lines.insert(at, lines[random.below(lines.len())].clone()),
        6 => {
            let other = random.below(lines.len());
            lines.swap(at, other);
        }
        _ => {
            lines.remove(at);
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
}

/// Changes one value of a parsed table, or its key, or its number of elements.
pub(crate) fn mutate_table(random: &mut Random, table: &mut Table) {
    let keys: Vec<String> = table.keys().cloned().collect();
    let Some(key) = keys.get(random.below(keys.len())) else {
        return;
    };
    if random.below(8) == 0 {
        let value = table.remove(key).expect("it is one of the keys");
        let new = random.pick(KEYS).trim_matches('"');
        table.insert(String::from(new), value);
    } else if random.below(16) == 0 {
        table.remove(key);
    } else if let Some(value) = table.get_mut(key) {
        mutate_value(random, value);
    }
}

fn mutate_value(random: &mut Random, value: &mut Value) {
    match value {
        Value::Table(table) if random.below(16) > 0 => mutate_table(random, table),
        Value::Array(array) if !array.is_empty() && random.below(16) > 0 => {
            let at = random.below(array.len());
            match random.below(8) {
                0 => array.push(array[at].clone()),
                1 => {
                    array.remove(at);
                }
                2 => array.reverse(),
                _ => mutate_value(random, &mut array[at]),
            }
        }
        Value::String(text) if random.below(2) == 0 => mutate_text(random, text),
        Value::Integer(number) if random.below(2) == 0 => {
            let near = [
                number.wrapping_add(1),
                number.wrapping_neg(),
                *number ^ 1 << 31,
                i64::MAX,
            ];
            *number = random.pick(&near);
        }
        _ => {
            let parsed = format!("value = {}", random.pick(VALUES)).parse::<Table>();
            let new = parsed.ok().and_then(|mut table| table.remove("value"));
            *value = new.unwrap_or(Value::Boolean(true));
        }
    }
}

/// Text that means something to TOML, Rust, Markdown, a terminal, or the patterns.
const PIECES: &[&str] = &[
    " ",
    "  ",
    ".",
    ". A",
    "!",
    "{",
    "}",
    "{x}",
    "{x...}",
    "{}",
    "`",
    "\"",
    "'",
    "\\",
    "*/",
    "//",
    "#",
    "<b>",
    "[x]",
    "\n",
    "\r\n",
    "\t",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{202e}",
    "\u{3000}",
    "\u{feff}",
    "\u{e0041}",
    "é",
    "中",
    "A",
    "-",
    "0",
    ":",
];

fn mutate_text(random: &mut Random, text: &mut String) {
    let mut chars: Vec<char> = text.chars().collect();
    let at = random.below(chars.len() + 1);
    match random.below(3) {
        0 if at < chars.len() => {
            chars.remove(at);
        }
        1 => chars.truncate(at),
        _ => {
            chars.splice(at..at, random.pick(PIECES).chars());
        }
    }
    *text = chars.into_iter().collect();
}

//! Large inputs: each takes time in proportion to its size.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use commsease_status::codegen::generate;

use super::SMALL;
use super::check::{check, check_result};

#[allow(dead_code, reason = "the generator uses the rest of the module")]
#[path = "../../src/shared/hash.rs"]
mod hash;

/// Without optimization, a tenth shows the same.
pub(crate) const MANY: usize = if cfg!(debug_assertions) {
    1_000
} else {
    10_000
};

/// Checks a table, and that it takes seconds and not hours. Returns whether it is valid.
#[track_caller]
pub(crate) fn soon(name: &str, source: &str) -> bool {
    let begin = Instant::now();
    let result = generate(source.as_bytes());
    let is_valid = check_result(source.as_bytes(), &result);
    if let Err(error) = result {
        let rendered = error.render(source.as_bytes(), "codes.toml");
        assert!(
            rendered.len() < 3000 * error.diagnostics().len(),
            "{name}: {}",
            rendered.len()
        );
    }
    let elapsed = begin.elapsed();
    assert!(elapsed < Duration::from_secs(60), "{name}: {elapsed:?}");
    is_valid
}

/// Returns the small table with another value for a key.
#[track_caller]
pub(crate) fn with(key: &str, value: &str) -> String {
    let line = SMALL
        .lines()
        .find(|line| line.starts_with(&format!("{key} = ")))
        .expect("the key is in the table");
    SMALL.replacen(line, &format!("{key} = {value}"), 1)
}

/// Returns the small table up to its first code.
fn head() -> &'static str {
    SMALL.split_once("[[code]]").expect("there is a code").0
}

pub(crate) fn code(number: i64, extra: &str) -> String {
    let name = number.unsigned_abs();
    let sign = if number < 0 { "M" } else { "N" };
    format!(
        "[[code]]\ncode = {number}\nname = \"{sign}{name}\"\nsummary = \"Reason {number} was given.\"\n\
         category = \"refused\"\narea = \"chat\"\nretry = \"never\"\nsources = [\"wiki\"]\n\
         zh = {{ summary = \"原因是 {number}。\" }}\n{extra}"
    )
}

/// Returns a table of codes and of text after each.
fn codes(count: usize, extra: impl Fn(usize) -> String) -> String {
    let entry = |index| code(i64::try_from(index).expect("it is small"), &extra(index));
    (0..count).fold(String::from(head()), |table, index| table + &entry(index))
}

/// Returns a table with many causes of one code.
pub(crate) fn causes(count: usize, rest: impl Fn(usize) -> String) -> String {
    (0..count).fold(format!("{}{}", head(), code(5, "")), |mut table, index| {
        let _ = write!(
            table,
            "[[code.cause]]\nid = \"c{index}\"\ndescription = \"It was {index}.\"\nfix = \"Do {index}.\"\n\
             fix_by = \"caller\"\narea = \"chat\"\nsources = [\"wiki\"]\n\
             zh = {{ description = \"原因是 {index}。\", fix = \"处理 {index}。\" }}\n{}\n",
            rest(index)
        );
        table
    })
}

pub(crate) fn repeat(count: usize, element: impl Fn(usize) -> String) -> String {
    (0..count).map(element).collect()
}

#[test]
fn strings_of_a_megabyte() {
    let letters = "a".repeat(1 << 20);
    for key in [
        "name", "title", "summary", "parent", "suffix", "category", "note", "id", "fix_by",
    ] {
        soon(key, &with(key, &format!("\"{letters}.\"")));
    }
    assert!(!soon(
        "since",
        &with(
            "deprecated",
            &format!("{{ since = \"{letters}\", note = \"Use another.\" }}")
        )
    ));
    let placeholders = (0..100_000).fold(String::new(), |mut text, i| {
        let _ = write!(text, "{{a{i}}}x");
        text
    });
    assert!(!soon(
        "placeholders",
        &with("patterns", &format!("[\"{placeholders}\"]"))
    ));
    assert!(!soon(
        "captures",
        &with("fix", &format!("\"{placeholders}.\""))
    ));
    assert!(!soon(
        "sample",
        &with("samples", &format!("[\"{}\"]", "it is ".repeat(1 << 17)))
    ));
    assert!(!soon(
        "path",
        &SMALL.replace("[enum]", &format!("[{}]", "a.".repeat(1 << 19)))
    ));
    assert!(!soon(
        "path of a code",
        &format!("[code.{}x]\na = 1\n{SMALL}", "a.".repeat(1 << 19))
    ));
    assert!(!soon("arrays", &with("see_also", &"[".repeat(1 << 20))));
    assert!(!soon("one line", &"x = [".repeat(1 << 18)));
    assert!(!soon("no assignments", &"word\n".repeat(1 << 18)));
    assert!(!soon("headers", &"[[code]\n".repeat(1 << 14)));
    assert!(!soon(
        "invisible",
        &format!("# {}", "\u{202e}x".repeat(1 << 14))
    ));
}

/// Many entries that are all valid, or all wrong in the same way.
#[test]
fn many_codes() {
    assert!(soon("codes", &codes(MANY, |_| String::new())));
    assert!(!soon(
        "duplicates",
        &(0..MANY).fold(String::from(head()), |table, _| table + &code(7, ""))
    ));
    assert!(!soon(
        "undeclared",
        &(0..MANY).fold(String::from(head()), |table, index| table
            + &code(7, "").replace("refused", &format!("refuses-{index}")))
    ));
    assert!(!soon(
        "unknown references",
        &codes(MANY, |i| format!("see_also = [{}]\n", i + 20_000))
    ));
    assert!(!soon(
        "unknown keys",
        &codes(MANY, |i| format!("key{i} = 1\n"))
    ));
    assert!(!soon(
        "one way",
        &codes(MANY, |_| String::from("see_also = [0]\n"))
    ));
    assert!(!soon(
        "syntax errors",
        &codes(MANY, |_| String::from("word\n"))
    ));
    assert!(!soon(
        "reserved",
        &codes(MANY, |i| format!(
            "\n[[reserved]]\ncode = {i}\nnote = \"Used.\"\n"
        ))
    ));
    assert!(!soon(
        "replaced",
        &codes(MANY, |_| String::from(
            "deprecated = { since = \"1.0.0\", note = \"Use another.\", replaced_by = \"Unknown\" }\n"
        ))
    ));
    assert!(soon(
        "areas",
        &format!(
            "{}{}{}",
            head(),
            code(1, ""),
            repeat(MANY, |i| format!(
                "[area.id-{i}]\nsummary = \"Area {i}.\"\nzh = {{ summary = \"{i}。\" }}\n"
            ))
        )
    ));
    assert!(!soon(
        "conflicts",
        &format!(
            "{SMALL}{}",
            repeat(MANY, |i| format!("[area.id-{i}]\n[area.id-{i}]\n"))
        )
    ));
}

#[test]
fn codes_that_spread_over_all_numbers() {
    let step = (1_i64 << 32) / 10_000;
    let table = (0..10_000).fold(String::from(head()), |table, index| {
        table + &code(i64::from(i32::MIN) + index * step, "")
    });
    assert!(soon("spread", &table));
}

#[test]
fn many_causes() {
    assert!(soon(
        "literals",
        &causes(MANY, |i| format!(
            "patterns = [\"reason {i}\"]\nsamples = [\"Reason  {i}.\"]"
        ))
    ));
    assert!(!soon(
        "samples of the next cause",
        &causes(MANY, |i| format!(
            "patterns = [\"reason {i}\"]\nsamples = [\"reason {}\"]",
            i + 1
        ))
    ));
    assert!(!soon(
        "samples of no cause",
        &causes(MANY, |i| format!(
            "patterns = [\"reason {i}\"]\nsamples = [\"other {i}\"]"
        ))
    ));
    assert!(!soon(
        "duplicates",
        &causes(MANY, |i| format!(
            "patterns = [\"reason {{what}} of it\"]\nsamples = [\"reason {i} of it\"]"
        ))
    ));
    assert!(soon(
        "templates",
        &causes(1_000, |i| format!(
            "patterns = [\"{i} for {{what}} is {i}\"]\nsamples = [\"{i} for x is {i}\"]"
        ))
    ));
    assert!(soon(
        "hints",
        &causes(1_000, |i| format!("hints = [\"hint {i}\"]"))
    ));
    assert!(!soon(
        "too many templates",
        &causes(1_001, |i| format!(
            "patterns = [\"{i} for {{what}} is {i}\"]\nsamples = [\"{i} for x is {i}\"]"
        ))
    ));
    assert!(!soon(
        "too many hints",
        &causes(1_001, |i| format!("hints = [\"hint {i}\"]"))
    ));
}

/// Returns a table without its languages, which takes less time.
fn in_english(table: &str) -> String {
    let table = table.replace("[language.zh]\nname = \"中文\"\n", "");
    let lines = table.split_inclusive('\n');
    lines.filter(|it| !it.starts_with("zh = ")).collect()
}

/// The index of a cause in its code fits into more than 16 bits.
#[test]
fn more_causes_than_16_bits_can_count() {
    let causes = in_english(&causes(65_537, |i| format!("patterns = [\"reason {i}\"]")));
    let begin = Instant::now();
    let generated = generate(causes.as_bytes()).expect("the table is valid");
    let elapsed = begin.elapsed();
    assert!(elapsed < Duration::from_secs(60), "{elapsed:?}");
    let code = generated.code().replace(' ', "");
    assert!(code.contains("table::Pattern{text:\"reason65536\",cause:65536}"));
}

/// Returns the least of the times that the generator takes.
fn time(source: &str) -> Duration {
    let times = (0..3).map(|_| {
        let begin = Instant::now();
        let _ = generate(source.as_bytes());
        begin.elapsed()
    });
    times.min().expect("there are times")
}

/// A table whose codes all misspell their category, in words as long as a misspelling can be, takes
/// not much longer than the same table without the mistakes.
#[test]
fn suggestions_for_many_ids() {
    let id = "abcdefghij".repeat(5) + "-";
    for (ids, uses) in [(100, 100), (MANY, 250), (4 * MANY, 250)] {
        let declared = repeat(ids, |i| {
            let texts =
                format!("summary = \"Reason {i}.\"\nzh = {{ summary = \"原因是 {i}。\" }}\n");
            format!("[category.{id}x{i}]\n{texts}")
        });
        let used = codes(uses, |_| String::new());
        let using =
            |name: &str| used.replace("= \"refused\"\narea", &format!("= \"{id}{name}\"\narea"));
        let (usual, misspelled) = (declared.clone() + &using("x0"), declared + &using("y"));
        assert!(check(usual.as_bytes()) && !check(misspelled.as_bytes()));
        let (usual, misspelled) = (time(&usual), time(&misspelled));
        assert!(
            misspelled < 10 * usual,
            "{ids} ids: {misspelled:?}, not {usual:?}"
        );
    }
}

/// Names with equal hashes take slots one after the other.
#[test]
fn names_with_equal_hashes() {
    // The last eight characters are multiplied by zero.
    let name = |end: usize| format!("BmWbPMbimmy5OqicOkPZODPK{end:08}");
    let names: Vec<String> = (0..MANY).map(name).collect();
    let mut hashes: Vec<u64> = names.iter().map(|name| hash::of_name(name)).collect();
    hashes.dedup();
    assert_eq!(hashes.len(), 1, "the hash has changed: find other names");
    let begin = Instant::now();
    assert!(soon("hashes", &with("sdk", &format!("{names:?}"))));
    assert!(
        begin.elapsed() < Duration::from_secs(10),
        "{:?}",
        begin.elapsed()
    );
}

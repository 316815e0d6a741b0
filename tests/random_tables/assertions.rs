//! Rust code that asserts that a compiled table has the values of the table.

use std::fmt::Write as _;

use super::data::{FIX_BY, OUTCOMES, RETRIES};
use super::table::{Code, Table, Varying};

/// Returns a module of tests for the code that is generated from a table.
pub(crate) fn module(table: &Table) -> String {
    let name = table.name;
    let mut rust = format!(
        "#[cfg(test)]\n#[allow(deprecated, unused_imports, clippy::all, clippy::pedantic, reason = \"the values are data\")]\n\
         mod tests {{\nuse commsease_status::{{Evidence, Schema, Status, Vocabulary}};\n\
         type It = super::{name};\n#[test]\nfn round_trip() {{\n\
         assert_eq!(<It as Status>::COUNT, {});\n\
         assert_eq!(It::all().len(), {});\n\
         assert_eq!(<<It as Schema>::Category as Vocabulary>::ALL.len(), {});\n\
         assert_eq!(<<It as Schema>::Area as Vocabulary>::ALL.len(), {});\n\
         assert_eq!(<<It as Schema>::Platform as Vocabulary>::ALL.len(), {});\n\
         assert_eq!(<<It as Schema>::Source as Vocabulary>::ALL.len(), {});\n\
         assert_eq!(<It as Status>::TABLE.ranges.len(), {});\n",
        table.codes.len(),
        table.codes.len(),
        table.categories.len(),
        table.areas.len(),
        table.platforms.len(),
        table.sources.len(),
        table.ranges.len(),
    );
    for code in &table.codes {
        facts(&mut rust, table, code);
        for cause in 0..code.causes.len() {
            self::cause(&mut rust, code, cause);
        }
    }
    rust + "}\n}\n"
}

fn facts(rust: &mut String, table: &Table, it: &Code) {
    let (code, name) = (it.code, it.name);
    let undeclared = |id: Option<&'static str>| id.unwrap_or("undeclared");
    let category = it.pick(&table.categories, 0);
    let platforms = it.platforms(table);
    let _ = write!(
        rust,
        "let it = It::from_code({code}).unwrap();\n\
         assert_eq!(it as i32, {code});\nassert_eq!(it.code(), {code});\n\
         assert_eq!(it.name(), {name:?});\nassert_eq!(it.to_string(), {name:?});\n\
         assert_eq!(It::from_name({name:?}), Some(it));\n\
         assert_eq!({name:?}.parse(), Ok(it));\nassert_eq!(\"{code}\".parse(), Ok(it));\n\
         assert_eq!(it.summary(), {summary:?});\n\
         assert_eq!(it.category().id(), {:?});\nassert_eq!(it.area().id(), {:?});\n\
         assert_eq!(it.category().advice(), {:?});\n\
         assert_eq!(it.outcome().id(), {:?});\nassert_eq!(it.retry().id(), {:?});\n\
         assert_eq!(it.deprecation().is_some(), {});\n\
         assert_eq!(it.sdk_names(), {:?} as [&str; {}]);\n\
         assert_eq!(it.keywords(), {:?} as [&str; {}]);\n\
         assert_eq!(it.see_also().first().copied(), {:?});\n\
         assert_eq!(it.causes().len(), {});\nassert_eq!(it.meanings().len(), {});\n\
         assert_eq!(It::diagnose({code}, None).evidence(), Evidence::Code);\n",
        undeclared(category),
        undeclared(it.pick(&table.areas, 0)),
        category.and_then(|category| table.advice(category)),
        it.value(table, OUTCOMES),
        it.value(table, RETRIES),
        it.is_deprecated,
        it.sdk(),
        it.sdk().len(),
        it.keywords,
        it.keywords.len(),
        it.see_also(table),
        it.causes.len(),
        platforms.len(),
        summary = table.sentence(it.seed),
    );
    for sdk in it.sdk() {
        let _ = writeln!(rust, "assert_eq!(It::from_name({sdk:?}), Some(it));");
    }
    for (index, platform) in platforms.iter().enumerate() {
        let summary = table.sentence(it.seed + 7 + index);
        let _ = write!(
            rust,
            "let meaning = &it.meanings()[{index}];\n\
             assert_eq!((meaning.platform().id(), meaning.summary()), ({platform:?}, {summary:?}));\n\
             assert_eq!(it.meaning_on(meaning.platform()).map(|it| it.summary()), Some({summary:?}));\n"
        );
    }
}

fn cause(rust: &mut String, it: &Code, cause: usize) {
    let patterns = it.patterns(cause);
    let written: Vec<&String> = patterns.iter().map(|(pattern, _)| pattern).collect();
    let _ = write!(
        rust,
        "let cause = &it.causes()[{cause}];\nassert_eq!(cause.id(), \"cause-{cause}\");\n\
         assert_eq!(cause.description(), {:?});\nassert_eq!(cause.fix(), {:?});\n\
         assert_eq!(cause.fix_by().id(), {:?});\nassert_eq!(cause.retry().id(), {:?});\n\
         assert_eq!(cause.patterns(), {written:?} as [&str; {}]);\n\
         assert_eq!(cause.hints(), {:?} as [&str; {}]);\n\
         assert_eq!(cause.samples().len(), {});\n",
        it.description(cause),
        it.fix(cause),
        it.pick(FIX_BY, cause).unwrap_or_default(),
        it.pick(RETRIES, cause + 1).unwrap_or_default(),
        patterns.len(),
        it.hints(cause),
        it.hints(cause).len(),
        patterns.len(),
    );
    for pattern in &patterns {
        let message = Code::message(pattern);
        let (evidence, captured) = match pattern.1 {
            Varying::Nothing => ("Message", None),
            varying => ("Pattern", Some(varying.filling())),
        };
        let _ = write!(
            rust,
            "let diagnosis = It::diagnose(it.code(), Some({message:?}));\n\
             assert_eq!(diagnosis.cause().map(|cause| cause.id()), Some(\"cause-{cause}\"));\n\
             assert_eq!(diagnosis.evidence(), Evidence::{evidence});\n\
             assert_eq!(diagnosis.capture(\"what_1\"), {captured:?});\n"
        );
    }
    for hint in it.hints(cause) {
        let message = hint.replace("{of}", "x").to_uppercase();
        let _ = write!(
            rust,
            "let diagnosis = It::diagnose(it.code(), Some({message:?}));\n\
             assert_eq!(diagnosis.evidence(), Evidence::Hint);\n\
             assert!(diagnosis.cause().is_none());\n\
             assert!(diagnosis.is_hinted(cause));\n"
        );
    }
}

/// Returns a table of codes, every third number, and a test of all of them and their neighbors.
pub(crate) fn many(count: usize) -> (String, String) {
    let mut toml = String::from("[enum]\nname = \"Many\"\ndoc = \"Many codes.\"\n");
    for index in 0..count {
        let _ = write!(
            toml,
            "[[code]]\ncode = {}\nname = \"Code{index}\"\nsummary = \"It is thing {index}.\"\n\
             retry = \"never\"\n",
            3 * index
        );
    }
    let tests = format!(
        "#[cfg(test)]\nmod tests {{\nuse super::Many;\nuse commsease_status::Status;\n\
         #[test]\nfn every_code() {{\nfor code in -300..{} {{\n\
         let is_known = code % 3 == 0 && (0..{}).contains(&code);\n\
         assert_eq!(Many::from_code(code).map(Many::code), is_known.then_some(code));\n}}\n}}\n\
         #[test]\nfn every_name() {{\nassert_eq!(Many::COUNT, {count});\n\
         for it in Many::all() {{\n\
         assert_eq!(it.name(), format!(\"Code{{}}\", it.code() / 3));\n\
         assert_eq!(Many::from_name(it.name()), Some(*it));\n}}\n}}\n}}\n",
        3 * count + 2000,
        3 * count
    );
    (toml, tests)
}

//! What holds for any two tables.

use commsease_status::codegen::{Table, diff, generate};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use toml::Value;

use super::{CODE, TABLE};

#[allow(dead_code, reason = "other tests use the rest of the module")]
#[path = "../random_tables/data.rs"]
mod data;
#[allow(dead_code, reason = "other tests use the rest of the module")]
#[path = "../hostile/mutate.rs"]
mod mutate;
#[allow(dead_code, reason = "other tests use the rest of the module")]
#[path = "../random_tables/table.rs"]
mod table;

use mutate::{Random, mutate_table};

/// The lists whose order decides nothing.
const SETS: [&str; 14] = [
    "sources",
    "sdk",
    "shared_sdk",
    "keywords",
    "texts",
    "patterns",
    "hints",
    "except",
    "samples",
    "see_also",
    "labels",
    "not_after",
    "cause",
    "meaning",
];

/// Returns the table in a canonical order, without what is not compared.
fn canonical(table: &toml::Table) -> toml::Table {
    fn sort(key: &str, value: &mut Value) {
        match value {
            Value::Table(table) => table.iter_mut().for_each(|(key, value)| sort(key, value)),
            Value::Array(items) => {
                for item in items.iter_mut() {
                    sort("", item);
                }
                if SETS.contains(&key) {
                    items.sort_by_cached_key(ToString::to_string);
                }
            }
            _ => {}
        }
    }
    let mut table = table.clone();
    table.remove("reserved");
    table.iter_mut().for_each(|(key, value)| sort(key, value));
    table
}

fn write(table: &toml::Table) -> String {
    toml::to_string(table).expect("a table can be written")
}

/// Random tables, and one with every key, of lists with several elements.
fn tables() -> Vec<toml::Table> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let random = (0..8).map(|_| {
        let table = table::table().new_tree(&mut runner);
        table.expect("every choice is a table").current().toml()
    });
    let every_key = format!("{TABLE}{CODE}")
        .replace("[\"errno\"]", "[\"errno\", \"error\"]")
        .replace("[\"errmsg\"]", "[\"errmsg\", \"reason\"]")
        .replace("[\"silent\"]", "[\"silent\", \"mute\"]")
        .replace("[\"OFF_DUTY\"]", "[\"OFF_DUTY\", \"ON_LEAVE\"]");
    let tables = std::iter::once(every_key).chain(random);
    let tables = tables.map(|it| it.parse().expect("it is TOML"));
    tables.filter(|it| parsed(it).is_some()).collect()
}

fn parsed(table: &toml::Table) -> Option<Table> {
    Table::parse(write(table).as_bytes()).ok()
}

fn generated(table: &toml::Table) -> String {
    let generated = generate(write(&canonical(table)).as_bytes());
    String::from(generated.expect("the table is valid").code())
}

/// Compares tables with as many edited ones. Returns how many are different, and how many equal.
fn compare(seed: u64, pairs: usize) -> (usize, usize) {
    let mut random = Random(seed);
    let (mut different, mut equal) = (0, 0);
    let tables = tables();
    for base in &tables {
        let old = parsed(base).expect("the table is valid");
        for _ in 0..pairs / tables.len() {
            let mut edited = base.clone();
            (0..=random.below(2)).for_each(|_| mutate_table(&mut random, &mut edited));
            let Some(new) = parsed(&edited) else { continue };
            assert_eq!(diff(&new, &new).verdict(), None);
            let is_equal = diff(&old, &new).verdict().is_none();
            assert_eq!(diff(&new, &old).verdict().is_none(), is_equal);
            if is_equal {
                equal += 1;
                let (old, new) = (generated(base), generated(&edited));
                assert!(old == new, "{}\n{}", write(base), write(&edited));
            } else {
                different += 1;
            }
        }
    }
    (different, equal)
}

/// Where nothing changed, the code is the same, and the other way round is no change, either.
#[test]
fn equal_tables_generate_equal_code() {
    let pairs = if cfg!(debug_assertions) { 360 } else { 36_000 };
    let (different, equal) = compare(3, pairs);
    assert!(equal > 10 && different > 10, "{equal} {different}");
}

/// A million pairs, unless the environment sets another number.
#[test]
#[ignore = "takes an hour"]
fn many_equal_tables_generate_equal_code() {
    let pairs = std::env::var("HOSTILE_RUNS").ok();
    let pairs: usize = pairs.and_then(|it| it.parse().ok()).unwrap_or(1_000_000);
    let (different, equal) = compare(4, pairs);
    println!("{pairs} edits: {different} different tables, {equal} equal ones");
}

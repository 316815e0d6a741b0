//! Where an entry stands in the file.

use commsease_status::codegen::generate;

use super::{TABLE, check_tables};

/// The generated code is the same wherever an entry stands, so that nothing that `diff` does not
/// compare can decide what a program does.
#[test]
fn where_an_entry_stands_decides_nothing() {
    let generated = |table: &toml::Value| {
        let source = toml::to_string(table).expect("a table can be written");
        let generated = generate(source.as_bytes());
        String::from(generated.expect("the table is valid").code())
    };
    let overlapping = "[[range]]\nfrom = 1\nto = 100\nname = \"One\"\nsummary = \"One.\"\nzh.summary = \"一。\"\n\
                       [[range]]\nfrom = 51\nto = 150\nname = \"Other\"\nsummary = \"Other.\"\n\
                       zh.summary = \"二。\"\n\
                       [[log]]\nid = \"other\"\npattern = \"Failure {code}\"\nsources = [\"wiki\"]\n\
                       samples = [{ line = \"Failure 20001\", code = 20001 }]\n";
    let table: toml::Table = format!("{TABLE}{overlapping}").parse().expect("it is TOML");
    let expected = generated(&table.clone().into());
    for key in ["range", "log", "code"] {
        let mut reversed = table.clone();
        let entries = reversed[key].as_array_mut().expect("an array");
        assert!(entries.len() > 1, "{key}");
        entries.reverse();
        assert!(generated(&reversed.into()) == expected, "{key}");
    }
}

/// `Ord` and `as` of a vocabulary follow its order in the file.
#[test]
fn the_order_of_a_vocabulary() {
    let (head, rest) = TABLE.split_once("[category.refused]").expect("a category");
    let (refused, rest) = rest.split_once("[category.lost]").expect("two categories");
    let (lost, rest) = rest.split_once("[area.chat]").expect("an area");
    let reordered =
        format!("{head}[category.lost]{lost}[category.refused]{refused}[area.chat]{rest}");
    let change = "major changed `category` of enum AppCode: refused, lost -> lost, refused";
    check_tables(TABLE, &reordered, &[change]);
}

//! The tool for tables of others: one with every key, and one that declares no vocabulary.
//!
//! This program is both the tool and its test. If the variable `TABLE` is set, it runs the tool for
//! that table; else it runs the tests, which start this program again.

mod explain;
mod export;
mod lists;
mod new;
mod notation;
mod reference;

use std::env;
use std::process::{Command, ExitCode, Output};

use commsease_status_cli::run;
use foreign_tables::app::AppCode;
use foreign_tables::hresult::HResult;
use foreign_tables::shop::ShopCode;
use foreign_tables::smallest::SmallCode;

/// Lists tests with their names.
macro_rules! tests {
    ($($module:ident::$test:ident,)*) => {
        &[$((stringify!($test), $module::$test)),*]
    };
}

const TESTS: &[(&str, fn())] = tests![
    explain::a_proven_cause,
    explain::a_hint,
    explain::a_platform,
    explain::a_deprecated_code,
    explain::a_reserved_code,
    explain::a_code_in_a_range,
    explain::the_width_of_the_terminal,
    explain::the_patterns_of_a_cause_are_wrapped,
    explain::markdown,
    export::keys_of_negative_codes,
    export::keys_are_those_of_all_languages,
    export::two_languages_with_one_file,
    export::nothing_to_export,
    lists::the_version_is_that_of_the_tool,
    lists::lists_and_searches,
    lists::a_table_without_vocabularies,
    new::the_smallest_template,
    new::the_next_free_code,
    new::reserved_codes_and_names_are_not_free,
    notation::codes_are_printed_as_people_write_them,
    notation::codes_are_found_as_people_write_them,
    reference::the_reference_of_a_small_table,
    reference::the_schema_of_the_reference_is_exact,
    reference::the_text_is_what_explain_prints,
];

fn main() -> ExitCode {
    match env::var("TABLE").as_deref() {
        Ok("app") => run::<AppCode>("7.8.9"),
        Ok("hresult") => run::<HResult>("0"),
        Ok("shop") => run::<ShopCode>("0"),
        Ok("smallest") => run::<SmallCode>("0"),
        _ => {
            for (name, test) in TESTS {
                println!("test {name}");
                test();
            }
            ExitCode::SUCCESS
        }
    }
}

fn tool(table: &str, arguments: &[&str]) -> Output {
    let mut command = command(table, arguments);
    command.output().expect("the program runs")
}

fn command(table: &str, arguments: &[&str]) -> Command {
    let program = env::current_exe().expect("the path of this program");
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env("TABLE", table)
        .env_remove("COLUMNS")
        .env("LC_ALL", "C")
        .env_remove("CLICOLOR_FORCE");
    command
}

#[track_caller]
fn check(table: &str, arguments: &[&str], status: i32, stdout: &str) {
    let output = tool(table, arguments);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(status));
}

#[track_caller]
fn stdout(table: &str, arguments: &[&str]) -> String {
    let output = tool(table, arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

fn json_of(table: &str, arguments: &[&str]) -> serde_json::Value {
    let output = tool(table, &[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

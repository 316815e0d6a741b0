//! `new`: a template for a new code.

use std::fmt::Write as _;
use std::io::Write;

use commsease_status::{Status, Vocabulary};

use crate::args;
use crate::output::Failed;

#[derive(clap::Args)]
#[command(after_long_help = "\
Append the template to a code table, fill it in, and check it with `check`.

Exit status:
  0  The template was printed
  2  The arguments cannot be used, or the code or the name is already taken")]
pub(crate) struct Args {
    /// Numeric code
    #[arg(allow_negative_numbers = true)]
    code: i32,
    /// Variant name, such as `InvalidParameter`
    #[arg(value_parser = variant_name)]
    name: String,
}

fn variant_name(name: &str) -> Result<String, &'static str> {
    let is_valid = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name != "Self";
    if is_valid {
        Ok(String::from(name))
    } else {
        Err("expected an ASCII name in UpperCamelCase, such as `InvalidParameter`")
    }
}

/// Prints an entry for the table of `S`. Empty values are errors until they are filled in.
pub(crate) fn run<S: Status>(args: &Args, out: &mut impl Write) -> Result<u8, Failed> {
    check_unused::<S>(args)?;
    let code = code_keys::<S>(args);
    let cause = cause_keys::<S>();
    write!(
        out,
        "{code}\n# For each documented cause:\n# [[code.cause]]\n{cause}"
    )?;
    Ok(0)
}

/// Returns an error if the table already has the code or the name.
fn check_unused<S: Status>(args: &Args) -> Result<(), Failed> {
    let Args { code, name } = args;
    if let Some(status) = S::from_code(*code) {
        let taken = status.name();
        return Err(Failed::Input(format!(
            "code {code} is already taken by `{taken}`"
        )));
    }
    let mut codes = S::all().iter();
    // Names that differ only in case would be files of the same name in the documentation.
    match codes.find(|status| status.name().eq_ignore_ascii_case(name)) {
        Some(status) => Err(Failed::Input(format!(
            "name `{name}` is already taken by code {}",
            status.code()
        ))),
        None => Ok(()),
    }
}

fn code_keys<S: Status>(args: &Args) -> String {
    let Args { code, name } = args;
    let mut keys = format!(
        "[[code]]\ncode = {code}\nname = \"{name}\"\nsummary = \"\" # the meaning, in one sentence\n"
    );
    keys.push_str(&id_key::<S::Category>("category"));
    keys.push_str(&id_key::<S::Area>("area"));
    keys.push_str(
        "\
outcome = \"failure\" # or \"success\", \"partial\"
retry = \"\" # \"never\", \"after-fix\", \"backoff\", or \"outcome-unknown\"
sdk = [] # SDK identifiers, such as \"RES_EPARAM\"
",
    );
    keys.push_str(&sources_key::<S::Source>());
    keys
}

/// Returns the keys of a cause as comments.
fn cause_keys<S: Status>() -> String {
    let keys = format!(
        "\
id = \"\" # unique within this code, such as \"room-closed\"
description = \"\" # what happened
fix = \"\" # what to do about it
fix_by = \"\" # \"caller\", \"admin\", \"end-user\", or \"service\"
{}patterns = [] # error messages of this cause; {{name}} stands for one word
samples = [] # an error message for each pattern with a placeholder
{}",
        id_key::<S::Area>("area"),
        sources_key::<S::Source>()
    );
    keys.lines().fold(String::new(), |mut comments, line| {
        let _ = writeln!(comments, "# {line}");
        comments
    })
}

/// Returns a key for an id, or nothing if the table does not declare the vocabulary.
fn id_key<V: Vocabulary>(key: &str) -> String {
    if args::is_undeclared::<V>() {
        return String::new();
    }
    format!("{key} = \"\" # an id declared as [{key}.<id>]\n")
}

fn sources_key<V: Vocabulary>() -> String {
    if args::is_undeclared::<V>() {
        return String::new();
    }
    String::from("sources = [] # ids declared as [source.<id>]\n")
}

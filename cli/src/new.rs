//! `new`: a well-formed entry of a table, to fill in.

use std::io::Write;

use crate::output::{Failed, shown};

/// Prints an entry; `check` then says what is still to be filled in.
pub(crate) fn run(code: i32, name: &str, out: &mut impl Write) -> Result<u8, Failed> {
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
        && !matches!(name, "Self" | "ALL");
    if !is_name {
        let help = "write ASCII letters and digits like `InvalidParameter`";
        return Err(Failed::Input(format!(
            "`{}` is no name: {help}",
            shown(name)
        )));
    }
    // What is blank is an error of `check`: no entry gets into a table half done.
    write!(
        out,
        "\
[[code]]
code = {code}
name = \"{name}\"
summary = \"\" # what it means, in one sentence
category = \"\" # a word that has a [category.WORD]
area = \"\" # a word that has an [area.WORD]
outcome = \"failure\" # or success, partial
retry = \"\" # never, after-fix, backoff or outcome-unknown
sdk = [] # what SDKs call it, such as \"RES_EPARAM\"
sources = [] # where it is documented, words that have a [source.WORD]

# Where a reason is documented, with the server's text if it is known:
# [[code.cause]]
# id = \"\" # what tells it from the other causes, such as \"room-closed\"
# when = \"\" # what happened
# fix = \"\" # what to do about it
# fixer = \"\" # caller, console, end-user or service
# area = \"\"
# texts = [] # {{name}} stands for what varies
# samples = ['{{\"code\":{code},\"desc\":\"...\"}}'] # a recorded response for each text
# sources = []
"
    )?;
    Ok(0)
}

//! `completions`: a script that completes commands in a shell.

use std::io::Write;

use clap_complete::Shell;

use crate::args;
use crate::output::Failed;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Shell to generate completions for
    shell: Shell,
}

/// Prints the script for a command line.
pub(crate) fn run(
    args: &Args,
    mut command: clap::Command,
    out: &mut impl Write,
) -> Result<u8, Failed> {
    let program = args::program_name();
    // The scripts have the name without quotes, also as a part of the names of functions.
    if !is_plain(&program) {
        return Err(Failed::Input(format!(
            "the scripts cannot have the name `{program}`: rename the program to ASCII letters, \
             digits, `-`, `_`, and `.`"
        )));
    }
    // `generate` panics if it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, &program, &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if args.shell == Shell::Bash && program.contains('-') {
        // The labels of commands are set with `__` in place of the hyphen and compared with
        // `__subcmd__`, so nothing would be completed after a command:
        // https://github.com/clap-rs/clap/issues/6421
        let label = |separator: &str| program.replace('-', separator);
        script = script.replace(&label("__subcmd__"), &label("__"));
    }
    out.write_all(script.as_bytes())?;
    Ok(0)
}

/// Returns `true` for a name that means only itself in every shell.
fn is_plain(program: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    program.bytes().all(is_plain) && !program.starts_with('-')
}

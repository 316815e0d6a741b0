//! `completions`: a script that completes commands in a shell.

use std::io::Write;

use clap_complete::Shell;
use commsease_status::Status;

use crate::args;
use crate::output::Failed;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Shell to generate completions for
    shell: Shell,
}

pub(crate) fn run<S: Status>(args: &Args, out: &mut impl Write) -> Result<u8, Failed> {
    let mut command = args::command::<S>();
    let program = args::program_name();
    // `generate` panics if it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, &program, &mut script);
    match String::from_utf8(script) {
        Ok(script) if args.shell == Shell::Bash => {
            out.write_all(with_consistent_labels(&script, &program).as_bytes())?;
        }
        Ok(script) => out.write_all(script.as_bytes())?,
        Err(error) => out.write_all(error.as_bytes())?,
    }
    Ok(0)
}

/// Returns a script for Bash in which the labels of commands agree. If the name of the program has a
/// hyphen, they are set with `__` in its place and compared with `__subcmd__`, so that nothing is
/// completed after a command: <https://github.com/clap-rs/clap/issues/6421>.
fn with_consistent_labels(script: &str, program: &str) -> String {
    if !program.contains('-') {
        return String::from(script);
    }
    let label = |separator: &str| program.replace('-', separator);
    script.replace(&label("__subcmd__"), &label("__"))
}

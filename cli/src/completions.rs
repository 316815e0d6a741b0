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
    // `generate` panics if it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, args::program_name(), &mut script);
    out.write_all(&script)?;
    Ok(0)
}

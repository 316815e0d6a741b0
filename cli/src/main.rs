//! `commsease-status`: the command line of the status code catalogue.
//!
//! It reads arguments and bodies, asks the library, and prints. Exit status 0 means that the number is known, 1 that it
//! is not, 2 that the input could not be used.

mod answer;
mod args;
mod catalogue;
mod check;
mod explain;
mod new;
mod output;
mod reference;
mod scan;
mod view;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Arguments, Command};
use self::output::Failed;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Buffered: a table of hundreds of lines is one write.
    let mut out = io::BufWriter::new(anstream::AutoStream::auto(io::stdout().lock()));
    let ended = run(arguments, &mut out).and_then(|status| Ok(out.flush().map(|()| status)?));
    match ended {
        Ok(status) => status.into(),
        // Whoever reads has seen enough, as in `| head`.
        Err(Failed::Write(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failed) => {
            // Nothing is left to be done if even this cannot be written.
            let _ = writeln!(anstream::stderr(), "error: {failed}");
            failed.status().into()
        }
    }
}

/// Runs one command and gives its exit status.
fn run(arguments: Arguments, out: &mut impl Write) -> Result<u8, Failed> {
    let (format, table) = (arguments.format, arguments.table.as_deref());
    match arguments.command {
        Command::Explain(explain) => explain::run(&explain, &view::table(table)?, format, out),
        Command::List(list) => catalogue::list(&list, &view::table(table)?, format, out),
        Command::Search(search) => catalogue::search(&search, &view::table(table)?, format, out),
        Command::Scan(_) | Command::Reference if table.is_some() => Err(Failed::Input(
            String::from("this command knows the built-in table alone: leave out `--table`"),
        )),
        Command::Scan(scan) => scan::run(&scan, format, out),
        Command::Check { file } => check::run(&file, out),
        Command::New { code, name } => new::run(code, &name, out),
        Command::Reference => reference::run(out),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "commsease-status", out);
            Ok(0)
        }
    }
}

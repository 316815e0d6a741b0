//! What a command costs: wall time and peak memory of it and of all that it starts.
//!
//! The operating system keeps the peak over all children that a process ever had, so each measurement is made by a
//! fresh process of this program: `commsease-status-benches measure SECONDS MIB COMMAND...`.

use std::env;
use std::process::{Command, ExitCode};
use std::time::Instant;

use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};

/// What a command cost that came to its end.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    pub(crate) mebibytes: f64,
}

/// What nobody waits for: processor time in seconds and address space in MiB of each process.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) seconds: u64,
    pub(crate) mebibytes: u64,
}

/// Runs a command in a process of its own; nothing if it fails or hits a limit.
pub(crate) fn measure(command: &Command, limits: Limits) -> Option<Cost> {
    let mut measuring = Command::new(env::current_exe().ok()?);
    measuring.args(["measure", &limits.seconds.to_string(), &limits.mebibytes.to_string()]);
    measuring.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        measuring.current_dir(folder);
    }
    let output = measuring.output().ok().filter(|output| output.status.success())?;
    let printed = String::from_utf8(output.stdout).ok()?;
    let (seconds, kibibytes) = printed.lines().last()?.split_once(' ')?;
    Some(Cost { seconds: seconds.parse().ok()?, mebibytes: kibibytes.parse::<f64>().ok()? / 1024.0 })
}

/// The other side of [`measure`].
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let [seconds, mebibytes, program, arguments @ ..] = arguments else { return ExitCode::from(2) };
    let (Ok(seconds), Ok(mebibytes)) = (seconds.parse::<u64>(), mebibytes.parse::<u64>()) else {
        return ExitCode::from(2);
    };
    let bytes = mebibytes << 20;
    let limited = setrlimit(Resource::RLIMIT_CPU, seconds, seconds).and(setrlimit(Resource::RLIMIT_AS, bytes, bytes));
    let start = Instant::now();
    let ended = Command::new(program).args(arguments).status();
    let elapsed = start.elapsed().as_secs_f64();
    match (limited, ended, getrusage(UsageWho::RUSAGE_CHILDREN)) {
        (Ok(()), Ok(status), Ok(usage)) if status.success() => {
            println!("{elapsed} {}", usage.max_rss());
            ExitCode::SUCCESS
        }
        _ => ExitCode::FAILURE,
    }
}

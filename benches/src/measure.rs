//! What a command costs: time and peak memory of it and of all that it starts.
//!
//! The operating system keeps the peak over all children that a process ever had, so each measurement is made by a
//! fresh process of this program: `commsease-status-benches measure SECONDS MIB COMMAND...`.

use std::env;
use std::io::{self, Error};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, ExitCode, ExitStatus};
use std::time::Instant;

use nix::libc::{SIGKILL, SIGXCPU};
use nix::sys::resource::{Resource, Usage, UsageWho, getrusage, setrlimit};
use nix::sys::time::TimeValLike as _;

/// What a command cost that came to its end.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    pub(crate) processor_seconds: f64,
    pub(crate) mebibytes: f64,
}

/// What nobody waits for: processor time in seconds and address space in MiB of each process.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) seconds: u64,
    pub(crate) mebibytes: u64,
}

/// How a command ended, and what it said on standard error.
pub(crate) enum Ended {
    Well(Cost, String),
    OutOfTime,
    OutOfMemory,
}

/// Runs a command in a process of its own. A command that fails for another reason than the limits is an error.
pub(crate) fn measure(command: &Command, limits: Limits) -> io::Result<Ended> {
    let mut measuring = Command::new(env::current_exe()?);
    measuring.args([
        "measure",
        &limits.seconds.to_string(),
        &limits.mebibytes.to_string(),
    ]);
    measuring
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        measuring.current_dir(folder);
    }
    let output = measuring.output()?;
    let (said, printed) = (
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout),
    );
    match output.status.code().map(u8::try_from) {
        Some(Ok(WELL)) => {
            let cost = printed.lines().last().and_then(Cost::read);
            let cost = cost.ok_or_else(|| Error::other(format!("no figures in `{printed}`")))?;
            Ok(Ended::Well(cost, said.into_owned()))
        }
        Some(Ok(OUT_OF_TIME)) => Ok(Ended::OutOfTime),
        // Whoever gets no memory says so, each in words of its own, and fails.
        _ if NO_MEMORY.iter().any(|words| said.contains(words)) => Ok(Ended::OutOfMemory),
        Some(Ok(KILLED)) => Ok(Ended::OutOfMemory),
        _ => Err(Error::other(format!("{command:?} fails: {said}"))),
    }
}

/// Of Rust's allocator, of LLVM, and of the operating system for a mapping and for a thread.
const NO_MEMORY: &[&str] = &[
    "memory allocation of",
    "out of memory",
    "os error 12",
    "os error 11",
];

const WELL: u8 = 0;
const FAILED: u8 = 1;
const OUT_OF_TIME: u8 = 2;
/// By the operating system, when memory runs out.
const KILLED: u8 = 3;

/// The other side of [`measure`].
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    ExitCode::from(ended(arguments).unwrap_or_else(|error| {
        eprintln!("{error}");
        FAILED
    }))
}

fn ended(arguments: &[String]) -> io::Result<u8> {
    let [seconds, mebibytes, program, arguments @ ..] = arguments else {
        return Err(Error::other("usage: measure SECONDS MIB COMMAND..."));
    };
    let number = |text: &str| text.parse::<u64>().map_err(Error::other);
    let (seconds, bytes) = (number(seconds)?, number(mebibytes)? << 20);
    // The second limit is the one that kills; the first one can be told apart from it.
    setrlimit(Resource::RLIMIT_CPU, seconds, seconds + 1)?;
    setrlimit(Resource::RLIMIT_AS, bytes, bytes)?;
    // Nobody reads the gigabytes that a compiler leaves behind.
    setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
    let start = Instant::now();
    let status = Command::new(program).args(arguments).status()?;
    let elapsed = start.elapsed().as_secs_f64();
    Cost::of(elapsed, getrusage(UsageWho::RUSAGE_CHILDREN)?).print();
    Ok(verdict(status))
}

fn verdict(status: ExitStatus) -> u8 {
    match status.signal() {
        _ if status.success() => WELL,
        Some(SIGXCPU) => OUT_OF_TIME,
        Some(SIGKILL) => KILLED,
        _ => FAILED,
    }
}

impl Cost {
    #[allow(
        clippy::cast_precision_loss,
        reason = "microseconds of minutes, and KiB of what fits into a machine"
    )]
    fn of(seconds: f64, usage: Usage) -> Self {
        let processor =
            usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
        Self {
            seconds,
            processor_seconds: processor as f64 / 1e6,
            mebibytes: usage.max_rss() as f64 / 1024.0,
        }
    }

    fn print(self) {
        println!(
            "{} {} {}",
            self.seconds, self.processor_seconds, self.mebibytes
        );
    }

    fn read(line: &str) -> Option<Self> {
        let mut figures = line.split(' ').map(|figure| figure.parse().ok());
        let mut next = || figures.next().flatten();
        Some(Self {
            seconds: next()?,
            processor_seconds: next()?,
            mebibytes: next()?,
        })
    }
}

//! The cost of a command: time and peak memory, including the processes that it starts.
//!
//! The operating system reports the peak of all children that a process has ever had. So a new
//! process of this program makes each measurement:
//! `commsease-status-benches measure SECONDS MIB COMMAND...`.

use std::env;
use std::io::{self, Error};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, ExitCode, ExitStatus};
use std::time::Instant;

use nix::libc::{SIGKILL, SIGXCPU};
use nix::sys::resource::{Resource, Usage, UsageWho, getrusage, setrlimit};
use nix::sys::time::TimeValLike as _;

/// The cost of a command that ended.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    pub(crate) processor_seconds: f64,
    pub(crate) mebibytes: f64,
}

/// The limits of each process: processor time in seconds, and address space in MiB.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) seconds: u64,
    pub(crate) mebibytes: u64,
}

/// The limits of a process that generates or compiles a table.
pub(crate) const LIMITS: Limits = Limits {
    seconds: 300,
    mebibytes: 12 << 10,
};

impl Limits {
    /// Returns the time of a command that exceeds the limit, as a table shows it.
    pub(crate) fn exceeded_time(self) -> String {
        format!("> {} s", self.seconds)
    }

    /// Returns the memory of a command that exceeds the limit, as a table shows it.
    pub(crate) fn exceeded_memory(self) -> String {
        format!("> {} GiB", self.mebibytes >> 10)
    }
}

/// How a command ended.
pub(crate) enum Ended {
    /// The cost, and the standard error.
    Done(Cost, String),
    /// The time or the memory that was exceeded.
    CutOff(String),
}

impl Ended {
    /// Returns the cost of a command that was not cut off.
    pub(crate) fn cost(&self) -> Option<Cost> {
        match self {
            Self::Done(cost, _) => Some(*cost),
            Self::CutOff(_) => None,
        }
    }
}

/// Runs a command in a process of its own.
///
/// # Errors
///
/// Returns an error if the command fails for another reason than the limits.
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
    let (errors, printed) = (
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout),
    );
    match output.status.code().map(u8::try_from) {
        Some(Ok(DONE)) => {
            let cost = printed.lines().last().and_then(Cost::read);
            let cost = cost.ok_or_else(|| Error::other(format!("no figures in `{printed}`")))?;
            Ok(Ended::Done(cost, errors.into_owned()))
        }
        Some(Ok(OUT_OF_TIME)) => Ok(Ended::CutOff(limits.exceeded_time())),
        Some(Ok(KILLED)) => Ok(Ended::CutOff(limits.exceeded_memory())),
        _ if NO_MEMORY.iter().any(|words| errors.contains(words)) => {
            Ok(Ended::CutOff(limits.exceeded_memory()))
        }
        _ => Err(Error::other(format!("{command:?} fails: {errors}"))),
    }
}

/// Parts of the messages of Rust's allocator, of LLVM, and of the operating system, which refuses a
/// mapping or a thread.
const NO_MEMORY: &[&str] = &[
    "memory allocation of",
    "out of memory",
    "os error 12",
    "os error 11",
];

const DONE: u8 = 0;
const FAILED: u8 = 1;
const OUT_OF_TIME: u8 = 2;
/// The operating system ends a process if memory runs out.
const KILLED: u8 = 3;

/// Runs the command of a [`measure`] call.
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
    // The first limit sends a signal of its own, the second one kills.
    setrlimit(Resource::RLIMIT_CPU, seconds, seconds + 1)?;
    setrlimit(Resource::RLIMIT_AS, bytes, bytes)?;
    // A compiler that is killed would write gigabytes.
    setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
    let start = Instant::now();
    let status = Command::new(program).args(arguments).status()?;
    let elapsed = start.elapsed().as_secs_f64();
    Cost::of(elapsed, getrusage(UsageWho::RUSAGE_CHILDREN)?).print();
    Ok(verdict(status))
}

fn verdict(status: ExitStatus) -> u8 {
    match status.signal() {
        _ if status.success() => DONE,
        Some(SIGXCPU) => OUT_OF_TIME,
        Some(SIGKILL) => KILLED,
        _ => FAILED,
    }
}

impl Cost {
    #[allow(
        clippy::cast_precision_loss,
        reason = "minutes in microseconds, and memory in KiB"
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

    /// Returns the lesser one of each figure.
    pub(crate) fn best(self, other: Self) -> Self {
        Self {
            seconds: self.seconds.min(other.seconds),
            processor_seconds: self.processor_seconds.min(other.processor_seconds),
            mebibytes: self.mebibytes.min(other.mebibytes),
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

//! `scan` on a log of 1 GB, beside the same job done with `jq` and, as the floor, `rg -c`:
//! `cargo bench -p commsease-status-cli --bench scan`. The megabytes of the log are in `SCAN_MEGABYTES`, if other ones
//! are wanted. `jq` and `rg` must be installed.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Counts the codes and texts of failed responses, be the line one or have one inside.
const JQ: &str = r#"reduce inputs as $line ({};
    ($line.response // $line) as $body |
    if $body.code then .["\($body.code) \($body.desc // $body.msg)"] += 1 else . end)"#;

/// A failed response in each of the forms that the service has.
const BODIES: [&str; 8] = [
    r#"{"desc":"check roomid","code":414}"#,
    r#"{"code":414,"desc":"CurTime is expired"}"#,
    r#"{"desc":"alice7 not register","code":414}"#,
    r#"{"code":102404,"msg":"account not exist","data":{}}"#,
    r#"{"code":416,"msg":"too frequent","data":{}}"#,
    r#"{"desc":"Exceed the maximum account 100","code":414}"#,
    r#"{"code":403,"desc":"forbidden info"}"#,
    r#"{"code":500,"desc":"internal"}"#,
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<()> {
    let megabytes = env::var("SCAN_MEGABYTES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000);
    let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scan.log");
    let measured = write_log(&log, megabytes * 1_000_000).and_then(|lines| measure(&log, lines));
    fs::remove_file(&log)?;
    measured
}

/// Writes a log of JSON lines of which one in ten holds a failed response; gives the number of its lines.
fn write_log(path: &Path, size: u64) -> io::Result<u64> {
    let mut log = BufWriter::new(File::create(path)?);
    let (mut written, mut lines) = (0, 0_u64);
    while written < size {
        let line = line(lines);
        log.write_all(line.as_bytes())?;
        written += line.len() as u64;
        lines += 1;
    }
    log.flush()?;
    Ok(lines)
}

fn line(number: u64) -> String {
    let body = BODIES[usize::try_from(number / 10).map_or(0, |turn| turn % BODIES.len())];
    let time = format!(
        "2026-01-{:02}T{:02}:{:02}:{:02}Z",
        number / 86_400 % 28 + 1,
        number / 3_600 % 24,
        number / 60 % 60,
        number % 60
    );
    match number % 20 {
        3 => format!("{body}\n"),
        13 => format!(
            "{{\"time\":\"{time}\",\"level\":\"warn\",\"target\":\"im::api\",\"request\":\"{number:x}\",\"response\":{body}}}\n"
        ),
        0..=9 => format!(
            "{{\"time\":\"{time}\",\"level\":\"info\",\"target\":\"http\",\"method\":\"POST\",\"path\":\"/nimserver/msg/sendMsg.action\",\"status\":200,\"bytes\":{number},\"peer\":\"10.0.{}.{}\"}}\n",
            number % 256,
            number % 251
        ),
        _ => format!(
            "{{\"time\":\"{time}\",\"level\":\"debug\",\"target\":\"app::session\",\"message\":\"decoded {number} bytes of a frame and handed them on\",\"span\":{{\"id\":{number},\"name\":\"read\"}}}}\n"
        ),
    }
}

fn measure(log: &Path, lines: u64) -> io::Result<()> {
    let scan = [
        env!("CARGO_BIN_EXE_commsease-status"),
        "scan",
        "--format",
        "json",
    ];
    // The first run brings the log into memory for all of them.
    let mut floor = best_of(1, &["rg", "-c", "\"code\":"], log)?;
    let ours = best_of(3, &scan, log)?;
    floor = floor.min(best_of(3, &["rg", "-c", "\"code\":"], log)?);
    let jq = best_of(1, &["jq", "-n", JQ], log)?;

    let bytes = fs::metadata(log)?.len();
    println!("\n{bytes} bytes in {lines} lines, one in ten with a failed response\n");
    println!("| program | seconds | MB/s | times scan's time |\n| --- | ---: | ---: | ---: |");
    for (program, time) in [
        ("commsease-status scan", ours),
        ("jq", jq),
        ("rg -c", floor),
    ] {
        let seconds = time.as_secs_f64();
        #[allow(clippy::cast_precision_loss, reason = "shown without decimals")]
        let speed = bytes as f64 / 1e6 / seconds;
        println!(
            "| {program} | {seconds:.2} | {speed:.0} | {:.2} |",
            seconds / ours.as_secs_f64()
        );
    }
    Ok(())
}

/// The shortest time of some runs of a program on the log.
fn best_of(runs: u32, program: &[&str], log: &Path) -> io::Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..runs {
        let (name, arguments) = program.split_first().ok_or(io::ErrorKind::InvalidInput)?;
        let start = Instant::now();
        let mut command = Command::new(name);
        let status = command
            .args(arguments)
            .arg(log)
            .stdout(Stdio::null())
            .status();
        let status =
            status.map_err(|error| io::Error::other(format!("cannot run `{name}`: {error}")))?;
        if !status.success() {
            return Err(io::Error::other(format!("`{name}` failed: {status}")));
        }
        best = best.min(start.elapsed());
    }
    Ok(best)
}

//! `scan` and `annotate` on a generated log of 1 GB, beside `jq` and, as the lower bound, `rg -c`:
//! `cargo bench -p commsease-status-cli --bench scan`.
//!
//! `SCAN_MEGABYTES` sets another size of the log. `jq` and `rg` are left out if they are not
//! installed. The counts of `scan` must be those that the log was generated with.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Counts the codes and messages of failed responses, whether the line is one or contains one.
const JQ: &str = r#"reduce inputs as $line ({};
    ($line.response // $line) as $body |
    if $body.code then .["\($body.code) \($body.desc // $body.msg)"] += 1 else . end)"#;

/// Adds the summary of the code to each line, from the rows of `reference --format tsv`.
const JQ_JOIN: &str = r#"($codes | split("\n")[1:-1] | map(split("\t") | {key: .[1], value: .[11]})
    | from_entries) as $summaries | inputs |
    . + {summary: $summaries[(.response.code // .code // "") | tostring]}"#;

/// A failed response in each of the forms that the service has, and its key.
const BODIES: [(&str, &str); 8] = [
    (
        r#"{"desc":"check roomid","code":414}"#,
        "414/chat-room-closed",
    ),
    (
        r#"{"code":414,"desc":"CurTime is expired"}"#,
        "414/clock-expired",
    ),
    (
        r#"{"desc":"alice7 not register","code":414}"#,
        "414/account-not-registered",
    ),
    (
        r#"{"code":102404,"msg":"account not exist","data":{}}"#,
        "102404/account-not-found",
    ),
    (r#"{"code":416,"msg":"too frequent","data":{}}"#, "416/"),
    (
        r#"{"desc":"Exceed the maximum account 100","code":414}"#,
        "414/account-limit",
    ),
    (r#"{"code":778899,"desc":"item 7"}"#, "778899/"),
    (r#"{"code":500,"desc":"internal"}"#, "500/"),
];

/// How often each key occurs.
type Counts = BTreeMap<String, u64>;

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
    let megabytes = env::var("SCAN_MEGABYTES").ok();
    let megabytes = megabytes.and_then(|text| text.parse().ok());
    let size = megabytes.unwrap_or(1_000) * 1_000_000;
    let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scan.log");
    let codes = log.with_file_name("codes.tsv");
    write_codes(&codes)?;
    let measured = write_log(&log, size).and_then(|(lines, counts)| {
        check_counts(&log, lines, &counts)?;
        measure(&log, &codes, lines)
    });
    fs::remove_file(&log)?;
    fs::remove_file(&codes)?;
    measured
}

/// Writes the table that `jq` joins with.
fn write_codes(path: &Path) -> io::Result<()> {
    let mut command = Command::new(SCAN[0]);
    let output = command.args(["reference", "--format", "tsv"]).output()?;
    fs::write(path, output.stdout)
}

/// Writes a log of JSON lines, one in ten of which contains a failed response. Returns the number of
/// lines and the counts.
fn write_log(path: &Path, size: u64) -> io::Result<(u64, Counts)> {
    let mut log = BufWriter::new(File::create(path)?);
    let mut counts = [0; BODIES.len()];
    let (mut written, mut lines) = (0, 0_u64);
    while written < size {
        let body = usize::try_from(lines / 10).map_or(0, |turn| turn % BODIES.len());
        let line = line(lines, BODIES[body].0);
        counts[body] += u64::from(has_body(lines));
        log.write_all(line.as_bytes())?;
        written += line.len() as u64;
        lines += 1;
    }
    log.flush()?;
    let keys = BODIES.iter().map(|(_, key)| String::from(*key));
    Ok((
        lines,
        keys.zip(counts).filter(|(_, count)| *count > 0).collect(),
    ))
}

fn has_body(line: u64) -> bool {
    matches!(line % 20, 3 | 13)
}

fn line(number: u64, body: &str) -> String {
    let time = format!(
        "2026-01-{:02}T{:02}:{:02}:{:02}Z",
        number / 86_400 % 28 + 1,
        number / 3_600 % 24,
        number / 60 % 60,
        number % 60
    );
    match number % 20 {
        3 if number % 40 == 3 => format!("{body}\n"),
        3 => format!(
            "{{\"log\":{},\"stream\":\"stdout\",\"time\":\"{time}\"}}\n",
            Value::from(format!("got {body}"))
        ),
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

/// Checks what `scan` counts.
fn check_counts(log: &Path, lines: u64, expected: &Counts) -> io::Result<()> {
    let output = Command::new(SCAN[0]).args(&SCAN[1..]).arg(log).output()?;
    let report: Value = serde_json::from_slice(&output.stdout)?;
    let list = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let codes = [list("codes"), list("unknown_codes")].concat();
    let counts = codes.iter().map(|code| {
        let cause = code["cause"].as_str().unwrap_or_default();
        (
            format!("{}/{cause}", code["code"]),
            code["count"].as_u64().unwrap_or_default(),
        )
    });
    let counts: Counts = counts.collect();
    if counts != *expected || report["lines"] != lines || report["complete"] != true {
        return Err(io::Error::other(format!(
            "`scan` counted {counts:?} in {} lines; {expected:?} in {lines} lines were expected",
            report["lines"]
        )));
    }
    println!("\nThe counts are right: {counts:?}");
    Ok(())
}

const SCAN: [&str; 4] = [
    env!("CARGO_BIN_EXE_commsease-status"),
    "scan",
    "--format",
    "json",
];

fn measure(log: &Path, codes: &Path, lines: u64) -> io::Result<()> {
    // Checking the counts has brought the log into memory for all programs.
    let scan = best_of(3, &SCAN, log)?;
    let annotate = best_of(3, &[SCAN[0], "annotate"], log)?;
    let codes = codes.to_str().unwrap_or_default();
    let join = ["jq", "-cn", "--rawfile", "codes", codes, JQ_JOIN];
    let join = best_of(1, &join, log)?;
    let rg = best_of(3, &["rg", "-c", "\"code\":"], log)?;
    let jq = best_of(1, &["jq", "-n", JQ], log)?;

    let bytes = fs::metadata(log)?.len();
    println!("\n{bytes} bytes in {lines} lines, one in ten with a failed response\n");
    println!("| program | seconds | MB/s | times scan's time |\n| --- | ---: | ---: | ---: |");
    for (program, time) in [
        ("commsease-status scan", scan),
        ("commsease-status annotate", annotate),
        ("jq, which counts", jq),
        ("jq -c, which joins", join),
        ("rg -c", rg),
    ] {
        let Some(time) = time else {
            println!("| {program} | not installed | | |");
            continue;
        };
        let seconds = time.as_secs_f64();
        #[allow(clippy::cast_precision_loss, reason = "shown without decimals")]
        let speed = bytes as f64 / 1e6 / seconds;
        let ratio = scan.map_or(1.0, |scan| seconds / scan.as_secs_f64());
        println!("| {program} | {seconds:.2} | {speed:.0} | {ratio:.2} |");
    }
    Ok(())
}

/// Returns the shortest time of some runs of a program on the log, or `None` if it is not installed.
fn best_of(runs: u32, program: &[&str], log: &Path) -> io::Result<Option<Duration>> {
    let mut best = None;
    for _ in 0..runs {
        let start = Instant::now();
        let mut command = Command::new(program[0]);
        let command = command.args(&program[1..]);
        // It reads standard input only.
        let command = match program {
            [_, "annotate"] => command.stdin(File::open(log)?),
            _ => command.arg(log),
        };
        let status = match command.stdout(Stdio::null()).status() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            status => status?,
        };
        if !status.success() {
            return Err(io::Error::other(format!(
                "`{}` failed: {status}",
                program[0]
            )));
        }
        let time = start.elapsed();
        best = Some(best.map_or(time, |best: Duration| best.min(time)));
    }
    Ok(best)
}

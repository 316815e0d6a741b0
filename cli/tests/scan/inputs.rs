//! Files of several formats, and those that cannot be read.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::{CLOSED, check_incomplete, closed, file, gzip, path_string, rows, scan, support};

#[test]
fn several_files_plain_and_gzip() {
    let dir = TempDir::new().unwrap();
    let plain = file(&dir, "a.log", format!("x\n{CLOSED}"));
    // Two members, as if one log was appended to another, and a name without an extension.
    let members = [
        gzip(&format!("{CLOSED}\n")),
        gzip(&format!("x\n{CLOSED}\n")),
    ]
    .concat();
    let packed = file(&dir, "b", members);
    let run = scan(&["--format", "json", &plain, &packed, "-"], gzip(CLOSED));
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (rows(&report), &report["lines"]),
        (vec![closed(4)], &Value::from(6))
    );
    assert_eq!(report["codes"][0]["first"], format!("{plain}:2"));
    assert_eq!(report["codes"][0]["last"], "<stdin>:1");
}

/// No thread can be started, because the address space has no place for its stack.
#[test]
fn the_main_thread_is_enough() {
    let mut command = support::command(&["scan", "--format", "json"]);
    command.env("RUST_MIN_STACK", (1_u64 << 52).to_string());
    let log = format!("{CLOSED}\n").repeat(100_000);
    let output = support::feed(command, log.as_bytes());
    assert_eq!(support::text(&output.stderr), "");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows(&report), [closed(100_000)]);
}

#[test]
fn files_that_cannot_be_read() {
    let dir = TempDir::new().unwrap();
    let log = file(&dir, "a.log", CLOSED);
    let missing = path_string(&dir.path().join("missing"));
    let empty = dir.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let empty = path_string(&empty);
    let run = scan(&["--format", "json", &missing, &empty, &log], "");
    check_incomplete(&run, 2, &format!("error: failed to read {missing}: "), 1);
    let error = format!("error: failed to read {empty}: the directory has no readable files\n");
    check_incomplete(&run, 2, &error, 1);
    // Without any input, there is no report.
    let run = scan(&[&missing], "");
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
}

#[test]
fn directories() {
    let dir = TempDir::new().unwrap();
    let old = dir.path().join("old");
    fs::create_dir(&old).unwrap();
    file(&dir, "b.log", CLOSED);
    file(&dir, "old/a.log.gz", gzip(CLOSED));
    // It leads back.
    #[cfg(unix)]
    std::os::unix::fs::symlink(dir.path(), old.join("link")).unwrap();
    let run = scan(&["--format", "json", &path_string(dir.path())], "");
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(rows(&report), [closed(2)]);
    let (first, last) = (&report["codes"][0]["first"], &report["codes"][0]["last"]);
    assert_eq!(
        *first,
        format!("{}:1", path_string(&dir.path().join("b.log")))
    );
    assert_eq!(*last, format!("{}:1", path_string(&old.join("a.log.gz"))));
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_nowhere_is_an_error() {
    let dir = TempDir::new().unwrap();
    file(&dir, "a.log", CLOSED);
    let link = dir.path().join("b.log");
    std::os::unix::fs::symlink(dir.path().join("gone"), &link).unwrap();
    let run = scan(&["--fail-on", "success", &path_string(dir.path())], "");
    let error = format!("error: failed to read {}: ", path_string(&link));
    assert!(run.err.starts_with(&error), "{}", run.err);
    assert_eq!(run.status, Some(2));
}

#[test]
fn truncated_and_damaged_gzip() {
    let packed = gzip(&format!("{CLOSED}\n").repeat(20_000));
    let run = scan(&["--format", "json"], &packed[..packed.len() - 9]);
    check_incomplete(&run, 2, "error: failed to read all of <stdin>: ", 20_000);
    let garbage = [gzip(&format!("{CLOSED}\n")), b"not gzip".to_vec()].concat();
    check_incomplete(
        &scan(&["--format", "json"], garbage),
        2,
        "error: failed to read all of",
        1,
    );
}

#[test]
fn unsupported_formats() {
    let dir = TempDir::new().unwrap();
    let log = file(&dir, "a.log", CLOSED);
    let utf_16: Vec<u8> = format!("\u{feff}{CLOSED}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, reason) in [
        (
            &b"\x28\xb5\x2f\xfd\x04\x00"[..],
            "it is Zstandard-compressed",
        ),
        (b"\xfd7zXZ\x00\x00\x04", "it is xz-compressed"),
        (b"BZh91AY&SY", "it is bzip2-compressed"),
        (b"PK\x03\x04\x14", "it is a ZIP archive"),
        (&utf_16, "it is encoded in UTF-16"),
        (&utf_16[2..], "it is encoded in UTF-16"),
        (b"7z\xbc\xaf\x27\x1c\0", "it is a 7z archive"),
        (b"LPKSHHRH\0", "it is a systemd journal"),
    ] {
        let path = file(&dir, "b.log", bytes);
        let run = scan(&["--format", "json", &log, &path], "");
        check_incomplete(
            &run,
            2,
            &format!("error: failed to read {path}: {reason}"),
            1,
        );
        assert_eq!(scan(&[], bytes).out, "");
    }
}

#[test]
fn a_log_can_start_as_a_format_does() {
    for start in ["BZh", "LZ", "7zip", "PK"] {
        let report = super::report(format!("{start} {CLOSED}"));
        assert_eq!(rows(&report), [closed(1)], "{start}");
    }
}

#[test]
fn invalid_utf8_is_replaced() {
    let log = [
        b"x \xff\n",
        CLOSED.as_bytes(),
        b"\xff\n{\"code\":414,\"desc\":\"\xff\"}",
    ]
    .concat();
    let run = scan(&["--format", "json"], log);
    let warning = "warning: replaced invalid UTF-8 in 1 error message (first: <stdin>:3)\n";
    assert_eq!((run.status, run.err.as_str()), (Some(0), warning));
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(rows(&report), [(414, None, 1), closed(1)]);
    assert_eq!(report["unmatched_messages"][0]["message"], "\u{fffd}");
}

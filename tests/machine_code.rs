//! What becomes of the library in a release build: look-ups that cannot panic, and programs that carry no more of the
//! table than they ask for. The linker knows both.
#![cfg(target_os = "linux")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use commsease_status::StatusCode;

/// A library for programs without an operating system. A panic calls what nobody has, so that it links only if no panic
/// can be reached.
const HEAD: &str = r#"
#![no_std]
use commsease_status::StatusCode;

unsafe extern "C" {
    safe fn a_panic_can_be_reached() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    a_panic_can_be_reached()
}

// The compiled `core` names it, and nothing here calls it.
#[unsafe(no_mangle)]
pub extern "C" fn rust_eh_personality() {}
"#;

const NAME: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn name(code: i32) -> *const u8 {
    StatusCode::from_code(code).map_or(core::ptr::null(), |status| status.name().as_ptr())
}
"#;

const READ: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn read(text: &&str) -> i32 {
    text.parse::<StatusCode>().map_or(-1, StatusCode::code)
}

#[unsafe(no_mangle)]
pub extern "C" fn category(code: i32) -> *const u8 {
    StatusCode::from_code(code).map_or(core::ptr::null(), |status| status.category().id().as_ptr())
}
"#;

const PROSE: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn summary(code: i32) -> *const u8 {
    StatusCode::from_code(code).map_or(core::ptr::null(), |status| status.summary().as_ptr())
}

#[unsafe(no_mangle)]
pub extern "C" fn causes(code: i32) -> usize {
    StatusCode::from_code(code).map_or(0, |status| status.causes().len())
}
"#;

const PANIC: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn nth(at: usize) -> i32 {
    StatusCode::ALL[at].code()
}
"#;

#[test]
fn looking_up_cannot_panic() {
    let workshop = Workshop::new("panic");
    workshop
        .link(&[NAME, READ, PROSE])
        .expect("nothing that is looked up by number or name panics");
    let refused = workshop
        .link(&[PANIC])
        .expect_err("an index out of bounds panics");
    assert!(refused.contains("a_panic_can_be_reached"), "{refused}");
}

#[test]
fn who_asks_for_names_carries_no_prose() {
    let workshop = Workshop::new("prose");
    let names = workshop.link(&[NAME, READ]).expect("names link");
    let prose = workshop.link(&[NAME, PROSE]).expect("prose links");
    for status in StatusCode::ALL {
        assert!(names.contains(status.name()), "{status} is a name");
        assert!(prose.contains(status.summary()), "{status} has a summary");
    }
    let carried: Vec<_> = StatusCode::ALL
        .iter()
        .filter(|status| names.contains(status.summary()))
        .collect();
    assert!(carried.is_empty(), "{carried:?}");
}

/// A folder with the library as a release build has it.
struct Workshop(PathBuf);

impl Workshop {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        let library = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src")
            .join("lib.rs");
        let mut rustc = rustc();
        rustc
            .args([
                "--crate-type=rlib",
                "--crate-name=commsease_status",
                "--out-dir",
            ])
            .arg(&folder)
            .arg(library);
        run(&mut rustc).expect("the library compiles");
        Self(folder)
    }

    /// Links a library of some functions and gives back what is text in it, or says why that fails.
    fn link(&self, functions: &[&str]) -> Result<String, String> {
        let source = self.0.join("program.rs");
        let program = self.0.join("program.so");
        fs::write(&source, format!("{HEAD}{}", functions.concat()))
            .map_err(|error| error.to_string())?;
        let mut rustc = rustc();
        rustc.args([
            "--crate-type=cdylib",
            "-Clink-arg=-Wl,--no-undefined",
            "--extern",
        ]);
        rustc.arg(format!(
            "commsease_status={}",
            self.0.join("libcommsease_status.rlib").display()
        ));
        rustc.arg("-o").arg(&program).arg(&source);
        run(&mut rustc)?;
        let bytes = fs::read(&program).map_err(|error| error.to_string())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn rustc() -> Command {
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.env("OUT_DIR", env!("OUT_DIR"));
    rustc.args([
        "--edition=2024",
        "--cap-lints=allow",
        "-Copt-level=3",
        "-Cpanic=abort",
    ]);
    rustc
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

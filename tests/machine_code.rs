//! Properties of the library in a release build: look-ups cannot panic, and a program contains only
//! the parts of the table that it uses. The linker verifies both.
#![cfg(target_os = "linux")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use commsease_status::{Status, StatusCode};

/// A library for programs without an operating system. Its panic handler calls an undefined
/// function, so it links only if no panic is reachable.
const HEAD: &str = r#"
#![no_std]
use commsease_status::{Status, StatusCode};

unsafe extern "C" {
    safe fn a_panic_is_reachable() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    a_panic_is_reachable()
}

// The compiled `core` refers to it, but nothing here calls it.
#[unsafe(no_mangle)]
pub extern "C" fn rust_eh_personality() {}
"#;

const NAME: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn name(code: i32) -> *const u8 {
    StatusCode::from_code(code).map_or(core::ptr::null(), |status| status.name().as_ptr())
}
"#;

const PARSE: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn parse(text: &&str) -> i32 {
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
pub extern "C" fn nth(index: usize) -> i32 {
    StatusCode::all()[index].code()
}
"#;

#[test]
fn look_ups_cannot_panic() {
    let builder = Builder::new("panic");
    builder
        .link(&[NAME, PARSE, PROSE])
        .expect("no look-up by code or name panics");
    let error = builder
        .link(&[PANIC])
        .expect_err("an index out of bounds panics");
    assert!(error.contains("a_panic_is_reachable"), "{error}");
}

#[test]
fn names_do_not_link_prose() {
    let builder = Builder::new("prose");
    let names = builder.link(&[NAME, PARSE]).expect("names link");
    let prose = builder.link(&[NAME, PROSE]).expect("prose links");
    for status in StatusCode::all() {
        assert!(names.contains(status.name()), "{status} is a name");
        assert!(prose.contains(status.summary()), "{status} has a summary");
    }
    let linked: Vec<_> = StatusCode::all()
        .iter()
        .filter(|status| names.contains(status.summary()))
        .collect();
    assert!(linked.is_empty(), "{linked:?}");
}

/// A program that shows everything in English, and one that shows everything in Chinese.
const ENGLISH: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn english(code: i32, message: &&str, use_text: fn(&str)) {
    show(commsease_status::diagnose(code, Some(*message)), use_text);
}

fn show(diagnosis: commsease_status::Diagnosis<'_>, use_text: fn(&str)) {
    use_text(diagnosis.summary());
    diagnosis.advice().into_iter().for_each(use_text);
    diagnosis.user_message().into_iter().for_each(use_text);
    let language = diagnosis.language();
    diagnosis.causes().for_each(|cause| use_text(cause.fix_in(language)));
}
"#;

const CHINESE: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn chinese(code: i32, message: &&str, use_text: fn(&str)) {
    show(commsease_status::diagnose(code, Some(*message)).in_language(StatusCode::ZH), use_text);
}
"#;

#[test]
fn a_language_that_is_not_named_is_not_linked() {
    let builder = Builder::new("languages");
    let english = builder.link(&[ENGLISH]).expect("English links");
    let chinese = builder.link(&[ENGLISH, CHINESE]).expect("Chinese links");
    let mut count = 0;
    for status in StatusCode::all() {
        let language = StatusCode::ZH;
        let mut texts = vec![status.summary_in(language)];
        texts.extend(status.advice_in(language));
        texts.extend(status.user_message_in(language));
        texts.extend(status.causes().iter().map(|cause| cause.fix_in(language)));
        for text in texts {
            assert!(chinese.contains(text), "{text}");
            assert!(!english.contains(text), "{text}");
            count += 1;
        }
    }
    assert!(count > StatusCode::COUNT, "{count} texts");
}

/// What the table says in English, without the messages of SDKs, some of which are in Chinese.
const TEXTS: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn texts(code: i32, use_text: fn(&str)) {
    let english = commsease_status::Language::ENGLISH;
    if let Some(status) = StatusCode::from_code(code) {
        use_text(status.summary());
        status.advice().into_iter().for_each(use_text);
        status.user_message_in(english).into_iter().for_each(use_text);
        status.causes().iter().for_each(|cause| use_text(cause.fix()));
    }
}
"#;

#[test]
fn english_texts_have_no_chinese_byte() {
    let builder = Builder::new("english");
    let linked = builder.link(&[NAME, TEXTS]).expect("the texts link");
    assert!(linked.contains(StatusCode::RateLimited.summary()));
    let is_chinese = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let chars: Vec<char> = linked.chars().collect();
    let mut runs = chars.windows(3);
    // Fewer than three can be an accident of machine code.
    let run = runs.find(|run| run.iter().all(is_chinese));
    assert_eq!(run, None);
}

/// A directory with the library as a release build has it.
struct Builder(PathBuf);

impl Builder {
    fn new(name: &str) -> Self {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&directory).expect("the directory for temporary files is writable");
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
            .arg(&directory)
            .arg(library);
        run(&mut rustc).expect("the library compiles");
        Self(directory)
    }

    /// Links a library of some functions, and returns its bytes as text or why that fails.
    fn link(&self, functions: &[&str]) -> Result<String, String> {
        let source = self.0.join("program.rs");
        let program = self.0.join("program.so");
        fs::write(&source, format!("{HEAD}{}", functions.concat()))
            .map_err(|error| error.to_string())?;
        let mut rustc = rustc();
        rustc.args([
            "--crate-type=cdylib",
            "-Clink-arg=-Wl,--no-undefined",
            // `core` requires the memory functions of the C library, such as `bcmp`.
            "-Clink-arg=-lc",
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

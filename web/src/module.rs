//! The program itself, compiled for the browser, as a script.
//!
//! A page that is opened from a disk cannot read other files, only load scripts. So the script has the
//! module in it: compressed, and in Base64.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use wasm_bindgen_cli_support::Bindgen;
use zopfli::{Format, Options};

const TARGET: &str = "wasm32-unknown-unknown";

/// How the module is compiled: small, because people wait for it.
const PROFILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z"),
    ("CARGO_PROFILE_RELEASE_LTO", "fat"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1"),
    ("CARGO_PROFILE_RELEASE_PANIC", "abort"),
];

/// Why there is no module.
pub(crate) enum Missing {
    /// It cannot be compiled here.
    Target(&'static str),
    /// It could be, but it failed.
    Build(String),
}

/// Returns the script.
pub(crate) fn build() -> Result<String, Missing> {
    let Some(package) = env::var_os("CARGO_MANIFEST_DIR") else {
        return Err(Missing::Target("start the program with `cargo run`"));
    };
    if !has_target() {
        return Err(Missing::Target(
            "install the target with `rustup target add wasm32-unknown-unknown`",
        ));
    }
    let module = compile(Path::new(&package)).map_err(Missing::Build)?;
    script(&module).map_err(|error| {
        Missing::Build(format!("failed to prepare `{}`: {error}", module.display()))
    })
}

/// Returns whether the standard library for the target is installed, or Cargo is told to build it.
fn has_target() -> bool {
    if env::var_os("CARGO_UNSTABLE_BUILD_STD").is_some() {
        return true;
    }
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output();
    output.is_ok_and(|output| {
        let path = String::from_utf8_lossy(&output.stdout);
        output.status.success() && Path::new(path.trim()).is_dir()
    })
}

/// Compiles this program for the browser, and returns its path.
fn compile(package: &Path) -> Result<PathBuf, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(env::consts::EXE_SUFFIX).unwrap_or(&name);
    let directory = program.with_file_name("web");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--release", "--target", TARGET])
        .arg("--manifest-path")
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&directory)
        .arg("--bin")
        .arg(name)
        .envs(PROFILE)
        .status()
        .map_err(|error| format!("failed to start Cargo: {error}"))?;
    if !status.success() {
        return Err(format!("failed to compile `{name}` for {TARGET}"));
    }
    let release = directory.join(TARGET).join("release");
    Ok(release.join(format!("{name}.wasm")))
}

/// Returns a script with the module and the functions that call it.
fn script(module: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let mut output = Bindgen::new()
        .no_modules(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .input_path(module)
        .generate_output()?;
    let wasm = output.wasm_mut().emit_wasm();
    let mut compressed = Vec::new();
    zopfli::compress(Options::default(), Format::Gzip, &wasm[..], &mut compressed)?;
    let encoded = STANDARD.encode(compressed);
    Ok(format!("{}\nconst MODULE = '{encoded}';\n", output.js()))
}

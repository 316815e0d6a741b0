//! What the results depend on: the machine, the compiler, and the versions of the peers.

use std::process::Command;
use std::{env, fs, io, thread};

use serde::Deserialize;

use crate::project::root;

/// The packages that this library is compared with.
const PEERS: &[&str] = &[
    "aho-corasick",
    "foldhash",
    "frozen-collections",
    "hashify",
    "http",
    "num_enum",
    "phf",
    "regex",
    "rustc-hash",
    "serde",
    "serde_json",
    "strum",
    "thiserror",
    "toml",
];

/// Returns one paragraph.
pub(crate) fn describe() -> io::Result<String> {
    let processor = field("/proc/cpuinfo", "model name")
        .unwrap_or_else(|| String::from("an unknown processor"));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let memory = memory().map_or(String::from("unknown"), |mebibytes| {
        format!("{} GiB of", mebibytes >> 10)
    });
    let (system, rustc, peers) = (env::consts::OS, compiler()?, peers()?);
    Ok(format!(
        "Measured on {processor}, {cores} cores, {memory} memory, {system}, with {rustc}. Peers: \
         {peers}."
    ))
}

fn memory() -> Option<u64> {
    let kibibytes = field("/proc/meminfo", "MemTotal")?;
    // The system keeps some of it, so the size of the machine is the next whole number.
    Some(
        kibibytes
            .split(' ')
            .next()?
            .parse::<u64>()
            .ok()?
            .div_ceil(1 << 20)
            << 10,
    )
}

/// Returns the value of a key in a file of Linux.
fn field(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let mut fields = text.lines().filter_map(|line| line.split_once(':'));
    fields
        .find(|(known, _)| known.trim() == key)
        .map(|(_, value)| String::from(value.trim()))
}

/// Returns the version of rustc.
pub(crate) fn compiler() -> io::Result<String> {
    let rustc = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8_lossy(&rustc.stdout).trim().to_owned())
}

#[derive(Deserialize)]
struct Lock {
    #[serde(rename = "package")]
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

/// Returns the peers with their versions according to `Cargo.lock`.
fn peers() -> io::Result<String> {
    let lock: Lock = toml::from_str(&fs::read_to_string(root().join("Cargo.lock"))?)
        .map_err(io::Error::other)?;
    let own = lock
        .packages
        .iter()
        .find(|package| package.name == env!("CARGO_PKG_NAME"));
    let own = own.map_or(&[][..], |package| &package.dependencies);
    let versions = PEERS.iter().map(|peer| {
        // `name`, followed by the version if there are several.
        let dependency = own
            .iter()
            .find_map(|own| own.strip_prefix(peer).filter(|rest| !rest.starts_with('-')));
        let version = match dependency.map(str::trim) {
            Some("") => lock
                .packages
                .iter()
                .find(|package| package.name == *peer)
                .map(|package| &*package.version),
            version => version,
        };
        format!("{peer} {}", version.unwrap_or("(unknown version)"))
    });
    Ok(versions.collect::<Vec<_>>().join(", "))
}

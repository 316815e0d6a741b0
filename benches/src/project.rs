//! Small packages with the dependencies of `Cargo.lock`, in the target directory.

use std::fs;
use std::io::{self, Error};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Has the version lines of the peers.
const MANIFEST: &str = include_str!("../Cargo.toml");

/// The peers with derives for an enum of codes.
pub(crate) const DERIVES: &[&str] = &["num_enum", "strum", "thiserror"];

/// Returns the root of this repository.
pub(crate) fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// A package whose dependencies are fetched.
pub(crate) struct Project {
    folder: PathBuf,
}

impl Project {
    /// Writes a package with sections of dependencies and with files.
    pub(crate) fn new(name: &str, dependencies: &str, files: &[(&str, &str)]) -> io::Result<Self> {
        let project = Self {
            folder: root().join("target").join("benchmarks").join(name),
        };
        let package =
            format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
        project.write(
            "Cargo.toml",
            &format!("{package}\n{dependencies}\n[workspace]\n"),
        )?;
        for (path, text) in files {
            project.write(path, text)?;
        }
        fs::copy(root().join("Cargo.lock"), project.path("Cargo.lock"))?;
        run(project.cargo(&["fetch", "--quiet"]))?;
        Ok(project)
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) -> io::Result<()> {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        fs::write(path, text)
    }

    /// Returns a Cargo command in the folder of the package, with a target folder of its own.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.args(arguments).current_dir(&self.folder);
        if matches!(arguments.first(), Some(&("build" | "doc"))) {
            cargo
                .args(["--offline", "--target-dir"])
                .arg(self.path("target"));
        }
        cargo
    }

    /// Builds the dependencies, and returns where rustc finds them.
    pub(crate) fn libraries(&self, profile: &str) -> io::Result<Libraries> {
        let (option, folder) = if profile == "release" {
            ("release", "release")
        } else {
            ("dev", "debug")
        };
        run(self.cargo(&["build", "--quiet", "--profile", option]))?;
        Ok(Libraries {
            folder: self.path("target").join(folder).join("deps"),
        })
    }
}

/// Returns a package without code that depends on this library and on the peers with derives.
pub(crate) fn shelf() -> io::Result<Project> {
    let dependencies = format!("[dependencies]\n{}{}", this_library(""), peers(DERIVES));
    Project::new("shelf", &dependencies, &[("src/lib.rs", "")])
}

/// Returns the manifest line of this library as a dependency.
pub(crate) fn this_library(features: &str) -> String {
    format!(
        "commsease-status = {{ path = '{}', features = [{features}] }}\n",
        root().display()
    )
}

/// Returns the manifest lines of peers as dependencies.
pub(crate) fn peers(names: &[&str]) -> String {
    let is_asked = |line: &&str| {
        names
            .iter()
            .any(|name| line.split_once(" =").is_some_and(|(key, _)| key == *name))
    };
    MANIFEST
        .lines()
        .filter(is_asked)
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// Compiled dependencies.
pub(crate) struct Libraries {
    folder: PathBuf,
}

impl Libraries {
    /// Returns a rustc command for a library or program that uses some of them.
    pub(crate) fn rustc(&self, names: &[&str]) -> io::Result<Command> {
        let mut rustc = Command::new("rustc");
        rustc.args(["--edition=2024", "--cap-lints=allow", "-L"]);
        rustc.arg(format!("dependency={}", self.folder.display()));
        for name in names {
            rustc
                .arg("--extern")
                .arg(format!("{name}={}", self.find(name)?.display()));
        }
        Ok(rustc)
    }

    /// Returns the newest file, because a change leaves older ones in the folder.
    fn find(&self, name: &str) -> io::Result<PathBuf> {
        let prefix = format!("lib{name}-");
        let mut files = Vec::new();
        for file in fs::read_dir(&self.folder)? {
            let file = file?;
            let of_package = file
                .file_name()
                .to_str()
                .is_some_and(|file| file.starts_with(&prefix));
            if of_package
                && file
                    .path()
                    .extension()
                    .is_some_and(|extension| extension == "rlib")
            {
                files.push((file.metadata()?.modified()?, file.path()));
            }
        }
        let newest = files.into_iter().max().map(|(_, path)| path);
        newest.ok_or_else(|| Error::other(format!("`{name}` was not compiled")))
    }
}

/// Runs a command that has to succeed.
pub(crate) fn run(mut command: Command) -> io::Result<()> {
    let output = command.output()?;
    let errors = || String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        Ok(())
    } else {
        Err(Error::other(format!("{command:?} fails: {}", errors())))
    }
}

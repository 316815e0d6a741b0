//! A reader of a page, who types its commands and writes its files.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{env, fs};

use crate::{ROOT, cargo, errors};

/// A page in Markdown.
pub(crate) struct Page<'p>(pub(crate) &'p str);

/// A fenced block.
pub(crate) struct Block<'p> {
    heading: &'p str,
    /// The last nonempty line before it.
    before: &'p str,
    pub(crate) language: &'p str,
    pub(crate) text: String,
}

impl<'p> Page<'p> {
    pub(crate) fn blocks(&self) -> Vec<Block<'p>> {
        let mut lines = self.0.lines();
        let mut blocks = Vec::new();
        let (mut heading, mut before) = ("", "");
        while let Some(line) = lines.next() {
            if let Some(language) = line.strip_prefix("```") {
                let text = lines.by_ref().take_while(|line| *line != "```");
                let text = text.flat_map(|line| [line, "\n"]).collect();
                blocks.push(Block {
                    heading,
                    before,
                    language,
                    text,
                });
            } else if line.starts_with('#') {
                heading = line.trim_start_matches('#').trim_start();
            } else if !line.is_empty() {
                before = line;
            }
        }
        blocks
    }

    /// Returns the blocks below a heading, which must have some.
    pub(crate) fn section(&self, heading: &str) -> Vec<Block<'p>> {
        let mut blocks = self.blocks();
        blocks.retain(|block| block.heading == heading);
        assert!(!blocks.is_empty(), "no blocks below `{heading}`");
        blocks
    }
}

/// A reader in a new directory, which is removed at the end unless the test failed.
pub(crate) struct Reader {
    root: PathBuf,
    pub(crate) folder: PathBuf,
    /// The package with whose versions nothing needs to be downloaded.
    versions: PathBuf,
    pub(crate) commands: usize,
    pub(crate) files: usize,
    _turn: MutexGuard<'static, ()>,
}

/// Programs of the same name, in one target directory, would overwrite each other.
static TURN: Mutex<()> = Mutex::new(());

impl Reader {
    /// Outside of any other package, because `cargo new` looks for a workspace.
    pub(crate) fn new(name: &str) -> Self {
        Self::with_versions_of(name, ROOT)
    }

    /// Like `new`, with the versions in the lockfile of a package.
    pub(crate) fn with_versions_of(name: &str, package: impl Into<PathBuf>) -> Self {
        let root = env::temp_dir().join(format!("commsease-status-{name}-{}", std::process::id()));
        fs::create_dir(&root).unwrap();
        Self {
            folder: root.clone(),
            root,
            versions: package.into(),
            commands: 0,
            files: 0,
            _turn: TURN.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    pub(crate) fn follow_section(&mut self, page: &Page<'_>, heading: &str) {
        for block in page.section(heading) {
            self.follow(&block);
        }
    }

    pub(crate) fn follow(&mut self, block: &Block<'_>) {
        if block.language != "console" {
            return self.write_block(block);
        }
        let mut output = String::new();
        for line in block.text.lines() {
            match line.strip_prefix("$ ") {
                Some(command) => output = self.run(command),
                None => assert!(
                    output.lines().any(|printed| printed == line),
                    "no `{line}` in:\n{output}"
                ),
            }
        }
    }

    /// Runs a command, and returns its output.
    pub(crate) fn run(&mut self, command: &str) -> String {
        self.commands += 1;
        let mut words: Vec<&str> = command.split(' ').collect();
        match words.remove(0) {
            "cd" => {
                self.folder.push(words[0]);
                let lockfile = self.versions.join("Cargo.lock");
                fs::copy(lockfile, self.folder.join("Cargo.lock")).unwrap();
                String::new()
            }
            "cargo" => {
                let words = in_checkout(words);
                let output = cargo(&self.folder, &words);
                let errors = errors(&output);
                assert!(
                    output.status.success() != errors.contains("error"),
                    "{command}: {output:?}"
                );
                String::from_utf8_lossy(&output.stdout).into_owned() + &errors
            }
            other => panic!("the reader has no `{other}`"),
        }
    }

    /// Writes the file that is named before the block, or appends to it.
    fn write_block(&mut self, block: &Block<'_>) {
        let named = block
            .before
            .split('`')
            .rev()
            .nth(1)
            .expect("the line before the block names the file");
        let before = if block.before.contains("t the end of") {
            fs::read_to_string(self.folder.join(named)).unwrap()
        } else {
            String::new()
        };
        self.write(named, &(before + &block.text));
    }

    pub(crate) fn write(&mut self, file: &str, text: &str) {
        self.files += 1;
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            fs::remove_dir_all(&self.root).unwrap();
        }
    }
}

/// Makes `cargo add` take the packages of this checkout, and any other one from those that are
/// downloaded already.
fn in_checkout(mut words: Vec<&str>) -> Vec<&str> {
    const CLI: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cli");
    if words[0] != "add" {
        return words;
    }
    if let Some(path) = words.iter().position(|word| *word == "--path") {
        words.drain(path..path + 2);
    }
    let directory = if words.contains(&"commsease-status-cli") {
        Some(CLI)
    } else {
        words.contains(&"commsease-status").then_some(ROOT)
    };
    match directory {
        Some(directory) => words.extend(["--path", directory]),
        None => words.push("--offline"),
    }
    words
}

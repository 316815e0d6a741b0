//! Size: the bytes of small libraries that use more and more of a table.

use std::ops::Sub;
use std::{fs, io};

use object::endian::Endianness;
use object::read::elf::ElfFile64;
use object::{Object as _, ObjectSection as _};
use quote::quote;

use crate::codes::{Code, derived};
use crate::project::{self, DERIVES, Libraries, Project, root};
use crate::report::{Grid, Section, thousands};
use crate::synthetic;

/// The functions of a program, and the rows of the report. Each program also has the functions of
/// the rows above.
const STEPS: &[(&str, &str)] = &[
    ("from_code", "`from_code`"),
    ("name", "+ `name`"),
    ("summary", "+ `summary`"),
    ("from_str", "+ `FromStr`"),
    ("causes", "+ `causes`"),
    ("diagnose", "+ `diagnose`"),
    ("everything", "everything"),
];

/// Steps that the derives do not have.
const OURS_ALONE: &[&str] = &["causes", "diagnose"];

/// Steps that the derives do not have in a large table: strum's `from_str` is inlined, and rustc
/// takes minutes for every program that has it.
const SLOW: &[&str] = &["from_str", "everything"];

/// The maximum number of codes of a small table.
const SMALL: usize = 1000;

pub(crate) fn run(sizes: &[usize]) -> io::Result<Section> {
    let workshop = Workshop::new()?;
    let mut grid = Grid::new("functions");
    let shipped = fs::read_to_string(root().join("codes.toml"))?;
    let own = String::from("#![no_std]\npub use commsease_status::StatusCode as Ours;\n");
    let title = format!(
        "shipped, {}",
        Code::of(&shipped).map_err(io::Error::other)?.len()
    );
    grid.column(&title, workshop.cells(&shipped, &own)?);
    for &size in sizes {
        let table = synthetic::table(size);
        let own = format!("#![no_std]\n{}", crate::generate::code(&table)?);
        grid.column(&thousands(size), workshop.cells(&table, &own)?);
    }
    let mut section = Section::new("Size", &workshop.about()?);
    section.grid(&grid);
    Ok(section)
}

/// The bytes of a linked library, by kinds of sections.
#[derive(Clone, Copy, Default)]
struct Bytes {
    data: u64,
    relocations: u64,
    code: u64,
}

impl Bytes {
    fn read(file: &[u8]) -> Result<Self, object::Error> {
        let mut bytes = Self::default();
        for section in ElfFile64::<Endianness>::parse(file)?.sections() {
            let name = section.name()?;
            let is = |kinds: &[&str]| kinds.iter().any(|kind| name.starts_with(kind));
            let kind = match () {
                () if is(&[".rodata", ".data.rel.ro"]) => &mut bytes.data,
                () if is(&[".rel.", ".rela.", ".relr."]) => &mut bytes.relocations,
                () if is(&[".text"]) => &mut bytes.code,
                () => continue,
            };
            *kind += section.size();
        }
        Ok(bytes)
    }

    /// Formats the bytes for each of a number of codes.
    #[allow(
        clippy::cast_precision_loss,
        reason = "megabytes, and thousands of codes"
    )]
    fn each(self, codes: usize) -> String {
        let each = |bytes: u64| (bytes as f64 / codes as f64).round();
        let all = self.data + self.relocations + self.code;
        format!(
            "{} ({} + {} + {})",
            each(all),
            each(self.data),
            each(self.relocations),
            each(self.code)
        )
    }
}

impl Sub for Bytes {
    type Output = Self;

    /// Returns what one program has in addition to another one. The linker can round up sections.
    fn sub(self, other: Self) -> Self {
        Self {
            data: self.data.saturating_sub(other.data),
            relocations: self.relocations.saturating_sub(other.relocations),
            code: self.code.saturating_sub(other.code),
        }
    }
}

/// The project in which programs are linked.
struct Workshop {
    shelf: Project,
    libraries: Libraries,
}

impl Workshop {
    fn new() -> io::Result<Self> {
        let shelf = project::shelf()?;
        let libraries = shelf.libraries("release")?;
        Ok(Self { shelf, libraries })
    }

    /// Describes the results.
    fn about(&self) -> io::Result<String> {
        self.table("#![no_std]\npub enum Derived {}\n", &[])?;
        let Bytes {
            data,
            relocations,
            code,
        } = self.link("derives", &[])?;
        Ok(format!(
            "Bytes of a program for each code of the table, in addition to an empty program: all \
             (read-only data, in `.rodata` and `.data.rel.ro`, + relocations of the pointers in it \
             + instructions). The programs are shared libraries without `std`, linked by `rustc` \
             with `opt-level` 3, `panic` \"abort\", and no link-time optimization; at a fixed \
             address there are no relocations. Each row also has the functions of the rows above. \
             The derives ({}) have neither causes nor patterns, and `FromStr` is left out for more \
             than {} codes, because rustc takes minutes for it. \"Everything\" adds all other \
             methods of this crate, and `Display` and `Debug` of the diagnosis, or `Debug` and the \
             code of the enum with derives. Unwinding tables and symbol names do not count. The \
             empty program has {data} + {relocations} + {code} bytes.",
            DERIVES.join(", "),
            thousands(SMALL)
        ))
    }

    /// Returns the sizes for a table, given its text and our code for it.
    fn cells(&self, table: &str, own: &str) -> io::Result<Vec<(String, String)>> {
        let codes = Code::of(table).map_err(io::Error::other)?;
        self.table(own, &["commsease_status"])?;
        let ours = self.programs("ours", STEPS, codes.len())?;
        let is_small = codes.len() <= SMALL;
        let parse = if is_small {
            quote!(#[derive(strum::EnumString)])
        } else {
            quote!()
        };
        let derives = derived(&codes, &parse);
        self.table(&format!("#![no_std]\n{derives}"), DERIVES)?;
        let has = |step| !OURS_ALONE.contains(&step) && (is_small || !SLOW.contains(&step));
        let steps: Vec<_> = STEPS
            .iter()
            .copied()
            .filter(|(step, _)| has(step))
            .collect();
        let theirs = self.programs("derives", &steps, codes.len())?;
        Ok(ours.into_iter().chain(theirs).collect())
    }

    /// Links a program for each step.
    fn programs(
        &self,
        program: &str,
        steps: &[(&str, &str)],
        codes: usize,
    ) -> io::Result<Vec<(String, String)>> {
        let subject = if program == "ours" {
            "this crate"
        } else {
            "derives"
        };
        let empty = self.link(program, &[])?;
        let steps = (1..=steps.len()).map(|count| &steps[..count]);
        let row = |steps: &[(&str, &str)]| {
            let (_, title) = steps[steps.len() - 1];
            let functions: Vec<&str> = steps.iter().map(|(function, _)| *function).collect();
            let bytes = self.link(program, &functions)? - empty;
            Ok((format!("{subject}: {title}"), bytes.each(codes)))
        };
        steps.map(row).collect()
    }

    /// Compiles a library with a table, for the programs that follow.
    fn table(&self, source: &str, names: &[&str]) -> io::Result<()> {
        self.shelf.write("table.rs", source)?;
        let mut rustc = self.libraries.rustc(names)?;
        rustc.args([
            "--crate-type=rlib",
            "--crate-name=table",
            "-Copt-level=3",
            "-Cpanic=abort",
            "-o",
        ]);
        rustc
            .arg(self.shelf.path("libtable.rlib"))
            .arg(self.shelf.path("table.rs"));
        project::run(rustc)
    }

    /// Links one of the programs with some of its functions.
    fn link(&self, program: &str, functions: &[&str]) -> io::Result<Bytes> {
        let linked = self.shelf.path("program.so");
        let mut rustc = self.libraries.rustc(if program == "ours" {
            &["commsease_status"]
        } else {
            &[]
        })?;
        rustc.args([
            "--crate-type=cdylib",
            "-Copt-level=3",
            "-Cpanic=abort",
            "-Clink-arg=-lc",
            "--extern",
        ]);
        rustc.arg(format!(
            "table={}",
            self.shelf.path("libtable.rlib").display()
        ));
        rustc.args(functions.iter().flat_map(|function| ["--cfg", function]));
        rustc.arg("-o").arg(&linked).arg(
            root()
                .join("benches")
                .join("programs")
                .join(format!("{program}.rs")),
        );
        project::run(rustc)?;
        Bytes::read(&fs::read(&linked)?).map_err(io::Error::other)
    }
}

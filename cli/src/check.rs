//! `check`: the errors and warnings of a code table, without a build.

use std::io::{self, Read, Write};

use clap::ValueEnum;
use commsease_status::codegen::{Diagnostic, Label, Renderer, Severity, Table, generate};
use serde::Serialize;

use crate::output::{ERROR, Failed, WARNING, counted_or_no, escape, write_json};

#[derive(clap::Args)]
#[command(after_long_help = "\
Exit status:
  0  The table has no errors
  1  The table has errors, or warnings with `--deny-warnings`
  2  The arguments or the file cannot be used")]
pub(crate) struct Args {
    /// Code table (`-` reads from stdin)
    #[arg(default_value = "codes.toml")]
    file: String,
    /// Exit with status 1 if there are warnings
    #[arg(long)]
    deny_warnings: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Human-readable
    Text,
    /// Machine-readable
    Json,
    /// Annotations for GitHub Actions
    Github,
}

/// All diagnostics of a file.
struct Report<'s> {
    path: &'s str,
    diagnostics: &'s [Diagnostic],
    renderer: Renderer<'s>,
    errors: usize,
}

/// Prints all diagnostics and returns exit status 1 if the check failed.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<u8, Failed> {
    let (source, path) = read(&args.file)?;
    let diagnostics = match generate(&source) {
        Ok(generated) => generated.warnings().to_vec(),
        Err(error) => error.diagnostics().to_vec(),
    };
    let shown_path = escape(&path);
    let report = Report::new(&source, &path, &shown_path, &diagnostics);
    match args.format {
        Format::Text => report.print_text(out)?,
        Format::Json => report.print_json(out)?,
        Format::Github => report.print_github(out)?,
    }
    let denied = report.errors > 0 || (args.deny_warnings && report.warnings() > 0);
    Ok(u8::from(denied))
}

/// Reads a table, and prints all diagnostics to standard error if it is not valid.
pub(crate) fn valid_table(file: &str) -> Result<Option<Table>, Failed> {
    let (source, path) = read(file)?;
    match Table::parse(&source) {
        Ok(table) => Ok(Some(table)),
        Err(error) => {
            let shown_path = escape(&path);
            let report = Report::new(&source, &path, &shown_path, error.diagnostics());
            // There is nowhere left to report that standard error cannot be written.
            let _ = report.print_text(&mut anstream::stderr().lock());
            Ok(None)
        }
    }
}

/// Returns the bytes of a file or of standard input, and the name to display for it.
fn read(file: &str) -> Result<(Vec<u8>, String), Failed> {
    let (read, path) = if file == "-" {
        let mut source = Vec::new();
        let read = io::stdin().read_to_end(&mut source).map(|_| source);
        (read, String::from("<stdin>"))
    } else {
        (std::fs::read(file), String::from(file))
    };
    match read {
        Ok(source) => Ok((source, path)),
        Err(error) => Err(Failed::Input(format!("failed to read `{path}`: {error}"))),
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

impl<'s> Report<'s> {
    fn new(
        source: &'s [u8],
        path: &'s str,
        shown_path: &'s str,
        diagnostics: &'s [Diagnostic],
    ) -> Self {
        Self {
            path,
            diagnostics,
            renderer: Renderer::new(source, shown_path),
            errors: diagnostics.iter().filter(|it| is_error(it)).count(),
        }
    }

    fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors
    }

    /// Prints each diagnostic as the build would, and the number of errors and warnings.
    fn print_text(&self, out: &mut impl Write) -> Result<(), Failed> {
        for diagnostic in self.diagnostics {
            let severity = diagnostic.severity.to_string();
            let style = if is_error(diagnostic) { ERROR } else { WARNING };
            let rendered = self.renderer.render(diagnostic);
            let rest = rendered.strip_prefix(&severity).unwrap_or(&rendered);
            write!(out, "{style}{severity}{style:#}")?;
            for line in rest.lines() {
                writeln!(out, "{}", escape(line))?;
            }
            writeln!(out)?;
        }
        writeln!(
            out,
            "{}: {}, {}",
            escape(self.path),
            counted_or_no(self.errors, "error"),
            counted_or_no(self.warnings(), "warning")
        )?;
        Ok(())
    }

    fn print_json(&self, out: &mut impl Write) -> Result<(), Failed> {
        #[derive(Serialize)]
        struct Json<'r> {
            file: &'r str,
            errors: usize,
            warnings: usize,
            diagnostics: Vec<JsonDiagnostic<'r>>,
        }
        let diagnostics = self.diagnostics.iter();
        let json = Json {
            file: self.path,
            errors: self.errors,
            warnings: self.warnings(),
            diagnostics: diagnostics
                .map(|diagnostic| JsonDiagnostic {
                    severity: diagnostic.severity.to_string(),
                    message: &diagnostic.message,
                    primary: self.json_label(&diagnostic.primary),
                    secondary: diagnostic.secondary.as_ref().map(|it| self.json_label(it)),
                    note: diagnostic.note.as_deref(),
                    help: diagnostic.help.as_deref(),
                })
                .collect(),
        };
        write_json(&json, out)
    }

    fn json_label<'l>(&self, label: &'l Label) -> JsonLabel<'l> {
        let (line, column) = self.renderer.position(label.span.start);
        let (end_line, end_column) = self.renderer.position(label.span.end);
        JsonLabel {
            line,
            column,
            end_line,
            end_column,
            label: &label.text,
        }
    }

    /// Prints each diagnostic as a workflow command of GitHub Actions.
    fn print_github(&self, out: &mut impl Write) -> Result<(), Failed> {
        for diagnostic in self.diagnostics {
            let primary = self.json_label(&diagnostic.primary);
            let title = escape(&diagnostic.message);
            let label = (!primary.label.is_empty()).then(|| primary.label.to_owned());
            let note = diagnostic.note.as_ref().map(|note| format!("note: {note}"));
            let help = diagnostic.help.as_ref().map(|help| format!("help: {help}"));
            let details: Vec<String> = [label, note, help].into_iter().flatten().collect();
            let details = details.join("\n");
            let message = if details.is_empty() {
                &title
            } else {
                details.as_str()
            };
            write!(
                out,
                "::{} file={},line={},col={}",
                diagnostic.severity,
                github_property(self.path),
                primary.line,
                primary.column
            )?;
            // GitHub shows no columns for an annotation of several lines.
            if primary.end_line == primary.line {
                write!(out, ",endColumn={}", primary.end_column)?;
            }
            let title = github_property(&title);
            writeln!(out, ",title={title}::{}", github_data(message))?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct JsonDiagnostic<'r> {
    severity: String,
    message: &'r str,
    #[serde(flatten)]
    primary: JsonLabel<'r>,
    secondary: Option<JsonLabel<'r>>,
    note: Option<&'r str>,
    help: Option<&'r str>,
}

/// Positions count lines and characters from 1.
#[derive(Serialize)]
struct JsonLabel<'l> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: &'l str,
}

/// Escapes the message of a workflow command. Line feeds stay line feeds.
fn github_data(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| escape(line).replace('%', "%25"))
        .collect();
    lines.join("%0A")
}

/// Escapes the value of a property of a workflow command.
fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
}

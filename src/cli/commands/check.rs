//! `monev check`: every mistake of the instruments named, in one run.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::base::{Lang, Limits};
use crate::cli::compiling;
use crate::cli::console::{self, Console};
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::find::{self, Wanted};
use crate::cli::render::{self, Report, text::Look};
use crate::cli::testing;

/// Find every mistake of instruments.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Instruments, or folders to search for them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// How to print what is found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Pictures of the source, for people
    Text,
    /// JSON, for scripts and editors
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

impl Check {
    /// Compiles everything and prints what was found. A file that can't be read keeps no other from being checked.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let (mut report, mut exit) = (Report::default(), Exit::Ok);
        for path in find::find(&self.paths, Wanted::Instruments, console.limits.file_bytes)? {
            if let Err(failure) = check(&path, &console.limits, &mut report) {
                exit = exit.worse(console::tell(&failure, console.lang));
            }
        }
        let nothing_read = report.checked.is_empty() && matches!(self.format, Format::Text);
        if !nothing_read {
            console.print(&self.format.render(&report, console))?;
        }
        Ok(report.exit().worse(exit))
    }
}

/// Compiles an instrument; a file of tests is read against the instrument beside it.
fn check(path: &Path, limits: &Limits, report: &mut Report) -> Result<(), Failure> {
    if !testing::is_tests(path) {
        report.add(compiling::compile(path, limits)?.checked);
        return Ok(());
    }
    let compiled = compiling::compile(&testing::instrument_of(path)?, limits)?;
    report.add(compiled.checked);
    if let Some(instrument) = compiled.instrument {
        report.add(testing::read(path, &instrument, limits)?.1);
    }
    Ok(())
}

impl Format {
    fn render(self, report: &Report, console: &Console) -> String {
        let lang: Lang = console.lang;
        match self {
            Self::Text => {
                let look = Look { lang, width: console.width(), most: console.limits.diagnostics };
                render::text::render(report, look)
            }
            Self::Json => render::json::render(report),
            Self::Sarif => render::sarif::render(report, lang),
            Self::Github => render::github::render(report, lang),
        }
    }
}

//! `monev conformance`: expression vectors, run one by one; the format is that of the published vectors.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::base::{Lang, Message};
use crate::cli::console::{Console, style};
use crate::cli::escape;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::files::{read_named, shown};
use crate::expr::conformance::{self, Report, VectorError};

/// Run expression vectors.
#[derive(Debug, clap::Args)]
pub(crate) struct Conformance {
    /// Files of vectors
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

impl Conformance {
    /// Runs every file, shows what failed, and ends with `N passed, N failed`.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let (mut passed, mut failed) = (0, 0);
        for path in &self.files {
            let report = run(path, console)?;
            console.print(&failures(path, &report, console.lang))?;
            passed += report.passed;
            failed += report.failed.len();
        }
        console.print(&format!("{passed} passed, {failed} failed\n"))?;
        Ok(if failed == 0 { Exit::Ok } else { Exit::Findings })
    }
}

fn run(path: &Path, console: &Console) -> Result<Report, Failure> {
    let bytes = read_named(path, &console.limits)?;
    let text = String::from_utf8(bytes).map_err(|error| not_vectors(path, &error.to_string()))?;
    conformance::run(&text).map_err(|error| match error {
        VectorError::Format(error) => not_vectors(path, &error.to_string()),
        VectorError::Content(why) => not_vectors(path, &why),
    })
}

fn not_vectors(path: &Path, why: &str) -> Failure {
    let path = shown(path);
    Failure::because(
        Exit::Findings,
        Message::new(
            format!("`{path}` bukan berkas vektor kesesuaian: {why}"),
            format!("`{path}` is not a file of conformance vectors: {why}"),
        ),
    )
}

fn failures(path: &Path, report: &Report, lang: Lang) -> String {
    let (expected, got) = match lang {
        Lang::Id => ("diharapkan", "didapat"),
        Lang::En => ("expected", "got"),
    };
    let (bad, path) = (style::BAD, shown(path));
    let mut out = String::new();
    for failure in &report.failed {
        let _ = writeln!(
            out,
            "{bad}{}{bad:#} ({path})  {}",
            escape::line(&failure.id),
            escape::line(&failure.expr)
        );
        let _ = writeln!(out, "  {expected:<10} {}", escape::line(&failure.expected));
        let _ = writeln!(out, "  {got:<10} {}", escape::line(&failure.got));
    }
    out
}

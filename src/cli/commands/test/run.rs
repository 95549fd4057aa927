//! One file of tests after another.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::coverage::Coverages;
use crate::base::Lang;
use crate::cli::compiling;
use crate::cli::console::{self, Console, style};
use crate::cli::escape;
use crate::cli::exit::{Exit, Failure};
use crate::cli::files::shown;
use crate::cli::find::{self, Wanted};
use crate::cli::render::Report;
use crate::cli::render::junit::{Case, Suite};
use crate::cli::render::text::{self, Look};
use crate::cli::testing;
use crate::rules::Plan;
use crate::scenario::{self, TestResult};

/// Where results for people go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// To standard output.
    Output,
    /// To standard error.
    Error,
    /// Nowhere: they come as a report.
    Nowhere,
}

impl Show {
    pub(super) fn print(self, text: &str, console: &Console) -> Result<(), Failure> {
        match self {
            Self::Output => console.print(text),
            Self::Error => {
                console.print_error(text);
                Ok(())
            }
            Self::Nowhere => Ok(()),
        }
    }
}

/// What came of a file of tests.
pub(super) type FileRun = Suite;

/// The files of tests that were named or found.
pub(super) fn files(paths: &[PathBuf], console: &Console) -> Result<Vec<PathBuf>, Failure> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| tests_of(path)).collect();
    find::find(&paths, Wanted::Tests, console.limits.file_bytes)
}

/// The file of tests of an instrument that was named; any other path as it is.
fn tests_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let named = [".yaml", ".yml"].into_iter().find_map(|ending| Some((name.strip_suffix(ending)?, ending)));
    match named {
        Some((stem, ending)) if !testing::is_tests(path) && path.is_file() => {
            path.with_file_name(format!("{stem}.tests{ending}"))
        }
        Some(_) | None => path.to_owned(),
    }
}

/// Runs a file of tests.
///
/// # Errors
/// When results can't be shown; what keeps the tests from being run is part of what came of the file.
pub(super) fn file(
    path: &Path,
    console: &Console,
    show: Show,
    coverages: &mut Coverages,
) -> Result<FileRun, Failure> {
    let head = style::HEAD;
    show.print(&format!("{head}{}{head:#}\n", shown(path)), console)?;
    let mut suite = Suite { path: shown(path), classname: String::new(), cases: Vec::new(), broken: None };
    match run(path, console, &mut suite, coverages) {
        Ok(report) => {
            for case in &suite.cases {
                show.print(&shown_result(&case.result, console.lang), console)?;
            }
            if report.exit() != Exit::Ok {
                suite.broken = Some(report.exit());
                let look =
                    Look { lang: console.lang, width: console.width(), most: console.limits.diagnostics };
                let shown = format!("\n{}", text::render(&report, look));
                let show = if show == Show::Nowhere { Show::Error } else { show };
                show.print(&shown, console)?;
            }
        }
        Err(failure) => suite.broken = Some(console::tell(&failure, console.lang)),
    }
    Ok(suite)
}

fn run(
    path: &Path,
    console: &Console,
    suite: &mut Suite,
    coverages: &mut Coverages,
) -> Result<Report, Failure> {
    let (instrument, sources) = compiling::with_sources(&testing::instrument_of(path)?, console)?;
    suite.classname = instrument.id.to_string();
    let (tests, checked) = testing::read(path, &instrument, &console.limits)?;
    let plan = Plan::new(&instrument);
    for test in &tests {
        let result = scenario::run(&instrument, &plan, test);
        let line = checked.sources.locate(result.span).map_or(1, |at| at.line);
        suite.cases.push(Case { result, line });
    }
    if coverages.are_wanted() {
        let mut coverage = scenario::coverage::Coverage::new(&instrument, &plan);
        tests.iter().filter_map(scenario::Test::record).for_each(|record| coverage.add(record));
        coverages.add(&coverage, &sources, console.lang);
    }
    let mut report = Report::default();
    report.add(checked);
    Ok(report)
}

fn shown_result(result: &TestResult, lang: Lang) -> String {
    let (style, word) = match (result.passed(), lang) {
        (true, Lang::Id) => (style::GOOD, "lulus"),
        (true, Lang::En) => (style::GOOD, "pass"),
        (false, Lang::Id) => (style::BAD, "gagal"),
        (false, Lang::En) => (style::BAD, "FAIL"),
    };
    let mut out = String::new();
    let _ = writeln!(out, "  {style}{word:<5}{style:#} {}", escape::line(&result.name));
    for failure in &result.failures {
        for line in scenario::lines(failure, lang) {
            let _ = writeln!(out, "          {}", escape::line(&line));
        }
    }
    out
}

/// How many tests passed and failed, and whether some couldn't be run.
pub(super) fn sum(runs: &[FileRun], lang: Lang) -> String {
    let count = |passed: bool| {
        let cases = runs.iter().flat_map(|suite| &suite.cases);
        cases.filter(|case| case.result.passed() == passed).count()
    };
    let (passed, failed) = (count(true), count(false));
    let broken = match (runs.iter().any(|suite| suite.broken.is_some()), lang) {
        (false, _) => "",
        (true, Lang::Id) => "; ada uji yang tidak dapat dijalankan, lihat kesalahannya di atas",
        (true, Lang::En) => "; some tests could not be run, see the errors above",
    };
    match lang {
        Lang::Id => format!("{passed} lulus, {failed} gagal{broken}\n"),
        Lang::En => format!("{passed} passed, {failed} failed{broken}\n"),
    }
}

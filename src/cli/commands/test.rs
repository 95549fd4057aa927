//! `monev test`: the tests authors wrote for their instruments, with what was expected, what there is, and why.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::base::Lang;
use crate::cli::compiling;
use crate::cli::console::{self, Console, style};
use crate::cli::escape;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::files::shown;
use crate::cli::find::{self, Wanted};
use crate::cli::render::Report;
use crate::cli::render::text::{self, Look};
use crate::cli::testing;
use crate::rules::Plan;
use crate::scenario::{self, TestResult};

/// Run the tests that authors wrote for their instruments.
#[derive(Debug, clap::Args)]
pub(crate) struct Test {
    /// Files of tests (NAME.tests.yaml beside NAME.yaml), instruments, or folders to search for them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
}

/// What running came to.
#[derive(Debug, Default)]
struct Counts {
    passed: usize,
    failed: usize,
    /// The worst that kept tests from being run.
    broken: Option<Exit>,
}

impl Counts {
    fn broke(&mut self, exit: Exit) {
        self.broken = Some(self.broken.map_or(exit, |known| known.worse(exit)));
    }

    fn exit(&self) -> Exit {
        let failed = if self.failed == 0 { Exit::Ok } else { Exit::Findings };
        self.broken.map_or(failed, |broken| broken.worse(failed))
    }
}

impl Test {
    /// Runs every file of tests, and ends with how many passed and failed.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let paths: Vec<PathBuf> = self.paths.iter().map(|path| tests_of(path)).collect();
        let mut counts = Counts::default();
        for path in find::find(&paths, Wanted::Tests, console.limits.file_bytes)? {
            if let Err(failure) = run_file(&path, console, &mut counts) {
                counts.broke(console::tell(&failure, console.lang));
            }
        }
        console.print(&sum(&counts, console.lang))?;
        Ok(counts.exit())
    }
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

fn run_file(path: &Path, console: &Console, counts: &mut Counts) -> Result<(), Failure> {
    let head = style::HEAD;
    console.print(&format!("{head}{}{head:#}\n", shown(path)))?;
    let instrument = compiling::instrument(&testing::instrument_of(path)?, console)?;
    let (tests, checked) = testing::read(path, &instrument, &console.limits)?;
    let mut report = Report::default();
    report.add(checked);
    let plan = Plan::new(&instrument);
    for test in &tests {
        let result = scenario::run(&instrument, &plan, test);
        match result.passed() {
            true => counts.passed += 1,
            false => counts.failed += 1,
        }
        console.print(&shown_result(&result, console.lang))?;
    }
    if report.exit() != Exit::Ok {
        counts.broke(report.exit());
        let look = Look { lang: console.lang, width: console.width(), most: console.limits.diagnostics };
        console.print(&format!("\n{}", text::render(&report, look)))?;
    }
    Ok(())
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

fn sum(counts: &Counts, lang: Lang) -> String {
    let Counts { passed, failed, broken } = counts;
    let broken = match (broken, lang) {
        (None, _) => "",
        (Some(_), Lang::Id) => "; ada uji yang tidak dapat dijalankan, lihat kesalahannya di atas",
        (Some(_), Lang::En) => "; some tests could not be run, see the errors above",
    };
    match lang {
        Lang::Id => format!("{passed} lulus, {failed} gagal{broken}\n"),
        Lang::En => format!("{passed} passed, {failed} failed{broken}\n"),
    }
}

//! `monev test`: the tests authors wrote for their instruments, with what was expected, what there is, and why; and
//! which branches of the instruments they have seen, and which mistakes they would not notice.

mod coverage;
mod mutants;
mod run;

use std::path::PathBuf;

use clap::ValueEnum;

use crate::base::Message;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::output::{self, write_file};
use crate::cli::render::{junit, results};
use crate::cli::testing;

use self::coverage::{Coverages, Format as CoverageFormat, Share};
use self::run::{FileRun, sum};

/// Run the tests that authors wrote for their instruments.
#[derive(Debug, clap::Args)]
pub(crate) struct Test {
    /// Files of tests (NAME.tests.yaml beside NAME.yaml), instruments, or folders to search for them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// How the tests' results (or the mistakes) are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Also report which branches of the instruments the tests have seen, and what to add for the others
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    coverage: Option<CoverageFormat>,
    /// Write the coverage report (or else the mistakes or the results) into a file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Instead, make small mistakes in the instruments, one at a time, and list those that no test notices
    #[arg(long, conflicts_with = "coverage")]
    mutate: bool,
    /// Fail when an instrument's coverage, or the share of mistakes noticed, is below this percentage
    #[arg(long, value_name = "PERCENT")]
    fail_under: Option<Share>,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// JUnit XML, for continuous integration
    Junit,
    /// Everything, for programs
    Json,
}

impl Test {
    /// Runs every file of tests, and ends with how many passed and failed.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        self.check()?;
        if self.mutate {
            return self.try_mutants(console);
        }
        let show = self.shows_results();
        let mut runs: Vec<FileRun> = Vec::new();
        let mut coverages = Coverages::new(self.coverage);
        let paths = run::files(&self.paths, console)?;
        self.spare(&paths)?;
        for path in paths {
            runs.push(run::file(&path, console, show, &mut coverages)?);
        }
        show.print(&sum(&runs, console.lang), console)?;
        self.print(&runs, &coverages, console)?;
        let low = self.fail_under.is_some_and(|least| coverages.are_below(least, console));
        let exit = runs.iter().map(FileRun::exit).fold(Exit::Ok, Exit::worse);
        Ok(if low { exit.worse(Exit::Findings) } else { exit })
    }

    /// Reports never take the place of tests or of the instruments that are tested.
    fn spare(&self, tests: &[PathBuf]) -> Result<(), Failure> {
        let instruments: Vec<PathBuf> =
            tests.iter().filter_map(|path| testing::instrument_of(path).ok()).collect();
        output::spare(self.out.as_deref(), tests.iter().chain(&instruments).map(PathBuf::as_path))
    }

    /// Makes mistakes in every instrument, and ends with how many its tests notice.
    fn try_mutants(&self, console: &Console) -> Outcome {
        let paths = run::files(&self.paths, console)?;
        self.spare(&paths)?;
        let (mut all, mut report, mut low) = (Vec::new(), String::new(), false);
        // A report for programs is one document: for people each instrument is told as soon as it was tried out.
        let told = self.out.is_some() || self.format == Format::Text;
        for path in &paths {
            let tried = mutants::try_out(path, console)?;
            low |= self.fail_under.is_some_and(|least| tried.fates().are_below(least));
            if told {
                let listed = self.format == Format::Text && self.out.is_none();
                console.print(&mutants::text(&tried, listed, console.lang))?;
            }
            if self.format == Format::Text && self.out.is_some() {
                report.push_str(&mutants::text(&tried, true, console.lang));
            }
            all.push(tried);
        }
        let report = match self.format {
            Format::Text => Some(report).filter(|_| self.out.is_some()),
            Format::Junit => Some(mutants::junit(&all, console.lang)),
            Format::Json => Some(mutants::json(&all)),
        };
        match (&self.out, report) {
            (Some(path), Some(report)) => write_file(path, report.as_bytes())?,
            (None, Some(report)) => console.print(&report)?,
            (_, None) => {}
        }
        Ok(if low { Exit::Findings } else { Exit::Ok })
    }

    /// Two reports don't fit into one stream, a file needs a report, and a least share something to measure.
    fn check(&self) -> Result<(), Failure> {
        if self.fail_under.is_some() && self.coverage.is_none() && !self.mutate {
            return Err(Failure::usage(Message::new(
                "tidak ada yang diukur untuk `--fail-under`",
                "there is nothing to measure for `--fail-under`",
            ))
            .hint(Message::new("tambahkan `--coverage` atau `--mutate`", "add `--coverage` or `--mutate`")));
        }
        if self.format != Format::Text && self.coverage.is_some() && self.out.is_none() {
            return Err(Failure::usage(Message::new(
                "hasil dan cakupan tidak dapat ditulis ke keluaran yang sama",
                "results and coverage can't be written to the same output",
            ))
            .hint(Message::new(
                "tulis cakupan ke berkas dengan `--out`",
                "write the coverage into a file with `--out`",
            )));
        }
        if self.out.is_some() && self.coverage.is_none() && self.format == Format::Text && !self.mutate {
            return Err(Failure::usage(Message::new(
                "tidak ada yang ditulis ke `--out`",
                "there is nothing to write to `--out`",
            ))
            .hint(Message::new(
                "tambahkan `--coverage`, `--mutate`, `--format junit` atau `--format json`",
                "add `--coverage`, `--mutate`, `--format junit` or `--format json`",
            )));
        }
        Ok(())
    }

    /// Where results for people go: nowhere while a report of them is wanted, to standard error where a report takes the output.
    fn shows_results(&self) -> run::Show {
        let data = self.coverage.is_some_and(CoverageFormat::is_data) && self.out.is_none();
        match (self.format, data) {
            (Format::Junit | Format::Json, _) => run::Show::Nowhere,
            (Format::Text, true) => run::Show::Error,
            (Format::Text, false) => run::Show::Output,
        }
    }

    /// The reports for programs, and the coverage for people.
    fn print(&self, runs: &[FileRun], coverages: &Coverages, console: &Console) -> Result<(), Failure> {
        let results = match self.format {
            Format::Text => None,
            Format::Junit => Some(junit::render(runs, console.lang)),
            Format::Json => Some(results::json(runs, console.lang)),
        };
        let covered = self.coverage.map(|_| coverages.render());
        match (&self.out, results, covered) {
            (Some(path), results, Some(covered)) => {
                if let Some(results) = results {
                    console.print(&results)?;
                }
                write_file(path, covered.as_bytes())
            }
            (Some(path), Some(results), None) => write_file(path, results.as_bytes()),
            (_, results, covered) => {
                let both = results.into_iter().chain(covered);
                both.into_iter().try_for_each(|text| console.print(&text))
            }
        }
    }
}
